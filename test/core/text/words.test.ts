import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keysOfName } from '../../../src/core/corpus/signature';
import { Lexicon } from '../../../src/core/statements';
import { wordsIn } from '../../../src/core/statements/words';
import { WordMemory } from '../../../src/core/text/wordMemory';

/** What words are, as Unicode's own patterns have it: the scanners know nothing of these. */
const ofNames = /(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’ʼ‑-][\p{L}\p{M}\p{N}]+)*/gu;
const ofStatements = /(?:\p{Lu}\.){2,}|\d+(?:[.,:]\d+)*|[\p{L}\p{M}\d]+(?:['’ʼ][\p{L}\p{M}]+)*|%/gu;

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."abzABZ0179.,:;%'’ʼ‑-_ \n",
        'U.S.',
        'don’t',
        "it's",
        '1,000.5',
        '%',
        'é',
        'ß',
        'е́',
        'ж',
        'Ж',
        '٣',
        '½',
        'Ⅷ',
        '𝔸',
        '𐐀',
        '😀',
        'ʼ',
        '漢',
        '\u0301',
      ),
      fc.constantFrom('\ud800', '\udc00'),
      fc.string({ unit: 'grapheme', maxLength: 2 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('the words of a text', () => {
  it('are, for names, those that the pattern finds', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const words = [...text.matchAll(ofNames)].map(([word]) => word);
        assert.deepEqual(
          keysOfName(text),
          words.flatMap((word) => keysOfName(word)),
        );
        assert.equal(keysOfName(text).length, words.length);
      }),
    );
  });

  it('stand, for statements, where the pattern finds them, also within a part of the text', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, text, behind) => {
        const whole = `${before}\n${text}\n${behind}`;
        const start = before.length + 1;
        const words = wordsIn(whole, new Lexicon(), start, start + text.length);
        // "Doesn't" is two words, "per cent" one.
        const covered = new Set(words.flatMap((word) => Array.from({ length: word.end - word.start }, (_, i) => word.start - start + i)));
        const expected = new Set([...text.matchAll(ofStatements)].flatMap(({ 0: word, index }) => Array.from({ length: word.length }, (_, i) => index + i)));
        for (const { index, 0: word } of text.matchAll(/per cent/gu)) for (let i = 0; i < word.length; i++) if (covered.has(index + i)) expected.add(index + i);
        assert.deepEqual([...covered].sort(), [...expected].sort());
        const starts = new Set(words.map((word) => word.start - start));
        for (const { 0: word, index } of text.matchAll(ofStatements)) if (word !== 'cent') assert.ok(starts.has(index));
      }),
    );
  });
});

describe('WordMemory', () => {
  it('gives for each word what was made of it, once while it is remembered', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 })), fc.integer({ min: 1, max: 20 }), (words, most) => {
        let made = 0;
        const memory = new WordMemory((word) => {
          made++;
          return word;
        }, most);
        for (const word of words) assert.equal(memory.at(`<${word}>`, 1, 1 + word.length), word);
        const short = new Set(words.filter((word) => word.length <= 40));
        if (short.size <= most) assert.equal(made, short.size + words.filter((word) => word.length > 40).length);
      }),
    );
  });

  it('holds thousands of words, and forgets all when they are more than it may', () => {
    const seen: string[] = [];
    const memory = new WordMemory((word) => (seen.push(word), word.length), 5000);
    for (let round = 0; round < 2; round++) for (let n = 0; n < 5000; n++) assert.equal(memory.of(`word${n}`), `word${n}`.length);
    assert.equal(seen.length, 5000);
    memory.of('one more');
    assert.equal(memory.of('word7'), 5);
    assert.equal(seen.length, 5002);
  });
});
