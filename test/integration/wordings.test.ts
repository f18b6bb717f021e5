/** How others worded a passage, what documents share, and the same tag elsewhere. */
import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { activated, coder, currentEditor, type Folder, freshWindow, hover, open, select, sidecarOf, tag } from './support/host';
import { projectFile, sample } from './support/sample';
import { answer, outline, shown, tooltip, treeNode, treeView, viewMessage } from './support/window';
import { until, untilText } from './support/until';

const bridge = 'The old harbour bridge will stay closed until the spring';
const texts = {
  'a.txt': `"${bridge}," the mayor of Lindow said on Monday.\n\nA referendum is not planned for this year, he told the radio.\n`,
  'b.txt':
    'The mayor of Lindow claimed the harbour bridge would allegedly stay closed until the spring.\n\nTwo schools were closed on Monday for want of heating oil.\n',
  'c.txt': `"${bridge}," the mayor of Lindow said on Monday.\n\nA referendum is not planned for this year, he told the radio.\n`,
  [sidecarOf('b.txt')]: 'pressmark: 1\ndocument:\n  outlet: gazette\n  published: 2022-01-11\n  published-basis: stated\n',
  [sidecarOf('c.txt')]: 'pressmark: 1\ndocument:\n  published: 2022-01-12\n  published-basis: stated\n',
  [sidecarOf('a.txt')]: 'pressmark: 1\ndocument:\n  published: 2022-01-10\n  published-basis: stated\n',
};
/** Two near-copies of a.txt, of later days. */
const withTwoCopies = {
  ...texts,
  'd.txt': texts['c.txt'],
  [sidecarOf('d.txt')]: 'pressmark: 1\ndocument:\n  published: 2022-01-13\n  published-basis: stated\n',
};
const view = (): Promise<string> => outline('pressmark.wordings');

interface Manifest {
  readonly contributes: { readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when: string; readonly args?: unknown }[] };
}

async function opened(): Promise<Folder> {
  const folder = sample(texts);
  // Sidecars that are found before their project stand in one without a name for its outlets.
  await untilText('the Sources view', 'The Gazette', () => outline('pressmark.sources'));
  await open(folder, 'a.txt');
  return folder;
}

