/** How a file is replaced whole: what is on disk at each step, and what happens where a step fails. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { atomicFiles as AtomicFiles } from '../../src/node/atomicFiles';

type Call = readonly [name: string, path: string];
type Opening = Parameters<typeof fs.promises.open>;
const real = { ...fs.promises };
const realSetTimeout = globalThis.setTimeout;

/** The module as a fresh copy of it sees a file system whose calls are recorded, and fail as planned, and a clock whose alarms go off when told. */
class Recorder {
  readonly calls: Call[] = [];
  /** Calls that are not answered yet, also those that are not recorded. */
  private pending = 0;
  private readonly alarms = new Map<number, () => void>();
  /** Errors for the next calls of a name, in order. */
  readonly faults = new Map<string, (NodeJS.ErrnoException | undefined)[]>();
  before: (name: string, path: string) => Promise<void> | void = () => undefined;

  install(): void {
    const promises = fs.promises as unknown as Record<string, unknown>;
    for (const name of ['realpath', 'readFile', 'readdir', 'stat'] as const)
      promises[name] = (...all: unknown[]) => this.whilePending(() => (real[name] as (...args: unknown[]) => Promise<unknown>)(...all));
    for (const name of ['rename', 'rm', 'link', 'mkdir'] as const)
      promises[name] = (...all: unknown[]) =>
        this.whilePending(async () => {
          await this.step(name, String(all[0]));
          return (real[name] as (...args: unknown[]) => Promise<unknown>)(...all);
        });
    promises['open'] = (...all: Opening) => this.whilePending(() => this.open(...all));
    syncBuiltinESMExports();
    const alarms = this.alarms;
    globalThis.setTimeout = ((callback: () => void, after?: number, ...rest: never[]) => {
      if (after === undefined || !alarms.has(after)) return realSetTimeout(() => callback(...(rest as [])), after);
      alarms.set(after, callback);
      return { unref: () => undefined };
    }) as typeof setTimeout;
  }

  uninstall(): void {
    globalThis.setTimeout = realSetTimeout;
    Object.assign(fs.promises, real);
    syncBuiltinESMExports();
  }

  /** @returns a number of milliseconds for an alarm that goes off only by {@link ring} */
  alarm(): number {
    const after = 1_000_000 + this.alarms.size;
    this.alarms.set(after, () => undefined);
    return after;
  }

  ring(alarm: number): void {
    this.alarms.get(alarm)!();
  }

  /** When nothing that was asked is unanswered, and no answer led to another question. */
  async idle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.pending > 0);
  }

  private async open(...all: Opening): Promise<FileHandle> {
    const file = String(all[0]);
    await this.step('open', file);
    const handle = await real.open(...all);
    const own = {
      stat: handle.stat.bind(handle) as (...args: unknown[]) => Promise<unknown>,
      sync: handle.sync.bind(handle),
      writeFile: handle.writeFile.bind(handle),
      close: handle.close.bind(handle),
    };
    handle.stat = ((...args: unknown[]) => this.whilePending(() => own.stat(...args))) as typeof handle.stat;
    handle.writeFile = (...args) =>
      this.whilePending(async () => {
        await this.step('write', file);
        return own.writeFile(...args);
      });
    handle.sync = () =>
      this.whilePending(async () => {
        await this.step('sync', file);
        return own.sync();
      });
    handle.close = () =>
      this.whilePending(async () => {
        await this.step('close', file);
        return own.close();
      });
    return handle;
  }

  private async whilePending<T>(work: () => Promise<T>): Promise<T> {
    this.pending++;
    try {
      return await work();
    } finally {
      this.pending--;
    }
  }

  private async step(name: string, at: string): Promise<void> {
    this.calls.push([name, at]);
    await this.before(name, at);
    const fault = this.faults.get(name)?.shift();
    if (fault) throw fault;
  }
}

function failing(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}

