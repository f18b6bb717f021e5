import assert from 'node:assert/strict';
import type { Decided } from '../../../src/core/yaml/store';
import { UndoStack } from '../../../src/core/yaml/undo';
import { add, idsOn, note, path, remove, storeOf } from './support';
import { Disk } from './world';

describe('undoing', () => {
  it('takes acts back and makes them again, over several files, in turn', async () => {
    const disk = new Disk();
    const one = storeOf(disk).store;
    const two = storeOf(new Disk()).store;
    await Promise.all([one.load(), two.load()]);
    const stack = new UndoStack();
    await stack.perform('tag', one, [add('x')]);
    await stack.perform('note', one, [note('x', 'n')]);
    await stack.performAll('both', [
      { store: one, decisions: [remove('x')] },
      { store: two, decisions: [add('y')] },
    ]);
    const state = (): readonly unknown[] => [
      one.value.annotations?.map((entry) => entry.note ?? ''),
      two.value.annotations?.length,
      stack.undoLabel,
      stack.redoLabel,
    ];
    assert.deepEqual(state(), [undefined, 1, 'both', undefined]);
    await stack.undo();
    assert.deepEqual(state(), [['n'], undefined, 'note', 'both']);
    await Promise.all([stack.undo(), stack.undo()]);
    assert.deepEqual(state(), [undefined, undefined, undefined, 'tag']);
    assert.equal(await stack.undo(), undefined);
    await stack.redo();
    await stack.redo();
    await stack.redo();
    assert.deepEqual(state(), [undefined, 1, 'both', undefined]);
    await stack.undo();
    await stack.perform('other', one, [note('x', 'm')]);
    assert.deepEqual(state(), [['m'], undefined, 'other', undefined]);
  });

  it('of one’s own act leaves what others have done since', async () => {
    const disk = new Disk();
    const { store } = storeOf(disk);
    await store.load();
    const stack = new UndoStack();
    await stack.perform('tag', store, [add('x')]);
    await store.flush();
    const text = (disk.files.get(path) ?? '').replace(
      'annotations:\n',
      'annotations:\n  - { id: other, tags: [], position: [0, 0], by: b, created: 2026-11-21T10:00:00Z }\n',
    );
    disk.put(path, text);
    store.setBase(text);
    await stack.undo();
    await store.flush();
    assert.deepEqual(idsOn(disk), ['other']);
  });

  it('passes over what somebody else has taken away, and reaches the acts before it', async () => {
    const disk = new Disk();
    const { store } = storeOf(disk);
    await store.load();
    const stack = new UndoStack();
    await stack.perform('older', store, [add('kept')]);
    await stack.perform('tag', store, [add('x', 4)]);
    await stack.perform('note', store, [note('x', 'n')]);
    await store.flush();
    const without = (disk.files.get(path) ?? '').replace(/ {2}- id: x\n(?: {4}.*\n)*/, '');
    disk.put(path, without);
    store.setBase(without);
    for (const label of ['note', 'tag']) {
      assert.equal(stack.undoLabel, label);
      const undone = await stack.undo();
      assert.equal(undone?.ok === false && undone.error.code, 'not-found', 'it is said');
    }
    assert.deepEqual([stack.undoLabel, stack.redoLabel], ['older', undefined]);
    assert.ok((await stack.undo())?.ok);
    await store.flush();
    assert.deepEqual(idsOn(disk), []);
  });

  it('of an act on several files goes on where one of them is gone, and tries again where one cannot be reached', async () => {
    const disk = new Disk();
    const { store } = storeOf(disk);
    await store.load();
    const answers: ('gone' | 'busy' | undefined)[] = [];
    const other = {
      decide: (): Promise<Decided<unknown>> => {
        const answer = answers.shift();
        if (answer === undefined) return Promise.resolve({ ok: true, undo: ['back'] });
        return Promise.resolve({ ok: false, error: { code: answer === 'gone' ? 'not-found' : 'busy', message: answer } });
      },
    };
    const stack = new UndoStack();
    const acts = [
      { store, decisions: [add('x')] },
      { store: other, decisions: ['do'] },
    ];
    await stack.performAll('both', acts);
    answers.push('busy');
    assert.equal((await stack.undo())?.ok, false);
    assert.equal(stack.undoLabel, 'both', 'it stays, to be tried again');
    answers.push('gone');
    assert.equal((await stack.undo())?.ok, false);
    assert.deepEqual([stack.undoLabel, stack.redoLabel, store.value.annotations], [undefined, 'both', undefined]);
  });

  it('takes back in one step what was done of an act before it was stopped', async () => {
    const stores = await Promise.all(
      [0, 1, 2].map(async () => {
        const { store } = storeOf(new Disk());
        await store.load();
        return store;
      }),
    );
    const stack = new UndoStack();
    let asked = 0;
    await stack.performAll(
      'many',
      stores.map((store, index) => ({ store, decisions: [add(`x${index}`)] })),
      () => Promise.resolve(asked++ < 2),
    );
    const counts = (): readonly number[] => stores.map(({ value }) => value.annotations?.length ?? 0);
    assert.deepEqual(counts(), [1, 1, 0]);
    await stack.undo();
    assert.deepEqual([counts(), stack.undoLabel], [[0, 0, 0], undefined]);
  });
});
