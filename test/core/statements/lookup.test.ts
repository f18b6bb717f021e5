import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finished } from '../../../src/core/stages';
import { Lexicon, StatementIndex, statementKeys } from '../../../src/core/statements';
import { headLength, isTelling, minShared } from '../../../src/core/statements/keys';
import { mostFavour } from '../../../src/core/statements/lookup';
import { wordsIn } from '../../../src/core/statements/words';
import { blocksOf } from '../../../src/core/text/blocks';

const statement = 'The council of Varden rejected the plan for a second bridge over the sound.';
const reworded = 'A plan to build a second bridge across the sound was rejected by the council of Varden, two members told this paper.';
const filler = (i: number): string =>
  `Number ${i} of the ${'weekly monthly yearly daily'.split(' ')[i % 4]} bulletin lists harvests, prices and the weather in district ${i * 7}.`;

const lexicon = new Lexicon();

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

  it('finds what a look at every stretch by itself finds, the best first, however few are wanted', () => {
    const word = fc.constantFrom(...'harbour council treaty minister ferry archive forest railway engineer bridge 1998 Varden'.split(' '));
    const text = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => `The ${words.join(' of the ')}.`);
    const factors = [mostFavour, 1.3, 1, 0];
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.array(text, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 20 }),
        (texts, asked, limit) => {
          const documents = Object.fromEntries(texts.map((own, i) => [`${i}.txt`, own]));
          const favour = (path: string): number => factors[Number.parseInt(path, 10) % factors.length] ?? 0;
          const own = asked.join(' ');
          let at = 0;
          const ranges = asked.map(({ length }) => ({ start: at, end: (at += length + 1) - 1 }));
          const all = Object.entries(documents).flatMap(([path, other]) => stretchesIn(path, other));
          const found = finished(indexOf(documents).candidatesOfAll(own, ranges, favour, limit));
          asked.forEach((question, i) => {
            const keys = new Set(
              wordsIn(question, lexicon)
                .filter(isTelling)
                .map(({ lexeme }) => lexeme.hash),
            );
            const having = (key: number): number => all.filter((stretch) => stretch.keys.includes(key)).length;
            const expected = all
              .map(({ path, start, keys: others }) => ({ path, start, common: others.filter((key) => keys.has(key)) }))
              .filter(({ path, common }) => favour(path) > 0 && common.length > 0 && common.length >= Math.min(minShared, keys.size))
              .map(({ path, start, common }) => ({
                path,
                start,
                bits: favour(path) * common.reduce((sum, key) => sum + Math.log2(1 + all.length / having(key)), 0),
              }))
              .sort((x, y) => y.bits - x.bits);
            const candidates = found[i] ?? [];
            assert.equal(candidates.length, Math.min(limit, expected.length));
            // The order of the sum is not that of the index: no more than its rounding may differ.
            candidates.forEach(({ bits }, at) => assert.ok(Math.abs(bits - (expected[at]?.bits ?? NaN)) < 0.001, `${bits}, not ${expected[at]?.bits}`));
            for (const { path, range, bits } of candidates)
              assert.ok(
                expected.some((one) => one.path === path && one.start === range.start && Math.abs(one.bits - bits) < 0.001),
                path,
              );
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});

function stretchesIn(path: string, text: string): readonly { readonly path: string; readonly start: number; readonly keys: readonly number[] }[] {
  const row = statementKeys(text, blocksOf(text), lexicon);
  const stretches: { readonly path: string; readonly start: number; readonly keys: readonly number[] }[] = [];
  for (let at = 0; at < row.length; at += headLength + (row[at + 2] ?? 0))
    stretches.push({ path, start: row[at] ?? 0, keys: [...row.subarray(at + headLength, at + headLength + (row[at + 2] ?? 0))] });
  return stretches;
}
