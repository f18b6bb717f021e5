/** Several coders: whose coding is shown, where each coder's decisions go, and that what is hidden stays hidden everywhere. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { coder, currentEditor, edit, type Folder, freshWindow, hover, open, problems, select, sidecarOf, tag } from './support/host';
import { article, projectFile, sample, sidecarOfAnother } from './support/sample';
import { answer, asOffered, outline, outlines, passages, shown, statusBar, treeNode, viewMessage } from './support/window';
import { until, untilText } from './support/until';

const mine = `a.txt.${coder}.pressmark.yaml`;
const theirs = 'a.txt.Another.pressmark.yaml';
const separate = `${projectFile}coders: separate\n`;
const sources = (): Promise<string> => outline('pressmark.sources');
const theirPassage = '01931c1e-7b1a-7c3e-8000-000000000001';
const theirSidecar = `${sidecarOfAnother}stance:\n  - { question: on-sanctions, position: opposes, by: Another, at: 2026-11-21T10:00:00Z }\nmentions:\n  - { id: m1, quote: Merkel, after: " and Macron speak by phone", before: "", position: [0, 6], reject: mention, by: Another, at: 2026-11-21T10:00:00Z }\n`;

function blind(files: Readonly<Record<string, string>> = {}): Folder {
  return sample({ 'pressmark.yaml': separate, [theirs]: theirSidecar, ...files });
}

describe('with a sidecar a coder', () => {
  freshWindow();
  afterEach(async () => {
    await vscode.commands.executeCommand('pressmark.showMine');
  });

  it('another’s coding is hidden everywhere until it is revealed, and hidden again', async () => {
    const folder = blind();
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('Passages', 'about the pipeline', passages);
    assert.doesNotMatch(await passages(), /Paris disagreed/);
    assert.equal(await hover(editor.document.uri, 'disagreed with'), '');
    assert.match(await hover(editor.document.uri, 'Merkel'), /^\*\*Angela Merkel\*\*/, 'their rejection of the mark is hidden too');
    await untilText('Sources', /Stance not coded[^]*a\.txt.* 1 passage/, sources);
    assert.match(await outline('pressmark.codebook'), /Denial(?! — )/);
    assert.match(statusBar(), /stance not coded · 1 passage · only mine/);
    assert.match(viewMessage('pressmark.passages'), /Only your coding is shown \(Tester\); others’ is hidden/);
    await vscode.commands.executeCommand('pressmark.passages.wholeCorpus');
    await untilText('Passages of the corpus', 'about the pipeline', passages);
    assert.doesNotMatch(await passages(), /Paris disagreed/);
    await vscode.commands.executeCommand('pressmark.passages.thisDocument');

    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('Passages', /about the pipeline[^]*Paris disagreed/, passages);
    await untilText('the card', /^\*\*Denial\*\*/, () => hover(editor.document.uri, 'disagreed with'));
    await untilText('Sources', /Opposes[^]*a\.txt.* 2 passages/, sources);
    await until('their rejection of the mark', async () => (await hover(editor.document.uri, 'Merkel')) === '');
    assert.equal(viewMessage('pressmark.passages'), '');

    await vscode.commands.executeCommand('pressmark.showMine');
    await until('it to be hidden', async () => !(await passages()).includes('Paris disagreed'));
    await untilText('Sources', /Stance not coded[^]*a\.txt.* 1 passage/, sources);
    assert.equal(folder.read(theirs), theirSidecar);
  });

  it('nothing of another’s is in any tree, card, problem, link or symbol, nor in the status bar, while it is hidden', async () => {
    const words = /denial|Denial|opposes|Opposes|Another(?! actor)|a secret of theirs|threatened twice/;
    const secret = theirSidecar.replace('    by: Another\n', '    note: a secret of theirs, threatened twice\n    by: Another\n');
    // The codebook's own words are everybody's: those that their coding uses stand in no label here.
    const folder = blind({
      'pressmark.yaml': separate.replaceAll('Denial', 'Third').replaceAll('denial', 'third').replaceAll('opposes', 'second').replaceAll('Opposes', 'Second'),
      [theirs]: secret,
    });
    const { document } = await open(folder, 'a.txt');
    await untilText('Sources', /a\.txt/, sources);
    const everything = async (): Promise<string> => {
      const trees = await Promise.all([...shown().trees.keys()].map(outlines));
      const messages = [...shown().trees.values()].map(({ view }) => [view.message, view.description, view.badge?.tooltip].join(' '));
      const cards = await Promise.all(
        article
          .split(/\s+/)
          .filter((word) => /^\w{4,}$/.test(word))
          .map((word) => hover(document.uri, word)),
      );
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
      const found = ['pressmark.yaml', theirs].flatMap((name) => problems(folder.at(name)));
      return [...trees, ...messages, ...cards, ...symbols.map(({ name, detail }) => name + detail), ...found, statusBar()].join('\n');
    };
    assert.equal(words.exec(await everything())?.[0], undefined);
    await vscode.commands.executeCommand('pressmark.showEveryone');
    const revealed = await untilText('everything', /a secret of theirs/, everything);
    assert.match(revealed, /Another(?! actor)/);
    assert.match(revealed, /opposes/);
    await vscode.commands.executeCommand('pressmark.showMine');
    await until('it to be hidden again', async () => !words.test(await everything()));
  });

  it('what is asked and filtered in the codebook is the same whatever another has coded', async () => {
    const folder = blind();
    await open(folder, 'a.txt');
    const codebook = (): Promise<string> => outline('pressmark.codebook');
    await untilText('Codebook', 'Denial', codebook);
    answer('Tags without passages');
    await vscode.commands.executeCommand('pressmark.codebook.filter');
    await untilText('Codebook', 'Denial', codebook);
    await vscode.commands.executeCommand('pressmark.codebook.clearFilter');
    const node = await treeNode('pressmark.codebook', 'Denial');
    answer('To no other tag', undefined);
    await vscode.commands.executeCommand('pressmark.deleteTag', node);
    assert.match(shown().asked.join('\n'), /Delete “Denial”: no passage; others’ coding is hidden, comes along and is not counted/);
    assert.doesNotMatch(shown().offered.join('\n'), /a\.txt/);
    assert.equal(folder.read('pressmark.yaml'), separate);
  });

  it('what is decided goes into one’s own, and what is said of the document counts for all', async () => {
    const folder = blind({ [sidecarOf('a.txt')]: 'pressmark: 1\ndocument:\n  title: By the lead\n' });
    const { document } = await open(folder, 'a.txt');
    await untilText('the card', 'date `2022-01-08`', () => hover(document.uri, 'Saturday'));
    await untilText('Sources', 'By the lead', sources);
    answer('The Gazette');
    await vscode.commands.executeCommand('pressmark.setOutlet');
    await untilText('my sidecar', 'outlet: gazette', () => folder.read(mine));
    assert.equal(folder.read(theirs), theirSidecar);
    assert.doesNotMatch(folder.read(sidecarOf('a.txt')) ?? '', /outlet/);
  });

  it('sidecars that contradict each other about the document have a problem, once they are not hidden', async () => {
    const folder = blind({ [mine]: 'pressmark: 1\ndocument:\n  published: 2022-01-11\n' });
    await open(folder, 'a.txt');
    await untilText('Passages', /^$/, passages);
    assert.deepEqual(problems(folder.at(theirs)), []);
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the problems', `metadata-conflict: “published” is something else in ${mine}: 2022-01-11`, () => problems(folder.at(theirs)).join('\n'));
  });

  it('another’s passage, revealed, is deleted where it stands after a question, and undo brings it back there', async () => {
    const folder = blind();
    const editor = await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('Passages', 'Paris disagreed', passages);
    answer('Delete');
    await vscode.commands.executeCommand('pressmark.deletePassage', editor.document.uri.toString(), theirPassage);
    await until('it to leave their file', () => !folder.read(theirs)?.includes(theirPassage));
    await vscode.commands.executeCommand('pressmark.undo');
    await untilText('their file', theirPassage, () => folder.read(theirs));
    assert.equal(folder.read(mine), undefined);
  });

  it('what is hidden follows the text all the same', async () => {
    const folder = blind();
    const editor = await open(folder, 'a.txt');
    await untilText('Passages', /^$/, passages);
    await edit(editor.document, new vscode.Range(0, 0, 0, 0), 'EXCLUSIVE\n\n');
    await editor.document.save();
    await untilText('their file', 'position: [175, 211]', () => folder.read(theirs));
    assert.equal(await passages(), '');
  });

  it('a sidecar that comes later is read along', async () => {
    const folder = sample({ 'pressmark.yaml': separate });
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    folder.write(theirs, theirSidecar);
    await untilText('Passages', 'Paris disagreed', passages);
    folder.remove(theirs);
    await until('it to go', async () => !(await passages()).includes('Paris disagreed'));
  });

  it('another name is another sidecar; what the first coded is hidden', async () => {
    const folder = sample({ 'pressmark.yaml': separate });
    await tag(await open(folder, 'a.txt'), 'about the pipeline', 'threat');
    await untilText('my sidecar', 'about the pipeline', () => folder.read(mine));
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('pressmark.coder', 'Second', vscode.ConfigurationTarget.Global);
    try {
      await until('it to be hidden', async () => (await passages()) === '');
      await tag(currentEditor(), 'Paris disagreed', 'denial');
      await untilText('the second’s sidecar', 'by: Second', () => folder.read('a.txt.Second.pressmark.yaml'));
      assert.doesNotMatch(folder.read(mine) ?? '', /Second/);
    } finally {
      await configuration.update('pressmark.coder', coder, vscode.ConfigurationTarget.Global);
    }
    await untilText('Passages', 'about the pipeline', passages);
  });

  it('what the first could not write is told on, and written when it can be', async () => {
    const closed = `b.txt.${coder}.pressmark.yaml`;
    const folder = sample({ 'pressmark.yaml': separate, 'b.txt': article, [closed]: 'pressmark: 1\n' });
    folder.protect(closed, true);
    select(await open(folder, 'a.txt'), 'Paris disagreed');
    answer('In the whole corpus', 'Denial', asOffered);
    await vscode.commands.executeCommand('pressmark.tagIdentical');
    await untilText('Passages', /decisions for b\.txt are not written/, passages);
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('pressmark.coder', 'Second', vscode.ConfigurationTarget.Global);
    try {
      await untilText('Passages', /decisions for b\.txt\.Tester\.pressmark\.yaml are not written/, passages);
      folder.protect(closed, false);
      await vscode.commands.executeCommand('pressmark.retryWrite');
      await untilText('the first’s sidecar', 'Paris disagreed', () => folder.read(closed));
    } finally {
      await configuration.update('pressmark.coder', coder, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('with one sidecar for all', () => {
  freshWindow();

  it('everybody’s coding is shown, or only one’s own', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'about the pipeline', 'threat');
    await untilText('Passages', /about the pipeline[^]*Paris disagreed/, passages);
    await vscode.commands.executeCommand('pressmark.showMine');
    await until('theirs to be hidden', async () => !(await passages()).includes('Paris disagreed'));
    assert.match(viewMessage('pressmark.passages'), /^Only your coding is shown \(Tester\)\.$/);
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('Passages', /about the pipeline[^]*Paris disagreed/, passages);
    assert.equal(viewMessage('pressmark.passages'), '');
  });
});

describe('the coder’s name', () => {
  freshWindow();

  it('is asked for once, with the one that git or the system knows', async () => {
    const folder = sample();
    await open(folder, 'a.txt');
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('pressmark.coder', undefined, vscode.ConfigurationTarget.Global);
    try {
      answer('Newcomer');
      await tag(currentEditor(), 'about the pipeline', 'threat');
      await folder.written('a.txt', 'by: Newcomer');
      await tag(currentEditor(), 'Paris disagreed', 'denial');
      await folder.written('a.txt', 'quote: "Paris disagreed"');
      assert.deepEqual(shown().asked, ['Who is coding?']);
      assert.notEqual(shown().offered[0], '', 'a name is suggested');
    } finally {
      await vscode.workspace.getConfiguration().update('pressmark.coder', coder, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('the sample of two coders', () => {
  it('has their mark where its sidecar says', () => {
    assert.equal(article.slice(0, 6), 'Merkel');
  });
});
