/** Two coders who differ: the worklist, one key each, undo; and documents dealt out to them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseSidecar } from '../../src/core/sidecar';
import type { Sidecar } from '../../src/core/sidecar/schema';
import { coder, currentEditor, type Folder, freshWindow, hover, open, select, tag } from './support/host';
import { article, projectFile, sample } from './support/sample';
import { answer, asOffered, outline, rows, shown, treeNode, viewMessage } from './support/window';
import { until, untilText } from './support/until';

const separate = `${projectFile}coders: separate\n`;
const mine = `a.txt.${coder}.pressmark.yaml`;
const coders = (): Promise<string> => outline('pressmark.coders');

const ids = { anna: 'anna-1', ben: 'ben-1' };
function passage(id: string, by: string, words: string, tag: string, note = ''): string {
  const start = article.indexOf(words);
  const context = (text: string): string => JSON.stringify(text);
  return `  - id: ${id}
    tags: [${tag}]
    quote: ${context(words)}
    before: ${context(article.slice(Math.max(0, start - 40), start))}
    after: ${context(article.slice(start + words.length, start + words.length + 40))}
    position: [${start}, ${start + words.length}]
${note === '' ? '' : `    note: ${context(note)}\n`}    by: ${by}
    created: 2026-11-21T10:00:00Z
`;
}
const stance = (by: string, position: string): string =>
  `stance:\n  - { question: on-sanctions, position: ${position}, because: "says ${by}", by: ${by}, at: 2026-11-21T10:00:00Z }\n`;

function twoCoders(files: Readonly<Record<string, string>> = {}): Folder {
  return sample({
    'pressmark.yaml': separate,
    'a.txt.anna.pressmark.yaml': `pressmark: 1\n${stance('anna', 'favours')}annotations:\n${passage(ids.anna, 'anna', 'Paris disagreed', 'denial', 'as *she* says')}${passage('anna-2', 'anna', 'remain on the table', 'threat')}`,
    'a.txt.ben.pressmark.yaml': `pressmark: 1\n${stance('ben', 'opposes')}annotations:\n${passage(ids.ben, 'ben', 'Paris disagreed', 'threat')}${passage('ben-2', 'ben', 'remain on the table', 'threat')}`,
    ...files,
  });
}
const written = (folder: Folder): Sidecar => parseSidecar(folder.read(mine) ?? '').value;

describe('adjudication', () => {
  freshWindow();
  afterEach(async () => {
    await vscode.commands.executeCommand('pressmark.showMine');
  });

  it('shows nothing of it while others’ coding is hidden, and everything once it is shown', async () => {
    const folder = twoCoders();
    await open(folder, 'a.txt');
    await until('the view to be empty', async () => (await coders()) === '' && viewMessage('pressmark.coders') !== '');
    assert.match(viewMessage('pressmark.coders'), /^Only your coding is shown \(Tester\); others’ is hidden\.$/);
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText(
      'the worklist',
      /^To settle — 2\n {2}a\.txt — 2\n {4}Stance: on-sanctions — stance\n {6}anna: Favours — says anna\n {6}ben: Opposes — says ben\n {4}Paris disagreed — other tags\n {6}anna: Denial — as \*she\* says\n {6}ben: Threat\nIn agreement — 1/,
      coders,
    );
    assert.equal(viewMessage('pressmark.coders'), '0 of 2 disagreements settled. 0 of 1 agreements accepted.');
    await vscode.commands.executeCommand('pressmark.showMine');
    await until('it to be hidden', async () => (await coders()) === '');
  });

  it('settles with one key each, in an entry that names what it settles; the coders’ own stay, and undo takes it back', async () => {
    const folder = twoCoders();
    const files = ['a.txt.anna.pressmark.yaml', 'a.txt.ben.pressmark.yaml'];
    const before = files.map((file) => folder.read(file));
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the worklist', /Paris disagreed — other tags/, coders);
    const codebook = (): Promise<string> => outline('pressmark.codebook');
    await untilText('the codebook', /Threat — key 1 · 3 \/ 3\n +Denial — 1 \/ 1(?:\n|$)/, codebook);
    // What the key 2 runs, on the row that is selected.
    await vscode.commands.executeCommand('pressmark.acceptSide', await treeNode('pressmark.coders', 'ben: Threat'));
    await untilText('my sidecar', /adjudicates: \[anna-1, ben-1\]/, () => folder.read(mine));
    const [entry] = written(folder).annotations ?? [];
    assert.deepEqual([entry?.tags, entry?.quote, entry?.by, entry?.note], [['threat'], 'Paris disagreed', coder, undefined]);
    await untilText('the view', /Settled — 1\n {2}a\.txt — 1\n {4}Paris disagreed — Threat \(Tester\) · other tags/, coders);
    const settled = (await rows('pressmark.coders')).find(({ drawn }) => drawn.includes('Threat (Tester)'));
    assert.match(settled?.spoken ?? '', /^Paris disagreed, other tags, anna: Denial, ben: Threat, settled: Threat \(Tester\)$/);
    // What was settled counts once, what it sets aside not at all.
    await untilText('the codebook', /Threat — key 1 · 3 \/ 3\n +Denial(?:\n|$)/, codebook);
    // The rows of all three stay, and say which of them counts; so does the card.
    const drawn = (): Promise<string> => outline('pressmark.passages');
    await untilText('the passages', /Paris disagreed — settlement · Threat/, drawn);
    assert.match(await drawn(), /Paris disagreed — set aside by Tester · Denial · line \d+\n/);
    assert.match(await drawn(), /Paris disagreed — set aside by Tester · Threat · line \d+(?:\n|$)/);
    const aside = (await rows('pressmark.passages')).find(({ drawn }) => drawn.includes('Tester · Denial'));
    assert.match(aside?.spoken ?? '', /tagged Denial, set aside by Tester’s settlement, note as \*she\* says, .*coded by anna$/);
    const card = await hover(folder.at('a.txt'), 'Paris disagreed');
    assert.match(card, /Coded by anna[^]*Set aside by Tester’s settlement/);
    assert.match(card, /Settled by Tester/);
    await vscode.commands.executeCommand('pressmark.acceptNeither', await treeNode('pressmark.coders', 'Paris disagreed'));
    await untilText('the codebook', /Threat — key 1 · 2 \/ 2\n +Denial(?:\n|$)/, codebook);
    await untilText('my sidecar', 'tags: []', () => folder.read(mine));
    assert.equal(written(folder).annotations?.length, 1);
    await untilText('the view', 'Paris disagreed — none holds (Tester)', coders);
    await vscode.commands.executeCommand('pressmark.undo');
    await untilText('my sidecar', 'tags: [threat]', () => folder.read(mine));
    await vscode.commands.executeCommand('pressmark.undo');
    await until('my sidecar to be without it', () => !folder.read(mine)?.includes('adjudicates'));
    assert.deepEqual(
      files.map((file) => folder.read(file)),
      before,
    );
  });

  it('opens a settled case again, whoever settled it and whenever, and says which hold nothing', async () => {
    const settledBy = (by: string): string =>
      `${passage('chief-1', by, 'Paris disagreed', 'x').replace('tags: [x]', 'tags: []')}    adjudicates: [anna-1, ben-1]\n`;
    const before = `pressmark: 1\nannotations:\n${settledBy('chief').replace('2026-11-21', '2026-11-22')}`;
    const folder = twoCoders({ 'a.txt.chief.pressmark.yaml': before });
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the settled case', /Settled — 1\n {2}a\.txt — 1\n {4}Paris disagreed — none holds \(chief\) · other tags/, coders);
    // A row with cases below it opens none: its first is chosen.
    await vscode.commands.executeCommand('pressmark.reopenCase', await treeNode('pressmark.coders', 'Settled'));
    assert.match(shown().messages.at(-1)?.text ?? '', /^Nothing is opened again yet/);
    answer(undefined);
    await vscode.commands.executeCommand('pressmark.reopenCase', await treeNode('pressmark.coders', 'Paris disagreed'));
    assert.match(shown().asked.at(-1) ?? '', /settled by chief/);
    assert.equal(folder.read('a.txt.chief.pressmark.yaml'), before, 'looked at and left');
    answer('Open Again');
    await vscode.commands.executeCommand('pressmark.reopenCase', await treeNode('pressmark.coders', 'Paris disagreed'));
    await until('the settlement to be gone', () => !folder.read('a.txt.chief.pressmark.yaml')?.includes('adjudicates'));
    await untilText('the worklist', /^To settle — 2\n[^]*Paris disagreed — other tags\n/, coders);
    assert.doesNotMatch(await coders(), /^Settled/m);
    await vscode.commands.executeCommand('pressmark.reopenCase', await treeNode('pressmark.coders', 'Paris disagreed'));
    assert.equal(shown().messages.at(-1)?.text, 'This case is not settled.');
    await vscode.commands.executeCommand('pressmark.undo');
    await untilText('the settled case', /Settled — 1\n[^]*Paris disagreed — none holds \(chief\)/, coders);
    await until('the settlement to be written', () => folder.read('a.txt.chief.pressmark.yaml')?.includes('adjudicates'));
    assert.deepEqual(parseSidecar(folder.read('a.txt.chief.pressmark.yaml') ?? '').value.annotations, parseSidecar(before).value.annotations);
    // One's own needs no question.
    await vscode.commands.executeCommand('pressmark.acceptSide', await treeNode('pressmark.coders', 'ben: Opposes'));
    await untilText('the settled cases', /Settled — 2\n/, coders);
    await vscode.commands.executeCommand('pressmark.reopenCase', await treeNode('pressmark.coders', 'Stance: on-sanctions'));
    await untilText('the worklist', /^To settle — 1\n[^]*Stance: on-sanctions — stance\n/, coders);
  });

  it('tells of a settlement whose passages are gone, and takes it back', async () => {
    const settles = (id: string, words: string, ids: string): string =>
      `${passage(id, 'chief', words, 'threat').replace('11-21', '11-22')}    adjudicates: [${ids}]\n`;
    const chief = 'a.txt.chief.pressmark.yaml';
    const folder = twoCoders({
      [chief]: `pressmark: 1\nannotations:\n${settles('chief-1', 'Paris disagreed', 'anna-1, ben-1, cleo-1')}${settles('chief-2', 'about the pipeline', 'cleo-2')}`,
    });
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    const text = await untilText('the worklist', /about the pipeline — an entry is gone/, coders);
    assert.match(text, / {4}about the pipeline — an entry is gone since it was settled · coded or not\n {6}anna: nothing here\n {6}ben: nothing here\n/);
    assert.match(text, / {4}Paris disagreed — an entry is gone since it was settled · other tags\n/);
    await vscode.commands.executeCommand('pressmark.acceptNeither', await treeNode('pressmark.coders', 'about the pipeline'));
    assert.match(shown().messages.at(-1)?.text ?? '', /^What was settled here is gone: open the case again/);
    answer('Open Again');
    await vscode.commands.executeCommand('pressmark.reopenCase', await treeNode('pressmark.coders', 'about the pipeline'));
    await until('the settlement to be gone', () => !folder.read(chief)?.includes('chief-2'));
    await until('the case to be gone', async () => !(await coders()).includes('about the pipeline'));
    assert.match(folder.read(chief) ?? '', /chief-1/);
  });

  it('goes from one to the next, marks the passage, and shows the coders side by side', async () => {
    const folder = twoCoders();
    const editor = await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the worklist', /To settle — 2/, coders);
    await vscode.commands.executeCommand('pressmark.previousCase');
    await until('the passage to be selected', () => editor.document.getText(vscode.window.activeTextEditor?.selection) === 'Paris disagreed');
    await vscode.commands.executeCommand('pressmark.compareCase', await treeNode('pressmark.coders', 'Paris disagreed'));
    const page = await until('the page', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'pressmark-case'));
    const text = page.getText();
    assert.match(text, /\| \| 1: anna \| 2: ben \|/);
    assert.match(text, /\| \*\*Text\*\* \| Paris disagreed \| Paris disagreed \|/);
    assert.match(text, /\| \*\*Reason\*\* \| as &#42;she&#42; says \| – \|/);
    await vscode.commands.executeCommand('pressmark.showMine');
    await untilText('the page', /^Others’ coding is hidden\.$/, () => page.getText());
  });

  it('takes a position of the adjudicator’s own, and what is selected with other tags', async () => {
    const folder = twoCoders();
    const editor = await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the worklist', /To settle — 2/, coders);
    answer('Opposes', 'It ends on her words.');
    await vscode.commands.executeCommand('pressmark.codeCaseAnew', await treeNode('pressmark.coders', 'Stance: on-sanctions'));
    await untilText('my sidecar', /adjudicates: \[anna, ben\]/, () => folder.read(mine));
    assert.deepEqual(
      written(folder).stance?.map(({ position, because }) => [position, because]),
      [['opposes', 'It ends on her words.']],
    );
    // A document has one position: where both hold or none does, one that says so is asked for.
    answer('Favours', 'Each in one half.');
    await vscode.commands.executeCommand('pressmark.acceptBoth', await treeNode('pressmark.coders', 'Stance: on-sanctions'));
    assert.ok(
      shown().offered.some((value) => /^Both hold: (Favours, Opposes|Opposes, Favours)\.$/.test(value)),
      shown().offered.join('\n'),
    );
    await untilText('my sidecar', 'Each in one half.', () => folder.read(mine));
    assert.equal(written(folder).stance?.length, 1, 'what I said before is taken back');
    await vscode.commands.executeCommand('pressmark.acceptNeither', await treeNode('pressmark.coders', 'Stance: on-sanctions'));
    assert.match(shown().messages.at(-1)?.text ?? '', /The question has no other position/);
    select(editor, 'disagreed with Berlin');
    answer(['Claim']);
    await vscode.commands.executeCommand('pressmark.codeCaseAnew', await treeNode('pressmark.coders', 'Paris disagreed'));
    await untilText('my sidecar', 'quote: "disagreed with Berlin"', () => folder.read(mine));
    await untilText('the tally', '2 of 2 disagreements settled.', () => viewMessage('pressmark.coders'));
  });

  it('accepts in one act what all agree in, and nothing else', async () => {
    const folder = twoCoders();
    await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.showEveryone');
    await untilText('the worklist', /In agreement — 1/, coders);
    answer(asOffered);
    await vscode.commands.executeCommand('pressmark.acceptAgreed');
    await untilText('my sidecar', /adjudicates: \[anna-2, ben-2\]/, () => folder.read(mine));
    assert.equal(written(folder).annotations?.length, 1);
    await untilText('the tally', '0 of 2 disagreements settled. 1 of 1 agreements accepted.', () => viewMessage('pressmark.coders'));
    await vscode.commands.executeCommand('pressmark.acceptAgreed');
    assert.match(shown().messages.at(-1)?.text ?? '', /no agreement left/);
  });
});

describe('assignments', () => {
  freshWindow();

  it('go along when their document, or a folder of it, gets another name', async () => {
    const assigned = 'assignments:\n  - { document: a.txt, coders: [Ben] }   # by lot\n  - { document: more/b.txt, coders: [Tester] }\n';
    const folder = sample({ 'pressmark.yaml': `${separate.replace('"*.txt"', '"**/*.txt"')}${assigned}`, 'more/b.txt': 'A short article.\n' });
    await open(folder, 'a.txt');
    const renaming = new vscode.WorkspaceEdit();
    renaming.renameFile(folder.at('a.txt'), folder.at('z.txt'));
    renaming.renameFile(folder.at('more'), folder.at('less'));
    assert.ok(await vscode.workspace.applyEdit(renaming));
    const file = await untilText('pressmark.yaml', /z\.txt[^]*less\/b\.txt|less\/b\.txt[^]*z\.txt/, () => folder.read('pressmark.yaml'));
    assert.doesNotMatch(file, /document: (?:a\.txt|more)/);
    assert.match(file, /document: z\.txt, coders: \[Ben\]/);
  });

  it('are dealt out after a look, counted, gone through one by one, and undone', async () => {
    const text = 'A short article.\n\nIt says little.\n';
    const folder = sample({ 'pressmark.yaml': separate, 'b.txt': text, 'c.txt': text, 'd.txt': text });
    await open(folder, 'a.txt');
    await untilText('Sources', 'd.txt', () => outline('pressmark.sources'));
    const before = folder.read('pressmark.yaml');
    answer(`${coder}, Ben`, '50', '7', undefined);
    await vscode.commands.executeCommand('pressmark.assignDocuments');
    assert.equal(folder.read('pressmark.yaml'), before, 'looked at and left');
    answer(`${coder}, Ben`, '50', '7', 'Assign 4 documents');
    await vscode.commands.executeCommand('pressmark.assignDocuments');
    const file = await untilText('pressmark.yaml', /assignments:/, () => folder.read('pressmark.yaml'));
    assert.equal(file.match(/coders: \[Ben, Tester\]/g)?.length, 2);
    await untilText('the view', /^Assignments — 2\n {2}Ben — 3 assigned\n {2}Tester — 0 of 3 done/, coders);
    const own = [...file.matchAll(/document: (\w)\.txt, coders: \[([^\]]*)\]/g)]
      .filter((match) => match[2]?.includes('Tester'))
      .map((match) => `${match[1]}.txt`);
    for (const name of own) {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('pressmark.nextAssigned');
      assert.equal(vscode.window.activeTextEditor?.document.uri.path.split('/').at(-1), name);
      if (name === own.at(-1)) {
        // One passage may be the first of many: whoever goes on is asked.
        await tag(currentEditor(), name === 'a.txt' ? 'about the pipeline' : 'A short article', 'threat');
        await untilText('the sidecar', 'threat', () => folder.read(`${name}.${coder}.pressmark.yaml`));
        assert.match(await coders(), new RegExp(`Tester — ${own.length - 1} of 3 done`));
        answer('Not yet');
        await vscode.commands.executeCommand('pressmark.nextAssigned');
        assert.match(shown().messages.at(-1)?.text ?? '', /This is the last document assigned to you/);
        answer('Done');
        await vscode.commands.executeCommand('pressmark.nextAssigned');
      } else await vscode.commands.executeCommand('pressmark.markRead');
      await untilText('the view', new RegExp(`Tester — ${own.indexOf(name) + 1} of 3 done`), coders);
    }
    await vscode.commands.executeCommand('pressmark.nextAssigned');
    assert.match(shown().messages.at(-1)?.text ?? '', /You have coded all documents assigned to you/);
    for (let i = 0; i < 5; i++) await vscode.commands.executeCommand('pressmark.undo');
    await until('the assignments to be gone', () => folder.read('pressmark.yaml') === before);
  });
});
