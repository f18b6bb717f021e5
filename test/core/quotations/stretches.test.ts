import assert from 'node:assert/strict';
import { quotedStretches } from '../../../src/core/quotations/stretches';
import { blocksOf } from '../../../src/core/text/blocks';

/** ¶ stands for a line break; expected are the stretches. */
const rows: readonly (readonly [specimen: string, ...stretches: string[]])[] = [
  ['The wall is safe.'],
  ['“The wall is safe,” she said. "It is old."', '“The wall is safe,”', '"It is old."'],
  ['„Die Mauer hält“, said the mayor.', '„Die Mauer hält“'],
  ['«Стена стоит», said the mayor.', '«Стена стоит»'],
  ["''The wall is safe,'' she said.", "''The wall is safe,''"],
  ['It rose by 3" in a year.'],
  ['“They will never learn.¶¶And they told it, ”said the mayor of the town.', '“They will never learn.¶¶And they told it, ”'],
  ['“They will never learn.¶¶“And they told it.¶¶“So it is,” said the mayor of the town.', '“They will never learn.¶¶“And they told it.¶¶“So it is,”'],
  ['“A mark that stays open in its paragraph.¶¶The council met again in the spring.', '“A mark that stays open in its paragraph.'],
  ['A closing mark that was a slip,” and the council met again in the spring.'],
];

describe('quotedStretches', () => {
  for (const [specimen, ...expected] of rows) {
    it(specimen, () => {
      const text = specimen.replaceAll('¶', '\n');
      assert.deepEqual(
        quotedStretches(text, blocksOf(text)).map(({ start, end }) => text.slice(start, end).replaceAll('\n', '¶')),
        expected,
      );
    });
  }
});
