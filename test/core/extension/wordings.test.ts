/** What the view, its tables and its comparison say, without an editor. */
import assert from 'node:assert/strict';
import type { WordDifference } from '../../../src/core/corpus/types';
import { CorpusIndex } from '../../../src/core/corpus';
import { emptyGazetteer } from '../../../src/core/corpus/analyser';
import { placeNow } from '../../../src/extension/features/wordings/placed';
import { placeArguments } from '../../../src/extension/features/wordings/places';
import { Rehearsal } from '../../../src/extension/features/wordings/rehearsal';
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

  it('compare the sentences around a statement: who says it, with which word, what stands beside it', () => {
    const [a, b] = [
      'The mayor of Lindow said the old harbour bridge will stay closed until the spring, when engineers will check the piers.',
      'The old harbour bridge will stay closed until the spring, the regime’s mayor of Lindow claimed on Friday.',
    ];
    const index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
    const [wording] = index.statements.wordings({ path: 'a.txt', text: a }, { start: 0, end: a.length }, [{ path: 'b.txt', text: b }]);
    assert.ok(wording);
    assert.equal(wording.compared.b, b);
    assert.ok(
      wording.differences.some(({ kind, a: gone }) => (kind === 'dropped' || kind === 'replaced') && gone?.includes('engineers')),
      JSON.stringify(wording.differences),
    );
    const told = tellingDifferences(wording, t);
    assert.ok(
      told.some(({ words, weighty }) => weighty && words.includes('regime')),
      JSON.stringify(told),
    );
    assert.ok(told.some(({ words, weighty }) => weighty && words.endsWith('(from plain report to doubt)')));
  });

  it('give each part of a passage of several sentences where the other document has it', () => {
    const [first, second] = [
      'The council of Varden rejected the plan for a second bridge over the sound.',
      'Engineers had warned that the piers would not stand a winter with as much ice as in 1998.',
    ];
    const a = `${first} ${second}`;
    const b = `${second}\n\nSnow fell all night in the hills, and two schools were closed.\n\n${first}`;
    const index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
    const found = index.statements.wordings({ path: 'a.txt', text: a }, { start: 0, end: a.length }, [{ path: 'b.txt', text: b }]);
    assert.deepEqual(new Set(found.map(({ b: { text } }) => text)), new Set([first.slice(0, -1), second.slice(0, -1)]));
    const one = index.statements.wordings({ path: 'a.txt', text: a }, { start: 0, end: first.length }, [{ path: 'b.txt', text: b }]);
    assert.deepEqual(
      one.map(({ b: { text } }) => text),
      [first.slice(0, -1)],
    );
  });

  it('are found for a part of a sentence, which has too few rare words of its own', () => {
    const { statements } = corpus();
    const part = { start: own.text.indexOf('bridge will'), end: own.text.indexOf(' closed until') };
    const found = statements.candidates(own, part, 10).map(({ path }) => path);
    assert.deepEqual(
      statements.wordings(own, part, found.map(document)).map(({ b }) => b.path),
      ['copy.txt', 'rival.txt'],
    );
  });

  it('favour documents of the same event', () => {
    const events = 'pressmark: 1\ndocument:\n  events: [bridge]\n';
    const { statements } = corpus({ 'own.txt': events, 'rival.txt': events });
    assert.equal(statements.candidates(own, bridge, 10)[0]?.path, 'rival.txt');
  });

  it('take documents of the event first, then those of one time that name a common actor, and leave room for what has most in common', () => {
    const statement = 'The council of Varden rejected the plan for a second bridge over the sound';
    const dated = (day: string, more = ''): string => `pressmark: 1\ndocument:\n  published: ${day}\n  published-basis: stated\n${more}`;
    const event = '  events: [bridge]\n';
    const index = new CorpusIndex(
      { pressmark: 1, events: [{ id: 'bridge', name: 'Bridge' }], actors: [{ id: 'ana', name: 'Ana Petrova', kind: 'person' }] },
      emptyGazetteer,
    );
    const weak = 'A second bridge over the sound was on the council’s table.';
    const documents: Readonly<Record<string, readonly [text: string, sidecar: string]>> = {
      'own.txt': [`${statement}, Ana Petrova said.`, dated('2022-01-10', event)],
      'copy.txt': [`${statement}, Jonas Lindqvist said.`, dated('2012-01-10')],
      'event.txt': [weak, dated('2021-01-10', event)],
      'near-other.txt': [`${weak} Jonas Lindqvist was there.`, dated('2022-01-12')],
      'near-same.txt': [`${weak} Ana Petrova was there.`, dated('2022-01-12')],
      'far-same.txt': [`${weak} Ana Petrova was there.`, dated('2019-01-12')],
    };
    for (const [path, [text, sidecar]] of Object.entries(documents))
      index.put({ path, text, sidecars: [{ suffix: '.pressmark.yaml', text: sidecar, pending: [] }] });
    index.readStatements(Object.entries(documents).map(([path, [text]]) => ({ path, text })));
    const asked = { path: 'own.txt', text: documents['own.txt']?.[0] ?? '' };
    const found = (limit: number): readonly string[] => index.statements.candidates(asked, { start: 0, end: statement.length }, limit).map(({ path }) => path);
    assert.deepEqual(found(10).slice(0, 3), ['event.txt', 'near-same.txt', 'copy.txt']);
    assert.deepEqual(found(3), ['event.txt', 'near-same.txt', 'copy.txt'], 'the strongest has its place');
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
    assert.equal(
      overviewWords({ ...overview, nearest: 30 }, (path) => path, t),
      'Shares 1 statement with rival.txt; 1 sentence is in none of the 30 nearest documents.',
      'of documents that were not read nothing is said',
    );
  });

  it('stand side by side: shared ones joined, the others in their place', () => {
    const { left, right } = sidesOf(corpus().statements.comparison(own, document('rival.txt')), ['Own', 'Rival'], t);
    assert.deepEqual(left.text.split('\n'), [
      '— 1 · reworded',
      'The old harbour bridge will stay closed until the spring," the mayor of Lindow said',
      '',
      '— only in Own: 1 sentence',
      'line 5: A referendum is not planned for this year, he told the radio.',
      '',
      '— only in Rival: 1 sentence',
      '',
    ]);
    assert.deepEqual(right.text.split('\n'), [
      '— 1 · reworded',
      'The mayor of Lindow claimed the harbour bridge would allegedly stay closed until the spring',
      '',
      '— only in Own: 1 sentence',
      '',
      '— only in Rival: 1 sentence',
      'line 3: Two schools were closed on Monday for want of heating oil.',
      '',
    ]);
    const linked = ({ text, links }: typeof left): readonly string[] => links.map(({ line, start, end }) => (text.split('\n')[line] ?? '').slice(start, end));
    assert.deepEqual(
      [linked(left), linked(right)],
      [
        ['— 1 · reworded', 'line 5'],
        ['— 1 · reworded', 'line 3'],
      ],
    );
  });

  it('stand under the same headings in the same order on both sides, however their places are mixed', () => {
    const line = (n: number): string =>
      `Sentence number ${n} of the ${['harbour', 'council', 'ferry', 'archive', 'bridge'][n % 5]} says something of its own in district ${n * 7}.`;
    const text = (...numbers: readonly number[]): string => numbers.map(line).join('\n\n');
    const { statements } = corpus();
    const [a, b] = [
      { path: 'a.txt', text: text(1, 2, 13, 4, 25) },
      { path: 'b.txt', text: text(4, 36, 2, 47) },
    ];
    const { left, right } = sidesOf(statements.comparison(a, b), ['A', 'B'], t);
    const heads = (side: string): readonly string[] => side.split('\n').filter((one) => one.startsWith('— '));
    assert.deepEqual(heads(left.text), heads(right.text));
    assert.ok(heads(left.text).length > 2);
    const sentences = (side: string): number => side.split('\n').filter((one) => one !== '' && !one.startsWith('— ')).length;
    assert.ok(sentences(left.text) >= 4 && sentences(right.text) >= 3, `${left.text}\n\n${right.text}`);
  });
});

