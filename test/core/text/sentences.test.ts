import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blocksOf } from '../../../src/core/text/blocks';
import { isSpace } from '../../../src/core/text/characters';
import { sentenceBreaks } from '../../../src/core/text/sentenceBreaks';
import { sentenceAt, sentencesOf } from '../../../src/core/text/sentences';

/** "|" stands where a sentence ends. */
const specimens: readonly string[] = [
  'The talks ended.| Nobody spoke.',
  'Mr. Rover met Gen. Quill and Dr. J. R. Sample.| They left.',
  'The U.S. Senate voted.| He lives in the U.S.| The vote was close.',
  'Antony J. Someone spoke on Jan. 5 and again on Sept. 11 at 5 p.m. Friday.',
  'The river rose by 3.5 metres, see No. 5 and p. 7.| No.| He denied it.',
  'Rover Inc. and Quill Corp. said so.| Quill Ltd. also did.',
  '“Nobody is safe.” he said.| “We know.”| She agreed.',
  '"Is it true?" she asked.| "Yes!"',
  'They bristle, because. it can no longer be endured.',
  'They waited...| However, nothing came.',
  'Brussels wanted its own policy, i.e. a separate one.| It is hard to say.',
  '1. Siegel went home.| He slept.',
  'Why? and for whom?| Nobody knows.',
  'That was plan B.| The other was plan A. and failed.',
  'He arrived at 5 p.m.| The door was shut.',
  'One sentence without an end',
];

describe('sentencesOf', () => {
  for (const specimen of specimens) {
    it(specimen, () => {
      const text = specimen.replaceAll('|', '');
      assert.deepEqual(
        sentencesOf(text).map(({ start, end }) => text.slice(start, end)),
        specimen.split('|').map((s) => s.trim()),
      );
    });
  }

  it('covers everything but white space, in order, without overlap', () => {
    const part = fc.oneof(fc.constantFrom('Mr. ', 'U.S. ', 'He said. ', '”', '“', '? ', '5. ', 'x ', '\u00a0', '😀', 'No. '), fc.string({ maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const { start, end } of sentencesOf(text)) {
          assert.ok(start >= at && end > start);
          assert.ok([...text.slice(at, start)].every((c) => isSpace(c.charCodeAt(0))));
          at = end;
        }
        assert.ok([...text.slice(at)].every((c) => isSpace(c.charCodeAt(0))));
      }),
    );
  });

  it('takes a megabyte on one line, with and without full stops', function () {
    // A busy machine may take long over what is linear; what this must catch takes minutes.
    this.timeout(60_000);
    const started = performance.now();
    const plain = 'word '.repeat(200_000);
    assert.deepEqual(sentencesOf(plain), [{ start: 0, end: plain.length - 1 }]);
    assert.equal(sentencesOf('One more sentence. '.repeat(50_000)).length, 50_000);
    assert.ok(performance.now() - started < 10_000);
  });
});

describe('sentenceBreaks', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  const host = (text: string): readonly number[] => [...segmenter.segment(text)].map(({ index }) => index).filter((index) => index > 0);

  it('are those of the host, whatever Latin letters, figures and marks a text is made of', () => {
    const part = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          '. ',
          '.',
          '? ',
          '!',
          '… ',
          '." ',
          '.” ',
          ') ',
          ' (',
          ' “',
          '- ',
          ' – ',
          ', ',
          ': ',
          '\n',
          '\u00a0',
          '’',
          '‘',
          '«',
          '»',
          '€',
          '[1] ',
        ),
      },
      { weight: 2, arbitrary: fc.constantFrom('a', 'B', 'word ', 'Word ', 'U.S', '5', '3.5', 'é', 'Ł', 'ß', 'º', '%', '/', '$', '_') },
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        const text = parts.join('');
        assert.deepEqual(sentenceBreaks(text), host(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('know every character that they answer for', () => {
    for (let code = 0; code < 0x2300; code++) {
      // How newer editions read a semicolon differs; what follows one is joined again whatever they say.
      if (code === 0x3b) continue;
      const c = String.fromCharCode(code);
      for (const text of [`A.${c}B`, `a. ${c} b`, `a? ${c} b`, `A.${c} B`, `a ${c}B`, `a ${c} B`, `A.${c}`]) {
        const own = sentenceBreaks(text);
        if (own) assert.deepEqual(own, host(text), JSON.stringify([text, code.toString(16)]));
      }
    }
  });

  it('leave other scripts to the host', () => {
    assert.equal(sentenceBreaks('Он ушёл. Она осталась.'), undefined);
    assert.deepEqual(sentencesOf('Он ушёл. Она осталась.').length, 2);
  });
});

describe('sentenceAt', () => {
  const text = 'Headline here\n\nFirst one. Second one.\n';
  const at = (offset: number): string | undefined => {
    const sentence = sentenceAt(text, blocksOf(text), offset);
    return sentence && text.slice(sentence.start, sentence.end);
  };
  it('finds the sentence under a cursor, its end included', () => {
    assert.equal(at(0), 'Headline here');
    assert.equal(at(text.indexOf('First')), 'First one.');
    assert.equal(at(text.indexOf(' Second')), 'First one.');
    assert.equal(at(text.indexOf('Second')), 'Second one.');
    assert.equal(at(text.indexOf('Second') + 11), 'Second one.');
  });
  it('finds none between blocks or past the end', () => {
    assert.equal(at(14), undefined);
    assert.equal(at(text.length), undefined);
    assert.equal(sentenceAt('', [], 0), undefined);
  });
});
