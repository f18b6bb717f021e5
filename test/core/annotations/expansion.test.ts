import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expansionsAt } from '../../../src/core/annotations/expansion';
import { placesOf } from '../../../src/core/annotations/identical';
import { blocksOf } from '../../../src/core/text/blocks';

/** The cursor is at `|`; expected are the steps, from the smallest. */
const rows: readonly (readonly [name: string, text: string, steps: readonly string[]])[] = [
  ['a sentence, its paragraph', 'The river rose. Nobody |saw it. It fell again.', ['Nobody saw it.', 'The river rose. Nobody saw it. It fell again.']],
  [
    'words quoted inside a sentence',
    'She called the wall “safe for |a century” and left. The rest stayed.',
    [
      'safe for a century',
      '“safe for a century”',
      'She called the wall “safe for a century” and left.',
      'She called the wall “safe for a century” and left. The rest stayed.',
    ],
  ],
  [
    'a sentence inside a quotation of two',
    '“The wall |is safe. It will hold for long,” the minister said. Others left.',
    [
      'The wall is safe.',
      'The wall is safe. It will hold for long,',
      '“The wall is safe. It will hold for long,”',
      '“The wall is safe. It will hold for long,” the minister said. Others left.',
    ],
  ],
  [
    'a sentence that goes on behind the quotation',
    '“The wall is safe. It will |hold for long,” the minister said. Others left.',
    [
      'It will hold for long,',
      'The wall is safe. It will hold for long,',
      '“The wall is safe. It will hold for long,”',
      '“The wall is safe. It will hold for long,” the minister said.',
      '“The wall is safe. It will hold for long,” the minister said. Others left.',
    ],
  ],
];

describe('expanding a selection', () => {
  for (const [name, marked, steps] of rows)
    it(`takes in ${name}`, () => {
      const at = marked.indexOf('|');
      const text = `A headline\n\n${marked.replace('|', '')}\n\nAnother paragraph.\n`;
      const found = expansionsAt(text, blocksOf(text), 'A headline\n\n'.length + at).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, steps);
    });

  it('holds the cursor and the step before in every step', () => {
    const piece = fc.constantFrom('The wall is safe. ', '“', '”', '"', ' he said', '. ', '\n\n', 'Nobody knew, ', '«', '»', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const offset = seed % (text.length + 1);
        const steps = expansionsAt(text, blocksOf(text), offset);
        steps.forEach((step, index) => {
          const inner = steps[index - 1];
          assert.ok(step.start < step.end && step.end <= text.length);
          if (inner) assert.ok(step.start <= inner.start && inner.end <= step.end && step.end - step.start > inner.end - inner.start);
        });
      }),
    );
  });
});

describe('places of the same words', () => {
  const found = (text: string, words: string, most = 10): string[] => placesOf(text, words, most).map(({ start, end }) => `${start}–${end}`);

  it('are whole words, as they are written, wherever lines break', () => {
    assert.deepEqual(found('the wall, the\nwall; The wall, the walls, bathe wall, the wall', 'the wall'), ['0–8', '10–18', '53–61']);
    assert.deepEqual(found('(a+b) and (a+b)', '(a+b)'), ['0–5', '10–15']);
    assert.deepEqual(found('aa aa aa', 'aa aa'), ['0–5'], 'without overlap');
    assert.deepEqual(found('x x x x', 'x', 2), ['0–1', '2–3']);
    assert.deepEqual(found('anything', '   '), []);
  });
});
