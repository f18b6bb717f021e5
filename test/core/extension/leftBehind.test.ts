/** What waits for documents that are gone: told, opened when they are back, and never written by itself. */
import assert from 'node:assert/strict';
import type { FileErrorCode } from '../../../src/core/ports';
import { LeftBehind, type LeftStore } from '../../../src/extension/workspace/leftBehind';

/** Files that something waits for, documents, projects and folders of one window. */
class Window {
  waiting: string[] = [];
  readonly documents = new Set<string>();
  readonly here = new Set<string>();
  readonly folders = new Set<string>();
  readonly opened: string[] = [];
  readonly disposed: string[] = [];
  readonly errors: unknown[] = [];
  readonly taken: string[] = [];
  /** By sidecar: how much its store has read. */
  readonly shown = new Map<string, number>();
  /** Where a folder is not there. */
  answer: FileErrorCode = 'not-found';
  changes = 0;
  soon: (() => void) | undefined;
  listeners = new Map<string, () => void>();

  readonly left = new LeftBehind<LeftStore>({
    waiting: () => Promise.resolve(this.waiting),
    openSidecar: (uri) => Promise.resolve(this.documents.has(uri) && this.opened.push(uri) > 0),
    isHere: (uri) => this.here.has(uri),
    waits: (uri) => Promise.resolve(this.waiting.includes(uri)),
    takeOver: (uri) => Promise.resolve(void this.taken.push(uri)),
    folderOf: (uri) => Promise.resolve(this.folders.has(uri) ? { ok: true, value: uri } : { ok: false, error: { code: this.answer, message: uri } }),
    open: (uri) => {
      // What waits when it is opened: it knows of nothing that comes later.
      const known = this.waiting.filter((one) => one === uri).length;
      this.shown.set(uri, known);
      return Promise.resolve({
        onDidChange: (listener) => this.listeners.set(uri, listener),
        forgetPending: () => {
          for (let n = 0; n < known; n++) this.waiting.splice(this.waiting.indexOf(uri), 1);
          return Promise.resolve();
        },
        dispose: () => void this.disposed.push(uri),
      });
    },
    later: (_, look) => (this.soon = look),
    changed: () => void this.changes++,
    failed: (error) => void this.errors.push(error),
  });

  names(): readonly string[] {
    return [...this.left.all.keys()];
  }
}

describe('decisions for documents that are gone', () => {
  it('are told where their project is open, and those of documents that are there are opened to be written', async () => {
    const window = new Window();
    window.waiting = ['gone', 'there', 'elsewhere'];
    window.documents.add('there');
    window.here.add('gone').add('there');
    window.folders.add('gone').add('there').add('elsewhere');
    await window.left.look(true);
    assert.deepEqual([window.names(), window.opened, window.changes], [['gone'], ['there'], 1]);
    await window.left.look();
    assert.deepEqual([window.names(), window.changes], [['gone'], 1], 'nothing new is no news');
  });

  it('are told in any window that opens where their folder is gone, not in the one that sees it go', async () => {
    const window = new Window();
    window.waiting = ['f'];
    await window.left.look();
    assert.deepEqual(window.names(), []);
    await window.left.look(true);
    await window.left.look();
    assert.deepEqual(window.names(), ['f']);
    window.folders.add('f');
    await window.left.look();
    assert.deepEqual([window.names(), window.disposed], [[], ['f']]);
  });

  it('are not told any more when the document is back, when they are written, and when they are let go of', async () => {
    const window = new Window();
    window.waiting = ['back', 'written', 'let go'];
    for (const uri of window.waiting) window.here.add(uri);
    await window.left.look();
    window.documents.add('back');
    await window.left.look();
    assert.deepEqual([window.names(), window.opened], [['written', 'let go'], ['back']]);
    window.waiting = ['let go'];
    window.listeners.get('written')?.();
    window.soon?.();
    await window.left.look();
    assert.deepEqual(window.names(), ['let go']);
    await window.left.forget('let go');
    assert.deepEqual([window.names(), window.disposed], [[], ['back', 'written', 'let go']]);
  });

  it('are forgotten as far as a person has a copy of them: what another window left meanwhile is told of anew', async () => {
    const window = new Window();
    window.waiting = ['f'];
    window.here.add('f');
    await window.left.look();
    window.waiting = ['f', 'f', 'f'];
    await window.left.forget('f');
    assert.deepEqual([window.waiting, window.names(), window.shown.get('f'), window.disposed], [['f', 'f'], ['f'], 2, ['f']]);
    await window.left.forget('f');
    assert.deepEqual([window.waiting, window.names()], [[], []]);
  });

  it('are told, and taken over for files that are open, once the window that decided is gone', async () => {
    const window = new Window();
    window.here.add('f').add('known').add('pressmark.yaml');
    window.waiting = ['known'];
    await window.left.look();
    window.waiting = ['known', 'known', 'f', 'elsewhere'];
    for (const uri of ['f', 'known', 'pressmark.yaml', 'elsewhere']) await window.left.released(uri);
    assert.deepEqual([window.names().toSorted(), window.shown.get('known')], [['f', 'known'], 2]);
    assert.deepEqual(window.taken, ['f', 'known', 'pressmark.yaml', 'elsewhere']);
    window.documents.add('f');
    await window.left.released('f');
    assert.ok(window.opened.includes('f'));
  });

  it('are not taken for those of a folder that is gone where nobody can ask for it', async () => {
    const window = new Window();
    window.waiting = ['vscode-vfs://f'];
    window.answer = 'unavailable';
    await window.left.look(true);
    assert.deepEqual(window.names(), []);
  });

  it('are looked for once, however often that is asked for while a search goes on, and as widely as any of them asked', async () => {
    const window = new Window();
    window.waiting = ['gone', 'there'];
    window.documents.add('there');
    const first = window.left.look();
    // It has begun: what is asked for from here on is not in it.
    await Promise.resolve();
    await Promise.all([first, ...Array.from({ length: 20 }, (_, n) => window.left.look(n === 7))]);
    assert.deepEqual([window.opened, window.names()], [['there', 'there'], ['gone']]);
    await window.left.look();
    assert.equal(window.opened.length, 3);
  });

  it('are looked for again where that has failed', async () => {
    const window = new Window();
    window.here.add('f');
    let reads = 0;
    Object.defineProperty(window, 'waiting', {
      get: () => {
        if (reads++ === 0) throw new Error('EACCES');
        return ['f'];
      },
    });
    await window.left.look();
    await window.left.look();
    assert.deepEqual([window.names(), window.errors.length], [['f'], 1]);
  });
});
