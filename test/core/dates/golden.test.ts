import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recogniseDates, resolveDates, type Publication } from '../../../src/core/dates';

/**
 * The specification by example, in golden/*.txt: a head line gives the day of publication; a sentence marks its
 * expressions with [brackets]; an indented line for each gives type, value, mod if any, rule, and after `!` what a
 * contradiction in the text itself would give.
 */
interface Example {
  readonly text: string;
  readonly expected: readonly string[];
}

const folder = join(__dirname, 'golden');

function read(file: string): { readonly publication: Publication | undefined; readonly examples: readonly Example[] } {
  const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
  const day = /^published: (\d{4}-\d\d-\d\d)$/.exec(head)?.[1];
  assert.ok(day !== undefined || head === 'published: unknown', `${file}: the first line gives the day of publication`);
  const examples: { text: string; expected: string[] }[] = [];
  for (const line of lines.filter((l) => l.trim() !== '')) {
    if (line.startsWith('    ')) examples.at(-1)?.expected.push(line.trim());
    else examples.push({ text: line, expected: [] });
  }
  return { publication: day === undefined ? undefined : { start: day, end: day, basis: 'stated' }, examples };
}

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
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.txt'))) {
    const { publication, examples } = read(file);
    expressions += examples.reduce((n, e) => n + e.expected.length, 0);
    describe(file.replace('.txt', ''), () => {
      for (const example of examples) {
        it(example.text, () => {
          assert.deepEqual(annotate(example.text.replaceAll(/[[\]]/g, ''), publication), example);
        });
      }
    });
  }
  it('holds at least four hundred expressions', () => {
    assert.ok(expressions >= 400, String(expressions));
  });
});
