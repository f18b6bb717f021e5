import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyDecision, parseSidecar, sidecarStoreFormat } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';
import { sameData } from '../../../src/core/yaml/equal';
import type { FilePort } from '../../../src/core/ports';
import { patient } from '../../../src/core/yaml/patience';
import { YamlStore } from '../../../src/core/yaml/store';
import { UndoStack } from '../../../src/core/yaml/undo';
import { Disk, Editor, idle, Process, type Fault, type Plan, type StepName } from './world';

const path = 'a.txt.pressmark.yaml';
const at = '2026-11-21T10:00:00Z';

function passage(id: string, start = 0, note?: string): Annotation {
  return { id, tags: ['t'], position: [start, start + 1], by: 'a', created: at, ...(note === undefined ? {} : { note }) };
}
function add(id: string, start = 0): Decision {
  return { type: 'add', section: 'annotations', entry: passage(id, start) };
}
function note(key: string, text: string | null): Decision {
  return { type: 'change', section: 'annotations', key, changes: { note: text } };
}
function remove(key: string): Decision {
  return { type: 'remove', section: 'annotations', key };
}

function storeOf(disk: Disk, plan?: Plan, name = 'p', autoFlush = true, pause?: (step: StepName) => Promise<void>) {
  const process = new Process(disk, name, plan, pause);
  const store = new YamlStore<Sidecar, Decision>({
    path,
    format: sidecarStoreFormat,
    files: process.files,
    journal: process.journal,
    ids: process.ids,
    autoFlush,
  });
  return { store, process };
}

/** A new process on what the old one left, which writes what was not written. */
async function restart(disk: Disk, name = 'p') {
  const made = storeOf(disk, undefined, name);
  const loaded = await made.store.load();
  assert.ok(loaded.ok);
  await made.store.flush();
  await idle(5);
  assert.equal(made.store.state.kind, 'settled', JSON.stringify(made.store.state));
  return { ...made, restored: loaded.value.restored };
}

function idsOn(disk: Disk): readonly string[] {
  const file = parseSidecar(disk.files.get(path) ?? '');
  assert.deepEqual(file.problems, [], disk.files.get(path));
  return (file.value.annotations ?? []).map(({ id }) => id);
}

