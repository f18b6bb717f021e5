/** Reports of agreement: which units a passage codes, what n counts, and what holds of every report. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  agreement,
  type AgreementOptions,
  type CodedDocument,
  coefficientNames,
  type CoderWork,
  fewestDocuments,
  unitKinds,
} from '../../../src/core/agreement';
import { outsideUnits, unitRanges, unitsOf } from '../../../src/core/agreement/units';
import { blocksOf } from '../../../src/core/text/blocks';
import type { Range } from '../../../src/core/text/range';

const text = 'The talks failed on Monday. Nobody was surprised.\n\nThe minister left early. Others stayed for days, and talked.\n';

const options: AgreementOptions = {
  tags: ['claim', 'denial'],
  questions: [{ id: 'tone', positions: ['warm', 'even', 'cold'], offScale: new Set() }],
  coders: ['anna', 'ben'],
  rules: new Map(),
  unit: 'sentence',
  resamples: 40,
  seed: 1,
};

const work = (passages: readonly Range[], position?: string, finished = true): CoderWork => ({
  finished: { tags: finished, stance: finished },
  passages: new Map(passages.length > 0 ? [['claim', passages]] : []),
  stance: new Map(position === undefined ? [] : [['tone', position]]),
});
const document = (id: string, anna: CoderWork, ben: CoderWork): CodedDocument => ({
  id,
  text,
  blocks: blocksOf(text),
  coders: new Map([
    ['anna', anna],
    ['ben', ben],
  ]),
});

const range = fc
  .tuple(fc.integer({ min: 0, max: text.length - 2 }), fc.integer({ min: 1, max: 40 }))
  .map(([start, length]): Range => ({ start, end: Math.min(text.length, start + length) }));
const works = fc
  .tuple(fc.array(range, { maxLength: 3 }), fc.constantFrom('warm', 'even', 'cold', undefined), fc.constantFrom(true, true, true, false))
  .map((given) => work(...given));
const documents = fc.array(fc.tuple(works, works), { minLength: 1, maxLength: 8 }).map((all) => all.map(([a, b], at) => document(`d${at}`, a, b)));

describe('a passage codes', () => {
  const units = [
    { start: 0, end: 10 },
    { start: 10, end: 20 },
    { start: 22, end: 30 },
  ];

  it('what it covers by more than half, or what holds more than half of it', () => {
    assert.deepEqual(unitsOf({ start: 1, end: 11 }, units), [0]);
    assert.deepEqual(unitsOf({ start: 3, end: 18 }, units), [0, 1]);
    assert.deepEqual(unitsOf({ start: 12, end: 14 }, units), [1]);
    assert.deepEqual(unitsOf({ start: 20, end: 22 }, units), [], 'what lies between units is in no unit');
  });

  it('the first of two that have half of it each', () => {
    assert.deepEqual(unitsOf({ start: 5, end: 15 }, units), [0]);
    assert.deepEqual(unitsOf({ start: 9, end: 11 }, units), [0]);
  });

  it('something, wherever it lies in the text, and nothing that it does not touch', () => {
    for (const kind of unitKinds) {
      const ranges = unitRanges(document('a', work([]), work([])), kind);
      fc.assert(
        fc.property(range, (passage) => {
          const coded = unitsOf(passage, ranges);
          const touched = ranges.flatMap((unit, at) => (Math.min(passage.end, unit.end) > Math.max(passage.start, unit.start) ? [at] : []));
          assert.equal(coded.length > 0, touched.length > 0);
          assert.ok(coded.every((at) => touched.includes(at)));
        }),
      );
    }
  });
});

describe('a report of agreement', () => {
  it('counts as n of a stance the documents that two have answered', () => {
    const found = [document('a', work([], 'warm'), work([], 'cold')), document('b', work([], 'warm'), work([])), document('c', work([]), work([]))];
    const [row] = [...agreement(found, options)];
    assert.deepEqual([row?.documents, row?.units, row?.coded], [3, 1, [2, 1]]);
    assert.deepEqual(row?.coefficients.percent?.figure, { value: 0 });
  });

  it('counts in no unit what stands in readers’ comments, and says how many passages that are', () => {
    const article: Range = { start: 0, end: 26 };
    const comment: Range = { start: 28, end: text.length };
    const blocks = [
      { ...article, kind: 'body' as const },
      { ...comment, kind: 'comment' as const },
    ];
    const inside = { start: 4, end: 20 };
    const below = { start: 30, end: 40 };
    const found = [
      {
        ...document('a', work([inside]), {
          ...work([below]),
          passages: new Map([
            ['claim', [below]],
            ['denial', [below]],
          ]),
        }),
        blocks,
      },
    ];
    for (const unit of unitKinds) {
      const [row] = [...agreement(found, { ...options, unit, resamples: 0 })];
      assert.deepEqual(
        row?.coded.map((number) => number > 0),
        [true, false],
        unit,
      );
      assert.equal(outsideUnits(found, unit, options.coders), 1, 'once, whatever the number of its tags');
      assert.equal(outsideUnits(found, unit, ['anna']), 0);
    }
  });

  it('has a row for a tag that the codebook lacks, after those it has', () => {
    const strange = new Map([
      ['made-up', [{ start: 0, end: 26 }]],
      ['claim', [{ start: 0, end: 26 }]],
    ]);
    const both = { ...work([]), passages: strange };
    const subjects = [...agreement([document('a', both, both)], { ...options, resamples: 0 })].map(({ subject }) => (subject.kind === 'tag' ? subject.id : ''));
    assert.deepEqual(subjects, ['claim', 'made-up']);
  });

  it('leaves what is no degree out of the ordinal figure, wherever it stands among the positions', () => {
    const answers: readonly (readonly [string, string])[] = [
      ['warm', 'warm'],
      ['cold', 'cold'],
      ['even', 'cold'],
      ['warm', 'unsaid'],
      ['unsaid', 'cold'],
      ['even', 'even'],
    ];
    const found = answers.map(([a, b], at) => document(`d${at}`, work([], a), work([], b)));
    const ordinal = (positions: readonly string[], offScale: readonly string[]): unknown =>
      [...agreement(found, { ...options, resamples: 0, questions: [{ id: 'tone', positions, offScale: new Set(offScale) }] })][0]?.coefficients['alpha-ordinal']
        ?.figure;
    const last = ordinal(['warm', 'even', 'cold', 'unsaid'], ['unsaid']);
    assert.deepEqual(ordinal(['unsaid', 'warm', 'even', 'cold'], ['unsaid']), last);
    assert.deepEqual(ordinal(['warm', 'even', 'cold'], []), last, 'as if nobody had answered');
    assert.notDeepEqual(ordinal(['warm', 'even', 'cold', 'unsaid'], []), last);
  });

  it('does not ask who the coders are, or in which order the documents come', () => {
    fc.assert(
      fc.property(documents, (found) => {
        const [rows, turned] = [
          [...agreement(found, { ...options, resamples: 0 })],
          [...agreement([...found].reverse(), { ...options, coders: ['ben', 'anna'], resamples: 0 })],
        ];
        assert.equal(turned.length, rows.length);
        for (const [at, row] of rows.entries()) {
          const other = turned[at];
          assert.deepEqual([other?.documents, other?.units, [...(other?.coded ?? [])].reverse()], [row.documents, row.units, row.coded]);
          for (const name of coefficientNames) {
            const [a, b] = [row.coefficients[name]?.figure, other?.coefficients[name]?.figure];
            if (a && b && 'value' in a && 'value' in b) assert.ok(Math.abs(a.value - b.value) < 1e-9, name);
            else assert.deepEqual(a, b, name);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gives γ an interval as the others, around it, and none for few documents', () => {
    const sentence = { start: 0, end: 27 };
    const near = { start: 4, end: 26 };
    const far = { start: 51, end: 75 };
    const found = Array.from({ length: 12 }, (_, at) => document(`d${at}`, work([sentence]), work([at % 3 === 0 ? far : near])));
    const gamma = [...agreement(found, { ...options, resamples: 200 })][0]?.coefficients.gamma;
    assert.ok(gamma && 'value' in gamma.figure && gamma.interval, JSON.stringify(gamma));
    const [low, high] = gamma.interval;
    assert.ok(low < gamma.figure.value && gamma.figure.value < high && high <= 1, JSON.stringify(gamma));
    assert.equal([...agreement(found.slice(0, fewestDocuments - 1), options)][0]?.coefficients.gamma?.interval, undefined);
  });
});

describe('answers that the project has no place for', () => {
  const rowsOf = (questions: AgreementOptions['questions'], ...positions: readonly (readonly [string, string])[]) => {
    const all = positions.map(([anna, ben], at) => document(`d${at}`, work([], anna), work([], ben)));
    return [...agreement(all, { ...options, questions })];
  };

  it('have a row for a question that it does not have: undefined, with the word why', () => {
    const [row, ...more] = rowsOf([], ['warm', 'warm'], ['cold', 'even']);
    assert.equal(more.length, 0);
    assert.deepEqual(row?.subject, { kind: 'stance', question: 'tone' });
    assert.deepEqual([row?.documents, row?.units, row?.coded, row?.outside], [2, 0, [0, 0], [2, 2]]);
    for (const estimate of Object.values(row?.coefficients ?? {})) assert.deepEqual(estimate.figure, { undefined: 'not-in-project' });
    assert.ok(row && Object.keys(row.coefficients).length > 0);
  });

  it('are counted beside the figures over the rest, where only some positions are none of the question’s', () => {
    const [row] = rowsOf(options.questions, ['warm', 'warm'], ['cold', 'even'], ['hot', 'hot'], ['hot', 'warm']);
    assert.deepEqual([row?.units, row?.coded, row?.outside], [2, [2, 3], [2, 1]]);
    assert.deepEqual(row?.coefficients.percent?.figure, { value: 1 / 2 });
    const [none] = rowsOf(options.questions, ['hot', 'hot']);
    assert.deepEqual(none?.coefficients.percent?.figure, { undefined: 'not-in-project' });
  });
});
