/** Passages in documents that another program has changed: where they may be, beside what they were, and one act for all of them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { textHash } from '../../src/core/sidecar';
import { edit, type Folder, freshWindow, open, rangeOf, select, sidecarOf, tag } from './support/host';
import { article, sample } from './support/sample';
import { answer, passages, shown, treeNode } from './support/window';
import { until, untilText } from './support/until';

const quote = 'sanctions remain on the table';
const moved = `CORRECTED\n\n${article}`;
/** The true passage was edited; a letter to the editor quotes the old one, surroundings and all. */
const copied = `${article.replace('She said that "sanctions remain on the table". Paris disagreed', 'She said "sanctions still stay on the table". Paris agreed')}
A reader writes:

about the pipeline.

She said that "sanctions remain on the table". Paris disagreed with Berlin on that.
`;

const second = `Second thoughts on the pipeline

Paris wants another look at the pipeline before spring.
`;

async function closed(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Passages tagged by hand, then the window's editors closed. */
async function coded(words: Readonly<Record<string, readonly string[]>>, files: Readonly<Record<string, string>> = {}): Promise<Folder> {
  const folder = sample(files);
  for (const [name, quotes] of Object.entries(words)) {
    const editor = await open(folder, name);
    for (const part of quotes) {
      await tag(editor, part, 'threat');
      await folder.written(name, part);
    }
  }
  return folder;
}

const positionOf = (folder: Folder, name: string, words: string): readonly number[] | undefined =>
  folder.annotations(name).find((entry) => entry.quote === words)?.position;

describe('drifted passages', () => {
  freshWindow();
  afterEach(() => vscode.commands.executeCommand('pressmark.passages.thisDocument'));

  it('show the places where they may be, with what has changed in words, and are opened there', async () => {
    const folder = await coded({ 'a.txt': [quote] });
    folder.write('a.txt', article.replace('sanctions remain on', 'sanctions still remain on'));
    await untilText('Passages', /Place 1 of 1, line 5, likeliest, sanctions still remain on the table, “still” came in/, passages);
    const candidate = await treeNode('pressmark.passages', 'Line 5');
    const { item } = { item: candidate as { readonly place: { readonly range: { readonly start: number; readonly end: number } } } };
    await vscode.commands.executeCommand('pressmark.openPassage', folder.at('a.txt').toString(), folder.annotations('a.txt')[0]?.id, item.place.range);
    assert.equal(vscode.window.activeTextEditor?.document.getText(vscode.window.activeTextEditor.selection), 'sanctions still remain on the table');
    await vscode.commands.executeCommand('pressmark.comparePlace', candidate);
    await until('a diff editor', () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff);
    const { original, modified } = vscode.window.tabGroups.activeTabGroup.activeTab?.input as vscode.TabInputTextDiff;
    assert.match((await vscode.workspace.openTextDocument(original)).getText(), /^…[^]*\nsanctions remain on the table\n/);
    assert.match((await vscode.workspace.openTextDocument(modified)).getText(), /^…[^]*\nsanctions still remain on the table\n/);
  });

  it('are accepted all at once over the corpus, and that is one step to undo', async () => {
    const folder = await coded({ 'a.txt': [quote, 'Paris disagreed'], 'b.txt': ['before spring'] }, { 'b.txt': second });
    await closed();
    const before = ['a.txt', 'b.txt'].map((name) => folder.read(sidecarOf(name)));
    folder.write('a.txt', moved);
    folder.write('b.txt', `CORRECTED\n\n${second}`);
    await vscode.commands.executeCommand('pressmark.passages.wholeCorpus');
    await until('three to check', async () => (await passages()).includes('To check, 3 passages'));
    await vscode.commands.executeCommand('pressmark.acceptMoved');
    await folder.written('a.txt', textHash(moved));
    await folder.written('b.txt', textHash(`CORRECTED\n\n${second}`));
    assert.deepEqual(positionOf(folder, 'a.txt', quote), [moved.indexOf(quote), moved.indexOf(quote) + quote.length]);
    assert.equal(vscode.window.visibleTextEditors.length, 0, 'nothing was opened for it');
    await vscode.commands.executeCommand('pressmark.undo');
    await until('both sidecars as they were', () => ['a.txt', 'b.txt'].every((name, index) => folder.read(sidecarOf(name)) === before[index]));
  });

  it('that were edited are not among those accepted at once; the text’s hash waits for them', async () => {
    const folder = await coded({ 'a.txt': [quote, 'Paris disagreed'] });
    const hash = textHash(article);
    folder.write('a.txt', moved.replace('Paris disagreed', 'Paris strongly disagreed'));
    await untilText('Passages', /To check, 2 passages/, passages);
    await vscode.commands.executeCommand('pressmark.acceptMoved');
    await folder.written('a.txt', `position: [${moved.indexOf(quote)}, `);
    assert.ok(folder.read(sidecarOf('a.txt'))?.includes(hash));
    assert.match(await untilText('Passages', /To check, 1 passage\b/, passages), /Paris disagreed, tagged Threat, edited/);
    await vscode.commands.executeCommand('pressmark.acceptPlace', await treeNode('pressmark.passages', 'Line 7'));
    await folder.written('a.txt', 'quote: "Paris strongly disagreed"');
    await folder.written('a.txt', textHash(moved.replace('Paris disagreed', 'Paris strongly disagreed')));
  });

  it('are walked through one by one: accept, leave, delete', async () => {
    const folder = await coded({ 'a.txt': [quote, 'Paris disagreed', 'about the pipeline'] });
    folder.write('a.txt', moved.replace('Angela Merkel spoke with Emmanuel Macron on Saturday about the pipeline.', 'Nothing was said.'));
    await untilText('Passages', /To check, 3 passages/, passages);
    // What has no place stands first.
    answer('Delete the passage', 'Line 7: sanctions remain', 'Leave it for later');
    await vscode.commands.executeCommand('pressmark.checkPassages');
    const asked = shown().asked.join('\n');
    assert.match(asked, /Passage 1 of 3 to check: Threat/);
    await until('two passages', () => folder.annotations('a.txt').length === 2);
  });

  it('are found by the text that was open before, where the selectors alone would refuse or mislead', async () => {
    const folder = await coded({ 'a.txt': [quote] });
    folder.write('a.txt', copied);
    const text = await untilText('Passages', /To check[^]*tagged Threat, edited[^]*Place 1/, passages);
    assert.match(text, /sanctions still stay on the table/);
  });

  it('are found by the text that git has, HEAD or an earlier commit', async () => {
    const folder = await coded({ 'a.txt': [quote] });
    await closed();
    await vscode.workspace.getConfiguration('git').update('enabled', true, vscode.ConfigurationTarget.Global);
    try {
      const git = (...args: readonly string[]): void => {
        execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: folder.path });
      };
      git('init', '-q');
      git('add', 'a.txt');
      git('commit', '-qm', 'as tagged');
      folder.write('a.txt', copied);
      git('commit', '-qam', 'changed');
      const extension = vscode.extensions.getExtension<{ getAPI(version: 1): { openRepository(uri: vscode.Uri): Promise<unknown> }; enabled: boolean }>(
        'vscode.git',
      );
      assert.ok(extension, 'the Git extension is not there');
      const exports = await extension.activate();
      await until('git to be enabled', () => exports.enabled);
      await exports.getAPI(1).openRepository(folder.uri);
      await open(folder, 'a.txt');
      const text = await untilText('Passages', /To check[^]*tagged Threat, edited[^]*Place 1/, passages);
      assert.match(text, /sanctions still stay on the table/);
    } finally {
      await vscode.workspace.getConfiguration('git').update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('are found by a copy that was kept, if the user turned that on', async () => {
    const setting = vscode.workspace.getConfiguration('pressmark.passages');
    await setting.update('keepFormerTexts', true, vscode.ConfigurationTarget.Global);
    try {
      const folder = await coded({ 'a.txt': [quote] });
      await edit((await open(folder, 'a.txt')).document, new vscode.Range(0, 0, 0, 0), ' ');
      await vscode.window.activeTextEditor?.document.save();
      await folder.written('a.txt', textHash(` ${article}`));
      await closed();
      folder.write('a.txt', copied);
      await open(folder, 'a.txt');
      const text = await untilText('Passages', /To check[^]*tagged Threat, edited[^]*Place 1/, passages);
      assert.match(text, /sanctions still stay on the table/);
    } finally {
      await setting.update('keepFormerTexts', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('decisions about marks', () => {
  freshWindow();

  it('follow the edits of their text, and are written with it', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    select(editor, 'Paris');
    editor.selection = new vscode.Selection(editor.selection.start.translate(0, 1), editor.selection.start.translate(0, 1));
    answer('Here');
    await vscode.commands.executeCommand('pressmark.rejectMention');
    await folder.written('a.txt', 'reject: mention');
    await edit(editor.document, rangeOf(editor.document, 'Merkel and'), 'Chancellor Merkel and');
    await editor.document.save();
    const at = editor.document.getText().indexOf('Paris');
    await folder.written('a.txt', `position: [${at}, ${at + 5}]`);
  });

  it('whose words have moved or are gone wait under To check: accepted, deleted, undone', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    for (const words of ['Paris', 'Merkel']) {
      select(editor, words);
      editor.selection = new vscode.Selection(editor.selection.start.translate(0, 1), editor.selection.start.translate(0, 1));
      answer('Here');
      await vscode.commands.executeCommand('pressmark.rejectMention');
    }
    await until('both on disk', () => folder.sidecar('a.txt')?.mentions?.length === 2);
    const changed = `CORRECTED\n\n${article.replaceAll('Angela Merkel', 'The chancellor').replaceAll('Merkel', 'She')}`;
    folder.write('a.txt', changed);
    const text = await untilText('Passages', /To check, 0 passages, 2 decisions about marks|To check, 2 decisions about marks/, passages);
    assert.match(text, /Decision about the mark (?:Angela )?Merkel, no mark, lost/);
    assert.match(text, /Decision about the mark Paris, no mark, moved, line \d+/);
    await vscode.commands.executeCommand('pressmark.acceptPlace', await treeNode('pressmark.passages', 'Paris'));
    await folder.written('a.txt', `position: [${changed.indexOf('Paris')}, `);
    await untilText('Passages', /To check, 1 decision about a mark/, passages);
    await vscode.commands.executeCommand('pressmark.deleteDecision', await treeNode('pressmark.passages', 'Merkel'));
    await until('it to leave the disk', () => folder.sidecar('a.txt')?.mentions?.length === 1);
    await until('nothing to check', async () => !(await passages()).includes('To check'));
    await vscode.commands.executeCommand('pressmark.undo');
    await until('it to be back', () => folder.sidecar('a.txt')?.mentions?.length === 2);
  });
});
