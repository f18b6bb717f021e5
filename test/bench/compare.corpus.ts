/** Times: two articles, two documents whole, and a corpus in which statements return reworded. Through what the editor's worker asks. */
import type { Analysis } from '../../src/core/analysis';
import type { DocumentText } from '../../src/core/corpus/types';
import { CorpusWordings } from '../../src/core/corpus/wordings';
import { type Prepared, sharedStatements } from '../../src/core/statements';
import { blocksOf } from '../../src/core/text/blocks';

/** What the corpus index gives: analyses as they are made there, no document nearer than another, and places without their lines. */
export function wordingsOver(analyse: (text: string) => Analysis): CorpusWordings {
  return new CorpusWordings({
    analyse: (_, text) => analyse(text),
    tierOf: () => 2,
    place: (path, text, lines, range) => {
      const [start, end] = [lines.positionAt(range.start), lines.positionAt(range.end)];
      return { path, range, ...start, endLine: end.line, endCharacter: end.character, text: text.slice(range.start, range.end) };
    },
  });
}

/** @param prepared analyses a text and makes it ready for comparison */
export function corpusTimes(analyse: (text: string) => Analysis, prepared: (text: string) => Prepared): void {
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

  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const took = timed(`taking ${articles.length} documents into the index`, 1, () =>
    articles.forEach((text, i) => {
      const row = wordings.keysOf(text, blocksOf(text));
      wordings.put(`${i}.txt`, { row, from: 0, to: row.length });
    }),
  );
  globalThis.gc?.();
  const memory = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - before;
  console.log(`  ${(size / 1e6).toFixed(0)} MB, ${((1000 * size) / 1e6 / took).toFixed(1)} MB a second; ${(memory / 1e6).toFixed(0)} MB of memory`);
  const asked = Array.from({ length: 50 }, (_, i): DocumentText => ({ path: `${i * 37}.txt`, text: articles[i * 37] ?? '' }));
  let found = 0;
  const each = asked.map((own) =>
    cpu(() => {
      const range = { start: 0, end: own.text.indexOf('.') };
      // Of the document itself the index knows nothing better: it is the nearest, and no other.
      const others = wordings.candidates(own, range, mostDocuments + 1).filter(({ path }) => path !== own.path);
      const texts = others.slice(0, mostDocuments).map(({ path }) => ({ path, text: articles[Number.parseInt(path, 10)] ?? '' }));
      found += wordings.wordings(own, range, texts).length;
    }),
  );
  const first = each[0] ?? 0;
  each.sort((x, y) => x - y);
  console.log(
    `how others worded one sentence, ${articles.length} documents: candidates, and up to ${mostDocuments} documents analysed and compared: ` +
      `${(each.reduce((sum, one) => sum + one, 0) / each.length).toFixed(1)} ms of processor time, the slowest of ${each.length} ${(each.at(-1) ?? 0).toFixed(1)}, the first ${first.toFixed(1)}`,
  );
  console.log(`  ${found} wordings found for ${asked.length} sentences`);
}

/** As the view asks. */
const mostDocuments = 30;

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
