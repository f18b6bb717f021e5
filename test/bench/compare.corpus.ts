/** Times: two articles, two documents whole, and a corpus in which statements return reworded. Through what the editor's worker asks. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import type { Analysis } from '../../src/core/analysis';
import { CorpusIndex } from '../../src/core/corpus';
import type { Gazetteer } from '../../src/core/corpus/analyser';
import type { CacheFile, DocumentText } from '../../src/core/corpus/types';
import { CorpusWordings } from '../../src/core/corpus/wordings';
import { type Prepared, sharedStatements } from '../../src/core/statements';
import type { Range } from '../../src/core/text/range';
import { Rehearsal } from '../../src/extension/features/wordings/rehearsal';

const project = { pressmark: 1 } as const;

/** What the corpus index gives: analyses as they are made there, no document nearer than another, and places without their lines. */
export function wordingsOver(analyse: (text: string) => Analysis): CorpusWordings {
  return new CorpusWordings({
    marked: (_, text) => analyse(text),
    tierOf: () => 2,
    place: (path, text, lines, range) => {
      const [start, end] = [lines.positionAt(range.start), lines.positionAt(range.end)];
      return { path, range, ...start, endLine: end.line, endCharacter: end.character, text: text.slice(range.start, range.end) };
    },
  });
}

/** @param prepared analyses a text and makes it ready for comparison */
export async function corpusTimes(gazetteer: Gazetteer, analyse: (text: string) => Analysis, prepared: (text: string) => Prepared): Promise<void> {
  const random = generator(7);
  const vocabulary = Array.from({ length: 30_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => 'ba be di do fu ga ko la me ni po ra se ti vo'.split(' ')[Math.floor(random() * 15)]).join(''),
  );
  const glue = 'the of to in and that was by for with'.split(' ');
  const word = (): string =>
    random() < 0.45 ? (glue[Math.floor(random() * glue.length)] ?? '') : (vocabulary[Math.floor(vocabulary.length * random() ** 3)] ?? '');
  const sentence = (): string => {
    const words = Array.from({ length: 14 + Math.floor(random() * 14) }, word).join(' ');
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  };
  const famous = Array.from({ length: 200 }, sentence);
  const reworded = (text: string): string => text.replace(/\b\w{6,}\b/g, (found) => (random() < 0.15 ? word() : found));
  const article = (): string =>
    Array.from({ length: 11 }, () =>
      Array.from({ length: 2 }, () => (random() < 0.1 ? reworded(famous[Math.floor(random() * famous.length)] ?? '') : sentence())).join(' '),
    ).join('\n\n');
  const articles = Array.from({ length: 10_000 }, article);
  const size = articles.reduce((sum, text) => sum + text.length, 0);

  const pairs = Array.from({ length: 100 }, (_, i) => [prepared(articles[2 * i] ?? ''), prepared(articles[2 * i + 1] ?? '')] as const);
  timed(`two articles of ${Math.round(size / articles.length)} characters, made ready`, pairs.length, () =>
    pairs.forEach(([a, b]) => void sharedStatements(a, b)),
  );

  const wordings = wordingsOver(analyse);
  const alike = Array.from({ length: 100 }, (_, i) => {
    const own = articles[3 * i] ?? '';
    return [
      { path: 'a.txt', text: own },
      { path: 'b.txt', text: `${article()}\n\n${reworded(own.slice(0, own.length / 2))}` },
    ] as const;
  });
  timed('two documents whole, half of one reworded in the other: analysis, statements, voices, differences', alike.length, () =>
    alike.forEach(([a, b]) => void wordings.comparison(a, b)),
  );

  const paths = articles.map((_, i) => `2022-0${1 + (i % 6)}-${10 + (i % 17)} ${i}.txt`);
  const index = new CorpusIndex(project, gazetteer);
  const took = timed(`taking ${articles.length} documents into the index, all that is read of them`, 1, () =>
    articles.forEach((text, i) => {
      const document = { path: paths[i] ?? '', text };
      index.put({ ...document, sidecars: [], stamp: 'read' });
      index.readStatements([document]);
    }),
  );
  console.log(`  ${(size / 1e6).toFixed(0)} MB, ${((1000 * size) / 1e6 / took).toFixed(1)} MB a second`);
  const read = new Map(paths.map((path, i) => [path, articles[i] ?? '']));
  const asked = Array.from({ length: 50 }, (_, i) => ({ path: paths[i * 37] ?? '', text: articles[i * 37] ?? '' })).map((own) => ({
    own,
    range: { start: 0, end: own.text.indexOf('.') },
  }));
  await rehearse(index, read);
  askOthers('one sentence of an article made up', index, read, asked);
  const restored = new CorpusIndex(project, gazetteer);
  const files = cacheOf(index);
  restored.restore(files, 'bench');
  await rehearse(restored, read);
  askOthers('the same, of an index from the cache, in which nothing was read yet', restored, read, asked);
  inFreshProcesses({ files, texts: read, asked: asked.slice(0, 5) });
}

