/** Whether two sentences say the same: how likely a reader is to call them one statement. */
import { type Features, featuresOf } from './features';
import type { Word } from './words';

/**
 * Logistic weights, fitted on sentence pairs that human judges had marked as the same or not (Microsoft Research
 * Paraphrase Corpus); ten-fold cross-validated there to an area under the curve of 0.829. Common phrases have negative
 * weights because single words and their order have been paid for already.
 */
const weights: Readonly<Record<keyof Features, number>> = {
  meant: 3.15,
  words: 2.24,
  contentPairs: -2.27,
  triples: -1.82,
  orderLong: 8.41,
  orderShort: -3.67,
  characters: 2.17,
  negation: -1.27,
  rivalNumbers: -0.56,
  leastOwn: -2.15,
  mostOwn: 1.49,
  ownRun: -2.15,
};
const bias = -3.79;

/** 0 to 1, the same with `a` and `b` exchanged; 1 for the same words, 0 where either has none. */
export function likenessOf(a: readonly Word[], b: readonly Word[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  if (a.length === b.length && a.every(({ lexeme }, i) => lexeme.key === b[i]?.lexeme.key)) return 1;
  const features = featuresOf(a, b);
  let sum = bias;
  for (const name of Object.keys(weights) as (keyof Features)[]) sum += weights[name] * features[name];
  return 1 / (1 + Math.exp(-sum));
}
