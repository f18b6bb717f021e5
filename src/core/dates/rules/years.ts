import { pad } from '../calendar';
import { seasons } from '../words';
import type { Form, Period } from '../forms';
import { num, type Rule } from './rule';

const value = (v: string): Form => ({ kind: 'value', value: v });

/** TIMEX3 writes decades as three digits and centuries as two (TimeML 1.2.1 §2.3.4). "The 1700s" are mostly the century; of the 1900s and 2000s as many mean the first ten years. */
function decade(n: number): Form | undefined {
  if (n >= 1000 && n < 1900 && n % 100 === 0) return value(pad(n / 100));
  if (n >= 1000 && n <= 2190 && n % 10 === 0) return value(pad(Math.floor(n / 10), 3));
  if (n >= 20 && n <= 90 && n % 10 === 0) return value(`19${n / 10}`);
  return undefined;
}

function century(ordinal: number): Form | undefined {
  return ordinal >= 1 && ordinal <= 30 ? value(pad(ordinal - 1)) : undefined;
}

const season = (n: number): Period => seasons[n] ?? 'SP';

/** Years, decades, centuries, seasons. */
export const years: readonly Rule[] = [
  { name: 'year', type: 'DATE', patterns: ['y=Year'], make: (c) => value(pad(num(c, 'y'), 4)), guards: ['year-alone'], extend: false },
  { name: 'the-year', type: 'DATE', patterns: ['year y=Year', 'calendar|crop|model|academic|school year y=Year'], make: (c) => value(pad(num(c, 'y'), 4)) },
  {
    name: 'year-range',
    type: 'DATE',
    patterns: ['y=Year ~ - ~ z=Year'],
    make: (c) => (num(c, 'z') > num(c, 'y') ? value(`${pad(num(c, 'y'), 4)}/${pad(num(c, 'z'), 4)}`) : undefined),
    guards: ['year-alone'],
  },
  {
    name: 'year-short-range',
    type: 'DATE',
    patterns: ['y=Digits4 ~ - ~ z=Digits2'],
    // Up to 12 it could be a month; one year on it is a season or a school year.
    make: (c) => {
      const [from, end] = [num(c, 'y'), Math.floor(num(c, 'y') / 100) * 100 + num(c, 'z')];
      return num(c, 'z') > 12 && end > from + 1 && end <= 2199 ? value(`${pad(from, 4)}/${pad(end, 4)}`) : undefined;
    },
    guards: ['year-alone'],
    extend: false,
  },
  {
    name: 'season-span-year',
    type: 'DATE',
    patterns: ['y=Year ~ -|/ ~ z=Digits2'],
    // 2003-04 could be a month.
    make: (c) => (num(c, 'z') === (num(c, 'y') + 1) % 100 && num(c, 'z') > 12 ? value(`${num(c, 'y')}/${num(c, 'y') + 1}`) : undefined),
    guards: ['year-alone'],
    extend: false,
  },
  {
    name: 'season-span-year-of-noun',
    type: 'DATE',
    patterns: ['y=Year ~ -|/ ~ z=Digits2'],
    make: (c) => (num(c, 'z') === (num(c, 'y') + 1) % 100 ? value(`${num(c, 'y')}/${num(c, 'y') + 1}`) : undefined),
    guards: ['before-its-noun'],
    extend: false,
  },
  {
    name: 'season-slash-year',
    type: 'DATE',
    patterns: ['y=Year ~ / ~ z=Digits2'],
    make: (c) => (num(c, 'z') === (num(c, 'y') + 1) % 100 ? value(`${num(c, 'y')}/${num(c, 'y') + 1}`) : undefined),
    guards: ['year-alone'],
    extend: false,
  },
  {
    name: 'season-of-years',
    type: 'DATE',
    patterns: ['y=Year ~ -|/ ~ z=Digits2 season', 'y=Year ~ -|/ ~ z=Digits2 school|academic year'],
    make: (c) => (num(c, 'z') === (num(c, 'y') + 1) % 100 ? value(`${num(c, 'y')}/${num(c, 'y') + 1}`) : undefined),
  },
  {
    name: 'year-month',
    type: 'DATE',
    patterns: ['y=Digits4 ~ - ~ m=Digits2'],
    make: (c) => (num(c, 'm') >= 1 && num(c, 'm') <= 12 && num(c, 'y') > 1900 ? value(`${num(c, 'y')}-${pad(num(c, 'm'))}`) : undefined),
    guards: ['standalone', 'year-alone'],
  },
  {
    name: 'fiscal-year',
    type: 'DATE',
    patterns: ['fiscal y=Year', 'fiscal year y=Year', 'financial year y=Year', 'fy y=Year', 'y=FiscalYear'],
    make: (c) => value(pad(num(c, 'y'), 4)),
    extend: false,
  },
  {
    name: 'fiscal-year-short',
    type: 'DATE',
    patterns: ["fy '? y=Digits2"],
    make: (c) => value(`20${pad(num(c, 'y'))}`),
    guards: ['capitals'],
    extend: false,
  },
  {
    name: 'year-before-christ',
    type: 'DATE',
    patterns: ['n=Number b.c|bc|bce'],
    make: (c) => (num(c, 'n') < 10000 ? value(`BC${pad(num(c, 'n'), 4)}`) : undefined),
  },
  {
    name: 'year-of-the-lord',
    type: 'DATE',
    patterns: ['n=Number a.d|ad|ce', 'a.d|ad n=Number'],
    make: (c) => (num(c, 'n') < 2200 ? value(pad(num(c, 'n'), 4)) : undefined),
    guards: ['capitals'],
  },
  {
    name: 'decade',
    type: 'DATE',
    patterns: ['n=Plural', "' ~ n=Plural", 'n=Decades', 'nineteen n=Decades'],
    make: (c) => decade(num(c, 'n')),
    guards: ['decade'],
  },
  { name: 'century', type: 'DATE', patterns: ['n=OrdinalNumber -? century', 'n=OrdinalNumber centuries'], make: (c) => century(num(c, 'n')) },
  { name: 'century-before-christ', type: 'DATE', patterns: ['n=OrdinalNumber -? century b.c|bc|bce'], make: (c) => value(`BC${pad(num(c, 'n') - 1)}`) },
  { name: 'millennium', type: 'DATE', patterns: ['n=OrdinalNumber -? millennium'], make: (c) => value(String(num(c, 'n') - 1)) },
  {
    name: 'season-year',
    type: 'DATE',
    patterns: ['s=Season of? y=Year', 's=Season , y=Year', 'y=Year s=Season'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), year: num(c, 'y') }),
  },
  {
    name: 'season-of-two-years',
    type: 'DATE',
    patterns: ['s=Season of? y=Year ~ -|/ ~ z=Digits2', 's=Season of? y=Year ~ -|/ ~ Year'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), year: num(c, 'y') }),
  },
  {
    name: 'season-last-year',
    type: 'DATE',
    patterns: ['s=Season of last year', 's=Season last year'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), yearOffset: -1 }),
    guards: ['season-noun'],
  },
  {
    name: 'season-this-year',
    type: 'DATE',
    patterns: ['s=Season of this year', 's=Season this year', "this year 's s=Season"],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), yearOffset: 0 }),
    guards: ['season-noun'],
  },
  {
    name: 'season-next-year',
    type: 'DATE',
    patterns: ['s=Season of next year', 's=Season next year', "next year 's s=Season"],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), yearOffset: 1 }),
    guards: ['season-noun'],
  },
  {
    name: 'last-season',
    type: 'DATE',
    patterns: ['last s=Season', 'this? past s=Season'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), direction: 'last' }),
  },
  {
    name: 'that-season',
    type: 'DATE',
    patterns: ['that s=Season', 'that|the same s=Season'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), direction: 'same' }),
    guards: ['that-named'],
    extend: false,
  },
  {
    name: 'following-season',
    type: 'DATE',
    patterns: ['following s=Season'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), direction: 'following' }),
    guards: ['season-noun'],
  },
  {
    name: 'previous-season',
    type: 'DATE',
    patterns: ['previous|preceding s=Season'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), direction: 'previous' }),
    guards: ['season-noun'],
  },
  { name: 'this-season', type: 'DATE', patterns: ['this s=Season'], make: (c) => ({ kind: 'period', period: season(num(c, 's')), direction: 'this' }) },
  {
    name: 'next-season',
    type: 'DATE',
    patterns: ['next s=Season', 'this? coming s=Season'],
    make: (c) => ({ kind: 'period', period: season(num(c, 's')), direction: 'next' }),
  },
  { name: 'season', type: 'DATE', patterns: ['s=Season'], make: (c) => ({ kind: 'period', period: season(num(c, 's')) }), guards: ['season-alone'] },
];
