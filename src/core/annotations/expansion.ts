/** What "expand selection" takes in, step by step: sentence, quotation, paragraph. */
import { blockAt } from '../text/block';
import type { Block } from '../text/block';
import type { Range } from '../text/range';
import { sentenceAt } from '../text/sentences';

/**
 * The ranges around an offset of a canonical text, each holding the one before it and larger: the sentence, or its part in the quotation where a quotation
 * ends inside it; what is quoted, with and without its marks; the sentence and the quotation together; the paragraph. Linear in the text.
 * @returns an empty list between blocks
 */
export function expansionsAt(text: string, blocks: readonly Block[], offset: number): readonly Range[] {
  const block = blockAt(blocks, offset);
  const sentence = sentenceAt(text, blocks, offset);
  if (!block || !sentence) return [];
  const quotation = quotedAround(text, block, offset);
  const steps: Range[] = [];
  const add = (range: Range): void => {
    const last = steps.at(-1);
    if (!last ? range.start < range.end : range.start <= last.start && last.end <= range.end && range.end - range.start > last.end - last.start)
      steps.push(range);
  };
  if (quotation) {
    const inside = withoutMarks(text, quotation);
    const within = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;
    // A sentence that ends outside the quotation it began in: first the part of it that is quoted.
    if (!within(inside, sentence)) add({ start: Math.max(sentence.start, inside.start), end: Math.min(sentence.end, inside.end) });
    if (within(inside, sentence)) add(sentence);
    add(inside);
    add(quotation);
    add({ start: Math.min(sentence.start, quotation.start), end: Math.max(sentence.end, quotation.end) });
  } else add(sentence);
  add(trimmed(text, block));
  return steps;
}

/**
 * The words between quotation marks that hold the offset, marks included, within the block; a mark that stays open runs to the block's end. Only where marks
 * stand, whoever speaks: what is a statement, and whose, is for `core/quotations` to say.
 */
function quotedAround(text: string, block: Range, offset: number): Range | undefined {
  let open: number | undefined;
  for (let at = block.start; at < block.end; at++) {
    const mark = text.charAt(at);
    if (!/[“”„‟«»"]/u.test(mark)) continue;
    const before = at === block.start ? ' ' : text.charAt(at - 1);
    const opens = mark === '"' || mark === '“' ? /[\s([{—–-]/u.test(before) && !/\s/u.test(text.charAt(at + 1)) : /[„‟«]/u.test(mark);
    if (opens && open === undefined) open = at;
    else if (!opens && open !== undefined) {
      if (open <= offset && offset <= at + 1) return { start: open, end: at + 1 };
      open = undefined;
    }
  }
  return open !== undefined && open <= offset ? { start: open, end: block.end } : undefined;
}

function withoutMarks(text: string, { start, end }: Range): Range {
  const from = /[“”„‟«»"]/u.test(text.charAt(start)) ? start + 1 : start;
  const to = end - 1 > from && /[“”„‟«»"]/u.test(text.charAt(end - 1)) ? end - 1 : end;
  return { start: from, end: to };
}

function trimmed(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  return { start: start + lead, end: start + words.trimEnd().length };
}
