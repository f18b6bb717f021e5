import type { Random } from './random';
import type { Coefficient, Figure, Shape, Unit } from './ratings';

/** With fewer documents than this, a resample is mostly one document over and over, and an interval would be a pretence. */
export const fewestDocuments = 5;

/** The share of resamples that may be without a figure (by chance no variation) before there is no interval either. */
const mostUndefined = 0.05;

export interface Estimate {
  readonly figure: Figure;
  /** 95 % confidence, percentiles of the bootstrap; absent with too few documents or where resamples had no figure. */
  readonly interval?: readonly [number, number];
}

/**
 * A coefficient over documents, with a confidence interval by resampling whole documents: sentences of one article
 * are not independent of each other, articles more so. (B. Efron and R. J. Tibshirani, An Introduction to the
 * Bootstrap, 1993, ch. 13: the percentile interval.)
 *
 * @param resamples 0 for no interval
 */
export function estimate(coefficient: Coefficient, documents: readonly (readonly Unit[])[], shape: Shape, resamples: number, random: Random): Estimate {
  const tallies = documents.map((units) => coefficient.tally(units, shape));
  if (tallies.length === 0) return { figure: { undefined: 'no-documents' } };
  const figure = coefficient.figure(sumOf(tallies), shape);
  if ('undefined' in figure) return { figure };
  const interval = intervalOf(tallies.length, resamples, random, (drawn) =>
    coefficient.figure(sumOf(drawn.map((index) => tallies[index] as Float64Array)), shape),
  );
  return interval ? { figure, interval } : { figure };
}

/** The percentile interval of a figure over resamples of `count` documents, drawn with replacement. */
export function intervalOf(
  count: number,
  resamples: number,
  random: Random,
  figureOf: (drawn: readonly number[]) => Figure,
): readonly [number, number] | undefined {
  if (count < fewestDocuments || resamples === 0) return undefined;
  const values: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const figure = figureOf(Array.from({ length: count }, () => Math.floor(random() * count)));
    if ('value' in figure) values.push(figure.value);
  }
  if (values.length < (1 - mostUndefined) * resamples) return undefined;
  values.sort((a, b) => a - b);
  const quantile = (share: number): number => values[Math.min(values.length - 1, Math.floor(share * values.length))] as number;
  return [quantile(0.025), quantile(0.975)];
}

function sumOf(tallies: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(tallies[0]?.length ?? 0);
  for (const tally of tallies) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (tally[i] as number);
  return sum;
}
