/** Times: two articles, and a corpus in which statements return reworded. */
import type { Prepared } from '../../src/core/statements';
import { Lexicon, sharedStatements, StatementIndex, statementsAbout } from '../../src/core/statements';
import { blocksOf } from '../../src/core/text/blocks';

/** @param prepared analyses a text and makes it ready for comparison */
export function corpusTimes(prepared: (text: string) => Prepared): void {
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

  const index = new StatementIndex(new Lexicon());
  const before = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const took = timed(`taking ${articles.length} documents into the index`, 1, () => articles.forEach((text, i) => index.put(`${i}.txt`, text, blocksOf(text))));
  globalThis.gc?.();
  const memory = process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers - before;
  console.log(`  ${(size / 1e6).toFixed(0)} MB, ${((1000 * size) / 1e6 / took).toFixed(1)} MB a second; ${(memory / 1e6).toFixed(0)} MB of memory`);
  const asked = Array.from({ length: 50 }, (_, i) => articles[i * 37] ?? '');
  let found = 0;
  timed('how others worded one sentence: candidates and comparison', asked.length, () => {
    for (const text of asked) {
      const range = { start: 0, end: text.indexOf('.') };
      const own = prepared(text);
      const paths = new Set(index.candidates(text, range, (path) => (articles[Number.parseInt(path, 10)] === text ? 0 : 1), 30).map(({ path }) => path));
      for (const path of paths) found += statementsAbout(own, range, prepared(articles[Number.parseInt(path, 10)] ?? '')).length;
    }
  });
  console.log(`  ${found} wordings found for ${asked.length} sentences`);
}

/** Milliseconds of processor time, so that a busy machine does not count; the second run is shown. */
function timed(what: string, count: number, act: () => void): number {
  const started = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  console.log(`${what}: ${(ms / count).toFixed(1)} ms of processor time`);
  return ms;
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
