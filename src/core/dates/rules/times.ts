import { pad } from '../calendar';
import { parts } from '../words';
import type { Form } from '../forms';
import type { Captures } from '../pattern';
import { num, type Rule } from './rule';

/** Zones are offsets in minutes, written as ISO 8601 does. */
function zone(minutes: number | undefined): string | undefined {
  if (minutes === undefined || Number.isNaN(minutes)) return undefined;
  if (minutes === 0) return 'Z';
  const m = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(m / 60))}:${pad(m % 60)}`;
}

function onDay(clock: string, day: Form | undefined, c: Captures, dayOffset?: number): Form {
  const z = zone(c.z);
  return { kind: 'clock', clock, ...(z !== undefined && { zone: z }), ...(day && { day }), ...(dayOffset !== undefined && { dayOffset }) };
}

/** The day that was written beside a time, from the captures m, d, y, w or r (days from publication). */
function dayOf(c: Captures): Form | undefined {
  if (c.m !== undefined && c.d !== undefined)
    return { kind: 'calendar', month: c.m, day: c.d, ...(c.y !== undefined && { year: c.y }), ...(c.w !== undefined && { weekday: c.w }) };
  if (c.w !== undefined) return { kind: 'weekday', weekday: c.w };
  return undefined;
}

/** A clock time from minutes (t), or from an hour (h) with a.m. or p.m. (x, 0 or 12 hours). */
function time(c: Captures, day?: Form): Form | undefined {
  let minutes = c.t ?? num(c, 'h') * 60;
  if (c.x !== undefined) {
    const hour = Math.floor(minutes / 60);
    if (hour < 1 || hour > 12) return undefined;
    minutes = ((hour % 12) + c.x) * 60 + (minutes % 60);
  }
  if (!(minutes >= 0 && minutes <= 24 * 60) || !Number.isInteger(minutes)) return undefined;
  return onDay(`T${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`, day ?? dayOf(c), c);
}

/** "8:30 this evening": the part says which half of the day, where the clock does not. */
function inPart(c: Captures, day: Form): Form | undefined {
  const half = c.x === undefined && c.p !== undefined && (c.t ?? 0) < 12 * 60 && (c.t ?? 0) >= 60;
  return time(half ? { ...c, x: num(c, 'p') >= 2 ? 12 : 0 } : c, day);
}

const part = (c: Captures): string => `T${parts[num(c, 'p')] ?? 'MO'}`;
const current = (offset: number): Form => ({ kind: 'current', unit: 'day', offset });

const meridiem = ['t=Clock x=Meridiem z=Zone?', 'h=Number x=Meridiem z=Zone?', 't=DottedClock x=Meridiem z=Zone?'];
const clocks = [...meridiem, 't=Clock hours|h? z=Zone?', 't=DottedClock z=Zone'];
const monthDays = ['m=MonthName d=DayNumber', 'd=DayNumber m=MonthName', 'm=MonthName d=DayNumber ,? y=Year', 'd=DayNumber m=MonthName ,? y=Year'];
const dates = ['w=WeekdayName', ...monthDays, ...monthDays.map((d) => `w=WeekdayName ,? ${d}`)];
const cross = (a: readonly string[], joiner: string, b: readonly string[]): readonly string[] => a.flatMap((x) => b.map((y) => `${x} ${joiner} ${y}`));

/** Clock times and parts of the day. */
export const times: readonly Rule[] = [
  {
    name: 'clock',
    type: 'TIME',
    patterns: [
      ...meridiem,
      't=DottedClock z=Zone',
      't=Clock x=Meridiem z=Zone time',
      'h=Number x=Meridiem z=Zone time',
      't=Clock z=Zone time',
      't=Clock x=Meridiem? local time',
      'h=Number x=Meridiem local time',
      't=DottedClock x=Meridiem local time',
    ],
    make: (c) => time(c),
    guards: ['clock'],
  },
  { name: 'clock-24', type: 'TIME', patterns: ['t=Clock hours|h? z=Zone?'], make: (c) => time(c), guards: ['clock', 'not-a-score'] },
  {
    name: 'clock-military',
    type: 'TIME',
    patterns: ['n=Digits4 z=Zone', 'n=Digits4 hours z=Zone?'],
    make: (c) => (num(c, 'n') % 100 < 60 ? time({ ...c, t: Math.floor(num(c, 'n') / 100) * 60 + (num(c, 'n') % 100) }) : undefined),
    guards: ['clock'],
  },
  {
    name: 'clock-oclock',
    type: 'TIME',
    patterns: ["h=Number o'clock", "h=Number o'clock in the p=Part"],
    make: (c) => time({ ...c, ...(c.p !== undefined && { x: c.p >= 2 ? 12 : 0 }) }),
  },
  {
    name: 'clock-in-the-part',
    type: 'TIME',
    patterns: ['t=Clock in the p=Part', 'h=Number in the p=Part'],
    make: (c) => time({ ...c, x: num(c, 'p') >= 2 ? 12 : 0 }),
    guards: ['clock'],
  },
  { name: 'clock-on-day', type: 'TIME', patterns: cross(clocks, ',|on?', dates), make: (c) => time(c), guards: ['clock'] },
  {
    name: 'day-at-clock',
    type: 'TIME',
    patterns: [...cross(dates, ',|at|-?', clocks), ...cross(dates, ', at', clocks)],
    make: (c) => time(c),
    guards: ['clock', 'not-a-score'],
  },
  { name: 'clock-today', type: 'TIME', patterns: clocks.flatMap((x) => [`${x} today`, `${x} this p=Part`]), make: (c) => inPart(c, current(0)) },
  { name: 'clock-tonight', type: 'TIME', patterns: clocks.map((x) => `${x} tonight`), make: (c) => inPart({ ...c, p: 3 }, current(0)) },
  { name: 'clock-yesterday', type: 'TIME', patterns: clocks.flatMap((x) => [`${x} yesterday`, `${x} yesterday p=Part`]), make: (c) => inPart(c, current(-1)) },
  { name: 'clock-tomorrow', type: 'TIME', patterns: clocks.flatMap((x) => [`${x} tomorrow`, `${x} tomorrow p=Part`]), make: (c) => inPart(c, current(1)) },
  { name: 'iso-day-time', type: 'TIME', patterns: ['y=Digits4 ~ - ~ m=Digits2 ~ - ~ d=Digits2 t=Clock'], make: (c) => time(c) },
  { name: 'noon', type: 'TIME', patterns: ['noon', 'midday', 'high noon'], make: (c) => onDay('T12:00', undefined, c), guards: ['not-a-title'], extend: false },
  { name: 'midnight', type: 'TIME', patterns: ['midnight', 'midnight tonight'], make: (c) => onDay('T24:00', undefined, c), extend: false },
  { name: 'noon-on-day', type: 'TIME', patterns: cross(['noon'], 'on?', dates), make: (c) => onDay('T12:00', dayOf(c), c), extend: false },
  { name: 'midnight-on-day', type: 'TIME', patterns: cross(['midnight'], 'on?', dates), make: (c) => onDay('T24:00', dayOf(c), c), extend: false },
  { name: 'this-part', type: 'TIME', patterns: ['this p=Part', 'today p=Part'], make: (c) => onDay(part(c), current(0), c) },
  { name: 'tonight', type: 'TIME', patterns: ['tonight'], make: (c) => onDay('TNI', current(0), c), extend: false },
  {
    name: 'last-night',
    type: 'TIME',
    patterns: ['last night', 'last evening'],
    make: (c) => onDay('TNI', current(-1), c),
    extend: false,
  },
  {
    name: 'overnight',
    type: 'TIME',
    patterns: ['overnight'],
    make: () => ({ kind: 'clock', clock: 'TNI', byTense: true }),
    guards: ['overnight'],
    extend: false,
  },
  { name: 'yesterday-part', type: 'TIME', patterns: ['yesterday p=Part', "yesterday 's p=Part"], make: (c) => onDay(part(c), current(-1), c), extend: false },
  { name: 'tomorrow-part', type: 'TIME', patterns: ['tomorrow p=Part', "tomorrow 's p=Part"], make: (c) => onDay(part(c), current(1), c), extend: false },
  { name: 'mid-part-yesterday', type: 'TIME', mod: 'MID', patterns: ['mid -? p=Part yesterday'], make: (c) => onDay(part(c), current(-1), c), extend: false },
  { name: 'part-yesterday', type: 'TIME', patterns: ['p=Part yesterday'], make: (c) => onDay(part(c), current(-1), c), extend: false },
  {
    name: 'weekday-part',
    type: 'TIME',
    patterns: ['w=WeekdayName p=Part', "w=WeekdayName 's p=Part", 'w=WeekdayName , p=Part'],
    make: (c) => onDay(part(c), { kind: 'weekday', weekday: num(c, 'w') }, c),
    extend: false,
  },
  {
    name: 'last-weekday-part',
    type: 'TIME',
    patterns: ['last w=Weekday p=Part'],
    make: (c) => onDay(part(c), { kind: 'weekday', weekday: num(c, 'w'), direction: 'last' }, c),
    extend: false,
  },
  {
    name: 'next-weekday-part',
    type: 'TIME',
    patterns: ['next w=Weekday p=Part'],
    make: (c) => onDay(part(c), { kind: 'weekday', weekday: num(c, 'w'), direction: 'next' }, c),
    extend: false,
  },
  {
    name: 'part-of-day',
    type: 'TIME',
    patterns: [...dates.map((d) => `p=Part of|on ${d}`), 'p=Part of the d=OrdinalNumber'],
    make: (c) => onDay(part(c), dayOf(c), c),
  },
  {
    name: 'early-hours',
    type: 'TIME',
    mod: 'START',
    patterns: dates.flatMap((d) => [`early|small|wee hours of ${d}`, `early|small|wee hours of ${d} morning`]),
    make: (c) => onDay('TMO', dayOf(c), c),
  },
  { name: 'date-part', type: 'TIME', patterns: dates.slice(1).map((d) => `${d} p=Part`), make: (c) => onDay(part(c), dayOf(c), c) },
  {
    name: 'mid-part',
    type: 'TIME',
    mod: 'MID',
    patterns: ['mid -? p=Part', 'midafternoon', 'midmorning'],
    make: (c) => (c.p === undefined ? undefined : onDay(part(c), { kind: 'anaphor', unit: 'day', offset: 0, fallback: 'publication' }, c)),
  },
  {
    name: 'following-part',
    type: 'TIME',
    patterns: ['next|following p=Part', 'p=Part after'],
    make: (c) => onDay(part(c), { kind: 'anaphor', unit: 'day', offset: 1, fallback: 'publication' }, c),
    guards: ['following-unit'],
  },
  {
    name: 'previous-part',
    type: 'TIME',
    patterns: ['previous p=Part', 'p=Part before'],
    make: (c) => onDay(part(c), { kind: 'anaphor', unit: 'day', offset: -1, fallback: 'publication' }, c),
    guards: ['following-unit'],
  },
  {
    name: 'that-part',
    type: 'TIME',
    patterns: ['that|same p=Part'],
    make: (c) => onDay(part(c), { kind: 'anaphor', unit: 'day', offset: 0, fallback: 'publication' }, c),
  },
  {
    name: 'the-part',
    type: 'TIME',
    patterns: ['p=Part'],
    make: (c) => onDay(part(c), { kind: 'anaphor', unit: 'day', offset: 0, fallback: 'publication' }, c),
    guards: ['the-part'],
  },
];
