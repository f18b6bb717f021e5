/** Tagging, and what can be done with a passage afterwards: each ends in the sidecar on disk. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { coder, currentEditor, edit, type Folder, freshWindow, hover, open, select, sidecarOf, tag } from './support/host';
import { article, sample, sidecarOfAnother } from './support/sample';
import { answer, asOffered, note, outline, passages, shown, writeNote } from './support/window';
import { until, untilText } from './support/until';

const theirs = '01931c1e-7b1a-7c3e-8000-000000000001';

/** The id of the passage whose quote begins so, once it is on disk. */
async function idOf(folder: Folder, quote: string): Promise<string> {
  return until(`“${quote}” on disk`, () => folder.annotations('a.txt').find((entry) => entry.quote?.startsWith(quote))?.id);
}

describe('tagging', () => {
  freshWindow();

  it('writes a new sidecar: what was tagged, where, by whom, and the text it belongs to', async () => {
    const folder = sample();
    await tag(await open(folder, 'a.txt'), 'sanctions remain on the table', 'threat');
    const text = await folder.written('a.txt', 'threat');
    // The words stand in quotation marks after “She said”; of the two before, only Angela Merkel can be “she”.
    const stable = text
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')
      .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, 'NOW')
      .replace(/sha256:[0-9a-f]{64}/, 'HASH');
    assert.equal(
      stable,
      `pressmark: 1
document:
  text: HASH
annotations:
  - id: ID
    tags: [threat]
    quote: "sanctions remain on the table"
    before: "about the pipeline.\\n\\nShe said that \\""
    after: "\\". Paris disagreed with Berlin on"
    position: [132, 161]
    voice: quoted
    speaker: angela-merkel
    by: Tester
    created: NOW
`,
    );
  });

  it('knows who speaks although the text has just been opened, and is still being read', async () => {
    const more = Array.from({ length: 1500 }, (_, i) => `Delegation ${i} from Lisbon met the mayor of Porto on Monday, a spokesman for its ${i} members said.`);
    const folder = sample({ 'before.txt': article, 'a.txt': `${article}\n${more.join('\n\n')}\n` });
    await open(folder, 'before.txt');
    await tag(await vscode.window.showTextDocument(folder.at('a.txt')), 'sanctions remain on the table', 'threat');
    await folder.written('a.txt', 'sanctions remain on the table');
    const [{ voice, speaker } = {}] = folder.annotations('a.txt');
    assert.deepEqual({ voice, speaker }, { voice: 'quoted', speaker: 'angela-merkel' });
  });

  it('knows who speaks although several ask while a long text is being read again', async () => {
    const more = Array.from({ length: 1500 }, (_, i) => `Delegation ${i} from Lisbon met the mayor of Porto on Monday, a spokesman for its ${i} members said.`);
    const folder = sample({ 'a.txt': `${article}\n${more.join('\n\n')}\n` });
    const editor = await open(folder, 'a.txt');
    const edits = new vscode.WorkspaceEdit();
    edits.insert(editor.document.uri, new vscode.Position(0, 0), 'Exclusive: ');
    edits.insert(editor.document.uri, new vscode.Position(editor.document.lineCount, 0), 'That was all.\n');
    assert.ok(await vscode.workspace.applyEdit(edits));
    await Promise.all(['threat', 'denial'].map((id) => tag(editor, 'sanctions remain on the table', id)));
    await folder.written('a.txt', 'sanctions remain on the table');
    assert.equal(folder.annotations('a.txt')[0]?.voice, 'quoted');
  });

  it('shades at once: the passage is in the view and on the card', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'sanctions remain on the table', 'threat');
    await untilText('Passages', 'sanctions remain on the table, tagged Threat', passages);
    await untilText('the card', /^\*\*Threat\*\*/, () => hover(editor.document.uri, 'sanctions remain'));
  });

  it('leaves what is in the sidecar as it was written, comments and spaces too', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    await tag(await open(folder, 'a.txt'), 'sanctions remain on the table', 'threat');
    const after = (await folder.written('a.txt', 'threat')).split('\n');
    const before = sidecarOfAnother.split('\n');
    assert.deepEqual(
      before.filter((line) => !after.includes(line)),
      [],
    );
    assert.deepEqual(
      folder.annotations('a.txt').map(({ by }) => by),
      [coder, 'Another'],
      'by position',
    );
  });

  it('takes the sentence at the cursor where nothing is selected', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    select(editor, 'Paris disagreed');
    editor.selection = new vscode.Selection(editor.selection.active, editor.selection.active);
    await vscode.commands.executeCommand('pressmark.tagPinned', 1);
    assert.equal((await idOf(folder, 'Paris disagreed with Berlin on that.')).length, 36);
  });

  it('gives one passage several tags, and overlapping passages one each', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'sanctions remain on the table', 'threat');
    await tag(editor, 'sanctions remain on the table', 'denial');
    await tag(editor, 'remain on the table". Paris disagreed', 'denial');
    await folder.written('a.txt', 'Paris disagreed"');
    assert.deepEqual(
      folder.annotations('a.txt').map(({ quote, tags }) => [quote, tags]),
      [
        ['sanctions remain on the table', ['threat', 'denial']],
        ['remain on the table". Paris disagreed', ['denial']],
      ],
    );
  });

  it('tags every selection, and tags again with the last tag', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    select(editor, 'Angela Merkel spoke');
    const first = editor.selection;
    select(editor, 'A second call is planned');
    editor.selections = [first, editor.selection];
    await vscode.commands.executeCommand('pressmark.applyTag', 'denial');
    select(editor, 'Paris disagreed');
    await vscode.commands.executeCommand('pressmark.tagAgain');
    await until('three passages', () => folder.annotations('a.txt').length === 3);
    assert.ok(folder.annotations('a.txt').every(({ tags }) => tags.join() === 'denial'));
  });

  it('makes a new tag on the way', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    select(editor, 'about the pipeline');
    answer('Energy policy', 'Claim');
    await vscode.commands.executeCommand('pressmark.tagSelection');
    await folder.written('a.txt', 'tags: [energy-policy]');
    await untilText('the codebook on disk', /id: energy-policy\b[^]*label: Energy policy/, () => folder.read('pressmark.yaml'));
    await untilText('Codebook', /Claim[^]*\n {2}Energy policy/, () => outline('pressmark.codebook'));
  });

  it('asks who is coding where no name is set', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('pressmark.coder', undefined, vscode.ConfigurationTarget.Global);
    try {
      answer(undefined);
      await tag(editor, 'about the pipeline', 'threat');
      assert.deepEqual(shown().asked, ['Who is coding?']);
      assert.equal(await passages(), '', 'given up, nothing is tagged');
      answer('Newcomer');
      await tag(editor, 'about the pipeline', 'threat');
      await folder.written('a.txt', 'by: Newcomer');
    } finally {
      await vscode.workspace.getConfiguration().update('pressmark.coder', coder, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('a passage of mine', () => {
  freshWindow();
  let folder: Folder;
  let uri: string;
  let id: string;
  const quote = 'sanctions remain on the table';

  beforeEach(async () => {
    folder = sample();
    const editor = await open(folder, 'a.txt');
    uri = editor.document.uri.toString();
    await tag(editor, quote, 'threat');
    id = await idOf(folder, quote);
  });

  it('is undone and redone', async () => {
    const written = folder.read(sidecarOf('a.txt'));
    await vscode.commands.executeCommand('pressmark.undo');
    await until('it to leave the disk', () => !folder.read(sidecarOf('a.txt'))?.includes(quote));
    assert.equal(await passages(), '');
    await vscode.commands.executeCommand('pressmark.redo');
    await folder.written('a.txt', quote);
    assert.equal(folder.read(sidecarOf('a.txt')), written);
  });

  it('takes a note, and loses it again', async () => {
    await vscode.commands.executeCommand('pressmark.editNote', uri, id);
    await writeNote('A threat, said softly: “on the table”');
    await folder.written('a.txt', 'note: "A threat, said softly: “on the table”"');
    await vscode.commands.executeCommand('pressmark.editNote', uri, id);
    await writeNote('');
    await until('the note to go', () => folder.annotations('a.txt').every(({ note }) => note === undefined));
    assert.ok(folder.annotations('a.txt')[0]?.updated, 'says when it was changed');
  });

  it('keeps a note that is being written when another is asked for', async () => {
    await vscode.commands.executeCommand('pressmark.editNote', uri, id);
    const thread = note();
    await vscode.commands.executeCommand('pressmark.editNote', uri, id);
    assert.equal(note(), thread, 'the same field, with what was typed');
    await writeNote('Kept');
    await folder.written('a.txt', 'note: "Kept"');
  });

  it('is tagged otherwise', async () => {
    answer(['Denial']);
    await vscode.commands.executeCommand('pressmark.retagPassage', uri, id);
    await folder.written('a.txt', 'tags: [denial]');
  });

  it('keeps the tags it has, one with tags below it and one that the codebook does not know too', async () => {
    const sidecar = sidecarOf('a.txt');
    folder.write(sidecar, (folder.read(sidecar) ?? '').replace('tags: [threat]', 'tags: [claim, gone, threat]'));
    await untilText('the tags in the view', 'gone', passages);
    answer(asOffered);
    await vscode.commands.executeCommand('pressmark.retagPassage', uri, id);
    assert.ok(folder.read(sidecar)?.includes('tags: [claim, gone, threat]'));
    answer(['Claim', 'Denial', 'gone']);
    await vscode.commands.executeCommand('pressmark.retagPassage', uri, id);
    await until('the tags chosen', () => /tags: \[(?:claim|denial|gone)(?:, (?:claim|denial|gone)){2}\]/.test(folder.read(sidecar) ?? ''));
  });

  it('gets another voice and another speaker', async () => {
    answer('paraphrased', 'Emmanuel Macron');
    await vscode.commands.executeCommand('pressmark.setVoice', uri, id);
    await vscode.commands.executeCommand('pressmark.setSpeaker', uri, id);
    const text = await folder.written('a.txt', 'speaker: emmanuel-macron');
    assert.match(text, /voice: paraphrased/);
  });

  it('is deleted without a question, and undo brings it back as it was', async () => {
    const written = folder.read(sidecarOf('a.txt'));
    await vscode.commands.executeCommand('pressmark.deletePassage', uri, id);
    await until('it to leave the disk', () => folder.annotations('a.txt').length === 0);
    await vscode.commands.executeCommand('pressmark.undo');
    await folder.written('a.txt', quote);
    assert.equal(folder.read(sidecarOf('a.txt')), written);
  });

  it('is the target of a command that finds the cursor in it', async () => {
    select(currentEditor(), 'remain');
    await vscode.commands.executeCommand('pressmark.editNote');
    await writeNote('By the cursor');
    await folder.written('a.txt', 'By the cursor');
  });
});

describe('a passage of another coder', () => {
  freshWindow();
  let folder: Folder;
  let uri: string;

  beforeEach(async () => {
    folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    uri = (await open(folder, 'a.txt')).document.uri.toString();
    await untilText('Passages', 'Paris disagreed', passages);
  });

  it('is not changed: my note makes an entry of mine beside it', async () => {
    await vscode.commands.executeCommand('pressmark.editNote', uri, theirs);
    await writeNote('I read it otherwise');
    await folder.written('a.txt', 'I read it otherwise');
    const [one, two] = folder.annotations('a.txt');
    assert.deepEqual([one?.by, one?.note, one?.updated], ['Another', undefined, undefined]);
    assert.deepEqual([two?.by, two?.note, two?.quote], [coder, 'I read it otherwise', one?.quote]);
    assert.ok(folder.read(sidecarOf('a.txt'))?.includes(sidecarOfAnother.slice(sidecarOfAnother.indexOf('  # checked'))));
  });

  it('is not joined by my tag on the same words', async () => {
    await tag(currentEditor(), 'Paris disagreed with Berlin on that.', 'threat');
    await folder.written('a.txt', '[threat]');
    assert.deepEqual(
      folder
        .annotations('a.txt')
        .map(({ by, tags }) => [by, tags.join()])
        .sort(),
      [
        ['Another', 'denial'],
        [coder, 'threat'],
      ],
    );
  });

  it('is deleted only after a question', async () => {
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.deletePassage', uri, theirs);
    assert.match(shown().asked[0] ?? '', /coded by Another/);
    assert.match(await passages(), /Paris disagreed/);
    answer('Delete');
    await vscode.commands.executeCommand('pressmark.deletePassage', uri, theirs);
    await until('it to leave the disk', () => folder.annotations('a.txt').length === 0);
  });
});

describe('a sidecar that is open in an editor', () => {
  freshWindow();

  it('takes the tag as an edit and is saved, if nothing in it was unsaved', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const sidecar = await vscode.workspace.openTextDocument(folder.at(sidecarOf('a.txt')));
    await vscode.window.showTextDocument(sidecar);
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await folder.written('a.txt', 'threat');
    await until('the editor to be saved', () => !sidecar.isDirty && sidecar.getText() === folder.read(sidecarOf('a.txt')));
  });

  it('keeps what the user is typing in it: both are in the editor, and on disk when the user saves', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const sidecar = await vscode.workspace.openTextDocument(folder.at(sidecarOf('a.txt')));
    await vscode.window.showTextDocument(sidecar);
    await edit(sidecar, new vscode.Range(0, 0, 0, 0), '# half a thought\n');
    const beside = await open(folder, 'a.txt');
    await tag(beside, 'about the pipeline', 'threat');
    await untilText('the editor', 'tags: [threat]', () => sidecar.getText());
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother, 'saving is the user’s');
    await untilText('Passages', 'about the pipeline', passages);
    await sidecar.save();
    const text = await folder.written('a.txt', 'tags: [threat]');
    assert.match(text, /^# half a thought\n/);
    assert.equal(text, sidecar.getText());
  });

  it('shows what is typed in it before it is saved', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    const sidecar = await vscode.workspace.openTextDocument(folder.at(sidecarOf('a.txt')));
    const at = sidecar.getText().indexOf('[denial]');
    await edit(sidecar, new vscode.Range(sidecar.positionAt(at), sidecar.positionAt(at + 8)), '[threat]');
    await untilText('the card', /^\*\*Threat\*\*/, () => hover(document.uri, 'Paris disagreed'));
    await vscode.window.showTextDocument(sidecar);
  });
});

describe('the sample', () => {
  it('has the passage of the other coder where its sidecar says', () => {
    assert.equal(article.slice(164, 200), 'Paris disagreed with Berlin on that.');
  });
});
