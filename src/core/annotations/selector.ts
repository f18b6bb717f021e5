import { splitsPair } from '../text/characters';
import type { Range } from '../text/range';
import type { Selector } from './types';

/** FORMATS.md: 32 to 64 units of context on each side, fewer only at the ends of the text. */
const minContext = 32;
const maxContext = 64;

/**
 * The selector of `range` in `text` (canonical). The context is cut at a word's border where there is one between 32 and 64
 * units, and never inside a surrogate pair; the quote is kept as it is.
 * @throws RangeError if the range is empty or not in the text: nothing could ever be found by it
 */
export function selectorFor(text: string, range: Range): Selector & { readonly quote: string; readonly before: string; readonly after: string } {
  const { start, end } = range;
  if (!(start >= 0 && start < end && end <= text.length)) throw new RangeError(`No passage at ${start}-${end} in a text of ${text.length} units`);
  return {
    quote: text.slice(start, end),
    before: text.slice(contextStart(text, start), start),
    after: text.slice(end, contextEnd(text, end)),
    position: [start, end],
  };
}

function contextStart(text: string, from: number): number {
  if (from <= minContext) return 0;
  const nearest = from - minContext;
  const farthest = Math.max(0, from - maxContext);
  if (farthest === 0) return 0;
  for (let at = nearest; at >= farthest; at--) if (isBorder(text, at)) return at;
  return splitsPair(text, nearest) ? nearest - 1 : nearest;
}

function contextEnd(text: string, from: number): number {
  if (text.length - from <= minContext) return text.length;
  const nearest = from + minContext;
  const farthest = Math.min(text.length, from + maxContext);
  if (farthest === text.length) return text.length;
  for (let at = nearest; at <= farthest; at++) if (isBorder(text, at)) return at;
  return splitsPair(text, nearest) ? nearest + 1 : nearest;
}

/** Between white space and what is not white space. */
function isBorder(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at - 1)) !== /\s/.test(text.charAt(at));
}
