/** Known words that somebody may have meant who wrote another one. */

/** More than this many to choose from is no help. */
const most = 3;

/**
 * By edit distance (insertion, deletion, substitution, transposition of neighbours: Damerau 1964), at most a third of the
 * word's length, at least one; a known word that begins with what was written counts as near. Nearest first.
 */
export function nearest(written: string, known: readonly string[]): readonly string[] {
  const word = fold(written);
  const limit = Math.max(1, Math.floor(word.length / 3));
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(word, fold(candidate), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function fold(word: string): string {
  return word.normalize('NFC').toLowerCase();
}

function distanceOf(a: string, b: string, limit: number): number {
  if (a.length > 2 && b.startsWith(a)) return limit;
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? Infinity;
}
