/** A TIMEX3 expression as the scorer sees it. */
export interface Timex {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly value: string;
  readonly rule?: string;
}

export interface Prf {
  readonly p: number;
  readonly r: number;
  readonly f: number;
}

export interface Figures {
  readonly gold: number;
  readonly predicted: number;
  readonly strict: Prf;
  readonly relaxed: Prf;
  readonly type: Prf;
  readonly value: Prf;
}

export interface Pair {
  readonly gold: readonly Timex[];
  readonly predicted: readonly Timex[];
  readonly text: string;
}

interface Match {
  readonly gold: Timex;
  readonly predicted: Timex | undefined;
}

/** Spans without blanks at their ends. */
function trimmed(t: Timex, text: string): Timex {
  let { start, end } = t;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return { ...t, start, end };
}

/** One-to-one matches of overlapping spans: equal spans first, then the longest overlap, then the likest length. */
function align({ gold, predicted, text }: Pair): { readonly matches: readonly Match[]; readonly spurious: readonly Timex[] } {
  const g = [...gold].sort((a, b) => a.start - b.start || a.end - b.end);
  const p = predicted
    .map((t) => trimmed(t, text))
    .filter((t) => t.end > t.start)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const overlaps = g
    .flatMap((a, i) =>
      p.map((b, j) => ({
        i,
        j,
        overlap: Math.min(a.end, b.end) - Math.max(a.start, b.start),
        exact: a.start === b.start && a.end === b.end,
        unlike: Math.abs(b.end - b.start - (a.end - a.start)),
      })),
    )
    .filter((o) => o.overlap > 0)
    .sort((a, b) => Number(b.exact) - Number(a.exact) || b.overlap - a.overlap || a.unlike - b.unlike || a.i - b.i || a.j - b.j);
  const ofGold = new Map<number, number>();
  const taken = new Set<number>();
  for (const { i, j } of overlaps) {
    if (ofGold.has(i) || taken.has(j)) continue;
    ofGold.set(i, j);
    taken.add(j);
  }
  return { matches: g.map((gold, i) => ({ gold, predicted: p[ofGold.get(i) ?? -1] })), spurious: p.filter((_, j) => !taken.has(j)) };
}

function prf(hits: number, predicted: number, gold: number): Prf {
  const p = predicted > 0 ? (100 * hits) / predicted : 0;
  const r = gold > 0 ? (100 * hits) / gold : 0;
  return { p, r, f: p + r > 0 ? (2 * p * r) / (p + r) : 0 };
}

function count(matches: readonly Match[], spurious: number): Figures {
  const found = matches.filter((m) => m.predicted);
  const hits = (test: (g: Timex, p: Timex) => boolean): number => found.filter((m) => m.predicted && test(m.gold, m.predicted)).length;
  const [gold, predicted] = [matches.length, found.length + spurious];
  const of = (n: number): Prf => prf(n, predicted, gold);
  return {
    gold,
    predicted,
    strict: of(hits((g, p) => g.start === p.start && g.end === p.end)),
    relaxed: of(found.length),
    type: of(hits((g, p) => g.type === p.type)),
    value: of(hits((g, p) => g.value === p.value)),
  };
}

/** Micro-averaged figures over documents. */
export function figures(pairs: readonly Pair[]): Figures {
  const aligned = pairs.map(align);
  return count(
    aligned.flatMap((a) => a.matches),
    aligned.reduce((n, a) => n + a.spurious.length, 0),
  );
}

/** The class of expression a value belongs to. */
export function classOf(t: Timex): string {
  if (t.type === 'SET' || t.type === 'DURATION') return t.type.toLowerCase();
  if (/_REF$/.test(t.value)) return 'past, present, future';
  if (t.type === 'TIME' || /T/.test(t.value)) return 'time';
  if (/^\d{4}-\d\d-\d\d$/.test(t.value)) return 'day';
  if (/-WE$/.test(t.value)) return 'weekend';
  if (/-W[\dX]/.test(t.value)) return 'week';
  if (/-[QH]/.test(t.value)) return 'quarter, half';
  if (/-(SP|SU|FA|WI)$/.test(t.value)) return 'season';
  if (/^\d{4}-\d\d$/.test(t.value)) return 'month';
  if (/^\d{4}$/.test(t.value)) return 'year';
  if (/^\d{2,3}X{0,2}$/.test(t.value)) return 'decade, century';
  return 'other';
}

/** Figures for each class of gold expression; a spurious prediction counts in its own class. */
export function tally(pairs: readonly Pair[]): readonly (readonly [string, Figures])[] {
  const matches = new Map<string, Match[]>();
  const spurious = new Map<string, number>();
  for (const pair of pairs) {
    const a = align(pair);
    for (const m of a.matches) matches.set(classOf(m.gold), [...(matches.get(classOf(m.gold)) ?? []), m]);
    for (const t of a.spurious) spurious.set(classOf(t), (spurious.get(classOf(t)) ?? 0) + 1);
  }
  const names = [...new Set([...matches.keys(), ...spurious.keys()])];
  return names.map((name) => [name, count(matches.get(name) ?? [], spurious.get(name) ?? 0)] as const).sort((a, b) => b[1].gold - a[1].gold);
}
