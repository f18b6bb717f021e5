/**
 * Stretches of two documents that run along each other: runs of equal words, chained over small gaps. Finds what is
 * verbatim, cut, or reworded in places, across the borders of sentences, so also what was split or merged.
 */
import type { Prepared } from './prepare';

export interface Chain {
  /** Words of both documents, last exclusive. */
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  /** Weight of the equal words. */
  readonly weight: number;
  readonly equal: number;
}

interface Run {
  readonly a: number;
  readonly b: number;
  readonly length: number;
  readonly weight: number;
}

/** A word that stands more often than this is no place to begin: it would pair everything with everything. */
const maxOccurrences = 24;
/** The same for a run of function words, which says less and only binds what it stands between. */
const maxPlainOccurrences = 8;
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
  /** Runs long enough to stand before a cut; few, so that more text can be looked back at. */
  const long: number[] = [];
  runs.forEach((run, i) => {
    scores[i] = run.weight;
    const follow = (j: number): boolean => {
      const before = runs[j] as Run;
      const gapA = run.a - before.a - before.length;
      const gapB = run.b - before.b - before.length;
      if (gapA > maxCut) return false;
      const cost = gapA < 0 || gapB < 0 ? undefined : costOf(gapA, gapB, run.length, () => together(a, b, before, run));
      const score = (scores[j] ?? 0) + run.weight - (cost ?? Infinity);
      if (score > (scores[i] ?? 0)) {
        scores[i] = score;
        previous[i] = j;
      }
      return true;
    };
    for (let j = i - 1; j >= 0 && i - j <= lookBack && follow(j);) j--;
    for (let k = long.length - 1; k >= 0 && long.length - k <= lookBack && follow(long[k] as number);) k--;
    if (run.length >= minBeforeCut) long.push(i);
  });
  return disjoint(a, b, runs, scores, previous, minWeight);
}

/** What it costs to go on behind a gap; undefined where that is too far. */
function costOf(gapA: number, gapB: number, length: number, inOneUnit: () => boolean): number | undefined {
  const gap = Math.max(gapA, gapB);
  if (gap <= maxGap) return gapCost * (gapA + gapB);
  if (gap > maxCut || !inOneUnit()) return undefined;
  if (gap <= maxGapInside) return gapCost * (gapA + gapB);
  return Math.min(gapA, gapB) <= maxLeft && length >= minBeforeCut ? cutCost : undefined;
}

/** Whether both runs stand in one unit of speech, in both texts. */
function together(a: Prepared, b: Prepared, x: Run, y: Run): boolean {
  return a.units[x.a] === a.units[y.a] && b.units[x.b] === b.units[y.b];
}

/** Maximal runs of equal words that hold a content word, in the order of the first text. */
function runsOf(a: Prepared, b: Prepared): readonly Run[] {
  const { places } = b.lookups();
  const same = (i: number, j: number): boolean => i >= 0 && j >= 0 && a.words[i] !== undefined && a.words[i]?.lexeme.key === b.words[j]?.lexeme.key;
  const runs: Run[] = [];
  a.words.forEach(({ lexeme }, i) => {
    const found = lexeme.content ? places.get(lexeme.key) : undefined;
    if (!found || found.length > maxOccurrences) return;
    for (const j of found) {
      let back = 0;
      while (same(i - back - 1, j - back - 1) && a.words[i - back - 1]?.lexeme.content === false) back++;
      const before = a.words[i - back - 1]?.lexeme.content === true && same(i - back - 1, j - back - 1);
      // That run was found from its first content word, unless that one stands everywhere.
      if (before && (places.get(a.words[i - back - 1]?.lexeme.key ?? '')?.length ?? 0) <= maxOccurrences) continue;
      let length = back + 1;
      while (same(i - back + length, j - back + length)) length++;
      runs.push({ a: i - back, b: j - back, length, weight: weightOf(a, b, i - back, j - back, length) });
    }
  });
  addPlainRuns(a, b, runs);
  return runs.sort((x, y) => x.a - y.a || x.b - y.b);
}

/** Runs of at least three function words and nothing else: alone they are nothing, between others they bind. */
function addPlainRuns(a: Prepared, b: Prepared, runs: Run[]): void {
  const others = b.lookups().plain;
  for (const [key, own] of a.lookups().plain) {
    const found = others.get(key);
    if (!found || found.length > maxPlainOccurrences) continue;
    for (const i of own) {
      for (const j of found) {
        const before = a.words[i - 1]?.lexeme;
        if (before && before.key === b.words[j - 1]?.lexeme.key) continue;
        let length = 3;
        while (a.words[i + length] && a.words[i + length]?.lexeme.key === b.words[j + length]?.lexeme.key) length++;
        const words = a.words.slice(i, i + length);
        if (!words.some(({ lexeme }) => lexeme.content)) runs.push({ a: i, b: j, length, weight: weightOf(a, b, i, j, length) });
      }
    }
  }
}

/** Words in a run vouch for one another: there even function words count, and the more the longer it is. */
function weightOf(a: Prepared, b: Prepared, i: number, j: number, length: number): number {
  let weight = 0;
  for (let k = 0; k < length; k++) {
    const word = a.words[i + k];
    if (!word) continue;
    const isName = word.capital && b.words[j + k]?.capital === true;
    weight += word.lexeme.content || length < 3 ? word.lexeme.weight * (isName ? inName : 1) : inRun;
  }
  return weight;
}

/** What a capitalised word counts: names and titles come together in every text that names the same people, and state nothing. */
export const inName = 0.4;

/** What a function word counts in a run of three and more. */
const inRun = 0.35;

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

/** A run cut at the borders of units. */
function split(a: Prepared, b: Prepared, run: Run): readonly Run[] {
  const parts: Run[] = [];
  let first = 0;
  for (let k = 1; k <= run.length; k++) {
    const same = k < run.length && a.units[run.a + k] === a.units[run.a + first] && b.units[run.b + k] === b.units[run.b + first];
    if (same) continue;
    parts.push({ a: run.a + first, b: run.b + first, length: k - first, weight: weightOf(a, b, run.a + first, run.b + first, k - first) });
    first = k;
  }
  return parts;
}

function meets(x: readonly [number, number], y: readonly [number, number]): boolean {
  return x[0] < y[1] && y[0] < x[1];
}
