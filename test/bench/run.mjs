/**
 * node test/bench/run.mjs NAME [options]: bundles a benchmark as the product is bundled, and runs it. A loader that compiles on the fly
 * wraps functions to keep their names, which costs a recogniser most of its speed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name = '', ...options] = process.argv.slice(2);
const entry = path.join(root, 'test/bench', `${name}.ts`);
if (!/^\w+$/.test(name) || !existsSync(entry)) {
  console.error('Usage: node test/bench/run.mjs NAME [options], where test/bench/NAME.ts exists.');
  process.exit(2);
}
const outfile = path.join(root, 'out/bench', `${name}.mjs`);
// What has to start in a process of its own is a file beside it.
const cold = path.join(root, 'test/bench', `${name}.cold.ts`);
await esbuild.build({
  absWorkingDir: root,
  entryPoints: existsSync(cold) ? [entry, cold] : [entry],
  outdir: path.dirname(outfile),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
  logLevel: 'error',
});
process.exit(spawnSync(process.execPath, ['--expose-gc', outfile, ...options], { stdio: 'inherit' }).status ?? 1);
