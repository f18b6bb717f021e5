/** The blocks' statements joined to a document's: quotations that run over paragraphs, and those that the paragraph before announces. */
import type { Block } from '../text/block';
import type { Range } from '../text/range';
import type { RecognisedBlock, RecognisedQuotation } from './types';

/** A block with what was recognised in it. */
export interface ReadBlock extends Block {
  readonly found: RecognisedBlock;
}

/** What is asked of a block to tell whether a speech runs on through it. */
interface MarkedBlock extends Block {
  readonly found: Pick<RecognisedBlock, 'opens' | 'closes' | 'reopens' | 'marked'>;
}

/** A speech runs over a few paragraphs; a mark that is not closed by then was a slip. */
const maxBlocks = 8;

/** All statements of the document in its own offsets, by their beginning. Linear in the text. */
export function joinBlocks(blocks: readonly ReadBlock[]): readonly RecognisedQuotation[] {
  const out: RecognisedQuotation[] = [];
  for (let i = 0; i < blocks.length; i++) {
    const last = speechEnd(blocks, i);
    const block = blocks[i] as ReadBlock;
    const quotations = last > i ? joined(blocks.slice(i, last + 1)) : placed(block);
    if (quotations.length > 0) out.push(...behind(blocks[i - 1], block, dropSlips(block, quotations), out));
    i = last;
  }
  return out.sort((a, b) => start(a) - start(b) || end(b) - end(a));
}

const start = ({ spans }: RecognisedQuotation): number => (spans[0] as Range).start;
const end = ({ spans }: RecognisedQuotation): number => (spans.at(-1) as Range).end;

/** The block in which the speech that is open at the end of block `i` ends: `i` itself where none runs on. */
export function speechEnd(blocks: readonly MarkedBlock[], i: number): number {
  if (!blocks[i]?.found.opens) return i;
  for (let k = i + 1; k < blocks.length && k - i < maxBlocks; k++) {
    const block = blocks[k] as MarkedBlock;
    if (!runsOn(blocks[k - 1] as MarkedBlock, block)) return i;
    if (block.found.closes) return k;
    if (block.found.reopens) {
      // Re-opened in each paragraph: it ends with the first that closes its marks.
      if (!block.found.opens) return k;
    } else if (block.found.marked) return i;
  }
  return i;
}

/** A speech goes on from text to text, and from comment to comment, but not into a caption or the page's furniture. */
function runsOn(block: Block, next: Block): boolean {
  const isText = ({ kind }: Block): boolean => kind === 'body' || kind === 'headline';
  return isText(block) ? isText(next) : block.kind === next.kind;
}

function placed({ start: by, found }: ReadBlock): readonly RecognisedQuotation[] {
  return found.quotations.map((quotation) => moved(quotation, by));
}

function moved(quotation: RecognisedQuotation, by: number): RecognisedQuotation {
  const move = (range: Range): Range => ({ start: range.start + by, end: range.end + by });
  return {
    ...quotation,
    spans: quotation.spans.map(move),
    ...(quotation.cue && { cue: move(quotation.cue) }),
    ...(quotation.phrase && { phrase: move(quotation.phrase) }),
  };
}

/** One speech over several blocks: the stretch that is open at the first one's end, the blocks between, and what the last one closes. */
function joined(parts: readonly ReadBlock[]): readonly RecognisedQuotation[] {
  const first = parts[0] as ReadBlock;
  const last = parts.at(-1) as ReadBlock;
  const opening = placed(first);
  const closing = placed(last);
  const head = opening.find((quotation) => !quotation.nested && end(quotation) >= first.end && quotation.form === 'direct');
  const tail = closing.find((quotation) => !quotation.nested && start(quotation) <= last.start && quotation.form === 'direct');
  if (!head || !tail) return parts.flatMap(placed);
  const between = parts.slice(1, -1);
  // The cue stands behind the end as a rule; one before the beginning is as good.
  const cued = tail.cue ? tail : head;
  const whole: RecognisedQuotation = { ...cued, spans: [...head.spans, ...between.map((block) => ({ start: block.start, end: block.end })), ...tail.spans] };
  const rest = [...opening.filter((quotation) => quotation !== head), ...closing.filter((quotation) => quotation !== tail)];
  const within = between
    .flatMap((block) => placed(block).filter(({ rule }) => rule !== 'marks-alone'))
    .map((quotation) => ({ ...quotation, nested: true as const }));
  return [...rest, whole, ...within];
}

/** A closing mark that nothing opened and no cue follows was a slip. */
function dropSlips(block: ReadBlock, quotations: readonly RecognisedQuotation[]): readonly RecognisedQuotation[] {
  return block.found.closes ? quotations.filter((quotation) => quotation.cue !== undefined || start(quotation) > block.start) : quotations;
}

/**
 * A quotation that begins a block without a cue of its own is announced at the end of the block before ("She said:"), or goes on with the
 * quotation there, if the whole block is one.
 */
function behind(
  above: ReadBlock | undefined,
  block: ReadBlock,
  quotations: readonly RecognisedQuotation[],
  out: RecognisedQuotation[],
): readonly RecognisedQuotation[] {
  const index = quotations.findIndex((quotation) => !quotation.cue && quotation.form === 'direct' && start(quotation) === block.start);
  const free = quotations[index];
  if (!free || !above || !runsOn(above, block)) return quotations;
  const others = quotations.filter((quotation) => quotation !== free);
  const announces = above.found.announces;
  if (announces) {
    const { cue, phrase } = moved({ ...free, ...announces }, above.start);
    return [...others, { ...free, rule: 'announced', ...(cue && { cue }), ...(phrase && { phrase }) }];
  }
  const before = lastDirect(out);
  const previous = out[before];
  if (!previous?.cue || end(previous) < above.start || end(free) < block.end - slack) return quotations;
  out[before] = { ...previous, spans: [...previous.spans, ...free.spans] };
  return others;
}

/** A full stop and a space behind the closing mark. */
const slack = 3;
const lookBack = 12;

/** The index of the direct quotation that ends last, among the newest. */
function lastDirect(out: readonly RecognisedQuotation[]): number {
  let best = -1;
  for (let i = out.length - 1; i >= Math.max(0, out.length - lookBack); i--) {
    const quotation = out[i] as RecognisedQuotation;
    if (quotation.form === 'direct' && !quotation.nested && (best < 0 || end(quotation) > end(out[best] as RecognisedQuotation))) best = i;
  }
  return best;
}