/** All that a later run would begin with. */
export function cacheOf(index: CorpusIndex): readonly CacheFile[] {
  const files: CacheFile[] = [];
  for (let some = index.cacheChanges('bench'); some.length > 0; some = index.cacheChanges('bench')) files.push(...some);
  return files;
}

/** As the editor does once an index is filled. */
export async function rehearse(index: CorpusIndex, texts: ReadonlyMap<string, string>): Promise<void> {
  const { statements } = index;
  await new Rehearsal().run({
    paths: [...texts.keys()],
    text: (path) => Promise.resolve({ path, text: texts.get(path) ?? '' }),
    corpus: {
      statementCandidates: (own, range, limit) => Promise.resolve(statements.candidates(own, range, limit)),
      wordings: (own, range, others) => Promise.resolve(statements.wordings(own, range, others)),
    },
    isIdle: () => true,
  });
}

/** How others worded a sentence, as the worker is asked: candidates, then up to {@link mostDocuments} documents compared. Every question is of another document. */
export function askOthers(what: string, index: CorpusIndex, texts: ReadonlyMap<string, string>, asked: readonly Asked[]): void {
  let found = 0;
  const each = asked.map((one) => cpu(() => (found += ask(index, texts, one))));
  const first = each[0] ?? 0;
  each.sort((x, y) => x - y);
  const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
  console.log(
    `how others worded one sentence, ${texts.size} documents, ${what}: ${mean.toFixed(1)} ms of processor time, ` +
      `the slowest of ${each.length} ${(each.at(-1) ?? 0).toFixed(1)}, the first ${first.toFixed(1)}; ${found} wordings found`,
  );
}

/** What a process of its own begins with. */
export interface Cold {
  readonly files: readonly CacheFile[];
  readonly texts: ReadonlyMap<string, string>;
  readonly asked: readonly Asked[];
}

/** The first questions of processes that have done nothing yet, one that has rehearsed and one that has not. */
export function inFreshProcesses(given: Cold): void {
  const cold = fileURLToPath(new URL('compare.cold.mjs', import.meta.url));
  for (const mode of ['unrehearsed', 'rehearsed']) {
    const { stdout, stderr } = spawnSync(process.execPath, [cold, mode], { input: serialize(given), encoding: 'utf8' });
    console.log(`  the first questions of a fresh process, ${mode}: ${stdout.trim() || stderr}`);
  }
}

/** As the view asks. */
const mostDocuments = 30;

/** A document and what of it is asked about. */
export interface Asked {
  readonly own: DocumentText;
  readonly range: Range;
}

/** @returns how many wordings were found */
export function ask({ statements }: CorpusIndex, texts: ReadonlyMap<string, string>, { own, range }: Asked): number {
  const others = statements.candidates(own, range, mostDocuments).map(({ path }) => ({ path, text: texts.get(path) ?? '' }));
  return statements.wordings(own, range, others).length;
}

/** Says how many milliseconds of processor time each took. */
function timed(what: string, count: number, act: () => void): number {
  const ms = cpu(act);
  console.log(`${what}: ${(ms / count).toFixed(1)} ms of processor time`);
  return ms;
}

/** Milliseconds of processor time, so that a busy machine does not count. */
export function cpu(act: () => void): number {
  const started = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

/** Mulberry32: small, seeded, good enough for a made-up text. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
