import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold, shapeOf } from '../../../src/core/actors/characters';
import { Shape, tokenize, WordTable } from '../../../src/core/actors/tokens';

/** Few letters, so that many words begin, end and are as long as others; of one, two and three bytes; and marks, of which halves of pairs also stand alone. */
const letters = fc.constantFrom('a', 'b', 'A', 'B', 'z', '1', 'é', 'É', 'Ж', 'ı', 'ﬁ', '’', '😀', '\ud83d');
const word = fc.array(letters, { minLength: 1, maxLength: 12 }).map((own) => own.join(''));

describe('actors: words known by their spelling', () => {
  it('are the words of the text, whatever words the table has read before', () => {
    const words = new WordTable((key) => key.length);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (texts) => {
        const text = texts.join(' ');
        for (const token of tokenize(text, words)) {
          const own = text.slice(token.start, token.end);
          assert.equal(token.text, own);
          assert.equal(token.key, token.shape === Shape.Mark ? own : fold(own));
          if (token.shape === Shape.Mark) continue;
          assert.equal(token.shape, shapeOf(own));
          assert.equal(token.bits, token.key.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('tell words of other lengths and the same letters apart', () => {
    const words = new WordTable(() => 0);
    const text = 'a aa aaa aaaa aaaaa aaaaaa aaaaaaa aaaaaaaa aaaaaaaaa aaaaaaaaaa';
    for (let pass = 0; pass < 2; pass++)
      assert.deepEqual(
        tokenize(text, words).map((token) => token.text),
        text.split(' '),
      );
  });

  it('are forgotten where they are too many, and known anew', () => {
    let looked = 0;
    const words = new WordTable(() => ++looked);
    const text = Array.from({ length: 70_000 }, (_, i) => `a${i.toString(36)}`).join(' ');
    const read = (): string =>
      tokenize(text, words)
        .map((token) => token.text)
        .join(' ');
    assert.equal(read(), text);
    assert.equal(looked, 70_000);
    assert.equal(read(), text);
    assert.ok(looked > 70_000);
  });

  it('are not all remembered where a text is made of such as want one place', () => {
    const letter = (n: number): string => String.fromCharCode(97 + (Math.floor(n) % 26));
    const fours = Array.from({ length: 26 ** 4 }, (_, i) => letter(i / 17_576) + letter(i / 676) + letter(i / 26) + letter(i));
    // Where a word of four letters stands in a table of 1,024 places.
    const placeOf = (four: string): number => {
      const packed = [...four].reduce((sum, c) => (sum << 8) | c.charCodeAt(0), 0);
      const hash = Math.imul(packed, 0x85ebca6b);
      return (hash ^ (hash >>> 15)) & 0x3ff;
    };
    const place = placeOf('aaaa');
    const wanted = fours.filter((four) => placeOf(four) === place).slice(0, 300);
    let looked = 0;
    const words = new WordTable(() => ++looked);
    for (let pass = 0; pass < 2; pass++)
      assert.deepEqual(
        tokenize(wanted.join(' '), words).map(({ text }) => text),
        wanted,
      );
    assert.equal(wanted.length, 300);
    assert.equal(looked, 300 + 300 - 64);
  });

  it('are looked at for where a hyphen parts them once, also where it does not', () => {
    let looked = 0;
    const words = new WordTable(() => {
      looked++;
      return 0;
    });
    const read = (): readonly string[] => tokenize('Brook-Smith met Varden-based Ada Brook-Smith', words).map(({ text }) => text);
    const first = read();
    assert.deepEqual(first, ['Brook-Smith', 'met', 'Varden', '-', 'based', 'Ada', 'Brook-Smith']);
    looked = 0;
    assert.deepEqual(read(), first);
    assert.equal(looked, 0);
  });
});
