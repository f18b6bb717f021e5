/** What must hold of every coefficient, whatever the data. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alphaNominal, alphaOrdinal } from '../../../src/core/agreement/alpha';
import { estimate, fewestDocuments } from '../../../src/core/agreement/bootstrap';
import { alignmentCost, apart, gamma, shifts } from '../../../src/core/agreement/gamma';
import { cohen, fleiss } from '../../../src/core/agreement/kappa';
import { assignment } from '../../../src/core/agreement/matching';
import { percent } from '../../../src/core/agreement/percent';
import { randomFrom } from '../../../src/core/agreement/random';
import { type Coefficient, type Figure, missing, type Unit } from '../../../src/core/agreement/ratings';
import { alphaUnitizing, type Continuum, joined } from '../../../src/core/agreement/unitizing';
import type { Range } from '../../../src/core/text/range';

const beyondChance = { 'Cohen’s κ': cohen, 'Fleiss’ κ': fleiss, 'nominal α': alphaNominal, 'ordinal α': alphaOrdinal };
const all = { percent, ...beyondChance };
const categories = 4;

const figureOf = (coefficient: Coefficient, units: readonly Unit[]): Figure => {
  const shape = { coders: units[0]?.codes.length ?? 2, categories };
  return coefficient.figure(coefficient.tally(units, shape), shape);
};
const close = (a: Figure, b: Figure): void => {
  if ('value' in a && 'value' in b) assert.ok(Math.abs(a.value - b.value) < 1e-9, `${a.value} is not ${b.value}`);
  else assert.deepEqual(a, b);
};

const code = fc.integer({ min: 0, max: categories - 1 });
const units = (coders: number, codes: fc.Arbitrary<number> = code): fc.Arbitrary<readonly Unit[]> =>
  fc.array(fc.record({ codes: fc.array(codes, { minLength: coders, maxLength: coders }), weight: fc.integer({ min: 1, max: 20 }) }), {
    minLength: 1,
    maxLength: 40,
  });

describe('properties of agreement', () => {
  for (const [name, coefficient] of Object.entries(all)) {
    it(`${name} is 1 where everybody codes alike, and has no figure where nobody varies`, () => {
      fc.assert(
        fc.property(fc.array(code, { minLength: 2, maxLength: 40 }), (codes) => {
          const figure = figureOf(
            coefficient,
            codes.map((same) => ({ codes: [same, same], weight: 1 })),
          );
          if (coefficient === percent || new Set(codes).size > 1) close(figure, { value: 1 });
          else assert.deepEqual(figure, { undefined: 'no-variation' });
        }),
      );
    });

    it(`${name} does not ask who the coders are, or in which order units come`, () => {
      fc.assert(
        fc.property(units(2), fc.integer(), (given, seed) => {
          const random = randomFrom(seed);
          const turned = given.map(({ codes, weight }) => ({ codes: [...codes].reverse(), weight }));
          const mixed = [...turned].sort(() => random() - 0.5);
          close(figureOf(coefficient, mixed), figureOf(coefficient, given));
        }),
      );
    });

    it(`${name} counts a unit of weight n as n units`, () => {
      fc.assert(
        fc.property(units(2), (given) => {
          const single = given.flatMap(({ codes, weight }) => new Array<Unit>(weight).fill({ codes, weight: 1 }));
          close(figureOf(coefficient, single), figureOf(coefficient, given));
        }),
      );
    });

    it(`${name} is about 0 beyond chance where codes are drawn blindly`, function () {
      const random = randomFrom(7);
      const blind = Array.from({ length: 40_000 }, () => ({ codes: [0, 1].map(() => Math.floor(random() ** 2 * categories)), weight: 1 }));
      const figure = figureOf(coefficient, blind);
      assert.ok('value' in figure);
      if (coefficient !== percent) assert.ok(Math.abs(figure.value) < 0.02, String(figure.value));
      else assert.ok(figure.value > 0.2 && figure.value < 0.5, 'percent is not corrected for chance');
    });

    it(`${name} has no figure without units`, () => assert.deepEqual(figureOf(coefficient, []), { undefined: 'no-units' }));
  }

  it('a unit that one coder alone coded changes no α', () => {
    fc.assert(
      fc.property(units(3, fc.constantFrom(missing, 0, 1, 2, 3)), code, (given, alone) => {
        for (const alpha of [alphaNominal, alphaOrdinal])
          close(figureOf(alpha, [...given, { codes: [missing, alone, missing], weight: 3 }]), figureOf(alpha, given));
      }),
    );
  });

  it('Cohen’s κ wants two coders, Fleiss’ every code', () => {
    assert.deepEqual(figureOf(cohen, [{ codes: [0, 1, 1], weight: 1 }]), { undefined: 'not-two-coders' });
    assert.deepEqual(figureOf(fleiss, [{ codes: [0, missing, 1], weight: 1 }]), { undefined: 'incomplete' });
  });

  it('ordinal α punishes neighbours less than extremes', () => {
    const rest = [0, 1, 2, 3].map((same) => ({ codes: [same, same], weight: 5 }));
    const near = figureOf(alphaOrdinal, [...rest, { codes: [1, 2], weight: 2 }]);
    const far = figureOf(alphaOrdinal, [...rest, { codes: [0, 3], weight: 2 }]);
    assert.ok('value' in near && 'value' in far && near.value > far.value);
  });
});

describe('intervals', () => {
  const documents = (count: number): readonly (readonly Unit[])[] => {
    const random = randomFrom(3);
    return Array.from({ length: count }, () =>
      Array.from({ length: 12 }, () => ({ codes: random() < 0.8 ? [1, 1] : [Math.floor(random() * 2), Math.floor(random() * 2)], weight: 1 })),
    );
  };
  const shape = { coders: 2, categories: 2 };

  it('hold the figure, are the same for the same seed, and narrow with more documents', () => {
    const width = (count: number): number => {
      const { figure, interval } = estimate(alphaNominal, documents(count), shape, 500, randomFrom(1));
      assert.ok('value' in figure && interval);
      assert.ok(interval[0] <= figure.value && figure.value <= interval[1]);
      assert.deepEqual(estimate(alphaNominal, documents(count), shape, 500, randomFrom(1)).interval, interval);
      return interval[1] - interval[0];
    };
    assert.ok(width(200) < width(20) / 2);
  });

  it('are left out for too few documents, and where nothing varies', () => {
    assert.equal(estimate(alphaNominal, documents(fewestDocuments - 1), shape, 500, randomFrom(1)).interval, undefined);
    assert.deepEqual(estimate(cohen, [[{ codes: [1, 1], weight: 1 }]], shape, 500, randomFrom(1)), { figure: { undefined: 'no-variation' } });
    assert.deepEqual(estimate(cohen, [], shape, 500, randomFrom(1)), { figure: { undefined: 'no-documents' } });
  });
});

const passages: fc.Arbitrary<readonly Range[]> = fc
  .array(fc.record({ start: fc.integer({ min: 0, max: 900 }), length: fc.integer({ min: 1, max: 100 }) }), { maxLength: 6 })
  .map((found) => joined(found.map(({ start, length }) => ({ start, end: start + length }))));
const continuum = (a: readonly Range[], b: readonly Range[]): Continuum => ({ length: 1_000, coders: [a, b] });

describe('properties of unitizing', () => {
  const measures = { α_U: alphaUnitizing, γ: (continua: readonly Continuum[]) => gamma(continua, 5) };
  for (const [name, measure] of Object.entries(measures)) {
    it(`${name} is 1 for the same passages, and below it for others`, () => {
      fc.assert(
        fc.property(passages, passages, (a, b) => {
          fc.pre(a.length > 0);
          close(measure([continuum(a, a)]), { value: 1 });
          const figure = measure([continuum(a, b)]);
          if ('value' in figure && JSON.stringify(a) !== JSON.stringify(b)) assert.ok(figure.value < 1);
        }),
        { numRuns: 40 },
      );
    });

    it(`${name} has no figure without documents or passages`, () => {
      assert.deepEqual(measure([]), { undefined: 'no-documents' });
      assert.deepEqual(measure([continuum([], [])]), { undefined: 'no-variation' });
    });

    it(`${name} is about 0 for passages laid blindly`, () => {
      const random = randomFrom(11);
      const blind = (): readonly Range[] =>
        joined(
          Array.from({ length: 4 }, () => {
            const start = Math.floor(random() * 900);
            return { start, end: start + 20 + Math.floor(random() * 60) };
          }),
        );
      const figure = measure(Array.from({ length: 60 }, () => continuum(blind(), blind())));
      assert.ok('value' in figure && Math.abs(figure.value) < 0.1, JSON.stringify(figure));
    });
  }

  it('neither asks who is who, or in which order the documents come', () => {
    for (const measure of Object.values(measures)) {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(passages, passages, fc.integer({ min: 1_000, max: 3_000 })), { minLength: 1, maxLength: 4 }),
          fc.integer(),
          (found, seed) => {
            const random = randomFrom(seed);
            const given = found.map(([a, b, length]): Continuum => ({ length, coders: [a, b] }));
            const turned = given.map(({ length, coders: [a, b] }): Continuum => ({ length, coders: [b, a] }));
            close(measure([...turned].sort(() => random() - 0.5)), measure(given));
          },
        ),
        { numRuns: 60 },
      );
    }
  });

  it('γ tells a tag that one coder never used', () => {
    assert.deepEqual(gamma([continuum([{ start: 1, end: 5 }], [])], 1), { undefined: 'one-sided' });
  });

  it('chance turns two coders’ passages apart by their mean length, either way round, where the document has room for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0.5, max: 400, noNaN: true }), fc.integer(), (length, apartBy, seed) => {
        const [first, second] = shifts(length, apartBy, randomFrom(seed));
        for (const shift of [first, second]) assert.ok(Number.isInteger(shift) && shift >= 0 && shift < length);
        const between = Math.abs(first - second);
        if (length >= 2 * Math.ceil(apartBy)) assert.ok(Math.min(between, length - between) >= apartBy, `${first} ${second}`);
      }),
    );
    const met = new Set(
      Array.from({ length: 400 }, (_, seed) => shifts(10, 4, randomFrom(seed)).map((shift, at, [first = 0]) => (at === 0 ? 0 : (shift - first + 10) % 10))[1]),
    );
    assert.deepEqual([...met].sort(), [4, 5, 6], 'and anywhere else');
  });

  it('the alignment is the cheapest of all', () => {
    const cheapest = (a: readonly Range[], b: readonly Range[]): number => {
      const [first, ...rest] = a;
      if (!first) return b.length;
      return Math.min(1 + cheapest(rest, b), ...b.map((other, index) => apart(first, other) + cheapest(rest, [...b.slice(0, index), ...b.slice(index + 1)])));
    };
    const few = passages.map((found) => found.slice(0, 4));
    fc.assert(fc.property(few, few, (a, b) => assert.ok(Math.abs(alignmentCost(a, b) - cheapest(a, b)) < 1e-9)));
  });

  it('an assignment gives every row a column of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 7, maxLength: 7 }), { minLength: 1, maxLength: 7 }), (costs) => {
        const columns = assignment(costs);
        assert.equal(new Set(columns).size, costs.length);
        assert.ok(columns.every((column) => column >= 0 && column < 7));
      }),
    );
  });
});
