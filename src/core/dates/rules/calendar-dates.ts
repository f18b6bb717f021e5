import { isDay } from '../calendar';
import type { Direction, Form } from '../forms';
import type { Captures } from '../pattern';
import { inYear, num, type Rule } from './rule';

/** A calendar form from the captures m(onth), d(ay), y(ear), w(eekday), e (last day), n (last month); undefined if there is no such day. */
function calendar(c: Captures, more: { yearOffset?: number; direction?: Direction } = {}): Form | undefined {
  const month = num(c, 'm');
  const year = c.y;
  if (c.d !== undefined && !isDay(year, month, c.d)) return undefined;
  if (c.e !== undefined && (!isDay(year, c.n ?? month, c.e) || (c.n === undefined && c.d !== undefined && c.e <= c.d))) return undefined;
  return {
    kind: 'calendar',
    ...(year !== undefined && { year }),
    month,
    ...(c.d !== undefined && { day: c.d }),
    ...(c.n !== undefined && { toMonth: c.n }),
    ...(c.e !== undefined && { toDay: c.e }),
    ...(c.w !== undefined && { weekday: c.w }),
    ...more,
  };
}

/** With and without a weekday before it: "Wednesday, January 12", "Wednesday the 12th of January". */
function withWeekday(...patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((p) => [p, `w=WeekdayName ,? the? ${p}`]);
}

function numeric(year: number | undefined, month: number | undefined, day: number | undefined): Form | undefined {
  return calendar({ y: year, m: month, d: day });
}

/** Only a number above twelve tells which is the day; else the American order, which most English-language wires use. */
function eitherWay(a: number, b: number, written: number): Form | undefined {
  const year = written < 100 ? fullYear(written) : written;
  if (a > 12) return numeric(year, b, a);
  const form = numeric(year, a, b);
  return form?.kind === 'calendar' && b <= 12 && a !== b ? { ...form, eitherOrder: 'day-first' } : form;
}

/** Two digits as `date` and POSIX read them: 69 is 1969. */
const fullYear = (year: number): number => year + (year < 69 ? 2000 : 1900);

