import assert from 'node:assert/strict';
import fc from 'fast-check';
import { selectorFor } from '../../../src/core/annotations/selector';
import { splitsPair } from '../../../src/core/text/characters';

describe('selectorFor', () => {
  const text =
    'It was a cold and rainy day in spring. The ministers of both countries met on Tuesday to speak about the dam on the upper river, and then they left for home. It was late, and it rained again.';

  it('cuts the context between words', () => {
    const start = text.indexOf('speak');
    assert.deepEqual(selectorFor(text, { start, end: start + 5 }), {
      quote: 'speak',
      before: 'of both countries met on Tuesday to '.slice('of '.length),
      after: ' about the dam on the upper river,',
      position: [start, start + 5],
    });
  });

  it('has less context at the ends of the text', () => {
    assert.deepEqual(selectorFor('one two', { start: 0, end: 3 }), { quote: 'one', before: '', after: ' two', position: [0, 3] });
  });

  it('refuses what is no passage', () => {
    for (const range of [
      { start: 2, end: 2 },
      { start: 3, end: 1 },
      { start: -1, end: 2 },
      { start: 0, end: 9 },
    ])
      assert.throws(() => selectorFor('12345678', range), RangeError);
  });

  it('keeps 32 to 64 units that stand there, and splits no surrogate pair of the context', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ' ', '😀', '\n', 'word'), { minLength: 1 }), fc.nat(), fc.integer({ min: 1, max: 40 }), (parts, at, length) => {
        const any = parts.join('');
        const start = at % any.length;
        const end = Math.min(any.length, start + length);
        const { quote, before, after } = selectorFor(any, { start, end });
        assert.equal(any.slice(start, end), quote);
        assert.ok(any.slice(0, start).endsWith(before) && any.slice(end).startsWith(after));
        assert.ok(before.length <= 65 && (before.length >= 32 || before.length === start));
        assert.ok(after.length <= 65 && (after.length >= 32 || after.length === any.length - end));
        assert.ok(!splitsPair(any, start - before.length) && !splitsPair(any, end + after.length));
      }),
    );
  });
});
