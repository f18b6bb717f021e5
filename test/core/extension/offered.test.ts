import assert from 'node:assert/strict';
import { offering } from '../../../src/extension/features/offered';

const all = Array.from({ length: 1_000 }, (_, i) => `${i}.txt`);
const says = (path: string): string => `Title of ${path} The Gazette`;

describe('what a list offers of a large corpus', () => {
  it('are the likeliest, then others, as many as are looked through', () => {
    const found = offering(['7.txt', '3.txt'], all, says)('');
    assert.equal(found.length, 200);
    assert.deepEqual(found.slice(0, 5), ['7.txt', '3.txt', '0.txt', '1.txt', '2.txt']);
    assert.equal(new Set(found).size, 200);
  });

  it('is found by the words typed, in any order and case, wherever it stands', () => {
    assert.deepEqual(offering(['7.txt'], all, says)('gazette 998'), ['998.txt']);
    assert.deepEqual(offering(['997.txt', '7.txt'], all, says)(' 99 '), ['997.txt', ...all.filter((path) => path.includes('99') && path !== '997.txt')]);
    assert.deepEqual(offering(['7.txt'], all, says)('journal'), []);
  });

  it('goes no further than it must, and asks each document once, however many keys are typed', () => {
    const asked: string[] = [];
    const offered = offering([], all, (path) => {
      asked.push(path);
      return says(path);
    });
    offered('title');
    assert.equal(asked.length, 200);
    offered('title o');
    assert.equal(asked.length, 200);
    offered('title of 998');
    offered('title of 99');
    assert.equal(asked.length, 1_000);
  });
});
