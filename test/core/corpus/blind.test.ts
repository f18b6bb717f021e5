/** What a coder hides or has not revealed is in no answer of the index: it answers as if the others had coded nothing. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import type { CorpusQueries, DocumentInput } from '../../../src/core/corpus/types';
import { laneKinds, type SurveyRequest, surveyPlots } from '../../../src/core/corpus/survey/types';
import { parseProject } from '../../../src/core/project';

const project = parseProject(`pressmark: 1
documents: ["*.txt"]
coders: separate
stance:
  - { id: tone, question: "What is the tone?", positions: [{ id: warm, label: Warm }, { id: cold, label: Cold }] }
tags:
  - { id: claim, label: Claim, revised: 2026-12-01 }
  - { id: denial, label: Denial, replaces: [refusal] }
actors:
  - { id: ana-petrova, name: Ana Petrova, kind: person }
  - { id: harbour-union, name: Harbour Union, kind: organisation }
outlets:
  - { id: north, name: Northern Gazette }
`).value;

const texts: Readonly<Record<string, string>> = {
  'a.txt': 'Talks begin\n\nAna Petrova said on 14 January 2022 that the wall would fall. The Harbour Union denied it on Sunday.\n',
  'b.txt': 'Talks end\n\nThe Harbour Union praised Ana Petrova. Nobody else came on 15 January 2022.\n',
};
const words = ['Ana Petrova', 'said', 'the wall', 'Harbour Union', 'Sunday', 'Talks', 'January 2022', 'Nobody', 'not in the text'];

/** Where a coder's entry is about: a word of one of the texts, or none of it. */
const place = fc.constantFrom(...words);
const note = fc.constantFrom('', 'a word of mine', 'note: [broken');

interface Entry {
  readonly quote: string;
  readonly kind: 'passage' | 'mention' | 'date' | 'reject';
  readonly tag: string;
  readonly note: string;
  readonly voice: string;
}

const entry: fc.Arbitrary<Entry> = fc.record({
  quote: place,
  kind: fc.constantFrom('passage', 'mention', 'date', 'reject'),
  tag: fc.constantFrom('claim', 'denial', 'refusal', 'unheard-of'),
  note,
  voice: fc.constantFrom('outlet', 'comment', 'quoted'),
});

interface Work {
  readonly entries: readonly Entry[];
  readonly position: 'warm' | 'cold' | 'tepid' | undefined;
  readonly read: boolean;
  readonly adjudicates: boolean;
}

const work: fc.Arbitrary<Work> = fc.record({
  entries: fc.array(entry, { maxLength: 5 }),
  position: fc.constantFrom('warm', 'cold', 'tepid', undefined),
  read: fc.boolean(),
  adjudicates: fc.boolean(),
});

function sidecar(by: string, text: string, { entries, position, read, adjudicates }: Work): string {
  const place = (quote: string): string => {
    const at = Math.max(0, text.indexOf(quote));
    return `quote: ${JSON.stringify(quote)}, before: "", after: "", position: [${at}, ${at + quote.length}]`;
  };
  const time = '2026-11-21T10:00:00Z';
  const settles = adjudicates ? `, adjudicates: [Ann-0]` : '';
  // In the order of the text, as Pressmark writes them.
  const at = ({ quote }: Entry): number => Math.max(0, text.indexOf(quote));
  const inOrder = [...entries].sort((a, b) => at(a) - at(b) || a.quote.length - b.quote.length);
  const passages = inOrder.flatMap(({ quote, kind, tag, note: said, voice }, index) =>
    kind === 'passage'
      ? [`  - { id: ${by}-${index}, tags: [${tag}], ${place(quote)}, voice: ${voice}, note: ${JSON.stringify(said)}${settles}, by: ${by}, created: ${time} }\n`]
      : [],
  );
  const decided = { mention: 'actor: harbour-union', date: 'date: { type: DATE, value: 2022-03 }', reject: 'reject: mention', passage: '' };
  const mentions = inOrder.flatMap(({ quote, kind }, index) =>
    kind === 'passage' ? [] : [`  - { id: ${by}-${index}, ${place(quote)}, ${decided[kind]}, by: ${by}, at: ${time} }\n`],
  );
  const stance = position === undefined ? [] : [`  - { question: tone, position: ${position}, because: "I, ${by}", by: ${by}, at: ${time} }\n`];
  const section = (name: string, lines: readonly string[]): string => (lines.length > 0 ? `${name}:\n${lines.join('')}` : '');
  return `pressmark: 1\n${section('read', read ? [`  - { by: ${by}, at: ${time} }\n`] : [])}${section('stance', stance)}${section('annotations', passages)}${section('mentions', mentions)}`;
}

const request: SurveyRequest = { comments: true, lanes: 'outlet', window: undefined, question: undefined, kind: undefined, mostRows: 100, mostOutlets: 10 };

/** Ids that are in use are in use, whoever uses them: what is new is told apart from them, and they are shown nowhere. */
type Excepted = 'takenTags' | 'decidedActors';

