/** Reading and working with many passages: scope, grouping, filter, acts upon several, quotations and the page. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { currentEditor, type Folder, freshWindow, open, sidecarOf } from './support/host';
import { article, sample } from './support/sample';
import { answer, outline, passages, shown, treeNode, treeView, viewMessage } from './support/window';
import { until, untilText } from './support/until';

const view = 'pressmark.passages';
const rows = (): Promise<string> => outline(view);
const run = (command: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`pressmark.${command}`, ...args);

/** A sidecar with passages of the sample: `tag | words | coder | more fields`. */
function sidecar(document: string, entries: readonly (readonly [tag: string, words: string, by: string, more?: string])[], text = article): string {
  const found = entries.map(([tags, words, by, more = ''], index) => {
    const at = text.indexOf(words);
    assert.ok(at >= 0, words);
    const lines =
      more === ''
        ? ''
        : `${more
            .split(', ')
            .map((line) => `    ${line}\n`)
            .join('')}`;
    return `  - id: 01931c1e-7b1a-7c3e-8000-${document.padEnd(4, '0').slice(0, 4)}${String(index).padStart(8, '0')}\n    tags: [${tags}]\n    quote: ${JSON.stringify(words)}\n    position: [${at}, ${at + words.length}]\n${lines}    by: ${by}\n    created: 2026-11-20T10:00:00Z\n`;
  });
  return `annotations:\n${found.join('')}`;
}

const first = `pressmark: 1\ndocument:\n  title: The call\n  outlet: gazette\n  published: 2022-01-09\n  published-basis: stated\n  url: https://gazette.example/call\nstance:\n  - { question: on-sanctions, position: favours, by: Tester, at: 2026-11-20T10:00:00Z }\n${sidecar(
  'aaaa',
  [
    ['threat', 'sanctions remain on the table', 'Tester', 'voice: quoted, speaker: angela-merkel'],
    ['denial', 'Paris disagreed with Berlin on that.', 'Tester', 'note: "which Berlin?"'],
    ['claim', 'A second call is planned', 'Another', 'voice: outlet'],
  ],
)}`;
const second = `pressmark: 1\ndocument:\n  translation: machine\n  published: 2022-02-01\n${sidecar('bbbb', [
  ['threat', 'sanctions remain on the table', 'Tester'],
  ['denial', 'about the pipeline', 'Tester'],
])}`;

function corpus(files: Readonly<Record<string, string>> = {}): Folder {
  return sample({ 'b.txt': article, [sidecarOf('a.txt')]: first, [sidecarOf('b.txt')]: second, ...files });
}

async function inCorpus(folder: Folder): Promise<void> {
  await open(folder, 'a.txt');
  await run('passages.wholeCorpus');
  await untilText('Passages', /Threat, 2 passages[^]*Denial, 2 passages/, passages);
}

async function grouped(by: string): Promise<string> {
  answer(by);
  await run('passages.groupBy');
  return until(`the view ${by}`, async () => treeView(view).description?.includes(by) && (await rows()));
}

