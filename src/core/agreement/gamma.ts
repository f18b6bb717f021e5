/** Agreement about passages that are first aligned with each other. */
import type { Range } from '../text/range';
import { assignment } from './matching';
import { defined, type Figure } from './ratings';
import { type Random, randomFrom } from './random';
import type { Continuum } from './unitizing';

/** Δ∅: what a passage costs that the other coder has nothing for. The coefficient does not change with it. */
const emptyCost = 1;

/** Passages of one coder in one document beyond which matching (cubic) takes too long. */
const mostPassages = 400;

/** Samples of chance; the standard error of their mean is then about 1 % of it for articles with a handful of passages. */
const samples = 100;

/** What a document adds to γ: sums of these over documents are all that it is made of, so a bootstrap only adds. */
export interface GammaTally {
  /** Of the best alignment: Δ∅ for a passage alone, d_pos for a pair. */
  readonly cost: number;
  /** The same by chance, the mean of the samples. */
  readonly chance: number;
  /** Number of passages by coder. */
  readonly passages: readonly [number, number];
  /** It has more passages than can be matched in reasonable time. */
  readonly tooMany: boolean;
}

/**
 * γ for one code and two coders, by position: the disorder of the best alignment of their passages, against the
 * disorder that chance leaves. A subset of the measure: with one code there is no dissimilarity of categories, and
 * with two coders the best alignment is an assignment, found exactly. Both disorders are the costs over the mean number
 * of passages a coder, which is the same for both and so not divided by.
 *
 * Y. Mathet, A. Widlöcher and J.-P. Métivier, "The Unified and Holistic Method Gamma (γ)", Computational Linguistics
 * 41 (2015) 437–479: d_pos of section 4.3, disorder of 4.4, and for chance the real passages of both coders, each
 * turned round its document by a random shift, no two shifts nearer to each other than the mean length of a passage, as in 5.2.
 * The shifts follow from the passages and the seed alone, so that neither the order of the documents nor the coders' names matter.
 *
 * What is verified, and what is not: d_pos against the values of the paper's figure 10 and the scaling of its figure 20, as the tests of the
 * reference implementation carry them over (pygamma-agreement; H. Titeux and R. Riad, JOSS 6 (2021) 2989); d_pos and the cost of the best
 * alignment against the values that these tests print for twenty pairs of units; the assignment against all alignments there are; the rest
 * by what has to hold. No γ is verified: we know of no example in the paper that is carried through to one, its chance is random, and the tests of the
 * reference implementation give ranges, for several categories at once or for three coders. Where we know to differ: the reference implementation draws for every sample
 * whose passages it turns, with repetition, and keeps the shifts half a mean length apart; here both coders' are turned each time, which is
 * the same for any order of the two, and the distance is that of the paper. Documents are summed, which the paper does not treat.
 */
export function gammaTally(continuum: Continuum, seed: number): GammaTally {
  const coders = [...continuum.coders].sort((x, y) => compare(JSON.stringify(x), JSON.stringify(y)));
  const [a = [], b = []] = coders;
  const passages = [continuum.coders[0].length, continuum.coders[1].length] as const;
  if (a.length > mostPassages || b.length > mostPassages) return { cost: 0, chance: 0, passages, tooMany: true };
  if (a.length + b.length === 0) return { cost: 0, chance: 0, passages, tooMany: false };
  const random = randomFrom(hashOf(JSON.stringify([continuum.length, coders])) ^ seed);
  let chance = 0;
  const apartBy = meanLength([...a, ...b]);
  for (let i = 0; i < samples; i++) {
    const [first, second] = shifts(continuum.length, apartBy, random);
    chance += alignmentCost(shifted(a, continuum.length, first), shifted(b, continuum.length, second)) / samples;
  }
  return { cost: alignmentCost(a, b), chance, passages, tooMany: false };
}

export function gammaOf(tallies: readonly GammaTally[]): Figure {
  if (tallies.length === 0) return { undefined: 'no-documents' };
  if (tallies.some(({ tooMany }) => tooMany)) return { undefined: 'too-many' };
  const sum = (of: (tally: GammaTally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);
  const [a, b] = [sum(({ passages }) => passages[0]), sum(({ passages }) => passages[1])];
  if (a + b === 0) return { undefined: 'no-variation' };
  if (a === 0 || b === 0) return { undefined: 'one-sided' };
  const cost = sum((tally) => tally.cost);
  const chance = sum((tally) => tally.chance);
  if (cost === 0) return defined(1);
  return chance === 0 ? { undefined: 'no-variation' } : defined(1 - cost / chance);
}

/** γ of some documents. */
export function gamma(continua: readonly Continuum[], seed: number): Figure {
  return gammaOf(continua.map((continuum) => gammaTally(continuum, seed)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** 32 bits of FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** What the best alignment of two coders' passages costs: pairs that are alike, and the rest each alone. */
export function alignmentCost(a: readonly Range[], b: readonly Range[]): number {
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * emptyCost;
  // Columns: b's passages, then for every row a place to stay alone. A pair saves the other's own cost.
  const costs = a.map((passage) => [...b.map((other) => apart(passage, other) - emptyCost), ...a.map(() => emptyCost)]);
  const columns = assignment(costs);
  return columns.reduce((sum, column, row) => sum + (costs[row]?.[column] as number), b.length * emptyCost);
}

/** d_pos: the distances of both ends over the lengths, squared. */
export function apart(a: Range, b: Range): number {
  const distance = Math.abs(a.start - b.start) + Math.abs(a.end - b.end);
  return (distance / (a.end - a.start + b.end - b.start)) ** 2 * emptyCost;
}

function meanLength(passages: readonly Range[]): number {
  return passages.reduce((sum, { start, end }) => sum + end - start, 0) / passages.length;
}

/** Two shifts round a document, at least so far apart either way, where it is long enough for that: what lies where it lay is not chance. */
export function shifts(length: number, apartBy: number, random: Random): readonly [number, number] {
  const first = Math.floor(random() * length);
  const least = Math.ceil(apartBy);
  const free = length - 2 * least + 1;
  const between = free > 0 ? least + Math.floor(random() * free) : Math.floor(random() * length);
  return [first, (first + between) % length];
}

function shifted(passages: readonly Range[], length: number, by: number): readonly Range[] {
  return passages.map(({ start, end }) => {
    const from = (start + by) % length;
    return { start: from, end: from + end - start };
  });
}
