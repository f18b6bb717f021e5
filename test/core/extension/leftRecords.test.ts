/** What waits for the sidecar of a document that is gone: decisions, and passages that were tagged in unsaved text, in one list. */
import assert from 'node:assert/strict';
import type { Decision } from '../../../src/core/sidecar/decision';
import { sidecarStoreFormat } from '../../../src/core/sidecar/index';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';
import { YamlStore } from '../../../src/core/yaml/store';
import { withPassages } from '../../../src/extension/workspace/leftRecords';
import { add, idsOn, passage, path } from '../yaml/support';
import { Disk, idle, Process } from '../yaml/world';

/** A store that writes when it is asked to, on one decision in the journal and two passages beside it. */
async function left(disk: Disk) {
  const process = new Process(disk, 'p');
  const held: Annotation[] = [passage('tagged', 3), passage('too', 7)];
  const journal = withPassages(process.journal, {
    of: (file) => Promise.resolve(file === path ? [...held] : []),
    forget: (file, ids) => {
      assert.equal(file, path);
      for (const id of ids)
        held.splice(
          held.findIndex((one) => one.id === id),
          1,
        );
      return Promise.resolve();
    },
  });
  await process.journal.append(path, [{ id: 'r', decision: add('decided') }]);
  const store = new YamlStore<Sidecar, Decision>({ path, format: sidecarStoreFormat, files: process.files, journal, ids: process.ids, autoFlush: false });
  await store.load();
  return { store, held, journal };
}

describe('passages that were tagged in the unsaved text of a document that is gone', () => {
  it('are told, and copied, with the decisions about it', async () => {
    const { store } = await left(new Disk());
    assert.equal(store.pendingDecisions.length, 3);
    for (const id of ['decided', 'tagged', 'too']) assert.match(store.copyText(), new RegExp(`id: ${id}\\n`));
  });

  it('are written when that is asked for, and wait no longer', async () => {
    const disk = new Disk();
    const { store, held, journal } = await left(disk);
    await store.retry();
    await idle(5);
    assert.deepEqual([[...idsOn(disk)].sort(), held, await journal.read(path)], [['decided', 'tagged', 'too'], [], []]);
  });

  it('are let go of with them', async () => {
    const disk = new Disk();
    const { store, held, journal } = await left(disk);
    await store.forgetPending();
    assert.deepEqual([disk.files.size, held, await journal.read(path)], [0, [], []]);
  });

  it('are not written over what has come into the sidecar under their ids since', async () => {
    const disk = new Disk();
    disk.files.set(path, `pressmark: 1\nannotations:\n  - { id: tagged, tags: [other], position: [3, 4], by: a, created: 2026-11-21T10:00:00Z }\n`);
    const { store } = await left(disk);
    await store.retry();
    assert.match(disk.files.get(path) ?? '', /id: tagged, tags: \[other\]/);
    assert.deepEqual([...idsOn(disk)].sort(), ['decided', 'tagged', 'too']);
  });
});
