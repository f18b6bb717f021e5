import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchorAll } from '../../../src/core/annotations/anchor';
import { quoteHash } from '../../../src/core/annotations/hash';
import { selectorFor } from '../../../src/core/annotations/selector';
import type { Anchor, Selector } from '../../../src/core/annotations/types';
import type { Range } from '../../../src/core/text/range';

const article = `Ministers meet again over the dam

The ministers of both countries met on Tuesday to speak about the dam on the upper river. “We will meet again,” the northern minister said after the talks.

Engineers of the university in the southern capital had warned in March that the eastern wall was no longer safe. They asked for a second survey, which nobody wanted to pay for.

The northern minister told reporters that his government would pay for half of the survey. The other half is still open, and the towns below the dam are waiting for an answer.

A spokeswoman for the towns called the meeting a beginning. “We have heard such promises before,” she added.`;

const rangeOf = (text: string, quote: string, nth = 0): Range => {
  let start = text.indexOf(quote);
  for (let i = 0; i < nth; i++) start = text.indexOf(quote, start + 1);
  assert.notEqual(start, -1, quote);
  return { start, end: start + quote.length };
};
const select = (quote: string, nth = 0): Selector => selectorFor(article, rangeOf(article, quote, nth));
const shown = (text: string, { state, range }: Anchor): string => (range ? `${state}: ${text.slice(range.start, range.end)}` : state);

interface Row {
  readonly name: string;
  readonly quote: string;
  readonly nth?: number;
  readonly edit: (text: string) => string;
  readonly expected: string;
  /** Where the passage must be, if the expected words stand in the new text more than once. */
  readonly at?: (text: string) => number;
}

const rows: readonly Row[] = [
  { name: 'nothing changed', quote: 'the eastern wall', edit: (t) => t, expected: 'exact: the eastern wall' },
  {
    name: 'a paragraph came in above',
    quote: 'the eastern wall',
    edit: (t) => `A new first paragraph, written on Friday.\n\n${t}`,
    expected: 'moved: the eastern wall',
  },
  { name: 'straight quotation marks', quote: '“We will meet again,”', edit: (t) => t.replace(/[“”]/g, '"'), expected: 'fuzzy: "We will meet again,"' },
  {
    name: 'no-break spaces and line ends',
    quote: 'They asked for a second survey',
    edit: (t) => t.replaceAll(' ', '\u00a0'),
    expected: 'fuzzy: They\u00a0asked\u00a0for\u00a0a\u00a0second\u00a0survey',
  },
  {
    name: 'a word of the passage replaced',
    quote: 'They asked for a second survey, which nobody wanted to pay for.',
    edit: (t) => t.replace('second survey', 'new survey'),
    expected: 'fuzzy: They asked for a new survey, which nobody wanted to pay for.',
  },
  {
    name: 'its second word replaced by two: the first is still part of it',
    quote: 'minister said after the talks',
    edit: (t) => t.replace('minister said after', 'minister still claimed after'),
    expected: 'fuzzy: minister still claimed after the talks',
  },
  {
    name: 'a misspelling mended',
    quote: 'the northern minister',
    edit: (t) => t.replace('the northern minister said', 'the nothern minister said'),
    expected: 'fuzzy: the nothern minister',
  },
  {
    name: 'a frequent word: context decides',
    quote: 'northern',
    nth: 1,
    edit: (t) => `Some words about northern things came in here.\n\n${t}`,
    expected: 'moved: northern',
    at: (t) => t.indexOf('northern minister told'),
  },
  {
    name: 'the passage edited and an exact copy elsewhere: the edited one',
    quote: 'They asked for a second survey, which nobody wanted to pay for.',
    edit: (t) =>
      `${t.replace('They asked for a second survey', 'They had asked for another survey')}\n\nCorrection: They asked for a second survey, which nobody wanted to pay for.`,
    expected: 'fuzzy: They had asked for another survey, which nobody wanted to pay for.',
  },
  {
    name: 'its sentence deleted, the name still elsewhere',
    quote: 'northern',
    nth: 1,
    edit: (t) => t.replace(/The northern minister told[^.]*\. /, ''),
    expected: 'orphan',
  },
  {
    name: 'the name replaced by another',
    quote: 'northern',
    nth: 1,
    edit: (t) => t.replace('The northern minister told', 'The southern engineer told'),
    expected: 'orphan',
  },
  { name: 'the paragraph deleted', quote: 'Engineers of the university', edit: (t) => t.replace(/Engineers[^\n]*\n\n/, ''), expected: 'orphan' },
  {
    name: 'the whole text replaced',
    quote: 'the eastern wall',
    edit: () => 'Quite another article about the price of bread and milk in the capital.',
    expected: 'orphan',
  },
  { name: 'the text emptied', quote: 'the eastern wall', edit: () => '', expected: 'orphan' },
  {
    name: 'the paragraph moved to the end',
    quote: 'a second survey',
    edit: (t) => {
      const paragraphs = t.split('\n\n');
      return [...paragraphs.filter((p) => !p.startsWith('Engineers')), ...paragraphs.filter((p) => p.startsWith('Engineers'))].join('\n\n');
    },
    expected: 'moved: a second survey',
  },
  {
    name: 'a whole paragraph between the two of the passage: the larger part stays, though little came in',
    quote: 'nobody wanted to pay for.\n\nThe northern minister told reporters that his government would pay for half of the survey.',
    edit: (t) => t.replace('pay for.\n\nThe northern', 'pay for.\n\nWho will pay now?\n\nThe northern'),
    expected: 'fuzzy: The northern minister told reporters that his government would pay for half of the survey.',
  },
];

