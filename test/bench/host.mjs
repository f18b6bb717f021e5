/**
 * Pressmark in the real extension host (the npm server build, with a browser as its window): activation, first row, hover, keystroke, tag, on five documents,
 * on many, on these when the window is opened again, on as many while the index fills, and on one of a megabyte; how often the host was held up while the index
 * filled, and what it keeps in memory. Time by the clock. Prints, and fails nothing. Beside it stand VS Code's own figures of activation ("Developer: Startup
 * Performance"), and what the machine allows in the same run: as long a time in which nothing of ours runs, and files of the sizes of a decision's, written,
 * flushed and renamed.
 *
 *     npm run bench -- host [--documents=10000] [--only=1 MB] [--profile=FOLDER]
 *
 * With a folder for profiles, what ran while it was measured is left there, for a browser's tools to show; the figures are then of a slower host.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { runTestsInServer } from '../harness/hostTests.mjs';
import { entry, ROOT, temporaryDirectory } from '../harness/log.mjs';
import { build, ensurePackages } from '../harness/setup.mjs';

const profiles = /--profile=(\S+)/.exec(process.argv.join(' '))?.[1];
const many = Number(/--documents=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 10_000);

async function bundle() {
  const common = { absWorkingDir: ROOT, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' };
  const define = { 'import.meta.dirname': JSON.stringify(path.join(ROOT, 'test/bench')) };
  await esbuild.build({
    ...common,
    entryPoints: ['test/bench/host/index.ts'],
    outfile: 'out/bench-host/index.js',
    format: 'cjs',
    external: ['vscode'],
    define,
  });
  await esbuild.build({ ...common, entryPoints: ['test/bench/corpus.ts'], outfile: 'out/bench-host/corpus.mjs', format: 'esm', define });
  return import(path.join(ROOT, 'out/bench-host/corpus.mjs'));
}

/** A folder with these documents; its project comes when the extension is about to start. */
function workspaceWith(documents) {
  const folder = temporaryDirectory('bench');
  for (const { path: name, text } of documents) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/**
 * @param isBusy all but the activation is measured while the index fills, and not after it
 * @param dataDir the server's: where a window has been before, its cache is, for the same port
 */
async function measure(name, { folder, project, document, isBusy, dataDir, port }) {
  const file = path.join(temporaryDirectory('project'), 'pressmark.yaml');
  writeFileSync(file, project.replace(/^documents:.*$/m, 'documents: ["**/*.txt"]'));
  // With one of these in it, the extension starts with the window; its start is measured from the moment at which the project is there.
  for (const left of ['pressmark.yaml', `${document}.pressmark.yaml`]) rmSync(path.join(folder, left), { force: true });
  const out = path.join(temporaryDirectory('figures'), 'figures.json');
  const settings = { 'pressmark.coder': 'Bench', 'git.enabled': false, 'chat.disableAIFeatures': true, 'workbench.startupEditor': 'none' };
  const env = { PRESSMARK_BENCH_PROJECT: file, PRESSMARK_BENCH_OUT: out, PRESSMARK_BENCH_DOCUMENT: document, PRESSMARK_BENCH_TAG: 'attribution' };
  if (isBusy) env.PRESSMARK_BENCH_BUSY = '1';
  if (profiles) env.PRESSMARK_BENCH_PROFILE = path.resolve(profiles, name.replaceAll(/\W+/g, '-'));
  const testsPath = path.join(ROOT, 'out/bench-host/index.js');
  const code = await runTestsInServer({ extensionPath: ROOT, testsPath, target: folder, settings, env, dataDir, port });
  if (code !== 0) throw new Error(`The host ended with code ${code}.`);
  return new Map(JSON.parse(readFileSync(out, 'utf8')));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const quantile = (of, share) => [...of].sort((a, b) => a - b)[Math.floor(share * (of.length - 1))] ?? 0;
function shown(name, values) {
  if (name.includes('MB')) return values ? values[0].toFixed(0) : '';
  if (name.includes('stalls')) return values ? `${values.length}, the longest ${Math.max(...values).toFixed(0)} ms` : 'none';
  if (!values) return '';
  return values.length === 1 ? `${values[0].toFixed(0)} ms` : `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)} ms`;
}

const budgets = {
  'activate, as VS Code counts': '50 ms',
  hover: '5 ms p95, 1 MB',
  'keystroke, until marks are set: processor time of its thread': '16 ms p95, 1 MB',
  'tag, until it is on disk': '50 ms, 10,000 annotations',
  'index filled: stalls over 50 ms': 'none',
  'index filled: stalls of its own processor time': 'none',
};

entry(async () => {
  await ensurePackages();
  await build({ tests: false });
  const only = /--only=(.+?)(?= --|$)/.exec(process.argv.slice(2).join(' '))?.[1] ?? '';
  const { generated, documents, machine, projectText, table } = await bundle();
  const project = projectText();
  let megabyte = '';
  for (let n = 0; megabyte.length < 1_000_000; n++) megabyte += `${generated(n).text}\n\n`;
  const few = [...documents(5)];
  const lots = [...documents(many)];
  const named = many.toLocaleString('en');
  /** By what their columns are called; the second start comes to what the first has left. */
  const scenarios = [
    { name: '5 documents', corpus: few },
    { name: `${named} documents`, corpus: lots, again: `${named}, started again` },
    { name: `${named}, while they are read`, corpus: lots, isBusy: true },
    { name: 'one of 1 MB', corpus: [{ path: 'long.txt', text: megabyte.slice(0, 1_000_000) }] },
  ].filter(({ name }) => name.includes(only));
  const port = await freePort();
  const starts = scenarios.flatMap(({ name, corpus, again, isBusy = false }) => {
    const place = { folder: workspaceWith(corpus), project, document: corpus[0].path, isBusy, dataDir: temporaryDirectory('server'), port };
    return [name, ...(again === undefined ? [] : [again])].map((title) => [title, place]);
  });
  const columns = [];
  for (const [name, place] of starts) {
    const column = await measure(name, place);
    const counted = [...column].filter(([what]) => what.startsWith('activate, as VS Code counts:')).map(([, [milliseconds]]) => milliseconds);
    if (counted.length > 0) column.set('activate, as VS Code counts', [counted.reduce((sum, one) => sum + one)]);
    columns.push(column);
    // What is found is told at once: many documents take minutes.
    console.log(`${name}: ${[...column].map(([what, values]) => `${what} ${shown(what, values)}`).join('; ')}`);
  }
  const stalls = ['index filled', 'limit: as long at rest'].flatMap((what) => [`${what}: stalls over 50 ms`, `${what}: stalls of its own processor time`]);
  const names = [...new Set([...columns.flatMap((column) => [...column.keys()]), ...stalls])];
  console.log(`\n${machine()}; load of the machine ${loadavg()[0].toFixed(1)}; p50 / p95\n`);
  console.log(
    table(
      ['', ...starts.map(([name]) => name), 'budget'],
      names.map((name) => [name, ...columns.map((column) => shown(name, column.get(name))), budgets[name] ?? '']),
    ),
  );
  return 0;
});
