/** Scores of mentions and of links, as the public scorers for these corpora define them. */

export type Type = 'PER' | 'ORG' | 'LOC';
export const types: readonly Type[] = ['PER', 'ORG', 'LOC'];

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: Type;
}

export interface Count {
  hit: number;
  wrong: number;
  missed: number;
}

export type Row = Type | 'micro' | 'agnostic';

export interface Figures {
  readonly p: number;
  readonly r: number;
  readonly f: number;
}

export function prf({ hit, wrong, missed }: Count): Figures {
  const p = hit / (hit + wrong) || 0;
  const r = hit / (hit + missed) || 0;
  return { p: 100 * p, r: 100 * r, f: p + r > 0 ? (200 * p * r) / (p + r) : 0 };
}

/** Exact spans; with type, by type, and whatever the type. A place found twice counts once. */
export class SpanScore {
  readonly counts: Record<Row, Count> = { PER: zero(), ORG: zero(), LOC: zero(), micro: zero(), agnostic: zero() };

  add(gold: readonly Span[], found: readonly Span[], ignore: readonly { readonly start: number; readonly end: number }[] = []): void {
    const wanted = new Map(gold.map((s) => [`${s.start}:${s.end}`, s.type]));
    const hits = new Set<string>();
    const places = new Set<string>();
    for (const s of found) {
      const key = `${s.start}:${s.end}`;
      if (!wanted.has(key) && ignore.some((i) => i.start < s.end && s.start < i.end)) continue;
      const right = wanted.get(key) === s.type && !hits.has(key);
      if (right) hits.add(key);
      for (const row of [s.type, 'micro'] as const) this.counts[row][right ? 'hit' : 'wrong']++;
      const placed = wanted.has(key) && !places.has(key);
      if (placed) places.add(key);
      this.counts.agnostic[placed ? 'hit' : 'wrong']++;
    }
    for (const [key, type] of wanted) {
      if (!hits.has(key)) for (const row of [type, 'micro'] as const) this.counts[row].missed++;
      if (!places.has(key)) this.counts.agnostic.missed++;
    }
  }
}

const zero = (): Count => ({ hit: 0, wrong: 0, missed: 0 });

export interface Linked {
  readonly gold: string;
  readonly found: string;
}

const pairsOf = (n: number): number => (n * (n - 1)) / 2;
const sizes = (keys: readonly string[]): Map<string, number> => {
  const out = new Map<string, number>();
  for (const key of keys) out.set(key, (out.get(key) ?? 0) + 1);
  return out;
};

/** Pairs of mentions within a document that are one actor, and B³ (Bagga and Baldwin 1998) over all mentions. */
export class LinkScore {
  readonly #pairs = { hit: 0, found: 0, gold: 0 };
  readonly #cubed = { p: 0, r: 0, n: 0 };

  add(document: readonly Linked[]): void {
    const gold = sizes(document.map((x) => x.gold));
    const found = sizes(document.map((x) => x.found));
    const both = sizes(document.map((x) => `${x.gold}\n${x.found}`));
    for (const n of both.values()) this.#pairs.hit += pairsOf(n);
    for (const n of found.values()) this.#pairs.found += pairsOf(n);
    for (const n of gold.values()) this.#pairs.gold += pairsOf(n);
    for (const [key, n] of both) {
      const [g = '', f = ''] = key.split('\n');
      this.#cubed.p += (n * n) / (found.get(f) ?? 1);
      this.#cubed.r += (n * n) / (gold.get(g) ?? 1);
    }
    this.#cubed.n += document.length;
  }

  get pairs(): Figures {
    const { hit, found, gold } = this.#pairs;
    return prf({ hit, wrong: found - hit, missed: gold - hit });
  }

  get cubed(): Figures {
    const p = this.#cubed.p / this.#cubed.n || 0;
    const r = this.#cubed.r / this.#cubed.n || 0;
    return { p: 100 * p, r: 100 * r, f: p + r > 0 ? (200 * p * r) / (p + r) : 0 };
  }
}
