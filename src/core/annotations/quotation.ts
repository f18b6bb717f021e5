/**
 * What stands between quotation marks. Marks are counted within a block; one that stays open runs on into the blocks behind
 * it as long as one of them closes it, as speeches over several paragraphs do, with or without a new opening mark in each.
 */
import type { Block } from '../text/block';
import type { Range } from '../text/range';

/** Double marks of all kinds are one family: texts open with one kind and close with another. Single marks are apostrophes too often. */
const families = [
  { opens: '“„‟', closes: '”', either: '"“' },
  { opens: '«', closes: '»', either: '' },
] as const;

/** A speech runs over a few paragraphs; a mark that is not closed by then was a slip. */
const maxBlocks = 8;

interface Mark {
  readonly at: number;
  readonly family: number;
  readonly opens: boolean;
}

/** The quotations of a document, marks included, in order, without overlap. Linear in the text. */
export function quotationsOf(text: string, blocks: readonly Block[]): readonly Range[] {
  const quotations: Range[] = [];
  const marks = blocks.map((block) => marksOf(text, block));
  let open: { readonly start: number; readonly block: number; readonly family: number; readonly closedAt: number } | undefined;
  blocks.forEach((block, index) => {
    for (const mark of marks[index] ?? []) {
      if (open && mark.family === open.family && !mark.opens) {
        quotations.push({ start: open.start, end: mark.at + 1 });
        open = undefined;
      } else if (!open && mark.opens) open = { start: mark.at, block: index, family: mark.family, closedAt: closingBlock(marks, index, mark) };
    }
    if (open && (open.closedAt <= index || !runsOn(block, blocks[index + 1]))) {
      quotations.push({ start: open.start, end: block.end });
      open = undefined;
    }
  });
  return quotations;
}

/** A speech goes on from text to text, and from comment to comment, but not into a caption or the page's furniture. */
function runsOn(block: Block, next: Block | undefined): boolean {
  const isText = ({ kind }: Block): boolean => kind === 'body' || kind === 'headline';
  return next !== undefined && (isText(block) ? isText(next) : block.kind === next.kind);
}

/** The block in which an opening mark is closed: its own, or the nearest with a closing mark that opens nothing itself; its own if there is none. */
function closingBlock(marks: readonly (readonly Mark[])[], index: number, opening: Mark): number {
  for (let i = index; i < Math.min(marks.length, index + maxBlocks); i++) {
    let depth = 0;
    for (const mark of marks[i] ?? []) {
      if (mark.family !== opening.family || (i === index && mark.at <= opening.at)) continue;
      // A paragraph that goes on with a speech may begin with an opening mark of its own.
      if (mark.opens) depth += i > index && depth === 0 && mark === marks[i]?.[0] ? 0 : 1;
      else if (depth === 0) return i;
      else depth--;
    }
  }
  return index;
}

function marksOf(text: string, { start, end }: Range): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = start; at < end; at++) {
    const unit = text.charAt(at);
    const family = families.findIndex(({ opens, closes, either }) => opens.includes(unit) || closes.includes(unit) || either.includes(unit));
    const kind = families[family];
    if (kind) marks.push({ at, family, opens: kind.either.includes(unit) ? opensHere(text, at, start, end) : kind.opens.includes(unit) });
  }
  return marks;
}

/** A mark of either use opens behind a space or bracket and before a word; the same mark closes elsewhere. */
function opensHere(text: string, at: number, start: number, end: number): boolean {
  const before = at === start ? ' ' : text.charAt(at - 1);
  const after = at + 1 === end ? ' ' : text.charAt(at + 1);
  return /[\s([{—–-]/u.test(before) && !/\s/u.test(after);
}
