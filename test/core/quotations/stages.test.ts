/** A long text is read in stages, between which a host does what else is waiting. */
import assert from 'node:assert/strict';
import { QuotationReader } from '../../../src/core/quotations';
import { blocksOf } from '../../../src/core/text/blocks';

describe('the statements of a long text', () => {
  const text = Array.from(
    { length: 600 },
    (_, n) => `The engineer of tower ${n} said that the wall of tower ${n} was safe, and went on with her work there.`,
  ).join('\n\n');

  it('are read in stages, none of them long, and are those that are read at once', () => {
    const blocks = blocksOf(text);
    const stages = new QuotationReader().stages(text, blocks, []);
    let count = 0;
    for (let step = stages.next(); ; step = stages.next(), count++) {
      if (step.done !== true) continue;
      assert.equal(step.value.quotations.length, 600);
      assert.deepEqual(step.value, new QuotationReader().read(text, blocks, []));
      break;
    }
    // One for each paragraph, and one for each statement.
    assert.ok(count >= 1200, String(count));
  });
});