/** Days and months of the calendar that are named or numbered. */
export const calendarDates: readonly Rule[] = [
  {
    name: 'iso-day',
    type: 'DATE',
    patterns: ['y=Digits4 ~ - ~ m=Digits2 ~ - ~ d=Digits2', 'y=Digits4 ~ / ~ m=Digits2 ~ / ~ d=Digits2'],
    make: (c) => calendar(c),
    guards: ['standalone'],
    extend: false,
  },
  {
    name: 'numeric-day',
    type: 'DATE',
    patterns: ['a=Digits ~ / ~ b=Digits ~ / ~ y=Digits4', 'a=Digits ~ - ~ b=Digits ~ - ~ y=Digits4', 'a=Digits ~ / ~ b=Digits ~ / ~ y=Digits2'],
    make: (c) => eitherWay(num(c, 'a'), num(c, 'b'), num(c, 'y')),
    guards: ['standalone', 'not-a-row'],
  },
  {
    name: 'dotted-day',
    type: 'DATE',
    patterns: ['a=Digits ~ . ~ b=Digits ~ . ~ y=Digits4'],
    make: (c) => numeric(c.y, c.b, c.a),
    guards: ['standalone'],
    extend: false,
  },
  {
    name: 'month-day-year',
    type: 'DATE',
    patterns: withWeekday('m=MonthName the? d=DayNumber ,? y=Year'),
    make: (c) => calendar(c),
    guards: ['year-is-not-a-count'],
    extend: false,
  },
  {
    name: 'month-day-weekday-year',
    type: 'DATE',
    patterns: [
      'm=MonthName d=DayNumber ,|(? w=WeekdayName )?',
      'm=MonthName d=DayNumber ,|(? w=WeekdayName )? ,? y=Year',
      'd=DayNumber m=MonthName ,|(? w=WeekdayName )?',
      'd=DayNumber m=MonthName ,|(? w=WeekdayName )? ,? y=Year',
    ],
    make: (c) => calendar(c),
  },
  {
    name: 'month-day',
    type: 'DATE',
    patterns: withWeekday('m=MonthName the? d=DayNumber'),
    make: (c) => calendar(c),
    guards: ['day-is-not-a-count'],
    extend: false,
  },
  {
    name: 'day-month-year',
    type: 'DATE',
    patterns: [
      ...withWeekday('d=DayNumber of? m=MonthName ,? y=Year', 'd=DayNumber day of m=MonthName ,? y=Year'),
      'd=DayNumber ~ - ~ m=MonthName ~ - ~ y=Year',
    ],
    make: (c) => calendar(c),
  },
  {
    name: 'day-month-short-year',
    type: 'DATE',
    patterns: ['d=DayNumber ~ - ~ m=MonthName ~ - ~ y=Digits2'],
    make: (c) => calendar({ ...c, y: fullYear(num(c, 'y')) }),
    guards: ['standalone'],
    extend: false,
  },
  {
    name: 'day-month',
    type: 'DATE',
    patterns: [...withWeekday('d=DayNumber of? m=MonthName', 'd=DayNumber day of m=MonthName'), 'd=DayNumber ~ - ~ m=MonthName'],
    make: (c) => calendar(c),
    guards: ['not-a-name'],
  },
  {
    name: 'day-range',
    type: 'DATE',
    patterns: [
      'm=MonthName d=DayNumber -|to e=DayNumber',
      'm=MonthName d=DayNumber -|to e=DayNumber ,? y=Year',
      'd=DayNumber -|to e=DayNumber of? m=MonthName',
      'd=DayNumber -|to e=DayNumber of? m=MonthName ,? y=Year',
      'm=MonthName d=DayNumber - n=MonthName e=DayNumber',
      'm=MonthName d=DayNumber - n=MonthName e=DayNumber ,? y=Year',
      'd=DayNumber m=MonthName - e=DayNumber n=MonthName',
      'd=DayNumber m=MonthName - e=DayNumber n=MonthName ,? y=Year',
    ],
    make: (c) => calendar(c),
    guards: ['day-is-not-a-count'],
    extend: false,
  },
  {
    name: 'month-range',
    type: 'DATE',
    patterns: ['m=MonthName - n=MonthName', 'm=MonthName - n=MonthName ,? y=Year'],
    make: (c) => calendar(c),
    guards: ['not-a-name'],
    extend: false,
  },
  { name: 'month-year', type: 'DATE', patterns: ['m=MonthName ,|of? y=Year'], make: (c) => calendar(c), guards: ['year-is-not-a-count'], extend: false },
  {
    name: 'month-this-year',
    type: 'DATE',
    patterns: ['m=MonthName ,|of? this year', 'm=MonthName d=DayNumber ,|of? this year', 'd=DayNumber of? m=MonthName ,|of? this year'],
    make: (c) => calendar(c, { yearOffset: 0 }),
    extend: false,
  },
  {
    name: 'month-that-year',
    type: 'DATE',
    patterns: [
      'm=MonthName ,|of? that year',
      'm=MonthName ,|of? the same year',
      'm=MonthName d=DayNumber ,|of? that year',
      'd=DayNumber m=MonthName ,|of? that year',
    ],
    make: (c) => calendar(c, { direction: 'same' }),
    extend: false,
  },
  {
    name: 'month-last-year',
    type: 'DATE',
    patterns: [
      'm=MonthName ,|of? last year',
      'm=MonthName d=DayNumber ,|of? last year',
      'd=DayNumber of? m=MonthName ,|of? last year',
      'm=MonthName a? year ago',
      'd=DayNumber -|to e=DayNumber of? m=MonthName ,|of? last year',
      'm=MonthName d=DayNumber -|to e=DayNumber ,|of? last year',
    ],
    make: (c) => calendar(c, { yearOffset: -1 }),
    extend: false,
  },
  {
    name: 'month-next-year',
    type: 'DATE',
    patterns: ['m=MonthName ,|of? next year', 'm=MonthName d=DayNumber ,|of? next year', 'd=DayNumber of? m=MonthName ,|of? next year'],
    make: (c) => calendar(c, { yearOffset: 1 }),
    extend: false,
  },
  {
    name: 'last-month-name',
    type: 'DATE',
    patterns: ['last m=MonthName', 'this past m=MonthName', 'last m=MonthName d=DayNumber'],
    make: (c) => calendar(c, { direction: 'last' }),
    guards: ['not-a-name'],
    extend: false,
  },
  {
    name: 'next-month-name',
    type: 'DATE',
    patterns: ['next|coming m=MonthName', 'this coming m=MonthName', 'next m=MonthName d=DayNumber'],
    make: (c) => calendar(c, { direction: 'next' }),
    guards: ['not-a-name'],
    extend: false,
  },
  {
    name: 'this-month-name',
    type: 'DATE',
    patterns: ['this m=MonthName'],
    make: (c) => calendar(c, { direction: 'this' }),
    guards: ['not-a-name'],
    extend: false,
  },
  {
    name: 'that-month-name',
    type: 'DATE',
    patterns: ['that m=MonthName', 'that same m=MonthName'],
    make: (c) => calendar(c, { direction: 'same' }),
    guards: ['not-a-name', 'that-named'],
    extend: false,
  },
  {
    name: 'nth-week-of-month',
    type: 'DATE',
    patterns: [...inYear('n=Ordinal week of|in m=MonthName'), ...inYear('last|final week of|in m=MonthName')],
    make: (c) => {
      const month = calendar({ m: c.m, y: c.y });
      return month && (c.n === undefined || c.n <= 5) ? { kind: 'week-of-month', n: c.n ?? -1, month } : undefined;
    },
  },
  {
    name: 'first-half-of-month',
    type: 'DATE',
    mod: 'START',
    patterns: [...inYear('first half of m=MonthName'), ...inYear('first days|weeks of m=MonthName')],
    make: (c) => calendar(c),
  },
  {
    name: 'second-half-of-month',
    type: 'DATE',
    mod: 'END',
    patterns: [...inYear('second|latter|last half of m=MonthName'), ...inYear('last|final days|weeks of m=MonthName')],
    make: (c) => calendar(c),
  },
  { name: 'previous-month-name', type: 'DATE', patterns: ['previous|preceding m=MonthName'], make: (c) => calendar(c, { direction: 'previous' }) },
  {
    name: 'following-month-name',
    type: 'DATE',
    patterns: ['following m=MonthName', 'm=MonthName of? the following year'],
    make: (c) => calendar(c, { direction: 'following' }),
  },
  { name: 'bare-month', type: 'DATE', patterns: ['m=MonthName'], make: (c) => calendar(c), guards: ['month-alone'], extend: false },
  {
    name: 'day-of-month',
    type: 'DATE',
    patterns: ['w=WeekdayName ,? the d=OrdinalNumber', 'the d=OrdinalNumber of the|this month', 'the d=OrdinalNumber'],
    make: (c) => (num(c, 'd') > 31 ? undefined : { kind: 'day-of-month', day: num(c, 'd'), ...(c.w !== undefined && { weekday: c.w }) }),
    guards: ['day-of-month-alone'],
  },
];
