/** What is found, in sentences of our own. `UPDATE_GOLDEN=1` writes the file anew, to be read in the diff. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type SharedStatement, sharedStatements } from '../../../src/core/statements';
import { preparer } from './support';

const file = path.join(__dirname, 'golden/pairs.txt');

const plain = (line: string): string => line.slice(3).replace(/\[\d /g, '').replace(/\]/g, '').replace(/¶/g, '\n\n');

function marked(side: 'a' | 'b', text: string, statements: readonly SharedStatement[]): string {
  const places = statements.map((statement, i) => ({ ...statement[side], number: i + 1 })).sort((x, y) => x.start - y.start);
  let out = '';
  let at = 0;
  for (const { start, end, number } of places) {
    out += `${text.slice(at, start)}[${number} ${text.slice(start, end)}]`;
    at = end;
  }
  return (out + text.slice(at)).replace(/\n\n/g, '¶');
}

describe('shared statements, golden', () => {
  const prepared = preparer();
  const [head = '', ...cases] = readFileSync(file, 'utf8').split(/\n(?=## )/);
  const written = [head];
  for (const entry of cases) {
    const [title = '', a = '', b = '', ...rest] = entry.split('\n');
    it(title.slice(3), () => {
      const [x, y] = [prepared(plain(a)), prepared(plain(b))];
      const found = sharedStatements(x, y);
      const relations = found.length > 0 ? `→ ${found.map(({ relation }) => relation).join(', ')}` : '→ nothing';
      const now = [title, `A: ${marked('a', x.text, found)}`, `B: ${marked('b', y.text, found)}`, relations];
      written.push([...now, ''].join('\n'));
      if (!process.env['UPDATE_GOLDEN']) assert.deepEqual(now, [title, a, b, rest[0]]);
    });
  }
  after(() => {
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, written.join('\n'));
  });
});
