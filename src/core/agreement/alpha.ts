import { at, type Coefficient, defined, missing } from './ratings';

/** How far apart two categories are, given how often each was used; 0 for a category and itself. */
type Difference = (totals: Float64Array, a: number, b: number) => number;

const nominal: Difference = (_totals, a, b) => (a === b ? 0 : 1);

/** The number of values that lie between the two, each end counted half; squared. */
const ordinal: Difference = (totals, a, b) => {
  if (a === b) return 0;
  let between = -((totals[a] as number) + (totals[b] as number)) / 2;
  for (let c = Math.min(a, b); c <= Math.max(a, b); c++) between += totals[c] as number;
  return between * between;
};

/**
 * Krippendorff's α from coincidences: 1 − Do / De; any number of coders, codes may be missing; 1 at full agreement,
 * 0 at chance, below 0 where coders disagree more than chance would have it. Units with one code only do not count.
 *
 * K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), parts C and D; for the ordinal metric also
 * A. F. Hayes and K. Krippendorff, Communication Methods and Measures 1 (2007) 77–89. Verified against the examples of parts A, B and C (nominal,
 * .692, .095 and .743; ordinal .815) and of p. 84 of 2007 (ordinal, .7598).
 */
function alphaWith(difference: Difference): Coefficient {
  return {
    tally(units, { categories }) {
      const coincidences = new Float64Array(categories * categories);
      for (const { codes, weight } of units) {
        let given = 0;
        for (const code of codes) if (code !== missing) given++;
        if (given < 2) continue;
        const share = weight / (given - 1);
        for (let i = 0; i < codes.length; i++) {
          const a = codes[i] as number;
          if (a === missing) continue;
          for (let j = 0; j < codes.length; j++) {
            const b = codes[j] as number;
            if (i !== j && b !== missing) coincidences[a * categories + b] = at(coincidences, categories, a, b) + share;
          }
        }
      }
      return coincidences;
    },
    figure(coincidences, { categories }) {
      const totals = new Float64Array(categories);
      let n = 0;
      for (let a = 0; a < categories; a++) {
        for (let b = 0; b < categories; b++) totals[a] = (totals[a] as number) + at(coincidences, categories, a, b);
        n += totals[a] as number;
      }
      if (n === 0) return { undefined: 'no-units' };
      let observed = 0;
      let expected = 0;
      for (let a = 0; a < categories; a++) {
        for (let b = 0; b < categories; b++) {
          const apart = difference(totals, a, b);
          observed += at(coincidences, categories, a, b) * apart;
          expected += (totals[a] as number) * (totals[b] as number) * apart;
        }
      }
      return expected === 0 ? { undefined: 'no-variation' } : defined(1 - ((n - 1) * observed) / expected);
    },
  };
}

/** α for categories without an order. */
export const alphaNominal = alphaWith(nominal);

/** α for categories in the order of their indices. */
export const alphaOrdinal = alphaWith(ordinal);
