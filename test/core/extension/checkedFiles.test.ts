/** Files that cannot be replaced whole: whatever is cut, and whenever the process ends, the old text or the new one is there for the next who looks. */
import assert from 'node:assert/strict';
import type { FilePort, JournalPort, JournalRecord } from '../../../src/core/ports';
import { sidecarStoreFormat } from '../../../src/core/sidecar';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { YamlStore } from '../../../src/core/yaml/store';
import { type ByteFiles, CheckedFiles } from '../../../src/extension/workspace/checkedFiles';
import { add, idsOn, note, path } from '../yaml/support';
import { Disk, idle, Process } from '../yaml/world';

const encoder = new TextEncoder();
/** Letters of two, three and four bytes, to be cut in two. */
const before = `pressmark: 1
annotations:
  - { id: x, tags: [t], quote: "Élysée, Київ, 東京, 𝛼", position: [0, 18], by: a, created: 2026-11-21T10:00:00Z }
`;

type Strike = 'kill' | 'throw';

/** What survives a process: files that are written in place, and the storage that copies are kept in. */
class World {
  readonly files = new Map<string, Uint8Array>();
  readonly copies = new Map<string, readonly JournalRecord[]>();
  readonly disk = new Disk();
  /** Bytes that the next write lets through, and what happens then. */
  tearsAt: number | undefined;
  then: Strike | undefined;
  /** Done by somebody else right after the next write. */
  meanwhile: (() => void) | undefined;
  /** The storage of the copies forgets nothing. */
  forgetsNothing = false;
  /** Kills before the so-manieth step. */
  killAt = Infinity;
  steps = 0;

  put(text: string): void {
    this.files.set(path, encoder.encode(text));
  }

