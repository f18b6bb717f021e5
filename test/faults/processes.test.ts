/** Real processes on one sidecar, through the store and the files of the desktop: killed at any moment, and racing each other. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { parseSidecar } from '../../src/core/sidecar';

const root = path.resolve(__dirname, '../..');
/** Rounds of killing, and decisions of each racing process: PRESSMARK_KILLS=200 PRESSMARK_WRITES=1000 for the whole proof. */
const kills = Number(process.env['PRESSMARK_KILLS'] ?? 12);
const writes = Number(process.env['PRESSMARK_WRITES'] ?? 100);

describe('processes that write one sidecar', function () {
  this.timeout(900_000);
  let folder = '';
  let writer = '';
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'pressmark-faults-'));
    writer = path.join(folder, 'writer.mjs');
    await build({
      absWorkingDir: root,
      entryPoints: ['test/faults/writer.ts'],
      outfile: writer,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
      mainFields: ['module', 'main'],
      logLevel: 'silent',
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  interface Run {
    readonly process: ChildProcess;
    readonly acknowledged: Set<string>;
    /** Resolves with what it said last. */
    readonly ended: Promise<string>;
    /** Resolves when so many decisions are acknowledged, or the process has ended. */
    acks(count: number): Promise<void>;
  }

  function start(file: string, prefix: string, count: number, journal = prefix): Run {
    const process_ = spawn(process.execPath, [writer, file, path.join(folder, `journal-${journal}`), prefix, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const acknowledged = new Set<string>();
    const waiting: { readonly count: number; readonly done: () => void }[] = [];
    let last = '';
    let rest = '';
    const wake = (all: boolean): void => {
      for (const { count: wanted, done } of waiting) if (all || acknowledged.size >= wanted) done();
    };
    process_.stdout.setEncoding('utf8').on('data', (part: string) => {
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        last = line;
        if (line.startsWith('ack ')) acknowledged.add(line.slice(4));
      }
      wake(false);
    });
    const ended = new Promise<string>((resolve) =>
      process_.on('close', () => {
        wake(true);
        resolve(last);
      }),
    );
    return {
      process: process_,
      acknowledged,
      ended,
      acks: (wanted) => (acknowledged.size >= wanted ? Promise.resolve() : new Promise((done) => waiting.push({ count: wanted, done }))),
    };
  }

  function idsIn(file: string): readonly string[] {
    const sidecar = parseSidecar(readFileSync(file, 'utf8'));
    assert.deepEqual(sidecar.problems, []);
    return (sidecar.value.annotations ?? []).map(({ id }) => id);
  }

  /** @returns what was acknowledged, what stands in the file at the end, and how many locks were left behind */
  async function killedInARow(
    name: string,
    rounds: number,
  ): Promise<{ readonly acknowledged: ReadonlySet<string>; readonly ids: readonly string[]; readonly torn: number }> {
    const file = path.join(folder, `${name}.txt.pressmark.yaml`);
    const acknowledged = new Set<string>();
    let torn = 0;
    for (let round = 0; round < rounds; round++) {
      const run = start(file, `r${round}`, 1_000, name);
      // From before the first acknowledgement to long after the first write, by turns.
      await run.acks((round * 7) % 23);
      run.process.kill('SIGKILL');
      await run.ended;
      for (const id of run.acknowledged) acknowledged.add(id);
      if (existsSync(`${file}.lock`)) {
        torn++;
        // Ten seconds later …
        const before = new Date(Date.now() - 11_000);
        utimesSync(`${file}.lock`, before, before);
      }
      if (existsSync(file)) idsIn(file);
    }
    assert.equal(await start(file, 'last', 1, name).ended, 'settled');
    return { acknowledged, ids: idsIn(file), torn };
  }

  it(`killed ${kills} times with SIGKILL: every acknowledged decision is there once, and the file parses`, async () => {
    // Two series, for two cores.
    const series = await Promise.all(['killed-a', 'killed-b'].map((name, index) => killedInARow(name, Math.floor((kills + index) / 2))));
    for (const { acknowledged, ids } of series) {
      assert.equal(new Set(ids).size, ids.length, 'none twice');
      assert.deepEqual(
        [...acknowledged].filter((id) => !ids.includes(id)),
        [],
        'none lost',
      );
    }
    const sum = (of: (one: (typeof series)[number]) => number): number => series.reduce((all, one) => all + of(one), 0);
    const decided = sum(({ acknowledged }) => acknowledged.size);
    assert.ok(decided > kills, String(decided));
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('killed') && /\.lock|journal/.test(name)),
      [],
    );
    // Else nothing was proved. Of a few kills, all may have come between two writings.
    if (kills >= 200) assert.ok(sum(({ torn }) => torn) > 0, 'some were killed while they wrote');
    console.log(
      `      ${kills} kills, ${decided} decisions acknowledged, ${sum(({ ids }) => ids.length)} in the files, ${sum(({ torn }) => torn)} locks left behind`,
    );
  });

  it(`two of them, ${writes} decisions each: all are there once`, async () => {
    const file = path.join(folder, 'raced.txt.pressmark.yaml');
    const runs = ['p', 'q'].map((prefix) => start(file, prefix, writes));
    assert.deepEqual(await Promise.all(runs.map(({ ended }) => ended)), ['settled', 'settled']);
    const ids = idsIn(file);
    assert.deepEqual([ids.length, new Set(ids).size], [2 * writes, 2 * writes]);
  });

  it('a lock from a time that has not come yet, as a clock set back leaves it, is taken over', async () => {
    const file = path.join(folder, 'clock.txt.pressmark.yaml');
    assert.equal(await start(file, 'first', 1, 'clock').ended, 'settled');
    writeFileSync(`${file}.lock`, '');
    const later = new Date(Date.now() + 3_600_000);
    utimesSync(`${file}.lock`, later, later);
    assert.equal(await start(file, 'second', 3, 'clock').ended, 'settled');
    assert.equal(idsIn(file).length, 4);
    assert.equal(existsSync(`${file}.lock`), false);
  });
});
