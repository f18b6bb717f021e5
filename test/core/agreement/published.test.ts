/** Each coefficient against the worked examples of its paper. */
import assert from 'node:assert/strict';
import { alphaNominal, alphaOrdinal } from '../../../src/core/agreement/alpha';
import { alignmentCost, apart } from '../../../src/core/agreement/gamma';
import { cohen, fleiss } from '../../../src/core/agreement/kappa';
import { percent } from '../../../src/core/agreement/percent';
import { type Coefficient, missing, type Unit } from '../../../src/core/agreement/ratings';
import type { Range } from '../../../src/core/text/range';
import { alphaUnitizing, type Continuum, disagreements } from '../../../src/core/agreement/unitizing';

const unit = (...codes: readonly number[]): Unit => ({ codes, weight: 1 });

/** The figure, to be compared at the precision that was printed. */
function valueOf(coefficient: Coefficient, units: readonly Unit[], categories: number): number {
  const shape = { coders: units[0]?.codes.length ?? 0, categories };
  const figure = coefficient.figure(coefficient.tally(units, shape), shape);
  assert.ok('value' in figure, JSON.stringify(figure));
  return figure.value;
}

function isAbout(actual: number, printed: string): void {
  const digits = printed.split('.')[1]?.length ?? 0;
  assert.equal(actual.toFixed(digits), printed);
}

/** A table of two coders' codes as units. */
function fromTable(table: readonly (readonly number[])[]): readonly Unit[] {
  return table.flatMap((row, a) => row.map((weight, b) => ({ codes: [a, b], weight })));
}

/** A matrix as printed: a line a coder, a column a unit, a dot for a missing code. */
function fromMatrix(lines: readonly string[], lowest: number): readonly Unit[] {
  const rows = lines.map((line) => line.split(' ').map((code) => (code === '.' ? missing : Number(code) - lowest)));
  return (rows[0] ?? []).map((_, column) => unit(...rows.map((row) => row[column] as number)));
}

