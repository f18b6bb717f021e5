/** The figures of the comparison: judgements on pairs of sentences, and shared passages of documents. */
import type { Pair } from './compare.baselines';

export interface Judged {
  readonly same: boolean;
  readonly score: number;
}

export interface Judgement {
  readonly threshold: number;
  readonly accuracy: number;
  readonly f1: number;
  /** Of the pairs that are not the same, those that were seen. */
  readonly specificity: number;
  readonly auc: number;
}

/** @param threshold without one, the best on these very pairs */
export function judge(pairs: readonly Judged[], threshold = bestThreshold(pairs)): Judgement {
  const count = (same: boolean, above: boolean): number => pairs.filter((pair) => pair.same === same && pair.score >= threshold === above).length;
  const [tp, fp, tn, fn] = [count(true, true), count(false, true), count(false, false), count(true, false)];
  return { threshold, accuracy: (tp + tn) / pairs.length, f1: (2 * tp) / (2 * tp + fp + fn || 1), specificity: tn / (tn + fp || 1), auc: aucOf(pairs) };
}

function bestThreshold(pairs: readonly Judged[]): number {
  const sorted = [...pairs].sort((x, y) => x.score - y.score);
  let right = pairs.filter(({ same }) => same).length;
  let best = { right, threshold: sorted[0]?.score ?? 0 };
  sorted.forEach(({ same, score }, i) => {
    right += same ? -1 : 1;
    const next = sorted[i + 1]?.score ?? score + 1;
    if (next > score && right > best.right) best = { right, threshold: (score + next) / 2 };
  });
  return best.threshold;
}

/** By ranks; ties count half. */
function aucOf(pairs: readonly Judged[]): number {
  const sorted = [...pairs].sort((x, y) => x.score - y.score);
  const same = pairs.filter((pair) => pair.same).length;
  let ranks = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i;
    while (j < sorted.length && sorted[j]?.score === sorted[i]?.score) j++;
    for (let k = i; k < j; k++) if (sorted[k]?.same) ranks += (i + 1 + j) / 2;
    i = j;
  }
  return (ranks - (same * (same + 1)) / 2) / (same * (pairs.length - same) || 1);
}

type Range = readonly [number, number];

/** A shared passage of the gold: its core, and the whole quotation that the core stands in. */
export interface GoldPair {
  readonly a: Range;
  readonly b: Range;
  readonly full_a?: Range;
  readonly full_b?: Range;
  readonly relation: string;
}

const inter = (x: Range, y: Range): number => Math.max(0, Math.min(x[1], y[1]) - Math.max(x[0], y[0]));
const length = ([start, end]: Range): number => end - start;
const iou = (x: Range, y: Range): number => inter(x, y) / (length(x) + length(y) - inter(x, y) || 1);

export function foundByIou(gold: GoldPair, predicted: readonly Pair[]): boolean {
  return predicted.some(
    (p) =>
      Math.max(iou(gold.a, p.a), gold.full_a ? iou(gold.full_a, p.a) : 0) >= 0.5 && Math.max(iou(gold.b, p.b), gold.full_b ? iou(gold.full_b, p.b) : 0) >= 0.5,
  );
}

/** Covered by half on both sides, by a passage that is not much longer than the quotation itself. */
export function foundByCover(gold: GoldPair, predicted: readonly Pair[]): boolean {
  const cover = (core: Range, whole: Range, range: Range): number => (length(range) > Math.max(600, 3 * length(whole)) ? 0 : inter(core, range) / length(core));
  return predicted.some((p) => cover(gold.a, gold.full_a ?? gold.a, p.a) >= 0.5 && cover(gold.b, gold.full_b ?? gold.b, p.b) >= 0.5);
}
