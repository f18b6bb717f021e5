/**
 * `pressmark analyze` over one thread and several, on the machine's cores. Time by the clock: on a busy machine the figure says how busy it is.
 *
 *     npm run build && npm run bench -- jobs
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
const folder = mkdtempSync(path.join(tmpdir(), 'pressmark-bench-'));
const input = path.join(folder, 'in.jsonl');
writeFileSync(input, [...documents(3000)].map(({ path: id, text }) => `${JSON.stringify({ id, text })}\n`).join(''));
const run = (jobs: number): number => {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [command, 'analyze', '--jobs', String(jobs)], { stdio: [openSync(input, 'r'), 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`analyze ended with ${status}.`);
  return (performance.now() - started) / 1000;
};
const one = run(1);
const rows = [1, 2, 4, 8]
  .filter((jobs) => jobs <= cpus().length)
  .map((jobs) => {
    const seconds = jobs === 1 ? one : run(jobs);
    return [String(jobs), seconds.toFixed(1), (one / seconds).toFixed(2), (0.8 * jobs).toFixed(1)];
  });
console.log(`${machine()}; load of the machine ${loadavg()[0]?.toFixed(1) ?? ''}; 3,000 documents\n`);
console.log(table(['--jobs', 'seconds', 'speed-up', 'wanted'], rows));
rmSync(folder, { recursive: true, force: true });
