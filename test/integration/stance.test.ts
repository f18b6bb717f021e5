/** Coding a stance with the form, several coders side by side, and editing the questions. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { coder, freshWindow, open, select, sidecarOf, tag } from './support/host';
import { projectFile, sample } from './support/sample';
import { answer, outline, shown, statusBar, tooltip, treeNode } from './support/window';
import { until, untilText } from './support/until';

const run = (id: string, ...args: readonly unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`pressmark.${id}`, ...args);
const sources = (): Promise<string> => outline('pressmark.sources');
const theirs = `pressmark: 1
stance:
  - { question: on-sanctions, position: opposes, because: "The headline", by: Another, at: 2026-11-21T10:00:00Z }
`;

describe('the stance form', () => {
  freshWindow();

  it('writes position, reason, confidence and evidence: passages that are there, and the selection', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'Paris disagreed with Berlin', 'denial');
    await folder.written('a.txt', 'Paris disagreed');
    select(editor, 'sanctions remain on the table');
    answer(
      'Favours',
      'It says so twice',
      'Confidence',
      'high',
      'Evidence',
      ['The selection: “sanctions remain on the table”', 'Paris disagreed'],
      'Save as final',
    );
    await run('setStance');
    await folder.written('a.txt', 'because: "It says so twice"');
    const [entry] = folder.sidecar('a.txt')?.stance ?? [];
    assert.deepEqual(
      { position: entry?.position, confidence: entry?.confidence, status: entry?.status, by: entry?.by },
      { position: 'favours', confidence: 'high', status: 'final', by: coder },
    );
    const quotes = entry?.evidence?.map((id) => folder.annotations('a.txt').find((annotation) => annotation.id === id)?.quote);
    assert.deepEqual(new Set(quotes), new Set(['Paris disagreed with Berlin', 'sanctions remain on the table']));
    await untilText('Sources', /Favours[^]*a\.txt/, sources);
    await run('undo');
    await until(
      'the judgement and its passage to go in one step',
      () => folder.sidecar('a.txt')?.stance === undefined && folder.annotations('a.txt').length === 1,
    );
  });

  it('writes nothing before it is saved, and keeps a draft apart from what is final', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: theirs });
    await open(folder, 'a.txt');
    answer('Favours', '', undefined);
    await run('setStance');
    assert.equal(folder.read(sidecarOf('a.txt')), theirs);
    answer('Favours', '', 'Save as draft');
    await run('setStance');
    await folder.written('a.txt', 'status: draft');
    // A draft settles nothing: the one final judgement holds.
    await untilText('Sources', /Opposes[^]*a\.txt/, sources);
    assert.doesNotMatch(await sources(), /Coders disagree/);
    answer('Save as final');
    await run('setStance');
    await folder.written('a.txt', 'status: final');
    await untilText('Sources', /Coders disagree[^]*a\.txt/, sources);
    assert.match(statusBar(), /coders disagree/);
  });

  it('says beside each position who chose it, and in the tooltip who judged what, why, on which words', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: theirs });
    const editor = await open(folder, 'a.txt');
    await tag(editor, 'Paris disagreed with Berlin', 'denial');
    answer('Favours', 'Because', 'Evidence', ['Paris disagreed'], 'Save as final');
    await run('setStance');
    await untilText('Sources', /Coders disagree[^]*a\.txt/, sources);
    const { provider } = shown().trees.get('pressmark.sources') ?? {};
    assert.ok(provider);
    const node = await treeNode('pressmark.sources', 'a.txt');
    const item = await provider.getTreeItem(node);
    assert.match(item.accessibilityInformation?.label ?? '', /^a\.txt, The Gazette|^a\.txt, Outlet not set/);
    assert.match(item.accessibilityInformation?.label ?? '', /Coded “Opposes” by Another: The headline, Coded “Favours” by Tester, on 1 passage: Because/);
    assert.match(await tooltip('pressmark.sources', node), /Paris disagreed with Berlin/);
    answer('coded by Another', '', undefined);
    await run('setStance');
  });

  it('takes my judgement back and leaves the others’', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: theirs });
    await open(folder, 'a.txt');
    answer('Favours', '', 'Save as final');
    await run('setStance');
    await folder.written('a.txt', 'favours');
    answer('Remove my judgement');
    await run('setStance');
    await until('it to be gone', () => folder.read(sidecarOf('a.txt')) === theirs);
  });

  it('codes several documents of the view at once, by the view’s own key', async () => {
    const folder = sample({ 'b.txt': 'Another text.\n' });
    await open(folder, 'a.txt');
    await untilText('Sources', /a\.txt[^]*b\.txt/, sources);
    const nodes = [await treeNode('pressmark.sources', 'a.txt'), await treeNode('pressmark.sources', 'b.txt')];
    answer('Opposes', 'Both of them', 'Save as final');
    await run('setStance', nodes[0], nodes);
    await folder.written('a.txt', 'because: "Both of them"');
    await folder.written('b.txt', 'because: "Both of them"');
  });
});

describe('blind coding', () => {
  freshWindow();

  it('shows no other coder beside the positions until they are revealed', async () => {
    const folder = sample({ 'pressmark.yaml': `${projectFile}coders: separate\n`, 'a.txt.Another.pressmark.yaml': theirs });
    await open(folder, 'a.txt');
    answer('Opposes', '', 'Save as final');
    await run('setStance');
    await until('mine', () => folder.read(`a.txt.${coder}.pressmark.yaml`)?.includes('position: opposes'));
    const page = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'pressmark-page', path: '/a.md', query: folder.at('a.txt').toString() }));
    await untilText('the page', 'by Tester', () => page.getText());
    assert.doesNotMatch(page.getText(), /Another/);
    assert.match(page.getText(), /others’ is hidden/);
    await run('showEveryone');
    await untilText('the page', /by Another/, () => page.getText());
    await run('showMine');
  });
});

describe('stance questions', () => {
  freshWindow();

  it('are relabelled, reordered, added to and taken from, each undone as one step', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: theirs });
    await open(folder, 'a.txt');
    await untilText('Sources', /Opposes/, sources);
    const file = (): string => folder.read('pressmark.yaml') ?? '';
    answer('How does it treat sanctions?', 'Opposes', 'Label', 'Speaks against', undefined, undefined, undefined);
    await run('editQuestions');
    await until('the label', () => file().includes('{ id: opposes, label: Speaks against }'));
    await untilText('Sources', /Speaks against/, sources);
    answer('How does it treat sanctions?', 'Favours', 'Move down', undefined, 'New position…', 'Neither', undefined, undefined);
    await run('editQuestions');
    await until('the order', () => /id: opposes[^]*id: favours[^]*id: neither, label: Neither/.test(file()));
    await run('undo');
    await run('undo');
    await run('undo');
    await until('it to be as it was', () => file() === projectFile);
  });

  it('say how many judgements name a position before it goes; they stay', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: theirs });
    await open(folder, 'a.txt');
    await untilText('Sources', /Opposes/, sources);
    answer('How does it treat sanctions?', 'Opposes', 'Remove position…', undefined, undefined, undefined, undefined);
    await run('editQuestions');
    assert.equal(folder.read('pressmark.yaml'), projectFile);
    answer('How does it treat sanctions?', 'Opposes', 'Remove position…', '1 judgement stay', undefined, undefined);
    await run('editQuestions');
    await until('it to go', () => folder.read('pressmark.yaml')?.includes('opposes') === false);
    assert.equal(folder.read(sidecarOf('a.txt')), theirs);
    await run('undo');
    await until('it to be back', () => folder.read('pressmark.yaml') === projectFile);
  });

  it('begin with a question of one’s own', async () => {
    const folder = sample({ 'pressmark.yaml': 'pressmark: 1\ndocuments: ["*.txt"]\n' });
    await open(folder, 'a.txt');
    answer('New question…', 'How does it treat the talks?', 'New position…', 'Welcomes', undefined, undefined);
    await run('editQuestions');
    await untilText('the project', /stance:\n {2}- id: how-does-it-treat-the\n[^]*label: Welcomes/, () => folder.read('pressmark.yaml'));
    answer('Welcomes', '', 'Save as final');
    await run('setStance');
    await folder.written('a.txt', 'position: welcomes');
  });
});
