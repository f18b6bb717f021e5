/**
 * How time, memory and the cache grow: with the length of one document, and with the number of documents. CPU time, but of the warm start, which a process of
 * its own does, the time by the clock; the exponent is fitted, 1 is linear.
 *
 *     npm run bench -- growth [--large] [FOLDER]       --large: 100,000 documents as well
 */
import { createActorRecogniser, parseGazetteer } from '../../src/core/actors';
import { Analyser } from '../../src/core/analysis';
import { CorpusIndex } from '../../src/core/corpus';
import { parseProject } from '../../src/core/project';
import { type BenchDocument, cpuTime, documents, exponent, folderOf, gazetteerText, generated, live, machine, passOver, projectText, table } from './corpus';
import { keptIn, started } from './started';

const project = parseProject(projectText()).value;
const gazetteer = parseGazetteer(gazetteerText());
const arguments_ = process.argv.slice(2);
const folder = arguments_.find((argument) => !argument.startsWith('--'));
/** Statements are read in portions, as the extension does. */
const portion = 32;
/** Texts whose bytes are held at once. */
const limitPortion = 1000;
const encoder = new TextEncoder();

/** Passes over a megabyte before the first that counts: until eight or so each is quicker than the last. */
const warming = 10;

function long(kilobytes: number): string {
  let text = '';
  for (let n = 0; text.length < 1000 * kilobytes; n++) text += `${generated(n).text}\n\n`;
  return text.slice(0, 1000 * kilobytes);
}

function oneDocument(): void {
  const megabyte = long(1000);
  const recogniser = createActorRecogniser({ actors: project.actors ?? [], notActors: [] }, gazetteer);
  const fresh = (): Analyser => new Analyser(recogniser, () => undefined);
  for (let i = 0; i < warming; i++) fresh().analyse(megabyte);
  const rows: (readonly string[])[] = [];
  const points: (readonly [number, number])[] = [];
  for (const kilobytes of [1, 10, 100, 1000]) {
    const text = long(kilobytes);
    const times = Array.from({ length: 5 }, () => cpuTime(() => fresh().analyse(text)));
    const analyser = fresh();
    analyser.analyse(text);
    const middle = text.indexOf(' ', text.length / 2);
    const edited = Array.from({ length: 9 }, (_, i) => cpuTime(() => analyser.analyse(`${text.slice(0, middle)} word${i}${text.slice(middle)}`)));
    const best = Math.min(...times);
    const bytes = [encoder.encode(text)];
    const limit = Math.min(...Array.from({ length: 5 }, () => cpuTime(() => passOver(bytes))));
    points.push([kilobytes, best]);
    rows.push([`${kilobytes} kB`, best.toFixed(1), Math.min(...edited).toFixed(1), limit.toFixed(2)]);
  }
  console.log(table(['one document', 'analysis, ms', 'again with one word more, ms', 'limit: decoded, and one pass, ms'], rows));
  console.log(`Exponent of the analysis: ${exponent(points).toFixed(2)}; from 10 kB on: ${exponent(points.slice(1)).toFixed(2)}\n`);
}

function* portions(source: Iterable<BenchDocument>, size: number): Generator<readonly BenchDocument[]> {
  let part: BenchDocument[] = [];
  for (const document of source) {
    if (part.push(document) < size) continue;
    yield part;
    part = [];
  }
  yield part;
}

interface Measured {
  readonly documents: number;
  readonly megabytes: number;
  readonly marks: number;
  readonly behind: number;
  readonly memory: number;
  readonly cache: number;
  readonly warm: number;
  readonly relink: number;
  readonly question: number;
  readonly limit: number;
}

async function measure(source: () => Iterable<BenchDocument>): Promise<Measured> {
  // What the last one left is out of reach only behind a turn.
  await new Promise((resolve) => setImmediate(resolve));
  const before = live();
  const index = new CorpusIndex(project, gazetteer);
  let [count, size] = [0, 0];
  const marks = cpuTime(() => {
    for (const { path, text } of source()) {
      count++;
      size += text.length;
      index.put({ path, text, sidecars: [], stamp: `${text.length} 1` });
    }
  });
  const generating = cpuTime(() => {
    for (const { text } of source()) if (text === '') throw new Error('An empty document.');
  });
  const behind = cpuTime(() => {
    for (const part of portions(source(), portion)) index.readStatements(part);
  });
  let limit = 0;
  for (const part of portions(source(), limitPortion)) {
    const bytes = part.map(({ text }) => encoder.encode(text));
    limit += cpuTime(() => passOver(bytes));
  }
  const memory = live() - before;
  const question = cpuTime(() => {
    index.statements.candidates(generated(1), null, 50);
  });
  const { folder: cached, size: cache } = keptIn('growth', index);
  const { clock: warm } = started(cached, count);
  let affected = 0;
  const relink = cpuTime(() => {
    affected = index.setProject({ ...project, actors: [...(project.actors ?? []), { id: 'x', name: 'Ana7 Petrov', kind: 'person' }] }).length;
  });
  if (affected === 0) throw new Error('The edit of the registry was about no document.');
  return {
    documents: count,
    megabytes: size / 1e6,
    marks: marks - generating,
    behind: behind - generating,
    memory,
    cache,
    warm,
    relink,
    question,
    limit,
  };
}

function row(name: string, { documents: count, megabytes, marks, behind, memory, cache, warm, relink, question, limit }: Measured): readonly string[] {
  const each = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB (${(bytes / count / 1000).toFixed(2)} kB each)`;
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(2);
  return [
    name,
    megabytes.toFixed(1),
    seconds(marks),
    seconds(behind),
    each(memory),
    each(cache),
    seconds(warm),
    relink.toFixed(0),
    question.toFixed(0),
    seconds(limit),
  ];
}

console.log(`${machine()}\n`);
oneDocument();
const found: Measured[] = [];
// The engine compiles what is hot: not the first measure's part.
await measure(() => documents(2000));
const head = [
  'documents',
  'MB',
  'marks, s',
  'statements behind, s',
  'memory',
  'cache',
  'warm start, s',
  'registry edit, ms',
  'wordings looked up, ms',
  'limit: decoded, and one pass, s',
];
console.log(table(head, []));
const take = (name: string, measured: Measured): void => console.log(`| ${row(name, measured).join(' | ')} |`);
for (const count of [100, 1000, 10_000, ...(arguments_.includes('--large') ? [100_000] : [])]) {
  const one = await measure(() => documents(count));
  found.push(one);
  // Row by row: the last takes long.
  take(count.toLocaleString('en'), one);
}
if (folder !== undefined) take('your folder', await measure(() => folderOf(folder)));
const fit = (of: (one: Measured) => number): string => exponent(found.map((one) => [one.documents, Math.max(1, of(one))] as const)).toFixed(2);
console.log(
  `Exponents: marks ${fit(({ marks }) => marks)}, statements ${fit(({ behind }) => behind)}, memory ${fit(({ memory }) => memory)}, warm start ${fit(({ warm }) => warm)}`,
);
console.log('Budgets for 100,000 documents (300 MB): marks 60 s, warm start 2 s, memory 400 MB with the lists of names.');
