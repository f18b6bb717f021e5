/** Stances, “read, nothing to code” and provenance come back from our own tables; what stands in a sidecar stays. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bySidecar,
  exchangeDocument,
  exported,
  fromCsv,
  fromJsonLines,
  type Imported,
  type ImportPlan,
  planImport,
  standingWith,
} from '../../../src/core/exchange';
import { indexProject, parseProject } from '../../../src/core/project';
import { applyDecision, parseSidecar, spliceDecisions } from '../../../src/core/sidecar';
import type { DocumentMetadata, ReadEntry, Sidecar, StanceEntry } from '../../../src/core/sidecar/schema';
import { annotation, probe, project as sample, text } from './sample';

const index = indexProject(
  parseProject(`pressmark: 1
stance:
  - { id: tone, question: "How?", positions: [{ id: warm, label: Warm }, { id: cold, label: "=cold" }] }
  - { id: side, question: "Whose?", positions: [{ id: ours, label: Ours }, { id: theirs, label: Theirs }] }
outlets: [{ id: gazette, name: The Gazette, replaces: [old-gazette] }, { id: wire, name: Wire }]
events: [{ id: call, name: Call }, { id: visit, name: Visit }]
`).value,
);
const project = { name: 'Probe', index };
const now = '2000-01-01T00:00:00Z';

const words = fc
  .array(fc.constantFrom('a', '=1', '+', '@', ';', ';;', '"', "'", '007', '😀', '\n', ', ', 'é'), { minLength: 1, maxLength: 6 })
  .map((found) => `w${found.join('')}w`);
const standalone = fc.constantFrom('007', '1e5', '=1+1', "'0", '-', ';=2');
const coders = fc.constantFrom('anna', 'Ben B.', 'c; d', '=e', '12345678901');
const at = fc.constantFrom('2026-11-21T10:00:00Z', '2026-11-22T10:00:00.5+01:00');
const optional = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
const given = <T extends object>(fields: T): T => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const stance: fc.Arbitrary<readonly StanceEntry[]> = fc.uniqueArray(
  fc
    .record({
      question: fc.constantFrom('tone', 'side'),
      warm: fc.boolean(),
      confidence: fc.constantFrom('low' as const, 'high' as const, undefined),
      status: fc.constantFrom('draft' as const, 'final' as const, undefined),
      because: optional(fc.oneof(words, standalone)),
      evidence: fc.constantFrom(['one'], ['one', 'two-2'], undefined),
      adjudicates: fc.constantFrom(['anna', 'c; d'], undefined),
      by: coders,
      at,
    })
    .map(({ warm, ...entry }) => given({ ...entry, position: entry.question === 'tone' ? (warm ? 'warm' : 'cold') : warm ? 'ours' : 'theirs' }) as StanceEntry),
  { selector: ({ question, by, adjudicates }) => JSON.stringify([question, by, adjudicates !== undefined]), maxLength: 6 },
);
const read: fc.Arbitrary<readonly ReadEntry[]> = fc.uniqueArray(fc.record({ by: coders, at }), { selector: ({ by }) => by, maxLength: 3 });
const metadata = fc
  .record({
    title: optional(fc.oneof(words, standalone)),
    outlet: fc.constantFrom('gazette', undefined),
    publisher: fc.constantFrom('wire', undefined),
    via: fc.constantFrom(['wire'], ['wire', 'gazette'], undefined),
    translation: fc.constantFrom('machine', undefined),
    published: fc.constantFrom('2022-01-10/2022-01-11', '2022-01-10T10:00', undefined),
    'published-basis': fc.constantFrom('bounded', undefined),
    'published-why': optional(words),
    events: fc.constantFrom(['call'], ['visit', 'call'], undefined),
    authors: fc.constantFrom(['Vane; A.', '=Otto'], undefined),
    'copy-of': fc.constantFrom('b c.txt', undefined),
    url: fc.constantFrom('https://example.org/a?b=1', undefined),
  })
  .map((fields) => given(fields) as DocumentMetadata);

/** What stances rest on. */
const evidence = [annotation('one', 'anna', 'She is right.', []), annotation('two-2', 'anna', 'Vane smiled.', [])];

