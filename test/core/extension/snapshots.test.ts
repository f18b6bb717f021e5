/** Copies of former texts: found by their hashes, and deleted as soon as they may not be kept. */
import assert from 'node:assert/strict';
import { textHash } from '../../../src/core/sidecar';
import { type CopyFolders, Snapshots } from '../../../src/extension/workspace/snapshots';

class Copies implements CopyFolders {
  readonly store = new Map<string, Map<string, { text: string; changed: number }>>();
  private clock = 0;

  folders = () => Promise.resolve([...this.store.keys()]);
  files = (folder: string) => Promise.resolve([...(this.store.get(folder) ?? [])].map(([name, { text, changed }]) => ({ name, size: text.length, changed })));
  read = (folder: string, name: string) => Promise.resolve(this.store.get(folder)?.get(name)?.text);
  write = (folder: string, name: string, text: string) => {
    const files = this.store.get(folder) ?? new Map<string, { text: string; changed: number }>();
    this.store.set(folder, files.set(name, { text, changed: this.clock++ }));
    return Promise.resolve();
  };
  remove = (folder: string, name?: string) => {
    if (name === undefined) this.store.delete(folder);
    else this.store.get(folder)?.delete(name);
    return Promise.resolve();
  };
  rename = (folder: string, to: string) => {
    const files = this.store.get(folder);
    this.store.delete(folder);
    if (files) this.store.set(to, files);
    return Promise.resolve();
  };

  get texts(): readonly string[] {
    return [...this.store.values()].flatMap((files) => [...files].filter(([name]) => name.endsWith('.txt')).map(([, { text }]) => text));
  }
}

function made(on = { on: true }) {
  const copies = new Copies();
  return { copies, snapshots: new Snapshots(copies, () => on.on, { warn: (message) => assert.fail(message) }) };
}

describe('copies of former texts', () => {
  it('are found by document and hash, each text once', async () => {
    const { copies, snapshots } = made();
    await snapshots.keep('file:///a.txt', textHash('one'), 'one');
    await snapshots.keep('file:///a.txt', textHash('two'), 'two');
    await snapshots.keep('file:///b.txt', textHash('one'), 'one');
    assert.equal(await snapshots.find('file:///a.txt', textHash('one')), 'one');
    assert.equal(await snapshots.find('file:///b.txt', textHash('two')), undefined);
    assert.equal(await snapshots.find('file:///a.txt', 'sha256:../../x'), undefined);
    assert.deepEqual([...copies.texts].sort(), ['one', 'one', 'two']);
  });

  it('of a document whose quotes are not kept any more are deleted, those of before included; others stay', async () => {
    const { copies, snapshots } = made();
    for (const text of ['one', 'two']) await snapshots.keep('file:///embargo/a.txt', textHash(text), text);
    await snapshots.keep('file:///b.txt', textHash('three'), 'three');
    const sweeping = snapshots.sweep((document) => Promise.resolve(!document.includes('/embargo/')));
    assert.equal(await snapshots.find('file:///embargo/a.txt', textHash('one')), undefined, 'not even while they are being deleted');
    await sweeping;
    assert.deepEqual(copies.texts, ['three']);
    // Allowed again, the present text is kept again.
    await snapshots.keep('file:///embargo/a.txt', textHash('two'), 'two');
    assert.equal(await snapshots.find('file:///embargo/a.txt', textHash('two')), 'two');
  });

  it('go along with a document that is renamed, and are then judged by its new name', async () => {
    const { copies, snapshots } = made();
    await snapshots.keep('file:///a.txt', textHash('one'), 'one');
    await snapshots.move('file:///a.txt', 'file:///embargo/a.txt');
    await snapshots.move('file:///none.txt', 'file:///other.txt');
    assert.equal(await snapshots.find('file:///embargo/a.txt', textHash('one')), 'one');
    await snapshots.sweep((document) => Promise.resolve(!document.includes('/embargo/')));
    assert.equal(copies.store.size, 0);
  });

  it('are neither made nor found while they are turned off, and all are deleted then', async () => {
    const on = { on: true };
    const { copies, snapshots } = made(on);
    await snapshots.keep('file:///a.txt', textHash('one'), 'one');
    on.on = false;
    await snapshots.keep('file:///a.txt', textHash('two'), 'two');
    assert.equal(await snapshots.find('file:///a.txt', textHash('one')), undefined);
    await snapshots.clear();
    assert.equal(copies.store.size, 0);
  });

  it('take no more room than they may: the oldest go', async () => {
    const { copies, snapshots } = made();
    const text = (letter: string): string => letter.repeat(3_900_000);
    for (const letter of 'abcdefghijklmnopqrs') await snapshots.keep(`file:///${letter}.txt`, textHash(letter), text(letter));
    const total = copies.texts.reduce((sum, one) => sum + one.length, 0);
    assert.ok(total <= 64 * 1024 * 1024, String(total));
    assert.deepEqual([copies.texts.some((one) => one.startsWith('a')), copies.texts.at(-1)?.[0]], [false, 's']);
  });
});
