/** The form of the golden file: a specimen, and below it a line for each statement and each distance mark found in it. */
import { createActorRecogniser } from '../../../src/core/actors';
import { Analyser } from '../../../src/core/analysis';
import { type Quotation, QuotationReader, type Source } from '../../../src/core/quotations';
import { gazetteer } from '../actors/gazetteer';

const analyser = new Analyser(createActorRecogniser({ actors: [], notActors: [] }, gazetteer), () => undefined);

/** `¶` stands for a line break. */
export function described(specimen: string): readonly string[] {
  const text = specimen.replaceAll('¶', '\n');
  const { blocks, mentions } = analyser.analyse(text);
  const { quotations, distance } = new QuotationReader().read(text, blocks, mentions);
  const words = ({ start, end }: { readonly start: number; readonly end: number }): string => text.slice(start, end).replaceAll('\n', '¶');
  return [
    ...quotations.map((quotation) => `  ${quotation.nested ? '· ' : ''}${statement(quotation, words)}`),
    ...distance.map((mark) => `  ~ ${mark.kind}: ${words(mark)}`),
  ];
}

function statement(
  { spans, cue, phrase, source, form, manner, rule }: Quotation,
  words: (range: { readonly start: number; readonly end: number }) => string,
): string {
  return `${phrase ? words(phrase) : '?'}${meant(source)} | ${cue ? words(cue) : '?'} | ${spans.map(words).join(' … ')} | ${form} ${manner} ${rule}`;
}

function meant(source: Source): string {
  if (source.kind !== 'actor') return ` (${source.kind})`;
  return ` → ${[source, ...(source.others ?? [])].map(({ name }) => name).join(' + ')} (${source.basis})`;
}
