import assert from 'node:assert/strict';
import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { Debounced } from '../../../src/extension/workspace/debounce';

/** The host is held up: the action is due before the host is told of what came in the meantime. */
async function heldUp(told: (debounced: Debounced) => void, ends: 'with the action' | 'without'): Promise<readonly string[]> {
  const seen: string[] = [];
  const { port1, port2 } = new MessageChannel();
  const closed = once(port2, 'close');
  const acted = new Promise<void>((resolve) => {
    const debounced = new Debounced(1, () => {
      seen.push('acted');
      resolve();
    });
    port2.on('message', () => {
      seen.push('told');
      told(debounced);
      port1.close();
    });
    debounced.call();
    port1.postMessage('news');
    const until = performance.now() + 20;
    while (performance.now() < until);
  });
  await (ends === 'without' ? closed : acted);
  return seen;
}

describe('an action that waits until it is quiet', () => {
  it('waits anew for what came while the host was held up, although its time has run out', async () => {
    assert.deepEqual(await heldUp((debounced) => debounced.call(), 'with the action'), ['told', 'acted']);
  });

  it('is not done any more where that ends it', async () => {
    assert.deepEqual(await heldUp((debounced) => debounced.dispose(), 'without'), ['told']);
  });
});