describe('anchorAll', () => {
  for (const { name, quote, nth, edit, expected, at } of rows) {
    for (const [mode, options] of [
      ['fields alone', {}],
      ['old text', { oldText: article }],
    ] as const) {
      it(`${name} (${mode})`, () => {
        const text = edit(article);
        const [anchor] = anchorAll(text, [select(quote, nth)], options);
        assert.ok(anchor);
        assert.equal(shown(text, anchor), expected);
        if (at) assert.equal(anchor.range?.start, at(text));
      });
    }
  }

  it('takes neither of two places that are the same to the letter', () => {
    const line = 'The same long sentence stands here again and again, word for word, all day. ';
    const old = line.repeat(40);
    const [anchor] = anchorAll(`New. ${old}`, [selectorFor(old, { start: line.length * 20 + 4, end: line.length * 20 + 17 })]);
    assert.equal(anchor?.state, 'ambiguous');
    assert.ok((anchor?.candidates.length ?? 0) > 0);
  });

  it('keeps neighbours together: a frequent word goes where its fellows went', () => {
    const text = `The towns and the dam: a survey of half the river.\n\n${article}`;
    const selectors = ['the dam on the upper river', 'the talks', 'half of the survey', 'the towns below the dam'].map((quote) => select(quote));
    for (const [i, anchor] of anchorAll(text, selectors).entries())
      assert.equal(anchor.range?.start, (selectors[i]?.position[0] ?? 0) + text.length - article.length);
  });

  it('does not take a pull quote for the passage that it quotes, when its paragraph is gone', () => {
    const sentence = 'Engineers of the university in the southern capital had warned in March that the eastern wall was no longer safe.';
    const text = article.replace(/Engineers[^\n]*\n\n/, '').replace('“We have heard', `\n\n${sentence}\n\n“We have heard`);
    const selectors = ['the talks', 'no longer safe', 'half of the survey', 'waiting for an answer', 'a beginning'].map((quote) => select(quote));
    for (const options of [{}, { oldText: article }])
      assert.deepEqual(
        anchorAll(text, selectors, options).map(({ state }) => state),
        ['exact', 'orphan', 'moved', 'moved', 'moved'],
      );
  });

  it('keeps the larger part of a passage torn in two', () => {
    const quote = 'nobody wanted to pay for.\n\nThe northern minister told reporters that his government would pay for half of the survey.';
    const text = article.replace(
      'pay for.\n\nThe northern',
      'pay for.\n\nA long new paragraph stands between the two, and it says many things about the weather that nobody asked for on that day.\n\nThe northern',
    );
    const [anchor] = anchorAll(text, [select(quote)]);
    assert.ok(anchor);
    assert.equal(shown(text, anchor), 'fuzzy: The northern minister told reporters that his government would pay for half of the survey.');
  });

  describe('with a hash instead of the quote', () => {
    const { position } = select('the eastern wall');
    const selector: Selector = { 'quote-hash': quoteHash('the eastern wall', 'a1b2'), position };
    it('holds where the same characters stand', () => assert.equal(anchorAll(article, [selector])[0]?.state, 'exact'));
    it('is an orphan anywhere else', () => {
      assert.equal(anchorAll(` ${article}`, [selector])[0]?.state, 'orphan');
      assert.equal(anchorAll(article, [{ ...selector, 'quote-hash': 'sha256:a1b2' }])[0]?.state, 'orphan');
      assert.equal(anchorAll(article, [{ ...selector, 'quote-hash': 'md5:a1b2:00' }])[0]?.state, 'orphan');
      assert.equal(anchorAll(article, [{ position }])[0]?.state, 'orphan');
    });
    it('is found by the old text, which still has the words', () => {
      const [anchor] = anchorAll(`A line above.\n\n${article}`, [selector], { oldText: article });
      assert.deepEqual([anchor?.state, anchor?.range?.start], ['moved', position[0] + 15]);
      assert.equal(anchorAll(` ${article}`, [selector], { oldText: `x${article}` })[0]?.state, 'orphan', 'not by a text that it was not made on');
    });
    it('needs the salt it was made with', () => assert.notEqual(quoteHash('x', 'a'), quoteHash('x', 'b')));
  });
});

