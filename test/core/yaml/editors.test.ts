/** The rows of CONTRIBUTING's table about files that are open in editors. */
import assert from 'node:assert/strict';
import { parseSidecar, sidecarStoreFormat } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { YamlStore } from '../../../src/core/yaml/store';
import { add, at, idsOn, note, path, storeOf } from './support';
import { Disk, Editor, idle, Process } from './world';

/** A store on a file that may be open, with its journal. */
function editing(disk: Disk, name = 'p') {
  const process = new Process(disk, name);
  const editor: Editor = new Editor(disk, path, () => store);
  const store: YamlStore<Sidecar, Decision> = new YamlStore<Sidecar, Decision>({
    path,
    format: sidecarStoreFormat,
    files: editor,
    journal: process.journal,
    ids: process.ids,
  });
  return { process, editor, store };
}

describe('a file that is open with nothing unsaved', () => {
  it('takes what is decided and is saved with it; the journal forgets it at once', async () => {
    const disk = new Disk();
    disk.put(path, 'pressmark: 1\n# kept\n');
    const { process, store } = editing(disk);
    await store.load();
    await store.decide([add('x')]);
    await store.flush();
    await idle(5);
    assert.deepEqual([idsOn(disk), process.records.length, store.state.kind], [['x'], 0, 'settled']);
    assert.match(disk.files.get(path) ?? '', /# kept/);
  });
});

describe('a file that is open with changes that are not saved', () => {
  async function opened() {
    const disk = new Disk();
    disk.put(path, 'pressmark: 1\n');
    const process = new Process(disk, 'p');
    const editor: Editor = new Editor(disk, path, () => store);
    const store = new YamlStore<Sidecar, Decision>({ path, format: sidecarStoreFormat, files: editor, journal: process.journal, ids: process.ids });
    await store.load();
    editor.type('pressmark: 1\n# half a thought\n');
    await store.decide([add('x'), note('x', 'first'), note('x', 'second')]);
    await store.flush();
    await idle(5);
    assert.deepEqual([store.pendingDecisions.length, process.records.length, idsOn(disk)], [0, 3, []]);
    return { disk, process, editor, store };
  }

  it('has what was decided when it is saved, and the journal forgets it then', async () => {
    const { disk, process, editor, store } = await opened();
    assert.equal(store.isIdle, false, 'who let go of it would not hear that the changes were given up');
    editor.save();
    await idle(5);
    assert.equal(store.isIdle, true);
    assert.deepEqual([process.records.length, idsOn(disk)], [0, ['x']]);
    assert.match(disk.files.get(path) ?? '', /second[^]*half a thought/);
  });

  for (const end of ['reverted', 'closed', 'saved again'] as const)
    for (const first of ['', ', though it looks as if the changes had been given up'])
      it(`and is being saved while something is decided, has that when it is ${end}${first}`, async () => {
        const { disk, process, editor, store } = await opened();
        const endSave = editor.beginSave();
        await store.decide([note('x', 'third'), add('y', 4)]);
        await store.flush();
        await idle(5);
        // It is clean, and was edited since the save began: the extension takes that for a revert.
        endSave();
        if (first) store.didRevert();
        await store.flush();
        await idle(5);
        assert.deepEqual([idsOn(disk), process.records.map(({ decision }) => decision)], [['x'], [note('x', 'third'), add('y', 4)]]);
        if (end === 'reverted') editor.revert();
        else if (end === 'saved again') editor.save();
        else {
          editor.close();
          await store.flush();
          await store.load();
        }
        await store.flush();
        await idle(5);
        assert.deepEqual([idsOn(disk), process.records.length], [['x', 'y'], 0]);
        assert.match(disk.files.get(path) ?? '', /third/);
      });

  it('has not what a person took out again before saving', async () => {
    const { disk, process, editor, store } = await opened();
    editor.type('pressmark: 1\n# another thought\n');
    editor.save();
    await idle(5);
    assert.deepEqual([process.records.length, idsOn(disk)], [0, []]);
    editor.close();
    await store.flush();
    await store.load();
    await store.flush();
    assert.deepEqual(idsOn(disk), []);
  });

  it('that is reverted has what was decided all the same', async () => {
    const { disk, process, editor, store } = await opened();
    editor.revert();
    assert.equal(store.value.annotations?.[0]?.note, 'second', 'shown all the while');
    await store.flush();
    await idle(5);
    assert.deepEqual([process.records.length, idsOn(disk)], [0, ['x']]);
    assert.doesNotMatch(disk.files.get(path) ?? '', /half a thought/);
    editor.type('pressmark: 1\n');
    editor.save();
    await idle(5);
    assert.deepEqual(idsOn(disk), [], 'what a person takes out by hand later stays out');
  });

  it('that is closed without being saved has what was decided all the same', async () => {
    const { disk, process, editor, store } = await opened();
    editor.close();
    // As the extension does when an editor is closed.
    await store.flush();
    await store.load();
    await store.flush();
    await idle(5);
    assert.deepEqual([process.records.length, idsOn(disk)], [0, ['x']]);
    assert.doesNotMatch(disk.files.get(path) ?? '', /half a thought/);
  });

  it('that is closed with its window has what was decided when the next one opens', async () => {
    const { disk } = await opened();
    const next = storeOf(disk);
    assert.deepEqual(await next.store.load(), { ok: true, value: { restored: 3 } });
    await next.store.flush();
    await idle(5);
    assert.deepEqual([idsOn(disk), next.process.records.length], [['x'], 0]);
  });

  it('and holds what is decided already, typed by hand, is not safe before it is saved', async () => {
    const { disk, process, editor, store } = await opened();
    editor.save();
    await idle(5);
    editor.type((disk.files.get(path) ?? '').replace('second', 'third'));
    await store.decide([note('x', 'third')]);
    await store.flush();
    await idle(5);
    assert.deepEqual([store.pendingDecisions.length, process.records.length], [0, 1], 'the journal keeps it');
    editor.revert();
    await store.flush();
    await idle(5);
    assert.deepEqual([parseSidecar(disk.files.get(path) ?? '').value.annotations?.[0]?.note, process.records.length], ['third', 0]);
  });
});

describe('a file that is open, unsaved and broken', () => {
  it('is left alone; what is decided is shown, and written when it can be read', async () => {
    const disk = new Disk();
    const before = `pressmark: 1\nannotations:\n  - { id: x, tags: [t], position: [0, 1], by: a, created: ${at} }\n`;
    disk.put(path, before);
    const { process, editor, store } = editing(disk);
    await store.load();
    const broken = before.replace('[t]', '[t');
    editor.type(broken);
    await store.decide([add('y', 4)]);
    await store.flush();
    await idle(5);
    assert.deepEqual([store.state.kind, disk.files.get(path), process.records.length], ['blocked', before, 1]);
    assert.deepEqual(
      store.value.annotations?.map(({ id }) => id),
      ['y'],
    );
    editor.type(before);
    await store.flush();
    await idle(5);
    assert.equal(process.records.length, 1, 'it is in an editor that is not saved');
    editor.save();
    await idle(5);
    assert.deepEqual([idsOn(disk), process.records.length], [['x', 'y'], 0]);
  });
});

describe('a file that is open in two windows', () => {
  it('has what both decided, though one of them has it open with unsaved edits', async () => {
    const disk = new Disk();
    disk.put(path, 'pressmark: 1\n');
    const here = editing(disk, 'p');
    await here.store.load();
    here.editor.type('pressmark: 1\n# half a thought\n');
    await here.store.decide([add('x')]);
    await here.store.flush();
    const there = storeOf(disk, undefined, 'q');
    await there.store.load();
    await there.store.decide([add('y', 4)]);
    await there.store.flush();
    await idle(5);
    assert.deepEqual(idsOn(disk), ['y']);
    // The editor is asked which of the two counts, and the disk's does: as VS Code's own dialog says "Revert".
    here.editor.revert();
    await here.store.flush();
    await idle(5);
    assert.deepEqual([idsOn(disk), here.process.records.length], [['x', 'y'], 0]);
  });
});
