/** Acts over many documents decide about the texts as they are in the end, not as they were when the first of them was looked at. */
import assert from 'node:assert/strict';
import { gathered } from '../../../src/extension/features/gathering';

const on = (): Promise<boolean> => Promise.resolve(true);

describe('what one act decides in many documents', () => {
  it('is decided when all of them are looked at: one that was typed in until then is left out', async () => {
    const texts = new Map([
      ['a.txt', 'No comment.'],
      ['b.txt', 'No comment.'],
    ]);
    const prepare = (path: string): Promise<() => string | undefined> => {
      const shown = texts.get(path);
      // The reader types in the first while the second is looked at.
      if (path === 'b.txt') texts.set('a.txt', 'He said: No comment.');
      return Promise.resolve(() => (texts.get(path) === shown ? path : undefined));
    };
    assert.deepEqual(await gathered(['a.txt', 'b.txt'], prepare, on), ['b.txt']);
  });

  it('is nothing where the reader stopped it, and how far it is is told after each', async () => {
    const shares: number[] = [];
    const decided: string[] = [];
    const prepare = (path: string): Promise<() => number> => Promise.resolve(() => decided.push(path));
    const step = (share: number): Promise<boolean> => Promise.resolve(shares.push(share) < 2);
    assert.equal(await gathered(['a.txt', 'b.txt', 'c.txt', 'd.txt'], prepare, step), undefined);
    assert.deepEqual(shares, [0.25, 0.5]);
    assert.deepEqual(decided, []);
    assert.deepEqual(await gathered([], prepare, on), []);
  });
});
