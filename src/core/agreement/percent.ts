import { type Coefficient, defined, missing } from './ratings';

/**
 * Percent agreement: the share of pairs of coders who gave the same code, averaged over units; 0 to 1. Units that
 * fewer than two coders coded do not count. Not corrected for chance: on a rare tag it is high whatever coders do.
 */
export const percent: Coefficient = {
  tally(units) {
    const sum = new Float64Array(2);
    for (const { codes, weight } of units) {
      const given = codes.filter((code) => code !== missing);
      if (given.length < 2) continue;
      let same = 0;
      for (let i = 0; i < given.length; i++) {
        for (let j = i + 1; j < given.length; j++) if (given[i] === given[j]) same++;
      }
      sum[0] = (sum[0] as number) + (weight * same) / ((given.length * (given.length - 1)) / 2);
      sum[1] = (sum[1] as number) + weight;
    }
    return sum;
  },
  figure: ([agreed = 0, all = 0]) => (all === 0 ? { undefined: 'no-units' } : defined(agreed / all)),
};
