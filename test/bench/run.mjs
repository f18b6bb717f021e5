/**
 * node test/bench/run.mjs [NAME] [options]: without a name, all that need no gold. Bundles a benchmark as the product is bundled, and runs it. A loader that compiles on the fly
 * wraps functions to keep their names, which costs a recogniser most of its speed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [name = '', ...options] = process.argv.slice(2);
/** Those that need nothing but this repository, in the order in which they are read. */
const all = [['speed'], ['hottest'], ['growth', '--large'], ['keystroke'], ['jobs'], ['fill'], ['sizes'], ['host']];
if (name === '') {
  for (const one of all) {
    console.log(`\n## ${one.join(' ')}\n`);
    if (spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...one], { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
  }
  process.exit();
}
if (name === 'sizes' || name === 'host') {
  const script = path.join(root, 'test/bench', `${name}.mjs`);
  process.exit(spawnSync(process.execPath, [script, ...options], { stdio: 'inherit' }).status ?? 1);
}
const entry = path.join(root, 'test/bench', `${name}.ts`);
if (!/^\w+$/.test(name) || !existsSync(entry)) {
  console.error('Usage: node test/bench/run.mjs NAME [options], where test/bench/NAME.ts exists.');
  process.exit(2);
}
const outfile = path.join(root, 'out/bench', `${name}.mjs`);
// What has to start in a process of its own is a file beside it; the growth's is that of the warm start.
const cold = path.join(root, 'test/bench', `${name === 'growth' ? 'warm' : name}.cold.ts`);
await esbuild.build({
  absWorkingDir: root,
  entryPoints: existsSync(cold) ? [entry, cold] : [entry],
  outdir: path.dirname(outfile),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // It bundles other versions itself, and cannot be bundled.
  external: ['esbuild'],
  platform: 'node',
  target: 'node20',
  format: 'esm',
  mainFields: ['module', 'main'],
  // As the product is built: yaml's build for Node is CommonJS.
  alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
  define: { 'import.meta.dirname': JSON.stringify(path.join(root, 'test/bench')) },
  logLevel: 'error',
});
process.exit(spawnSync(process.execPath, ['--expose-gc', outfile, ...options], { stdio: 'inherit' }).status ?? 1);
