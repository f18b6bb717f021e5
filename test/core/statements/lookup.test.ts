import assert from 'node:assert/strict';
import { Lexicon, StatementIndex } from '../../../src/core/statements';
import { blocksOf } from '../../../src/core/text/blocks';

const statement = 'The council of Varden rejected the plan for a second bridge over the sound.';
const reworded = 'A plan to build a second bridge across the sound was rejected by the council of Varden, two members told this paper.';
const filler = (i: number): string =>
  `Number ${i} of the ${'weekly monthly yearly daily'.split(' ')[i % 4]} bulletin lists harvests, prices and the weather in district ${i * 7}.`;

describe('the index of statements', () => {
  const indexOf = (documents: Readonly<Record<string, string>>): StatementIndex => {
    const index = new StatementIndex(new Lexicon());
    for (const [path, text] of Object.entries(documents)) index.put(path, text, blocksOf(text));
    return index;
  };
  const others = (index: StatementIndex, favour: (path: string) => number = (path) => (path === 'own.txt' ? 0 : 1)): readonly string[] =>
    index.candidates(statement, { start: 0, end: statement.length }, favour, 10).map(({ path }) => path);

  const corpus = {
    'own.txt': statement,
    'other.txt': `${filler(1)}\n\n${reworded}`,
    ...Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.txt`, filler(i)])),
  };

  it('brings reworded statements together, with the place', () => {
    const index = indexOf(corpus);
    assert.deepEqual(others(index), ['other.txt']);
    const [candidate] = index.candidates(statement, { start: 0, end: statement.length }, (path) => (path === 'own.txt' ? 0 : 1), 10);
    assert.ok(candidate && corpus['other.txt'].slice(candidate.range.start, candidate.range.end).includes('rejected by the council'));
  });

  it('forgets what was removed, and an earlier state of what was put again', () => {
    const index = indexOf(corpus);
    index.put('other.txt', filler(3), blocksOf(filler(3)));
    assert.deepEqual(others(index), []);
    index.put('new.txt', reworded, blocksOf(reworded));
    assert.deepEqual(others(index), ['new.txt']);
    index.remove('new.txt');
    assert.deepEqual(others(index), []);
  });

  it('stays right when its lists are made anew', () => {
    const index = indexOf(corpus);
    for (let round = 0; round < 3; round++) for (let i = 0; i < 60; i++) index.put(`${i}.txt`, filler(i + round), blocksOf(filler(i + round)));
    for (let i = 0; i < 50; i++) index.remove(`${i}.txt`);
    assert.equal(index.size, 12);
    assert.deepEqual(others(index), ['other.txt']);
  });

  it('puts documents of the same event first', () => {
    const index = indexOf({ ...corpus, 'zz.txt': reworded });
    assert.deepEqual(
      others(index, (path) => (path === 'own.txt' ? 0 : path === 'zz.txt' ? 2 : 1)),
      ['zz.txt', 'other.txt'],
    );
  });
});
