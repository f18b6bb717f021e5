import { isDay, pad } from '../calendar';
import { unpackDay } from '../days-named';
import { unpackIsoClock } from '../macros';
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

/** The day that was written beside a time, from the capture q, or a weekday from w. */
function dayOf(c: Captures): Form | undefined {
  const { year, month, day, weekday } = c.q === undefined ? { year: 0, month: 0, day: 0, weekday: c.w ?? 0 } : unpackDay(c.q);
  if (month > 0) return { kind: 'calendar', month, day, ...(year > 0 && { year }), ...(weekday > 0 && { weekday }) };
  return weekday > 0 ? { kind: 'weekday', weekday } : undefined;
}

/** A clock time from minutes (t), or from an hour (h) with a.m. or p.m. (x, 0 or 12 hours). */
function time(c: Captures, day?: Form): Form | undefined {
  let minutes = c.t ?? num(c, 'h') * 60;
  if (c.x !== undefined) {
    const hour = Math.floor(minutes / 60);
    if (hour > 12) return undefined;
    minutes = ((hour % 12) + c.x) * 60 + (minutes % 60);
  }
  if (!(minutes >= 0 && minutes <= 24 * 60) || !Number.isInteger(minutes)) return undefined;
  return onDay(`T${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`, day ?? dayOf(c), c);
}

/** "11 o'clock last night", "1 a.m. tonight": the night of a day goes on into the small hours of the next. */
function inNight(c: Captures, evening: number): Form | undefined {
  const minutes = num(c, 't');
  return minutes < 5 * 60 ? time(c, current(evening + 1)) : inPart({ ...c, p: 4 }, current(evening));
}

/** "2022-01-16T10:30:00Z": what the day's pattern and `IsoClock` captured. */
function isoTime(c: Captures): Form | undefined {
  const day: Form = { kind: 'calendar', year: num(c, 'y'), month: num(c, 'm'), day: num(c, 'd') };
  if (!isDay(num(c, 'y'), num(c, 'm'), num(c, 'd'))) return undefined;
  if (c.i === undefined) return time(c, day);
  const { minutes, zone: z } = unpackIsoClock(c.i);
  return time({ t: minutes, z }, day);
}

/** "8:30 this evening": the part says which half of the day, where the clock does not. */
function inPart(c: Captures, day: Form): Form | undefined {
  const minutes = num(c, 't');
  return time(minutes >= 60 && minutes < 12 * 60 && (c.p ?? 0) >= 2 ? { ...c, t: minutes + 12 * 60 } : c, day);
}

const part = (c: Captures): string => `T${parts[num(c, 'p')] ?? 'MO'}`;
const current = (offset: number): Form => ({ kind: 'current', unit: 'day', offset });

