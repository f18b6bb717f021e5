import assert from 'node:assert/strict';
import fc from 'fast-check';
import { recogniseDates, resolveDates } from '../../../src/core/dates';

/** Pieces that rules are made of, so that random texts come near to every rule. */
const pieces = [
  'January',
  'Jan.',
  'May',
  'march',
  'Monday',
  'Mon.',
  'Saturdays',
  '10',
  '11',
  '31st',
  '2022',
  '1990s',
  "'90s",
  '11:05',
  '11: 05',
  '3.5',
  '1,000',
  '15/01/2022',
  'a',
  'an',
  'the',
  'of',
  'in',
  'on',
  'at',
  'to',
  'and',
  'or',
  ',',
  '.',
  '-',
  '–',
  '/',
  ':',
  '’s',
  "'s",
  '(',
  ')',
  '"',
  'last',
  'next',
  'this',
  'past',
  'every',
  'each',
  'two',
  'twenty',
  'hundred',
  'few',
  'several',
  'third',
  'quarter',
  'half',
  'year',
  'years',
  'day',
  'days',
  'week',
  'months',
  'ago',
  'earlier',
  'later',
  'before',
  'after',
  'early',
  'late',
  'mid',
  'end',
  'about',
  'more',
  'than',
  'morning',
  'night',
  'p.m.',
  'noon',
  'GMT',
  'summer',
  'fall',
  'century',
  'fiscal',
  'now',
  'today',
  'Christmas',
  'Easter',
  'said',
  'will',
  'was',
  'met',
  'ago',
  'Straße',
  '日',
  '😀',
  '\u00a0',
  '\n',
  '\n\n',
];
const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ maxLength: 6 }) }), { maxLength: 60 })
  .chain((words) => fc.constantFrom(' ', '').map((s) => words.join(s === '' ? '' : s)));

function assertSound(block: string): void {
  let end = 0;
  for (const d of recogniseDates(block)) {
    assert.ok(d.start >= end, 'in order, not overlapping');
    assert.ok(d.end > d.start && d.end <= block.length, 'inside the block');
    assert.equal(block.slice(d.start, d.end).trim(), block.slice(d.start, d.end), 'no blanks at the ends');
    end = d.end;
  }
}

describe('dates: recognition', function () {
  // Thousands of random texts, on a machine that may be busy.
  this.timeout(30_000);

  it('gives sound spans on any text', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 })), (block) => assertSound(block)),
      { numRuns: 500 },
    );
  });

  it('depends on the block alone and is plain data', () => {
    fc.assert(
      fc.property(text, (block) => {
        const once = recogniseDates(block);
        assert.deepEqual(recogniseDates(block), once);
        assert.deepEqual(structuredClone(once), once);
      }),
      { numRuns: 300 },
    );
  });

  it('resolves whatever it recognises, with and without a publication date', () => {
    fc.assert(
      fc.property(text, fc.constantFrom<'body' | 'comment' | 'caption'>('body', 'comment', 'caption'), fc.boolean(), (block, kind, known) => {
        const dates = recogniseDates(block);
        const all = resolveDates([{ start: 7, text: block, kind, dates }], known ? { start: '2022-01-19', end: '2022-01-19', basis: 'stated' } : undefined);
        assert.equal(all.length, dates.length);
        for (const e of all) {
          assert.ok(e.value !== '' && !/NaN|undefined/.test(e.value), `${e.text}: ${e.value}`);
          assert.equal(block.slice(e.start - 7, e.end - 7), e.text);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('comes to an end on hostile texts', () => {
    for (const unit of [
      'a ',
      '1',
      '1,000,',
      '1.',
      '1-',
      'January ',
      'last ',
      'two ',
      'hundred ',
      'twenty ',
      'the end of ',
      '10, ',
      "'",
      'a few ',
      '11:',
      'Monday, ',
      'ed ',
      'ago ',
    ])
      assertSound(unit.repeat(20_000));
  });
});
