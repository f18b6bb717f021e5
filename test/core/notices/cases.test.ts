/** What CONTRIBUTING says of a decision in every case is said by a test as well. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../../..');

describe('the table of what happens to a decision', () => {
  const paper = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
  const section = /### What happens to a decision[^]*?(?=\n#+ )/.exec(paper)?.[0] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));

  it('has a row for each case, with what is done and by which tests that is held', () => {
    assert.ok(rows.length > 15);
    for (const row of rows) assert.deepEqual([row.length, row.every((cell) => cell !== '')], [3, true], row[0]);
  });

  it('names tests that are there', () => {
    for (const [name = '', , tests = ''] of rows) {
      const named = [...tests.matchAll(/`([^`]+)`: (.+?)(?=; `|$)/g)];
      assert.ok(named.length > 0, name);
      for (const [, file = '', title = ''] of named) {
        const source = readFileSync(path.join(root, 'test', `${file}.test.ts`), 'utf8');
        assert.ok(source.includes(title), `${name}: ${file} has no test “${title}”`);
      }
    }
  });
});
