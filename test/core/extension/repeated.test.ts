/** Work that is asked for while it is done. */
import assert from 'node:assert/strict';
import { Repeated } from '../../../src/extension/workspace/repeated';

describe('repeated work', () => {
  it('is done one at a time, and once more for all who ask meanwhile', async () => {
    const ends: (() => void)[] = [];
    let begun = 0;
    const work = new Repeated(() => {
      begun++;
      return new Promise((resolve) => ends.push(resolve));
    });
    const first = work.run();
    await Promise.resolve();
    const others = [work.run(), work.run(), work.run()];
    assert.equal(begun, 1);
    ends[0]?.();
    await first;
    await Promise.resolve();
    assert.equal(begun, 2);
    const later = work.run();
    ends[1]?.();
    await Promise.all(others);
    await Promise.resolve();
    assert.equal(begun, 3);
    ends[2]?.();
    await later;
  });

  it('is idle when none is under way and none is asked for, whether it failed or not', async () => {
    const ends: ((error?: Error) => void)[] = [];
    const work = new Repeated(() => new Promise((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve()))));
    assert.equal(work.isIdle, true);
    const first = work.run();
    await Promise.resolve();
    const second = work.run();
    ends[0]?.(new Error('no'));
    await assert.rejects(first, /no/);
    assert.equal(work.isIdle, false);
    await Promise.resolve();
    ends[1]?.();
    await second;
    assert.equal(work.isIdle, true);
  });

  it('goes on after it has failed, and says so to whoever asked', async () => {
    let fails = true;
    const work = new Repeated(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve()));
    await assert.rejects(work.run(), /no/);
    fails = false;
    await work.run();
  });
});