function plansOf(imports: readonly Imported[], standing: Sidecar = { pressmark: 1 }): readonly ImportPlan[] {
  return imports.flatMap(({ documents, losses }) => {
    assert.deepEqual(losses, []);
    return documents.map((one) => planImport(one, { text, standing, project: index, coder: 'somebody', now, path: 'a.txt' }));
  });
}

const formats: Readonly<Record<'csv' | 'jsonl', (document: ReturnType<typeof exchangeDocument>) => readonly Imported[]>> = {
  csv: (document) =>
    exported('csv', [document], project, {}).files.flatMap(({ path, content }) => (/mentions|dates/.test(path) ? [] : [fromCsv(content as string)])),
  jsonl: (document) => exported('jsonl', [document], project, {}).files.map(({ content }) => fromJsonLines(content as string)),
};

describe('what tables say beside passages', () => {
  for (const [format, reread] of Object.entries(formats)) {
    it(`comes back from ${format} as it was, and is known when it comes again`, () => {
      fc.assert(
        fc.property(stance, read, metadata, (stances, marks, said) => {
          const sidecar: Sidecar = { pressmark: 1, document: said, read: [...marks], stance: [...stances] };
          const plans = plansOf(reread(exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [sidecar] }, index)), {
            pressmark: 1,
            annotations: evidence,
          });
          assert.deepEqual(
            plans.flatMap(({ losses }) => losses),
            [],
          );
          // Through the sidecar's own text.
          const decisions = plans.flatMap((plan) => plan.decisions);
          const written = spliceDecisions(parseSidecar('pressmark: 1\n'), decisions, '\n');
          assert.ok('text' in written);
          const back = parseSidecar(written.text).value;
          const sorted = (entries: readonly object[] = []): readonly string[] => entries.map((entry) => JSON.stringify(Object.entries(entry).sort())).sort();
          assert.deepEqual(sorted(back.stance), sorted(stances));
          assert.deepEqual(sorted(back.read), sorted(marks));
          assert.deepEqual(back.document ?? {}, said);
          const again = plansOf(reread(exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [back] }, index)), { ...back, annotations: evidence });
          assert.deepEqual(
            again.flatMap(({ decisions: more, losses }) => [...more, ...losses]),
            [],
          );
          assert.equal(
            again.reduce((sum, { known }) => sum + known, 0),
            stances.length + marks.length,
          );
          assert.equal(
            plans.reduce((sum, { settlements }) => sum + settlements, 0),
            stances.filter(({ adjudicates }) => adjudicates).length,
          );
        }),
        { numRuns: 80 },
      );
    });
  }

  const told = (plan: ImportPlan | undefined): readonly string[] => (plan?.losses ?? []).map(({ message, args }) => `${message} ${args.join(' | ')}`);
  const standing: Sidecar = {
    pressmark: 1,
    document: { outlet: 'old-gazette', published: '2022-01-10', title: 'Ours' },
    stance: [{ question: 'tone', position: 'warm', by: 'anna', at: '2026-11-21T10:00:00Z' }],
  };

  it('does not change what stands there, and says what differs', () => {
    const [other] = plansOf([fromCsv('document,question,position,status,by\na.txt,tone,cold,draft,anna\na.txt,tone,cold,,ben\n')], standing);
    assert.deepEqual(told(other), ['“{0}” differs from what stands in the sidecar and is not changed: {1}. tone, anna | position, status']);
    assert.deepEqual(
      other?.decisions.map((decision) => decision.type === 'add' && decision.section === 'stance' && [decision.entry.by, decision.entry.at]),
      [['ben', now]],
    );
    const line = { table: 'documents', document: 'a.txt', outlet: 'gazette', published: '2022-02-02', 'published-basis': 'bounded', genre: 'report' };
    const [said] = plansOf([fromJsonLines(`${JSON.stringify(line)}\n`)], standing);
    assert.deepEqual(told(said), ['“{0}” differs from what stands in the sidecar and is not changed: {1}. document | published']);
    assert.deepEqual(said?.decisions, [{ type: 'document', changes: { genre: 'report' } }], 'nor does another day’s basis come to the day that stands');
    const after = said.decisions.reduce(applyDecision, standing);
    assert.deepEqual(after.document, { ...standing.document, genre: 'report' });
  });

  it('leaves out what no sidecar could have, and says so', () => {
    const rows = [
      'a.txt,tone,hot,,,,anna,',
      'a.txt,__proto__,constructor,,,,anna,',
      'a.txt,tone,cold,certain,finished,../x; ok,"a\nb",yesterday',
      'a.txt,tone,warm,,,,somebody,',
    ];
    const [plan] = plansOf([fromCsv(`document,question,position,confidence,status,evidence,by,at\n${rows.join('\n')}\n`)]);
    assert.deepEqual(told(plan), [
      'The project has no position “{0}” for the question “{1}”: a stance is left out. hot | tone',
      'The project has no position “{0}” for the question “{1}”: a stance is left out. constructor | __proto__',
      '“{0}” rests on {1} passages that are not here: import them too. tone, somebody | 1',
      'Of “{0}”, these fields cannot be read and are left out: {1}. tone, somebody | confidence, status, evidence, by, at',
      '“{0}” differs from what stands in the sidecar and is not changed: {1}. tone, somebody | position',
    ]);
    const entry = { question: 'tone', position: 'cold', status: 'draft', evidence: ['ok'], by: 'somebody', at: now };
    assert.deepEqual(plan?.decisions, [{ type: 'add', section: 'stance', entry }], 'what may have been unfinished is no answer');
    const line = { table: 'documents', document: 'a.txt', outlet: 'nobody', published: 'soon', text: 'sha256:0', 'read-by': ['x\ny', 'ben'] };
    const [said] = plansOf([fromJsonLines(JSON.stringify(line))]);
    assert.deepEqual(
      told(said).map((sentence) => sentence.split('{1}. ')[1]),
      ['read | by', 'document | outlet, published'],
    );
    assert.deepEqual(said?.decisions, [{ type: 'add', section: 'read', entry: { by: 'ben', at: now } }]);
  });

  const jsonl = (...records: readonly object[]): Imported =>
    fromJsonLines(records.map((record) => JSON.stringify({ document: 'a.txt', ...record })).join('\n'));
  const added = (plan: ImportPlan | undefined): readonly Record<string, unknown>[] =>
    (plan?.decisions ?? []).flatMap((decision) => (decision.type === 'add' ? { ...decision.entry } : []));

  it('rests on the passages of the file also where they get other ids, and tells of those that do not come', () => {
    const passage = (id: string, quote: string, more = {}): object => ({ table: 'passages', id, quote, note: 'n', ...more });
    const stances = ['anna', 'ben'].map((by, nth) => ({
      table: 'stance',
      question: 'tone',
      position: 'warm',
      evidence: nth ? ['row 2', 'gone'] : ['row 1'],
      by,
    }));
    const settling = { adjudicates: ['row 1'], by: 'carla' };
    const rows = [passage('row 1', 'Vane smiled.'), passage('row 2', 'no words of the text'), passage('row 3', 'She is right.', settling)];
    const [plan] = plansOf([jsonl(...rows, ...stances)]);
    const [first, third, warm, ben] = added(plan);
    assert.match(String(first?.['id']), /^[\da-f-]{36}$/);
    assert.deepEqual(third?.['adjudicates'], [first?.['id']]);
    assert.deepEqual(warm?.['evidence'], [first?.['id']]);
    assert.equal((ben?.['evidence'] as unknown[]).length, 2, 'they may come later, under the same ids');
    assert.deepEqual(told(plan), [
      '“{0}” has no sure place in the text. no words of the text',
      '“{0}” rests on {1} passages that are not here: import them too. tone, ben | 2',
    ]);
  });

  it('is left out where it settles what cannot be read: it would be its adjudicator’s own coding', () => {
    const passage = { table: 'passages', quote: 'Vane smiled.', note: 'n', adjudicates: ['no id'], by: 'carla' };
    const [plan] = plansOf([jsonl(passage, { table: 'stance', question: 'tone', position: 'warm', adjudicates: ['a\nb'], by: 'carla' })]);
    assert.deepEqual(plan?.decisions, []);
    assert.deepEqual(told(plan), [
      '“{0}” is left out: what it settles cannot be read. Vane smiled.',
      '“{0}” is left out: what it settles cannot be read. tone, carla',
    ]);
  });

  it('says how a day is known of no other day than its own', () => {
    const said = (published: string | undefined, own: DocumentMetadata = {}): unknown => {
      const line = { table: 'documents', genre: 'report', published, 'published-basis': 'bounded', 'published-why': 'w' };
      return plansOf([jsonl(line)], { pressmark: 1, document: own })[0]?.decisions[0];
    };
    const changes = (more: object): object => ({ type: 'document', changes: { genre: 'report', ...more } });
    const known = { 'published-basis': 'bounded', 'published-why': 'w' };
    assert.deepEqual(said('soon'), changes({}));
    assert.deepEqual(said(undefined, { published: '2022-01-10' }), changes({}));
    assert.deepEqual(said('2022-01-10', { published: '2022-01-10' }), changes(known));
    assert.deepEqual(said('2022-01-10'), changes({ published: '2022-01-10', ...known }));
  });

  it('takes no time whose day could be two', () => {
    const row = (at: string): Imported => fromCsv(`document,question,position,at\na.txt,tone,cold,${at}\n`);
    const timeOf = (at: string): unknown => added(plansOf([row(at)])[0])[0]?.['at'];
    assert.deepEqual(['05/06/2026 10:00', '7', '2026-06-05 10:00'].map(timeOf), [now, now, '2026-06-05T10:00:00.000Z']);
  });

  it('is held against what another file of the same import said', () => {
    const [first] = plansOf([fromCsv('document,question,position,by\na.txt,tone,cold,ben\n')]);
    const standingNow = standingWith(undefined, first?.decisions ?? []);
    const [second] = plansOf([fromCsv('document,question,position,by\na.txt,tone,warm,ben\n')], standingNow);
    assert.deepEqual([second?.decisions, told(second)], [[], ['“{0}” differs from what stands in the sidecar and is not changed: {1}. tone, ben | position']]);
    assert.equal(standingWith(standingNow, first?.decisions ?? []), standingNow);
  });

  it('is left out where it is another’s whose coding is hidden, and nothing is said of what stands there', () => {
    const [one] = fromCsv('document,question,position,by\na.txt,tone,cold,ben\na.txt,side,ours,\n').documents;
    assert.ok(one);
    const hidden: Sidecar = { pressmark: 1, stance: [{ question: 'tone', position: 'warm', by: 'ben', at: now }] };
    const plan = planImport(one, { text, standing: hidden, project: index, coder: 'anna', now, path: 'a.txt', blind: true });
    assert.deepEqual(told(plan), ['{0} entries are left out, for they are signed by others, whose coding is hidden: {1}. 1 | ben']);
    assert.deepEqual(
      plan.decisions.map((decision) => decision.type === 'add' && decision.entry.by),
      ['anna'],
    );
  });

  it('goes into the sidecar of whom it is by, where coders are separate', () => {
    const [plan] = plansOf([fromCsv('document,question,position,by\na.txt,tone,cold,ben\na.txt,side,ours,\n')]);
    const found = bySidecar(plan?.decisions ?? [], 'somebody', true);
    assert.deepEqual(
      [...found].map(([coder, decisions]) => [coder, decisions.length]),
      [
        ['ben', 1],
        ['somebody', 1],
      ],
    );
  });
});

