/** Two documents as wholes: how like they are, and whether one is a copy of the other. */
import type { Range } from '../text/range';
import { likenessOf } from './likeness';
import type { Prepared } from './prepare';
import type { SharedStatement } from './shared';

/** Up to so many words a text is a statement, and is judged as one. */
const maxStatement = 120;

/**
 * 0 to 1, the same with the documents exchanged. Statements are judged as a reader would ("are these the same?"); of
 * articles it is the share of their words that stands in shared passages.
 */
export function wholeScore(a: Prepared, b: Prepared, shared: readonly SharedStatement[]): number {
  if (a.words.length <= maxStatement && b.words.length <= maxStatement) return likenessOf(a.words, b.words);
  const { a: inA, b: inB } = sharedShares(a, b, shared);
  return (inA * a.words.length + inB * b.words.length) / (a.words.length + b.words.length || 1);
}

/** The share of either document's words that stands in shared passages, 0 to 1. */
export function sharedShares(a: Prepared, b: Prepared, shared: readonly SharedStatement[]): { readonly a: number; readonly b: number } {
  return {
    a: covered(
      a,
      shared.map((statement) => statement.a),
    ),
    b: covered(
      b,
      shared.map((statement) => statement.b),
    ),
  };
}

function covered({ words }: Prepared, ranges: readonly Range[]): number {
  const sorted = [...ranges].sort((x, y) => x.start - y.start);
  let at = 0;
  let end = 0;
  let count = 0;
  for (const word of words) {
    while (at < sorted.length && (sorted[at]?.start ?? 0) <= word.start) end = Math.max(end, sorted[at++]?.end ?? 0);
    if (word.start < end) count++;
  }
  return words.length === 0 ? 0 : count / words.length;
}
