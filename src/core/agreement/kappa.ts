import { at, type Coefficient, defined, type Figure, missing } from './ratings';

/**
 * Cohen's κ for two coders: (Po − Pe) / (1 − Pe), where Pe sums, over the categories, the product of the two coders'
 * own shares; −1 to 1. Units that one of them left out do not count.
 *
 * J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960) 37–46. Verified against its
 * tables of p. 45 (κ = .492) and p. 37 (below chance).
 */
export const cohen: Coefficient = {
  tally(units, { categories }) {
    const table = new Float64Array(categories * categories);
    for (const { codes, weight } of units) {
      const [a = missing, b = missing] = codes;
      if (a !== missing && b !== missing) table[a * categories + b] = at(table, categories, a, b) + weight;
    }
    return table;
  },
  figure(table, { coders, categories }) {
    if (coders !== 2) return { undefined: 'not-two-coders' };
    const rows = new Float64Array(categories);
    const columns = new Float64Array(categories);
    let n = 0;
    let agreed = 0;
    for (let a = 0; a < categories; a++) {
      for (let b = 0; b < categories; b++) {
        const cell = at(table, categories, a, b);
        rows[a] = (rows[a] as number) + cell;
        columns[b] = (columns[b] as number) + cell;
        n += cell;
        if (a === b) agreed += cell;
      }
    }
    if (n === 0) return { undefined: 'no-units' };
    let expected = 0;
    for (let c = 0; c < categories; c++) expected += ((rows[c] as number) / n) * ((columns[c] as number) / n);
    return corrected(agreed / n, expected);
  },
};

/**
 * Fleiss' κ for any number of coders who all coded every unit: chance is drawn from the shares of all coders together.
 *
 * J. L. Fleiss, "Measuring Nominal Scale Agreement among Many Raters", Psychological Bulletin 76 (1971) 378–382. Verified against its table 1
 * (κ = .430).
 */
export const fleiss: Coefficient = {
  // [units, incomplete units, sum of the units' own agreement, codes of category 0, of category 1, …]
  tally(units, { coders, categories }) {
    const sum = new Float64Array(3 + categories);
    const counts = new Float64Array(categories);
    for (const { codes, weight } of units) {
      counts.fill(0);
      let given = 0;
      for (const code of codes) {
        if (code === missing) continue;
        counts[code] = (counts[code] as number) + 1;
        given++;
      }
      if (given < coders) {
        sum[1] = (sum[1] as number) + weight;
        continue;
      }
      sum[0] = (sum[0] as number) + weight;
      let squares = 0;
      for (let c = 0; c < categories; c++) {
        const count = counts[c] as number;
        squares += count * count;
        sum[3 + c] = (sum[3 + c] as number) + weight * count;
      }
      sum[2] = (sum[2] as number) + (weight * (squares - coders)) / (coders * (coders - 1));
    }
    return sum;
  },
  figure(sum, { coders, categories }) {
    const [n = 0, incomplete = 0, agreed = 0] = sum;
    if (incomplete > 0) return { undefined: 'incomplete' };
    if (n === 0 || coders < 2) return { undefined: 'no-units' };
    let expected = 0;
    for (let c = 0; c < categories; c++) expected += ((sum[3 + c] as number) / (n * coders)) ** 2;
    return corrected(agreed / n, expected);
  },
};

/** Agreement beyond chance; without meaning where chance alone gives full agreement. */
function corrected(observed: number, expected: number): Figure {
  return expected >= 1 - Number.EPSILON * 16 ? { undefined: 'no-variation' } : defined((observed - expected) / (1 - expected));
}
