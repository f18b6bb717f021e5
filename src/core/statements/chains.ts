/**
 * Stretches of two documents that run along each other: runs of equal words, chained over small gaps. Finds what is
 * verbatim, cut, or reworded in places, across the borders of sentences, so also what was split or merged.
 */
import type { Prepared } from './prepare';
import { type Run, runsOf, split, together } from './runs';

export interface Chain {
  /** Words of both documents, last exclusive. */
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  /** Weight of the equal words. */
  readonly weight: number;
  readonly equal: number;
}

/** Words that a chain may skip on either side. */
const maxGap = 7;
/** The same within one unit of speech of both, where a translation may have taken other words for a whole phrase. */
const maxGapInside = 12;
/** What a skipped word costs, in units of a content word's weight. */
const gapCost = 0.09;
/** Words that one side may have cut out of a quotation or paragraph that both give; those that it may have left in their place; the least run on either side of the cut. */
const maxCut = 70;
const maxLeft = 2;
const minBeforeCut = 3;
const cutCost = 1;
/** Runs that are looked back at; the nearest in the text come first. */
const lookBack = 64;

/** Chains that weigh at least `minWeight`, heaviest first, no two overlapping on either side. */
export function chainsOf(a: Prepared, b: Prepared, minWeight: number): readonly Chain[] {
  const runs = runsOf(a, b);
  const scores = new Float64Array(runs.length);
  const previous = new Int32Array(runs.length).fill(-1);
  const numbers = Array.from(runs, (_, i) => i);
  /** Runs long enough to stand before a cut; few, so that more text can be looked back at. */
  const long: number[] = [];
  runs.forEach((run, i) => {
    scores[i] = run.weight;
    const follow = (among: readonly number[], count: number): void => {
      for (let k = count - 1; k >= 0 && count - k <= lookBack; k--) {
        const j = among[k] as number;
        const before = runs[j] as Run;
        const gapA = run.a - before.a - before.length;
        if (gapA > maxCut) return;
        const gapB = run.b - before.b - before.length;
        if (gapA < 0 || gapB < 0 || gapB > maxCut) continue;
        const score = (scores[j] as number) + run.weight - costOf(a, b, before, run, gapA, gapB);
        if (score <= (scores[i] as number)) continue;
        scores[i] = score;
        previous[i] = j;
      }
    };
    follow(numbers, i);
    follow(long, long.length);
    if (run.length >= minBeforeCut) long.push(i);
  });
  return disjoint(a, b, runs, scores, previous, minWeight);
}

/** What it costs to go on behind a gap; infinite where that is too far. */
function costOf(a: Prepared, b: Prepared, before: Run, run: Run, gapA: number, gapB: number): number {
  const gap = Math.max(gapA, gapB);
  if (gap <= maxGap) return gapCost * (gapA + gapB);
  if (!together(a, b, before, run)) return Infinity;
  if (gap <= maxGapInside) return gapCost * (gapA + gapB);
  return Math.min(gapA, gapB) <= maxLeft && run.length >= minBeforeCut ? cutCost : Infinity;
}

/** The best chains, each cut where either text goes from one unit of speech to another. */
function disjoint(a: Prepared, b: Prepared, runs: readonly Run[], scores: Float64Array, previous: Int32Array, minWeight: number): readonly Chain[] {
  const order = [...runs.keys()].filter((i) => (scores[i] ?? 0) >= minWeight).sort((x, y) => (scores[y] ?? 0) - (scores[x] ?? 0) || x - y);
  const used = new Uint8Array(runs.length);
  const chains: Chain[] = [];
  for (const last of order) {
    if (used[last]) continue;
    const links: Run[] = [];
    for (let at = last; at !== -1 && !used[at]; at = previous[at] ?? -1) {
      used[at] = 1;
      links.push(runs[at] as Run);
    }
    for (const chain of pieces(a, b, links.reverse())) {
      if (chain.weight >= minWeight && !chains.some((other) => meets(other.a, chain.a) && meets(other.b, chain.b))) chains.push(chain);
    }
  }
  return chains;
}

function pieces(a: Prepared, b: Prepared, links: readonly Run[]): readonly Chain[] {
  const chains: Chain[] = [];
  let current: Run[] = [];
  const close = (): void => {
    const [from, to] = [current[0], current[current.length - 1]];
    if (from && to)
      chains.push({
        a: [from.a, to.a + to.length],
        b: [from.b, to.b + to.length],
        weight: current.reduce((sum, { weight }) => sum + weight, 0),
        equal: current.reduce((sum, { length }) => sum + length, 0),
      });
    current = [];
  };
  for (const part of links.flatMap((run) => split(a, b, run))) {
    const before = current[current.length - 1];
    if (before && !together(a, b, before, part)) close();
    current.push(part);
  }
  close();
  return chains;
}

function meets(x: readonly [number, number], y: readonly [number, number]): boolean {
  return x[0] < y[1] && y[0] < x[1];
}
