/**
 * Whether a document may have anything of a passage: by a bound that costs a part of the comparison. Most documents that share rare words with a sentence say
 * nothing of it, and a question is about one sentence, where the comparison is of two documents whole.
 */
import type { Range } from '../text/range';
import type { Prepared } from './prepare';
import { rewordedOf } from './reworded';
import { runsBetween } from './runs';
import { leastChain, rewordedScore, minScore } from './shared';
import { firstAt } from './words';

/** False only where no statement that both documents share overlaps `range` of the first. */
export function mayConcern(a: Prepared, range: Range, b: Prepared): boolean {
  const count = a.words.length;
  const at = firstAt(count, (i) => (a.words[i]?.end ?? 0) > range.start);
  const to = firstAt(count, (i) => (a.words[i]?.start ?? 0) >= range.end);
  // Between two words a statement of both may stand.
  const [first, last] = at < to ? [at, to] : [Math.max(0, at - 1), Math.min(count, at + 1)];
  return last > first && (mayRun(a, first, last, b) || isReworded(a, first, last, b));
}

/**
 * A chain is cut where either text goes from one unit of speech to another, and weighs what its runs weigh: so no chain weighs more than all runs between its
 * two units, whatever their order and the gaps between them.
 */
function mayRun(a: Prepared, first: number, last: number, b: Prepared): boolean {
  let [from, to] = [first, last];
  while (from > 0 && a.units[from - 1] === a.units[first]) from--;
  while (to < a.words.length && a.units[to] === a.units[last - 1]) to++;
  const sums = new Map<number, number>();
  const columns = (b.units[b.words.length - 1] ?? 0) + 1;
  for (const run of runsBetween(a, from, to, b)) {
    const pair = (a.units[run.a] ?? 0) * columns + (b.units[run.b] ?? 0);
    const sum = (sums.get(pair) ?? 0) + run.weight;
    if (sum >= leastChain) return true;
    sums.set(pair, sum);
  }
  return false;
}

/** Sentences are compared one by one, so this is the comparison itself, of the passage's sentences alone. */
function isReworded(a: Prepared, first: number, last: number, b: Prepared): boolean {
  const own = new Set(a.sentences.flatMap((sentence, i) => (sentence.first < last && sentence.last > first ? [i] : [])));
  // In the order in which the comparison takes them: sums of fractions depend on it.
  const found = a.text > b.text ? rewordedOf(b, a, (_, i) => own.has(i)) : rewordedOf(a, b, (i) => own.has(i));
  return found.some((reworded) => rewordedScore(reworded) >= minScore);
}
