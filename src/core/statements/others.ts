/** How others worded a statement: the candidates' texts compared with it. */
import type { Range } from '../text/range';
import type { Prepared } from './prepare';
import { type SharedStatement, sharedStatements } from './shared';
import { firstAt, wordsBetween } from './words';

/**
 * The shared statements that concern `range` of the first document, in order of how much they do: one for each part of a
 * passage that the other document has, in one place of it or in several.
 */
export function statementsAbout(a: Prepared, range: Range, b: Prepared): readonly SharedStatement[] {
  return aboutRange(sharedStatements(a, b), range);
}

/** @param shared what the document shares with one other */
export function aboutRange(shared: readonly SharedStatement[], range: Range): readonly SharedStatement[] {
  const found = shared.filter((statement) => overlap(statement.a, range) > 0).sort((x, y) => overlap(y.a, range) * y.score - overlap(x.a, range) * x.score);
  const taken: SharedStatement[] = [];
  for (const statement of found) {
    const own = overlap(statement.a, range);
    const counts = taken.length === 0 || 2 * own >= Math.min(lengthOf(statement.a), lengthOf(range));
    // What one part of a passage says, another document may say twice, in its headline for instance: the nearest stands for it.
    if (counts && !taken.some((other) => overlap(other.a, statement.a) > 0)) taken.push(statement);
  }
  return taken;
}

/**
 * The sentences in which a statement stands, as far as they hold no other shared one: who says it there, with which word,
 * and what stands beside it belongs to its wording.
 *
 * @param others where the document has its other shared statements
 */
export function sentencesAround({ sentences, words }: Prepared, range: Range, others: readonly Range[]): Range {
  const [first, last] = wordsBetween(words, range);
  const at = firstAt(sentences.length, (i) => (sentences[i]?.last ?? 0) > first);
  const to = firstAt(sentences.length, (i) => (sentences[i]?.first ?? 0) >= last);
  let start = Math.min(range.start, sentences[at]?.start ?? range.start);
  let end = Math.max(range.end, sentences[to - 1]?.end ?? range.end);
  for (const other of others) {
    if (other.end <= range.start) start = Math.max(start, other.end);
    else if (other.start >= range.end) end = Math.min(end, other.start);
  }
  return { start, end };
}

function lengthOf({ start, end }: Range): number {
  return end - start;
}

function overlap(x: Range, y: Range): number {
  return Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
}
