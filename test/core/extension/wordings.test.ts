/** What the view, its tables and its comparison say, without an editor. */
import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus';
import { emptyGazetteer } from '../../../src/core/corpus/analyser';
import { sidesOf } from '../../../src/extension/features/wordings/sides';
import {
  differenceWords,
  markdownTable,
  overviewWords,
  type Source,
  tellingDifferences,
  tsvTable,
  voiceWords,
} from '../../../src/extension/features/wordings/words';

const t = (sentence: string, ...args: readonly (string | number | boolean)[]): string =>
  sentence.replace(/\{(\d)\}/g, (_, i: string) => String(args[Number(i)]));

const texts: Readonly<Record<string, string>> = {
  'own.txt':
    'Snow fell on Friday.\n\n"The old harbour bridge will stay closed until the spring," the mayor of Lindow said.\n\nA referendum is not planned for this year, he told the radio.',
  'rival.txt':
    'The mayor of Lindow claimed the harbour bridge would allegedly stay closed until the spring.\n\nTwo schools were closed on Monday for want of heating oil.',
  'copy.txt':
    'Snow fell on Friday.\n\n"The old harbour bridge will stay closed until the spring," the mayor of Lindow said.\n\nA referendum is not planned for this year, he told the radio.\n',
  'other.txt': 'Nurses walked out on Thursday over night shifts and pay in three hospitals of the north.',
};

function corpus(sidecars: Readonly<Record<string, string>> = {}): CorpusIndex {
  const index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
  for (const [path, text] of Object.entries(texts)) {
    const sidecar = sidecars[path];
    index.put({ path, text, sidecars: sidecar === undefined ? [] : [{ suffix: '.pressmark.yaml', text: sidecar, pending: [] }] });
  }
  index.readStatements(Object.entries(texts).map(([path, text]) => ({ path, text })));
  return index;
}
const own = { path: 'own.txt', text: texts['own.txt'] ?? '' };
const document = (path: string): { path: string; text: string } => ({ path, text: texts[path] ?? '' });
const bridge = { start: own.text.indexOf('The old'), end: own.text.indexOf(' the mayor') };
const source = (outlet: string): Source => ({ outlet, date: '1 Jan 2022', title: 'A | title', path: `${outlet}.txt`, url: undefined, translation: '' });

describe('wordings of a corpus', () => {
  it('are found in the index, and compared in the texts as they are now', () => {
    const { statements } = corpus();
    const found = statements.candidates(own, bridge, 10).map(({ path }) => path);
    assert.deepEqual([...found].sort(), ['copy.txt', 'rival.txt']);
    const wordings = statements.wordings(own, bridge, found.map(document));
    assert.deepEqual(
      wordings.map(({ b, relation }) => [b.path, relation]),
      [
        ['copy.txt', 'verbatim'],
        ['rival.txt', 'reworded'],
      ],
    );
    const [, rival] = wordings;
    assert.ok(rival);
    assert.equal(rival.voiceB.cue, 'claimed');
    assert.equal(rival.voiceB.tone, 'doubting');
    assert.ok(rival.differences.some(({ kind, b, loaded }) => (kind === 'added' || kind === 'replaced') && b?.includes('allegedly') && loaded === 'b'));
  });

  it('favour documents of the same event', () => {
    const events = 'pressmark: 1\ndocument:\n  events: [bridge]\n';
    const { statements } = corpus({ 'own.txt': events, 'rival.txt': events });
    assert.equal(statements.candidates(own, bridge, 10)[0]?.path, 'rival.txt');
  });

  it('give an overview: shared, only here, and copies', () => {
    const { statements } = corpus();
    const overview = statements.overview(own, ['rival.txt', 'other.txt'].map(document));
    assert.deepEqual(
      overview.documents.map(({ path, shared, isCopy }) => [path, shared.length, isCopy]),
      [['rival.txt', 1, false]],
    );
    assert.deepEqual(
      overview.onlyHere.map(({ text }) => text),
      ['A referendum is not planned for this year, he told the radio.'],
      'a sentence of four words is no statement',
    );
    assert.deepEqual(
      statements.overview(own, [document('copy.txt')]).documents.map(({ isCopy }) => isCopy),
      [true],
    );
    assert.equal(
      overviewWords(overview, (path) => path, t),
      'Shares 1 statement with rival.txt; 1 sentence is only here.',
    );
    assert.equal(
      overviewWords({ documents: [], onlyHere: [] }, (path) => path, t),
      'Shares no statement with another document; 0 sentences are only here.',
    );
  });

  it('stand side by side: shared ones joined, the others in their place', () => {
    const { left, right } = sidesOf(corpus().statements.comparison(own, document('rival.txt')), t);
    const heads = (text: string): readonly string[] => text.split('\n').filter((line) => line.startsWith('—'));
    assert.deepEqual(heads(left.text), ['— 1 · reworded', '— only here']);
    assert.deepEqual(heads(right.text), ['— 1 · reworded', '— only here']);
    for (const { text, links } of [left, right]) for (const { line } of links) assert.match(text.split('\n')[line] ?? '', /^— /);
  });
});

