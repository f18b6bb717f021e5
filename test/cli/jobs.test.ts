/** `pressmark analyze` on many cores, endless streams, after crashes and among the tools that it is used with. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fileTasks } from '../../src/cli/jobs';
import { batchesOf } from '../../src/cli/lines';
import { progressLine } from '../../src/cli/progress';
import { builtCommand, folderWith, Kept, objects, pressmark, removeFolders, root, seeds } from './support';

const record = (index: number): string =>
  `${JSON.stringify({ id: index, text: `Josep Borrell spoke on Monday, for the ${index}th time.\n\nHe said that all was well.`, published: '2022-01-15' })}\n`;
const records = (from: number, to: number): string => Array.from({ length: to - from }, (_, index) => record(from + index)).join('');
const idsOf = (out: string): readonly unknown[] => objects(out).map(({ id }) => id);
const upTo = (total: number): readonly number[] => Array.from({ length: total }, (_, index) => index);

describe('batches of lines', () => {
  const batches = async (chunks: readonly string[], most = 1000): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const batch of batchesOf(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), most))
      found.push('error' in batch ? `! ${batch.error}` : Buffer.from(batch.bytes).toString());
    return found;
  };

  it('are whole lines, as soon as they have come', async () => {
    assert.deepEqual(await batches(['a\nb\nc', 'd', 'e\n', 'f\ng']), ['a\nb\n', 'cde\n', 'f\n', 'g']);
    assert.deepEqual(await batches(['\n\n', '', 'x\n']), ['\n\n', 'x\n']);
  });

  it('keep nothing of a line that is too long, and go on behind it', async () => {
    assert.deepEqual(await batches(['ok\n12', '345', '67\nnext\n'], 6), ['ok\n', '! the line is longer than 6 bytes', 'next\n']);
    assert.deepEqual(await batches(['1234567'], 6), ['! the line is longer than 6 bytes']);
    assert.deepEqual(await batches(['123456\n'], 6), ['123456\n']);
  });
});

describe('the progress of a run', () => {
  it('is a bar where the whole is known, with a guess at the end', () => {
    assert.equal(progressLine(50, 0.25, 5, 200), '[######··················]  25 %  50 of 200 documents, 10 a second, 15 s left');
    assert.equal(progressLine(1, 1, 1), '[########################] 100 %  1 document, 1 a second');
    assert.equal(progressLine(3000, undefined, 10), '3,000 documents, 300 a second');
    // A half was done by an earlier run, and a quarter has taken ten seconds: so will the last.
    assert.match(progressLine(100, 0.75, 10, undefined, 0.5), / 75 % {2}100 documents, 10 a second, 10 s left$/);
    assert.equal(progressLine(0, 0.5, 0, undefined, 0.5), '[############············]  50 %  0 documents');
  });

  it('stands on a terminal only, and goes away', async () => {
    const files = Array.from({ length: 60 }, () => path.join(seeds, '000_857cd91610f1de59.txt'));
    const watched = Object.assign(new Kept(), { isTTY: true });
    assert.equal((await pressmark(['analyze', ...files], { stderr: watched })).code, 0);
    assert.match(watched.text, /\r\u001b\[K\[#+·*\] {1,3}\d+ % {2}\d+ of 60 documents, \d+ a second/);
    assert.ok(watched.text.endsWith('\r\u001b[K'));
    assert.equal((await pressmark(['analyze', ...files.slice(0, 3)])).err, '');
  });
});

describe('pressmark analyze at scale', function () {
  this.timeout(120_000);
  let command: string;
  const start = (...argv: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [command, ...argv], { cwd: root, stdio: 'pipe' });
    child.stdin?.on('error', () => undefined);
    return child;
  };
  const output = async (child: ChildProcess, input?: string): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> => {
    let [out, err] = ['', ''];
    child.stdout?.setEncoding('utf8').on('data', (part: string) => (out += part));
    child.stderr?.setEncoding('utf8').on('data', (part: string) => (err += part));
    if (input !== undefined) child.stdin?.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  };

  before(async () => {
    command = await builtCommand();
  });
  after(removeFolders);

  it('answers with several jobs what it answers with one, bad lines in their place', async () => {
    const input = `${records(0, 500)}no json\n${records(500, 1500)}{"id":"x"}\n${records(1500, 2000)}`;
    const [one, three] = [await output(start('analyze'), input), await output(start('analyze', '--jobs', '3'), input)];
    assert.deepEqual([one.code, one.err], [0, '']);
    assert.deepEqual([three.code, three.err], [0, '']);
    assert.equal(objects(one.out).length, 2002);
    assert.ok(three.out === one.out);
  });

  it('shares files out as well, and says once what is wrong', async () => {
    const files = ['000_857cd91610f1de59.txt', 'nowhere.txt', '001_3491eda69179e071.txt', '002_617e6239e9021492.txt'].map((name) => path.join(seeds, name));
    const argv = ['analyze', ...files, ...files, ...files];
    const [one, two] = [await output(start(...argv)), await output(start(...argv, '--jobs', '2'))];
    assert.deepEqual([one.code, two.code], [2, 2]);
    assert.ok(two.out === one.out);
    assert.equal(two.err, one.err.split('\n')[0] + '\n');
  });

  it('answers a line before the next is sent', async () => {
    const child = start('analyze', '--jobs', '2');
    assert.ok(child.stdin && child.stdout);
    const answers = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
    for (const index of upTo(5)) {
      child.stdin.write(record(index));
      const { value } = (await answers.next()) as { readonly value: string };
      assert.deepEqual(idsOf(value), [index]);
    }
    child.stdin.end();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('reads no further while its reader does not', async () => {
    let read = 0;
    const lines = function* (): Generator<Buffer> {
      for (; read < 1000; read++) yield Buffer.from(record(read));
    };
    let release: (() => void) | undefined;
    const stalled = new Promise<void>((resolve) => (release = resolve));
    let [out, first] = ['', true];
    const stdout = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        out += chunk.toString();
        if (first) void stalled.then(() => done());
        else done();
        first = false;
      },
    });
    const outcome = pressmark(['analyze', '--jobs', '2'], { stdin: Readable.from(lines()), stdout, workerFile: command });
    while (first) await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 5000; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(read < 100, `${read} lines were read while none was taken`);
    release?.();
    assert.deepEqual([(await outcome).code, idsOf(out)], [0, upTo(1000)]);
  });

  it('keeps nothing of an endless stream that has passed through', async () => {
    const filler = ' and so it went on'.repeat(200);
    const line = (index: number): Buffer => Buffer.from(`${JSON.stringify({ id: index, text: `Number ${index} ${filler}` })}\n`);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const live = (): number => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const measured: number[] = [];
    const stop = new AbortController();
    // What a worker keeps is its analyser's, as without workers; here is what is on its way to them and back.
    const [full, total] = [4000, 12_000];
    let seen = 0;
    const stdout = new Writable({
      write(chunk: Buffer, _encoding, done) {
        const before = seen;
        seen += chunk.toString().split('\n').length - 1;
        for (const mark of [full, total]) if (before < mark && seen >= mark) measured.push(live());
        if (seen >= total) stop.abort();
        done();
      },
    });
    let index = 0;
    const endless = new Readable({
      read() {
        this.push(line(index++));
      },
    });
    const { code } = await pressmark(['analyze', '--jobs', '2'], { stdin: endless, stdout, signal: stop.signal, workerFile: command });
    assert.equal(code, 130);
    const [before = 0, after = 0] = measured;
    // The texts of the second part are 29 MB, and their answers as much again.
    assert.ok(after - before < 8_000_000, `memory grew from ${before} to ${after} bytes`);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = start('analyze', '--jobs', '2');
    assert.ok(child.stdin && child.stdout);
    let err = '';
    child.stderr?.on('data', (part: Buffer) => (err += part.toString()));
    let index = 0;
    const endless = new Readable({
      read() {
        this.push(record(index++));
      },
    });
    endless.pipe(child.stdin);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const ending = await once(child, 'exit');
    endless.destroy();
    assert.deepEqual([ending, err], [[0, null], '']);
  });

  it('stops with 130 and whole lines on Ctrl+C, working or waiting', async () => {
    for (const lines of [1, 3000]) {
      const child = start('analyze', '--jobs', '2');
      const end = output(child);
      child.stdin?.write(records(0, lines));
      await once(child.stdout ?? assert.fail(), 'data');
      child.kill('SIGINT');
      const { code, out, err } = await end;
      assert.deepEqual([code, err], [130, '']);
      assert.deepEqual(idsOf(out), upTo(objects(out).length));
    }
  });

  for (const jobs of ['1', '2']) {
    it(`writes the same with ${jobs === '1' ? 'one job' : 'two jobs'}, killed and resumed as without`, async () => {
      const folder = folderWith({});
      const [whole, out] = [path.join(folder, 'whole.jsonl'), path.join(folder, 'out.jsonl')];
      const input = `${records(0, 700)}no json\n${records(700, 1400)}`;
      const argv = (file: string): readonly string[] => ['analyze', '--jobs', jobs, '--resume', file];
      assert.deepEqual(await output(start(...argv(whole)), input), { code: 0, out: '', err: '' });
      const child = start(...argv(out));
      // Not ended: it cannot be done before it is killed.
      child.stdin?.write(input.slice(0, input.length - 10));
      while (!existsSync(out) || statSync(out).size < 100_000) await new Promise((resolve) => setImmediate(resolve));
      child.kill('SIGKILL');
      await once(child, 'close');
      const interrupted = readFileSync(out, 'utf8');
      // As if the last line had been on its way to the disk.
      writeFileSync(out, interrupted.slice(0, -40));
      assert.deepEqual(await output(start(...argv(out)), input), { code: 0, out: '', err: '' });
      assert.ok(interrupted.length < readFileSync(whole).length);
      assert.ok(readFileSync(out).equals(readFileSync(whole)));
      // A third run finds nothing to do.
      assert.equal((await output(start(...argv(out)), input)).code, 0);
      assert.ok(readFileSync(out).equals(readFileSync(whole)));
    });
  }

  it('gives every job some of a few files, and several together of many', async () => {
    const tasks = async (files: number, jobs: number): Promise<readonly number[]> => {
      const sizes: number[] = [];
      for await (const task of fileTasks(
        upTo(files).map((file) => `${file}.txt`),
        jobs,
      ))
        sizes.push(task.files.length);
      return sizes;
    };
    assert.deepEqual(await tasks(8, 4), [1, 1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(await tasks(20, 2), [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
    assert.deepEqual(await tasks(129, 4), [...Array.from({ length: 16 }, () => 8), 1]);
  });

  it('takes as many jobs as there are cores', async () => {
    const input = records(0, 20);
    assert.deepEqual(await output(start('analyze', '--jobs', 'all'), input), await output(start('analyze'), input));
  });

  it('works below an engine that splits its input into blocks of lines', async () => {
    const input = records(0, 1200);
    const alone = await output(start('analyze'), input);
    // One process a block of whole lines, several at a time, what they write put together in the order of the blocks.
    const blocks = upTo(4).map((n) => records(n * 300, (n + 1) * 300));
    const parts = await Promise.all(blocks.map((block) => output(start('analyze', '--jobs', '2'), block)));
    assert.deepEqual(
      parts.map(({ code, err }) => [code, err]),
      blocks.map(() => [0, '']),
    );
    assert.ok(parts.map(({ out }) => out).join('') === alone.out);
  });

  it('works below GNU parallel', async function () {
    if (!(await installed('parallel'))) this.skip();
    const input = records(0, 1200);
    const alone = await output(start('analyze'), input);
    const parallel = spawn('parallel', ['--pipe', '--keep-order', '--jobs', '2', '--block', '20k', process.execPath, command, 'analyze'], { cwd: root });
    const { code, out } = await output(parallel, input);
    assert.equal(code, 0);
    assert.ok(out === alone.out);
  });
});

/** Whether GNU parallel itself is here; other programs have its name. `.ci/run` installs it. */
async function installed(program: string): Promise<boolean> {
  const child = spawn(program, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const ran = await Promise.race([once(child, 'error').then(() => false), once(child, 'close').then(() => true)]);
  return ran && out.startsWith('GNU parallel');
}
