/** What the editor is told of actors and dates, and what a reader decides about them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, currentEditor, freshWindow, hover, open, rangeOf, select, sidecarOf, tag } from './support/host';
import { article, sample, sidecarOfAnother } from './support/sample';
import { answer, outline, shown } from './support/window';
import { until, untilText } from './support/until';

const actors = (): Promise<string> => outline('pressmark.actors');

describe('marks', () => {
  freshWindow();

  it('explain an actor: name, kind, forms here and elsewhere, why', async () => {
    const folder = sample({ 'b.txt': article.replaceAll('Angela Merkel', 'Merkel') });
    const { document } = await open(folder, 'a.txt');
    const card = await untilText('the card', 'In the corpus', () => hover(document.uri, 'Angela Merkel'));
    assert.match(card, /^\*\*Angela Merkel\*\* — person/);
    assert.match(card, /Here&#44; 2 mentions/);
    assert.match(card, /In the corpus&#58; 4 mentions in 2 documents/);
    assert.match(card, /command:pressmark\.showActorMentions/);
  });

  it('explain a date: the day, its value, what it was counted from', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    const card = await hover(document.uri, 'Saturday');
    assert.match(card, /Saturday.* 8 January 2022/);
    assert.match(card, /10 January 2022/);
  });

  it('find an actor’s mentions in every document as references', async () => {
    const folder = sample({ 'b.txt': article });
    const { document } = await open(folder, 'a.txt');
    await untilText('the index', '2 documents', () => hover(document.uri, 'Angela Merkel'));
    const { start } = rangeOf(document, 'Angela Merkel');
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, start);
    const found = places.map(({ uri, range }) => `${uri.path.split('/').at(-1)}:${range.start.line + 1}:${range.start.character + 1}`);
    assert.deepEqual(found.sort(), ['a.txt:1:1', 'a.txt:3:10', 'b.txt:1:1', 'b.txt:3:10']);
  });

  it('are given to the theme as semantic tokens: the headline and what is set back', async () => {
    const folder = sample({ 'a.txt': `${article}\nPhoto: Getty Images\n` });
    const { document } = await open(folder, 'a.txt');
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>('vscode.provideDocumentSemanticTokensLegend', document.uri);
    const { data } = await vscode.commands.executeCommand<vscode.SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
    assert.equal(legend.tokenTypes[data[3] ?? -1], 'pressmarkHeadline');
    assert.deepEqual([data[0], data[1], data[2]], [0, 0, 'Merkel and Macron speak by phone'.length]);
    assert.ok(
      [...data].some((value, index) => index % 5 === 3 && legend.tokenTypes[value] === 'pressmarkAside'),
      'the photo credit',
    );
  });

  it('are given to the theme again when a text was read anew, and not when a passage was tagged', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    const { document } = editor;
    await (await activated()).settled();
    const { onDidChangeSemanticTokens } = shown().tokens ?? assert.fail();
    let told = 0;
    const listening = onDidChangeSemanticTokens?.(() => told++);
    try {
      await tag(editor, 'Angela Merkel', 'threat');
      await untilText('the passage', 'Angela Merkel', () => outline('pressmark.passages'));
      await (await activated()).written();
      assert.equal(told, 0, 'a window that shows a long text asks for all of it');
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Another headline\n\n'));
      await until('the window to be told', () => told > 0);
      assert.equal(document.isDirty, true);
    } finally {
      listening?.dispose();
    }
  });

  it('of a long document become the rows of its outline in steps, of which the rest is left undone when nobody waits any more', async function () {
    this.timeout(60_000);
    // Rows that take a tenth of a second, where a step has ten milliseconds.
    const folder = sample({ 'a.txt': article.repeat(2000) });
    const { document } = await open(folder, 'a.txt');
    const { symbols } = shown();
    assert.ok(symbols);
    const asked = (source: vscode.CancellationTokenSource): Promise<unknown> => Promise.resolve(symbols.provideDocumentSymbols(document, source.token));
    const all = await until('the whole outline', () => asked(new vscode.CancellationTokenSource()));
    assert.ok(Array.isArray(all) && all.length > 5000);
    const source = new vscode.CancellationTokenSource();
    // Comes in only where the rows leave the host room for it.
    setTimeout(() => source.cancel(), 0);
    // An array of so many rows is not to be put into the message.
    assert.ok((await asked(source)) === undefined, 'all rows were made');
  });

  it('of what was typed are there at once, and the outline is that of the text as it stands', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    const { document } = editor;
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Angela Merkel spoke.\n\n'));
    const places = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      new vscode.Position(0, 1),
    );
    const words = ({ range }: { readonly range: vscode.Range }): string => document.getText(range);
    assert.deepEqual(places.map(words), ['Angela Merkel', 'Merkel', 'Angela Merkel']);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Yesterday '));
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.deepEqual(symbols.filter(({ name }) => name === 'Angela Merkel').map(words), ['Angela Merkel', 'Merkel', 'Angela Merkel']);
  });

  it('are walked through with the keyboard', async () => {
    const folder = sample();
    const editor = await open(folder, 'a.txt');
    const walked: string[] = [];
    for (let i = 0; i < 3; i++) {
      await vscode.commands.executeCommand('pressmark.nextMention');
      walked.push(editor.document.getText(editor.selection));
    }
    assert.deepEqual(walked.slice(0, 1), ['Macron']);
    await vscode.commands.executeCommand('pressmark.previousMention');
    assert.equal(editor.document.getText(editor.selection), walked[1]);
  });

  it('go from hovers with their layer, and come back', async () => {
    const folder = sample();
    const { document } = await open(folder, 'a.txt');
    await vscode.commands.executeCommand('pressmark.toggleDates');
    await until('the date’s card to go', async () => (await hover(document.uri, 'Saturday')) === '');
    assert.match(await hover(document.uri, 'Angela Merkel'), /^\*\*Angela Merkel/);
    await vscode.commands.executeCommand('pressmark.toggleDates');
    await until('the date’s card', async () => (await hover(document.uri, 'Saturday')) !== '');
  });
});

describe('a decision about a mark', () => {
  freshWindow();

  it('names another actor for it, in the sidecar, and only there', async () => {
    const folder = sample();
    const { document } = await open(folder, 'a.txt');
    select(currentEditor(), 'her spokesman');
    answer('Emmanuel Macron', 'Here');
    await vscode.commands.executeCommand('pressmark.changeActor');
    const text = await folder.written('a.txt', 'actor: emmanuel-macron');
    assert.match(text, /^mentions:\n {2}- .*quote: "her spokesman"/m);
    await untilText('the card', /^\*\*Emmanuel Macron\*\*[^]*Tester said so/, () => hover(document.uri, 'her spokesman'));
    await vscode.commands.executeCommand('pressmark.undo');
    await until('the mark to go', async () => (await hover(document.uri, 'her spokesman')) === '');
  });

  it('is replaced by my next one about the same place', async () => {
    const folder = sample();
    await open(folder, 'a.txt');
    for (const name of ['Emmanuel Macron', 'Angela Merkel']) {
      select(currentEditor(), 'her spokesman');
      answer(name, 'Here');
      await vscode.commands.executeCommand('pressmark.changeActor');
    }
    await folder.written('a.txt', 'actor: angela-merkel');
    assert.equal(folder.sidecar('a.txt')?.mentions?.length, 1);
  });

  it('rejects it here, in the document, or in the corpus', async () => {
    const folder = sample({ 'b.txt': article });
    const { document } = await open(folder, 'a.txt');
    await untilText('the card', /^\*\*France/, () => hover(document.uri, 'Paris'));
    const reject = async (words: string, ...answers: string[]): Promise<void> => {
      select(currentEditor(), words);
      currentEditor().selection = new vscode.Selection(currentEditor().selection.start, currentEditor().selection.start);
      answer(...answers);
      await vscode.commands.executeCommand('pressmark.rejectMention');
    };
    await reject('Paris', 'Here');
    await folder.written('a.txt', 'reject: mention');
    await until('the mark to go', async () => (await hover(document.uri, 'Paris')) === '');
    await reject('Macron', 'In this document');
    await folder.written('a.txt', 'reject: document');
    await until('the mark to go', async () => (await hover(document.uri, 'Macron')) === '');
    assert.match(await hover(document.uri, 'Emmanuel Macron'), /^\*\*Emmanuel Macron/, 'another form stays');
    await reject('Berlin', 'In the whole corpus', 'Never Mark');
    await untilText('the project', /not-actors: \[Berlin\]|not-actors:\n {2}- Berlin/, () => folder.read('pressmark.yaml'));
    await until('the mark to go', async () => (await hover(document.uri, 'Berlin')) === '');
    await vscode.commands.executeCommand('pressmark.undo');
    await untilText('the card', /^\*\*Germany/, () => hover(document.uri, 'Berlin'));
    await until('the project to forget it', () => Promise.resolve(!folder.read('pressmark.yaml')?.includes('Berlin')));
  });

  it('corrects a date', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    select(currentEditor(), 'tomorrow');
    answer('2022-01-20');
    await vscode.commands.executeCommand('pressmark.correctDate');
    const text = await folder.written('a.txt', 'value: "2022-01-20"');
    assert.match(text, /date: \{ type: DATE, value: "2022-01-20" \}/);
    await untilText('the card', 'date `2022-01-20`', () => hover(document.uri, 'tomorrow'));
  });

  it('takes a date for that of publication', async () => {
    const folder = sample({ 'a.txt': article.replace('BERLIN', 'BERLIN, 11 January 2022') });
    const { document } = await open(folder, 'a.txt');
    const at = document.getText().indexOf('11 January');
    await vscode.commands.executeCommand('pressmark.useAsPublished', document.uri.toString(), at);
    await folder.written('a.txt', 'published: 2022-01-11');
    await untilText('the card', 'date `2022-01-12`', () => hover(document.uri, 'tomorrow'));
  });

  it('adds an actor to the registry, and merges it into another', async () => {
    const folder = sample({ 'a.txt': article.replace('her spokesman', 'spokesman Steffen Seibert') });
    const { document } = await open(folder, 'a.txt');
    await untilText('the card', 'not in the registry', () => hover(document.uri, 'Steffen Seibert'));
    select(currentEditor(), 'Seibert');
    currentEditor().selection = new vscode.Selection(currentEditor().selection.start, currentEditor().selection.start);
    await vscode.commands.executeCommand('pressmark.registerActor');
    await untilText('the project', 'id: steffen-seibert', () => folder.read('pressmark.yaml'));
    await until('the card', async () => !(await hover(document.uri, 'Steffen Seibert')).includes('not in the registry'));
    answer('Angela Merkel');
    await vscode.commands.executeCommand('pressmark.mergeActor', 'steffen-seibert', document.uri.toString());
    await untilText('the project', 'replaces: [steffen-seibert]', () => folder.read('pressmark.yaml'));
    await untilText('the card', /^\*\*Angela Merkel\*\*/, () => hover(document.uri, 'Steffen Seibert'));
    await untilText('Actors', 'Angela Merkel', actors);
  });
});