describe('words about wordings', () => {
  it('say each difference, its load and its tone', () => {
    assert.equal(differenceWords({ kind: 'kept', a: 'x', b: 'x', minor: false }, t), undefined);
    assert.equal(differenceWords({ kind: 'dropped', a: 'old', minor: false }, t), 'without “old”');
    assert.equal(differenceWords({ kind: 'added', b: 'allegedly', minor: false, loaded: 'b' }, t), 'adds “allegedly” (loaded word)');
    assert.equal(
      differenceWords({ kind: 'replaced', a: 'said', b: 'admitted', minor: false, loaded: 'b', tones: { a: 'plain', b: 'conceding' } }, t),
      '“admitted” instead of “said” (loaded word; from plain report to concession)',
    );
    assert.equal(differenceWords({ kind: 'moved', b: 'on\n Friday', minor: false }, t), '“on Friday” in another place');
    assert.equal(differenceWords({ kind: 'moved', a: 'on Friday', minor: false }, t), undefined, 'it is said where it came to');
  });

  it('put loaded words first and leave out function words, unless there is nothing else', () => {
    const minor = { kind: 'dropped', a: 'the', minor: true } as const;
    const plain = { kind: 'dropped', a: 'old', minor: false } as const;
    const loaded = { kind: 'added', b: 'regime', minor: false, loaded: 'b' } as const;
    assert.deepEqual(
      tellingDifferences([minor, plain, loaded], t).map(({ difference }) => difference),
      [loaded, plain],
    );
    assert.deepEqual(
      tellingDifferences([minor], t).map(({ difference }) => difference),
      [minor],
    );
  });

  it('name the voice', () => {
    assert.equal(voiceWords({ voice: 'quoted', speaker: 'Ida Holm', cue: 'Admitted', tone: 'conceding' }, t), 'Ida Holm: “admitted”');
    assert.equal(voiceWords({ voice: 'outlet' }, t), 'in its own voice');
  });
});

describe('tables of wordings', () => {
  const hostile = '<b>&copy; | [x](command:y) =1+1</b>';
  const { statements } = corpus();
  const [wording] = statements.wordings(own, bridge, [document('rival.txt')]);
  assert.ok(wording);
  const table = { passage: { ...wording.a, text: hostile }, own: source('Own'), rows: [{ source: source('=Rival\tPost'), wording }] };

  it('are Markdown that no text of a document can break', () => {
    const markdown = markdownTable(table, t);
    const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
    assert.equal(rows.length, 3);
    for (const row of rows) assert.equal(row.split('|').length, 8, row);
    assert.ok(!markdown.includes('<b>') && !markdown.includes('](command:'));
    assert.match(markdown, /\*\*[^*]*allegedly\*\*/);
  });

  it('are tab-separated values that no spreadsheet runs', () => {
    const lines = tsvTable(table, t).split('\n');
    assert.equal(lines.length, 3);
    for (const line of lines) assert.equal(line.split('\t').length, 8, line);
    assert.ok(lines[2]?.startsWith("'=Rival Post\t"));
  });
});
