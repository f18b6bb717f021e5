/**
 * The functions that the analysis spends its time in, and how much the collector takes: samples of a profile of warm passes in which nothing is remembered.
 *
 *     npm run bench -- hottest [FOLDER] [--passes=12] [--functions=10]
 */
import { type Profiler, Session } from 'node:inspector/promises';
import { createActorRecogniser, parseGazetteer } from '../../src/core/actors';
import { Analyser } from '../../src/core/analysis';
import { parseProject } from '../../src/core/project';
import { documents, folderOf, gazetteerText, machine, projectText, table } from './corpus';

const options = process.argv.slice(2);
const numberOf = (name: string, otherwise: number): number =>
  Number(options.find((option) => option.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const [passes, functions] = [numberOf('passes', 12), numberOf('functions', 10)];
const folder = options.find((option) => !option.startsWith('--'));
/** Documents of one pass: some 1.6 MB. */
const corpus = folder === undefined ? [...documents(400)] : [...folderOf(folder)];
/** Microseconds between two samples. */
const interval = 200;

const { actors = [] } = parseProject(projectText()).value;
const recogniser = createActorRecogniser({ actors, notActors: [] }, parseGazetteer(gazetteerText()));
function pass(): void {
  const analyser = new Analyser(recogniser, () => undefined);
  for (const { text } of corpus) analyser.analyse(text);
}

/** Samples by function, its own time alone. */
function samplesOf({ nodes, samples = [] }: Profiler.Profile): ReadonlyMap<string, number> {
  const names = new Map(nodes.map(({ id, callFrame: { functionName, lineNumber } }) => [id, `${functionName || '(nameless)'}:${lineNumber + 1}`]));
  const counts = new Map<string, number>();
  for (const id of samples) {
    const name = names.get(id) ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

pass();
pass();
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval });
await session.post('Profiler.start');
for (let i = 0; i < passes; i++) pass();
const { profile } = await session.post('Profiler.stop');
session.disconnect();

const counts = [...samplesOf(profile)].filter(([name]) => !/^\((?:idle|program|root)\)/.test(name));
const all = counts.reduce((sum, [, count]) => sum + count, 0);
console.log(`${machine()}; ${corpus.length} documents, ${passes} passes; lines are those of out/bench/hottest.mjs\n`);
console.log(
  table(
    ['function', 'share of samples'],
    counts
      .sort((a, b) => b[1] - a[1])
      .slice(0, functions)
      .map(([name, count]) => [name, `${((100 * count) / all).toFixed(1)} %`]),
  ),
);