describe('published examples of agreement', () => {
  it('Cohen (1960), p. 45: κ = .492, from 70 % observed and 41 % expected', () => {
    const units = fromTable([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    isAbout(valueOf(percent, units, 3), '0.70');
    isAbout(valueOf(cohen, units, 3), '0.492');
  });

  it('Cohen (1960), p. 37: worse than chance, 29 % observed and 35 % expected', () => {
    const units = fromTable([
      [25, 12, 3],
      [13, 2, 15],
      [12, 16, 2],
    ]);
    isAbout(valueOf(percent, units, 3), '0.29');
    isAbout(valueOf(cohen, units, 3), '-0.09');
  });

  it('Fleiss (1971), table 1: κ = .430 for thirty patients and six psychiatrists', () => {
    // Diagnoses of each patient, as the table counts them: depression, personality disorder, schizophrenia, neurosis, other.
    const counts =
      '00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006';
    const units = counts.split(' ').map((patient) => unit(...[...patient].flatMap((count, category) => new Array<number>(Number(count)).fill(category))));
    isAbout(valueOf(percent, units, 5), '0.556');
    isAbout(valueOf(fleiss, units, 5), '0.430');
  });

  it('Krippendorff (2011), part C: four observers, twelve units, missing codes: nominal α = .743, ordinal α = .815', () => {
    const units = fromMatrix(['1 2 3 3 2 1 4 1 2 . . .', '1 2 3 3 2 2 4 1 2 5 . 3', '. 3 3 3 2 3 4 2 2 5 1 .', '1 2 3 3 2 4 4 1 2 5 1 .'], 1);
    isAbout(valueOf(alphaNominal, units, 5), '0.743');
    isAbout(valueOf(alphaOrdinal, units, 5), '0.815');
  });

  it('Krippendorff (2011), part B: two observers, ten units, binary: α = .095; part A: nominal, five values: α = .692', () => {
    isAbout(valueOf(alphaNominal, fromMatrix(['0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'], 0), 2), '0.095');
    const letters = ['a a b b d c c c e d d a', 'b a b b b c c c e d d d'];
    const coded = letters.map((line) => line.replace(/[a-e]/g, (letter) => String('abcde'.indexOf(letter))));
    isAbout(valueOf(alphaNominal, fromMatrix(coded, 0), 5), '0.692');
  });

  it('Hayes and Krippendorff (2007), p. 84: ordinal α = .7598 for five observers and forty articles', () => {
    const articles =
      '112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0 ' +
      '0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1';
    const units = articles.split(' ').map((codes) => unit(...[...codes].map((code) => (code === '.' ? missing : Number(code)))));
    isAbout(valueOf(alphaOrdinal, units, 4), '0.7598');
  });

  it('Krippendorff (1995), p. 57: κ = .385 and α = .329 for the first pair, digitized', () => {
    const units = fromMatrix(['0 0 1 1 1 1 1 1 1 1 0 0 0 0 1 1 1 1 1 1 0 0 0 0', '0 0 0 0 1 1 1 1 0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0'], 0);
    isAbout(valueOf(cohen, units, 2), '0.385');
    isAbout(valueOf(alphaNominal, units, 2), '0.329');
  });
});

describe('published examples of unitizing', () => {
  /** Passages as beginning and length, on a continuum that begins at `from`. */
  const continuum = (length: number, from: number, ...coders: readonly (readonly (readonly [number, number])[])[]): Continuum => {
    const [a = [], b = []] = coders.map((passages) => passages.map(([start, of]) => ({ start: start - from, end: start - from + of })));
    return { length, coders: [a, b] };
  };
  const value = (continua: readonly Continuum[]): number => {
    const figure = alphaUnitizing(continua);
    assert.ok('value' in figure, JSON.stringify(figure));
    return figure.value;
  };

  const passagesC = ['225+70 370+30', '220+80 355+20 400+20'];
  const passagesK = ['180+60 300+50', '180+60 300+50'];
  const parsed = (line: string): readonly (readonly [number, number])[] =>
    [...line.matchAll(/(\d+)\+(\d+)/g)].map(([, start, of]) => [Number(start), Number(of)] as const);
  const categoryC = continuum(300, 150, ...passagesC.map(parsed));
  const categoryK = continuum(300, 150, ...passagesK.map(parsed));

  it('Krippendorff (2004), p. 254: α_U = .7286 for category c and 1 for category k', () => {
    // The paper divides rounded disagreements; unrounded, the fourth digit is a 5.
    assert.ok(Math.abs(value([categoryC]) - 0.7286) < 0.0002, String(value([categoryC])));
    assert.equal(value([categoryK]), 1);
  });

  it('Krippendorff (2004), p. 255: disagreements of .0144 observed and .0532 expected for c, .0490 expected for k', () => {
    const c = disagreements([categoryC]);
    isAbout(c.observed, '0.0144');
    isAbout(c.expected, '0.0532');
    isAbout(disagreements([categoryK]).expected, '0.0490');
  });

  it('Krippendorff (1995), p. 57: observed disagreements of the four pairs (what is expected is worded anew in 2004)', () => {
    const pair = (...coders: readonly string[]): number => {
      return disagreements([continuum(24, 0, ...coders.map(parsed))]).observed;
    };
    isAbout(pair('2+8 14+6', '4+4 15+2'), '0.03125');
    isAbout(pair('0+18', '0+2 2+1 3+1 4+1 5+1 6+3 9+1'), '2.26736');
    isAbout(pair('2+6 10+2 14+4 20+2', '0+2 4+4 10+4 16+2 20+2'), '0.02778');
    isAbout(pair('0+2 2+8 10+4 14+6 20+4', '0+4 4+4 8+7 15+2 17+7'), '0.38715');
  });

  it('γ: Mathet et al. (2015), figures 10 and 20, as the tests of pygamma-agreement carry them over: dissimilarities of position, Δ∅ = 1', () => {
    const of = ([start, end]: readonly [number, number], ...[from, to]: readonly [number, number]): number => apart({ start, end }, { start: from, end: to });
    isAbout(of([4, 14], 40, 44), '22.2');
    isAbout(of([4, 14], 4, 14), '0.0');
    isAbout(of([4, 14], 20, 25), '3.2');
    isAbout(of([4, 14], 14, 24), '1.0');
    isAbout(of([20, 30], 20, 25), '0.11');
    isAbout(of([20, 25], 14, 24), '0.22');
    // Figure 20: three times as long and as far apart is the same.
    assert.equal(of([0, 7], 0, 10), of([0, 21], 0, 30));
  });

  it('γ: dissimilarities of position as the reference implementation has them (pygamma-agreement; Titeux and Riad, JOSS 6 (2021) 2989)', () => {
    // It prints them for Δ∅ = 0.5; ours is 1.
    const printed = [
      [0.03125, 1.62, 0.78125, 2.0, 2.88],
      [0.5, 0.05555555555555555, 0.36734693877551017, 0.5, 2.0],
      [0.6245674740484429, 0.36734693877551017, 0.0008, 0.26888888888888884, 0.06786703601108032],
      [2.42, 2.2959183673469385, 0.05555555555555555, 1.125, 0],
    ];
    const range = ([start, end]: readonly [number, number]): Range => ({ start, end });
    const ours = (
      [
        [1, 5],
        [6, 8],
        [7, 20],
        [12, 18],
      ] as const
    ).map(range);
    const theirs = (
      [
        [2, 6],
        [7, 8],
        [7, 19],
        [8, 10],
        [12, 18],
      ] as const
    ).map(range);
    for (const [row, a] of ours.entries())
      for (const [column, b] of theirs.entries()) assert.ok(Math.abs(apart(a, b) / 2 - (printed[row]?.[column] ?? NaN)) < 1e-6, `${row} ${column}`);
    // The best alignment pairs each with the one it is nearest to; the one that is left costs Δ∅.
    assert.ok(Math.abs(alignmentCost(ours, theirs) - (2 * (0.03125 + 0.05555555555555555 + 0.0008 + 0) + 1)) < 1e-6);
  });
});
