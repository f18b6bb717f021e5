import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LineRule, LineRules } from '../../../src/core/text/line-rule-table';
import { commentHeaderRules, commentSectionRules, contactRules, creditRules, furnitureRules } from '../../../src/core/text/line-rules';

const tables: Readonly<Record<string, LineRules>> = { furnitureRules, creditRules, commentHeaderRules, commentSectionRules, contactRules };

/** The pattern in what the generator of strings knows: kinds of characters as some of them, and no looking around. */
function generated({ pattern }: LineRule): fc.Arbitrary<string> {
  const source = pattern.source
    .replaceAll(/\\p\{Lu\}/g, 'A-Z')
    .replaceAll(/\\p\{L\}/g, 'A-Za-zéя')
    .replaceAll(/(?<!\[)(A-Z|A-Za-zéя)(?=\]?[ ,{+?])(?![^[]*\])/g, '[$1]')
    .replaceAll(/\(\?!.*?\)(?=\.|\()/g, '')
    .replaceAll(/\(\?!\\d\)/g, '')
    .replace(/\(\?<author>.*(?= \(Off)/, 'Jo')
    .replaceAll(/\(\?<\w+>/g, '(')
    .replaceAll('\\k<author>', 'Jo')
    .replaceAll('\\b', '');
  return fc.stringMatching(new RegExp(source));
}

describe('text: rules for lines', () => {
  for (const [name, table] of Object.entries(tables))
    for (const [k, rule] of table.rules.entries())
      it(`${name}, ${rule.name}: no line that its pattern fits is passed by`, () => {
        let fitting = 0;
        fc.assert(
          fc.property(generated(rule), fc.constantFrom('lower', 'upper', 'as it is'), (line, letters) => {
            const spelt = letters === 'lower' ? line.toLowerCase() : letters === 'upper' ? line.toUpperCase() : line;
            if (spelt.length > 240 || !rule.pattern.test(spelt)) return;
            fitting++;
            assert.ok(table.candidates(spelt).includes(k), JSON.stringify(spelt));
          }),
          { numRuns: 400 },
        );
        assert.ok(fitting > 10, `${fitting} of the lines made fit at all`);
      });

  it('prose has no pattern tried', () => {
    for (const table of Object.values(tables))
      assert.deepEqual(
        table.candidates('The minister said that the talks, which began in Geneva, would go on for at least another week.').map((k) => table.rules[k]?.name),
        [],
      );
  });
});
