/** Decisions, events and answers of the file system in any order that they can come in: nobody asks for a writing, and everything arrives. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sidecarStoreFormat } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { YamlStore } from '../../../src/core/yaml/store';
import { add, idsOn, path } from './support';
import { Disk, idle, type Plan, Process } from './world';

type Happening = 'decide' | 'told' | 'told late' | 'reload' | 'turn' | 'microtask';

const happenings = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Happening>('decide') },
    { weight: 4, arbitrary: fc.constant<Happening>('microtask') },
    { weight: 2, arbitrary: fc.constantFrom<Happening>('told', 'told late', 'reload', 'turn') },
  ),
  { minLength: 1, maxLength: 25 },
);

/** How many microtasks pass before each answer: a journal that answers at once, as one in memory, meets the last steps of a writing. */
const delays = fc.array(fc.nat(12), { minLength: 1, maxLength: 12 });

async function microtasks(count: number): Promise<void> {
  for (let left = count; left > 0; left--) await Promise.resolve();
}

describe('a store under any schedule', function () {
  this.timeout(60_000);

  async function run(all: readonly Happening[], waits: readonly number[], plan: Plan) {
    const disk = new Disk();
    let turn = 0;
    const pause = (): Promise<void> => microtasks(waits[turn++ % waits.length] ?? 0);
    const process = new Process(disk, 'p', plan, pause);
    const store = new YamlStore<Sidecar, Decision>({ ...process, path, format: sidecarStoreFormat });
    await store.load();
    const made: string[] = [];
    const deciding: Promise<unknown>[] = [];
    let earlier: string | undefined;
    for (const one of all) {
      if (one === 'decide') {
        const id = `x${made.length}`;
        made.push(id);
        deciding.push(store.decide([add(id, made.length)]));
      } else if (one === 'told') store.setBase(disk.files.get(path));
      else if (one === 'told late') store.setBase(earlier);
      else if (one === 'reload') void store.reload();
      else if (one === 'turn') await idle(1);
      else await microtasks(1);
      earlier = disk.before.get(path);
    }
    await Promise.all(deciding);
    await idle(60);
    return { disk, store, process, made };
  }

  it('writes everything that was decided, without being asked', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, delays, async (all, waits) => {
        const { disk, store, process, made } = await run(all, waits, () => undefined);
        assert.deepEqual([...idsOn(disk)].sort(), [...made].sort());
        assert.deepEqual([store.state.kind, store.pendingDecisions.length, process.records.length], ['settled', 0, 0]);
        assert.equal(store.value.annotations?.length ?? 0, made.length);
      }),
      { numRuns: 1500 },
    );
  });

  it('says that it failed, or has written everything, where the file fails now and then', async () => {
    await fc.assert(
      fc.asyncProperty(
        happenings,
        delays,
        fc.array(fc.constantFrom(undefined, undefined, 'busy' as const, 'throw' as const), { minLength: 1, maxLength: 9 }),
        async (all, waits, faults) => {
          const { disk, store, made } = await run(all, waits, (step, count) => (step === 'write' ? faults[count % faults.length] : undefined));
          const left = store.pendingDecisions.length;
          assert.equal(idsOn(disk).length + left, made.length);
          assert.equal(store.state.kind, left > 0 ? 'failed' : 'settled');
          assert.equal(store.value.annotations?.length ?? 0, made.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