describe('a store', () => {
  it('shows a decision at once, journalled, and writes it', async () => {
    const disk = new Disk();
    const { store, process } = storeOf(disk);
    await store.load();
    const shown: (readonly string[])[] = [];
    store.onDidChange(() => shown.push((store.value.annotations ?? []).map(({ id }) => id)));
    const decided = await store.decide([add('x')]);
    assert.deepEqual(decided, { ok: true, undo: [remove('x')] });
    assert.deepEqual(shown[0], ['x']);
    assert.equal(process.records.length, 1);
    await store.flush();
    await idle(3);
    assert.equal(
      disk.files.get(path),
      'pressmark: 1\nannotations:\n  - id: x\n    tags: [t]\n    position: [0, 1]\n    by: a\n    created: 2026-11-21T10:00:00Z\n',
    );
    assert.deepEqual([process.records.length, store.pendingDecisions.length, store.state.kind], [0, 0, 'settled']);
  });

  it('takes together into one writing what is decided while another is under way', async () => {
    const disk = new Disk();
    const slowly = async (step: StepName): Promise<void> => (step === 'write' ? idle(20) : undefined);
    const { store, process } = storeOf(disk, undefined, 'p', true, slowly);
    await store.load();
    await Promise.all(Array.from({ length: 50 }, (_, index) => store.decide([add(`x${index}`, index)])));
    await store.flush();
    assert.equal(idsOn(disk).length, 50);
    assert.ok(process.steps.filter((step) => step === 'write').length < 10, String(process.steps.filter((step) => step === 'write').length));
  });

  it('does not show what the journal could not take, and does not bring it back', async () => {
    const disk = new Disk();
    const { store, process } = storeOf(disk, (step, count) => (step === 'append' && count < 5 ? 'no-space' : undefined));
    await store.load();
    const decided = await store.decide([add('x')]);
    assert.equal(decided.ok, false);
    assert.deepEqual([store.value.annotations, store.pendingDecisions.length, process.records.length], [undefined, 0, 0]);
    assert.ok((await store.decide([add('y')])).ok);
    await store.flush();
    assert.deepEqual(idsOn(disk), ['y']);
  });

  for (const code of ['no-space', 'no-permission', 'busy', 'read-only', 'throw'] as const) {
    it(`keeps and shows a decision when the write fails with ${code}, and writes it when it is tried again`, async () => {
      const disk = new Disk();
      let broken = true;
      const { store, process } = storeOf(disk, (step) => (step === 'write' && broken ? code : undefined));
      await store.load();
      await store.decide([add('x')]);
      await store.flush();
      assert.equal(store.state.kind, 'failed');
      assert.equal(store.state.kind === 'failed' && store.state.error.code, code === 'throw' ? 'unknown' : code);
      assert.deepEqual([store.value.annotations?.length, store.pendingDecisions.length, process.records.length, disk.files.size], [1, 1, 1, 0]);
      broken = false;
      await store.retry();
      await idle(3);
      assert.deepEqual([idsOn(disk), store.state.kind, process.records.length], [['x'], 'settled', 0]);
    });
  }

  it('mends a write that reached the file in part, though entries of others were in the missing half', async () => {
    for (const tears of [1, 2, 3, 4, 5]) {
      const disk = new Disk();
      let left = 0;
      const { store } = storeOf(disk, (step) => (step === 'write' && left-- > 0 ? 'torn' : undefined));
      await store.load();
      await store.decide([add('a', 0), add('b', 5), add('c', 9)]);
      await store.flush();
      left = tears;
      await store.decide([add('d', 7)]);
      while (store.state.kind !== 'settled') await store.retry();
      assert.deepEqual(idsOn(disk), ['a', 'b', 'd', 'c']);
    }
  });

  it('applies anew to a file that changed under it', async () => {
    const disk = new Disk();
    const { store } = storeOf(disk);
    await store.load();
    disk.put(path, '# mine\npressmark: 1\nread:\n  - { by: b, at: 2026-11-21T10:00:00Z }\n');
    await store.decide([add('x')]);
    await store.flush();
    assert.deepEqual(disk.files.get(path)?.split('\n').slice(0, 5), [
      '# mine',
      'pressmark: 1',
      'read:',
      '  - { by: b, at: 2026-11-21T10:00:00Z }',
      'annotations:',
    ]);
    assert.deepEqual(idsOn(disk), ['x']);
  });

  it('gives up on a file that never stops changing, says so, and loses nothing', async () => {
    const disk = new Disk();
    let writes = 0;
    const { store } = storeOf(disk, (step) => {
      if (step === 'write') disk.put(path, `# ${writes++}\n`);
      return undefined;
    });
    await store.load();
    await store.decide([add('x')]);
    await store.flush();
    assert.deepEqual([store.state.kind, store.pendingDecisions.length], ['failed', 1]);
    assert.ok(writes < 100);
  });

  it('does not touch a file that it cannot read in full; writes when it is mended', async () => {
    const disk = new Disk();
    const broken =
      'pressmark: 1\nannotations:\n  - id: ok\n    tags: []\n    position: [0, 1]\n    by: b\n    created: 2026-11-21T10:00:00Z\n  - id: bad\n    tags: [\n';
    disk.put(path, broken);
    const { store, process } = storeOf(disk);
    await store.load();
    await store.decide([add('x', 5)]);
    await store.flush();
    assert.equal(store.state.kind, 'blocked');
    assert.deepEqual(
      store.value.annotations?.map(({ id }) => id),
      ['ok', 'x'],
    );
    assert.equal(disk.files.get(path), broken);
    const mended = broken.replace('  - id: bad\n    tags: [\n', '');
    disk.put(path, mended);
    store.setBase(mended);
    await idle(5);
    assert.deepEqual([idsOn(disk), store.state.kind, process.records.length], [['ok', 'x'], 'settled', 0]);
  });

  it('shows a file of a newer version and keeps what was decided on it', async () => {
    const disk = new Disk();
    disk.put(path, 'pressmark: 2\nfuture: { a: 1 }\n');
    const { store } = storeOf(disk);
    await store.load();
    await store.decide([add('x')]);
    await store.flush();
    assert.equal(store.state.kind === 'blocked' && store.state.problem.code, 'newer-version');
    assert.deepEqual([store.value.annotations?.length, disk.files.get(path)], [1, 'pressmark: 2\nfuture: { a: 1 }\n']);
  });

  it('lets decisions go that a file from outside brings along', async () => {
    const disk = new Disk();
    let broken = true;
    const { store, process } = storeOf(disk, (step) => (step === 'write' && broken ? 'busy' : undefined));
    await store.load();
    await store.decide([add('x'), note('x', 'n')]);
    await store.flush();
    const elsewhere = 'pressmark: 1\nannotations:\n- {id: x, tags: [t], position: [0, 1], by: a, created: 2026-11-21T10:00:00Z, note: n}\n';
    disk.put(path, elsewhere);
    store.setBase(elsewhere);
    await idle(5);
    broken = false;
    assert.deepEqual([store.pendingDecisions.length, process.records.length, disk.files.get(path)], [0, 0, elsewhere]);
  });

  it('is not led back by a late event that reports the text before its own write', async () => {
    const disk = new Disk();
    const { store } = storeOf(disk);
    await store.load();
    await store.decide([add('x')]);
    await store.flush();
    const before = disk.files.get(path);
    await store.decide([add('y', 4)]);
    await store.flush();
    store.setBase(before);
    store.setBase(before);
    await idle(5);
    assert.deepEqual(
      store.value.annotations?.map(({ id }) => id),
      ['x', 'y'],
    );
    // But where somebody really went back to it, the file says so.
    disk.put(path, before);
    store.setBase(before);
    await idle(5);
    assert.deepEqual(
      store.value.annotations?.map(({ id }) => id),
      ['x'],
    );
  });

  it('offers what an earlier run left unwritten, and does not write it unasked', async () => {
    const disk = new Disk();
    const first = storeOf(disk, (step) => (step === 'write' ? 'kill' : undefined));
    await first.store.load();
    await first.store.decide([add('x')]);
    await idle(3);
    const second = storeOf(disk);
    const loaded = await second.store.load();
    assert.deepEqual(loaded, { ok: true, value: { restored: 1 } });
    await idle(3);
    assert.equal(disk.files.size, 0);
    assert.deepEqual(
      second.store.value.annotations?.map(({ id }) => id),
      ['x'],
    );
    await second.store.discardPending();
    assert.deepEqual([second.store.value.annotations, second.process.records.length], [undefined, 0]);
  });
});