/** One for every question that the index answers: a new one does not compile until it is asked here too. */
const asked: { readonly [Q in Exclude<keyof CorpusQueries, Excepted>]: (index: CorpusIndex) => unknown } = {
  documents: (index) => index.documents(),
  // The number of a revision is shown to nobody.
  changes: (index) => ({ ...index.changes(0, 100), revision: 0 }),
  passages: (index) => index.passages(),
  passagesIn: (index) => index.passagesIn(Object.keys(texts)),
  facts: (index) => index.facts(Object.keys(texts)),
  coding: (index) => index.coding(),
  finishedRules: (index) => index.finishedRules(),
  tagUses: (index) => index.tagUses(),
  taggedDocuments: (index) => index.taggedDocuments(['claim', 'denial', 'unheard-of']),
  driftedDecisions: (index) => index.driftedDecisions(),
  actors: (index) => index.actors(),
  actor: (index) => index.actor('harbour-union'),
  mentionsOf: (index) => index.mentionsOf('harbour-union'),
  findActors: (index) => index.findActors('a', 50),
  namesakes: (index) => index.namesakes(),
  mergeSuggestions: (index) => index.mergeSuggestions(),
  statementsOf: (index) => index.statementsOf('ana-petrova'),
  statementExamples: (index) => index.statementExamples('ana-petrova'),
  voices: (index) => index.voices(textOf('a.txt'), [{ start: 13, end: 60 }]),
  mentionsOfDay: (index) => index.mentionsOfDay('2022'),
  documentsOfDay: (index) => index.documentsOfDay('2022', '', 366, 10),
  problems: (index) => index.problems(),
  summaries: (index) => index.summaries(Object.keys(texts)),
  statementCandidates: (index) => documents().map(({ path, text }) => index.statements.candidates({ path, text: text ?? '' }, null, 10)),
  wordings: (index) => index.statements.wordings(textOf('a.txt'), { start: 0, end: 80 }, [textOf('b.txt')]),
  comparison: (index) => index.statements.comparison(textOf('a.txt'), textOf('b.txt')),
  overview: (index) => index.statements.overview(textOf('a.txt'), [textOf('b.txt')]),
  survey: (index) => surveyPlots.flatMap((plot) => laneKinds.map((lanes) => index.survey(plot, { ...request, lanes }))),
  surveyCell: (index) =>
    [
      ...['claim', 'denial'].map((tag) => ({ plot: 'tags', tag, outlet: null }) as const),
      { plot: 'stance', outlet: null, question: 'tone', column: { kind: 'position', position: 'warm' } } as const,
      { plot: 'actors', outlet: null, actor: 'harbour-union' } as const,
    ].map((cell) => index.surveyCell(cell, request)),
};

const textOf = (path: string) => ({ path, text: texts[path] ?? '' });
const documents = (): readonly DocumentInput[] => Object.keys(texts).map((path) => ({ ...textOf(path), sidecars: [] }));

type Works = Readonly<Record<string, readonly [ann: Work, ben: Work]>>;

/** @param files how the two coders' entries stand in sidecars; undefined leaves Ben's out */
function filled(works: Works, files: 'own' | 'one' | undefined, shownFirst: boolean): CorpusIndex {
  const index = new CorpusIndex(project, emptyGazetteer);
  if (shownFirst) index.show('Ann');
  const inputs = Object.entries(works).map(([path, [ann, ben]]): DocumentInput => {
    const text = texts[path] ?? '';
    const mine = { suffix: '.Ann.pressmark.yaml', text: sidecar('Ann', text, ann), pending: [] };
    const theirs = { suffix: files === 'own' ? '.Ben.pressmark.yaml' : '.pressmark.yaml', text: sidecar('Ben', text, ben), pending: [] };
    return { path, text, sidecars: files === undefined ? [mine] : [mine, theirs] };
  });
  for (const input of inputs) index.put(input);
  if (!shownFirst) for (const path of index.show('Ann')) for (const input of inputs) if (input.path === path) index.put(input);
  index.readStatements(Object.keys(texts).map(textOf));
  return index;
}

const works: fc.Arbitrary<Works> = fc.record({ 'a.txt': fc.tuple(work, work), 'b.txt': fc.tuple(work, work) });

describe('what is hidden from a coder', () => {
  it('is in no answer, however it is filed and whenever it came', () => {
    fc.assert(
      fc.property(works, fc.constantFrom('own' as const, 'one' as const), fc.boolean(), (drawn, files, shownFirst) => {
        const [blind, alone] = [filled(drawn, files, shownFirst), filled(drawn, undefined, true)];
        for (const [question, answer] of Object.entries(asked)) assert.deepEqual(answer(blind), answer(alone), question);
      }),
      { numRuns: 30 },
    );
  });

  it('is there once it is revealed', () => {
    const index = filled({ 'a.txt': [none, some], 'b.txt': [none, none] }, 'own', true);
    assert.equal(index.tagUses().length, 0);
    for (const path of index.show(undefined))
      index.put({ ...textOf(path), sidecars: [{ suffix: '.Ben.pressmark.yaml', text: sidecar('Ben', texts[path] ?? '', some), pending: [] }] });
    assert.deepEqual(index.tagUses(), [{ tag: 'claim', passages: 1, comments: 0, older: 1 }]);
    assert.deepEqual(index.takenTags(), ['claim']);
    assert.deepEqual(
      index.coding().map(({ signedBy }) => signedBy),
      [['Ben'], []],
    );
  });
});

const none: Work = { entries: [], position: undefined, read: false, adjudicates: false };
const some: Work = { ...none, entries: [{ quote: 'the wall', kind: 'passage', tag: 'claim', note: '', voice: 'outlet' }] };
