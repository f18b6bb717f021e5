import assert from 'node:assert/strict';
import { changesInWords, changesMarkdown } from '../../../src/extension/features/passages/drift';

const t = (message: string, ...args: readonly unknown[]): string => message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)]));

describe('what became of a passage', () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['same words', 'same words', 'same words', 'the same words'],
    ['sanctions remain on', 'sanctions still remain on', 'sanctions **still** remain on', '“still” came in'],
    ['a very old dam', 'an old dam', '~~a very~~ **an** old dam', '“a very” became “an”'],
    ['one two three', 'one three', 'one ~~two~~ three', '“two” went'],
  ];
  for (const [before, after, markdown, words] of rows) {
    it(`${before} → ${after}`, () =>
      assert.deepEqual([changesMarkdown(before, after).replace(/ +/g, ' '), changesInWords(before, after, t)], [markdown, words]));
  }
  it('is said too where only the spacing changed', () => assert.equal(changesInWords('one two', 'one\n\ntwo', t), 'spacing changed'));
  it('cannot be Markdown of the document', () => {
    const markdown = changesMarkdown('see [a](command:x) now', 'see **<img src=x>** now');
    assert.doesNotMatch(markdown, /\[|<|\(/);
  });
  it('is told in full for a few changes only', () => {
    const before = Array.from({ length: 30 }, (_, i) => `a${i} same`).join(' ');
    const after = Array.from({ length: 30 }, (_, i) => `b${i} same`).join(' ');
    assert.match(changesInWords(before, after, t), /^“a0” became “b0”; .*and 24 changes more$/);
  });
});
