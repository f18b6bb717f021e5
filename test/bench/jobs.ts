/**
 * `pressmark analyze` over one thread and several, on the machine's cores. Time by the clock: on a busy machine the figure says how busy it is. Beside it the
 * processor time of all threads, which says what sharing out costs, and so how much faster cores that are free can make it at most.
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
const run = (jobs: number): { readonly seconds: number; readonly worked: number } => {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', tells, command, 'analyze', '--jobs', String(jobs)], {
    stdio: [openSync(input, 'r'), 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`analyze ended with ${status}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, worked: Number(stderr.split('\n').at(-1)) };
};
const one = run(1);
const rows = [1, 2, 4, 8]
  .filter((jobs) => jobs <= cpus().length)
  .map((jobs) => {
    const { seconds, worked } = jobs === 1 ? one : run(jobs);
    const most = (jobs * one.worked) / worked;
    return [String(jobs), seconds.toFixed(1), (one.seconds / seconds).toFixed(2), worked.toFixed(1), most.toFixed(2), (0.8 * jobs).toFixed(1)];
  });
console.log(`${machine()}; load of the machine ${loadavg()[0]?.toFixed(1) ?? ''}; ${count.toLocaleString('en')} documents\n`);
console.log(table(['--jobs', 'seconds', 'speed-up', 'processor, s', 'speed-up on free cores, at most', 'wanted'], rows));
rmSync(folder, { recursive: true, force: true });
