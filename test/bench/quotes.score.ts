/** Scores of attributions by content, source and cue, and the two baselines that they are held against. */
import type { Range } from '../../src/core/text/range';

export type Span = readonly [start: number, end: number];

export interface GoldQuotes {
  readonly id: string;
  readonly text: string;
  readonly quotes: readonly {
    readonly content: readonly Span[];
    readonly cue: readonly Span[];
    readonly source: readonly Span[];
    readonly direct: boolean;
    readonly nested?: boolean;
  }[];
}

export interface Predicted {
  readonly spans: readonly Span[];
  readonly cue: Span | undefined;
  readonly source: Span | undefined;
  readonly direct: boolean;
  readonly rule?: string;
}

type GoldQuote = GoldQuotes['quotes'][number];
const kinds = ['all', 'direct', 'indirect'] as const;
type Kind = (typeof kinds)[number];

const size = (spans: readonly Span[]): number => spans.reduce((n, [s, e]) => n + e - s, 0);
const inter = (a: readonly Span[], b: readonly Span[]): number =>
  a.reduce((n, [s, e]) => n + b.reduce((m, [x, y]) => m + Math.max(0, Math.min(e, y) - Math.max(s, x)), 0), 0);

function union(spans: readonly Span[]): readonly Span[] {
  const out: [number, number][] = [];
  for (const [s, e] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && s <= last[1]) last[1] = Math.max(last[1], e);
    else out.push([s, e]);
  }
  return out;
}

class Tally {
  predicted = 0;
  right = 0;
  characters = 0;
  found = 0;
  quotes = 0;
  matched = 0;
  sources = 0;
  sourcesFound = 0;
  cues = 0;
  cuesFound = 0;
}

export class QuoteScore {
  private readonly tallies: Record<Kind, Tally> = { all: new Tally(), direct: new Tally(), indirect: new Tally() };
  private readonly missed: string[] = [];

  add({ text, quotes }: GoldQuotes, predictions: readonly Predicted[]): void {
    const gold = quotes.filter(({ nested }) => !nested);
    const goldAll = union(gold.flatMap(({ content }) => content));
    const predictedAll = union(predictions.flatMap(({ spans }) => spans));
    for (const kind of kinds) {
      const of = (direct: boolean): boolean => kind === 'all' || direct === (kind === 'direct');
      const tally = this.tallies[kind];
      const goldKind = union(gold.filter(({ direct }) => of(direct)).flatMap(({ content }) => content));
      const predictedKind = union(predictions.filter(({ direct }) => of(direct)).flatMap(({ spans }) => spans));
      tally.characters += size(goldKind);
      tally.found += inter(goldKind, predictedAll);
      tally.predicted += size(predictedKind);
      tally.right += inter(predictedKind, goldAll);
    }
    for (const quote of gold) this.match(text, quote, predictions);
  }

  private match(text: string, quote: GoldQuote, predictions: readonly Predicted[]): void {
    const content = union(quote.content);
    let best: Predicted | undefined;
    let bestShare = 0;
    for (const prediction of predictions) {
      const common = inter(content, prediction.spans);
      const share = common === 0 ? 0 : common / (size(content) + size(union(prediction.spans)) - common);
      if (share > bestShare) [best, bestShare] = [prediction, share];
    }
    const hit = bestShare >= 0.5;
    for (const kind of ['all', quote.direct ? 'direct' : 'indirect'] as const) {
      const tally = this.tallies[kind];
      tally.quotes++;
      if (hit) tally.matched++;
      if (quote.source.length > 0) tally.sources++;
      if (quote.cue.length > 0) tally.cues++;
      if (hit && best?.source && inter(quote.source, [best.source]) > 0) tally.sourcesFound++;
      if (hit && best?.cue && inter(quote.cue, [best.cue]) > 0) tally.cuesFound++;
    }
    if (!hit) {
      const words = (spans: readonly Span[]): string =>
        spans
          .map(([s, e]) => text.slice(s, e))
          .join(' … ')
          .slice(0, 160);
      this.missed.push(`${words(quote.source)} | ${words(quote.cue)} | ${words(quote.content)}${best ? ` || ${best.rule ?? ''}: ${words(best.spans)}` : ''}`);
    }
  }

  lines(): readonly string[] {
    const pc = (a: number, b: number): string => (b === 0 ? '  n/a' : ((100 * a) / b).toFixed(1).padStart(5));
    return kinds.map((kind) => {
      const t = this.tallies[kind];
      const [p, r] = [t.right / t.predicted || 0, t.found / t.characters || 0];
      return `${kind.padEnd(9)} content P ${pc(t.right, t.predicted)} R ${pc(t.found, t.characters)} F ${pc(2 * p * r, p + r)}   matched ${pc(t.matched, t.quotes)}   source ${pc(t.sourcesFound, t.sources)}   cue ${pc(t.cuesFound, t.cues)}   (${t.quotes} in the gold)`;
    });
  }

  /** Unmatched ones, evenly taken from all: source | cue | content || the nearest prediction. */
  errors(count: number): readonly string[] {
    const step = Math.max(1, Math.floor(this.missed.length / Math.max(1, count)));
    return count === 0 ? [] : this.missed.filter((_, i) => i % step === 0).slice(0, count);
  }
}

const pairs = /“[^”\n]{1,4000}(?:”|$)|"[^"\n]{1,4000}"|''(?:(?!'')[^\n]){1,4000}''|(?<=^|[\s(])‘[^’\n]{2,200}’(?=[\s.,;:?!)]|$)/gmu;

/** Baseline: what stands between quotation marks, in each paragraph. */
export function marksAlone(text: string, blocks: readonly Range[]): readonly Predicted[] {
  return blocks.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(pairs)].map((match) => ({
      spans: [[start + match.index, start + match.index + match[0].length] as const],
      cue: undefined,
      source: undefined,
      direct: true,
    })),
  );
}

const speech =
  /\b(?:said|says|say|told|tells|added|adds|wrote|writes|asked|asks|noted|replied|continued|explained|argued|stated|claimed|warned|insisted|tweeted)\b/u;
const name = /\b(?:[A-Z][\p{L}.’'-]+(?: [A-Z][\p{L}.’'-]+){0,4}|[Hh]e|[Ss]he|[Tt]hey)\b/gu;
/** How far from the marks the baseline looks, in units. */
const beside = 120;

/** Baseline: the verb of speech nearest to the marks within 120 units, and the name or pronoun nearest to the verb. */
export function nameBesideVerb(text: string, quotes: readonly Predicted[]): readonly Predicted[] {
  return quotes.map((quote) => {
    const [start, end] = quote.spans[0] ?? [0, 0];
    for (const [from, to] of [[end, Math.min(text.length, end + beside)] as const, [Math.max(0, start - beside), start] as const]) {
      const stretch =
        text
          .slice(from, to)
          .split('\n')
          .at(from === end ? 0 : -1) ?? '';
      const shift = from === end ? from : to - stretch.length;
      const verb = speech.exec(stretch);
      if (!verb) continue;
      const names = [...stretch.matchAll(name)].filter((match) => match[0].length > 1);
      names.sort((a, b) => Math.abs(a.index - verb.index) - Math.abs(b.index - verb.index));
      const [near] = names;
      return {
        ...quote,
        cue: [shift + verb.index, shift + verb.index + verb[0].length] as const,
        source: near && ([shift + near.index, shift + near.index + near[0].length] as const),
      };
    }
    return quote;
  });
}
