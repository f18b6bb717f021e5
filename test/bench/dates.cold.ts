/**
 * One cold start: node out/bench/dates.cold.mjs ours|chrono, with {"text","published"} on standard input. Prints the milliseconds from
 * before the library is imported to its first document done, by the clock and of CPU time. A process of its own for each, or the
 * second would find the engine warm. Both libraries are bundled in this one file and read it unminified.
 */
import { readFileSync } from 'node:fs';

interface FirstDocument {
  readonly text: string;
  readonly published: string;
}

async function ours({ text, published }: FirstDocument): Promise<number> {
  const { recogniseDates, resolveDates } = await import('../../src/core/dates');
  const { blocksOf } = await import('../../src/core/text/blocks');
  const blocks = blocksOf(text).map((block) => {
    const blockText = text.slice(block.start, block.end);
    return { ...block, text: blockText, dates: recogniseDates(blockText) };
  });
  return resolveDates(blocks, { start: published, end: published, basis: 'stated' }).length;
}

async function chrono({ text, published }: FirstDocument): Promise<number> {
  const { parse } = await import('chrono-node');
  return parse(text, new Date(`${published}T12:00:00`)).length;
}

async function main(): Promise<void> {
  const library = process.argv[2] === 'chrono' ? chrono : ours;
  const document = JSON.parse(readFileSync(0, 'utf8')) as FirstDocument;
  const start = performance.now();
  const before = process.cpuUsage();
  const found = await library(document);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ clock: performance.now() - start, cpu: (user + system) / 1000, found }));
}

void main();
