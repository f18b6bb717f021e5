/** Files and journals that cannot be read, that throw, or that never answer. */
import assert from 'node:assert/strict';
import { sidecarStoreFormat } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import type { FilePort, JournalPort } from '../../../src/core/ports';
import { patient, patientJournal, type Timer } from '../../../src/core/yaml/patience';
import { YamlStore } from '../../../src/core/yaml/store';
import { add, idsOn, path, restart, storeOf } from './support';
import { Disk, idle, Process } from './world';

describe('a file whose first read fails', () => {
  for (const code of ['no-permission', 'busy', 'throw'] as const) {
    it(`with ${code}: what an earlier run decided is shown as unwritten, and written when it is tried again`, async () => {
      const disk = new Disk();
      disk.put(path, 'pressmark: 1\n# kept\n');
      const first = storeOf(disk, (step) => (step === 'write' ? 'kill' : undefined));
      await first.store.load();
      await first.store.decide([add('x')]);
      await idle(3);
      let broken = true;
      const { store, process } = storeOf(disk, (step) => (step === 'read' && broken ? code : undefined));
      assert.equal((await store.load()).ok, false);
      assert.deepEqual([store.state.kind, store.pendingDecisions.length, store.value.annotations?.length], ['failed', 1, 1]);
      await store.retry();
      assert.deepEqual([store.state.kind, disk.files.get(path)], ['failed', 'pressmark: 1\n# kept\n'], 'nothing is written over what nobody has read');
      assert.ok((await store.decide([add('y', 4)])).ok);
      await store.flush();
      assert.equal(store.pendingDecisions.length, 2);
      broken = false;
      await store.retry();
      await idle(5);
      assert.deepEqual([idsOn(disk), store.state.kind, process.records.length], [['x', 'y'], 'settled', 0]);
      assert.match(disk.files.get(path) ?? '', /# kept/);
    });
  }

  it('is not settled before it was read, though nothing waits for it', async () => {
    const disk = new Disk();
    disk.put(path, 'pressmark: 1\nread:\n  - { by: b, at: 2026-11-21T10:00:00Z }\n');
    let broken = true;
    const { store } = storeOf(disk, (step) => (step === 'read' && broken ? 'busy' : undefined));
    await store.load();
    await store.retry();
    assert.equal(store.state.kind, 'failed');
    broken = false;
    await store.retry();
    assert.deepEqual([store.state.kind, store.value.read?.length], ['settled', 1]);
  });
});

describe('a journal that cannot be read', () => {
  it('is said, and what it has is shown when it is tried again', async () => {
    const disk = new Disk();
    const first = storeOf(disk, (step) => (step === 'write' ? 'kill' : undefined));
    await first.store.load();
    await first.store.decide([add('x')]);
    await idle(3);
    let broken = true;
    const { store } = storeOf(disk, (step) => (step === 'recall' && broken ? 'busy' : undefined));
    assert.equal((await store.load()).ok, false);
    assert.equal(store.state.kind, 'failed');
    broken = false;
    await store.retry();
    await idle(5);
    assert.deepEqual([idsOn(disk), store.state.kind], [['x'], 'settled']);
  });
});

describe('a file that never answers', () => {
  it('fails after the limit, keeps the decision, begins no second write beside the first, and is written when it answers', async () => {
    const disk = new Disk();
    const process = new Process(disk, 'p');
    let release: () => void = () => undefined;
    let writes = 0;
    const slow: FilePort = {
      read: (at) => process.files.read(at),
      write: async (...all) => {
        if (writes++ === 0) await new Promise<void>((resolve) => (release = resolve));
        return process.files.write(...all);
      },
    };
    let ring: () => void = () => undefined;
    const files = patient(slow, 30_000, () => ({ elapsed: new Promise<void>((resolve) => (ring = resolve)), cancel: () => undefined }));
    const store = new YamlStore<Sidecar, Decision>({ path, format: sidecarStoreFormat, files, journal: process.journal, ids: process.ids, autoFlush: false });
    const loading = store.load();
    await loading;
    await store.decide([add('x')]);
    const rings = async (work: Promise<void>): Promise<void> => {
      await idle(5);
      ring();
      await work;
    };
    await rings(store.flush());
    assert.equal(store.state.kind === 'failed' && store.state.error.code, 'unavailable');
    await store.decide([add('y', 4)]);
    await rings(store.retry());
    assert.deepEqual([store.state.kind, writes, process.records.length], ['failed', 1, 2]);
    release();
    await idle(5);
    await store.retry();
    await idle(5);
    assert.deepEqual([idsOn(disk), store.state.kind, process.records.length], [['x', 'y'], 'settled', 0]);
  });
});

describe('a file system that throws within the call', () => {
  it('is one that fails: the decision is kept, and written when it no longer does', async () => {
    const disk = new Disk();
    const process = new Process(disk, 'p');
    let broken = true;
    const files: FilePort = {
      read: (at) => process.files.read(at),
      write: (...all) => {
        if (broken) throw new Error('at once');
        return process.files.write(...all);
      },
    };
    const never: Timer = () => ({ elapsed: new Promise<void>(() => undefined), cancel: () => undefined });
    const port = patient(files, 30_000, never);
    const store = new YamlStore<Sidecar, Decision>({ path, format: sidecarStoreFormat, files: port, journal: process.journal, ids: process.ids });
    await store.load();
    await store.decide([add('x')]);
    await store.flush();
    assert.deepEqual([store.state.kind, store.pendingDecisions.length], ['failed', 1]);
    broken = false;
    await store.retry();
    await idle(5);
    assert.deepEqual([idsOn(disk), store.state.kind], [['x'], 'settled']);
  });
});

describe('a journal that never answers', () => {
  it('refuses the decision within the limit, and does not bring it back', async () => {
    const disk = new Disk();
    const process = new Process(disk, 'p');
    let release: () => void = () => undefined;
    const slow: JournalPort = {
      append: async (...all) => {
        await new Promise<void>((resolve) => (release = resolve));
        return process.journal.append(...all);
      },
      read: (file) => process.journal.read(file),
      remove: (...all) => process.journal.remove(...all),
    };
    let ring: () => void = () => undefined;
    const journal = patientJournal(slow, 30_000, () => ({ elapsed: new Promise<void>((resolve) => (ring = resolve)), cancel: () => undefined }));
    const store = new YamlStore<Sidecar, Decision>({ path, format: sidecarStoreFormat, files: process.files, journal, ids: process.ids });
    await store.load();
    const deciding = store.decide([add('x')]);
    await idle(5);
    ring();
    const decided = await deciding;
    assert.deepEqual([decided.ok, store.value.annotations], [false, undefined]);
    release();
    await idle(5);
    assert.equal(process.records.length, 0, 'it came after all, and was forgotten');
    assert.deepEqual((await restart(disk)).store.value.annotations, undefined);
  });
});
