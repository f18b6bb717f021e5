/**
 * The one build: node esbuild.mjs [--production] [--watch] [--tests]
 *
 *   dist/desktop.mjs  the extension for desktop and server hosts    dist/worker.mjs  its worker, for worker_threads
 *   dist/browser.mjs  the extension for the browser's host          dist/browser-worker.mjs  its worker
 *   dist/cli.mjs      the command line
 *   dist/*-HASH.mjs   what these share, and what one of them imports when it is needed: import('./x') makes a file of its own (for the package a letter or two)
 *   dist/web.js       the one file that the browser's host can load: it loads the modules above
 *   dist/sizes.json   what each of them costs, for the packaging (not in the package)
 *   out/test/…        with --tests: integration tests one by one, web tests as one bundle
 *
 * The gazetteers are not bundled: they stay in media/, where both hosts read them.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => !['--production', '--watch', '--tests'].includes(flag));
if (unknown.length > 0) {
  console.error(`esbuild.mjs does not know ${unknown.join(' ')}. Usage: node esbuild.mjs [--production] [--watch] [--tests]`);
  process.exit(1);
}
const production = flags.has('--production');

/**
 * Budgets in bytes (1 kB = 1000 B) for what a host reads before the extension is active: the file and all it imports outright, but nothing it imports when
 * needed; and for the script of the overview's page. The .vsix is weighed where it is packaged, in test/harness/package.mjs.
 */
const BUDGETS = { 'dist/desktop.mjs': 350_000, 'dist/browser.mjs': 350_000, 'dist/overview.js': 100_000 };

/** What marks follow from but the documents and projects themselves: a cache of another version is not read. */
function analyserVersion() {
  const hash = createHash('sha256');
  const files = readdirSync(path.join(root, 'src/core'), { recursive: true }).filter((file) => file.endsWith('.ts'));
  for (const file of files.sort()) hash.update(file).update(readFileSync(path.join(root, 'src/core', file)));
  return hash
    .update(readFileSync(path.join(root, 'media/gazetteer.txt')))
    .digest('hex')
    .slice(0, 16);
}

const common = {
  absWorkingDir: root,
  bundle: true,
  charset: 'utf8',
  external: ['vscode'],
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'silent',
  metafile: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  // The browser host cannot list an extension's folder.
  define: {
    ANALYSER_VERSION: JSON.stringify(analyserVersion()),
    SEED_FILES: JSON.stringify(
      readdirSync(path.join(root, 'seeds'))
        .filter((name) => !name.startsWith('.'))
        .sort(),
    ),
  },
  // Some libraries ship both module systems; the ES modules shake better.
  mainFields: ['module', 'main'],
};
// yaml gives Node its CommonJS build, of which nothing can be shaken off; its other build is the same code as ES modules.
const forNode = { ...common, platform: 'node', target: 'node20', alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') } };
const forBrowser = { ...common, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

/** Mistakes in the form editors' problem matchers understand, and one line a build when watching. */
const report = {
  name: 'report',
  setup(build) {
    build.onEnd((result) => {
      for (const { text, location } of [...result.errors, ...result.warnings])
        console.error(location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text);
      for (const output of Object.keys(result.metafile?.outputs ?? {})) if (output === 'dist/cli.mjs') chmodSync(path.join(root, output), 0o755);
      if (flags.has('--watch'))
        console.log(`[watch] ${build.initialOptions.outfile ?? build.initialOptions.outdir} ${result.errors.length > 0 ? 'failed' : 'built'}`);
    });
  },
};

/**
 * Gives the files that are named by their hashes alone (the package's) names as short as there are, the shortest to what is imported most: of some 120 files
 * with 2,000 imports among them, hashes are 11 kB of the package, because nothing is as hard to compress. The hashes order files that are imported alike, so
 * the same sources give the same names.
 */
const shortNames = {
  name: 'short-names',
  setup(build) {
    build.onEnd(({ errors, metafile }) => {
      if (errors.length > 0 || !production) return;
      const hashed = /(?<=\/)[A-Z2-7]{8}(?=\.mjs)/g;
      const files = Object.keys(metafile.outputs);
      const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
      const mentions = new Map(files.flatMap((file) => (file.match(hashed) ?? []).map((name) => [name, 0])));
      for (const [name] of [...texts.values()].flatMap((text) => [...text.matchAll(hashed)]))
        if (mentions.has(name)) mentions.set(name, mentions.get(name) + 1);
      const order = [...mentions].sort(([a, often], [b, oftenB]) => oftenB - often || (a < b ? -1 : 1)).map(([name]) => name);
      // Lower case alone: there are file systems to which A and a are one name.
      const short = new Map(order.map((name, at) => [name, at.toString(36)]));
      const renamed = (text) => text.replace(hashed, (name) => short.get(name) ?? name);
      for (const [file, text] of texts) {
        if (file !== renamed(file)) renameSync(path.join(root, file), path.join(root, renamed(file)));
        writeFileSync(path.join(root, renamed(file)), renamed(text));
        const output = metafile.outputs[file];
        delete metafile.outputs[file];
        for (const one of output.imports) one.path = renamed(one.path);
        metafile.outputs[renamed(file)] = { ...output, bytes: Buffer.byteLength(renamed(text)) };
      }
    });
  },
};

/** Makes the browser host's one file when its modules are made: it has to know their names, and which of them each needs. */
const browserLoader = {
  name: 'browser-loader',
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length > 0) return;
      const { outputs } = result.metafile;
      const loaded = new Set();
      const open = ['dist/browser.mjs', 'dist/browser-worker.mjs'];
      const closures = {};
      for (let file = open.pop(); file !== undefined; file = open.pop()) {
        if (loaded.has(file)) continue;
        loaded.add(file);
        const needed = [...withImports(file, outputs)];
        closures[path.posix.basename(file)] = needed.map((one) => path.posix.basename(one));
        for (const { path: imported, kind, external } of needed.flatMap((one) => outputs[one].imports)) {
          if (external && imported !== 'vscode') result.errors.push({ text: `${file} reaches ${imported}, which no browser has.`, location: null });
          else if (kind === 'dynamic-import') open.push(imported);
        }
      }
      const define = { ...common.define, MODULE_CLOSURES: JSON.stringify(closures) };
      const loader = await esbuild.build({ ...forBrowser, entryPoints: ['src/extension/main.web.ts'], outfile: 'dist/web.js', define });
      Object.assign(outputs, loader.metafile.outputs);
      if (result.errors.length > 0) process.exitCode = 1;
    });
  },
};

