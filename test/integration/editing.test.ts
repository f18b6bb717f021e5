/** Passages and edits of their text: made in the editor, they are the user's own; made outside, they wait for a person. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { textHash } from '../../src/core/sidecar';
import { currentEditor, edit, type Folder, freshWindow, open, rangeOf, sidecarOf, tag } from './support/host';
import { article, sample, sidecarOfAnother } from './support/sample';
import { passages } from './support/window';
import { until, untilText } from './support/until';

const quote = 'sanctions remain on the table';

async function tagged(): Promise<{ readonly folder: Folder; readonly document: vscode.TextDocument; readonly id: string }> {
  const folder = sample();
  const editor = await open(folder, 'a.txt');
  await tag(editor, quote, 'threat');
  await folder.written('a.txt', quote);
  return { folder, document: editor.document, id: folder.annotations('a.txt')[0]?.id ?? '' };
}

const position = (folder: Folder, index = 0): readonly number[] | undefined => folder.annotations('a.txt')[index]?.position;

describe('tagging', () => {
  freshWindow();

  it('from the first moment that a document is open is written at once: nothing of it is unsaved', async () => {
    const folder = sample();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(folder.at('a.txt')));
    await until('the tag on disk', async () => {
      // Refused until the document is an article, and nothing more to do once it is tagged.
      for (let tries = 0; tries < 20; tries++) await tag(currentEditor(), quote, 'threat');
      return folder.annotations('a.txt').length > 0;
    });
    assert.deepEqual(position(folder), [article.indexOf(quote), article.indexOf(quote) + quote.length]);
    assert.equal(folder.annotations('a.txt')[0]?.voice, 'quoted', 'and who speaks is known by then');
  });

  it('words that were typed over and undone is written at once: nothing of it is unsaved', async () => {
    const folder = sample();
    const { document } = await open(folder, 'a.txt');
    await edit(document, rangeOf(document, 'remain'), 'stay');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await until('the typing to be undone', () => !document.isDirty && document.getText().includes(quote));
    await tag(currentEditor(), quote, 'threat');
    await folder.written('a.txt', quote);
    assert.equal(folder.annotations('a.txt').length, 1);
  });

  it('unsaved words that are saved while they are tagged is written', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await edit(editor.document, rangeOf(editor.document, 'remain'), 'stay');
    const tagging = tag(editor, 'sanctions stay on the table', 'threat');
    await editor.document.save();
    await tagging;
    await folder.written('a.txt', 'sanctions stay on the table');
    assert.equal(folder.annotations('a.txt').length, 1);
  });
});

describe('tagging in a document with unsaved edits', () => {
  freshWindow();

  it('away from them: written at once, at its place in the saved text', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await edit(editor.document, new vscode.Range(0, 0, 0, 0), 'Exclusive: ');
    await tag(editor, quote, 'threat');
    await folder.written('a.txt', quote);
    assert.equal(editor.document.isDirty, true);
    assert.deepEqual(position(folder), [article.indexOf(quote), article.indexOf(quote) + quote.length]);
    await editor.document.save();
    await folder.written('a.txt', `position: [${article.indexOf(quote) + 11}, `);
  });

  it('touching them: shown at once, and written when the document is saved', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await edit(editor.document, rangeOf(editor.document, 'remain'), 'stay');
    await tag(editor, 'sanctions stay on the table', 'threat');
    await untilText('Passages', /sanctions stay on the table, tagged Threat.*, written when the document is saved/, passages);
    assert.equal(folder.annotations('a.txt').length, 0);
    await edit(editor.document, new vscode.Range(0, 0, 0, 0), 'Exclusive: ');
    await editor.document.save();
    await folder.written('a.txt', 'quote: "sanctions stay on the table"');
    await until('that to be said no more', async () => !(await passages()).includes('written when'));
    const text = folder.read('a.txt') ?? '';
    assert.deepEqual(position(folder), [text.indexOf('sanctions'), text.indexOf('sanctions') + 'sanctions stay on the table'.length]);
  });

  it('touching edits that are given up: it is written all the same, to be looked at', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await edit(editor.document, rangeOf(editor.document, 'A second call is planned for tomorrow'), 'Nobody knows what comes next week');
    await tag(editor, 'Nobody knows what comes next week', 'threat');
    await untilText('Passages', 'Nobody knows', passages);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await open(folder, 'a.txt');
    await folder.written('a.txt', 'Nobody knows what comes next week');
    await untilText('Passages', /To check[^]*Nobody knows/, passages);
  });

  it('beside edits that are given up: it is written at its words, which stand there as before', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    const { end } = rangeOf(editor.document, quote);
    await edit(editor.document, new vscode.Range(end, end), '!');
    await tag(editor, quote, 'threat');
    await untilText('Passages', 'written when the document is saved', passages);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await open(folder, 'a.txt');
    await folder.written('a.txt', quote);
    assert.deepEqual(position(folder), [article.indexOf(quote), article.indexOf(quote) + quote.length]);
    await until('nothing to be said of it', async () => !/To check|written when/.test(await passages()));
  });
});

describe('typing', () => {
  freshWindow();

  it('above a passage moves it, and the sidecar when the document is saved', async () => {
    const { folder, document } = await tagged();
    const [start = 0, end = 0] = position(folder) ?? [];
    await edit(document, new vscode.Range(0, 0, 0, 0), 'EXCLUSIVE\n\n');
    assert.deepEqual(position(folder), [start, end], 'nothing is written before');
    await document.save();
    await folder.written('a.txt', `position: [${start + 11}, ${end + 11}]`);
    assert.doesNotMatch(await passages(), /To check/);
  });

  it('inside a passage changes its quote when the document is saved, and nothing waits for anybody', async () => {
    const { folder, document } = await tagged();
    await edit(document, rangeOf(document, 'on the table'), 'firmly on the table');
    await document.save();
    await folder.written('a.txt', 'quote: "sanctions remain firmly on the table"');
    assert.doesNotMatch(await passages(), /To check/);
  });

  it('and undoing it leaves the sidecar as it was', async () => {
    const { folder, document } = await tagged();
    const before = folder.read(sidecarOf('a.txt'));
    await edit(document, rangeOf(document, quote), '');
    await untilText('Passages', /To check/, passages);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await until('the passage to be back', async () => !(await passages()).includes('To check') && (await passages()).includes(quote));
    await document.save();
    assert.equal(document.isDirty, false);
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'denial');
    await folder.written('a.txt', 'quote: "about the pipeline"');
    assert.deepEqual(position(folder, 1), [article.indexOf(quote), article.indexOf(quote) + quote.length]);
    assert.ok(before && folder.read(sidecarOf('a.txt'))?.includes(before.slice(before.indexOf('  - id'))));
  });

  it('that deletes a passage and is saved leaves its entry as it was, as lost', async () => {
    const { folder, document } = await tagged();
    const entry = folder.read(sidecarOf('a.txt'))?.split('annotations:')[1];
    await edit(document, rangeOf(document, `She said that "${quote}". `), '');
    await document.save();
    await untilText('Passages', /To check[^]*lost/, passages);
    const after = await folder.written('a.txt', textHash(document.getText()));
    assert.equal(after.split('annotations:')[1], entry);
  });

  it('that deletes a passage and is saved is undone with the passage in its place at once, and when that is saved', async () => {
    const { folder, document } = await tagged();
    await edit(document, rangeOf(document, quote), '');
    await document.save();
    await untilText('Passages', /To check[^]*sanctions remain/, passages);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await until('the words to be back', () => document.isDirty && document.getText() === article);
    await until('nothing to check', async () => /sanctions remain/.test(await passages()) && !(await passages()).includes('To check'));
    await document.save();
    await until('the hash to follow', () => folder.sidecar('a.txt')?.document?.text === textHash(article));
    assert.deepEqual(position(folder), [article.indexOf(quote), article.indexOf(quote) + quote.length]);
    assert.doesNotMatch(await passages(), /To check/);
  });

  it('a replacement of the whole text, as a formatter makes it, keeps the passage', async () => {
    const { folder, document } = await tagged();
    const whole = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
    await edit(document, whole, `By our correspondent\n\n${article}`);
    await document.save();
    await folder.written('a.txt', `position: [${article.indexOf(quote) + 22}, `);
  });
});

describe('changes made outside', () => {
  freshWindow();

  it('that move a passage show it as moved, and the sidecar follows only when it is accepted', async () => {
    const { folder, document, id } = await tagged();
    const before = folder.read(sidecarOf('a.txt'));
    folder.write('a.txt', `CORRECTED\n\n${article}`);
    await untilText('Passages', /To check[^]*sanctions remain on the table, tagged Threat, moved/, passages);
    assert.equal(folder.read(sidecarOf('a.txt')), before);
    await vscode.commands.executeCommand('pressmark.acceptPlace', document.uri.toString(), id);
    await folder.written('a.txt', `position: [${article.indexOf(quote) + 11}, `);
    await until('nothing to check', async () => !(await passages()).includes('To check'));
  });

  it('that edit a passage show it as edited, and keep its words until the new ones are accepted', async () => {
    const { folder, document, id } = await tagged();
    const before = folder.read(sidecarOf('a.txt'));
    folder.write('a.txt', article.replace('sanctions remain on', 'sanctions still remain on'));
    await untilText('Passages', /To check[^]*sanctions remain on the table, tagged Threat, edited/, passages);
    assert.equal(folder.read(sidecarOf('a.txt')), before);
    await vscode.commands.executeCommand('pressmark.acceptPlace', document.uri.toString(), id);
    await folder.written('a.txt', 'quote: "sanctions still remain on the table"');
  });

  it('that take its words away leave it as lost; it can be moved to a selection', async () => {
    const { folder, document, id } = await tagged();
    folder.write('a.txt', article.replace(`She said that "${quote}". `, ''));
    await untilText('Passages', /To check[^]*lost/, passages);
    const editor = await vscode.window.showTextDocument(document);
    const place = rangeOf(document, 'Paris disagreed');
    editor.selection = new vscode.Selection(place.start, place.end);
    await vscode.commands.executeCommand('pressmark.moveToSelection', document.uri.toString(), id);
    await folder.written('a.txt', 'quote: "Paris disagreed"');
  });

  it('before the document is opened are found in the corpus, and when it is opened', async () => {
    const folder = sample({ 'a.txt': `CORRECTED\n\n${article}`, [sidecarOf('a.txt')]: sidecarOfAnother });
    await vscode.commands.executeCommand('pressmark.passages.wholeCorpus');
    await untilText('Passages of the corpus', /To check[^]*Paris disagreed with Berlin on that\., tagged Denial, moved/, passages);
    await vscode.commands.executeCommand('pressmark.passages.thisDocument');
    await open(folder, 'a.txt');
    await untilText('Passages', /To check[^]*moved/, passages);
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother);
  });

  it('to the sidecar are shown: a tag, a passage, a passage gone', async () => {
    const { folder } = await tagged();
    const mine = folder.read(sidecarOf('a.txt')) ?? '';
    folder.write(sidecarOf('a.txt'), mine.replace('[threat]', '[denial]'));
    await untilText('Passages', `${quote}, tagged Denial`, passages);
    folder.remove(sidecarOf('a.txt'));
    await until('the passage to go', async () => (await passages()) === '');
    folder.write(sidecarOf('a.txt'), mine);
    await untilText('Passages', `${quote}, tagged Threat`, passages);
  });

  it('to the sidecar while a decision is made: both are in the file', async () => {
    const { folder, document } = await tagged();
    const mine = folder.read(sidecarOf('a.txt')) ?? '';
    const editor = await vscode.window.showTextDocument(document);
    folder.write(sidecarOf('a.txt'), `# by hand\n${mine.replace('[threat]', '[denial]')}`);
    await tag(editor, 'about the pipeline', 'threat');
    const text = await folder.written('a.txt', 'quote: "about the pipeline"');
    assert.match(text, /^# by hand\n/);
    assert.match(text, /tags: \[denial\]/);
    assert.match(text, /tags: \[threat\]/);
  });
});
