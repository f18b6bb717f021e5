/** The command line as it ships, in a process of its own: pipes, signals, endless streams. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { version } from '../../package.json';
import { builtCommand, objects, pressmark, removeFolders, root, seeds } from './support';

const record = (index: number): string =>
  `${JSON.stringify({ id: index, text: `Josep Borrell spoke on Monday, for the ${index}th time.`, published: '2022-01-15' })}\n`;

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (out += part));
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (err += part));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, out, err };
}

describe('the pressmark process', function () {
  this.timeout(60_000);
  let command: string;
  const start = (...argv: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [command, ...argv], { cwd: root, stdio: 'pipe' });
    // A reader that has gone is what some of these tests are about.
    child.stdin?.on('error', () => undefined);
    return child;
  };

  before(async () => {
    command = await builtCommand();
  });
  after(removeFolders);

  it('knows its version', async () => {
    assert.deepEqual(await ended(start('--version')), { code: 0, signal: null, out: `${version}\n`, err: '' });
  });

  it('checks the seeds and finds them clean', async () => {
    assert.deepEqual(await ended(start('check', 'seeds')), { code: 0, signal: null, out: '', err: '6 files checked, no findings.\n' });
  });

  it('finds its list of names beside itself', async () => {
    const { code, out, err } = await ended(start('analyze', path.join(seeds, '002_617e6239e9021492.txt')));
    assert.deepEqual([code, err, objects(out).length], [0, '', 1]);
  });

  it('ends with 2 and a sentence on bad usage', async () => {
    const { code, out, err } = await ended(start('analyze', '--nonsense'));
    assert.deepEqual([code, out, err], [2, '', 'There is no option --nonsense. See pressmark help analyze.\n']);
  });

  it('answers a line before the next is sent, and keeps the order', async () => {
    const child = start('analyze');
    assert.ok(child.stdin && child.stdout);
    const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
    for (let index = 0; index < 5; index++) {
      child.stdin.write(index === 2 ? 'bad line\n' : record(index));
      let answer = '';
      while (!answer.endsWith('\n')) {
        const next = await answers.next();
        if (next.done) throw new Error('The command ended without an answer.');
        answer += next.value;
      }
      assert.equal((objects(answer)[0] ?? {})[index === 2 ? 'error' : 'id'] !== undefined, true);
      if (index !== 2) assert.equal(objects(answer)[0]?.['id'], index);
    }
    child.stdin.end();
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 0);
  });

  it('ends quietly when its reader has seen enough of an endless stream', async () => {
    const child = start('analyze');
    assert.ok(child.stdin && child.stdout && child.stderr);
    let index = 0;
    const endless = new Readable({
      read: function () {
        this.push(record(index++));
      },
    });
    endless.pipe(child.stdin);
    let err = '';
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    endless.destroy();
    assert.deepEqual([code, signal, err], [0, null, '']);
  });

  it('keeps the order of a long stream', async () => {
    const child = start('analyze');
    assert.ok(child.stdin);
    const total = 5000;
    Readable.from(Array.from({ length: total }, (_, index) => record(index))).pipe(child.stdin);
    const { code, out } = await ended(child);
    assert.equal(code, 0);
    const ids = objects(out).map(({ id }) => id);
    assert.deepEqual([ids.length, ids.every((id, index) => id === index)], [total, true]);
  });

  it('reads no further while its reader does not', async () => {
    let read = 0;
    const lines = function* (): Generator<Buffer> {
      for (; read < 2000; read++) yield Buffer.from(record(read));
    };
    let release: (() => void) | undefined;
    let written = 0;
    const stdout = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        written++;
        // The first line is not taken until told; the others are.
        if (written === 1) release = done;
        else done();
      },
    });
    const outcome = pressmark(['analyze'], { stdin: Readable.from(lines()), stdout });
    while (!release) await new Promise((resolve) => setImmediate(resolve));
    // Far more turns of the event loop than all the lines need.
    for (let turn = 0; turn < 5000; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(read < 100, `${read} lines were read while none was taken`);
    release();
    assert.deepEqual([(await outcome).code, read, written], [0, 2000, 2000]);
  });

  it('stops with 130 and whole lines on Ctrl+C, working or waiting', async () => {
    for (const lines of [1, 3000]) {
      const child = start('analyze');
      assert.ok(child.stdin && child.stdout);
      const end = ended(child);
      child.stdin.write(Array.from({ length: lines }, (_, index) => record(index)).join(''));
      await once(child.stdout, 'data');
      child.kill('SIGINT');
      const { code, out, err } = await end;
      assert.deepEqual([code, err], [130, '']);
      assert.ok(objects(out).length <= lines);
    }
  });

  it('keeps nothing of what has passed through', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const measured: number[] = [];
    let seen = 0;
    // The analyser keeps what it found in about four million characters of blocks; from there on the heap must stay as it is.
    const [full, total] = [9000, 20_000];
    const filler = ' and so it went on'.repeat(30);
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        seen++;
        if (seen === full || seen === total) {
          collect();
          measured.push(process.memoryUsage().heapUsed);
        }
        done();
      },
    });
    const lines = function* (): Generator<Buffer> {
      for (let index = 0; index < total; index++)
        yield Buffer.from(`${JSON.stringify({ id: index, text: `number ${index} ${filler}`, published: '2022-01-15' })}\n`);
    };
    const { code } = await pressmark(['analyze'], { stdin: Readable.from(lines()), stdout });
    assert.deepEqual([code, seen], [0, total]);
    const [before = 0, after = 0] = measured;
    // The texts alone of the second half are 6 MB.
    assert.ok(after - before < 3_000_000, `the heap grew from ${before} to ${after} bytes`);
  });
});
