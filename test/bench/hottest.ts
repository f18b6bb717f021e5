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

interface Count {
  /** Samples in the function itself. */
  own: number;
  /** With all that it called. */
  whole: number;
}

function samplesOf({ nodes, samples = [] }: Profiler.Profile): ReadonlyMap<string, Count> {
  const names = new Map(nodes.map(({ id, callFrame: { functionName, lineNumber } }) => [id, `${functionName || '(nameless)'}:${lineNumber + 1}`]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const counts = new Map<string, Count>();
  const count = (name: string): Count => counts.get(name) ?? counts.set(name, { own: 0, whole: 0 }).get(name) ?? { own: 0, whole: 0 };
  for (const id of samples) {
    count(names.get(id) ?? '').own++;
    const callers = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) callers.add(names.get(at) ?? '');
    for (const name of callers) count(name).whole++;
  }
  return counts;
}

// Passes get quicker until the eighth, for what they run is being compiled.
for (let i = 0; i < 10; i++) pass();
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval });
await session.post('Profiler.start');
for (let i = 0; i < passes; i++) pass();
const { profile } = await session.post('Profiler.stop');
session.disconnect();

const counts = [...samplesOf(profile)].filter(([name]) => !/^\((?:idle|program|root)\)/.test(name));
const all = counts.reduce((sum, [, { own }]) => sum + own, 0);
const share = (samples: number): string => `${((100 * samples) / all).toFixed(1)} %`;
console.log(`${machine()}; ${corpus.length} documents, ${passes} passes; lines are those of out/bench/hottest.mjs\n`);
console.log(
  table(
    ['function', 'share of samples', 'with what it calls'],
    counts
      .sort((a, b) => b[1].own - a[1].own)
      .slice(0, functions)
      .map(([name, { own, whole }]) => [name, share(own), share(whole)]),
  ),
);