describe('how others worded this', () => {
  freshWindow();

  it('has a row an outlet, with date, voice, relation and differences, and goes to the place', async () => {
    await opened();
    select(currentEditor(), bridge);
    await vscode.commands.executeCommand('pressmark.showWordings');
    const rows = await untilText('the view', 'The Gazette', view);
    assert.match(rows, /^The old harbour bridge .*— this wording · .*mayor of Lindow “said”$/m);
    assert.match(rows, /^The Gazette — 11 Jan 2022 · .*“claimed” · reworded$/m);
    assert.match(rows, /^ {2}.*allegedly.*\(loaded word\)$/m);
    assert.match(rows, /^c\.txt — 12 Jan 2022 · .* · word for word$/m);
    const { command, accessibilityInformation } = (await treeItemOf('The Gazette')) ?? {};
    assert.match(
      accessibilityInformation?.label ?? '',
      /“claimed”, reworded, The mayor of Lindow claimed .*, Differences: .*allegedly.*\(loaded word\)/,
      'said, not only shown',
    );
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    await until('the other document', () => currentEditor().document.uri.path.endsWith('/b.txt'));
    assert.match(currentEditor().document.getText(currentEditor().selection), /^The mayor of Lindow claimed the harbour bridge/);
  });

  it('goes to the words themselves after their document was edited, and says so where they are gone', async () => {
    const folder = await opened();
    select(currentEditor(), bridge);
    await vscode.commands.executeCommand('pressmark.showWordings');
    await untilText('the view', 'The Gazette', view);
    const { command } = (await treeItemOf('The Gazette')) ?? {};
    assert.ok(command);
    const go = (): Thenable<unknown> => vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    const editor = await open(folder, 'b.txt');
    const selected = (): string => editor.document.getText(editor.selection);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Snow fell all night in the hills of the north.\n\n'));
    await go();
    await until('the moved words', () => selected().startsWith('The mayor of Lindow claimed the harbour bridge'));
    await editor.edit((edit) => edit.delete(editor.selection));
    await go();
    assert.ok(shown().messages.some(({ text }) => /has changed since it was compared/.test(text)));
    assert.equal(selected(), '');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('answers again by itself when it was asked before all documents were read, and of a few words by their sentence', async () => {
    const folder = sample(texts);
    await open(folder, 'a.txt');
    select(currentEditor(), 'harbour bridge will stay');
    await vscode.commands.executeCommand('pressmark.showWordings');
    await untilText('the view', /^(The Gazette|b\.txt) — /m, view);
    await until('no word of what is unread', () => viewMessage('pressmark.wordings') === '');
  });

  it('has one row for an outlet with several wordings', async () => {
    const folder = sample({ ...texts, [sidecarOf('c.txt')]: 'pressmark: 1\ndocument:\n  outlet: gazette\n  title: Bridge shut\n' });
    await untilText('the Sources view', 'The Gazette', () => outline('pressmark.sources'));
    await open(folder, 'a.txt');
    select(currentEditor(), bridge);
    await vscode.commands.executeCommand('pressmark.showWordings');
    const rows = await untilText('the view', 'The Gazette', view);
    assert.match(rows, /^The Gazette — 2 wordings\n {2}Bridge shut — line 1 · .*· word for word$/m);
    assert.match(rows, /^ {2}\S.* — 11 Jan 2022 · line 1 · .*“claimed” · reworded$/m);
  });

  it('copies the rows with citations', async () => {
    await opened();
    select(currentEditor(), bridge);
    await vscode.commands.executeCommand('pressmark.showWordings');
    await untilText('the view', 'The Gazette', view);
    await vscode.commands.executeCommand('pressmark.copyWordingsTsv');
    const lines = (await vscode.env.clipboard.readText()).split('\n');
    assert.equal(lines.length, 4);
    assert.ok(lines.some((line) => line.startsWith('The Gazette\t11 Jan 2022\t')));
    await vscode.commands.executeCommand('pressmark.copyWordingsMarkdown');
    const table = await vscode.env.clipboard.readText();
    assert.match(table, /^# How others worded this\n/);
    await vscode.commands.executeCommand('pressmark.openWordings');
    const preview = await until('the table', () => vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('How others worded this.md')));
    assert.equal(preview.getText(), table);
    assert.match(table, /\| The Gazette \| 11 Jan 2022 \| .*\*\*would allegedly\*\*/);
    await vscode.commands.executeCommand('pressmark.showMine');
    try {
      await until('it to be emptied', () => preview.getText() === 'Others’ coding is hidden.');
    } finally {
      await vscode.commands.executeCommand('pressmark.showEveryone');
    }
  });

  it('is offered by the hover of a bare sentence that others have too, and of no other', async () => {
    const folder = await opened();
    const card = await untilText('the card', 'Also worded by', () => hover(folder.at('a.txt'), bridge));
    assert.match(card, /The Gazette/);
    const link = /\(command:pressmark\.showWordings\?(\S+) /.exec(card)?.[1] ?? '';
    await vscode.commands.executeCommand('pressmark.showWordings', ...(JSON.parse(decodeURIComponent(link)) as unknown[]));
    assert.match(await untilText('the view', 'The Gazette', view), /^The Gazette — 11 Jan 2022/m);
    const { document } = await open(folder, 'b.txt');
    assert.doesNotMatch(await hover(document.uri, 'for want of heating oil'), /Also worded by/);
    await untilText('the shared one', 'Also worded by', () => hover(document.uri, 'would allegedly stay'));
  });

  it('is stopped by the reader, and the view goes on showing what it showed', async () => {
    await opened();
    select(currentEditor(), bridge);
    await vscode.commands.executeCommand('pressmark.showWordings');
    const before = await untilText('the view', 'The Gazette', view);
    select(currentEditor(), 'A referendum is not planned for this year');
    const asked = vscode.commands.executeCommand('pressmark.showWordings');
    await vscode.commands.executeCommand('pressmark.stopWordings');
    await asked;
    assert.equal(await view(), before);
    assert.ok(shown().messages.some(({ text }) => text === 'Stopped.'));
    await vscode.commands.executeCommand('pressmark.showWordings');
    await untilText('the next answer', /^A referendum is not planned .*— this wording/m, view);
  });

  it('gives a passage’s tags to its counterparts, as one act', async () => {
    const folder = await opened();
    await tag(currentEditor(), bridge, 'threat');
    await folder.written('a.txt', 'threat');
    assert.match(await hover(folder.at('a.txt'), bridge), /command:pressmark\.tagCounterparts/);
    answer(['The Gazette', 'c.txt']);
    await vscode.commands.executeCommand('pressmark.tagCounterparts');
    await folder.written('b.txt', 'threat');
    await folder.written('c.txt', 'threat');
    assert.deepEqual(
      folder.annotations('c.txt').map(({ quote }) => quote),
      [bridge],
      'the same words, not the sentence around them',
    );
    const [there] = folder.annotations('b.txt');
    assert.deepEqual([there?.tags, there?.by, there?.voice], [['threat'], coder, 'paraphrased']);
    assert.ok(there);
    assert.equal(there.quote, texts['b.txt'].slice(there.position[0], there.position[1]));
    await vscode.commands.executeCommand('pressmark.undo');
    await until('both to be taken back', () => folder.annotations('b.txt').length + folder.annotations('c.txt').length === 0);
  });

  it('gives a passage’s note to its counterparts too, and leaves a note that stands there', async () => {
    const entry = (id: string, text: string, quote: string, note: string): string => {
      const start = text.indexOf(quote);
      return `  - id: 01931c1e-7b1a-7c3e-8000-00000000000${id}\n    tags: [threat]\n    quote: ${JSON.stringify(quote)}\n    before: ""\n    after: ""\n    position: [${start}, ${start + quote.length}]\n    note: ${note}\n    by: ${coder}\n    created: 2026-01-01T10:00:00Z\n`;
    };
    const folder = sample({
      ...texts,
      [sidecarOf('a.txt')]: `pressmark: 1\nannotations:\n${entry('1', texts['a.txt'], bridge, 'Until which spring?')}`,
      [sidecarOf('c.txt')]: `pressmark: 1\nannotations:\n${entry('2', texts['c.txt'], bridge, 'Their own note')}`,
    });
    await untilText('the Sources view', 'The Gazette', () => outline('pressmark.sources'));
    const editor = await open(folder, 'a.txt');
    await untilText('the passage', 'Until which spring', () => hover(editor.document.uri, bridge));
    select(editor, bridge);
    answer(['The Gazette', 'c.txt']);
    await vscode.commands.executeCommand('pressmark.tagCounterparts');
    await folder.written('b.txt', 'Until which spring?');
    // Both files are of one act, and written one after the other.
    await folder.written('c.txt', 'updated:');
    assert.deepEqual(
      folder.annotations('c.txt').map(({ note }) => note),
      ['Their own note'],
    );
  });

  it('is compared when a document is looked at, before anything asks, and is known when something does', async () => {
    const compared: string[] = [];
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the worker that it is asked of
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message: { readonly method?: string; readonly args?: readonly { readonly path?: string }[] }, ...rest) {
      if (message.method === 'overview') compared.push(message.args?.[0]?.path ?? '');
      postMessage.call(this, message, ...rest);
    };
    try {
      const folder = await opened();
      // Opened by nothing that asks for a card.
      const { document } = await vscode.window.showTextDocument(folder.at('b.txt'));
      await until('b.txt to be compared', () => compared.includes('b.txt'));
      await (await activated()).settled();
      compared.length = 0;
      await untilText('the card', 'Also worded by', () => hover(document.uri, 'would allegedly stay'));
      assert.deepEqual(compared, []);
    } finally {
      Worker.prototype.postMessage = postMessage;
    }
  });

  it('lists what a document shares and what is only here, and suggests a copy', async () => {
    const folder = await opened();
    await vscode.commands.executeCommand('pressmark.showShared');
    const rows = await untilText('the view', /^The Gazette — 1 statement/m, view);
    assert.match(rows, /^c\.txt — \d statements? · nearly a copy: 100 % of its words · 12 Jan 2022$/m);
    await until('what it says of all documents', () => /^Shares .* 0 sentences are only here\.$/.test(viewMessage('pressmark.wordings')));
    const said = await tooltip('pressmark.sources', await treeNode('pressmark.sources', 'a.txt'));
    assert.match(said, /Shares \d statements? with c&#46;txt&#44; 1 with The Gazette&#59; 0 sentences are only here/);
    await vscode.commands.executeCommand('pressmark.acceptCopy', await treeNode('pressmark.wordings', 'c.txt'));
    await folder.written('c.txt', 'copy-of: a.txt');
    await untilText('the suggestion to be gone', /^c\.txt — \d statements? · 12 Jan 2022$/m, view);
    await vscode.commands.executeCommand('pressmark.undo');
    await until('it to be taken back', () => !(folder.read(sidecarOf('c.txt')) ?? '').includes('copy-of'));
  });

  it('marks the only suggested copy from the palette, without a row', async () => {
    const folder = await opened();
    await vscode.commands.executeCommand('pressmark.showShared');
    await untilText('the suggestion', /^c\.txt — \d statements? · nearly a copy/m, view);
    await vscode.commands.executeCommand('pressmark.acceptCopy');
    await folder.written('c.txt', 'copy-of: a.txt');
  });

  it('asks which of several suggested copies is meant, and marks that one alone, or none', async () => {
    const folder = sample(withTwoCopies);
    await untilText('the Sources view', 'The Gazette', () => outline('pressmark.sources'));
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showShared');
    for (const name of ['c', 'd']) await untilText('the suggestion', new RegExp(`^${name}\\.txt — \\d statements? · nearly a copy`, 'm'), view);
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.acceptCopy');
    answer('d.txt');
    await vscode.commands.executeCommand('pressmark.acceptCopy');
    assert.deepEqual(shown().asked.slice(-2), ['Mark as copy', 'Mark as copy']);
    await folder.written('d.txt', 'copy-of: a.txt');
    const rows = await untilText('the suggestion to be gone', /^d\.txt — \d statements? · 13 Jan 2022$/m, view);
    assert.match(rows, /^c\.txt — \d statements? · nearly a copy/m, 'the other is still suggested');
    assert.ok(!(folder.read(sidecarOf('c.txt')) ?? '').includes('copy-of'), 'giving up marked nothing');
  });

  it('marks the selected row by its key, and says so where the row is not suggested', async () => {
    const folder = sample(withTwoCopies);
    await untilText('the Sources view', 'The Gazette', () => outline('pressmark.sources'));
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showShared');
    await untilText('the suggestion', /^d\.txt — \d statements? · nearly a copy/m, view);
    await until('what it says of all documents', () => viewMessage('pressmark.wordings').startsWith('Shares '));
    const { contributes } = vscode.extensions.getExtension('pressmark.pressmark')?.packageJSON as Manifest;
    const bound = contributes.keybindings.filter(({ command }) => command === 'pressmark.acceptCopy');
    assert.deepEqual(
      bound.map(({ key, when }) => [key, when]),
      [['ctrl+k enter', 'focusedView == pressmark.wordings && listFocus && !inputFocus']],
    );
    const [binding] = bound;
    assert.ok(binding);
    const press = async (row: string): Promise<void> => {
      const tree = treeView('pressmark.wordings');
      await tree.reveal(await treeNode('pressmark.wordings', row), { select: true, focus: true });
      await until('the row to be selected', () => JSON.stringify(tree.selection.map((node) => nameOf(node))) === JSON.stringify([row]));
      await vscode.commands.executeCommand(binding.command, binding.args);
    };
    await press('The Gazette');
    assert.ok(shown().messages.some(({ text }) => text === 'The selected row is not suggested as a copy.'));
    await press('d.txt');
    await folder.written('d.txt', 'copy-of: a.txt');
    for (const name of ['b.txt', 'c.txt']) assert.ok(!(folder.read(sidecarOf(name)) ?? '').includes('copy-of'), name);
  });

  it('sets two documents side by side in the editor’s own diff', async () => {
    await opened();
    answer('The Gazette');
    await vscode.commands.executeCommand('pressmark.compareDocuments');
    const input = await until('a diff', () => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return tab instanceof vscode.TabInputTextDiff && tab;
    });
    const [left, right] = await Promise.all([input.original, input.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()));
    assert.match(left ?? '', /^— 1 · reworded\n.*old harbour bridge will stay/m);
    assert.match(right ?? '', /^— 1 · reworded\n.*allegedly stay closed/m);
    assert.match(right ?? '', /^— only in The Gazette: 1 sentence\nline 3: Two schools were closed/m);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', input.original);
    assert.ok(links.some(({ target }) => target?.scheme === 'command' && target.path === 'pressmark.openWording'));
  });

  it('says so where nobody else words it, and where there is nothing to ask about', async () => {
    const folder = sample({ 'pressmark.yaml': projectFile });
    await open(folder, 'a.txt');
    select(currentEditor(), 'Paris disagreed with Berlin on that.');
    await vscode.commands.executeCommand('pressmark.showWordings');
    await untilText('the view', 'Paris disagreed', view);
    await until('what is said of all documents', () => viewMessage('pressmark.wordings') === 'No other document reports this.');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('pressmark.showWordings');
    assert.ok(shown().messages.some(({ text }) => /Put the cursor in a sentence/.test(text)));
    await vscode.commands.executeCommand('pressmark.openWording', 'file:///nowhere.txt', 0, 5, 'Paris');
    await vscode.commands.executeCommand('pressmark.openWording', folder.at('a.txt').toString(), -1, 'x', 'y');
    await vscode.commands.executeCommand('pressmark.openWording', folder.at('a.txt').toString(), 0, 5);
    assert.equal(vscode.window.activeTextEditor, undefined, 'a link’s arguments are held against what stands there');
  });
});

async function treeItemOf(label: string): Promise<vscode.TreeItem | undefined> {
  const tree = shown().trees.get('pressmark.wordings');
  const node = await treeNode('pressmark.wordings', label);
  return node === undefined ? undefined : tree?.provider.getTreeItem(node);
}

/** What a selected row is of: its outlet, or its file. */
function nameOf(node: unknown): string {
  const { source } = node as { readonly source?: { readonly outlet: string } };
  return source?.outlet ?? '';
}
