/** What was asked of a row of the Passages view, where the journal keeps nothing: the row is there still. */
import assert from 'node:assert/strict';
import { UndoStack } from '../../../src/core/yaml/undo';
import type { Decision } from '../../../src/core/sidecar/decision';
import { settleAside, takeBackIn } from '../../../src/extension/features/documents/takeBack';
import { add, idsOn, note, path, restart, storeOf } from '../yaml/support';
import { Disk, idle } from '../yaml/world';

/** A store that has written what an earlier window had left unwritten. While `full`, its journal keeps nothing more. */
async function recovered(id: string) {
  const disk = new Disk();
  disk.put(path, 'pressmark: 1\n');
  const earlier = storeOf(disk, undefined, 'p', false);
  await earlier.store.load();
  await earlier.store.decide([add(id)]);
  const journal = { full: false };
  const { store } = storeOf(disk, (step) => (step === 'append' && journal.full ? 'throw' : undefined));
  await store.load();
  await store.flush();
  await idle(5);
  assert.deepEqual([idsOn(disk), store.recovered.length], [[id], 1]);
  return { disk, store, journal };
}

describe('what was recovered', () => {
  /** As the extension acts: over all files as one step. */
  const acting =
    (stack: UndoStack, stores: readonly Awaited<ReturnType<typeof recovered>>[]) => (undo: readonly (readonly Decision[])[], goOn: () => Promise<boolean>) =>
      stack
        .performAll(
          'take back',
          stores.flatMap(({ store }, index) => {
            const decisions = undo[index] ?? [];
            return decisions.length > 0 ? [{ store: { decide: (acts: readonly unknown[]) => store.decide(acts as readonly Decision[]) }, decisions }] : [];
          }),
          goOn,
        )
        .then(({ ok }) => ok);

  it('and is taken back is told no more; where that is refused, it is offered again', async () => {
    const one = await recovered('x');
    const act = acting(new UndoStack(), [one]);
    let told = 0;
    one.store.onDidChange(() => told++);
    one.journal.full = true;
    await takeBackIn([one.store], act);
    assert.deepEqual([one.store.recovered.length, idsOn(one.disk), told > 0], [1, ['x'], true]);
    one.journal.full = false;
    await takeBackIn([one.store], act);
    await one.store.flush();
    assert.deepEqual([one.store.recovered.length, idsOn(one.disk)], [0, []]);
  });

  it('in several files is offered again in those that the act did not reach', async () => {
    const all = [await recovered('x'), await recovered('y'), await recovered('z')];
    const [, second] = all;
    if (second) second.journal.full = true;
    const stack = new UndoStack();
    const stores = all.map(({ store }) => store);
    await takeBackIn(stores, acting(stack, all));
    await Promise.all(stores.map((store) => store.flush()));
    const stand = () => all.map(({ store, disk }) => [store.recovered.length, idsOn(disk).length]);
    assert.deepEqual(stand(), [
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
    if (second) second.journal.full = false;
    await takeBackIn(stores, acting(stack, all));
    await Promise.all(stores.map((store) => store.flush()));
    assert.deepEqual(stand(), [
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('is offered again where nobody said who decides', async () => {
    const one = await recovered('x');
    await takeBackIn([one.store], () => Promise.resolve(false));
    assert.equal(one.store.recovered.length, 1);
  });
});

describe('what was set aside', () => {
  it('and cannot be carried out is set aside still, and it is said why', async () => {
    const disk = new Disk();
    disk.put(path, 'pressmark: 1\n');
    const { store: theirs } = await restart(disk);
    await theirs.decide([add('x')]);
    await theirs.flush();
    await idle(5);
    const mine = storeOf(disk, undefined, 'q', false);
    await mine.store.load();
    await mine.store.decide([note('x', 'mine')]);
    await theirs.decide([{ type: 'remove', section: 'annotations', key: 'x' }]);
    await theirs.flush();
    const journal = { full: false };
    const { store } = storeOf(disk, (step) => (step === 'append' && journal.full ? 'throw' : undefined), 'q');
    await store.load();
    await store.flush();
    assert.equal(store.aside.length, 1);
    journal.full = true;
    assert.equal((await settleAside(store, 'gone', true))?.message, 'thrown at append');
    assert.equal(store.aside.length, 1);
    journal.full = false;
    assert.equal(await settleAside(store, 'gone', true), undefined);
    await store.flush();
    assert.deepEqual([store.aside.length, idsOn(disk)], [0, ['x']]);
    assert.equal(await settleAside(store, 'gone', false), undefined);
  });
});
