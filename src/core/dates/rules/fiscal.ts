import type { Form, Period } from '../forms';
import { num, type Rule } from './rule';
import { unitAt } from '../units';

function quarter(n: number, more: { year?: number | undefined; yearOffset?: number; direction?: 'last' | 'this' | 'next' } = {}): Form | undefined {
  if (!(n >= 1 && n <= 4)) return undefined;
  const { year, ...rest } = more;
  return { kind: 'period', period: `Q${n}` as Period, ...(year !== undefined && { year }), ...rest };
}

function half(n: number, more: { year?: number | undefined; yearOffset?: number } = {}): Form | undefined {
  if (n !== 1 && n !== 2) return undefined;
  const { year, ...rest } = more;
  return { kind: 'period', period: `H${n}`, ...(year !== undefined && { year }), ...rest };
}

const q = 'n=OrdinalNumber fiscal? -? quarter';
const fq = 'fiscal -? n=OrdinalNumber -? quarter';
const yearBefore = ['year -? earlier|ago', 'prior -? year', 'previous -? year'];

/** Quarters, halves and what business news counts by them. */
export const fiscal: readonly Rule[] = [
  {
    name: 'quarter',
    type: 'DATE',
    patterns: [q, fq, 'n=OrdinalNumber quarters', 'n=Quarter'],
    make: (c) => quarter(num(c, 'n')),
    guards: ['quarter-of-a-year'],
  },
  {
    name: 'quarter-by-months',
    type: 'DATE',
    patterns: ['m=Month - n=Month quarter', 'm=Month to n=Month quarter'],
    make: (c) => (num(c, 'n') === num(c, 'm') + 2 && num(c, 'm') % 3 === 1 ? quarter((num(c, 'm') + 2) / 3) : undefined),
  },
  {
    name: 'quarter-year',
    type: 'DATE',
    patterns: [
      `${q} of|in|, y=Year`,
      `${q} of|in? fiscal? y=Year`,
      `${fq} of|in? y=Year`,
      `y=Year ${q}`,
      `y=Year 's? ${q}`,
      'n=Quarter of|,? y=Year',
      'n=Quarter of? y=FiscalYear',
      'n=Digits ~ q of|,? y=Year',
      'y=Year ~ -? ~ n=Quarter',
      'y=Year n=Quarter',
      `y=Year fiscal ${q}`,
    ],
    make: (c) => quarter(num(c, 'n'), { year: c.y }),
    guards: ['quarter-of-a-year'],
  },
  {
    name: 'quarter-this-year',
    type: 'DATE',
    patterns: [`this year 's ${q}`, `${q} of|in? this year`, `${q} of the current year`],
    make: (c) => quarter(num(c, 'n'), { yearOffset: 0 }),
  },
  {
    name: 'quarter-last-year',
    type: 'DATE',
    patterns: [`last year 's ${q}`, `${q} of|in? last year`, ...yearBefore.map((p) => `${p} ${q}`), `${q} a year ago|earlier`, `${q} last year`],
    make: (c) => quarter(num(c, 'n'), { yearOffset: -1 }),
  },
  {
    name: 'quarter-next-year',
    type: 'DATE',
    patterns: [`next year 's ${q}`, `${q} of|in? next year`, `${q} next year`],
    make: (c) => quarter(num(c, 'n'), { yearOffset: 1 }),
  },
  {
    name: 'half-year',
    type: 'DATE',
    patterns: [
      'n=OrdinalNumber half of|in? y=Year',
      'y=Year n=OrdinalNumber half',
      'n=Half of|,? y=Year',
      'n=Half of? fy? y=FiscalYear',
      'y=Year ~ -? ~ n=Half',
      'y=Year n=Half',
    ],
    make: (c) => half(num(c, 'n'), { year: c.y }),
  },
  { name: 'half-alone', type: 'DATE', patterns: ['n=Half'], make: (c) => half(num(c, 'n')), guards: ['capitals', 'after-a-preposition'] },
  { name: 'half-of-business', type: 'DATE', patterns: ['n=Ordinal -? half'], make: (c) => half(num(c, 'n')), guards: ['business-half'] },
  { name: 'last-half-year', type: 'DATE', patterns: ['last|latter|second half of y=Year'], make: (c) => half(2, { year: c.y }) },
  { name: 'first-two-quarters', type: 'DATE', patterns: ['first two quarters of y=Year', 'first six months of y=Year'], make: (c) => half(1, { year: c.y }) },
  {
    name: 'half-of-this-year',
    type: 'DATE',
    patterns: ['n=OrdinalNumber half of this|the year', 'n=OrdinalNumber half'],
    make: (c) => half(num(c, 'n'), { yearOffset: 0 }),
    guards: ['half-of-a-year'],
  },
  {
    name: 'half-of-last-year',
    type: 'DATE',
    patterns: ['n=OrdinalNumber half of last year', "last year 's n=OrdinalNumber half"],
    make: (c) => half(num(c, 'n'), { yearOffset: -1 }),
  },
  {
    name: 'half-of-next-year',
    type: 'DATE',
    patterns: ['n=OrdinalNumber half of next year', "next year 's n=OrdinalNumber half"],
    make: (c) => half(num(c, 'n'), { yearOffset: 1 }),
  },
  {
    name: 'latest-period',
    type: 'DATE',
    patterns: ['latest quarter', 'latest|reporting period', 'latest fiscal quarter'],
    make: () => ({ kind: 'anaphor', unit: 'quarter', offset: 0, fallback: 'publication' }),
  },
  {
    name: 'latest-fiscal-year',
    type: 'DATE',
    patterns: ['latest|last fiscal|financial year'],
    make: () => ({ kind: 'current', unit: 'year', offset: -1, fiscal: true }),
  },
  {
    name: 'current-fiscal-year',
    type: 'DATE',
    patterns: ['current|this fiscal|financial year', 'full year', 'full fiscal year'],
    make: () => ({ kind: 'current', unit: 'year', offset: 0, fiscal: true }),
  },
  {
    name: 'next-fiscal-year',
    type: 'DATE',
    patterns: ['next|coming fiscal|financial year'],
    make: () => ({ kind: 'current', unit: 'year', offset: 1, fiscal: true }),
  },
  {
    name: 'year-earlier-quarter',
    type: 'DATE',
    patterns: [
      ...yearBefore.map((p) => `comparable|corresponding|same? ${p} quarter`),
      'same|comparable|corresponding quarter last year',
      'same|comparable|corresponding quarter a year ago|earlier',
      'quarter a year ago|earlier',
      "last year 's quarter",
      'same|comparable quarter of|in? last year',
    ],
    make: () => ({ kind: 'year-before', period: 'quarter' }),
  },
  {
    name: 'year-earlier-period',
    type: 'DATE',
    patterns: [
      ...yearBefore.map((p) => `comparable|corresponding|same? ${p} period`),
      'same|comparable|corresponding period last year',
      'same|comparable|corresponding period of|in? last year',
      'same|comparable|corresponding period a year ago|earlier',
    ],
    make: () => ({ kind: 'year-before', period: 'period' }),
  },
  {
    name: 'year-earlier-months',
    type: 'DURATION',
    patterns: ['year -? earlier|ago n=Number u=Units'],
    make: (c) => ({ kind: 'value', value: `P${num(c, 'n')}${unitAt(c.u) === 'month' ? 'M' : 'W'}` }),
  },
  { name: 'year-earlier-adjective', type: 'DATE', patterns: ['year - earlier|ago'], make: () => ({ kind: 'year-before', period: 'any' }), extend: false },
  {
    name: 'year-period',
    type: 'DATE',
    patterns: ['y=Year quarter|period'],
    make: (c) => ({ kind: 'year-before', period: 'any', ...(c.y === undefined ? {} : { year: c.y }) }),
  },
  {
    name: 'year-end-of-year',
    type: 'DATE',
    patterns: ['year - end y=Year'],
    make: (c) => ({ kind: 'calendar', month: 12, day: 31, year: num(c, 'y') }),
    extend: false,
  },
  { name: 'year-end', type: 'DATE', patterns: ['year - end'], make: () => ({ kind: 'calendar', month: 12, day: 31 }), extend: false },
  {
    name: 'end-of-year',
    type: 'DATE',
    patterns: ["year 's? end", 'end of year'],
    make: () => ({ kind: 'current', unit: 'year', offset: 0 }),
    mod: 'END',
    extend: false,
  },
];