describe('JSON lines', () => {
  it('say which lines are no record, and how many marks the machine works out again', () => {
    const content = exported('jsonl', [probe()], sample).files[0]?.content as string;
    const { documents, losses } = fromJsonLines(`${content}{"table":"passages"\n[1]\n\n{"table":"nothing"}\n{"no":"table"}\n`);
    const lines = content.split('\n').length - 1;
    assert.deepEqual(
      losses.map(({ message, args }) => [message, args[0]]),
      [
        ...[1, 2, 4, 5].map((more) => ['Row {0} is no record of a table.', String(lines + more)]),
        ['{0} marks of actors and dates are left out: they are worked out from the texts.', 5],
      ],
    );
    assert.equal(documents[0]?.passages.length, 4);
  });

  it('of anything at all are read without an error', () => {
    const line = fc.record({
      table: fc.constantFrom('passages', 'stance', 'documents', 'dates'),
      document: fc.jsonValue(),
      tags: fc.jsonValue(),
      by: fc.jsonValue(),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.jsonValue()), { maxLength: 6 }), (records) => {
        const { documents } = fromJsonLines(records.map((record) => JSON.stringify(record)).join('\n'));
        for (const one of documents) planImport(one, { text, standing: {}, project: index, coder: 'anna', now, path: 'a.txt' });
      }),
    );
  });
});
