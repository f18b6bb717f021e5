/** Reading folders of the disk: what is a file, what a folder, and what a link leads to. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { local, walk } from '../../../src/extension/workspace/walk';
import { LocalFolders } from '../../../src/node/localFolders';

const [file, folder, link] = [1, 2, 64];
const localFolders = new LocalFolders();

describe('folders of the disk', () => {
  let root: string;
  const at = (...names: readonly string[]): string => path.join(root, ...names);
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'pressmark-folders-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const read = async (name = ''): Promise<Record<string, number> | undefined> => {
    const entries = await localFolders.read(at(name));
    return entries && Object.fromEntries(entries);
  };

  it('hold files, hidden ones too, and folders; one that is gone, or is none, is empty', async () => {
    writeFileSync(at('a.txt'), '');
    writeFileSync(at('.hidden.txt'), '');
    mkdirSync(at('in'));
    assert.deepEqual(await read(), { 'a.txt': file, '.hidden.txt': file, in: folder });
    assert.deepEqual([await read('in'), await read('gone'), await read('a.txt')], [{}, {}, {}]);
  });

  it('hold what links lead to, but none that leads to nothing, or to itself', async () => {
    mkdirSync(at('in'));
    writeFileSync(at('in', 'a.txt'), '');
    symlinkSync(at('in'), at('to-folder'), 'junction');
    const names = process.platform === 'win32' ? [] : ['to-file', 'dangling', 'itself'];
    for (const [n, target] of [at('in', 'a.txt'), at('gone'), at('itself')].entries()) if (names[n]) symlinkSync(target, at(names[n]));
    assert.deepEqual(await read(), { in: folder, 'to-folder': folder | link, ...(names.length > 0 && { 'to-file': file | link }) });
    const real = realpathSync.native(at('in')).replaceAll(path.sep, '/');
    assert.deepEqual([await localFolders.real(at('to-folder')), await localFolders.real(at('gone'))], [real, undefined]);
  });

  it('hold no pipe: who reads one waits for ever', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync(at('pipe'), at('to-pipe'));
    assert.deepEqual(await read(), {});
  });

  it('whose names are no UTF-8 are read all the same', async function () {
    if (process.platform !== 'linux') this.skip();
    writeFileSync(Buffer.concat([Buffer.from(at('x')), Buffer.from([0xff])]), '');
    writeFileSync(at('a.txt'), '');
    assert.equal((await read())?.['a.txt'], file);
  });

  it('have the names on a Mac that the editor has for them', async () => {
    mkdirSync(at('Tu\u0308ren'));
    writeFileSync(at('Tu\u0308ren', 'Mu\u0308ller.txt'), '');
    symlinkSync(at('Tu\u0308ren'), at('link'), 'junction');
    const mac = new LocalFolders('darwin');
    assert.deepEqual(await mac.read(at('Tu\u0308ren')), [['M\u00fcller.txt', file]]);
    assert.ok((await mac.real(at('link')))?.endsWith('/T\u00fcren'));
  });

  it('that may not be read are told from empty ones', async function () {
    // An administrator may read any, and Windows knows no such modes.
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    mkdirSync(at('shut', 'in'), { recursive: true });
    symlinkSync(at('shut', 'in'), at('link'));
    chmodSync(at('shut'), 0);
    try {
      assert.equal(await read('shut'), undefined);
      const { unread } = await walk({ read: (name) => localFolders.read(at(name)), real: (name) => localFolders.real(at(name)) }, () => true, local);
      assert.deepEqual([...unread].sort(), ['link', 'shut']);
    } finally {
      chmodSync(at('shut'), 0o700);
    }
  });

  it('are walked through with their links, in no circle', async () => {
    mkdirSync(at('corpus', 'in'), { recursive: true });
    mkdirSync(at('elsewhere'));
    writeFileSync(at('corpus', 'in', 'a.txt'), '');
    writeFileSync(at('elsewhere', 'b.txt'), '');
    symlinkSync(at('corpus'), at('corpus', 'in', 'up'), 'junction');
    symlinkSync(at('elsewhere'), at('corpus', 'away'), 'junction');
    symlinkSync(at('corpus', 'in'), at('elsewhere', 'back'), 'junction');
    const corpus = (name: string): string => at('corpus', name);
    const { files } = await walk({ read: (name) => localFolders.read(corpus(name)), real: (name) => localFolders.real(corpus(name)) }, () => true, local);
    assert.deepEqual([...files].sort(), ['away/b.txt', 'away/back/a.txt', 'in/a.txt']);
  });
});
