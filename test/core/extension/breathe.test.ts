import assert from 'node:assert/strict';
import { breathe, inSteps } from '../../../src/extension/workspace/breathe';

/** Holds the thread up, as work does. */
function work(milliseconds: number): void {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
}

describe('long work in steps', () => {
  it('lets in what else waits, and comes to its end', async () => {
    const order: string[] = [];
    function* stages(): Generator<undefined, string> {
      for (const name of ['first', 'second']) {
        order.push(name);
        work(12);
        yield;
      }
      return 'done';
    }
    setTimeout(() => order.push('an event'), 0);
    assert.equal(await inSteps(stages()), 'done');
    assert.deepEqual(order, ['first', 'an event', 'second']);
  });

  it('ends with the step in which nobody wants it any more', async () => {
    let isUnwanted = false;
    let made = 0;
    function* stages(): Generator<undefined, number> {
      for (; made < 50; made++) {
        work(12);
        yield;
      }
      return made;
    }
    setTimeout(() => (isUnwanted = true), 0);
    assert.equal(await inSteps(stages(), () => isUnwanted), undefined);
    assert.equal(made, 0, 'the first step was the last');
  });

  it('go on one at a time, however many have come to breathe', async () => {
    const order: string[] = [];
    const chain = async (name: string): Promise<void> => {
      for (let step = 0; step < 3; step++) {
        work(5);
        order.push(name);
        await breathe();
      }
    };
    let isOver = false;
    const events = (): void => {
      if (order.at(-1) !== '.') order.push('.');
      if (!isOver) setImmediate(events);
    };
    setImmediate(events);
    await Promise.all(['a', 'b', 'c'].map(chain));
    isOver = true;
    assert.match(order.join(''), /^abc\.?[abc](\.[abc]){5}\.?$/);
  });
});
