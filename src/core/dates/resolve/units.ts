import { addMonths, civil, dayNumber, formatDay, formatMonth, formatWeek, pad } from '../calendar';
import { durationValue, type Unit } from '../units';
import type { seasons } from '../words';

/** The value of the unit that contains a day: the week, month, decade … to the granularity of the unit. */
export function unitValue(day: number, unit: Unit): string {
  const { year, month } = civil(day);
  switch (unit) {
    case 'week':
    case 'fortnight':
      return formatWeek(day);
    case 'weekend':
      return `${formatWeek(day)}-WE`;
    case 'month':
      return formatMonth(year, month);
    case 'quarter':
      return `${pad(year, 4)}-Q${Math.floor((month - 1) / 3) + 1}`;
    case 'year':
      return pad(year, 4);
    case 'decade':
      return pad(Math.floor(year / 10), 3);
    case 'century':
      return pad(Math.floor(year / 100));
    case 'millennium':
      return String(Math.floor(year / 1000));
    default:
      return formatDay(day);
  }
}

/** The day `amount` units after a day (before it, if negative). Units below a day do not change the day. */
export function addUnits(day: number, unit: Unit, amount: number): number {
  switch (unit) {
    case 'second':
    case 'minute':
    case 'hour':
      return day;
    case 'day':
      return day + Math.round(amount);
    case 'weekend':
    case 'week':
      return day + Math.round(amount * 7);
    case 'fortnight':
      return day + Math.round(amount * 14);
    default:
      return addMonths(day, Math.round(amount * monthsIn(unit)));
  }
}

function monthsIn(unit: Unit): number {
  const table: Partial<Record<Unit, number>> = { quarter: 3, year: 12, decade: 120, century: 1200, millennium: 12000 };
  return table[unit] ?? 1;
}

/** Days, months and years count as years when whole: "a decade ago" is a year, not a decade. */
export function shiftedValue(day: number, unit: Unit, amount: number): string {
  const moved = addUnits(day, unit, amount);
  if (civil(moved).year < 1) return 'PAST_REF';
  if (unit === 'decade') return unitValue(moved, 'year');
  if (unit === 'century' && amount % 1 !== 0) return unitValue(moved, 'year');
  if (unit === 'year' && amount % 1 !== 0) return unitValue(moved, 'month');
  if (unit === 'week' && amount % 1 !== 0) return unitValue(moved, 'day');
  if (unit === 'month' && amount % 1 !== 0) return unitValue(day + Math.round(amount * 30), 'day');
  return unitValue(moved, unit === 'quarter' ? 'quarter' : unit);
}

/** Underspecified value of a unit without a publication date. */
export function unknownUnit(unit: Unit): string {
  const table: Partial<Record<Unit, string>> = {
    day: 'XXXX-XX-XX',
    weekend: 'XXXX-WXX-WE',
    week: 'XXXX-WXX',
    fortnight: 'XXXX-WXX',
    month: 'XXXX-XX',
    quarter: 'XXXX-QX',
    year: 'XXXX',
    decade: 'XXX',
    century: 'XX',
    millennium: 'X',
  };
  return table[unit] ?? durationValue(undefined, unit);
}

export const seasonMonths: Readonly<Record<(typeof seasons)[number], number>> = { SP: 3, SU: 6, FA: 9, WI: 12 };

export function firstDay(year: number, month: number): number {
  return dayNumber(year, month, 1);
}