describe('a change of an entry that somebody else has deleted', () => {
  const withX = 'pressmark: 1\nannotations:\n  - { id: x, tags: [t], position: [0, 1], by: a, created: 2026-11-21T10:00:00Z }\n';
  const without = 'pressmark: 1\nannotations: []\n';

  /** Changed while it could not be written, and deleted by somebody else before it could. */
  async function bereft(decisions: readonly Decision[]) {
    const disk = new Disk();
    disk.put(path, withX);
    let broken = true;
    const made = storeOf(disk, (step) => (step === 'write' && broken ? 'busy' : undefined));
    await made.store.load();
    await made.store.decide(decisions);
    await made.store.flush();
    disk.put(path, without);
    made.store.setBase(without);
    broken = false;
    await made.store.flush();
    await idle(5);
    return { disk, ...made };
  }

  it('is kept and said, survives the process, and is restored with the entry', async () => {
    const { disk, store, process } = await bereft([note('x', 'mine'), { type: 'change', section: 'annotations', key: 'x', changes: { tags: ['u'] } }]);
    assert.deepEqual([store.aside.length, store.pendingDecisions.length, process.records.length, store.state.kind], [2, 0, 2, 'settled']);
    assert.equal(disk.files.get(path), without);
    const again = await restart(disk);
    assert.equal(again.store.aside.length, 2);
    assert.ok((await again.store.carryOutAside('gone')).ok);
    await again.store.flush();
    await idle(5);
    const [entry] = parseSidecar(disk.files.get(path) ?? '').value.annotations ?? [];
    assert.deepEqual([entry?.id, entry?.note, entry?.tags], ['x', 'mine', ['u']]);
    assert.deepEqual([again.store.aside.length, again.process.records.length], [0, 0]);
  });

  it('is let go when that is asked for', async () => {
    const { disk, store, process } = await bereft([note('x', 'mine')]);
    await store.discardAside('gone');
    assert.deepEqual([store.aside.length, process.records.length, disk.files.get(path)], [0, 0, without]);
  });

  it('is written after all when the entry comes back', async () => {
    const { disk, store } = await bereft([note('x', 'mine')]);
    disk.put(path, withX);
    await store.reload();
    await store.flush();
    await idle(5);
    assert.equal(parseSidecar(disk.files.get(path) ?? '').value.annotations?.[0]?.note, 'mine');
    assert.equal(store.aside.length, 0);
  });

  it('is nothing where we have deleted it ourselves, or where only its place has changed', async () => {
    assert.equal((await bereft([note('x', 'mine'), remove('x')])).store.aside.length, 0);
    const moved: Decision = { type: 'change', section: 'annotations', key: 'x', changes: { position: [5, 6] } };
    const { store, process } = await bereft([moved]);
    assert.deepEqual([store.aside.length, process.records.length], [0, 0]);
  });

  it('is not said of an entry that only cannot be read', async () => {
    const disk = new Disk();
    disk.put(path, withX);
    let broken = true;
    const { store } = storeOf(disk, (step) => (step === 'write' && broken ? 'busy' : undefined));
    await store.load();
    await store.decide([note('x', 'mine')]);
    await store.flush();
    broken = false;
    const torn = withX.replace('[t]', '[t');
    disk.put(path, torn);
    store.setBase(torn);
    await store.flush();
    assert.deepEqual([store.state.kind, store.aside.length, store.pendingDecisions.length], ['blocked', 0, 1]);
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
    const { disk, process, editor } = await opened();
    editor.save();
    await idle(5);
    assert.deepEqual([process.records.length, idsOn(disk)], [0, ['x']]);
    assert.match(disk.files.get(path) ?? '', /second[^]*half a thought/);
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

describe('a process that is killed', function () {
  this.timeout(60_000);

  const acts: readonly (readonly Decision[])[] = [
    [add('a', 0)],
    [add('b', 5), note('a', 'first')],
    [note('a', 'second')],
    [add('c', 2), remove('b')],
    [note('c', 'x'), note('c', null)],
  ];
  const start = 'pressmark: 1\n# kept\nread:\n  - { by: b, at: 2026-11-21T10:00:00Z }\n';

  async function run(plan: Plan, after?: (store: YamlStore<Sidecar, Decision>) => Promise<void>) {
    const disk = new Disk();
    disk.put(path, start);
    const { store, process } = storeOf(disk, plan);
    const acknowledged: Decision[] = [];
    const work = (async () => {
      if (!(await store.load()).ok) await store.load();
      for (const decisions of acts) {
        if ((await store.decide(decisions)).ok) acknowledged.push(...decisions);
        await after?.(store);
      }
      await store.flush();
    })();
    await Promise.race([work, idle(60)]);
    return { disk, process, acknowledged };
  }

  /** What was acknowledged; and with it the one act that was in the journal but not acknowledged yet, never half of it. */
  function outcomes(acknowledged: readonly Decision[]): readonly Sidecar[] {
    const before = parseSidecar(start).value;
    const next = acts.find((_, index) => acts.slice(0, index).flat().length === acknowledged.length) ?? [];
    return [acknowledged.reduce(applyDecision, before), [...acknowledged, ...next].reduce(applyDecision, before)];
  }

  it('before any step loses nothing that it had acknowledged, and has nothing twice', async () => {
    const whole = await run(() => undefined);
    const total = whole.process.steps.length;
    assert.ok(total > 20);
    for (const withFlush of [false, true]) {
      for (let kill = 0; kill < total + 10; kill++) {
        const { disk, acknowledged } = await run((_, count) => (count === kill ? 'kill' : undefined), withFlush ? (store) => store.flush() : undefined);
        await restart(disk);
        const text = disk.files.get(path) ?? '';
        const file = parseSidecar(text);
        assert.deepEqual(file.problems, []);
        assert.ok(text.startsWith('pressmark: 1\n# kept\n'));
        assert.ok(
          outcomes(acknowledged).some((value) => sameData(file.value, value)),
          `killed before step ${kill}\n${text}`,
        );
      }
    }
  });

  it('twice, at any two steps, loses nothing', async () => {
    for (let kill = 4; kill < 24; kill += 2) {
      for (let again = 0; again < 10; again++) {
        const { disk, acknowledged } = await run((_, count) => (count === kill ? 'kill' : undefined));
        const second = storeOf(disk, (_, count) => (count === again ? 'kill' : undefined));
        void second.store.load().then(() => second.store.flush());
        await idle(10);
        await restart(disk);
        const value = parseSidecar(disk.files.get(path) ?? '').value;
        assert.ok(
          outcomes(acknowledged).some((wanted) => sameData(value, wanted)),
          `killed before ${kill}, then before ${again}`,
        );
      }
    }
  });

  it('or any one step of which fails, or lies, loses nothing', async () => {
    const faults: readonly Fault[] = ['no-space', 'no-permission', 'busy', 'throw', 'stale', 'torn', 'changed'];
    const total = (await run(() => undefined)).process.steps.length;
    for (const fault of faults) {
      for (let strike = 0; strike < total; strike++) {
        const plan: Plan = (step, count) => {
          if (count !== strike) return undefined;
          if (fault === 'stale') return step === 'read' ? 'stale' : undefined;
          if (fault === 'torn') return step === 'write' ? 'torn' : undefined;
          return fault;
        };
        const { disk, acknowledged } = await run(plan);
        await restart(disk);
        const file = parseSidecar(disk.files.get(path) ?? '');
        assert.deepEqual(file.problems, [], `${fault} at ${strike}`);
        const least = acknowledged.reduce(applyDecision, parseSidecar(start).value);
        assert.ok(sameData(file.value, least), `${fault} at ${strike}\n${disk.files.get(path)}\n${JSON.stringify(least)}`);
      }
    }
  });
});

describe('two processes on one file', function () {
  this.timeout(600_000);
  const each = Number(process.env['PRESSMARK_WRITERS'] ?? 60);

  it('have every decision of both once afterwards, in any order of events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { minLength: 20, maxLength: 20 }), async (delays) => {
        const disk = new Disk();
        let turn = 0;
        const pause = async (): Promise<void> => {
          for (let wait = delays[turn++ % delays.length] ?? 0; wait > 0; wait--) await new Promise<void>((resolve) => setImmediate(resolve));
        };
        const makers = ['p', 'q'].map((name) => storeOf(disk, undefined, name, true, pause));
        for (const { store } of makers) {
          // Late, twice, and sometimes not at all.
          disk.watchers.add((text) => {
            if (turn % 3 === 0) return;
            void pause().then(() => store.setBase(text));
            void pause()
              .then(pause)
              .then(() => store.setBase(text));
          });
        }
        await Promise.all(
          makers.map(async ({ store }, maker) => {
            await store.load();
            for (let index = 0; index < each; index++) {
              const id = `${maker}-${index}`;
              assert.ok((await store.decide([add(id, (index * 7) % 50)])).ok);
              if (index % 3 === 0) assert.ok((await store.decide([note(id, `note ${index}`)])).ok);
              if (index % 5 === 0) await pause();
            }
          }),
        );
        for (let tries = 0; tries < 50 && makers.some(({ store }) => store.state.kind !== 'settled' || store.pendingDecisions.length > 0); tries++) {
          await Promise.all(makers.map(({ store }) => store.retry()));
        }
        await idle(20);
        const ids = idsOn(disk);
        assert.equal(new Set(ids).size, ids.length);
        assert.equal(ids.length, 2 * each);
        const notes = parseSidecar(disk.files.get(path) ?? '').value.annotations?.filter((entry) => entry.note !== undefined).length;
        assert.equal(notes, 2 * Math.ceil(each / 3));
        for (const { process: left } of makers) assert.equal(left.records.length, 0);
      }),
      { numRuns: Number(process.env['PRESSMARK_RUNS'] ?? 15) },
    );
  });
});

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
});
