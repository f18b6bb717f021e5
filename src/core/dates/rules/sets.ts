import type { Form } from '../forms';
import type { Captures } from '../pattern';
import { pad } from '../calendar';
import { parts, seasons } from '../words';
import { durationValue, unitAt } from '../units';
import { num, type Rule } from './rule';

const value = (v: string): Form => ({ kind: 'value', value: v });
const every = (c: Captures, n: number): Form | undefined => (num(c, 'u') === 0 ? undefined : value(durationValue(n, unitAt(c.u))));

const rates: Readonly<Record<string, string>> = {
  hourly: 'PT1H',
  nightly: 'XXXX-XX-XXTNI',
  daily: 'P1D',
  weekly: 'P1W',
  biweekly: 'P2W',
  monthly: 'P1M',
  bimonthly: 'P2M',
  quarterly: 'P3M',
  annually: 'P1Y',
  yearly: 'P1Y',
  biennially: 'P2Y',
};

/** Times that recur. */
export const sets: readonly Rule[] = [
  {
    name: 'every-unit',
    type: 'SET',
    patterns: ['every|each u=Unit', 'each and every u=Unit', 'every single u=Unit', 'per u=Unit'],
    make: (c) => every(c, 1),
    guards: ['per-unit'],
    extend: false,
  },
  {
    name: 'every-n-units',
    type: 'SET',
    patterns: ['every n=Amount u=Units', 'every n=Amount to|or Number u=Units'],
    make: (c) => every(c, num(c, 'n')),
    extend: false,
  },
  { name: 'every-other-unit', type: 'SET', patterns: ['every other|second u=Unit', 'alternate u=Units'], make: (c) => every(c, 2), extend: false },
  {
    name: 'every-weekday',
    type: 'SET',
    patterns: ['every|each w=Weekday', 'every other|second w=Weekday'],
    make: (c) => value(`XXXX-WXX-${num(c, 'w')}`),
    extend: false,
  },
  {
    name: 'nth-weekday-of-every-month',
    type: 'SET',
    patterns: ['Ordinal w=Weekday of|in every|each month', 'last w=Weekday of|in every|each month', 'every Ordinal w=Weekday'],
    make: (c) => value(`XXXX-WXX-${num(c, 'w')}`),
  },
  {
    name: 'weekday-span',
    type: 'SET',
    // Opening hours: abbreviated; "the talks run Monday-Wednesday" is of one week.
    patterns: ['a=WeekdayAbbr ~ -|/ ~ b=WeekdayAbbr'],
    make: (c) => value(`XXXX-WXX-${num(c, 'a')}/XXXX-WXX-${num(c, 'b')}`),
    guards: ['capitals', 'standalone'],
    extend: false,
  },
  { name: 'weekdays', type: 'SET', patterns: ['w=Weekdays'], make: (c) => value(`XXXX-WXX-${num(c, 'w')}`), extend: false },
  {
    name: 'weekday-parts',
    type: 'SET',
    patterns: ['w=Weekday p=Parts', 'every|each w=Weekday p=Part'],
    make: (c) => value(`XXXX-WXX-${num(c, 'w')}T${parts[num(c, 'p')] ?? 'MO'}`),
    extend: false,
  },
  {
    name: 'every-part',
    type: 'SET',
    patterns: ['every|each p=Part', 'in the p=Parts', 'at|most p=Parts'],
    make: (c) => value(`XXXX-XX-XXT${parts[num(c, 'p')] ?? 'MO'}`),
    extend: false,
  },
  { name: 'every-month-name', type: 'SET', patterns: ['every|each m=Month'], make: (c) => value(`XXXX-${pad(num(c, 'm'))}`), extend: false },
  {
    name: 'every-month-day',
    type: 'SET',
    patterns: ['every|each m=Month d=DayNumber', 'every|each d=DayNumber m=Month'],
    make: (c) => value(`XXXX-${pad(num(c, 'm'))}-${pad(num(c, 'd'))}`),
    extend: false,
  },
  { name: 'every-season', type: 'SET', patterns: ['every|each s=Season'], make: (c) => value(`XXXX-${seasons[num(c, 's')] ?? 'SP'}`), extend: false },
  { name: 'every-weekend', type: 'SET', patterns: ['every|each weekend', 'weekends', 'at weekends'], make: () => value('XXXX-WXX-WE'), extend: false },
  { name: 'every-day-of-week', type: 'SET', patterns: ['weekdays'], make: () => value('XXXX-WXX'), extend: false },
  ...Object.entries(rates).map(([word, v]): Rule => ({ name: 'rate', type: 'SET', patterns: [word], make: () => value(v), guards: ['rate'], extend: false })),
  ...['daily', 'weekly', 'monthly', 'yearly'].map((word): Rule => ({
    name: `times-${word}`,
    type: 'SET',
    patterns: [`once|twice|thrice -? ${word}`],
    make: () => value(rates[word] ?? ''),
    extend: false,
  })),
  {
    name: 'times-a-unit',
    type: 'SET',
    patterns: ['once|twice|thrice a|every|each|per u=Unit', 'Number times a|every|each|per u=Unit', 'several|many times a|each u=Unit'],
    make: (c) => every(c, 1),
    extend: false,
  },
  { name: 'rate-a-unit', type: 'SET', patterns: ['a|an u=Unit'], make: (c) => every(c, 1), guards: ['after-a-rate'], extend: false },
];
