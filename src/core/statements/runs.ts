/** Runs of equal words in two documents. */
import { plainKey } from './lookups';
import type { Prepared } from './prepare';

export interface Run {
  /** Its first word in either document. */
  readonly a: number;
  readonly b: number;
  readonly length: number;
  readonly weight: number;
}

/** A word that stands more often than this is no place to begin: it would pair everything with everything. */
const maxOccurrences = 24;
/** The same for a run of function words, which says less and only binds what it stands between. */
const maxPlainOccurrences = 8;

/** Maximal runs of equal words that hold a content word, and those of function words that bind them, in the order of the first text. */
export function runsOf(a: Prepared, b: Prepared): readonly Run[] {
  const { places } = b.lookups();
  const runs: Run[] = [];
  a.words.forEach(({ lexeme }, i) => {
    const found = lexeme.content ? places.get(lexeme.key) : undefined;
    if (!found || found.length > maxOccurrences) return;
    for (const j of found) {
      let back = 0;
      while (isSame(a, b, i - back - 1, j - back - 1) && a.words[i - back - 1]?.lexeme.content === false) back++;
      const before = a.words[i - back - 1]?.lexeme;
      // That run was found from its first content word, unless that one stands everywhere.
      if (before?.content && isSame(a, b, i - back - 1, j - back - 1) && (places.get(before.key)?.length ?? 0) <= maxOccurrences) continue;
      let length = back + 1;
      while (isSame(a, b, i - back + length, j - back + length)) length++;
      runs.push({ a: i - back, b: j - back, length, weight: weightOf(a, b, i - back, j - back, length) });
    }
  });
  addPlainRuns(a, b, runs);
  return runs.sort((x, y) => x.a - y.a || x.b - y.b);
}

function isSame(a: Prepared, b: Prepared, i: number, j: number): boolean {
  const [x, y] = [a.words[i], b.words[j]];
  return x !== undefined && y !== undefined && (x.lexeme === y.lexeme || x.lexeme.key === y.lexeme.key);
}

/** Runs of at least three function words and nothing else: alone they are nothing, between others they bind. */
function addPlainRuns(a: Prepared, b: Prepared, runs: Run[]): void {
  const others = b.lookups().plain;
  for (const [key, own] of a.lookups().plain) {
    const found = others.get(key);
    if (!found || found.length > maxPlainOccurrences) continue;
    for (const i of own) {
      for (const j of found) {
        if (isSame(a, b, i - 1, j - 1)) continue;
        let length = 3;
        while (isSame(a, b, i + length, j + length)) length++;
        const words = a.words.slice(i, i + length);
        if (!words.some(({ lexeme }) => lexeme.content)) runs.push({ a: i, b: j, length, weight: weightOf(a, b, i, j, length) });
      }
    }
  }
}

/**
 * All that {@link runsOf} may find between words `from` to `to` of the first text and the second, whichever of the two it takes first, cut at the borders of
 * units; some of it twice. In no order.
 */
export function* runsBetween(a: Prepared, from: number, to: number, b: Prepared): Generator<Run> {
  const [inA, inB] = [a.lookups(), b.lookups()];
  const begins = (key: string): boolean => {
    const count = inB.places.get(key)?.length ?? 0;
    return count > 0 && Math.min(count, inA.places.get(key)?.length ?? 0) <= maxOccurrences;
  };
  for (let i = from; i < to; i++) {
    const lexeme = a.words[i]?.lexeme;
    if (!lexeme) continue;
    const key = lexeme.content ? lexeme.key : plainKey(a.words, i);
    if (key === undefined || (lexeme.content && !begins(key))) continue;
    const found = (lexeme.content ? inB.places : inB.plain).get(key) ?? [];
    if (!lexeme.content && Math.min(found.length, inA.plain.get(key)?.length ?? 0) > maxPlainOccurrences) continue;
    for (const j of found) {
      let first = 0;
      if (lexeme.content) while (i - first > from && isSame(a, b, i - first - 1, j - first - 1) && !a.words[i - first - 1]?.lexeme.content) first++;
      const before = i - first > from && isSame(a, b, i - first - 1, j - first - 1) ? a.words[i - first - 1]?.lexeme : undefined;
      if (before && (!before.content || begins(before.key))) continue;
      let length = first + 1;
      while (i - first + length < to && isSame(a, b, i - first + length, j - first + length)) length++;
      yield* split(a, b, { a: i - first, b: j - first, length, weight: 0 });
    }
  }
}

/** Words in a run vouch for one another: there even function words count, and the more the longer it is. */
export function weightOf(a: Prepared, b: Prepared, i: number, j: number, length: number): number {
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

/** Whether both runs stand in one unit of speech, in both texts. */
export function together(a: Prepared, b: Prepared, x: Run, y: Run): boolean {
  return a.units[x.a] === a.units[y.a] && b.units[x.b] === b.units[y.b];
}

/** A run cut at the borders of units. */
export function split(a: Prepared, b: Prepared, run: Run): readonly Run[] {
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
