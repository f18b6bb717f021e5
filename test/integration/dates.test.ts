/** Dates in the editor: what a card says, what a reader decides, and what follows at once. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { currentEditor, freshWindow, hover, open, rangeOf, select, sidecarOf } from './support/host';
import { article, sample, sidecarOfAnother } from './support/sample';
import { answer, outline, shown } from './support/window';
import { until, untilText } from './support/until';

const run = (id: string, ...args: unknown[]): Thenable<unknown> => vscode.commands.executeCommand(`pressmark.${id}`, ...args);
const dated = `${article}\nThe envoys had met yesterday, January 5. They met again on Wednesday, January 11, 2022.\n`;

/** A card without its entities. */
async function card(document: vscode.TextDocument, words: string): Promise<string> {
  return (await hover(document.uri, words)).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

function diagnostics(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'Pressmark')
    .map(({ code, severity, range, message }) => `${typeof code === 'string' ? code : ''} ${severity} ${document.getText(range)}: ${message}`);
}

describe('dates', () => {
  freshWindow();

  it('stay open without a publication date, say what is missing, and resolve when it is set', async () => {
    const folder = sample();
    const { document } = await open(folder, 'a.txt');
    const missing = await card(document, 'Saturday');
    assert.match(missing, /`XXXX-WXX-6`/);
    assert.match(missing, /No publication date is known, so it stays open/);
    assert.match(missing, /command:pressmark\.setPublished/);
    answer('2022-01-10', 'External', 'the archive');
    await run('setPublished');
    const text = await folder.written('a.txt', 'published: 2022-01-10');
    assert.match(text, /published-basis: external/);
    await untilText('the card', '`2022-01-08`', () => card(document, 'Saturday'));
    await run('undo');
    await untilText('the card', '`XXXX-WXX-6`', () => card(document, 'Saturday'));
  });

  it('count from an inferred publication date, shown as such with its reason; one click makes it the document’s', async () => {
    const folder = sample({ 'a.txt': `Published: 10 January 2022\n\n${article}` });
    const { document } = await open(folder, 'a.txt');
    const shownCard = await card(document, 'Saturday');
    assert.match(shownCard, /`2022-01-08`/);
    assert.match(shownCard, /the text gives 10 January 2022 as its date/);
    assert.match(shownCard, /Publication: ~10 January 2022, confidence \d+ %/);
    await run('adoptPublished', document.uri.toString(), '2022-01-09', '2022-01-09');
    assert.equal(folder.sidecar('a.txt'), undefined, 'nothing that does not stand there is adopted');
    await run('adoptPublished', document.uri.toString(), '2022-01-10', '2022-01-10');
    const text = await folder.written('a.txt', 'published: 2022-01-10');
    assert.match(text, /published-basis: stated/);
    assert.match(text, /published-why: "?the text gives 10 January 2022 as its date/);
    await until('the inference to go', async () => !(await card(document, 'Saturday')).includes('Publication: ~'));
  });

  it('offer what follows from the text as candidates, best first, each with its reason and confidence', async () => {
    const folder = sample({ '2022-01-12 a.txt': `Published: 10 January 2022\n\n${article}` });
    await open(folder, '2022-01-12 a.txt');
    answer('2022-01-12');
    await run('setPublished');
    const text = await folder.written('2022-01-12 a.txt', 'published: 2022-01-12');
    assert.match(text, /published-basis: external/);
    assert.match(text, /published-why: "?the date in the file name/);
  });

  it('keep a reader comment’s time stamp from being taken for the day of publication', async () => {
    const folder = sample({ 'a.txt': `${article}\nComments\n\nAnna\n11 January 2022 11:05\n\nSo it goes.\n` });
    const { document } = await open(folder, 'a.txt');
    assert.doesNotMatch(await hover(document.uri, '11 January 2022'), /useAsPublished/);
    await run('useAsPublished', document.uri.toString(), document.getText().indexOf('11 January'));
    assert.ok(shown().messages.some(({ text }) => text.startsWith('A reader comment says only that the text was there by then.')));
    assert.equal(folder.sidecar('a.txt'), undefined);
    assert.match(await card(document, 'Saturday'), /Publication: ~.*5 January 2022 to 11 January 2022/);
  });

  it('show contradictions of the text as information, and change nothing', async () => {
    const folder = sample({ 'a.txt': dated, [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    await until('the information', () => diagnostics(document).length === 2);
    const [first, second] = diagnostics(document).sort();
    assert.match(first ?? '', /^date-contradiction 2 Wednesday, January 11, 2022: .* contradicts itself: 11 January 2022 is a Tuesday\.$/);
    assert.match(second ?? '', /^date-contradiction 2 yesterday: .*9 January 2022 here, but the date beside it is .*5 January 2022\.$/);
    assert.match(await card(document, 'Wednesday, January 11, 2022'), /`2022-01-11`[^]*contradicts itself/);
    await run('toggleDates');
    await until('the information to go with its layer', () => diagnostics(document).length === 0);
    await run('toggleDates');
    await until('the information', () => diagnostics(document).length === 2);
  });

  it('lead to other documents that speak of the day', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother, 'b.txt': 'A note\n\nThe call was on 8 January 2022.\n' });
    const { document } = await open(folder, 'a.txt');
    const found = await untilText('the card', /Also spoken of in 1 other document/, () => hover(document.uri, 'Saturday'));
    const [, query] = /command:pressmark\.goToDate\?([^ ]+)/.exec(found) ?? [];
    assert.ok(query);
    await run('goToDate', ...(JSON.parse(decodeURIComponent(query)) as unknown[]));
    const editor = currentEditor();
    assert.ok(editor.document.uri.path.endsWith('/b.txt'));
    assert.equal(editor.document.getText(editor.selection), '8 January 2022');
    await run('goToDate', editor.document.uri.toString(), 3);
    assert.equal(editor.document.getText(editor.selection), '8 January 2022', 'where no date begins, nothing happens');
  });

  it('of a day, and of times that cover it, are listed over the corpus', async () => {
    const folder = sample({
      [sidecarOf('a.txt')]: sidecarOfAnother,
      'b.txt': 'A note\n\nIt was in January 2022.\n',
      'c.txt': 'A note\n\nThe call was on 8 January 2022.\n',
    });
    const { document } = await open(folder, 'a.txt');
    await untilText('the index', /Also spoken of in 1 other document/, () => hover(document.uri, 'Saturday'));
    const { start } = rangeOf(document, 'Saturday');
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, start);
    assert.deepEqual(places.map(({ uri }) => uri.path.split('/').at(-1)).sort(), ['a.txt', 'b.txt', 'c.txt'], 'also as the references of a date');
    answer('8 January 2022');
    await run('showDay');
    // F4 goes to the next place of the list, and so to another document.
    await until('the next place of the list', async () => {
      await vscode.commands.executeCommand('goToNextReference');
      return !currentEditor().document.uri.path.endsWith('/a.txt');
    });
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('of a day are listed as far as a list is looked through, those of the document itself before all others', async () => {
    const folder = sample({
      [sidecarOf('a.txt')]: sidecarOfAnother,
      // Before it in any order.
      '0.txt': `A log\n\n${'It was on 8 January 2022. '.repeat(5_100)}\n`,
    });
    const { document } = await open(folder, 'a.txt');
    await untilText('the index', /Also spoken of in 1 other document/, () => hover(document.uri, 'Saturday'));
    const { start } = rangeOf(document, 'Saturday');
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, start);
    assert.equal(places.length, 5_000);
    assert.ok(places.some(({ uri }) => uri.path.endsWith('/a.txt')));
  });
});

describe('a coder’s word about a date', () => {
  freshWindow();

  it('wins: “tomorrow” is the future that only a reader can know; undo takes it back', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    await untilText('the card', '`2022-01-11`', () => card(document, 'tomorrow'));
    select(currentEditor(), 'tomorrow');
    answer('the future, without a day');
    await run('correctDate');
    const text = await folder.written('a.txt', 'FUTURE_REF');
    assert.match(text, /mentions:\n {2}- .*quote: "tomorrow".*date: \{ type: DATE, value: FUTURE_REF \}/);
    await untilText('the card', /`FUTURE_REF`[^]*Tester said so/, () => card(document, 'tomorrow'));
    await run('undo');
    await untilText('the card', '`2022-01-11`', () => card(document, 'tomorrow'));
    await until('the sidecar to lose it', () => !folder.read(sidecarOf('a.txt'))?.includes('FUTURE_REF'));
  });

  it('may be one of the readings that were rejected', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    await untilText('the card', 'Other readings (1)', () => card(document, 'Saturday'));
    answer('15 January 2022');
    await run('showReadings', document.uri.toString(), document.getText().indexOf('Saturday'));
    await folder.written('a.txt', 'value: "2022-01-15"');
    await untilText('the card', '`2022-01-15`', () => card(document, 'Saturday'));
  });

  it('may be typed in words, may say that it is none, and may mark what was missed', async () => {
    const folder = sample({ [sidecarOf('a.txt')]: sidecarOfAnother });
    const { document } = await open(folder, 'a.txt');
    select(currentEditor(), 'Saturday');
    answer('10 January 2022');
    await run('correctDate');
    await untilText('the card', '`2022-01-10`', () => card(document, 'Saturday'));
    select(currentEditor(), 'Saturday');
    answer('This is not a date');
    await run('correctDate');
    await until('the mark to go', async () => (await hover(document.uri, 'Saturday')) === '');
    select(currentEditor(), 'A second call');
    answer('2022-01-12');
    await run('correctDate');
    await untilText('the card', '`2022-01-12`', () => card(document, 'A second call'));
  });
});

