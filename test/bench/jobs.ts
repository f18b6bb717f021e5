/**
 * `pressmark analyze` over one thread and several, on the machine's cores. Time by the clock: on a busy machine the figure says how busy it is. Beside it the
 * processor time of all threads, which says what sharing out costs, and so how much faster cores that are free can make it at most. The engine compiles and
 * collects on threads of its own, so that one job takes more than one core where others are free, and each of as many jobs as cores has one. What a core more
 * brings is therefore told beside one job that is held to one core (`taskset`, on Linux).
 *
 *     npm run build && npm run bench -- jobs [--documents=3000]
 */
import { spawnSync } from 'node:child_process';
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
const input = path.join(folder, 'in.jsonl');
writeFileSync(input, [...documents(count)].map(({ path: id, text }) => `${JSON.stringify({ id, text })}\n`).join(''));
/** A process tells its processor time, that of its workers with it, when it ends. */
const tells = 'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write("\\n"+(user+system)/1e6)})';
const run = (jobs: number, before: readonly string[] = []): { readonly seconds: number; readonly worked: number } => {
  const [program = '', ...given] = [...before, process.execPath, '--import', tells, command, 'analyze', '--jobs', String(jobs)];
  const started = performance.now();
  const { status, stderr } = spawnSync(program, given, {
    stdio: [openSync(input, 'r'), 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`analyze ended with ${status}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, worked: Number(stderr.split('\n').at(-1)) };
};
const one = run(1);
const held = spawnSync('taskset', ['--version']).status === 0 ? run(1, ['taskset', '--cpu-list', '0']) : undefined;
const row = (name: string, jobs: number, { seconds, worked }: ReturnType<typeof run>): readonly string[] => {
  const most = (jobs * one.worked) / worked;
  const beside = (other: { readonly seconds: number } | undefined): string => (other ? (other.seconds / seconds).toFixed(2) : '');
  return [name, seconds.toFixed(1), beside(one), beside(held), worked.toFixed(1), most.toFixed(2), (0.8 * jobs).toFixed(1)];
};
const rows = [1, 2, 4, 8].filter((jobs) => jobs <= cpus().length).map((jobs) => row(String(jobs), jobs, jobs === 1 ? one : run(jobs)));
console.log(`${machine()}; load of the machine ${loadavg()[0]?.toFixed(1) ?? ''}; ${count.toLocaleString('en')} documents\n`);
const head = ['--jobs', 'seconds', 'speed-up', 'beside one core', 'processor, s', 'speed-up on free cores, at most', 'wanted'];
console.log(table(head, held ? [row('1, one core', 1, held), ...rows] : rows));
rmSync(folder, { recursive: true, force: true });
