/** Coding without stopping: the keys' commands one after the other, as a coder gives them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { coder, currentEditor, edit, type Folder, freshWindow, hover, open, rangeOf, select, sidecarOf, tag } from './support/host';
import { article, projectFile, sample, sidecarOfAnother } from './support/sample';
import { answer, asOffered, note, outline, passages, shown, statusBar, writeNote } from './support/window';
import { until, untilText } from './support/until';

const quote = 'sanctions remain on the table';

function cursorAt(words: string): void {
  select(currentEditor(), words);
  currentEditor().selection = new vscode.Selection(currentEditor().selection.start.translate(0, 1), currentEditor().selection.start.translate(0, 1));
}

const selected = (): string => currentEditor().document.getText(currentEditor().selection);
const tagsOf = (folder: Folder, document = 'a.txt'): string[] => folder.annotations(document).map(({ quote: words, tags }) => `${words ?? ''}: ${tags.join()}`);

describe('choosing tags', () => {
  freshWindow();

  it('finds a tag by its two letters', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    select(editor, 'about the pipeline');
    answer('de');
    await vscode.commands.executeCommand('pressmark.tagSelection');
    await until('the tag', () => tagsOf(folder).join() === 'about the pipeline: denial');
  });

  it('takes several at once', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    select(editor, quote);
    answer(['Threat', 'Denial']);
    await vscode.commands.executeCommand('pressmark.tagSeveral');
    await until('both tags', () => tagsOf(folder).join() === `${quote}: threat,denial`);
  });

  it('keeps a tag until it is let go, and says so in the status bar', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    answer('Threat');
    await vscode.commands.executeCommand('pressmark.keepTag');
    assert.match(statusBar(), /Enter tags “Threat”/);
    for (const words of [quote, 'Paris disagreed']) {
      select(editor, words);
      await vscode.commands.executeCommand('pressmark.tagKept');
    }
    await until('both passages', () => folder.annotations('a.txt').length === 2);
    assert.equal(shown().contexts.get('pressmark.tagKept'), true);
    // In another project Enter and Escape are nobody's but the editor's.
    const other = sample();
    await open(other, 'a.txt');
    await until('the keys to be free', () => shown().contexts.get('pressmark.tagKept') === false);
    assert.doesNotMatch(statusBar(), /Enter tags/);
    await vscode.commands.executeCommand('pressmark.tagKept');
    assert.deepEqual(other.annotations('a.txt'), []);
    await open(folder, 'a.txt');
    await until('the keys to be bound', () => shown().contexts.get('pressmark.tagKept') === true);
    await vscode.commands.executeCommand('pressmark.releaseTag');
    assert.doesNotMatch(statusBar(), /Enter tags/);
    select(currentEditor(), 'A second call');
    await vscode.commands.executeCommand('pressmark.tagKept');
    assert.deepEqual(tagsOf(folder), [`${quote}: threat`, 'Paris disagreed: threat']);
  });

  it('gives a kept tag that was merged as the one that stays, and lets go of one that was deleted', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    answer('Threat');
    await vscode.commands.executeCommand('pressmark.keepTag');
    const merged = projectFile.replace(/.*id: threat.*\n/, '').replace('label: Denial', 'label: Denial, replaces: [threat]');
    folder.write('pressmark.yaml', merged);
    await untilText('the status bar', /Enter tags “Denial”/, statusBar);
    select(editor, quote);
    await vscode.commands.executeCommand('pressmark.tagKept');
    await until('the passage', () => tagsOf(folder).join() === `${quote}: denial`);
    folder.write('pressmark.yaml', merged.replace(/.*id: denial.*\n/, '').replace('    children:\n', ''));
    await until('no kept tag', () => !statusBar().includes('Enter tags'));
    assert.ok(
      shown().messages.some(({ text }) => text === 'The kept tag “Denial” is gone from the codebook: Enter is Enter again.'),
      JSON.stringify(shown().messages),
    );
  });
});

describe('identical passages', () => {
  freshWindow();

  it('are tagged in the corpus after they were shown, and untagged with one undo', async () => {
    const folder = sample({ 'b.txt': `${article}\nAgain: "sanctions remain on\nthe table".\n`, 'c.txt': 'Nothing of the kind.\n' });
    const editor = await open(folder, 'a.txt');
    await tag(editor, quote, 'threat');
    await folder.written('a.txt', quote);
    cursorAt(quote);
    answer('In the whole corpus', asOffered);
    await vscode.commands.executeCommand('pressmark.tagIdentical');
    await until('both in b.txt', () => folder.annotations('b.txt').length === 2);
    assert.match(shown().asked.at(-1) ?? '', /3 passages in 2 documents with “Threat”/);
    assert.deepEqual(
      folder.annotations('b.txt').map(({ tags, voice, by }) => [tags.join(), voice, by]),
      [
        ['threat', 'quoted', coder],
        ['threat', 'quoted', coder],
      ],
    );
    assert.equal(folder.annotations('a.txt').length, 1, 'what had the tag is left as it was');
    assert.equal(folder.read(sidecarOf('c.txt')), undefined);
    await vscode.commands.executeCommand('pressmark.undo');
    await until('b.txt without passages', () => folder.annotations('b.txt').length === 0);
  });

  it('get voice and speaker in documents that are not open too', async () => {
    const elsewhere = 'Talks\n\n"The pipeline stays closed", Angela Merkel said. The pipeline stays closed until spring.\n';
    const folder = sample({ 'a.txt': `${article}\nThe pipeline stays closed.\n`, 'b.txt': elsewhere });
    const editor = await open(folder, 'a.txt');
    await untilText('the index', /b\.txt/, () => outline('pressmark.sources'));
    select(editor, 'The pipeline stays closed');
    answer('In the whole corpus', 'Threat', asOffered);
    await vscode.commands.executeCommand('pressmark.tagIdentical');
    await until('both in b.txt', () => folder.annotations('b.txt').length === 2);
    assert.deepEqual(
      folder.annotations('b.txt').map(({ voice, speaker }) => [voice, speaker]),
      [
        ['quoted', 'angela-merkel'],
        ['outlet', undefined],
      ],
    );
  });

  it('in text that is not saved are taken back with the others by one undo', async () => {
    const folder = sample({ 'b.txt': article });
    const editor = await open(folder, 'a.txt');
    await edit(editor.document, new vscode.Range(0, 0, 0, 0), 'Paris disagreed, again. ');
    select(editor, 'Paris disagreed');
    answer('In the whole corpus', 'Denial', asOffered);
    await vscode.commands.executeCommand('pressmark.tagIdentical');
    await until('both files', () => folder.annotations('a.txt').length === 1 && folder.annotations('b.txt').length === 1);
    await until('both passages of a.txt', async () => (await passages()).split('Paris disagreed').length > 2);
    await vscode.commands.executeCommand('pressmark.undo');
    await until('b.txt without passages', () => folder.annotations('a.txt').length + folder.annotations('b.txt').length === 0);
    await until('nothing in the view', async () => !(await passages()).includes('Paris disagreed'));
  });

  it('say so where there are more than are listed', async () => {
    const folder = sample({ 'a.txt': `${article}\n${'No comment. '.repeat(1001)}\n` });
    const editor = await open(folder, 'a.txt');
    select(editor, 'No comment');
    answer('In this document', 'Denial', []);
    await vscode.commands.executeCommand('pressmark.tagIdentical');
    const asked = shown().asked.join('\n');
    assert.match(asked, /Tag the first 1,000 passages with “Denial”: there are more/);
  });

  it('are only those that were not taken out of the list', async () => {
    const filler = 'Nothing else was said of it on that day. '.repeat(3).trim();
    const folder = sample({ 'a.txt': `${article}\nParis and Berlin. ${filler} Paris again.\n` });
    const editor = await open(folder, 'a.txt');
    select(editor, 'Paris');
    answer('In this document', 'Denial', ['Paris again']);
    await vscode.commands.executeCommand('pressmark.tagIdentical');
    await until('one passage', () => folder.annotations('a.txt').length === 1);
    assert.deepEqual(tagsOf(folder), ['Paris: denial']);
    assert.equal(folder.annotations('a.txt')[0]?.position[0], `${article}\nParis and Berlin. ${filler} `.length);
  });
});

describe('walking through a document', () => {
  freshWindow();

  it('goes to paragraphs that no passage touches, and round', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, quote, 'threat');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const starts: string[] = [];
    for (let step = 0; step < 3; step++) {
      await vscode.commands.executeCommand('pressmark.nextUncoded');
      starts.push(selected().slice(0, 10));
    }
    assert.deepEqual(starts, ['BERLIN — A', 'A second c', 'Merkel and']);
    await vscode.commands.executeCommand('pressmark.previousUncoded');
    assert.equal(selected().slice(0, 10), 'A second c');
  });

  it('goes through the passages under the cursor, and acts on the one whose turn it is', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'remain', 'denial');
    await tag(editor, quote, 'threat');
    await tag(editor, 'She said that "sanctions remain on the table".', 'threat');
    cursorAt('remain');
    const seen: string[] = [];
    for (let step = 0; step < 4; step++) {
      await vscode.commands.executeCommand('pressmark.cyclePassages');
      seen.push(selected());
    }
    assert.deepEqual(seen, ['remain', quote, 'She said that "sanctions remain on the table".', 'remain']);
    assert.match(shown().messages.at(-1)?.text ?? '', /Passage 1 of 3: Denial, by Tester/);
    await vscode.commands.executeCommand('pressmark.cyclePassages');
    await vscode.commands.executeCommand('pressmark.deletePassage');
    await until('the middle one gone', () => folder.annotations('a.txt').length === 2);
    assert.ok(!tagsOf(folder).some((line) => line.startsWith(quote)));
  });

  it('expands the selection to sentence, quotation and paragraph', async () => {
    const { document } = await open(sample(), 'a.txt');
    const at = rangeOf(document, 'remain').start;
    const [range] = await vscode.commands.executeCommand<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', document.uri, [at]);
    const steps: string[] = [];
    for (let step = range; step; step = step.parent) steps.push(document.getText(step.range));
    const sentence = `She said that "${quote}".`;
    const inOrder = [quote, `"${quote}"`, sentence, `${sentence} Paris disagreed with Berlin on that.`];
    assert.deepEqual(
      steps.filter((step) => inOrder.includes(step)),
      inOrder,
    );
  });
});

describe('voice', () => {
  freshWindow();

  it('is corrected with one key, round through three', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, quote, 'threat');
    await folder.written('a.txt', 'voice: quoted');
    cursorAt(quote);
    for (const voice of ['paraphrased', 'outlet', 'quoted']) {
      await vscode.commands.executeCommand('pressmark.nextVoice');
      await folder.written('a.txt', `voice: ${voice}`);
      await untilText('Passages', new RegExp(`voice ${voice === 'outlet' ? 'the outlet’s own' : voice}`), passages);
    }
    await untilText('the row', /— Threat · quoted/, () => outline('pressmark.passages'));
  });

  it('of a reader comment leaves the passage out of the counts until it is asked in', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, quote, 'threat');
    const uri = editor.document.uri.toString();
    const id = await until('the passage', () => folder.annotations('a.txt')[0]?.id);
    answer('reader comment');
    await vscode.commands.executeCommand('pressmark.setVoice', uri, id);
    await folder.written('a.txt', 'voice: comment');
    await until('the tag uncounted', async () => !/Threat — .*1/.test((await outline('pressmark.codebook')).replace('key 1', '')));
    await untilText('Sources', /a\.txt — [^\n]*1 in reader comments/, () => outline('pressmark.sources'));
    assert.match(statusBar(), /0 passages/);
    await vscode.commands.executeCommand('pressmark.toggleComments');
    try {
      await untilText('Codebook', /Threat — key 1 · 1 \/ 1/, () => outline('pressmark.codebook'));
      await untilText('Sources', /a\.txt — [^\n]*1 passage\b/, () => outline('pressmark.sources'));
      assert.match(statusBar(), /1 passage/);
    } finally {
      await vscode.commands.executeCommand('pressmark.toggleComments');
    }
  });
});

describe('coverage', () => {
  freshWindow();

  it('tells unread from read and from coded', async () => {
    const folder = sample({ 'b.txt': article });
    const editor = await open(folder, 'a.txt');
    await untilText('Sources', /a\.txt — unread[^]*b\.txt — unread/, () => outline('pressmark.sources'));
    await vscode.commands.executeCommand('pressmark.markRead');
    await folder.written('a.txt', /read:\n {2}- \{ by: Tester, at: /);
    await untilText('Sources', /2 · 1 read · 1 unread[^]*a\.txt — read, nothing to code[^]*b\.txt — unread/, () => outline('pressmark.sources'));
    await tag(editor, quote, 'threat');
    await untilText('Sources', /2 · 1 unread[^]*a\.txt — 1 passage/, () => outline('pressmark.sources'));
    await vscode.commands.executeCommand('pressmark.undo');
    await vscode.commands.executeCommand('pressmark.markRead');
    await until('taken back', () => !folder.read(sidecarOf('a.txt'))?.includes('Tester'));
    await untilText('Sources', /a\.txt — unread/, () => outline('pressmark.sources'));
  });
});

describe('a note', () => {
  freshWindow();

  it('has several lines, follows the text while it is written, and is shown as Markdown', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, quote, 'threat');
    await folder.written('a.txt', quote);
    cursorAt(quote);
    await vscode.commands.executeCommand('pressmark.editNote');
    const line = note().range?.start.line ?? -1;
    assert.equal(line, rangeOf(editor.document, quote).end.line);
    await edit(editor.document, new vscode.Range(0, 0, 0, 0), 'A line above\n\n');
    await until('the note two lines lower', () => note().range?.start.line === line + 2);
    await writeNote('One **strong** line\n\n- [x](command:pressmark.undo)\n');
    await until('the note', () => folder.annotations('a.txt')[0]?.note === 'One **strong** line\n\n- [x](command:pressmark.undo)');
    const card = await hover(editor.document.uri, 'remain');
    assert.match(card, /One \*\*strong\*\* line/);
    assert.ok(!card.includes('](command:pressmark.undo)'));
  });

  it('is refused with a sentence, and kept as it was typed, where it is too long', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother.replace('by: Another', `by: ${coder}`) });
    await open(folder, 'a.txt');
    cursorAt('Paris disagreed');
    await vscode.commands.executeCommand('pressmark.editNote');
    const thread = note();
    const [comment] = thread.comments;
    await vscode.commands.executeCommand('pressmark.saveNote', { ...comment, body: 'x'.repeat(20_001) });
    assert.equal(note(), thread, 'the same field');
    assert.match(thread.label ?? '', /^Not saved: this note has 20,001 characters, and 20,000 are the most/);
    assert.equal(folder.annotations('a.txt')[0]?.note, undefined);
    await writeNote('x'.repeat(20_000));
    await until('the note', () => folder.annotations('a.txt')[0]?.note?.length === 20_000);
  });

  it('is given up without a trace', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    await open(folder, 'a.txt');
    cursorAt('Paris disagreed');
    await vscode.commands.executeCommand('pressmark.editNote');
    await vscode.commands.executeCommand('pressmark.discardNote');
    assert.equal(shown().threads.size, 0);
    assert.equal(folder.read(sidecarOf('a.txt')), sidecarOfAnother);
  });
});

describe('signs in the gutter and the overview ruler', () => {
  freshWindow();

  it('are switched apart from the passages', async () => {
    const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('pressmark.marks');
    await open(sample({ 'pressmark.yaml': projectFile }), 'a.txt');
    for (const [command, name] of [
      ['toggleGutter', 'gutter'],
      ['toggleRuler', 'overviewRuler'],
    ] as const) {
      await vscode.commands.executeCommand(`pressmark.${command}`);
      assert.equal(configuration().get(name), false);
      await vscode.commands.executeCommand(`pressmark.${command}`);
      assert.equal(configuration().get(name), true);
    }
    assert.equal(configuration().get('passages'), true);
  });
});
