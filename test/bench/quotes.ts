/**
 * Measures quotations against gold attributions, with two baselines in the same run: what stands between marks alone, and that with the name
 * beside a verb of speech.
 *
 *     npx tsx test/bench/quotes.ts --gold PATH… [--errors N]
 *
 * PATH is a file of JSON lines, or a folder of such: {"id","text","quotes":[{"content":[[s,e]…],"cue":[[s,e]…],"source":[[s,e]…],"direct","nested"?}]}; offsets in
 * UTF-16, end exclusive. Content is scored by characters; a quotation is matched where a prediction overlaps it by half (intersection over
 * union); source and cue end to end: of all that the gold has, the share found on a matched quotation. Nested ones are not scored. No gold
 * belongs to this repository.
 */
import { readFileSync } from 'node:fs';
import { createActorRecogniser, parseGazetteer } from '../../src/core/actors';
import { Analyser } from '../../src/core/analysis';
import { QuotationReader } from '../../src/core/quotations';
import { blocksOf } from '../../src/core/text/blocks';
import { fail, goldFiles, readLines } from './gold';
import { type GoldQuotes, marksAlone, nameBesideVerb, type Predicted, QuoteScore } from './quotes.score';

type Reader = (text: string) => readonly Predicted[];

const analyser = new Analyser(
  createActorRecogniser({ actors: [], notActors: [] }, parseGazetteer(readFileSync(new URL('../../media/gazetteer.txt', import.meta.url), 'utf8'))),
  () => undefined,
);

function ours(reader: QuotationReader): Reader {
  return (text) => {
    const { blocks, mentions } = analyser.analyse(text);
    return reader.read(text, blocks, mentions).quotations.map(({ spans, cue, phrase, form, rule }) => ({
      spans: spans.map(({ start, end }) => [start, end] as const),
      cue: cue && [cue.start, cue.end],
      source: phrase && [phrase.start, phrase.end],
      direct: form === 'direct',
      rule,
    }));
  };
}

function score(name: string, read: Reader, gold: readonly GoldQuotes[], errors = 0): void {
  const tally = new QuoteScore();
  for (const document of gold) tally.add(document, read(document.text));
  console.log(` ${name}`);
  for (const line of tally.lines()) console.log(`  ${line}`);
  for (const line of tally.errors(errors)) console.log(`    ${line}`);
}

/** Reading quotations alone, marks already made: every pass with an empty cache, warm code. */
function speed(gold: readonly GoldQuotes[]): void {
  const documents = gold.map(({ text }) => ({ text, ...analyser.analyse(text) }));
  const bytes = gold.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  let best = Infinity;
  for (let pass = 0; pass < 12; pass++) {
    const reader = new QuotationReader();
    const begun = performance.now();
    for (const { text, blocks, mentions } of documents) reader.read(text, blocks, mentions);
    if (pass >= 3) best = Math.min(best, performance.now() - begun);
  }
  console.log(`speed, warm, best of nine passes without a cache: ${(bytes / 1000 / best).toFixed(2)} MB/s`);
}

function main(args: readonly string[]): void {
  const paths = args.slice(args.indexOf('--gold') + 1).filter((arg, i, all) => !arg.startsWith('--') && all[i - 1] !== '--errors');
  const errors = args.includes('--errors') ? Number(args[args.indexOf('--errors') + 1] ?? 40) : 0;
  if (!args.includes('--gold') || paths.length === 0)
    fail('usage: npx tsx test/bench/quotes.ts --gold PATH… [--errors N]   (gold as JSON lines; none is part of this repository)');
  for (const path of goldFiles(paths, 'gold attributions')) {
    const gold = readLines<GoldQuotes>(path);
    console.log(`\n${path}, ${gold.length} texts`);
    score('marks only', (text) => marksAlone(text, blocksOf(text)), gold);
    score('marks, and the name beside a verb of speech', (text) => nameBesideVerb(text, marksAlone(text, blocksOf(text))), gold);
    score('pressmark', ours(new QuotationReader()), gold, errors);
    speed(gold);
  }
}

main(process.argv.slice(2));
