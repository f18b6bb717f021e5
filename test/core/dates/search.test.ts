import assert from 'node:assert/strict';
import fc from 'fast-check';
import { recogniseDates } from '../../../src/core/dates';
import { createGrammar } from '../../../src/core/dates/grammar';
import { IdSets } from '../../../src/core/dates/id-sets';
import { recogniseWith } from '../../../src/core/dates/recognise';
import { rules } from '../../../src/core/dates/rules';

const numbers = fc.array(fc.nat(199), { maxLength: 40 });

describe('dates: sets of lexemes', () => {
  it('hold what was put in, and unions what is in any part', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 30 }), (lists) => {
        const sets = new IdSets(200);
        const places = lists.map((l) => sets.of(l));
        const all = sets.union(places);
        for (let n = 0; n < 200; n++) {
          lists.forEach((l, k) => {
            assert.equal(sets.has(places[k] ?? sets.empty, n), l.includes(n));
          });
          assert.equal(
            sets.has(all, n),
            lists.some((l) => l.includes(n)),
          );
          assert.ok(sets.has(sets.full, n) && !sets.has(sets.empty, n));
        }
      }),
    );
  });

  it('are one if they are equal', () => {
    const sets = new IdSets(200);
    assert.equal(sets.of([7, 150]), sets.of([150, 7, 7]));
    assert.notEqual(sets.of([7]), sets.of([8]));
  });
});

describe('dates: blocks one after another', () => {
  const short = 'They met on Monday, May 4, and again 2 1/2 years later at three o’clock';

  const found = (text: string): readonly string[] => recogniseDates(text).map((d) => text.slice(d.start, d.end));

  it('of any length leave nothing behind for the next', () => {
    const alone = JSON.stringify(recogniseDates(short));
    assert.deepEqual(found(short), ['Monday, May 4', '2 1/2 years later', 'three o’clock']);
    for (const length of [1, 100, 16383, 16384, 16385, 40000]) {
      recogniseDates('on Friday 12 '.repeat(Math.ceil(length / 13)).slice(0, length));
      assert.equal(JSON.stringify(recogniseDates(short)), alone);
    }
  });

  it('with marks and letters beyond ASCII: a word ends before the one and is another word with the other', () => {
    assert.deepEqual(found('They met “on Monday” and «Tuesday», at 5 o’clock, not on Mondaÿ, Ámonday or ﬁfth'), ['Monday', 'Tuesday', '5 o’clock']);
  });

  it('of many thousand words are read to the end', () => {
    const text = `${'word '.repeat(20_000)}on 10 January 2022`;
    assert.deepEqual(
      recogniseDates(text).map((d) => text.slice(d.start, d.end)),
      ['10 January 2022'],
    );
  });

  it('may end anywhere: what is found before the cut is what a text of that length alone has, whatever stood there before', () => {
    for (let end = 0; end <= short.length; end++) {
      const cut = short.slice(0, end);
      // A longer block before it fills the columns behind the cut with what must not be read.
      recogniseDates(`${cut} 2022, at 5 p.m. on Monday ago`);
      const after = recogniseDates(cut);
      assert.deepEqual(after, recogniseWith(createGrammar(rules), cut), cut);
      for (const d of after) assert.ok(d.end <= end && d.start < d.end, cut);
    }
    assert.deepEqual(found(short.slice(0, 'They met on Monday'.length)), ['Monday']);
    assert.deepEqual(found(short.slice(0, 'They met on Monday, May 4, and again 2 1/2 years'.length)), ['Monday, May 4', '2 1/2 years']);
  });
});
