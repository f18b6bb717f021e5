import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyDecision, parseSidecar } from '../../../src/core/sidecar/index';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { sameData } from '../../../src/core/yaml/equal';
import type { YamlStore } from '../../../src/core/yaml/store';
import { Disk, idle, type Fault, type Plan, type StepName } from './world';
import { add, idsOn, note, path, remove, restart, storeOf } from './support';

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

  it('goes on showing the object that it showed when what was decided has reached the file: nobody need draw it anew', async () => {
    const disk = new Disk();
    const { store } = storeOf(disk);
    await store.load();
    await store.decide([add('x'), note('x', 'why')]);
    const shown = store.value;
    const seen = new Set<Sidecar>();
    store.onDidChange(() => seen.add(store.value));
    await store.flush();
    await idle(3);
    assert.deepEqual(idsOn(disk), ['x']);
    assert.deepEqual([...seen], [shown]);
    assert.ok(seen.has(shown));
    await store.decide([note('x', 'because')]);
    assert.notEqual(store.value, shown);
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

  it('does not write over what somebody else has put there since a write of ours reached the file in part', async () => {
    const disk = new Disk();
    let torn = false;
    const { store } = storeOf(disk, (step) => {
      if (step === 'read' && torn) {
        torn = false;
        disk.put(path, 'pressmark: 1\n# theirs\nannotations: []\n');
      }
      if (step !== 'write' || disk.files.get(path)?.includes('theirs')) return undefined;
      torn = true;
      return 'torn';
    });
    await store.load();
    await store.decide([add('x')]);
    await store.flush();
    await idle(3);
    assert.deepEqual([idsOn(disk), store.state.kind], [['x'], 'settled']);
    assert.match(disk.files.get(path) ?? '', /# theirs/);
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

  it('adds an entry again that somebody took out between the write and a crash: one too many rather than one too few', async () => {
    const disk = new Disk();
    const first = storeOf(disk, (step) => (step === 'forget' ? 'kill' : undefined));
    await first.store.load();
    await first.store.decide([add('x')]);
    await idle(3);
    assert.deepEqual(idsOn(disk), ['x']);
    disk.put(path, 'pressmark: 1\n');
    const { store } = await restart(disk);
    assert.deepEqual([idsOn(disk), store.recovered.length], [['x'], 1], 'and it is told, to be taken back');
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

  it('shows what an earlier run left unwritten, tells it apart from what is decided now, and has it written with the first flush', async () => {
    const disk = new Disk();
    disk.put(path, 'pressmark: 1\nannotations:\n  - { id: w, tags: [t], position: [0, 1], note: old, by: a, created: 2026-11-21T10:00:00Z }\n');
    const before = disk.files.get(path);
    const first = storeOf(disk, undefined, 'p', false);
    await first.store.load();
    await first.store.decide([add('x', 4)]);
    await first.store.decide([note('w', 'new')]);
    await first.store.decide([{ type: 'change', section: 'annotations', key: 'w', changes: { position: [1, 2] } }]);
    const second = storeOf(disk, undefined, 'p', false);
    assert.deepEqual(await second.store.load(), { ok: true, value: { restored: 3 } });
    await idle(3);
    assert.equal(disk.files.get(path), before);
    const ids = (): readonly string[] => (second.store.value.annotations ?? []).map(({ id }) => id);
    assert.deepEqual([ids(), second.store.value.annotations?.[0]?.note], [['w', 'x'], 'new']);
    // Where a passage stands nobody has decided.
    assert.deepEqual(
      second.store.recovered.map(({ decision }) => decision.type),
      ['add', 'change'],
    );
    await second.store.decide([add('y', 9)]);
    await second.store.flush();
    await idle(3);
    assert.deepEqual([idsOn(disk), second.store.recovered.length, second.process.records.length], [['w', 'x', 'y'], 2, 0]);
    const { undo } = second.store.settleRecovered();
    assert.deepEqual(second.store.recovered, []);
    assert.ok((await second.store.decide(undo)).ok);
    await second.store.flush();
    assert.deepEqual([idsOn(disk), second.store.value.annotations?.[0]?.note], [['w', 'y'], 'old']);
    // The next run finds nothing that was not seen.
    assert.deepEqual((await restart(disk)).store.recovered, []);
  });

  it('tells of what an earlier run left unwritten only when it could be read what it was about, and never of its own', async () => {
    const disk = new Disk();
    const first = storeOf(disk, (step) => (step === 'write' ? 'kill' : undefined));
    await first.store.load();
    await first.store.decide([add('x')]);
    await idle(3);
    let broken = true;
    const { store } = storeOf(disk, (step) => (step === 'read' && broken ? 'busy' : undefined), 'p', false);
    await store.load();
    await store.decide([add('y', 4)]);
    assert.deepEqual(store.recovered, []);
    broken = false;
    await store.retry();
    assert.deepEqual([store.recovered.map(({ decision }) => decision), idsOn(disk)], [[add('x')], ['x', 'y']]);
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
    const total = (await run(() => undefined)).process.steps.length;
    for (let kill = 0; kill < total; kill++) {
      // Every step that the second process comes to.
      for (let again = 0, steps = 1; again < steps; again++) {
        const { disk, acknowledged } = await run((_, count) => (count === kill ? 'kill' : undefined));
        const second = storeOf(disk, (_, count) => (count === again ? 'kill' : undefined));
        void second.store.load().then(() => second.store.flush());
        await idle(10);
        steps = Math.max(steps, second.process.steps.length);
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
  /** Where every read lies, nothing can be known of the file. */
  const someLies = fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }).filter((lies) => lies.some((lie) => lie < 2));

  it('have every decision of both once afterwards, in any order of events, though some reads are stale and some fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5), { minLength: 20, maxLength: 20 }), someLies, async (delays, lies) => {
        const disk = new Disk();
        // Some reads are late, as from a cache; some fail.
        let tries = 0;
        // From another lie with every try at the end: a try of seven reads would always meet the same ones.
        const plan: Plan = (step, count) =>
          step === 'read' ? ([undefined, undefined, 'stale', 'busy'] as const)[lies[(count + tries) % lies.length] ?? 0] : undefined;
        let turn = 0;
        const pause = async (): Promise<void> => {
          for (let wait = delays[turn++ % delays.length] ?? 0; wait > 0; wait--) await new Promise<void>((resolve) => setImmediate(resolve));
        };
        const makers = ['p', 'q'].map((name) => storeOf(disk, plan, name, true, pause));
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
            while (!(await store.load()).ok) await pause();
            for (let index = 0; index < each; index++) {
              const id = `${maker}-${index}`;
              assert.ok((await store.decide([add(id, (index * 7) % 50)])).ok);
              // Refused while a stale read says that there is no such entry: it is not acknowledged, so the coder says it again.
              if (index % 3 === 0) while (!(await store.decide([note(id, `note ${index}`)])).ok) await pause();
              if (index % 5 === 0) await pause();
            }
          }),
        );
        for (; tries < 50 && makers.some(({ store }) => store.state.kind !== 'settled' || store.pendingDecisions.length > 0); tries++) {
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
