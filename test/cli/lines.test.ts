import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Line, linesOf } from '../../src/cli/lines';

async function all(chunks: readonly Uint8Array[], cap = 1000): Promise<readonly Line[]> {
  const lines: Line[] = [];
  // eslint-disable-next-line @typescript-eslint/require-await
  const stream = async function* (): AsyncGenerator<Uint8Array> {
    yield* chunks;
  };
  for await (const line of linesOf(stream(), cap)) lines.push(line);
  return lines;
}

describe('lines of a byte stream', () => {
  it('are the same however the bytes come in pieces', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'))), fc.array(fc.nat(40)), async (texts, cuts) => {
        const bytes = Buffer.from(texts.map((text) => `${text}\n`).join(''));
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const cut of cuts) chunks.push(bytes.subarray(at, (at = Math.min(bytes.length, at + cut))));
        chunks.push(bytes.subarray(at));
        // A byte order mark at the start of a line is no part of its text.
        assert.deepEqual(
          await all(chunks),
          texts.map((text) => ({ text: text.replace(/^\ufeff/, '') })),
        );
      }),
    ));

  it('need no line end after the last', async () => {
    assert.deepEqual(await all([Buffer.from('a\nb')]), [{ text: 'a' }, { text: 'b' }]);
    assert.deepEqual(await all([Buffer.from('a\n')]), [{ text: 'a' }]);
    assert.deepEqual(await all([]), []);
  });

  it('are errors in their place when they are too long or not UTF-8', async () => {
    const lines = await all(
      [Buffer.from('ok\n12345'), Buffer.from('67890'), Buffer.from('1\n'), Buffer.from([0x61, 0xff, 0x0a]), Buffer.from('1234567890\n')],
      10,
    );
    assert.deepEqual(lines, [{ text: 'ok' }, { error: 'the line is longer than 10 bytes' }, { error: 'the line is not UTF-8' }, { text: '1234567890' }]);
  });
});
