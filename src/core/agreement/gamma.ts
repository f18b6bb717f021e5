/** Agreement about passages that are first aligned with each other. */
import type { Range } from '../text/range';
import { assignment } from './matching';
import { defined, type Figure } from './ratings';
import type { Random } from './random';
import type { Continuum } from './unitizing';

/** Δ∅: what a passage costs that the other coder has nothing for. The coefficient does not change with it. */
const emptyCost = 1;

/** Passages of one coder in one document beyond which matching (cubic) takes too long. */
const mostPassages = 400;

/** Samples of chance; the standard error of their mean is then about 1 % of it for articles with a handful of passages. */
const samples = 100;

/**
 * γ for one code and two coders, by position: the disorder of the best alignment of their passages, against the
 * disorder that chance leaves. A subset of the measure: with one code there is no dissimilarity of categories, and
 * with two coders the best alignment is an assignment, found exactly.
 *
 * Y. Mathet, A. Widlöcher and J.-P. Métivier, "The Unified and Holistic Method Gamma (γ)", Computational Linguistics
 * 41 (2015) 437–479: d_pos of section 4.3, disorder of 4.4, and for chance the real passages of both coders, each
 * turned round its document by a random shift, as in 5.2.
 */
export function gamma(continua: readonly Continuum[], random: Random): Figure {
  if (continua.length === 0) return { undefined: 'no-documents' };
  if (continua.some(({ coders }) => coders.some((passages) => passages.length > mostPassages))) return { undefined: 'too-many' };
  if (continua.every(({ coders: [a, b] }) => a.length + b.length === 0)) return { undefined: 'no-variation' };
  if ([0, 1].some((coder) => continua.every(({ coders }) => (coders[coder] as readonly Range[]).length === 0))) return { undefined: 'one-sided' };
  const observed = disorder(continua);
  if (observed === 0) return defined(1);
  let chance = 0;
  for (let i = 0; i < samples; i++) chance += disorder(continua.map((continuum) => shifted(continuum, random))) / samples;
  return chance === 0 ? { undefined: 'no-variation' } : defined(1 - observed / chance);
}

/** The best alignment's disorder: its costs over the mean number of passages of a coder. */
function disorder(continua: readonly Continuum[]): number {
  let cost = 0;
  let passages = 0;
  for (const { coders } of continua) {
    cost += alignmentCost(...coders);
    passages += (coders[0].length + coders[1].length) / 2;
  }
  return cost / passages;
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

function shifted({ length, coders }: Continuum, random: Random): Continuum {
  const turn = (passages: readonly Range[]): readonly Range[] => {
    const by = Math.floor(random() * length);
    return passages.map(({ start, end }) => {
      const from = (start + by) % length;
      return { start: from, end: from + end - start };
    });
  };
  return { length, coders: [turn(coders[0]), turn(coders[1])] };
}