describe('the Passages view', () => {
  freshWindow();
  afterEach(async () => {
    await run('passages.clearFilter');
    if (treeView(view).description?.includes('Whole corpus')) await grouped('by tag');
    await run('passages.thisDocument');
  });

  it('groups the corpus in every way, each row with quote, tag and where', async () => {
    const folder = corpus();
    await inCorpus(folder);
    assert.equal(treeView(view).description, 'Whole corpus · by tag');
    assert.match(
      await rows(),
      /^Claim — 1\n {2}A second call is planned — The Gazette, line 7 · Claim\nThreat — 2\n {2}sanctions remain on… — The Gazette, line 5 · Threat · quoted: Angela Merkel\n {2}sanctions remain on… — b\.txt, line 5 · Threat\nDenial — 2\n/,
    );
    assert.match(await grouped('by outlet'), /^The Gazette — 3\n[^]*\nOutlet not set — 2\n/);
    assert.match(await grouped('by stance'), /^Favours — 3\n[^]*\nNot coded — 2\n/);
    assert.match(await grouped('by document'), /^b\.txt — 2\n[^]*\nThe call — 3\n/);
    assert.match(await grouped('by coder'), /^Another — 1\n[^]*\nTester — 4\n/);
    assert.match(await grouped('by voice'), /^The outlet’s own — 1\n[^]*\nQuoted — 1\n[^]*\nVoice not set — 3\n/);
    assert.match(await grouped('by speaker'), /^Angela Merkel — 1\n[^]*\nThe outlet itself — 1\n[^]*\nSpeaker not set — 3\n/);
    assert.match(await grouped('by actor mentioned'), /(Berlin|Germany) — \d/);
    const [line] = (await passages()).split('\n').filter((one) => one.includes('A second call'));
    assert.match(line ?? '', /Passage A second call is planned, tagged Claim, voice the outlet’s own, The Gazette, line 7, coded by Another/);
  });

  it('is filtered by keyboard, says so, and is cleared by one command', async () => {
    const folder = corpus();
    await inCorpus(folder);
    answer('Tags: any of…', ['Threat', 'Denial'], 'Tags: none of…', ['Threat'], 'Published…', '2022-01', undefined);
    await run('passages.filter');
    await untilText('the message', /^Shown: 1 of 5 passages: Threat or Denial; not Threat; from 2022-01-01 to 2022-01-31$/, () => viewMessage(view));
    assert.equal(treeView(view).description, 'Whole corpus · by tag · filtered');
    assert.equal(await rows(), 'Denial — 1\n  Paris disagreed with… — The Gazette, line 5 · Denial');
    await run('passages.clearFilter');
    await untilText('Passages', 'Threat', rows);
    assert.equal(viewMessage(view), '');
    answer('WHICH berlin');
    await run('passages.filter');
    await untilText('the message', 'Shown: 1 of 5 passages: words “WHICH berlin”', () => viewMessage(view));
    answer('$(clear-all) Clear the filter');
    await run('passages.filter');
    answer('Outlet…', ['Outlet not set'], 'State…', ['in place'], 'Coder…', ['Tester'], 'Stance…', ['not coded'], undefined);
    await run('passages.filter');
    await untilText('the message', /^Shown: 2 of 5 passages: Outlet not set; stance not coded; coded by Tester; in place$/, () => viewMessage(view));
  });

  it('retags several in one act, after showing them; what else they carry stays', async () => {
    const more = `${second}${sidecar('dddd', [['threat', 'A second call is planned', 'Tester']]).replace('annotations:\n', '')}`;
    const folder = corpus({ [sidecarOf('b.txt')]: more });
    await open(folder, 'a.txt');
    await run('passages.wholeCorpus');
    await untilText('Passages', /Threat, 3 passages[^]*Denial, 2 passages/, passages);
    const nodes: unknown[] = [];
    for (const group of ['Claim', 'Threat', 'Denial'])
      nodes.push(
        ...((await shown()
          .trees.get(view)
          ?.provider.getChildren(await treeNode(view, group))) ?? []),
      );
    assert.equal(nodes.length, 6);
    const asItWas = (): boolean => folder.read(sidecarOf('a.txt')) === first && folder.read(sidecarOf('b.txt')) === more;
    answer('Add tags', ['Denial'], 'Change Tags');
    await run('retagPassage', nodes[0], nodes);
    await until('both documents', () => folder.annotations('a.txt').length === 4 && folder.annotations('b.txt').every(({ tags }) => tags.includes('denial')));
    assert.ok(
      shown().asked.some((question) => /Add Denial to 4 passages in 2 documents\?/.test(question)),
      'those that have it already are left out',
    );
    assert.deepEqual(
      folder
        .annotations('a.txt')
        .map(({ tags, by }) => `${tags.join()} ${by}`)
        .sort(),
      ['claim Another', 'claim,denial Tester', 'denial Tester', 'threat,denial Tester'],
      'another coder’s stays, mine stands beside it',
    );
    await run('undo');
    await until('both as they were', asItWas);
    answer('Replace all their tags', ['Threat']);
    await run('retagPassage', nodes[4], nodes.slice(4));
    await until('both', () => [...folder.annotations('a.txt'), ...folder.annotations('b.txt')].every(({ tags }) => !tags.includes('denial')));
    await run('undo');
    await until('both as they were', asItWas);
    // They have nothing else, and a passage without a tag is coded as nothing.
    answer('Take tags away', ['Denial']);
    await run('retagPassage', nodes[4], nodes.slice(4));
    assert.match(shown().messages.at(-1)?.text ?? '', /Nothing changes/);
  });

  it('deletes several after a preview, a group of them too, and one undo brings them back', async () => {
    const folder = corpus();
    await inCorpus(folder);
    await grouped('by coder');
    const group = await treeNode(view, 'Tester');
    answer(undefined);
    await run('deletePassage', group);
    assert.equal(folder.annotations('a.txt').length, 3, 'the preview was left');
    answer('Delete');
    await run('deletePassage', group);
    await until('only the other coder’s', () => folder.annotations('a.txt').length === 1 && folder.annotations('b.txt').length === 0);
    assert.match(shown().asked.at(-1) ?? '', /Delete 4 passages in 2 documents\?/);
    await run('undo');
    await until('both as they were', () => folder.read(sidecarOf('a.txt')) === first && folder.read(sidecarOf('b.txt')) === second);
  });

  it('opens a passage at its place, and peeks at several', async () => {
    const folder = corpus();
    await inCorpus(folder);
    const node = await treeNode(view, 'about', 'Denial');
    const tree = shown().trees.get(view);
    const item = (await tree?.provider.getTreeItem(node)) as vscode.TreeItem;
    await vscode.commands.executeCommand(item.command?.command ?? '', ...((item.command?.arguments ?? []) as unknown[]));
    await until('the document', () => currentEditor().document.uri.path.endsWith('/b.txt'));
    assert.equal(currentEditor().document.getText(currentEditor().selection), 'about the pipeline');
    await run('peekPassage', await treeNode(view, 'Threat'));
    assert.ok(currentEditor().document.uri.path.endsWith('/b.txt'), 'the document stays');
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('copies quotations with their source, and warns of a translation', async () => {
    const folder = corpus();
    await inCorpus(folder);
    await run('copyQuotation', await treeNode(view, 'sanctions', 'Threat'));
    assert.equal(
      await vscode.env.clipboard.readText(),
      '> sanctions remain on the table\n>\n> — Angela Merkel; The Gazette, *The call*, 9 January 2022, <https://gazette.example/call>',
    );
    await run('copyQuotationPlain', await treeNode(view, 'Denial'));
    assert.equal(
      await vscode.env.clipboard.readText(),
      '“Paris disagreed with Berlin on that.”\n— The Gazette, “The call”, 9 January 2022, https://gazette.example/call\n\n“about the pipeline”\n— 1 February 2022, b.txt\n⚠ Machine translation: do not cite the wording as verbatim.',
    );
    assert.match(shown().messages.at(-1)?.text ?? '', /The wording is a translation/);
  });

  it('shows the passages of a tag as a page, which can be kept as a file', async () => {
    const folder = corpus();
    await inCorpus(folder);
    answer('Denial');
    await run('readTag');
    const uri = await until(
      'the page',
      () =>
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => label.includes('Denial')) &&
        vscode.workspace.textDocuments.find((document) => document.uri.scheme === 'pressmark-reading')?.uri,
    );
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(
      text,
      /^# Denial\n[^]*### The Gazette&#44; 9 January 2022\n[^]*> Paris disagreed[^]*\n### Outlet not set&#44; 1 February 2022\n[^]*⚠ \*Machine translation[^]*> about the pipeline\n/,
    );
    answer(folder.at('page.md').toString());
    await run('exportReading');
    await until('the file', () => folder.read('page.md') === text);
  });

  it('reads what the view shows, as it is grouped and filtered', async () => {
    const folder = corpus();
    await inCorpus(folder);
    answer('Coder…', ['Tester'], undefined);
    await run('passages.filter');
    await run('readPassages');
    answer(folder.at('page.md').toString());
    await run('exportReading');
    const text = await until('the file', () => folder.read('page.md'));
    assert.match(text, /^# Passages\n\n4 passages[^\n]*coded by Tester\n\n## Threat\n\n###[^]*\n## Denial\n/);
  });

  it('a page that is open says nothing of others’ coding once it is hidden again, nor does the file it is kept in', async () => {
    const folder = corpus();
    await inCorpus(folder);
    await run('readPassages');
    const page = (): string =>
      vscode.workspace.textDocuments
        .filter(({ uri }) => uri.scheme === 'pressmark-reading')
        .at(-1)
        ?.getText() ?? '';
    await untilText('the page', /5 passages[^]*A second call is planned/, page);
    await run('showMine');
    try {
      const mine = await untilText('the page', /4 passages[^\n]*Others’ coding is hidden/, page);
      assert.doesNotMatch(mine, /A second call is planned|Another|## Claim/);
      answer(folder.at('page.md').toString());
      await run('exportReading');
      await until('the file', () => folder.read('page.md') === mine);
    } finally {
      await run('showEveryone');
    }
    await untilText('the page', /5 passages[^]*A second call is planned/, page);
  });

  it('edits a passage from a list of what can be changed', async () => {
    const folder = corpus();
    await inCorpus(folder);
    answer('Voice', 'paraphrased');
    await run('editPassage', await treeNode(view, 'about', 'Denial'));
    await until('the voice', () => folder.annotations('b.txt').some(({ voice }) => voice === 'paraphrased'));
  });

  it('stays usable with thousands of passages: stretches that are told when they are opened', async () => {
    const text = Array.from({ length: 1000 }, (_, at) => `Sentence number ${at} says that the harbour is closed.`).join('\n');
    const many = `pressmark: 1\n${sidecar(
      'cccc',
      Array.from({ length: 1000 }, (_, at) => ['threat', `number ${at} says`, 'Tester'] as const),
      text,
    )}`;
    const folder = corpus({ 'c.txt': text, [sidecarOf('c.txt')]: many });
    await open(folder, 'a.txt');
    await run('passages.wholeCorpus');
    const provider = shown().trees.get(view)?.provider;
    const group = await until('the group', async () => {
      const node = await treeNode(view, 'Threat');
      return node !== undefined && (await provider?.getTreeItem(node))?.description === '1,002' && node;
    });
    const stretches = (await provider?.getChildren(group)) ?? [];
    const labels = await Promise.all(stretches.map(async (node) => (await provider?.getTreeItem(node))?.label));
    assert.deepEqual(labels, ['1–300', '301–600', '601–900', '901–1,002']);
    assert.equal((await provider?.getChildren(stretches[3]))?.length, 102);
  });

  it('asks nothing before it deletes one of one’s own', async () => {
    const folder = corpus();
    await open(folder, 'b.txt');
    await untilText('Passages', 'about the pipeline', passages);
    assert.equal(treeView(view).description, '');
    await run('deletePassage', await treeNode(view, 'about'));
    await until('one passage', () => folder.annotations('b.txt').length === 1);
  });
});
