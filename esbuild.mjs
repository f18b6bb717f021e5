/**
 * The one build: node esbuild.mjs [--production] [--watch] [--tests]
 *
 *   dist/desktop.js  the extension for desktop and server hosts       dist/worker.mjs its worker, for worker_threads
 *   dist/reading.js  what the desktop loads with the first document
 *   dist/web.js      the extension for the browser host, its worker inlined as text
 *   dist/cli.mjs     the command line, which shares core with the worker
 *   out/test/…       with --tests: integration tests one by one, web tests as one bundle
 *
 * The gazetteers are not bundled: they stay in media/, where both hosts read them.
 */
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter((flag) => !['--production', '--watch', '--tests'].includes(flag));
if (unknown.length > 0) {
  console.error(`esbuild.mjs does not know ${unknown.join(' ')}. Usage: node esbuild.mjs [--production] [--watch] [--tests]`);
  process.exit(1);
}
const production = flags.has('--production');

/** Budgets in bytes (1 kB = 1000 B). The .vsix is weighed where it is packaged, in test/harness/package.mjs. */
const BUDGETS = { 'dist/desktop.js': 350_000, 'dist/web.js': 900_000 };

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

/**
 * `import source from 'inline-worker:./worker/worker'` gives the bundled worker, packed (raw DEFLATE, base64: as text it would be half of the bundle). The browser host serves an extension as one file, so a worker
 * can only be started there from a blob of its source.
 */
const inlineWorker = {
  name: 'inline-worker',
  setup(build) {
    build.onResolve({ filter: /^inline-worker:/ }, async ({ path: specifier, resolveDir, kind }) => {
      const found = await build.resolve(specifier.slice('inline-worker:'.length), { resolveDir, kind });
      return found.errors.length > 0 ? found : { path: found.path, namespace: 'inline-worker' };
    });
    build.onLoad({ filter: /.*/, namespace: 'inline-worker' }, async ({ path: file }) => {
      const result = await esbuild.build({ ...forBrowser, format: 'iife', entryPoints: [file], sourcemap: false, write: false });
      return {
        contents: deflateRawSync(result.outputFiles[0].contents, { level: 9 }).toString('base64'),
        loader: 'text',
        watchFiles: Object.keys(result.metafile.inputs).map((input) => path.resolve(root, input)),
      };
    });
  },
};

/** On the desktop, what is imported when it is needed is a file of its own, named for its module; the browser host takes one file. */
const lazyChunks = {
  name: 'lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path: specifier, kind }) =>
      kind === 'dynamic-import' ? { path: `./${path.posix.basename(specifier)}.js`, external: true } : undefined,
    );
  },
};

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

function productBuilds() {
  return [
    { ...forNode, entryPoints: ['src/extension/main.desktop.ts'], outfile: 'dist/desktop.js', plugins: [lazyChunks] },
    { ...forNode, entryPoints: ['src/extension/workspace/reading.ts'], outfile: 'dist/reading.js' },
    { ...forBrowser, entryPoints: ['src/extension/main.web.ts'], outfile: 'dist/web.js' },
    {
      // The worker and the command line are nearly all core: they share it.
      ...forNode,
      format: 'esm',
      splitting: true,
      entryPoints: { worker: 'src/extension/worker/worker.desktop.ts', cli: 'src/cli/main.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      chunkNames: 'core-[hash]',
      define: { ...common.define, __dirname: 'import.meta.dirname' },
    },
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

function sizeReport(results) {
  for (const { metafile } of results) {
    for (const [file, { bytes, inputs }] of Object.entries(metafile.outputs)) {
      if (!file.startsWith('dist/') || file.endsWith('.map')) continue;
      const budget = BUDGETS[file];
      const verdict = budget === undefined ? '' : `  of ${budget / 1000} kB${bytes > budget ? (production ? '  OVER BUDGET' : '  (not minified)') : ''}`;
      console.log(`  ${file.padEnd(16)} ${(bytes / 1000).toFixed(1).padStart(8)} kB${verdict}`);
      if (production && budget !== undefined && bytes > budget) console.log(largest(inputs));
    }
  }
}

/** What a bundle over its budget is made of, by package. */
function largest(inputs) {
  const shares = new Map();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, 3).join('/');
    shares.set(owner, (shares.get(owner) ?? 0) + bytesInOutput);
  }
  const sorted = [...shares].sort((a, b) => b[1] - a[1]).slice(0, 8);
  return sorted.map(([owner, bytes]) => `      ${(bytes / 1000).toFixed(1).padStart(8)} kB  ${owner}`).join('\n');
}

if (!flags.has('--watch')) rmSync(path.join(root, 'dist'), { recursive: true, force: true });
const builds = [...productBuilds(), ...(flags.has('--tests') ? testBuilds() : [])].map((options) => ({
  ...options,
  plugins: [...(options.plugins ?? []), inlineWorker, report],
}));
if (flags.has('--watch')) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.allSettled(builds.map((options) => esbuild.build(options)));
  sizeReport(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
  if (results.some((result) => result.status === 'rejected')) process.exitCode = 1;
}