describe('places of wordings', () => {
  const text = 'Snow fell on Friday.\n\nThe old harbour bridge will stay closed until the spring.';
  const range = { start: text.indexOf('The old'), end: text.length - 1 };
  const words = text.slice(range.start, range.end);

  it('are found again after the document was edited, or not at all', () => {
    assert.deepEqual(placeNow(text, range, words), range);
    const edited = text.replace('Snow fell', 'Much snow fell again');
    const now = placeNow(edited, range, words);
    assert.equal(now && edited.slice(now.start, now.end), words);
    assert.equal(placeNow(text.replace(words, 'Nurses walked out over night shifts and pay in three hospitals'), range, words), undefined);
    assert.equal(placeNow('Too short.', range, words), undefined);
  });

  it('carry so much of their words as tells them from others', () => {
    const place = {
      path: 'a.txt',
      range: { start: 0, end: 5000 },
      line: 0,
      character: 0,
      endLine: 0,
      endCharacter: 0,
      text: 'x'.repeat(5000),
      before: '',
      after: '',
    };
    const [, start, end, carried] = placeArguments('file:///a.txt', place);
    assert.deepEqual([start, end, carried.length], [0, 5000, 600]);
    assert.deepEqual(placeNow(place.text, { start, end }, carried), { start: 0, end: 5000 });
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
    assert.equal(
      differenceWords({ kind: 'replaced', a: 'invaded', b: 'liberated', minor: false, loaded: 'both' }, t),
      '“liberated” instead of “invaded” (one loaded word for another)',
    );
    assert.equal(differenceWords({ kind: 'added', b: 'did not', minor: false, negated: 'b' }, t), 'adds “did not” (negated here)');
    assert.equal(differenceWords({ kind: 'moved', b: 'on\n Friday', minor: false }, t), '“on Friday” in another place');
    assert.equal(differenceWords({ kind: 'moved', a: 'on Friday', minor: false }, t), undefined, 'it is said where it came to');
  });

  it('say once what was changed alike in several places', () => {
    const harm = { kind: 'replaced', a: 'harm', b: 'loss', minor: false } as const;
    const spring = { kind: 'dropped', a: 'spring', minor: false } as const;
    const voice = { voice: 'outlet' } as const;
    assert.deepEqual(
      tellingDifferences({ differences: [harm, spring, harm], voiceA: voice, voiceB: voice }, t).map(({ words }) => words),
      ['“loss” instead of “harm”, 2 times', 'without “spring”'],
    );
  });

  it('put loaded words first and leave out function words, unless there is nothing else', () => {
    const minor = { kind: 'dropped', a: 'the', minor: true } as const;
    const plain = { kind: 'dropped', a: 'old', minor: false } as const;
    const loaded = { kind: 'added', b: 'regime', minor: false, loaded: 'b' } as const;
    const [voiceA, voiceB] = [{ voice: 'paraphrased', cue: 'said', tone: 'plain' } as const, { voice: 'outlet' } as const];
    const telling = (...differences: readonly WordDifference[]): readonly string[] =>
      tellingDifferences({ differences, voiceA, voiceB }, t).map(({ words }) => words);
    assert.deepEqual(telling(minor, plain, loaded), ['adds “regime” (loaded word)', 'without “old”']);
    assert.deepEqual(telling(minor), ['without “the”']);
    const doubting = { voice: 'paraphrased', cue: 'claimed', tone: 'doubting' } as const;
    const said = '“claimed” instead of “said” (from plain report to doubt)';
    assert.deepEqual(
      tellingDifferences({ differences: [plain], voiceA, voiceB: doubting }, t).map(({ words, weighty }) => [words, weighty]),
      [
        [said, true],
        ['without “old”', false],
      ],
      'the cue stands outside what was compared',
    );
    const seen = { kind: 'replaced', a: 'said', b: 'claimed', minor: false, loaded: 'b', tones: { a: 'plain', b: 'doubting' } } as const;
    assert.equal(tellingDifferences({ differences: [seen], voiceA, voiceB: doubting }, t).length, 1, 'and is not said twice');
  });

  it('name the voice', () => {
    assert.equal(voiceWords({ voice: 'quoted', speaker: 'Ida Holm', cue: 'Admitted', tone: 'conceding' }, t), 'Ida Holm “admitted”');
    assert.equal(voiceWords({ voice: 'outlet' }, t), 'in its own voice');
  });
});