describe('anchorAll, whatever the text', function () {
  this.timeout(30_000);

  const word = fc.constantFrom(
    'river',
    'dam',
    'minister',
    'said',
    'the',
    'of',
    'wall',
    'survey',
    'towns',
    'north',
    'Tuesday',
    '“we',
    'will”',
    '–',
    '😀',
    'naïve',
    '中文',
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => `${words.join(' ')}.`);
  const anyText = fc.array(fc.oneof(sentence, fc.constant('\n\n'), fc.string({ maxLength: 6 })), { maxLength: 25 }).map((parts) => parts.join(' '));
  const passages = (text: string): fc.Arbitrary<readonly Range[]> =>
    text.length === 0
      ? fc.constant([])
      : fc.array(
          fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 80 })).map(([start, length]) => ({ start, end: Math.min(text.length, start + length) })),
          { maxLength: 8 },
        );
  const textAndPassages = anyText.chain((text) => fc.record({ text: fc.constant(text), ranges: passages(text) }));
  const oldText = fc.boolean();

  it('leaves everything in place in unchanged text', () => {
    fc.assert(
      fc.property(textAndPassages, oldText, ({ text, ranges }, known) => {
        const anchors = anchorAll(
          text,
          ranges.map((range) => selectorFor(text, range)),
          known ? { oldText: text } : {},
        );
        assert.deepEqual(
          anchors,
          ranges.map((range) => ({ state: 'exact', range, candidates: [] })),
        );
      }),
    );
  });

  it('never points out of the text, and exact or moved only at the quote itself', () => {
    fc.assert(
      fc.property(textAndPassages, anyText, oldText, ({ text, ranges }, other, known) => {
        const mixed = text.slice(0, text.length / 2) + other + text.slice(text.length / 3);
        for (const after of [other, mixed]) {
          const selectors = ranges.map((range) => selectorFor(text, range));
          anchorAll(after, selectors, known ? { oldText: text } : {}).forEach(({ state, range, candidates }, i) => {
            assert.equal(range === null, state === 'orphan' || state === 'ambiguous');
            for (const { start, end } of [...(range ? [range] : []), ...candidates]) assert.ok(0 <= start && start < end && end <= after.length);
            if (range && (state === 'exact' || state === 'moved')) assert.equal(after.slice(range.start, range.end), selectors[i]?.quote);
          });
        }
      }),
    );
  });

  it('finds a passage at its new place when text of other words came in before or behind it', () => {
    const distinct = fc.uniqueArray(fc.stringMatching(/^[a-z]{5,9}$/), { minLength: 60, maxLength: 90 });
    fc.assert(
      fc.property(distinct, fc.nat(), fc.nat(), fc.integer({ min: 3, max: 12 }), fc.nat(), (words, a, b, length, c) => {
        const [inserted, kept] = [words.slice(0, 15), words.slice(15)];
        const text = kept.join(' ');
        const first = a % (kept.length - length);
        const start = kept.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
        const range = { start, end: start + kept.slice(first, first + length).join(' ').length };
        const before = first === 0 ? 0 : b % first;
        const behind = first + length + (c % (kept.length - first - length + 1));
        const after = [...kept.slice(0, before), ...inserted, ...kept.slice(before, behind), ...inserted.toReversed(), ...kept.slice(behind)].join(' ');
        const [anchor] = anchorAll(after, [selectorFor(text, range)]);
        assert.equal(anchor?.state, 'moved');
        assert.equal(anchor?.range?.start, range.start + inserted.join(' ').length + 1);
      }),
    );
  });

  it('takes selectors that fit nothing', () => {
    const selectors: readonly Selector[] = [
      { quote: '', position: [0, 0] },
      { quote: '…', before: '', after: '', position: [3, 4] },
      { quote: 'a wall', position: [1e9, 1e9 + 6] },
      { quote: 'a wall', before: 'x'.repeat(50), after: '', position: [5, 2] },
      { quote: '\ud83d', before: '\ude00', after: '\ud83d', position: [0, 1] },
    ];
    for (const anchor of anchorAll('a river and a dam', selectors)) assert.equal(anchor.state, 'orphan');
  });

  it('takes repetitive, endless and huge input', function () {
    // A busy machine may take long over what is linear; what this must catch takes minutes.
    this.timeout(60_000);
    const started = performance.now();
    const repeated = 'a '.repeat(100_000);
    anchorAll(
      `b ${repeated}`,
      Array.from({ length: 100 }, (_, i) => selectorFor(repeated, { start: 1_000 * i, end: 1_000 * i + 41 })),
    );
    const endless = 'x'.repeat(300_000);
    anchorAll(`y${endless}`, [selectorFor(endless, { start: 1_000, end: 200_000 })], { oldText: endless });
    const huge = Array.from({ length: 60_000 }, (_, i) => `w${(i * 7_919) % 9_973}`).join(' ');
    const changed = `x ${huge.replaceAll('w17 ', 'w18 ')}`;
    const [anchor] = anchorAll(changed, [selectorFor(huge, { start: 100, end: huge.length - 100 })]);
    assert.equal(anchor?.state, 'fuzzy');
    assert.ok(performance.now() - started < 30_000, 'linear time is about a second');
  });
});
