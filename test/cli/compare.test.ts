import assert from 'node:assert/strict';
import path from 'node:path';
import { Readable } from 'node:stream';
import { folderWith, objects, pressmark, removeFolders, seeds } from './support';

interface Place {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}
interface Statement {
  readonly a: Place;
  readonly b: Place;
  readonly score: number;
  readonly relation: string;
}

const one = 'The mayor of Lindow said the old harbour bridge would stay closed until the spring.';
const two = 'The old harbour bridge would remain closed until spring, the mayor of Lindow said.';
const lines = (...values: readonly unknown[]): { stdin: Readable } => ({
  stdin: Readable.from([Buffer.from(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)) + '\n').join(''))]),
});

describe('pressmark compare FILE FILE…', () => {
  after(removeFolders);

  it('gives a line for each shared statement, in canonical offsets', async () => {
    const folder = folderWith({
      'a.txt': `\ufeffSnow fell.\r\n\r\n${one}\r\n`,
      'b.txt': `${two}\n`,
      'c.txt': 'Nurses walked out on Thursday over night shifts and pay.\n',
    });
    const files = ['a.txt', 'b.txt', 'c.txt'].map((name) => path.join(folder, name));
    const { code, out, err } = await pressmark(['compare', '--json', ...files]);
    const found = objects<Statement>(out);
    assert.deepEqual([code, found.length, err], [0, 1, '1 statement in common among 3 documents.\n']);
    const [statement] = found as [Statement];
    assert.deepEqual(Object.keys(statement), ['a', 'b', 'score', 'relation']);
    assert.deepEqual(statement.a, { id: files[0], start: 12, end: 12 + one.length - 1 });
    assert.deepEqual([statement.b.id, statement.relation], [files[1], 'reworded']);
  });

  it('is readable without --json', async () => {
    const files = ['000_857cd91610f1de59.txt', '002_617e6239e9021492.txt'].map((name) => path.join(seeds, name));
    const { code, out } = await pressmark(['compare', ...files]);
    assert.equal(code, 0);
    assert.match(
      out,
      /^reworded 0\.\d\d\n {2}.*000_857cd91610f1de59\.txt:7:\d+: High Representative Borrell.*\n {2}.*002_617e6239e9021492\.txt:\d+:1: High Representative Borrell/m,
    );
  });

  it('goes on after a file that cannot be read, and says so with 2', async () => {
    const folder = folderWith({ 'a.txt': one, 'b.txt': two });
    const { code, out, err } = await pressmark(['compare', '--json', path.join(folder, 'a.txt'), path.join(folder, 'gone.txt'), path.join(folder, 'b.txt')]);
    assert.deepEqual([code, objects(out).length], [2, 1]);
    assert.match(err, /gone\.txt cannot be read/);
  });

  it('leaves out what is too long to be compared, and says so', async () => {
    const folder = folderWith({ 'a.txt': one, 'b.txt': `${two}\n\n${'x '.repeat(250_000)}`, 'c.txt': two });
    const { code, out, err } = await pressmark(['compare', '--json', ...['a.txt', 'b.txt', 'c.txt'].map((name) => path.join(folder, name))]);
    assert.deepEqual([code, objects<Statement>(out).map(({ b }) => path.basename(b.id))], [2, ['c.txt']]);
    assert.match(err, /b\.txt is not compared: it has more than 500,000 characters\./);
    const answers = await pressmark(
      ['compare'],
      lines({ id: '1', a: { text: one }, b: { text: 'x'.repeat(500_001) } }, { id: '2', a: { text: one }, b: { text: two } }),
    );
    const [long, short] = objects<{ readonly error?: string; readonly pairs?: readonly unknown[] }>(answers.out);
    assert.match(long?.error ?? '', /"b" is not compared: it has more than 500,000 characters/);
    assert.equal(short?.pairs?.length, 1);
  });

  it('wants two documents', async () => {
    const { code, err } = await pressmark(['compare', 'a.txt']);
    assert.deepEqual([code, err], [2, 'Name two documents at least, or none to read JSON lines. See pressmark help compare.\n']);
  });
});

describe('pressmark compare on a stream', () => {
  it('answers every line in its place, bad ones with an error', async () => {
    const { code, out } = await pressmark(
      ['compare'],
      lines(
        { id: 'same', a: { text: one }, b: { text: two } },
        'no json',
        { id: 'half', a: { text: one } },
        { a: { text: one }, b: { text: two } },
        { id: 7, a: { text: one }, b: { text: 'Nurses walked out on Thursday over night shifts and pay.' } },
        { id: 'empty', a: { text: '' }, b: { text: '' } },
      ),
    );
    const answers = objects<{
      id?: string | number;
      score?: number;
      pairs?: readonly { a: number[]; b: number[]; score: number; relation: string }[];
      error?: string;
    }>(out);
    assert.equal(code, 0);
    assert.deepEqual(
      answers.map(({ id, error }) => [id, error?.replace(/:.*/s, '')]),
      [
        ['same', undefined],
        [undefined, 'the line is not JSON'],
        ['half', '"b" is not an object {"text"}'],
        [undefined, '"id" is missing'],
        [7, undefined],
        ['empty', undefined],
      ],
    );
    assert.deepEqual(Object.keys(answers[0] ?? {}), ['id', 'score', 'pairs']);
    assert.deepEqual(
      answers[0]?.pairs?.map(({ a, b, relation }) => [a, b, relation]),
      [[[0, one.length - 1], [0, two.length - 1], 'reworded']],
    );
    assert.ok((answers[0]?.score ?? 0) > 0.6 && (answers[4]?.score ?? 1) < 0.2);
    assert.deepEqual([answers[4]?.pairs, answers[5]?.pairs, answers[5]?.score], [[], [], 0]);
  });
});
