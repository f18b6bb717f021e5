import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { nounClasses } from '../../../src/core/quotations/nouns';
import { verbClasses } from '../../../src/core/quotations/verbs';
import { described } from './describe';

interface Specimen {
  readonly section: string;
  readonly text: string;
  readonly found: readonly string[];
}

/** A line behind ">" is a specimen, and what is indented below it all that must be found in it. */
function specimens(): readonly Specimen[] {
  const out: { section: string; text: string; found: string[] }[] = [];
  let section = '';
  for (const line of readFileSync(new URL('./golden/statements.txt', import.meta.url), 'utf8').split('\n')) {
    if (line.startsWith('# ')) section = line.slice(2);
    else if (line.startsWith('> ')) out.push({ section, text: line.slice(2), found: [] });
    else if (line.startsWith('  ')) out.at(-1)?.found.push(line);
  }
  return out;
}

describe('quotations, golden sentences', () => {
  const all = specimens();
  for (const { section, text, found } of all) it(`${section}: ${text.slice(0, 80)}`, () => assert.deepEqual(described(text), found));

  const statements = all.flatMap(({ found }) => found).filter((line) => line.includes(' | '));
  it('holds at least 150 statements', () => assert.ok(statements.length >= 150, String(statements.length)));

  const rules = new Set(statements.map((line) => line.split(' ').at(-1) ?? ''));
  for (const { name } of [...verbClasses, ...nounClasses]) {
    it(`has an example of ${name}`, () =>
      assert.ok([...rules].some((rule) => rule.startsWith(`${name}-`) || generic.get(name)?.some((other) => rules.has(other)))));
  }
});

/** Classes whose commonest words are found by rules that do not bear their name. */
const generic = new Map([['say', ['quote-somebody-said']]]);