describe('Sources by date', () => {
  freshWindow();

  it('groups by publication, marks what is inferred, and follows when one is adopted', async () => {
    const folder = sample({ 'b.txt': `Published: 10 February 2022\n\n${article}`, [sidecarOf('a.txt')]: sidecarOfAnother });
    await open(folder, 'a.txt');
    answer('Publication date');
    await run('groupSources');
    try {
      const tree = await untilText('Sources', /February 2022[^]*~10 Feb 2022[^]*January 2022/, () => outline('pressmark.sources'));
      assert.match(tree, /^January 2022[^]*10 Jan 2022/m);
      assert.doesNotMatch(tree, /~10 Jan/);
      const { document } = await open(folder, 'b.txt');
      assert.match(await card(document, 'Saturday'), /Publication: ~10 February 2022/);
      await run('adoptPublished');
      await until('the mark of inference to go', async () => !(await outline('pressmark.sources')).includes('~'));
    } finally {
      answer('Outlet, then stance');
      await run('groupSources');
    }
  });
});

describe('dates of a document above two million characters', () => {
  freshWindow();

  it('count from the publication date of its head, wherever one reads; decisions stand there too', async () => {
    const filler = 'Nothing else was said in the paper by anyone at all.\n\n'.repeat(40_000);
    const folder = sample({ 'a.txt': `Published: 10 January 2022\n\n${filler}They spoke on Saturday.\n` });
    const { document } = await open(folder, 'a.txt');
    const { start } = rangeOf(document, 'Saturday');
    currentEditor().revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
    await untilText('the card', '`2022-01-08`', () => card(document, 'Saturday'));
    select(currentEditor(), 'Saturday');
    answer('15 January 2022');
    await run('correctDate');
    await untilText('the card', '`2022-01-15`', () => card(document, 'Saturday'));
  });
});
