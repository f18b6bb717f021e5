import assert from 'node:assert/strict';
import { recogniseDates, resolveDates, type Publication } from '../../../src/core/dates';
import { type Example, plain, specifications } from './specification';

/**
 * The specification by example, in golden/*.txt: a head line gives the day of publication; a sentence marks its
 * expressions with [brackets]; an indented line for each gives type, value, mod if any, rule, and after `!` what a
 * contradiction in the text itself would give.
 */
function annotate(text: string, publication: Publication | undefined): Example {
  const expressions = resolveDates([{ start: 0, text, kind: 'body', dates: recogniseDates(text) }], publication);
  let marked = '';
  let at = 0;
  for (const e of expressions) {
    marked += `${text.slice(at, e.start)}[${e.text}]`;
    at = e.end;
  }
  return {
    text: marked + text.slice(at),
    expected: expressions.map((e) => [e.type, e.value, e.mod, e.rule, e.conflict && `!${e.conflict.value}`].filter((x) => x !== undefined).join(' ')),
  };
}

describe('dates: specification by example', () => {
  let expressions = 0;
  for (const { name, publication, examples } of specifications()) {
    expressions += examples.reduce((n, e) => n + e.expected.length, 0);
    describe(name, () => {
      for (const example of examples) {
        it(example.text, () => {
          assert.deepEqual(annotate(plain(example), publication), example);
        });
      }
    });
  }
  it('holds at least a thousand expressions', () => {
    assert.ok(expressions >= 1000, String(expressions));
  });
});