describe('tables of wordings', () => {
  const hostile = '<b>&copy; | [x](command:y) =1+1</b>';
  const { statements } = corpus();
  const [wording] = statements.wordings(own, bridge, [document('rival.txt')]);
  assert.ok(wording);
  const table = { passage: { ...wording.a, text: hostile }, own: source('Own'), voice: wording.voiceA, rows: [{ source: source('=Rival\tPost'), wording }] };

  it('are Markdown that no text of a document can break', () => {
    const markdown = markdownTable(table, t);
    const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
    assert.equal(rows.length, 3);
    for (const row of rows) assert.equal(row.split('|').length, 9, row);
    assert.ok(!markdown.includes('<b>') && !markdown.includes('](command:'));
    assert.match(markdown, /\*\*[^*]*allegedly\*\*/);
    const cells = rows[2]?.split(' | ') ?? [];
    assert.equal(
      cells[3]?.replace(/&#46;/g, '.'),
      'The mayor of Lindow claimed the harbour bridge would allegedly stay closed until the spring.',
      'citable as it stands',
    );
    assert.match(markdown, /mayor of Lindow “said”&#44; Own&#44; “A/, 'the speaker of the passage itself');
  });

  it('are tab-separated values that no spreadsheet runs', () => {
    const lines = tsvTable(table, t).split('\n');
    assert.equal(lines.length, 3);
    for (const line of lines) assert.equal(line.split('\t').length, 8, line);
    assert.ok(lines[2]?.startsWith("'=Rival Post\t"));
    const quoted = tsvTable({ ...table, passage: { ...table.passage, text: '"It is "closed"," she said.' } }, t);
    assert.ok(quoted.split('\n')[1]?.includes('\t"""It is ""closed"","" she said."\t'), quoted);
    assert.match(quoted.split('\n')[1] ?? '', /\tthe mayor of Lindow “said”\t/);
  });
});

describe('questions asked before anybody asks', () => {
  /** A corpus that tells which documents were asked about, and with which others. */
  function rehearsed(count: number): { asked: string[]; compared: string[][]; isIdle: boolean; run(): Promise<void> } {
    const about = new Rehearsal();
    const world = {
      asked: [] as string[],
      compared: [] as string[][],
      isIdle: true,
      run: () =>
        about.run({
          paths: Array.from({ length: count }, (_, i) => `${i}.txt`),
          text: (path) => Promise.resolve(path === '1.txt' ? undefined : { path, text: `Short.\nThe longest paragraph of ${path}.\nAlso short.` }),
          corpus: {
            statementCandidates: ({ path, text }, range, limit) => {
              assert.equal(range && text.slice(range.start, range.end), `The longest paragraph of ${path}.`);
              world.asked.push(path);
              return Promise.resolve(Array.from({ length: limit }, (_, i) => ({ path: `${i}.txt`, bits: 1 })));
            },
            wordings: (_, __, others) => {
              world.compared.push(others.map(({ path }) => path));
              return Promise.resolve([]);
            },
          },
          isIdle: () => world.isIdle,
        }),
    };
    return world;
  }

  it('are few, come from all over the corpus, and are asked once', async () => {
    const world = rehearsed(2400);
    await Promise.all([world.run(), world.run()]);
    assert.equal(world.asked.length, 24);
    assert.deepEqual([world.asked[0], world.asked.at(-1)], ['0.txt', '2300.txt']);
    // A document that cannot be read is passed over.
    assert.deepEqual(world.compared[0], ['0.txt', '2.txt']);
    await world.run();
    assert.equal(world.asked.length, 24);
  });

  it('ask of each document of a small corpus', async () => {
    const world = rehearsed(3);
    await world.run();
    assert.deepEqual(world.asked, ['0.txt', '2.txt']);
  });

  it('end as soon as there is something else to do, and go on behind it', async () => {
    const world = rehearsed(10);
    world.isIdle = false;
    await world.run();
    assert.deepEqual(world.asked, []);
    world.isIdle = true;
    const running = world.run();
    await Promise.resolve();
    world.isIdle = false;
    await running;
    assert.ok(world.compared.length <= 1);
    world.isIdle = true;
    await world.run();
    assert.equal(world.asked.at(-1), '9.txt');
  });
});
