/**
 * One cold start: node out/bench/dates.cold.mjs ours|chrono, with {"text","published"} on standard input. Prints the milliseconds from
 * before the library is imported to its first document done. A process of its own for each, or the second would find the engine warm.
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
  const found = await library(document);
  console.log(JSON.stringify({ milliseconds: performance.now() - start, found }));
}

void main();
