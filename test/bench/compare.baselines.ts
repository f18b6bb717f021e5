/** What anybody would try first, measured on the same gold in the same run. */
export interface Pair {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  readonly score: number;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({ text: word.toLowerCase(), start: index, end: index + word.length }));
}

/** Words in common, of all words of both. */
export function jaccard(a: string, b: string): number {
  const [x, y] = [new Set(tokensOf(a).map(({ text }) => text)), new Set(tokensOf(b).map(({ text }) => text))];
  const both = [...x].filter((word) => y.has(word)).length;
  return both / (x.size + y.size - both || 1);
}

interface Run {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** Maximal runs of at least `least` equal tokens. */
function runsOf(a: readonly Token[], b: readonly Token[], least: number): readonly Run[] {
  const gram = (tokens: readonly Token[], at: number): string =>
    tokens
      .slice(at, at + least)
      .map(({ text }) => text)
      .join(' ');
  const places = new Map<string, number[]>();
  for (let j = 0; j + least <= b.length; j++) places.set(gram(b, j), [...(places.get(gram(b, j)) ?? []), j]);
  const runs: Run[] = [];
  for (let i = 0; i + least <= a.length; i++) {
    for (const j of places.get(gram(a, i)) ?? []) {
      if (i > 0 && j > 0 && a[i - 1]?.text === b[j - 1]?.text) continue;
      let length = least;
      while (a[i + length] && a[i + length]?.text === b[j + length]?.text) length++;
      runs.push({ a: i, b: j, length });
    }
  }
  return runs;
}

/** Every run of six equal tokens. */
export function commonRuns(textA: string, textB: string): readonly Pair[] {
  const [a, b] = [tokensOf(textA), tokensOf(textB)];
  return runsOf(a, b, 6).map((run) => pairOf(a, b, [run.a, run.a + run.length], [run.b, run.b + run.length], run.length));
}

/** Runs of three, chained over gaps of six, where eight tokens are equal. */
export function chainedRuns(textA: string, textB: string): readonly Pair[] {
  const [a, b] = [tokensOf(textA), tokensOf(textB)];
  const chains: { a: [number, number]; b: [number, number]; equal: number }[] = [];
  for (const run of [...runsOf(a, b, 3)].sort((x, y) => x.a - y.a || x.b - y.b)) {
    const chain = chains.find(({ a: [, lastA], b: [, lastB] }) => run.a >= lastA && run.a - lastA <= 6 && run.b >= lastB && run.b - lastB <= 6);
    if (chain) {
      chain.a[1] = run.a + run.length;
      chain.b[1] = run.b + run.length;
      chain.equal += run.length;
    } else chains.push({ a: [run.a, run.a + run.length], b: [run.b, run.b + run.length], equal: run.length });
  }
  return chains.filter(({ equal }) => equal >= 8).map((chain) => pairOf(a, b, chain.a, chain.b, chain.equal));
}

function pairOf(a: readonly Token[], b: readonly Token[], x: readonly [number, number], y: readonly [number, number], score: number): Pair {
  const range = (tokens: readonly Token[], [from, to]: readonly [number, number]): readonly [number, number] => [
    tokens[from]?.start ?? 0,
    tokens[to - 1]?.end ?? 0,
  ];
  return { a: range(a, x), b: range(b, y), score };
}
