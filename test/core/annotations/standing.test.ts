import assert from 'node:assert/strict';
import { selectorFor } from '../../../src/core/annotations/selector';
import { standingAt } from '../../../src/core/annotations/standing';
import type { Annotation } from '../../../src/core/sidecar/schema';

const text = 'The bridge stays closed until the spring, the mayor said. Nobody had asked him. The bridge is old.';

function passage(id: string, words: string): Annotation {
  const start = text.indexOf(words);
  const { quote, before, after } = selectorFor(text, { start, end: start + words.length });
  return { id, tags: [], quote, before, after, position: [start, start + words.length], by: 'A', created: '2026-01-01T00:00:00Z' };
}
const at = (words: string): { start: number; end: number } => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const sentence = passage('sentence', 'The bridge stays closed until the spring, the mayor said.');
const clause = passage('clause', 'The bridge stays closed until the spring');

describe('which passage stands at a place', () => {
  it('is the one with nearly the same edges', () => {
    assert.equal(standingAt(text, [clause], at('bridge stays closed until the spring,'))?.id, 'clause');
    assert.equal(standingAt(text, [clause], at('The bridge stays closed until the spring, the mayor said'))?.id, 'clause');
  });

  it('is of several the one whose edges are nearest, in whatever order they stand', () => {
    for (const all of [
      [sentence, clause],
      [clause, sentence],
    ]) {
      assert.equal(standingAt(text, all, at('The bridge stays closed until the spring'))?.id, 'clause');
      assert.equal(standingAt(text, all, at('The bridge stays closed until the spring, the mayor said'))?.id, 'sentence');
    }
  });

  it('is none where they only touch, or where it is not in the text', () => {
    assert.equal(standingAt(text, [clause], at('spring, the mayor said. Nobody')), undefined);
    assert.equal(standingAt(text, [{ ...clause, quote: 'Something else altogether', position: [0, 25] }], at('The bridge stays closed')), undefined);
    assert.equal(standingAt(text, [], at('The bridge')), undefined);
  });

  it('goes by where a passage is now, not by where it was', () => {
    const moved: Annotation = { ...clause, position: [40, 80] };
    assert.equal(standingAt(text, [moved], at('The bridge stays closed until the spring'))?.id, 'clause');
  });
});
