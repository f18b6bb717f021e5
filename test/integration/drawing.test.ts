/** When an article is drawn anew: where something in it is another, and only then. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, freshWindow, open, sidecarOf, tag } from './support/host';
import { sample, sidecarOfAnother } from './support/sample';
import { outline } from './support/window';
import { untilText } from './support/until';

/** How often each kind of decoration was set in an editor, and where it was last. */
class Drawn {
  private readonly counts = new Map<vscode.TextEditorDecorationType, number>();
  private readonly last = new Map<vscode.TextEditorDecorationType, readonly vscode.Range[]>();
  private readonly editors = new WeakMap<vscode.TextEditor, vscode.TextEditor>();
  private restore: () => void = () => undefined;

  /** The editors that an extension is given are frozen: it is given others. */
  async watch(): Promise<void> {
    const windows = [...new Set([vscode.window, (await import('vscode')).window])];
    const owns = windows.map((window) => Object.getOwnPropertyDescriptor(window, 'visibleTextEditors') ?? assert.fail());
    const visible = (): readonly vscode.TextEditor[] => owns[0]?.get?.call(vscode.window) as readonly vscode.TextEditor[];
    for (const window of windows) Object.defineProperty(window, 'visibleTextEditors', { configurable: true, get: () => visible().map((one) => this.of(one)) });
    this.restore = () => windows.forEach((window, at) => Object.defineProperty(window, 'visibleTextEditors', owns[at] ?? {}));
  }

  stop(): void {
    this.restore();
  }

  forget(): void {
    this.counts.clear();
    this.last.clear();
  }

  get times(): number {
    return Math.max(0, ...this.counts.values());
  }

  /** Lines, from the first to the last decoration of any kind. */
  get lines(): string {
    const lines = [...this.last.values()].flat().map(({ start }) => start.line);
    return `${Math.min(...lines)} to ${Math.max(...lines)}`;
  }

  /** Kinds of which there is one at least. */
  get kinds(): number {
    return [...this.last.values()].filter(({ length }) => length > 0).length;
  }

  private of(editor: vscode.TextEditor): vscode.TextEditor {
    const known = this.editors.get(editor);
    if (known) return known;
    const setDecorations = (...args: Parameters<vscode.TextEditor['setDecorations']>): void => {
      this.counts.set(args[0], (this.counts.get(args[0]) ?? 0) + 1);
      this.last.set(args[0], args[1] as readonly vscode.Range[]);
      editor.setDecorations(...args);
    };
    const made = new Proxy({} as vscode.TextEditor, {
      get: (_, name) => (name === 'setDecorations' ? setDecorations : (Reflect.get(editor, name) as unknown)),
      set: (_, name, value) => Reflect.set(editor, name, value),
    });
    this.editors.set(editor, made);
    return made;
  }
}

describe('an article', () => {
  freshWindow();
  const drawn = new Drawn();
  before(() => drawn.watch());
  after(() => drawn.stop());

  /** Two documents, one open, whose project says nothing more. */
  const opened = async (): Promise<{ readonly folder: ReturnType<typeof sample>; readonly editor: vscode.TextEditor }> => {
    const folder = sample({ 'b.txt': 'Nothing happened.\n', [sidecarOf('a.txt')]: sidecarOfAnother, [sidecarOf('b.txt')]: 'pressmark: 1\n' });
    const editor = await open(folder, 'a.txt');
    await (await activated()).settled();
    return { folder, editor };
  };

  it('is drawn once for a tag, which is news several times on its way to the file', async () => {
    const { folder, editor } = await opened();
    drawn.forget();
    await tag(editor, 'sanctions remain on the table', 'threat');
    await folder.written('a.txt', 'sanctions remain on the table');
    await (await activated()).written();
    await (await activated()).settled();
    assert.equal(drawn.times, 1);
  });

  it('is left alone where its sidecar has other bytes and says the same, and drawn where it says something else, or less of it is shown', async () => {
    const { folder } = await opened();
    drawn.forget();
    folder.write(sidecarOf('a.txt'), `# nothing new\n${sidecarOfAnother}`);
    // What comes behind it has been taken in, and so has it.
    folder.write(sidecarOf('b.txt'), 'pressmark: 1\ndocument: { title: The other one }\n');
    await untilText('the other document', 'The other one', () => outline('pressmark.sources'));
    await (await activated()).settled();
    assert.equal(drawn.times, 0);
    await vscode.commands.executeCommand('pressmark.showMine');
    await untilText('the drawing', 'drawn', () => (drawn.times > 0 ? 'drawn' : ''));
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await (await activated()).settled();
    drawn.forget();
    folder.write(sidecarOf('a.txt'), 'pressmark: 1\n');
    await untilText('the drawing', 'drawn', () => (drawn.times > 0 ? 'drawn' : ''));
  });

  it('of a long text is drawn where it is seen, with those who speak there', async () => {
    const said = 'Angela Merkel said in Moscow that the talks had begun. “They were long,” she added.\n\n';
    const lines = 5000;
    const folder = sample({ 'long.txt': said.repeat(lines / 2) });
    const editor = await open(folder, 'long.txt');
    await (await activated()).settled();
    drawn.forget();
    await vscode.commands.executeCommand('pressmark.toggleVoices');
    try {
      // Names, places, what is quoted and what is reported.
      await untilText('the voices', '4 kinds', () => `${drawn.kinds} kinds`);
      assert.match(drawn.lines, /^0 to \d{2,3}$/);
      editor.revealRange(new vscode.Range(lines, 0, lines, 0));
      await untilText('what is seen now', /^4\d{3} to 4998$/, () => drawn.lines);
      assert.equal(drawn.kinds, 4);
    } finally {
      await vscode.commands.executeCommand('pressmark.toggleVoices');
    }
  });
});
