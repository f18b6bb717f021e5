import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changesBetween } from '../../../src/core/annotations/changes';

/** `-gone-` and `+come+`. */
function shown(before: string, after: string): string {
  const marks = { same: '', removed: '-', added: '+' };
  return changesBetween(before, after)
    .map(({ kind, text }) => `${marks[kind]}${text}${marks[kind]}`)
    .join('');
}

describe('the changes between two wordings', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['the same words', 'the same words', 'the same words'],
    ['a word came in', 'a new word came in', 'a +new +word came in'],
    ['one word of two', 'one of two', 'one -word -of two'],
    ['They asked for a second survey.', 'They asked for another survey.', 'They asked for -a second -+another +survey.'],
    ['an old poll of voters', 'a new survey of voters', '-an old poll-+a new survey+ of voters'],
    ['“We will meet,”', '"We will meet,"', '-“-+"+We will meet,-”-+"+'],
    ['', 'something', '+something+'],
    ['something', '', '-something-'],
  ];
  for (const [before, after, expected] of rows) it(`${before || '(nothing)'} → ${after || '(nothing)'}`, () => assert.equal(shown(before, after), expected));

  it('give back both wordings', () => {
    const wording = fc
      .array(fc.constantFrom('river', 'dam', ' ', '\n', '“', '.', 'naïve', '😀', '\ud800', 'e\u0301'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(wording, wording, (before, after) => {
        const changes = changesBetween(before, after);
        const without = (kind: string): string =>
          changes
            .filter((change) => change.kind !== kind)
            .map(({ text }) => text)
            .join('');
        assert.deepEqual([without('added'), without('removed')], [before, after]);
      }),
    );
  });

  it('of two long wordings without anything in common are found at once', () => {
    const words = (prefix: string): string => Array.from({ length: 20_000 }, (_, i) => `${prefix}${i}`).join(' ');
    const started = performance.now();
    assert.ok(changesBetween(words('a'), words('b')).length > 0);
    assert.ok(performance.now() - started < 10_000);
  });
});
