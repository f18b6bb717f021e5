import type { Form } from '../forms';
import { num, type Rule } from './rule';

/**
 * Events that news calls by the day they were on, without its year, ever after: "the Sept. 11 attacks". A day is one of them only
 * beside the event's noun (the guard), but for 9/11, which is a name by itself.
 */
const years: Readonly<Record<string, number>> = {
  '7-20': 1944,
  '6-4': 1989,
  '9-11': 2001,
  '7-7': 2005,
  '11-26': 2008,
  '11-13': 2015,
  '1-6': 2021,
  '2-24': 2022,
  '10-7': 2023,
};

function eventDay(month: number, day: number): Form | undefined {
  const knownYear = years[`${month}-${day}`];
  return knownYear === undefined ? undefined : { kind: 'calendar', month, day, knownYear };
}

/** Days that stand for an event. */
export const eventDays: readonly Rule[] = [
  {
    name: 'event-day',
    type: 'DATE',
    patterns: ['m=MonthName d=DayNumber', 'd=DayNumber m=MonthName'],
    make: (c) => eventDay(num(c, 'm'), num(c, 'd')),
    guards: ['event-follows'],
    extend: false,
  },
  {
    name: 'event-day-in-figures',
    type: 'DATE',
    patterns: ['m=Digits ~ / ~ d=Digits'],
    make: (c) => (num(c, 'm') === 9 && num(c, 'd') === 11 ? eventDay(9, 11) : undefined),
    guards: ['standalone', 'day-is-not-a-count'],
    extend: false,
  },
];