/**
 * Keeps what the extension reads at its start in few files, for every file costs the host's module loader half a millisecond. esbuild makes a file of each set
 * of modules that the same entries reach, and what is imported when needed is an entry: each of these is made to reach all that the start reads, which is
 * there already when it is imported.
 */
const startTogether = {
  name: 'start-together',
  setup(build) {
    const folder = path.join(root, 'src/extension');
    const start = path.join(folder, 'activate.ts');
    const targets = new Set();
    build.onStart(() => {
      targets.clear();
      for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'))) {
        const from = path.join(folder, file);
        for (const [, target] of readFileSync(from, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)) {
          const module = path.resolve(path.dirname(from), target);
          if (module.startsWith(folder)) targets.add(existsSync(`${module}.ts`) ? `${module}.ts` : path.join(module, 'index.ts'));
        }
      }
    });
    build.onLoad({ filter: /[\\/]src[\\/]extension[\\/].*\.ts$/ }, ({ path: file }) =>
      targets.has(file) ? { contents: `${readFileSync(file, 'utf8')}\nimport ${JSON.stringify(start)};\n`, loader: 'ts' } : undefined,
    );
  },
};

function productBuilds() {
  return [
    {
      // Extension, worker and command line are mostly core: as ES modules they share it, and so does all that is imported when needed.
      ...forNode,
      // Node takes what browsers take, and not the other way round: of two builds of a library, the one for browsers.
      platform: 'neutral',
      conditions: ['browser', 'module'],
      mainFields: ['browser', 'module', 'main'],
      external: ['vscode', 'node:*'],
      target: ['node20', 'es2022'],
      format: 'esm',
      splitting: true,
      entryPoints: {
        desktop: 'src/extension/main.desktop.ts',
        worker: 'src/extension/worker/worker.desktop.ts',
        browser: 'src/extension/host.web.ts',
        'browser-worker': 'src/extension/worker/worker.web.ts',
        cli: 'src/cli/main.ts',
      },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      chunkNames: production ? '[hash]' : '[name]-[hash]',
      define: { ...common.define, __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
      plugins: [startTogether, shortNames, browserLoader],
    },
    {
      // The page of the overview, the same in every host: a webview is a browser.
      ...forBrowser,
      format: 'iife',
      entryPoints: { overview: 'src/extension/webview/overview/main.ts' },
      outdir: 'dist',
    },
    { ...forBrowser, entryPoints: { overview: 'src/extension/webview/overview/overview.css' }, outdir: 'dist' },
  ];
}

/** Test files are found, never listed. */
function testFiles(folder) {
  const directory = path.join(root, folder);
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `./${path.posix.join(folder, file.split(path.sep).join('/'))}`)
    .sort();
}

