import type { Form } from '../forms';
import type { Captures } from '../pattern';
import { durationValue, unitAt, type Unit } from '../units';
import { inYear, num, type Rule } from './rule';

const current = (unit: Unit, offset: number): Form => ({ kind: 'current', unit, offset });
const anaphor = (unit: Unit, offset: number, fallback: 'publication' | 'duration' = 'publication'): Form => ({ kind: 'anaphor', unit, offset, fallback });

/** Units that "last", "this" and "next" name a calendar period of; "last minute" and "next second" are idioms. */
function period(c: Captures, offset: number): Form | undefined {
  const unit = unitAt(c.u);
  return num(c, 'u') >= 3 ? current(unit, offset) : undefined;
}

function shift(c: Captures, sign: 1 | -1, from: 'publication' | 'mention'): Extract<Form, { kind: 'shift' }> {
  return { kind: 'shift', amount: num(c, 'n') + (c.h === undefined ? 0 : 0.5), unit: unitAt(c.u), sign, from };
}

function weekday(c: Captures, more: Partial<Extract<Form, { kind: 'weekday' }>> = {}): Form {
  return { kind: 'weekday', weekday: num(c, 'w'), ...more };
}

/** "the first Monday of the month" */
function nthOfMonth(c: Captures, monthOffset?: number): Form | undefined {
  if (c.n !== undefined && c.n > 5) return undefined;
  return { kind: 'nth-weekday-of-the-month', n: c.n ?? -1, weekday: num(c, 'w'), ...(monthOffset !== undefined && { monthOffset }) };
}

/** "the day before last Tuesday", "the day after May 9". */
function beside(c: Captures, offset: 1 | -1): Form {
  const day: Form = c.w === undefined ? { kind: 'calendar', month: num(c, 'm'), day: num(c, 'd') } : weekday(c, c.l === undefined ? {} : { direction: 'last' });
  return { kind: 'day-beside', day, offset };
}

const units = 'n=Amount -? more|full|short|consecutive|straight|long|trading|working|business? u=Units|Unit';

