/** What is packaged is compressed anew: the same files, in fewer bytes, and the same bytes every time. */
import assert from 'node:assert/strict';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { squeezed } from '../../harness/squeeze.mjs';

const words = (count: number): string => Array.from({ length: count }, (_, n) => `word${(n * 7919) % 503} and ${(n * 31) % 97};`).join(' ');
const files = {
  '[Content_Types].xml': strToU8('<Types/>'),
  'extension/empty.txt': new Uint8Array(),
  'extension/Übersicht – a.txt': strToU8(words(40)),
  'extension/dist/long.mjs': strToU8(words(800)),
};

describe('an archive that is compressed anew', function () {
  this.timeout(60_000);
  const archive = Buffer.from(zipSync(files, { level: 6, mtime: '2026-11-22T00:00:00Z' }));

  it('holds the same files in the same order, in fewer bytes', async () => {
    const small = await squeezed(archive);
    const read = unzipSync(small);
    assert.deepEqual(Object.keys(read), Object.keys(files));
    for (const [name, data] of Object.entries(files)) assert.deepEqual(Buffer.from(read[name] ?? []), Buffer.from(data), name);
    assert.ok(small.length < archive.length, `${small.length} of ${archive.length}`);
    assert.deepEqual(await squeezed(archive), small);
  });

  it('is refused where it is none', async () => {
    await assert.rejects(squeezed(Buffer.from('no archive')), /no ZIP archive/);
  });
});
