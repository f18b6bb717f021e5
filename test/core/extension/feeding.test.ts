/** How the index is fed: in which order, how much at once, what is kept, and that it can be stopped. */
import assert from 'node:assert/strict';
import { emptyGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import type { CacheFile } from '../../../src/core/corpus/types';
import type { DocumentSource } from '../../../src/extension/worker/corpus';
import type { ProjectCorpus } from '../../../src/extension/worker/crew';
import { readDocument, stampOf, type WorkerFiles } from '../../../src/extension/worker/reading';
import { readingWords } from '../../../src/extension/features/sources/readingWords';
import { english } from '../../../src/extension/translate';
import { quietAfter } from '../../../src/extension/workspace/burst';
import type { DocumentOptions } from '../../../src/core/project';
import { ReadAs } from '../../../src/extension/workspace/readAs';
import { type FeedContext, IndexFeed } from '../../../src/extension/workspace/feeding';

/** A worker in this thread, on files in memory, that tells what it is asked. */
class World {
  readonly files = new Map<string, { text: string; time: number }>();
  index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
  readonly read: string[][] = [];
  readonly behind: string[][] = [];
  readonly kept = new Map<string, Uint8Array>();
  readonly open = new Set<string>();
  /** Bytes of all files that were ever written to the cache. */
  written = 0;
  keptEvery: number | undefined;
  told = 0;
  /** How far it had come when that was told last. */
  shown: IndexFeed['progress'];
  clock = 0;
  hands = 1;
  letGo = 0;
  /** What the project says of all documents. */
  options: DocumentOptions = { quotes: 'kept', encoding: undefined };
  /** Files that the host has read, where the worker cannot; undefined where it can. */
  sent: string[] | undefined;
  /** Until it resolves, no document is known. */
  found: Promise<void> | undefined;
  isFound = true;
  corpus: ProjectCorpus | undefined;
  /** What happens around the reading of a slice. */
  around = (_paths: readonly string[], read: () => Promise<void>): Promise<void> => read();
  beforeRead: () => void = () => undefined;

  readonly disk: WorkerFiles = {
    stamp: (file) => Promise.resolve(this.files.has(file) ? { stamp: `${file} ${this.files.get(file)?.time ?? 0}`, size: 0 } : undefined),
    bytes: (file) => Promise.resolve(this.files.has(file) ? new TextEncoder().encode(this.files.get(file)?.text) : undefined),
  };

  write(path: string, text: string, time = 1): void {
    this.files.set(path, { text, time });
  }

  feed(cached = true): IndexFeed {
    const corpus: Partial<ProjectCorpus> = {
      hands: (waiting) => {
        if (waiting === 0) this.letGo++;
        return this.hands;
      },
      read: (sources) =>
        this.around(
          sources.map(({ path }) => path),
          async () => {
            this.beforeRead();
            this.read.push(sources.map(({ path }) => path));
            for (const source of sources) this.index.putSafely(await readDocument(source, this.disk));
          },
        ),
      readBehind: (sources) =>
        this.around(
          sources.map(({ path }) => path),
          async () => {
            this.behind.push(sources.map(({ path }) => path));
            const documents = await Promise.all(sources.map((source) => readDocument(source, this.disk)));
            this.index.readStatements(documents.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }])));
          },
        ),
      changed: async (sources) => {
        const stamps = await Promise.all(sources.map((source) => stampOf(source, this.disk)));
        return sources.flatMap(({ path }, i) => (stamps[i] !== this.index.stampOf(path) ? [path] : []));
      },
      remove: (paths) => Promise.resolve(paths.forEach((path) => this.index.remove(path))),
      setConfidential: (paths, confidential) => Promise.resolve(this.index.setConfidential(paths, confidential)),
      restore: (files, version) => Promise.resolve(this.index.restore(files, version)),
      cacheChanges: (version, whole) => Promise.resolve(this.index.cacheChanges(version, whole)),
    };
    this.corpus = corpus as ProjectCorpus;
    const context: FeedContext = {
      corpus: this.corpus,
      source: (path, onlyLooks) => Promise.resolve(this.source(path, onlyLooks)),
      ...(this.found && { found: this.found }),
      isOpen: (path) => this.open.has(path),
      cache: cached ? { version: '1', files: () => this.handedOut(), write: (files) => Promise.resolve(this.keep(files)) } : undefined,
      ...(this.keptEvery !== undefined && { keptEvery: this.keptEvery }),
      onProgress: () => {
        this.told++;
        this.shown = feed.progress;
      },
      now: () => (this.clock += 1),
    };
    const feed = new IndexFeed(context);
    return feed;
  }

  private source(path: string, onlyLooks: boolean): DocumentSource | undefined {
    const file = this.isFound ? this.files.get(path) : undefined;
    if (!file) return undefined;
    const { quotes, encoding = 'utf-8' } = this.options;
    if (this.sent && !onlyLooks) this.sent.push(path);
    const content = this.sent ? { bytes: onlyLooks ? undefined : new TextEncoder().encode(file.text), stamp: `${path} ${file.time}` } : { file: path };
    return { path, encoding, confidential: quotes === 'none', content, sidecars: [] };
  }

  private async *handedOut(): AsyncGenerator<readonly CacheFile[]> {
    await Promise.resolve();
    if (this.kept.size > 0) yield [...this.kept].map(([name, bytes]) => ({ name, bytes }));
  }

  private keep(files: readonly CacheFile[]): void {
    for (const { name, bytes } of files) {
      this.written += bytes?.length ?? 0;
      if (bytes) this.kept.set(name, bytes);
      else this.kept.delete(name);
    }
  }
}

