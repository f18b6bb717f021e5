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
      assert.equal(store.isIdle, false);
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
      assert.equal(store.isIdle, false, 'a person is told what was recovered');
      store.settleRecovered();
      assert.equal(store.isIdle, true);
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

describe('a file that answers late', () => {
  it('is said to after some seconds, with the decisions shown and kept, until they are in it', async () => {
    const disk = new Disk();
    let answer: () => void = () => undefined;
    let isFirst = true;
    const process = new Process(disk, 'p', undefined, (step) => {
      if (step !== 'write' || !isFirst) return Promise.resolve();
      isFirst = false;
      return new Promise<void>((resolve) => (answer = resolve));
    });
    const timers: { readonly milliseconds: number; readonly ring: () => void; cancelled: boolean }[] = [];
    const timer: Timer = (milliseconds) => {
      let ring: () => void = () => undefined;
      const elapsed = new Promise<void>((resolve) => (ring = resolve));
      const one = { milliseconds, ring, cancelled: false };
      timers.push(one);
      return { elapsed, cancel: () => (one.cancelled = true) };
    };
    const store = new YamlStore<Sidecar, Decision>({ ...process, path, format: sidecarStoreFormat, timer });
    const states: string[] = [];
    store.onDidChange(() => states.push(store.state.kind === 'failed' ? store.state.error.code : store.state.kind));
    await store.load();
    await store.decide([add('x')]);
    await idle(5);
    assert.deepEqual([store.state.kind, timers.map(({ milliseconds }) => milliseconds)], ['writing', [5000]]);
    timers[0]?.ring();
    await idle(5);
    assert.equal(store.state.kind === 'failed' && store.state.error.code, 'late');
    await store.decide([add('y', 4)]);
    assert.deepEqual([store.value.annotations?.length, store.pendingDecisions.length, disk.files.size], [2, 2, 0]);
    answer();
    await store.atRest();
    await idle(5);
    assert.deepEqual([idsOn(disk), store.state.kind, process.records.length, timers.length], [['x', 'y'], 'settled', 0, 1]);
    assert.ok(timers[0]?.cancelled);
    assert.equal(states.lastIndexOf('writing') < states.indexOf('late'), true, 'it is not taken back before it is written');
  });

  it('is not said to where it answers in time', async () => {
    const disk = new Disk();
    let ring: () => void = () => undefined;
    const process = new Process(disk, 'p');
    const timer: Timer = () => ({ elapsed: new Promise<void>((resolve) => (ring = resolve)), cancel: () => undefined });
    const store = new YamlStore<Sidecar, Decision>({ ...process, path, format: sidecarStoreFormat, timer });
    await store.load();
    await store.decide([add('x')]);
    await store.flush();
    ring();
    await idle(5);
    assert.equal(store.state.kind, 'settled');
  });
});

describe('a fault of our own while writing', () => {
  it('is said and logged, keeps the decision, and is not the end of writing', async () => {
    const disk = new Disk();
    const process = new Process(disk, 'p');
    let broken = true;
    const format: typeof sidecarStoreFormat = {
      ...sidecarStoreFormat,
      write: (...all) => {
        if (broken) throw new RangeError('not thought of');
        return sidecarStoreFormat.write(...all);
      },
    };
    const logged: string[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (message: string) => void logged.push(message) };
    const store = new YamlStore<Sidecar, Decision>({ ...process, path, format, log });
    await store.load();
    assert.ok((await store.decide([add('x')])).ok);
    await store.flush();
    assert.equal(store.state.kind === 'failed' && store.state.error.message, 'not thought of');
    assert.deepEqual([store.value.annotations?.length, store.pendingDecisions.length, process.records.length, logged.length > 0], [1, 1, 1, true]);
    broken = false;
    await store.decide([add('y', 4)]);
    await store.flush();
    await idle(5);
    assert.deepEqual([idsOn(disk), store.state.kind, process.records.length], [['x', 'y'], 'settled', 0]);
  });

  it('of who shows decisions does not keep them from the file, nor from who else shows them', async () => {
    const disk = new Disk();
    const { store, process } = storeOf(disk);
    await store.load();
    let told = 0;
    store.onDidChange(() => {
      throw new Error('a view');
    });
    store.onDidChange(() => told++);
    assert.ok((await store.decide([add('x')])).ok);
    await store.flush();
    await idle(5);
    assert.deepEqual([idsOn(disk), store.state.kind, process.records.length, told > 0], [['x'], 'settled', 0, true]);
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