  /** As bytes: what is cut within a letter is no text. */
  get text(): string | undefined {
    const bytes = this.files.get(path);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** What everyone holds at the end, in the file as it stands. */
  get ids(): readonly string[] {
    this.disk.put(path, this.text);
    return idsOn(this.disk);
  }

  /** A window: its files, and a store on them. */
  window(name = 'p', copies = this.copies) {
    const step = async (): Promise<void> => {
      await Promise.resolve();
      if (++this.steps > this.killAt) return new Promise<void>(() => undefined);
    };
    const bytes: ByteFiles = {
      read: async (at) => {
        await step();
        return this.files.get(at);
      },
      write: async (at, whole) => {
        await step();
        const { tearsAt, then, meanwhile } = this;
        this.tearsAt = this.then = this.meanwhile = undefined;
        this.files.set(at, whole.slice(0, tearsAt ?? whole.length));
        meanwhile?.();
        if (then === 'kill') this.killAt = this.steps;
        await step();
        if (then === 'throw') throw Object.assign(new Error('gone in the middle'), { code: 'Unavailable' });
      },
    };
    const kept: JournalPort = {
      append: async (file, records) => {
        await step();
        copies.set(file, [...(copies.get(file) ?? []), ...(JSON.parse(JSON.stringify(records)) as JournalRecord[])]);
      },
      read: async (file) => {
        await step();
        return copies.get(file) ?? [];
      },
      remove: async (file, ids) => {
        await step();
        if (this.forgetsNothing) throw new Error('read-only');
        copies.set(
          file,
          (copies.get(file) ?? []).filter(({ id }) => !ids.includes(id)),
        );
      },
    };
    const { journal, ids } = new Process(this.disk, name);
    const checked = new CheckedFiles(bytes, kept, ids);
    const files: FilePort = { read: (at) => checked.read(at), write: (at, expected, _splices, text) => checked.write(at, expected, text) };
    const store = new YamlStore<Sidecar, Decision>({ path, format: sidecarStoreFormat, files, journal, ids, autoFlush: false });
    return { store, checked };
  }

  /** A new window on what the old one left. */
  async restart() {
    this.killAt = Infinity;
    const made = this.window();
    await made.store.load();
    await made.store.flush();
    await idle(3);
    assert.equal(made.store.state.kind, 'settled', JSON.stringify(made.store.state));
    assert.deepEqual(this.copies.get(path) ?? [], [], 'no copy is left');
    return made;
  }
}

/** How many bytes the file has once x is followed by y. */
async function sizeOfBoth(): Promise<number> {
  const world = new World();
  world.put(before);
  const { store } = world.window();
  await store.load();
  await store.decide([add('y', 30)]);
  await store.flush();
  assert.deepEqual(world.ids, ['x', 'y']);
  return world.files.get(path)?.length ?? 0;
}

describe('a file that is written in place', () => {
  for (const then of ['kill', 'throw', undefined] as const)
    it(`is whole again wherever the write was cut${then === 'kill' ? ', and the process killed' : then === 'throw' ? ', and failed' : ''}: nothing of the missing part is lost`, async () => {
      const size = await sizeOfBoth();
      for (let cut = 0; cut < size; cut++) {
        const world = new World();
        world.put(before);
        const { store } = world.window();
        await store.load();
        await store.decide([add('y', 30)]);
        Object.assign(world, { tearsAt: cut, then });
        const flushing = store.flush();
        if (then === 'kill') {
          await idle(2);
          assert.equal(world.files.get(path)?.length, cut);
          await world.restart();
        } else {
          await flushing;
          // Cut where the old text ends, nothing has happened but the failure, which is said.
          if (store.state.kind === 'failed') await store.retry();
        }
        assert.deepEqual(world.ids, ['x', 'y'], `cut at ${cut} of ${size}`);
        assert.deepEqual(world.copies.get(path), []);
      }
    });

  it('has the old or the new text for the next window, at whichever step the process ends', async () => {
    for (let killAt = 0, done = false; !done; killAt++) {
      const world = new World();
      world.put(before);
      const { store } = world.window();
      await store.load();
      await store.decide([add('y', 30)]);
      await store.decide([note('x', 'seen')]);
      world.killAt = world.steps + killAt;
      void store.flush();
      await idle(3);
      done = world.steps < world.killAt;
      const { store: next } = await world.restart();
      assert.deepEqual([world.ids, next.value.annotations?.[0]?.note], [['x', 'y'], 'seen'], `killed at step ${killAt}`);
      assert.ok(killAt < 30);
    }
  });

  it('that was made by a write which was cut is made again', async () => {
    const world = new World();
    const { store } = world.window();
    await store.load();
    await store.decide([add('y')]);
    Object.assign(world, { tearsAt: 7, then: 'kill' });
    void store.flush();
    await idle(2);
    await world.restart();
    assert.deepEqual(world.ids, ['y']);
  });

  it('takes no harm from a failure that has written nothing, which is said', async () => {
    const world = new World();
    const { checked } = world.window();
    world.put(before);
    world.meanwhile = () => world.put(before);
    world.then = 'throw';
    const result = await checked.write(path, before, `${before}# more\n`);
    assert.deepEqual([!result.ok && result.error.code, world.text, world.copies.get(path)], ['unavailable', before, []]);
  });

  it('is not written at all where no copy can be kept', async () => {
    const world = new World();
    world.put(before);
    const full: JournalPort = { append: () => Promise.reject(new Error('full')), read: () => Promise.resolve([]), remove: () => Promise.resolve() };
    const bytes: ByteFiles = { read: () => Promise.resolve(world.files.get(path)), write: () => assert.fail('written') };
    const result = await new CheckedFiles(bytes, full, { next: () => '1' }).write(path, before, 'pressmark: 1\n');
    assert.deepEqual([result.ok, world.text], [false, before]);
  });

  it('is not written where it is not UTF-8, nor taken for a cut one', async () => {
    const world = new World();
    const foreign = Uint8Array.of(0x70, 0xff, 0xfe);
    world.files.set(path, foreign);
    const { store, checked } = world.window();
    assert.equal((await checked.read(path)).ok, false);
    await store.load();
    await store.decide([add('y')]);
    await store.flush();
    assert.deepEqual([store.state.kind, store.pendingDecisions.length, world.files.get(path)], ['failed', 1, foreign]);
  });

  it('that a person deletes, or makes shorter, afterwards stays so', async () => {
    const world = new World();
    world.put(before);
    const { store, checked } = world.window();
    await store.load();
    await store.decide([add('y', 30)]);
    await store.flush();
    world.put('pressmark: 1\n');
    assert.deepEqual(await checked.read(path), { ok: true, value: 'pressmark: 1\n' });
    world.files.delete(path);
    assert.deepEqual(await checked.read(path), { ok: true, value: undefined });
  });
});

describe('a file that is written in place, whose copy cannot be forgotten', () => {
  const after = `${before}# more\n`;

  it('stays as somebody else leaves it: it was written whole', async () => {
    for (const becomes of [undefined, before, ''])
      for (const forgotten of ['afterwards', 'never']) {
        const world = new World();
        world.put(before);
        const { checked } = world.window();
        world.forgetsNothing = true;
        assert.ok((await checked.write(path, before, after)).ok);
        assert.equal(await checked.isUnderWay(path), false);
        assert.equal(world.copies.get(path)?.length, 1);
        if (becomes === undefined) world.files.delete(path);
        else world.put(becomes);
        world.forgetsNothing = forgotten === 'never';
        assert.deepEqual(await checked.read(path), { ok: true, value: becomes });
        assert.deepEqual([world.text, world.copies.get(path)?.length], [becomes, forgotten === 'never' ? 1 : 0]);
        // Forgotten, it is nothing to the next window either.
        if (forgotten === 'afterwards') assert.deepEqual(await world.window().checked.read(path), { ok: true, value: becomes });
      }
  });

  it('is written again, and mended where that is cut', async () => {
    const world = new World();
    world.put(before);
    const { checked } = world.window();
    world.forgetsNothing = true;
    assert.ok((await checked.write(path, before, after)).ok);
    world.tearsAt = 50;
    assert.equal((await checked.write(path, after, `${after}# still more\n`)).ok, false);
    assert.ok(await checked.isUnderWay(path));
    assert.deepEqual(await checked.read(path), { ok: true, value: `${after}# still more\n` });
    world.files.delete(path);
    world.forgetsNothing = false;
    assert.deepEqual([await checked.read(path), world.copies.get(path)], [{ ok: true, value: undefined }, []]);
  });
});

describe('somebody else on a file that is written in place', () => {
  const theirs = before.replace('id: x', 'id: z');

  it('who writes between our write and our look is not written over, and ours is added', async () => {
    const world = new World();
    world.put(before);
    const { store } = world.window();
    await store.load();
    await store.decide([add('y', 30)]);
    world.meanwhile = () => world.put(theirs);
    await store.flush();
    assert.deepEqual([world.ids, store.state.kind], [['z', 'y'], 'settled']);
  });

  it('who mends what a killed process left in part is believed', async () => {
    const world = new World();
    world.put(before);
    const { store } = world.window();
    await store.load();
    await store.decide([add('y', 30)]);
    Object.assign(world, { tearsAt: 40, then: 'kill' });
    void store.flush();
    await idle(2);
    world.put(theirs);
    await world.restart();
    assert.deepEqual(world.ids, ['z', 'y']);
  });

  it('a second window: both have their decisions in the file, whoever is overtaken', async () => {
    const world = new World();
    world.put(before);
    const [one, two] = [world.window('p', new Map()), world.window('q', new Map())];
    await one.store.load();
    await two.store.load();
    const wanted = ['x'];
    for (let n = 0; n < 12; n++) {
      await one.store.decide([add(`p${n}`, 30 + n)]);
      await two.store.decide([add(`q${n}`, 60 + n)]);
      wanted.push(`p${n}`, `q${n}`);
      // The second writes after the first has written and before it has looked.
      let other: Promise<void> | undefined;
      world.meanwhile = () => void (other = two.store.flush());
      await one.store.flush();
      await other;
      await one.store.flush();
    }
    assert.deepEqual([...world.ids].sort(), wanted.sort());
    assert.deepEqual([one.store.state.kind, two.store.state.kind], ['settled', 'settled']);
  });
});