/** In the browser host there is no node:assert and no module loader: the first is replaced, and the tests are required one after the other from one file. */
const webAssert = {
  name: 'web-assert',
  setup(build) {
    build.onResolve({ filter: /^node:assert(\/strict)?$/ }, () => ({ path: path.join(root, 'test/web/assert.ts') }));
  },
};

function testBuilds() {
  rmSync(path.join(root, 'out/test'), { recursive: true, force: true });
  const integration = testFiles('test/integration');
  const web = testFiles('test/web');
  const base = { minify: false, sourcemap: 'linked', keepNames: true };
  return [
    {
      ...forNode,
      ...base,
      entryPoints: ['test/integration/index.ts', ...integration],
      outbase: 'test/integration',
      outdir: 'out/test/integration',
      // Mocha is loaded from node_modules, so that runner and tests share one.
      external: ['vscode', 'mocha'],
    },
    {
      ...forBrowser,
      ...base,
      stdin: {
        contents: `import { runWith } from './test/web/index';\nexport function run() {\n  return runWith(() => {\n${web.map((file) => `    require(${JSON.stringify(file)});`).join('\n')}\n  });\n}\n`,
        resolveDir: root,
        sourcefile: 'web-tests.ts',
        loader: 'ts',
      },
      outfile: 'out/test/web/index.js',
      define: { ...common.define, 'process.env.MOCHA_GREP': JSON.stringify(process.env.MOCHA_GREP ?? '') },
      plugins: [webAssert],
    },
  ];
}

/** Prints what a host reads at its start, and what it may read later; writes the same down. */
function sizeReport(results) {
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  const shipped = Object.keys(outputs).filter((file) => file.startsWith('dist/') && !file.endsWith('.map'));
  const sizes = {};
  for (const file of shipped.filter((name) => outputs[name].entryPoint && !lazy(outputs).has(name))) {
    const atStart = [...withImports(file, outputs)];
    const bytes = atStart.reduce((sum, name) => sum + outputs[name].bytes, 0);
    const budget = BUDGETS[file];
    sizes[file] = { bytes, ...(budget === undefined ? {} : { budget }) };
    const verdict = budget === undefined ? '' : `  of ${budget / 1000} kB${bytes > budget ? (production ? '  OVER BUDGET' : '  (not minified)') : ''}`;
    console.log(`  ${file.padEnd(28)} ${kilobytes(bytes)}${verdict}${atStart.length > 1 ? `, in ${atStart.length} files` : ''}`);
    if (production && budget !== undefined && bytes > budget) console.log(largest(atStart.map((name) => outputs[name].inputs)));
  }
  for (const file of [...lazy(outputs)].sort()) console.log(`    when needed: ${file.padEnd(28)} ${kilobytes(outputs[file].bytes)} of its own`);
  console.log(`  all of dist                  ${kilobytes(shipped.reduce((sum, file) => sum + outputs[file].bytes, 0))}, in ${shipped.length} files`);
  mkdirSync(path.join(root, 'dist'), { recursive: true });
  writeFileSync(path.join(root, 'dist/sizes.json'), JSON.stringify(sizes));
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;

/** The files that are imported when needed. */
function lazy(outputs) {
  return new Set(
    Object.values(outputs).flatMap(({ imports }) => imports.filter(({ kind, external }) => kind === 'dynamic-import' && !external).map((one) => one.path)),
  );
}

/** A file and all that it imports outright, directly or not. */
function withImports(file, outputs, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path: imported, kind, external } of outputs[file].imports) if (kind === 'import-statement' && !external) withImports(imported, outputs, seen);
  return seen;
}

/** What a bundle over its budget is made of, by package. */
function largest(parts) {
  const shares = new Map();
  for (const [file, { bytesInOutput }] of parts.flatMap((inputs) => Object.entries(inputs))) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, 3).join('/');
    shares.set(owner, (shares.get(owner) ?? 0) + bytesInOutput);
  }
  const sorted = [...shares].sort((a, b) => b[1] - a[1]).slice(0, 8);
  return sorted.map(([owner, bytes]) => `      ${(bytes / 1000).toFixed(1).padStart(8)} kB  ${owner}`).join('\n');
}

if (!flags.has('--watch')) rmSync(path.join(root, 'dist'), { recursive: true, force: true });
const builds = [...productBuilds(), ...(flags.has('--tests') ? testBuilds() : [])].map((options) => ({
  ...options,
  plugins: [...(options.plugins ?? []), report],
}));
if (flags.has('--watch')) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.allSettled(builds.map((options) => esbuild.build(options)));
  sizeReport(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
  if (results.some((result) => result.status === 'rejected')) process.exitCode = 1;
}
