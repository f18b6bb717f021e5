/**
 * Quotations: what the text ascribes to whom. Each block is read alone and kept by its text; joining over paragraphs and resolving sources
 * then run over the document. Apart from the analysis of marks, because it is needed later and more rarely: for a tag's voice, for a layer
 * that is off by default, for lists of statements.
 */
import type { Mention } from '../actors/types';
import { finished, type Stages } from '../stages';
import type { Block } from '../text/block';
import { BlockCache } from '../text/blockCache';
import { merged, type Range } from '../text/range';
import { joinBlocks, type ReadBlock } from './document';
import { recogniseBlock } from './recognise';
import { Scene } from './scene';
import { SourceResolver } from './sources';
import type { DistanceMark, Quotation, Quotations, RecognisedBlock, RecognisedQuotation, Source } from './types';
import { WordList } from './words';

export type { DistanceMark, Manner, Quotation, QuotationForm, Quotations, Source, SourceBasis } from './types';
export { cueWords } from './cues';
export { suggestVoice, type VoiceSuggestion } from './voice';

/** Reads documents. One instance serves all of them; it knows nothing of a project. */
export class QuotationReader {
  private readonly words = new WordList();
  private readonly cache: BlockCache<RecognisedBlock>;

  /** @param remembered how much text; see {@link BlockCache} */
  constructor(remembered?: number) {
    this.cache = new BlockCache(remembered);
  }

  /**
   * @param text canonical text, or a stretch of whole blocks of it
   * @param mentions of the same text, sorted: as the analysis has them, decisions applied
   */
  read(text: string, blocks: readonly Block[], mentions: readonly Mention[]): Quotations {
    return finished(this.stages(text, blocks, mentions));
  }

  /** As {@link read}, in stages, each of one paragraph or statement: between two of them a host may do what else is waiting. */
  *stages(text: string, blocks: readonly Block[], mentions: readonly Mention[]): Stages<Quotations> {
    const read: ReadBlock[] = [];
    for (const block of blocks) {
      if (block.kind === 'furniture' || block.kind === 'contact') continue;
      read.push({ ...block, found: this.cache.get(text.slice(block.start, block.end), (own) => recogniseBlock(own, this.words)) });
      yield;
    }
    const joined = joinBlocks(read);
    const speech = merged(joined.filter(({ form, nested }) => form === 'direct' && !nested).flatMap(({ spans }) => spans));
    const resolver = new SourceResolver(new Scene(text, blocks, mentions, speech, read));
    const distance = read.flatMap(({ start, found }) =>
      found.distance.map((mark): DistanceMark => ({ ...mark, start: mark.start + start, end: mark.end + start })),
    );
    return { quotations: yield* resolved(joined, resolver), distance };
  }
}

function* resolved(joined: readonly RecognisedQuotation[], resolver: SourceResolver): Stages<readonly Quotation[]> {
  let outer: Quotation | undefined;
  const all: Quotation[] = [];
  for (const quotation of joined) {
    const [first, last] = [quotation.spans[0] as Range, quotation.spans.at(-1) as Range];
    const inside = quotation.nested && outer && first.start >= outer.start && first.start < outer.end ? outer.source : undefined;
    const source: Source = resolver.resolve(quotation, inside, outer?.form === 'direct');
    const made: Quotation = { ...quotation, start: first.start, end: last.end, source };
    if (!quotation.nested) outer = made;
    all.push(made);
    yield;
  }
  return all;
}
