/** A file is written where its folder stands: a folder that somebody took away does not come back with one file in it. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atomicFiles } from '../../src/node/atomicFiles';

describe('writing into a folder that is gone', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'pressmark-gone-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it('fails, and makes nothing', async () => {
    const folder = path.join(home, 'gone');
    await assert.rejects(atomicFiles.replace(path.join(folder, 'a.txt.pressmark.yaml'), undefined, 'pressmark: 1\n'), { code: 'ENOENT' });
    assert.equal(existsSync(folder), false);
  });

  it('makes the folder where it is Pressmark’s own', async () => {
    const file = path.join(home, 'journal', 'one.json');
    assert.equal(await atomicFiles.replace(file, undefined, '{}', true), true);
    assert.equal(readFileSync(file, 'utf8'), '{}');
  });
});
