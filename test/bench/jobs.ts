/**
 * `pressmark analyze` over one thread and several, on the machine's cores. Time by the clock: on a busy machine the figure says how busy it is. The engine
 * compiles and collects on threads of its own, so that one job takes more than one core where others are free, and each of as many jobs as cores has one: what a
 * core more brings is told beside one job that is held to one core, too (`taskset`, on Linux). The limit are as many processes, which share nothing, each
 * with its part of the documents: what the machine's cores give beside each other.
 *
 *     npm run build && npm run bench -- jobs [--documents=3000]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { documents, machine, table } from './corpus';

const command = path.join(import.meta.dirname, '../../dist/cli.mjs');
if (!existsSync(command)) {
  console.error('There is no dist/cli.mjs: run node esbuild.mjs --production first.');
  process.exit(2);
}
const count = Number(/--documents=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 3000);
const folder = mkdtempSync(path.join(tmpdir(), 'pressmark-bench-'));
const lines = [...documents(count)].map(({ path: id, text }) => `${JSON.stringify({ id, text })}\n`);
/** A process tells its processor time, that of its workers with it, when it ends. */
const tells = 'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write("\\n"+(user+system)/1e6)})';

interface Time {
  /** By the clock. */
  readonly seconds: number;
  /** Of all threads. */
  readonly worked: number;
}

/** As many processes at once as there are parts of the documents, each over its own. @param before what starts Node */
async function run(jobs: number, parts = 1, before: readonly string[] = []): Promise<Time> {
  const inputs = Array.from({ length: parts }, (_, part) => {
    const input = path.join(folder, `${part}-of-${parts}.jsonl`);
    writeFileSync(input, lines.filter((_line, i) => i % parts === part).join(''));
    return input;
  });
  const [program = '', ...given] = [...before, process.execPath, '--import', tells, command, 'analyze', '--jobs', String(jobs)];
  const started = performance.now();
  const worked = await Promise.all(
    inputs.map(async (input) => {
      const child = spawn(program, given, { stdio: [openSync(input, 'r'), 'ignore', 'pipe'] });
      let said = '';
      child.stderr?.setEncoding('utf8').on('data', (part: string) => (said += part));
      const [status] = (await once(child, 'close')) as [number];
      if (status !== 0) throw new Error(`analyze ended with ${status}: ${said}`);
      return Number(said.split('\n').at(-1));
    }),
  );
  return { seconds: (performance.now() - started) / 1000, worked: worked.reduce((sum, own) => sum + own, 0) };
}

const one = await run(1);
const held = spawnSync('taskset', ['--version']).status === 0 ? await run(1, 1, ['taskset', '--cpu-list', '0']) : undefined;
const rows: (readonly string[])[] = [];
function row(name: string, workers: number, { seconds, worked }: Time): void {
  const beside = (other: Time | undefined): string => (other ? (other.seconds / seconds).toFixed(2) : '');
  rows.push([name, seconds.toFixed(1), beside(one), beside(held), worked.toFixed(1), (0.8 * workers).toFixed(1)]);
}
if (held) row('--jobs 1, held to one core', 1, held);
row('--jobs 1', 1, one);
for (const jobs of [2, 4, 8].filter((some) => some <= cpus().length)) {
  row(`--jobs ${jobs}`, jobs, await run(jobs));
  row(`limit: ${jobs} processes of their own`, jobs, await run(1, jobs));
}
console.log(`${machine()}; load of the machine ${loadavg()[0]?.toFixed(1) ?? ''}; ${count.toLocaleString('en')} documents\n`);
console.log(table(['', 'seconds', 'times as fast', 'as one core', 'processor, s', 'wanted'], rows));
rmSync(folder, { recursive: true, force: true });
