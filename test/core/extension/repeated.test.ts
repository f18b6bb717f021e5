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

  it('goes on after it has failed, and says so to whoever asked', async () => {
    let fails = true;
    const work = new Repeated(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve()));
    await assert.rejects(work.run(), /no/);
    fails = false;
    await work.run();
  });
});