/** Expressions counted from the publication or from a date mentioned before. */
export const relative: readonly Rule[] = [
  {
    name: 'today-as-the-present',
    type: 'DATE',
    patterns: ['today'],
    make: () => ({ kind: 'value', value: 'PRESENT_REF' }),
    guards: ['of-an-age'],
    extend: false,
  },
  {
    name: 'tomorrow-as-the-future',
    type: 'DATE',
    patterns: ['tomorrow'],
    make: () => ({ kind: 'value', value: 'FUTURE_REF' }),
    guards: ['of-an-age'],
    extend: false,
  },
  { name: 'today', type: 'DATE', patterns: ['today'], make: () => current('day', 0), guards: ['not-a-title'], extend: false },
  { name: 'yesterday', type: 'DATE', patterns: ['yesterday'], make: () => current('day', -1), extend: false },
  { name: 'tomorrow', type: 'DATE', patterns: ['tomorrow'], make: () => current('day', 1), extend: false },
  { name: 'day-before-yesterday', type: 'DATE', patterns: ['day before yesterday'], make: () => current('day', -2) },
  { name: 'day-after-tomorrow', type: 'DATE', patterns: ['day after tomorrow'], make: () => current('day', 2) },
  {
    name: 'day-before-day',
    type: 'DATE',
    patterns: ['day before l=last? w=Weekday', 'day before m=MonthName d=DayNumber'],
    make: (c) => beside(c, -1),
  },
  {
    name: 'day-after-day',
    type: 'DATE',
    patterns: ['day after l=last? w=Weekday', 'day after m=MonthName d=DayNumber'],
    make: (c) => beside(c, 1),
  },
  {
    name: 'past-decade',
    type: 'DURATION',
    patterns: ['past u=Unit'],
    make: (c) => (num(c, 'u') === 10 || num(c, 'u') === 11 ? { kind: 'value', value: durationValue(1, unitAt(c.u)) } : undefined),
    guards: ['last-unit'],
  },
  {
    name: 'last-unit',
    type: 'DATE',
    patterns: ['last|past u=Unit', 'this past u=Unit', 'this last u=Unit'],
    make: (c) => period(c, -1),
    guards: ['last-unit'],
  },
  {
    name: 'this-unit',
    type: 'DATE',
    patterns: ['this u=Unit', 'current u=Unit', 'present u=Unit', 'this very u=Unit', 'this same u=Unit'],
    make: (c) => (unitAt(c.u) === 'weekend' ? { kind: 'current', unit: 'weekend', offset: 0, this: true } : period(c, 0)),
    guards: ['not-a-title'],
  },
  {
    name: 'next-unit',
    type: 'DATE',
    patterns: ['next u=Unit', 'coming|upcoming u=Unit', 'this coming u=Unit'],
    make: (c) => (unitAt(c.u) === 'day' ? anaphor('day', 1) : period(c, 1)),
    guards: ['last-unit'],
  },
  { name: 'unit-after-next', type: 'DATE', patterns: ['u=Unit after next'], make: (c) => period(c, 2) },
  {
    name: 'unit-before-last',
    type: 'DATE',
    patterns: ['u=Unit before last'],
    make: (c) => (num(c, 'u') > 3 ? period(c, -2) : undefined),
    guards: ['before-last-alone'],
  },
  { name: 'weekend', type: 'DATE', patterns: ['weekend'], make: () => current('weekend', 0), guards: ['after-the'] },
  {
    name: 'that-unit',
    type: 'DATE',
    patterns: ['that u=Unit', 'that same u=Unit', 'same u=Unit', 'that very u=Unit'],
    make: (c) => (num(c, 'u') >= 3 ? anaphor(unitAt(c.u), 0) : undefined),
    guards: ['that-unit'],
  },
  {
    name: 'following-unit',
    type: 'DATE',
    patterns: ['following|subsequent u=Unit', 'u=Unit after', 'very next u=Unit'],
    make: (c) => (num(c, 'u') >= 3 ? anaphor(unitAt(c.u), 1) : undefined),
    guards: ['following-unit'],
  },
  {
    name: 'previous-unit',
    type: 'DATE',
    patterns: ['previous|preceding u=Unit', 'prior u=Unit', 'u=Unit before'],
    make: (c) => (num(c, 'u') >= 3 ? anaphor(unitAt(c.u), -1) : undefined),
    guards: ['following-unit'],
  },
  {
    name: 'year-ended',
    type: 'DURATION',
    patterns: ['year', 'fiscal|financial year'],
    make: () => ({ kind: 'value', value: 'P1Y' }),
    guards: ['the-unit', 'ended-follows'],
  },
  { name: 'the-fiscal-year', type: 'DATE', patterns: ['fiscal|financial year'], make: () => current('year', 0), guards: ['after-the-only'] },
  { name: 'the-year', type: 'DATE', patterns: ['year'], make: () => current('year', 0), guards: ['the-unit'] },
  { name: 'the-quarter', type: 'DATE', patterns: ['quarter', 'fiscal quarter'], make: () => anaphor('quarter', 0), guards: ['the-unit'] },
  { name: 'the-month', type: 'DATE', patterns: ['month'], make: () => anaphor('month', 0), guards: ['the-unit'] },
  { name: 'the-day', type: 'DATE', patterns: ['day'], make: () => anaphor('day', 0), guards: ['part-of-the-day'] },
  { name: 'the-week', type: 'DATE', patterns: ['week'], make: () => anaphor('week', 0), guards: ['the-unit'] },
  { name: 'the-decade', type: 'DATE', patterns: ['decade'], make: () => anaphor('decade', 0), guards: ['the-unit'] },
  { name: 'the-century', type: 'DATE', patterns: ['century'], make: () => anaphor('century', 0), guards: ['the-unit'] },
  { name: 'year-ago', type: 'DATE', patterns: ['a|one year ago', 'year ago'], make: () => ({ kind: 'year-before', period: 'any' }) },
  {
    name: 'year-before',
    type: 'DATE',
    patterns: ['a|one year earlier|before|previously', 'year earlier'],
    make: () => ({ kind: 'year-before', period: 'any', from: 'mention' }),
    guards: ['not-clause-before'],
  },
  {
    name: 'ago',
    type: 'DATE',
    patterns: [`${units} ago`, `${units} or so ago`, 'n=Amount u=Unit and a h=half ago'],
    make: (c) => shift(c, -1, 'publication'),
  },
  { name: 'years-back', type: 'DATE', patterns: [`${units} back`], make: (c) => shift(c, -1, 'publication'), guards: ['back-in-time'] },
  {
    name: 'ago-to-the-day',
    type: 'DATE',
    patterns: [`${units} ago today`, `${units} ago this g=Unit`],
    make: (c) => {
      const grain = c.g === undefined ? 'day' : unitAt(c.g);
      return num(c, 'n') % 1 === 0 && ['day', 'week', 'weekend', 'month'].includes(grain) ? { ...shift(c, -1, 'publication'), grain } : undefined;
    },
  },
  {
    name: 'vague-units-ago',
    type: 'DATE',
    patterns: ['u=Units ago', 'some time ago', 'a long|little|short while|time ago', 'so? long ago', 'a while ago', 'quite a while ago'],
    make: () => ({ kind: 'value', value: 'PAST_REF' }),
  },
  {
    name: 'earlier',
    type: 'DATE',
    patterns: [`${units} earlier|previously|prior|beforehand`, `${units} before`],
    make: (c) => shift(c, -1, 'mention'),
    guards: ['not-clause-before'],
  },
  {
    name: 'later',
    type: 'DATE',
    patterns: [`${units} later|after|afterward|afterwards|thereafter`],
    make: (c) => shift(c, 1, 'mention'),
    guards: ['not-clause-before'],
  },
  {
    name: 'from-now',
    type: 'DATE',
    patterns: [`${units} from now`, `${units} hence`, `${units} down the road`, `${units} from today`],
    make: (c) => shift(c, 1, 'publication'),
  },
  {
    name: 'in-units-time',
    type: 'DATE',
    patterns: ["n=Amount u=Units ' time", "n=Amount u=Unit 's time"],
    make: (c) => shift(c, 1, 'publication'),
    guards: ['after-in'],
  },
  {
    name: 'week-from-weekday',
    type: 'DATE',
    patterns: ['a week from|on w=Weekday', 'w=Weekday week'],
    make: (c) => weekday(c, { direction: 'next', weekOffset: 1 }),
    guards: ['not-an-hyphen'],
  },
  {
    name: 'weekday-of-that-week',
    type: 'DATE',
    patterns: ['w=Weekday of? that week', 'w=Weekday of? that|the same week'],
    make: (c) => weekday(c, { ofWeek: 0 }),
    extend: false,
  },
  {
    name: 'weekday-of-the-following-week',
    type: 'DATE',
    patterns: ['w=Weekday of? the following|next week'],
    make: (c) => weekday(c, { ofWeek: 1 }),
    extend: false,
  },
  {
    name: 'weekday-of-the-previous-week',
    type: 'DATE',
    patterns: ['w=Weekday of? the previous|preceding week'],
    make: (c) => weekday(c, { ofWeek: -1 }),
    extend: false,
  },
  {
    name: 'weekday-last-week',
    type: 'DATE',
    patterns: ['a week ago w=Weekday', 'w=Weekday a week ago', 'w=Weekday last week', 'w=Weekday of last week', "last week 's w=Weekday"],
    make: (c) => weekday(c, { weekOffset: -1 }),
  },
  { name: 'weekday-this-week', type: 'DATE', patterns: ['w=Weekday of? this week', "this week 's w=Weekday"], make: (c) => weekday(c, { weekOffset: 0 }) },
  { name: 'weekday-next-week', type: 'DATE', patterns: ['w=Weekday of? next week', "next week 's w=Weekday"], make: (c) => weekday(c, { weekOffset: 1 }) },
  { name: 'last-weekday', type: 'DATE', patterns: ['last w=Weekday', 'this? past w=Weekday'], make: (c) => weekday(c, { direction: 'last' }), extend: false },
  {
    name: 'weekdays-ago',
    type: 'DATE',
    patterns: ['n=Number w=Weekdays ago'],
    make: (c) => (Number.isInteger(c.n) && num(c, 'n') >= 1 ? weekday(c, { direction: 'last', weekOffset: 1 - num(c, 'n') }) : undefined),
    extend: false,
  },
  {
    name: 'weekday-before-last',
    type: 'DATE',
    patterns: ['w=Weekday before last'],
    make: (c) => weekday(c, { direction: 'last', weekOffset: -1 }),
    guards: ['before-last-alone'],
  },
  { name: 'next-weekday', type: 'DATE', patterns: ['next w=Weekday', 'this? coming w=Weekday'], make: (c) => weekday(c, { direction: 'next' }), extend: false },
  { name: 'this-weekday', type: 'DATE', patterns: ['this w=Weekday'], make: (c) => weekday(c, { direction: 'this' }), extend: false },
  {
    name: 'previous-weekday',
    type: 'DATE',
    patterns: ['previous|preceding w=Weekday', 'w=Weekday before'],
    make: (c) => weekday(c, { direction: 'previous' }),
    guards: ['following-unit'],
  },
  {
    name: 'following-weekday',
    type: 'DATE',
    patterns: ['following w=Weekday', 'w=Weekday after', 'w=Weekday following'],
    make: (c) => weekday(c, { direction: 'following' }),
    guards: ['following-unit'],
  },
  { name: 'that-weekday', type: 'DATE', patterns: ['that|same w=Weekday'], make: (c) => weekday(c, { direction: 'same' }) },
  {
    name: 'nth-weekday-of-month',
    type: 'DATE',
    patterns: [...inYear('n=Ordinal w=Weekday in|of m=MonthName'), ...inYear('l=last w=Weekday in|of m=MonthName')],
    make: (c) => {
      const n = c.n ?? -1;
      return n > 5 ? undefined : { kind: 'nth-weekday', n, weekday: num(c, 'w'), month: num(c, 'm'), ...(c.y !== undefined && { year: c.y }) };
    },
  },
  {
    name: 'nth-weekday-of-the-month',
    type: 'DATE',
    patterns: ['n=Ordinal w=Weekday of|in the month', 'last w=Weekday of|in the month'],
    make: (c) => nthOfMonth(c),
  },
  {
    name: 'nth-weekday-of-this-month',
    type: 'DATE',
    patterns: ['n=Ordinal w=Weekday of|in this month', 'last w=Weekday of|in this month'],
    make: (c) => nthOfMonth(c, 0),
  },
  {
    name: 'nth-weekday-of-last-month',
    type: 'DATE',
    patterns: ['n=Ordinal w=Weekday of|in last month', 'last w=Weekday of|in last month'],
    make: (c) => nthOfMonth(c, -1),
  },
  {
    name: 'nth-weekday-of-next-month',
    type: 'DATE',
    patterns: ['n=Ordinal w=Weekday of|in next month', 'last w=Weekday of|in next month'],
    make: (c) => nthOfMonth(c, 1),
  },
  { name: 'bare-weekday', type: 'DATE', patterns: ['w=Weekday'], make: (c) => weekday(c), guards: ['not-counted', 'weekday-alone'], extend: false },
  {
    name: 'week-of',
    type: 'DATE',
    patterns: [
      'week of m=MonthName d=DayNumber',
      'week of d=DayNumber m=MonthName',
      'week of m=MonthName d=DayNumber ,? y=Year',
      'week of d=DayNumber m=MonthName ,? y=Year',
      'week beginning|ending|starting m=MonthName d=DayNumber',
      'week beginning|ending|starting d=DayNumber m=MonthName',
    ],
    make: (c) => ({ kind: 'week-of', day: { kind: 'calendar', month: num(c, 'm'), day: num(c, 'd'), ...(c.y !== undefined && { year: c.y }) } }),
  },
];