async function filled(count: number): Promise<World> {
  const world = new World();
  for (let i = 0; i < count; i++) world.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
  const feed = world.feed();
  for (const path of world.files.keys()) feed.add(path);
  await feed.settled();
  return world;
}

/** Another window on the same files and the same storage. */
async function reopened(
  before: World,
  now: Partial<Pick<World, 'options' | 'sent' | 'found' | 'isFound'>> = {},
): Promise<{ readonly world: World; readonly feed: IndexFeed; readonly known: ReadonlySet<string> }> {
  const world = Object.assign(new World(), now);
  for (const [path, file] of before.files) world.files.set(path, { ...file });
  for (const [name, bytes] of before.kept) world.kept.set(name, bytes.slice());
  const feed = world.feed();
  const known = await feed.restore();
  for (const path of world.files.keys()) if (!known.has(path)) feed.add(path);
  return { world, feed, known };
}

describe('feeding the index', () => {
  it('reads what is open first, and statements behind all marks', async () => {
    const world = new World();
    for (let i = 0; i < 100; i++) world.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
    world.open.add('77.txt');
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    let behindBefore = 0;
    world.beforeRead = () => (behindBefore = world.behind.length);
    await feed.settled();
    assert.deepEqual(world.read[0], ['77.txt']);
    assert.equal(behindBefore, 0);
    assert.equal(world.read.flat().length, 100);
    assert.deepEqual([...world.behind.flat()].sort(), [...world.files.keys()].sort());
    assert.ok(Math.max(...world.read.map(({ length }) => length)) <= 32, 'a question never waits for many');
    assert.equal(world.index.documents().length, 100);
  });

  it('reads next what is opened meanwhile, or changes while it is open, and its statements before those of others', async () => {
    const world = new World();
    for (let i = 0; i < 200; i++) world.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    const opens = (path: string): void => {
      world.open.add(path);
      feed.opened(path);
    };
    world.beforeRead = () => {
      if (world.read.length === 0) for (const path of ['190.txt', '191.txt', '3.txt']) opens(path);
      if (world.read.length === 2) feed.add('191.txt');
    };
    await feed.settled();
    assert.deepEqual([world.read[1], world.read[3]], [['190.txt', '191.txt'], ['191.txt']]);
    assert.deepEqual([...(world.behind[0] ?? [])].sort(), ['190.txt', '191.txt', '3.txt']);
    assert.equal(world.read.flat().length, 201);
    assert.deepEqual([feed.isComplete, world.behind.flat().length], [true, 200]);
  });

  it('holds what is opened meanwhile against its file before all others', async () => {
    const { world, feed } = await reopened(await filled(600));
    world.write('599.txt', 'Jonas Lindqvist answered.', 2);
    for (let i = 0; i < 40; i++) world.write(`${i}.txt`, 'Jonas Lindqvist came.', 2);
    feed.opened('599.txt');
    await feed.settled();
    assert.deepEqual(world.read[0], ['599.txt']);
    assert.equal(world.read.flat().length, 41);
  });

  it('is complete when statements are known too, and not before', async () => {
    const world = new World();
    world.write('a.txt', 'Ana Petrova said that the wall was weak.');
    const feed = world.feed(false);
    assert.ok(feed.isComplete, 'of nothing all is known');
    feed.add('a.txt');
    assert.ok(!feed.isComplete);
    world.beforeRead = () => assert.ok(!feed.isComplete);
    const run = feed.run();
    while (world.behind.length === 0) {
      assert.ok(!feed.isComplete);
      await Promise.resolve();
    }
    assert.ok(!feed.isComplete, 'the worker is at it');
    await run;
    assert.ok(feed.isComplete);
  });

  it('tells the views now and then, not with every slice', async () => {
    const world = await filled(3000);
    // Of some 190 slices, at one millisecond each.
    assert.ok(world.told < 20, `the views were told ${world.told} times`);
  });

  /** Of 200 documents, after two slices. */
  const stopped = async (): Promise<{ readonly world: World; readonly feed: IndexFeed }> => {
    const world = new World();
    for (let i = 0; i < 200; i++) world.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    world.beforeRead = () => {
      if (world.read.length === 2) feed.stop();
    };
    await feed.settled();
    return { world, feed };
  };

  it('stops when a person asks, keeps what is known, and goes on', async () => {
    const { world, feed } = await stopped();
    assert.equal(feed.isStopped, true);
    assert.equal(feed.progress, undefined);
    const done = world.index.documents().length;
    assert.ok(done > 0 && done < 200);
    assert.equal(feed.left, 200 - done);
    assert.equal(readingWords([{ reading: feed }], english), `Reading was stopped: ${200 - done} documents are not read yet.`);
    await feed.proceed();
    assert.deepEqual([world.index.documents().length, feed.isStopped, feed.lagging], [200, false, false]);
  });

  it('reads on what is open and what changes while it is stopped, and says so', async () => {
    const { world, feed } = await stopped();
    const left = feed.left;
    const told = world.told;
    world.read.length = 0;
    // One that has been read, and one that has not, are opened and tagged; another changes on disk.
    for (const path of ['3.txt', '190.txt']) {
      world.open.add(path);
      feed.opened(path);
      feed.add(path);
    }
    feed.add('5.txt');
    feed.add('191.txt');
    await feed.settled();
    assert.deepEqual(world.read, [['3.txt', '190.txt'], ['5.txt']]);
    assert.ok(world.index.isComplete('3.txt') && world.index.isComplete('190.txt'));
    assert.ok(world.told > told);
    assert.deepEqual([feed.left, feed.isStopped, feed.progress, feed.isComplete], [left - 1, true, undefined, false]);
    // All that were left are opened or gone: there is nothing to go on with, and what was stopped behind them goes on.
    for (const path of world.files.keys()) if (!world.index.documents().some((known) => known.path === path)) feed.remove(path);
    await feed.settled();
    assert.deepEqual([feed.isStopped, feed.isComplete], [false, true]);
  });

  it('is not stopped where nothing is left to read', async () => {
    const world = await filled(3);
    const feed = world.feed();
    feed.stop();
    feed.add('1.txt');
    await feed.settled();
    assert.deepEqual([world.read.flat().filter((path) => path === '1.txt').length, feed.isStopped, feed.isComplete], [2, false, true]);
  });

  it('tells large counts as they are written', () => {
    const reading = { progress: { done: 98_304, total: 100_000 }, isStopped: false, isLost: false, left: 0 };
    assert.equal(readingWords([{ reading }], english), 'Reading documents: 98,304 of 100,000');
    assert.equal(
      readingWords([{ reading: { progress: undefined, isStopped: true, isLost: false, left: 12_000 } }], english),
      'Reading was stopped: 12,000 documents are not read yet.',
    );
  });

  it('begins with what an earlier window knew, and reads again only what has changed', async () => {
    const before = await filled(300);
    before.write('17.txt', 'Jonas Lindqvist answered.', 2);
    before.write('new.txt', 'Jonas Lindqvist came.', 1);
    const { world, feed, known } = await reopened(before);
    assert.equal(known.size, 300);
    assert.equal(world.index.actor('person.ana-petrova')?.documents ?? world.index.actors()[0]?.documents, 300, 'known before a file is read');
    await feed.settled();
    assert.deepEqual([...world.read.flat()].sort(), ['17.txt', 'new.txt']);
    assert.equal(world.index.actors().find(({ name }) => name === 'Jonas Lindqvist')?.documents, 2);
  });

  it('holds what is known against the files when it is known which documents there are, and not before', async () => {
    const before = await filled(300);
    before.write('17.txt', 'Jonas Lindqvist answered.', 2);
    let isFound = (): void => undefined;
    const found = new Promise<void>((resolve) => (isFound = resolve));
    const { world, feed } = await reopened(before, { found, isFound: false });
    // The registry has changed meanwhile, which a document waits for.
    feed.add('18.txt');
    const early = feed.run();
    // Whatever it could do without waiting, it has done.
    await new Promise((resolve) => setImmediate(resolve));
    world.isFound = true;
    isFound();
    await early;
    await feed.settled();
    assert.deepEqual([...world.read.flat()].sort(), ['17.txt', '18.txt']);
    assert.equal(world.index.actors().find(({ name }) => name === 'Jonas Lindqvist')?.documents, 1);
  });

  it('has what it looks for read by the host where only the host can, and nothing else', async () => {
    const first = new World();
    first.sent = [];
    for (let i = 0; i < 300; i++) first.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
    const filling = first.feed();
    for (const path of first.files.keys()) filling.add(path);
    await filling.settled();
    first.write('17.txt', 'Jonas Lindqvist answered.', 2);
    const { world, feed, known } = await reopened(first, { sent: [] });
    assert.equal(known.size, 300);
    await feed.settled();
    assert.deepEqual([...new Set(world.sent)], ['17.txt']);
  });

  it('reads documents again whose encoding is said to be another since an earlier window', async () => {
    const { world, feed, known } = await reopened(await filled(50), { options: { quotes: 'kept', encoding: 'windows-1251' } });
    await feed.settled();
    assert.deepEqual([known.size, world.read.flat().length], [50, 50]);
    const again = await reopened(world, { options: { quotes: 'kept', encoding: 'windows-1251' } });
    await again.feed.settled();
    assert.equal(again.world.read.length, 0);
  });

  it('reads documents again whose options have changed, and has those that are confidential now leave the cache', async () => {
    const world = await filled(60);
    const feed = world.feed();
    const kept = { quotes: 'kept', encoding: undefined } as const;
    const tell = async (isNow: (n: number) => DocumentOptions, restored = false): Promise<void> => {
      const options = new ReadAs();
      for (let n = 0; n < 60; n++) options.look(`${n}.txt`, restored ? undefined : kept, isNow(n), restored);
      await options.tell(world.corpus ?? assert.fail(), feed);
    };
    await tell(() => kept);
    assert.equal(feed.left, 0);
    const none = { quotes: 'none', encoding: undefined } as const;
    await tell((n) => (n < 20 ? none : n < 30 ? { ...kept, encoding: 'windows-1251' } : kept));
    assert.equal(feed.left, 30);
    await feed.settled();
    const { known } = await reopened(world);
    assert.deepEqual([known.size, known.has('19.txt'), known.has('20.txt')], [40, false, true]);
    // From an earlier window comes nothing that was confidential then.
    await tell((n) => (n === 40 ? none : kept), true);
    assert.equal(feed.left, 1);
    await feed.settled();
    assert.equal((await reopened(world)).known.size, 39);
  });

  it('does not wait for all to be read before what is confidential now leaves the cache', async () => {
    const world = await filled(400);
    for (const path of world.files.keys()) world.write(path, 'Jonas Lindqvist answered.', 2);
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    const options = new ReadAs();
    options.look('3.txt', { quotes: 'kept', encoding: undefined }, { quotes: 'none', encoding: undefined }, false);
    const inCache: boolean[] = [];
    let slices = 0;
    world.around = async (_, read) => {
      await read();
      slices++;
      if (slices === 16) await options.tell(world.corpus ?? assert.fail(), feed);
      if (slices === 16 || slices === 20) inCache.push((await reopened(world)).known.has('3.txt'));
    };
    await feed.settled();
    assert.deepEqual([inCache, slices > 22], [[true, false], true]);
  });

  it('reads again what it was not told of where that is looked for, and nothing else', async () => {
    const world = await filled(300);
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    await feed.settled();
    world.read.length = 0;
    world.write('7.txt', 'Ana Petrova is silent.', 2);
    world.write('8.txt', 'Ana Petrova is silent.', 2);
    feed.add('8.txt');
    feed.recheck(world.files.keys());
    await feed.settled();
    assert.deepEqual(world.read, [['8.txt'], ['7.txt']]);
  });

  it('looks again at what it could not look at', async () => {
    const world = new World();
    world.write('a.txt', 'Ana Petrova spoke.');
    const feed = world.feed();
    feed.add('a.txt');
    await feed.settled();
    world.write('a.txt', 'Ana Petrova is silent.', 2);
    const corpus = world.corpus as { changed: ProjectCorpus['changed'] };
    const { changed } = corpus;
    corpus.changed = () => Promise.reject(new Error('does not answer'));
    feed.recheck(['a.txt']);
    await assert.rejects(feed.run(), /does not answer/);
    corpus.changed = changed;
    await feed.settled();
    assert.deepEqual(world.read, [['a.txt'], ['a.txt']]);
  });

  it('knows nothing of a document that went while it was read, and all of one that came back', async () => {
    const world = new World();
    for (const path of ['a.txt', 'b.txt', 'c.txt']) world.write(path, `Ana Petrova spoke in ${path}.`);
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    world.beforeRead = () => {
      world.beforeRead = () => undefined;
      for (const path of ['a.txt', 'b.txt']) feed.remove(path);
      world.files.delete('a.txt');
      feed.add('b.txt');
    };
    await feed.settled();
    assert.deepEqual(
      [...world.index.documents()].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, readable }) => [path, readable]),
      [
        ['b.txt', true],
        ['c.txt', true],
      ],
    );
    assert.ok(feed.isComplete);
  });

  it('has several slices read at once where there are workers for it, and a document in one of them at most', async () => {
    const world = new World();
    for (let i = 0; i < 150; i++) world.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
    world.hands = 3;
    const inHand = new Set<string>();
    let most = 0;
    world.around = async (paths, read) => {
      for (const path of paths) {
        assert.ok(!inHand.has(path), `${path} is in two slices`);
        inHand.add(path);
      }
      most = Math.max(most, inHand.size);
      // All of them change while they are read for the first time.
      if (world.read.length < 3) {
        for (const path of paths) world.write(path, 'Jonas Lindqvist spoke.', 2);
        for (const path of paths) feed.add(path);
      }
      await read();
      for (const path of paths) inHand.delete(path);
    };
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    await feed.settled();
    assert.equal(most, 96);
    assert.ok(world.index.documents().every(({ path }) => world.index.isComplete(path)));
    assert.deepEqual(
      world.index.actors().map(({ name, documents }) => [name, documents]),
      [
        ['Jonas Lindqvist', 96],
        ['Ana Petrova', 54],
      ].sort(([a], [b]) => (String(a) < String(b) ? 1 : -1)),
    );
    assert.equal(world.letGo, 1, 'and says when it needs them no more');
  });

  it('has what could not be read wait again, and ends when the other slices have', async () => {
    const world = new World();
    for (let i = 0; i < 150; i++) world.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
    world.hands = 3;
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    let [slices, underWay] = [0, 0];
    world.around = async (_, read) => {
      const isFirst = slices++ === 0;
      underWay++;
      try {
        if (isFirst) throw new Error('The worker died.');
        await read();
      } finally {
        underWay--;
      }
    };
    await assert.rejects(feed.settled(), /died/);
    assert.deepEqual([underWay, feed.isComplete, world.letGo, world.shown], [0, false, 1, undefined], 'views say no more that it goes on');
    slices = 1;
    await feed.settled();
    assert.ok(feed.isComplete);
    assert.equal(world.index.documents().filter(({ path }) => world.index.isComplete(path)).length, 150);
    // And statements, behind the marks.
    world.around = () => Promise.reject(new Error('The worker died.'));
    feed.add('1.txt');
    await assert.rejects(feed.settled(), /died/);
    assert.deepEqual([feed.isComplete, feed.left], [false, 1]);
  });

  it('keeps what it reads behind the marks while it reads it, for a window that is closed before the end', async () => {
    const world = new World();
    world.keptEvery = 300;
    for (let i = 0; i < 1400; i++) world.write(`${i}.txt`, `Ana Petrova said in ${i} that the wall was weak.`);
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    world.around = async (_, read) => {
      await read();
      if (world.behind.flat().length >= 1000) feed.dispose();
    };
    await feed.settled();
    assert.equal(world.read.flat().length, 1400);
    const next = await reopened(world);
    await next.feed.settled();
    assert.deepEqual(next.world.read, []);
    const again = next.world.behind.flat().length;
    assert.ok(again > 0 && again <= 400 + 300 + 256, `${again} of 1,400 are read again`);
  });

  it('writes what it keeps about twice: with the marks, and when all is known', async () => {
    const world = new World();
    world.keptEvery = 500;
    // Whoever reads tags now and then.
    world.open.add('7.txt');
    world.around = async (_, read) => {
      const before = world.behind.length;
      await read();
      if (world.behind.length > before && before % 10 === 9) feed.add('7.txt');
    };
    for (let i = 0; i < 2500; i++) world.write(`${i}.txt`, `Ana Petrova said in ${i} that the wall was weak.`);
    const feed = world.feed();
    for (const path of world.files.keys()) feed.add(path);
    await feed.settled();
    const held = [...world.kept.values()].reduce((sum, { length }) => sum + length, 0);
    assert.ok(world.written <= 2.2 * held, `${world.written} bytes for ${held}`);
  });

  it('begins with what was kept where another index takes the place of one that died, and what was stopped stays so', async () => {
    const world = await filled(300);
    const feed = world.feed();
    for (let i = 300; i < 400; i++) world.write(`${i}.txt`, `Ana Petrova spoke in ${i}.`);
    for (let i = 300; i < 400; i++) feed.add(`${i}.txt`);
    feed.stop();
    world.write('7.txt', 'Jonas Lindqvist answered.', 2);
    const told = world.told;
    await feed.lost();
    assert.deepEqual([feed.isLost, feed.isComplete, world.told], [true, false, told + 1]);
    feed.add('8.txt');
    await feed.run();
    world.index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
    world.read.length = 0;
    world.open.add('7.txt');
    await feed.anew(async () => {
      const known = await feed.restore();
      for (const path of world.files.keys()) if (!known.has(path)) feed.add(path);
      feed.opened('7.txt');
      await feed.run();
      assert.deepEqual(world.read, [], 'nothing is read before all is told');
    });
    await feed.settled();
    assert.deepEqual(world.read, [['7.txt']]);
    assert.deepEqual([feed.isLost, feed.isStopped, feed.left, world.index.documents().length], [false, true, 100, 300]);
    await feed.proceed();
    assert.deepEqual([feed.isComplete, world.index.documents().length], [true, 400]);
  });

  it('goes on behind marks whose statements an earlier window did not read', async () => {
    const before = new World();
    before.write('a.txt', 'Ana Petrova said that all was well.');
    before.index.putSafely(
      await readDocument({ path: 'a.txt', encoding: 'utf-8', confidential: false, content: { file: 'a.txt' }, sidecars: [] }, before.disk),
    );
    for (const { name, bytes } of before.index.cacheChanges('1')) before.kept.set(name, bytes ?? assert.fail());
    before.kept.set('project.json', before.index.cacheChanges('1')[0]?.bytes ?? assert.fail());
    const { world, feed } = await reopened(before);
    await feed.settled();
    assert.deepEqual([world.read.flat(), world.behind.flat()], [[], ['a.txt']]);
    assert.equal(world.index.isComplete('a.txt'), true);
  });

  it('begins anew in silence where the kept files are damaged', async () => {
    const before = await filled(50);
    for (const bytes of before.kept.values()) bytes[Math.floor(bytes.length / 2)] = 0;
    const { world, feed, known } = await reopened(before);
    assert.equal(known.size, 0);
    await feed.settled();
    assert.equal(world.index.documents().length, 50);
    assert.equal((await reopened(world)).known.size, 50);
  });
});

describe('a burst of file events', () => {
  it('is waited for as long as a watcher hands on a large change in portions', () => {
    assert.equal(quietAfter(1, 0), 60);
    assert.equal(quietAfter(49, 1000), 60);
    assert.ok(quietAfter(500, 100) > 200, 'VS Code sends 500 events every 200 ms');
    assert.ok(quietAfter(4000, 2000) > 1000, 'and later where the machine is busy');
    assert.equal(quietAfter(10_000, 20_000), 0, 'but not for ever');
  });
});