describe('a file that is replaced whole', function () {
  this.timeout(20_000);
  let home = '';
  let file = '';
  let recorder: Recorder;
  let files: typeof AtomicFiles;
  beforeEach(async () => {
    home = fs.mkdtempSync(path.join(tmpdir(), 'pressmark-atomic-'));
    file = path.join(home, 'a.txt.pressmark.yaml');
    recorder = new Recorder();
    recorder.install();
    files = await freshCopy();
  });
  afterEach(() => {
    recorder.uninstall();
    fs.rmSync(home, { recursive: true, force: true });
  });

  /** The module binds the functions that it imports when it is first read. */
  async function freshCopy(): Promise<typeof AtomicFiles> {
    const source = require.resolve('../../src/node/atomicFiles');
    delete require.cache[source];
    return (await import('../../src/node/atomicFiles')).atomicFiles;
  }

  const steps = (): readonly string[] =>
    recorder.calls.map(
      ([name, at]) =>
        `${name} ${path
          .basename(at)
          .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'UUID')
          .replace('a.txt.pressmark.yaml', '*')
          .replace(path.basename(home), 'folder')}`,
    );
  const left = (): readonly string[] => fs.readdirSync(home).sort();

  it('is written beside it, forced to disk, and only then renamed over it, under a lock', async () => {
    fs.writeFileSync(file, 'old');
    const seen: string[] = [];
    recorder.before = (name) => void (name === 'rename' && seen.push(fs.readFileSync(file, 'utf8')));
    assert.equal(await files.replace(file, 'old', 'new'), true);
    assert.deepEqual(steps(), [
      'open *.lock',
      'open *.UUID.tmp',
      'write *.UUID.tmp',
      'sync *.UUID.tmp',
      'close *.UUID.tmp',
      'rename *.UUID.tmp',
      'open folder',
      'sync folder',
      'close folder',
      'close *.lock',
      'rm *.lock',
      'rm *.lock.stale',
    ]);
    assert.deepEqual([seen, fs.readFileSync(file, 'utf8'), left()], [['old'], 'new', [path.basename(file)]]);
  });

  it('has the old text or the new one, whole, whichever step the process ends before; the next one writes, and nothing is left beside it', async () => {
    for (const begun of ['there', 'new', 'locked by who is dead'] as const) {
      for (let last = 0, done = false; !done; last++) {
        fs.rmSync(home, { recursive: true, force: true });
        fs.mkdirSync(home);
        const old = begun === 'new' ? undefined : 'old';
        if (old !== undefined) fs.writeFileSync(file, old);
        const past = new Date(Date.now() - 60_000);
        if (begun === 'locked by who is dead')
          for (const rest of [`${file}.lock`, `${file}.01931c1e-7b1a-7c3e-8000-000000000001.tmp`]) {
            fs.writeFileSync(rest, 'half of');
            fs.utimesSync(rest, past, past);
          }
        let step = 0;
        recorder.before = () => (step++ < last ? undefined : new Promise<void>(() => undefined));
        let ended = false;
        void files.replace(file, old, 'new').then(() => (ended = true));
        while (!ended && step <= last) await new Promise((resolve) => setImmediate(resolve));
        done = ended;
        const found = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
        assert.ok(found === old || found === 'new', `before step ${last}: ${String(found)}`);
        // Ten seconds later …
        for (const name of left()) if (name !== path.basename(file)) fs.utimesSync(path.join(home, name), past, past);
        recorder.before = () => undefined;
        const next = await freshCopy();
        assert.equal(await next.replace(file, found, 'next'), true);
        const rest = left().filter((name) => name !== path.basename(file));
        assert.deepEqual([fs.readFileSync(file, 'utf8'), rest], ['next', []], `before step ${last}`);
        assert.ok(last < 30);
      }
    }
  });

  it('of a name that nobody else gives is made without a lock, in a folder that is made for it', async () => {
    await files.create(path.join(home, 'below', path.basename(file)), 'new');
    assert.deepEqual(steps(), [
      'mkdir below',
      'open *.UUID.tmp',
      'write *.UUID.tmp',
      'sync *.UUID.tmp',
      'close *.UUID.tmp',
      'rename *.UUID.tmp',
      'open below',
      'sync below',
      'close below',
    ]);
    assert.equal(fs.readFileSync(path.join(home, 'below', path.basename(file)), 'utf8'), 'new');
  });

  for (const step of ['mkdir', 'open', 'write', 'sync', 'rename'])
    it(`of such a name is not there at all where one step fails (${step})`, async () => {
      // What is renamed is tried again, as long as a scanner may hold it.
      recorder.faults.set(step, [failing('ENOSPC')]);
      await assert.rejects(files.create(file, 'new'), { code: 'ENOSPC' });
      assert.deepEqual(left(), []);
    });

  it('that holds something else than was expected is left alone', async () => {
    fs.writeFileSync(file, 'theirs');
    assert.equal(await files.replace(file, 'old', 'new'), false);
    assert.equal(await files.remove(file, 'old'), false);
    assert.equal(await files.replace(path.join(home, 'none'), 'old', 'new'), false);
    assert.equal(await files.replace(file, undefined, 'new'), false);
    assert.deepEqual([fs.readFileSync(file, 'utf8'), left()], ['theirs', [path.basename(file)]]);
  });

  for (const code of ['EBUSY', 'EPERM', 'EACCES'])
    it(`is renamed again where another program holds it for a moment (${code})`, async () => {
      fs.writeFileSync(file, 'old');
      recorder.faults.set('rename', [failing(code), failing(code), failing(code)]);
      assert.equal(await files.replace(file, 'old', 'new'), true);
      assert.equal(fs.readFileSync(file, 'utf8'), 'new');
      assert.equal(steps().filter((step) => step.startsWith('rename')).length, 4);
    });

  for (const [step, code] of [
    ['open', 'EACCES'],
    ['write', 'ENOSPC'],
    ['sync', 'EIO'],
    ['rename', 'EXDEV'],
  ] as const)
    it(`stays as it was, with nothing left beside it, where ${step} fails with ${code}`, async () => {
      fs.writeFileSync(file, 'old');
      recorder.faults.set(step, step === 'open' ? [undefined, failing(code)] : [failing(code)]);
      await assert.rejects(files.replace(file, 'old', 'new'), { code });
      assert.deepEqual([fs.readFileSync(file, 'utf8'), left()], ['old', [path.basename(file)]]);
      assert.equal(await files.replace(file, 'old', 'new'), true, 'the lock is free again');
    });

  it('behind a symbolic link is replaced where it stands, and the link stays', async () => {
    const target = path.join(home, 'real.yaml');
    fs.writeFileSync(target, 'old');
    fs.symlinkSync(target, file);
    assert.equal(await files.replace(file, 'old', 'new'), true);
    assert.deepEqual([fs.readFileSync(target, 'utf8'), fs.lstatSync(file).isSymbolicLink()], ['new', true]);
  });

  it('that is write-protected, or in a folder that is, is not replaced nor deleted; its mode is kept otherwise', async () => {
    fs.writeFileSync(file, 'old');
    fs.chmodSync(file, 0o444);
    await assert.rejects(files.replace(file, 'old', 'new'), { code: 'EACCES' });
    await assert.rejects(files.remove(file, 'old'), { code: 'EACCES' });
    fs.chmodSync(file, 0o640);
    fs.chmodSync(home, 0o555);
    await assert.rejects(files.replace(file, 'old', 'new'), { code: 'EACCES' });
    fs.chmodSync(home, 0o755);
    assert.equal(await files.replace(file, 'old', 'new'), true);
    assert.equal(fs.statSync(file).mode & 0o777, 0o640);
  });

  it('waits for the lock of another process', async () => {
    fs.writeFileSync(file, 'old');
    fs.writeFileSync(`${file}.lock`, '');
    let tries = 0;
    recorder.before = (name, at) => {
      if (name === 'open' && at.endsWith('.lock') && ++tries === 4) fs.rmSync(`${file}.lock`);
    };
    assert.equal(await files.replace(file, 'old', 'new'), true);
    assert.ok(tries >= 4);
  });

  it('takes over the lock of a process that died, with what that process left, from however many find it at once', async () => {
    fs.writeFileSync(file, '0');
    fs.writeFileSync(`${file}.lock`, '');
    const rest = `${file}.01931c1e-7b1a-7c3e-8000-000000000001.tmp`;
    fs.writeFileSync(rest, 'half of');
    const past = new Date(Date.now() - 60_000);
    fs.utimesSync(`${file}.lock`, past, past);
    fs.utimesSync(rest, past, past);
    const adding = async (): Promise<void> => {
      for (;;) {
        const text = fs.readFileSync(file, 'utf8');
        if (await files.replace(file, text, String(Number(text) + 1))) return;
      }
    };
    await Promise.all(Array.from({ length: 8 }, adding));
    assert.deepEqual([fs.readFileSync(file, 'utf8'), left()], ['8', [path.basename(file)]]);
  });

  it('is not touched by who slept until its lock was another’s', async () => {
    fs.writeFileSync(file, 'old');
    const past = new Date(Date.now() - 60_000);
    const steal = async (): Promise<void> => {
      recorder.before = () => undefined;
      fs.utimesSync(`${file}.lock`, past, past);
      assert.equal(await files.replace(file, 'old', 'theirs'), true);
    };
    recorder.before = (name, at) => (name === 'close' && at.endsWith('.tmp') ? steal() : undefined);
    assert.equal(await files.replace(file, 'old', 'mine'), false);
    assert.deepEqual([fs.readFileSync(file, 'utf8'), left()], ['theirs', [path.basename(file)]]);
  });

  for (const [name, ending] of [
    ['open', '.lock'],
    ['open', '.tmp'],
    ['write', '.tmp'],
    ['sync', '.tmp'],
    ['close', '.tmp'],
  ] as const)
    it(`is given up where the system does not answer (${name} ${ending}): the next try writes at once, and what is answered later changes nothing`, async () => {
      fs.writeFileSync(file, 'old');
      let answer: () => void = () => undefined;
      let isFirst = true;
      const limit = recorder.alarm();
      recorder.before = (step, at) => {
        if (!isFirst || step !== name || !at.endsWith(ending)) return undefined;
        isFirst = false;
        recorder.ring(limit);
        return new Promise<void>((resolve) => (answer = resolve));
      };
      await assert.rejects(files.replace(file, 'old', 'given up', false, limit), { code: 'EBUSY' });
      assert.equal(isFirst, false);
      const started = performance.now();
      assert.equal(await files.replace(file, 'old', 'new'), true);
      assert.ok(performance.now() - started < 5_000, 'the lock need not grow old first');
      answer();
      await recorder.idle();
      assert.deepEqual([fs.readFileSync(file, 'utf8'), left()], ['new', [path.basename(file)]]);
    });

  it('is not given up once it is being renamed: nobody could tell any more whether it arrives', async () => {
    fs.writeFileSync(file, 'old');
    const limit = recorder.alarm();
    recorder.before = (name) => (name === 'rename' ? recorder.ring(limit) : undefined);
    assert.equal(await files.replace(file, 'old', 'new', false, limit), true);
    assert.ok(steps().some((step) => step.startsWith('rename')));
    assert.deepEqual([fs.readFileSync(file, 'utf8'), left()], ['new', [path.basename(file)]]);
  });

  it('is given up after a while where a lock that is old cannot be taken away', async () => {
    fs.writeFileSync(file, 'old');
    const past = new Date(Date.now() - 60_000);
    fs.writeFileSync(`${file}.lock`, '');
    fs.utimesSync(`${file}.lock`, past, past);
    recorder.faults.set(
      'rename',
      Array.from({ length: 1000 }, () => failing('EPERM')),
    );
    await assert.rejects(files.replace(file, 'old', 'new', false, 300), { code: 'EBUSY' });
    assert.ok(steps().filter((step) => step.startsWith('rename')).length < 100, 'and is not asked without a pause');
    assert.equal(fs.readFileSync(file, 'utf8'), 'old');
  });
});
