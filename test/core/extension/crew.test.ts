/** Several workers read, one knows: whatever comes between their messages, the index ends as one that a single worker has filled. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analyser } from '../../../src/core/analysis';
import type { Project } from '../../../src/core/project/schema';
import { readingWords } from '../../../src/extension/features/sources/readingWords';
import { english } from '../../../src/extension/translate';
import { WorkerClient } from '../../../src/extension/worker/client';
import { Crew, crewOn, type ProjectCorpus } from '../../../src/extension/worker/crew';
import type { Request, Response, WorkerEndpoint } from '../../../src/extension/worker/protocol';
import { count, projects, Wire, World } from './readers';

type Happening =
  | { readonly kind: 'write'; readonly n: number; readonly text: number }
  | { readonly kind: 'decide'; readonly n: number; readonly which: number }
  | { readonly kind: 'remove' | 'project' | 'die'; readonly n: number }
  | { readonly kind: 'show' | 'damage' | 'stop' | 'lose' }
  | { readonly kind: 'messages'; readonly choices: readonly number[] };

const some = fc.nat(count - 1);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('messages' as const), choices: fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write' as const), n: some, text: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('decide' as const), n: some, which: fc.nat(2) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('remove' as const, 'project' as const), n: some }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), n: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('show' as const, 'damage' as const, 'stop' as const) }) },
);

async function happens(world: World, one: Happening): Promise<void> {
  switch (one.kind) {
    case 'messages':
      for (const choice of one.choices) await world.step(choice);
      return;
    case 'write':
      return world.write(one.n, one.text);
    case 'decide':
      if (world.files.has(`${one.n}.txt`)) world.decide(one.n, one.which);
      return;
    case 'remove':
      return world.remove(one.n);
    case 'project':
      return world.setProject(projects[one.n % projects.length] as Project);
    case 'show':
      return world.show(world.only === undefined ? 'ben' : undefined);
    case 'die':
      // Never the index' own.
      return world.wires[1 + one.n]?.die();
    case 'lose':
      return world.own.die();
    case 'damage':
      world.damaged = 1;
      return;
    case 'stop':
      if (world.feed.isStopped) world.does(world.feed.proceed());
      else world.feed.stop();
      return;
    default:
      one satisfies never;
  }
}

describe('several workers that read', function () {
  this.timeout(120_000);

  const assembled = async (changed: (world: World, n: number) => void = () => undefined): Promise<World> => {
    const world = new World(2);
    for (let n = 0; n < count; n++) {
      world.write(n, n % 4);
      changed(world, n);
    }
    await world.assembled();
    return world;
  };

  it('fill the index as one does, whatever changes, goes or fails between their messages', async () => {
    let helped = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }), async (all, order) => {
        const world = await assembled();
        for (const one of all) await happens(world, one);
        world.damaged = 0;
        world.does(world.feed.proceed());
        await world.settled(order);
        assert.equal(world.feed.isComplete, true);
        if (world.wires.length > 1) helped++;
        const expected = await world.expected();
        const found = await world.found();
        assert.deepEqual(found, expected);
        assert.ok(
          world.wires.slice(1).every(({ isEnded }) => isEnded),
          'all are let go',
        );
      }),
      { numRuns: 30 },
    );
    assert.ok(helped > 0);
  });

  it('fill the index as one does where its own worker dies too, whenever that is', async () => {
    const lose = fc.constant<Happening>({ kind: 'lose' });
    const happenings = fc.tuple(fc.array(happening, { maxLength: 15 }), lose, fc.array(fc.oneof({ weight: 9, arbitrary: happening }, lose), { maxLength: 15 }));
    await fc.assert(
      fc.asyncProperty(happenings, fc.array(fc.nat(50), { minLength: 1, maxLength: 30 }), async ([before, death, after], order) => {
        const world = await assembled();
        for (const one of [...before, death, ...after]) await happens(world, one);
        await world.delivered(order);
        world.damaged = 0;
        world.does(world.feed.proceed());
        await world.delivered(order);
        // Both can be: the worker died again, and a person had stopped the reading.
        world.does(world.feed.proceed());
        await world.settled(order);
        assert.deepEqual([world.feed.isComplete, world.feed.isLost], [true, false]);
        assert.deepEqual(await world.found(), await world.expected());
      }),
      { numRuns: 15 },
    );
  });

  it('read again what they read before the project said something else', async () => {
    const world = await assembled();
    world.setProject(projects[1] as Project);
    await world.settled();
    assert.deepEqual(await world.found(), await world.expected());
    assert.deepEqual(world.log, ['2 more workers read documents.']);
  });

  it('leave what they have in hand to the index where they die, and what is damaged on its way', async () => {
    const world = await assembled();
    world.wires[1]?.die();
    world.damaged = 1;
    await world.settled();
    assert.deepEqual(await world.found(), await world.expected());
    assert.deepEqual(world.log, ['2 more workers read documents.', 'A worker that reads documents is given up: It died.']);
    assert.equal(world.damaged, 0);
  });

  it('analyse no text again of which only the sidecar is another', async () => {
    const world = await assembled((it, n) => it.decide(n, 0));
    await world.settled();
    const analyse = Object.getOwnPropertyDescriptor(Analyser.prototype, 'analyse') ?? assert.fail();
    let analysed = 0;
    Analyser.prototype.analyse = function (...args) {
      analysed++;
      return Reflect.apply(analyse.value as Analyser['analyse'], this, args);
    };
    try {
      for (let n = 0; n < count; n++) world.decide(n, 1);
      while (world.wires.length < 5) await world.step(0);
      while (await world.step(0, world.wires.slice(3)));
      await world.settled();
      assert.ok(
        world.wires.slice(3).every(({ called }) => called.includes('analysed')),
        'they read',
      );
      assert.equal(analysed, 0);
      // A decision about a mark is another context.
      world.decide(5, 2);
      await world.settled();
      assert.equal(analysed, 1);
    } finally {
      Object.defineProperty(Analyser.prototype, 'analyse', analyse);
    }
    assert.deepEqual(await world.found(), await world.expected());
  });

  for (const method of ['known', 'rows'] as const) {
    it(`are not blamed where the index' own worker fails to give out ${method}`, async () => {
      const world = new World(2);
      for (let n = 0; n < count; n++) world.write(n, n % 4);
      const own = world.wires[0] ?? assert.fail();
      own.refuses = method;
      let isOver = false;
      const failed = assert.rejects(world.feed.settled(), /It refused/).finally(() => (isOver = true));
      for (let at = 0; !isOver; at++) await world.step(at);
      await failed;
      world.doing.length = 0;
      await world.settled();
      assert.deepEqual(await world.found(), await world.expected());
      assert.deepEqual(
        world.log.filter((line) => line.includes('given up')),
        [],
      );
    });
  }

  it('read for two projects by turns, and leave nothing to the index', async () => {
    /** Answers at once, or when the test says so: what is read, as the project and what is read of it. */
    const asked: string[] = [];
    const answer: (() => void)[] = [];
    const calls: string[] = [];
    const start = (): WorkerEndpoint => {
      let listener: (response: Response) => void = () => undefined;
      return {
        post: (message: Request) => {
          if (message.type !== 'call') return;
          const { id, project, method, args } = message;
          const say = (result: unknown): void => listener({ id, result });
          calls.push(method);
          if (method !== 'analysed') queueMicrotask(() => say(method === 'take'));
          else {
            asked.push(`${project}${(args[0] as readonly { readonly path: string }[])[0]?.path ?? ''}`);
            answer.push(() => say(new Uint8Array(1)));
          }
        },
        onMessage: (given) => (listener = given),
        onError: () => undefined,
        dispose: () => undefined,
      };
    };
    const own = new WorkerClient(start(), (error) => assert.fail(error));
    const crew = new Crew(own, { size: () => 2, least: 1, start, gazetteer: Promise.resolve(''), log: () => undefined });
    const both = ['a', 'b'].map((id) => crew.corpus(id));
    const hands = both.map((corpus) => corpus.hands(100));
    assert.deepEqual(hands, [1, 1]);
    while (both.some((corpus) => corpus.hands(100) < 4)) await new Promise((resolve) => setImmediate(resolve));
    const slice = (corpus: ProjectCorpus, n: number): Promise<void> =>
      corpus.read([{ path: String(n), encoding: 'utf-8', confidential: false, content: { text: '' }, sidecars: [] }]);
    const reading = both.flatMap((corpus) => [0, 1, 2, 3].map((n) => slice(corpus, n)));
    const later: Promise<void>[] = [];
    for (let n = 0; n < 10; n++) {
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(asked.length, Math.min(10, 4 + n), 'each of two has two before it');
      answer[n]?.();
      // The first project has more.
      if (n < 2) later.push(slice(both[0] ?? assert.fail(), 4 + n));
    }
    await Promise.all([...reading, ...later]);
    assert.deepEqual(asked, ['a0', 'a1', 'a2', 'a3', 'b0', 'b1', 'b2', 'b3', 'a4', 'a5']);
    assert.ok(!calls.includes('read'));
  });

  for (const method of ['read', 'readBehind', 'documents'] as const) {
    it(`go on where the index' own worker dies while it is asked for ${method}: another is told all of it, once by itself`, async () => {
      for (const size of [0, 2]) {
        const world = new World(size);
        const lost = (): void => world.wires.find(({ isEnded, called }) => !isEnded && called.includes(method))?.die();
        const untilAsked = async (): Promise<void> => {
          if (method === 'documents') await world.settled().then(() => world.does(world.corpus.documents()));
          for (let at = 0; world.wires.every(({ isEnded, called }) => isEnded || !called.includes(method)); at++) await world.step(at);
        };
        world.setProject(projects[1] as Project);
        for (let n = 0; n < count; n++) world.write(n, n % 4);
        // With others to read, its own worker reads what they leave: nothing, unless they fail.
        if (size > 0 && method !== 'documents') for (const wire of (await world.assembled(), world.wires.slice(1))) wire.die();
        await untilAsked();
        lost();
        await world.delivered();
        assert.ok(world.feed.isComplete);
        assert.deepEqual(await world.found(), await world.expected());
        assert.equal(world.log.filter((line) => line.includes('Another worker')).length, 1);
        // Again: now a person is asked.
        world.write(1, 7);
        await untilAsked();
        lost();
        await world.delivered();
        assert.deepEqual([world.feed.isLost, world.feed.isComplete, world.feed.progress], [true, false, undefined]);
        assert.match(readingWords([{ reading: world.feed }], english), /cannot be read/);
        world.does(world.feed.proceed());
        await world.delivered();
        assert.equal(readingWords([{ reading: world.feed }], english), '');
        assert.deepEqual(await world.found(), await world.expected());
      }
    });
  }

  it('answer nobody who asks once they are let go, and keep nobody waiting', async () => {
    const wire = new Wire(new World(0).disk, () => undefined);
    const client = new WorkerClient(wire, () => undefined);
    const corpus = client.corpus('p');
    const asked = corpus.documents();
    client.dispose();
    await assert.rejects(asked, /was closed/);
    await assert.rejects(corpus.documents(), /was closed/);
  });

  it('are not asked for a few documents', async () => {
    const world = new World(2, count + 1);
    for (let n = 0; n < count; n++) world.write(n, n % 4);
    await world.settled();
    assert.equal(world.wires.length, 1);
  });

  for (const method of ['analysed', 'completed'] as const) {
    it(`end with their project, and nothing that they have ${method} is for it`, async () => {
      const world = await assembled();
      const [own = assert.fail(), ...others] = world.wires;
      for (let at = 0; others.every(({ called }) => !called.includes(method)); at++) await world.step(at);
      world.feed.dispose();
      world.corpus.close();
      while (await world.step(0));
      assert.ok(others.every(({ isEnded }) => isEnded));
      assert.equal(own.called.at(-1), 'close');
    });
  }

  it('are not started for a window that has closed before the lists of names came', async () => {
    let started = 0;
    let give: (text: string) => void = () => undefined;
    const late = new Promise<string>((resolve) => (give = resolve));
    const start = (): Wire => {
      started++;
      return new Wire(new World(0).disk, () => undefined);
    };
    const own = new WorkerClient(start(), (error) => assert.fail(error));
    const crew = new Crew(own, { size: () => 2, least: 1, start, gazetteer: late, log: () => undefined });
    crew.corpus('p').hands(1);
    crew.dispose();
    give('');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(started, 1);
  });

  it('are as many as the cores leave', () => {
    assert.deepEqual([1, 2, 3, 4, 5, 8, 64].map(crewOn), [0, 0, 2, 3, 4, 4, 4]);
  });
});