const meridiem = ['t=Clock x=Meridiem z=Zone?', 'h=Number x=Meridiem z=Zone?'];
/** One element for all ways to write a clock time, as `Day` is for a day. */
const clock = 't=ClockTime z=Zone?';
/** Clock times and parts of the day. */
export const times: readonly Rule[] = [
  {
    name: 'clock',
    type: 'TIME',
    patterns: [
      ...meridiem,
      't=Clock x=Meridiem z=Zone time',
      'h=Number x=Meridiem z=Zone time',
      't=Clock z=Zone time',
      't=Clock x=Meridiem? local time',
      'h=Number x=Meridiem local time',
    ],
    make: (c) => time(c),
    guards: ['clock'],
  },
  { name: 'clock-24', type: 'TIME', patterns: ['t=Clock hours|h? z=Zone?'], make: (c) => time(c), guards: ['clock', 'not-a-score'] },
  {
    name: 'clock-military',
    type: 'TIME',
    patterns: ['n=Digits4 z=Zone', 'n=Digits4 hours z=Zone?', 'n=Digits4 z=Zone? local time'],
    make: (c) => (num(c, 'n') % 100 < 60 ? time({ ...c, t: Math.floor(num(c, 'n') / 100) * 60 + (num(c, 'n') % 100) }) : undefined),
    guards: ['clock'],
  },
  {
    name: 'clock-oclock',
    type: 'TIME',
    patterns: ["h=Number o'clock", "h=Number o'clock in the p=Part", "h=Number o'clock at p=Part"],
    make: (c) => time({ ...c, ...(c.p !== undefined && { x: c.p >= 2 ? 12 : 0 }) }),
  },
  {
    name: 'clock-spoken',
    type: 'TIME',
    patterns: ['t=SpokenClock', 't=SpokenClock in the p=Part', 't=SpokenClock at p=Part'],
    make: (c) => time({ ...c, ...(c.p !== undefined && { x: c.p >= 2 ? 12 : 0 }) }),
    guards: ['clock', 'spoken-clock'],
    extend: false,
  },
  {
    name: 'clock-in-the-part',
    type: 'TIME',
    patterns: ['t=Clock in the p=Part', 'h=Number in the p=Part'],
    make: (c) => time({ ...c, x: num(c, 'p') >= 2 ? 12 : 0 }),
    guards: ['clock'],
  },
  {
    name: 'clock-on-day',
    type: 'TIME',
    patterns: [`${clock} ,|on? q=Day`, `${clock} local time ,|on? q=Day`, 't=ClockTime z=Zone time ,|on? q=Day'],
    make: (c) => time(c),
    guards: ['clock'],
  },
  {
    name: 'day-at-clock',
    type: 'TIME',
    patterns: [`q=Day ,|at|-? ${clock}`, `q=Day , at ${clock}`, `q=Day ,|at ${clock} local time`],
    make: (c) => time(c),
    guards: ['clock', 'not-a-score'],
  },
  { name: 'clock-today', type: 'TIME', patterns: [`${clock} today`, `${clock} this p=Part`], make: (c) => inPart(c, current(0)) },
  { name: 'clock-tonight', type: 'TIME', patterns: [`${clock} tonight`, `tonight ,|at ${clock}`], make: (c) => inNight(c, 0) },
  { name: 'clock-last-night', type: 'TIME', patterns: [`${clock} last night|evening`, `last night ,|at ${clock}`], make: (c) => inNight(c, -1) },
  {
    name: 'today-at-clock',
    type: 'TIME',
    patterns: [`today ,|at ${clock}`, `today ,|at ${clock} local time`, `this p=Part ,|at ${clock}`],
    make: (c) => inPart(c, current(0)),
  },
  {
    name: 'yesterday-at-clock',
    type: 'TIME',
    patterns: [`yesterday ,|at? ${clock}`, `yesterday ,|at ${clock} local time`, `yesterday p=Part ,|at ${clock}`],
    make: (c) => inPart(c, current(-1)),
  },
  {
    name: 'tomorrow-at-clock',
    type: 'TIME',
    patterns: [`tomorrow ,|at? ${clock}`, `tomorrow ,|at ${clock} local time`, `tomorrow p=Part ,|at ${clock}`],
    make: (c) => inPart(c, current(1)),
  },
  { name: 'clock-yesterday', type: 'TIME', patterns: [`${clock} yesterday`, `${clock} yesterday p=Part`], make: (c) => inPart(c, current(-1)) },
  { name: 'clock-tomorrow', type: 'TIME', patterns: [`${clock} tomorrow`, `${clock} tomorrow p=Part`], make: (c) => inPart(c, current(1)) },
  {
    name: 'iso-day-time',
    type: 'TIME',
    patterns: ['y=Digits4 ~ - ~ m=Digits2 ~ - ~ d=Digits2 ,? t=Clock z=Zone?', 'y=Digits4 ~ - ~ m=Digits2 ~ - ~ d=Digits2 ~ i=IsoClock'],
    make: isoTime,
    extend: false,
  },
  { name: 'noon', type: 'TIME', patterns: ['noon', 'midday', 'high noon'], make: (c) => onDay('T12:00', undefined, c), guards: ['not-a-title'], extend: false },
  { name: 'midnight', type: 'TIME', patterns: ['midnight', 'midnight tonight'], make: (c) => onDay('T24:00', undefined, c), extend: false },
  { name: 'noon-on-day', type: 'TIME', patterns: ['noon on? q=Day', 'midday on? q=Day'], make: (c) => onDay('T12:00', dayOf(c), c), extend: false },
  { name: 'midnight-on-day', type: 'TIME', patterns: ['midnight on? q=Day'], make: (c) => onDay('T24:00', dayOf(c), c), extend: false },
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
    patterns: ['p=Part of|on q=Day', 'p=Part of the d=OrdinalNumber'],
    make: (c) => (num(c, 'd') > 31 ? undefined : onDay(part(c), c.d === undefined ? dayOf(c) : { kind: 'day-of-month', day: c.d }, c)),
  },
  {
    name: 'early-hours',
    type: 'TIME',
    mod: 'START',
    patterns: ['early|small|wee hours of q=Day', 'early|small|wee hours of q=Day morning'],
    make: (c) => onDay('TMO', dayOf(c), c),
  },
  { name: 'date-part', type: 'TIME', patterns: ['q=MonthDay p=Part'], make: (c) => onDay(part(c), dayOf(c), c) },
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
  {
    name: 'sun-time',
    type: 'TIME',
    patterns: ['p=Part'],
    make: (c) => onDay(part(c), { kind: 'anaphor', unit: 'day', offset: 0, fallback: 'publication' }, c),
    guards: ['by-the-sun'],
  },
];
