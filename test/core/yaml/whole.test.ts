/** An act in several files: in all of them, or in none; and what cannot even be taken back is undone as one step. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decision } from '../../../src/core/sidecar/decision';
import { UndoStack } from '../../../src/core/yaml/undo';
import { decideWhole } from '../../../src/core/yaml/whole';
import { add, remove, storeOf } from './support';
import { Disk } from './world';

/** Stores of sidecars; each with the numbers of the appends to its journal that fail. */
async function sidecars(...appendsThatFail: readonly (readonly number[])[]) {
  const made = await Promise.all(
    appendsThatFail.map(async (fails) => {
      let appends = 0;
      const { store } = storeOf(new Disk(), (step) => (step === 'append' && fails.includes(appends++) ? 'no-space' : undefined));
      await store.load();
      return store;
    }),
  );
  const ids = (): readonly string[] => made.map(({ value }) => (value.annotations ?? []).map(({ id }) => id).join(' '));
  const take = (decisions: readonly Decision[]) =>
    decideWhole<Decision, { readonly at: number; readonly decisions: readonly Decision[] }>(
      made.map((_, at) => ({ at, decisions })),
      ({ at }, own) => (made[at] as (typeof made)[number]).decide(own),
    );
  return { made, ids, take };
}

describe('an act in several sidecars', () => {
  it('is in all of them, and taken back by what it answers', async () => {
    const { ids, take } = await sidecars([], [], []);
    const decided = await take([add('x')]);
    assert.deepEqual(ids(), ['x', 'x', 'x']);
    assert.deepEqual(decided, { ok: true, undo: [remove('x'), remove('x'), remove('x')] });
  });

  it('is in none of them where one cannot be journalled: those before are taken back, those behind not begun', async () => {
    const { ids, take } = await sidecars([], [0], []);
    const decided = await take([add('x')]);
    assert.equal(decided.ok, false);
    assert.deepEqual(ids(), ['', '', '']);
    assert.equal('kept' in decided, false);
    assert.ok((await take([add('x')])).ok, 'and can be made again');
    assert.deepEqual(ids(), ['x', 'x', 'x']);
  });

  it('says what it could not take back either, and that is one step to undo', async () => {
    // The first takes the act, and fails once when it is to be taken back.
    const { made, ids, take } = await sidecars([1], [0]);
    const stack = new UndoStack();
    const document = { decide: take };
    const undoing = { decide: (decisions: readonly Decision[]) => (made[0] as (typeof made)[number]).decide(decisions) };
    const result = await stack.performAll('tag', [
      { store: { decide: (own: readonly Decision[]) => (own[0]?.type === 'add' ? document : undoing).decide(own) }, decisions: [add('x')] },
    ]);
    assert.deepEqual([result.ok, result.done], [false, 1]);
    assert.deepEqual(ids(), ['x', '']);
    assert.equal(stack.undoLabel, 'tag');
    assert.ok((await stack.undo())?.ok);
    assert.deepEqual(ids(), ['', '']);
    assert.equal(stack.undoLabel, undefined);
  });

  it('whichever fails when: is in all, in none, or in those that it says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.subarray([0, 1]), { minLength: 1, maxLength: 4 }), async (fails) => {
        const { ids, take } = await sidecars(...fails);
        const decided = await take([add('x')]);
        const having = ids().filter((own) => own === 'x').length;
        assert.equal(having, decided.ok ? fails.length : (decided.kept?.length ?? 0));
      }),
      { numRuns: 60 },
    );
  });
});
