/**
 * Two versions of the analysis by turns in one process: how fast each is, and whether they find the same. What other programs do to one they do to the other.
 *
 *     npm run bench -- paired [COMMIT] [--documents=400] [--passes=9] [FOLDER…]
 *
 * Without a commit the last one is held against what stands in the folder. With folders, their texts are read as well.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import type { createActorRecogniser, parseGazetteer } from '../../src/core/actors';
import type { Analyser } from '../../src/core/analysis';
import type { parseProject } from '../../src/core/project';
import { type BenchDocument, cpuTime, documents, folderOf, gazetteerText, machine, projectText, table } from './corpus';

interface Version {
  readonly Analyser: typeof Analyser;
  readonly createActorRecogniser: typeof createActorRecogniser;
  readonly parseGazetteer: typeof parseGazetteer;
  readonly parseProject: typeof parseProject;
}

const root = path.join(import.meta.dirname, '../..');
const options = process.argv.slice(2);
const numberOf = (name: string, otherwise: number): number =>
  Number(options.find((option) => option.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const folders = options.filter((option) => existsSync(option));
const commit = options.find((option) => !option.startsWith('--') && !folders.includes(option)) ?? 'HEAD';
const [count, passes] = [numberOf('documents', 400), numberOf('passes', 9)];

/** Bundled as the product is. @param folder that holds `src` */
async function version(folder: string, name: string): Promise<Version> {
  const outfile = path.join(root, 'out/bench/paired', `${name}.mjs`);
  const contents = ['core/analysis', 'core/actors', 'core/project'].map((module) => `export * from './src/${module}';`).join('\n');
  await esbuild.build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') },
    logLevel: 'error',
  });
  return (await import(pathToFileURL(outfile).href)) as Version;
}

function middle(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

const earlier = path.join(root, 'out/bench/paired/earlier');
rmSync(earlier, { recursive: true, force: true });
mkdirSync(earlier, { recursive: true });
execFileSync('tar', ['-x', '-C', earlier], { input: execFileSync('git', ['archive', commit, 'src'], { cwd: root, maxBuffer: 1e9 }) });

const corpus: readonly BenchDocument[] = [...documents(count), ...folders.flatMap((folder) => [...folderOf(folder)])];
const size = corpus.reduce((sum, { text }) => sum + new TextEncoder().encode(text).length, 0);
const versions = [await version(earlier, 'before'), await version(root, 'after')].map((made) => {
  const { actors = [] } = made.parseProject(projectText()).value;
  const recogniser = made.createActorRecogniser({ actors, notActors: [] }, made.parseGazetteer(gazetteerText()));
  // A new one knows words, and no paragraph of the pass before.
  return { analyser: () => new made.Analyser(recogniser, () => undefined), times: [] as number[] };
});

const found = versions.map(({ analyser }) => {
  const own = analyser();
  return corpus.map(({ path, text }) => JSON.stringify(own.analyse(text, { fileName: path })));
});
const others = corpus.filter((_, i) => found[0]?.[i] !== found[1]?.[i]).map(({ path }) => path);

for (let pass = 0; pass < passes; pass++) {
  for (const { analyser, times } of pass % 2 === 0 ? versions : [...versions].reverse()) {
    const own = analyser();
    // Nothing is collected in between: a collection that is asked for throws away the compiled code of all shapes of objects that no object has at that
    // moment, and the pass would measure the compiler for more than a third of its time.
    times.push(
      cpuTime(() => {
        for (const { text } of corpus) own.analyse(text);
      }),
    );
  }
}

const speed = (milliseconds: number): string => (size / 1000 / milliseconds).toFixed(2);
console.log(`${machine()}; ${corpus.length} documents, ${(size / 1e6).toFixed(1)} MB; CPU time, ${passes} passes each, by turns; before: ${commit}\n`);
console.log(
  table(
    ['MB/s', 'middle', 'best'],
    versions.map(({ times }, i) => [i === 0 ? 'before' : 'after', speed(middle(times)), speed(Math.min(...times))]),
  ),
);
console.log(`\nAnalyses that differ: ${others.length} of ${corpus.length}${others.length > 0 ? ` (${others.slice(0, 5).join(', ')})` : ''}`);
