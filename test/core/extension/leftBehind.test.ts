/** What waits for documents that are gone: told, opened when they are back, and never written by itself. */
import assert from 'node:assert/strict';
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
  changes = 0;
  soon: (() => void) | undefined;
  listeners = new Map<string, () => void>();

  readonly left = new LeftBehind<LeftStore>({
    waiting: () => Promise.resolve(this.waiting),
    openSidecar: (uri) => Promise.resolve(this.documents.has(uri) && this.opened.push(uri) > 0),
    isHere: (uri) => this.here.has(uri),
    isFolderGone: (uri) => Promise.resolve(!this.folders.has(uri)),
    open: (uri) => Promise.resolve({ onDidChange: (listener) => this.listeners.set(uri, listener), dispose: () => void this.disposed.push(uri) }),
    forget: (uri) => {
      this.waiting = this.waiting.filter((one) => one !== uri);
      return Promise.resolve();
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
