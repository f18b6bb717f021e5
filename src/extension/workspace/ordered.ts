/** Items sorted at once: a few milliseconds. */
const run = 1000;

/** A long list of paths in order, in steps: all at once a hundred thousand take half a second. Pure. */
export function* ordered(all: readonly string[]): Generator<undefined, readonly string[], undefined> {
  let runs: (readonly string[])[] = [];
  for (let from = 0; from < all.length; from += run) {
    runs.push(all.slice(from, from + run).sort());
    yield;
  }
  while (runs.length > 1) {
    const longer: (readonly string[])[] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? []));
    runs = longer;
  }
  return runs[0] ?? [];
}

function* merged(a: readonly string[], b: readonly string[]): Generator<undefined, readonly string[], undefined> {
  const both: string[] = [];
  for (let [i, j] = [0, 0]; ;) {
    const [x, y] = [a[i], b[j]];
    const isFirst = y === undefined || (x !== undefined && x <= y);
    const next = isFirst ? x : y;
    if (next === undefined) return both;
    both.push(next);
    if (isFirst) i++;
    else j++;
    if (both.length % 100 === 0) yield;
  }
}
