/**
 * The proleptic Gregorian calendar as day numbers (day 0 is 1970-01-01), ISO 8601 weeks and the
 * formats of TIMEX3 values. Plain integer arithmetic: the resolver asks for a day per expression, and a
 * calendar library would weigh more than all the rules together.
 */

export interface Ymd {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly day: number;
}

/** Day number of a civil date (method: days_from_civil, H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

/** The civil date of a day number (civil_from_days, same source). */
export function civil(n: number): Ymd {
  const z = n + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

/** ISO weekday of a day number: 1 is Monday, 7 is Sunday. */
export function weekdayOf(n: number): number {
  return ((((n + 3) % 7) + 7) % 7) + 1;
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days in a month, 28–31. */
export function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 31);
}

/** Whether such a day exists; without a year, 29 February does. */
export function isDay(year: number | undefined, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year ?? 2000, month);
}

/** The day number `months` later, clamped to the month's end (31 January + 1 month = 28 February). */
export function addMonths(n: number, months: number): number {
  const { year, month, day } = civil(n);
  const index = year * 12 + month - 1 + months;
  const y = Math.floor(index / 12);
  const m = index - y * 12 + 1;
  return dayNumber(y, m, Math.min(day, monthLength(y, m)));
}

export interface IsoWeek {
  readonly year: number;
  /** 1–53 */
  readonly week: number;
}

/** ISO 8601 week of a day: the week belongs to the year of its Thursday. */
export function isoWeek(n: number): IsoWeek {
  const thursday = n - weekdayOf(n) + 4;
  const { year } = civil(thursday);
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 };
}

/** Day number of the Monday of an ISO week. */
export function mondayOf(year: number, week: number): number {
  const fourth = dayNumber(year, 1, 4);
  return fourth - weekdayOf(fourth) + 1 + (week - 1) * 7;
}

/** Gregorian Easter Sunday (anonymous algorithm, J. Meeus, "Astronomical Algorithms", chapter 8). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayNumber(year, Math.floor(f / 31), (f % 31) + 1);
}

const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

export function pad(n: number, width = 2): string {
  if (width === 2) return twoDigits[n] ?? String(n).padStart(2, '0');
  return n >= 10 ** (width - 1) ? String(n) : String(n).padStart(width, '0');
}

export function formatDay(n: number): string {
  const { year, month, day } = civil(n);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

export function formatMonth(year: number, month: number): string {
  return `${pad(year, 4)}-${pad(month)}`;
}

export function formatWeek(n: number): string {
  const { year, week } = isoWeek(n);
  return `${pad(year, 4)}-W${pad(week)}`;
}

/** Day number of `YYYY-MM-DD` (anything after it, such as a time, is ignored); undefined where there is no such day. */
export function parseDay(text: string): number | undefined {
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen || digitAt(text, 10) >= 0) return undefined;
  const year = digitsAt(text, 0) * 100 + digitsAt(text, 2);
  const month = digitsAt(text, 5);
  const day = digitsAt(text, 8);
  return isDay(year, month, day) ? dayNumber(year, month, day) : undefined;
}

const hyphen = 45;

/** The digit at an offset, -1 if there is none. */
function digitAt(text: string, i: number): number {
  const c = text.charCodeAt(i);
  return c >= 48 && c <= 57 ? c - 48 : -1;
}

/** The number that two digits at an offset make, NaN if one is none. */
function digitsAt(text: string, i: number): number {
  const [tens, ones] = [digitAt(text, i), digitAt(text, i + 1)];
  return tens < 0 || ones < 0 ? Number.NaN : tens * 10 + ones;
}

/** First and last day that a TIMEX3 calendar value covers, as day numbers. */
export interface DaySpan {
  readonly first: number;
  readonly last: number;
}

const quarterMonths = 3;
/** First month of a season; winter is named after the year it begins in, as TimeML's examples do. */
const seasons: Readonly<Record<string, number>> = { SP: 3, SU: 6, FA: 9, WI: 12 };

/** A value without clock times and parts of the day: `2022-01-15T11:05` is of the day `2022-01-15`. */
export function dayPart(value: string): string {
  return value.includes('T') ? value.replaceAll(/T[^/]*/g, '') : value;
}

/** The days a value covers; undefined for durations, sets, references and underspecified values. */
export function daysOf(value: string): DaySpan | undefined {
  const slash = value.indexOf('/');
  if (slash > 0) {
    const from = daysOf(value.slice(0, slash));
    const to = daysOf(value.slice(slash + 1));
    return from && to ? { first: from.first, last: to.last } : undefined;
  }
  const day = parseDay(value);
  if (day !== undefined) return { first: day, last: day };
  const m = /^(\d{2,4})(?:-(?:W(\d{2})(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d{2})))?$/.exec(value);
  if (!m) return undefined;
  const digits = m[1] ?? '';
  const year = Number(digits.padEnd(4, '0'));
  if (digits.length < 4) return m[0] === digits ? { first: dayNumber(year, 1, 1), last: dayNumber(year + 10 ** (4 - digits.length), 1, 1) - 1 } : undefined;
  if (m[2]) {
    const monday = mondayOf(year, Number(m[2]));
    return { first: m[3] ? monday + 5 : monday, last: monday + 6 };
  }
  const span = (month: number, months: number): DaySpan => ({ first: dayNumber(year, month, 1), last: addMonths(dayNumber(year, month, 1), months) - 1 });
  if (m[4]) return span((Number(m[4]) - 1) * quarterMonths + 1, quarterMonths);
  if (m[5]) return span(Number(m[5]) === 1 ? 1 : 7, 6);
  if (m[6]) return span(seasons[m[6]] ?? 1, quarterMonths);
  if (m[7]) return isDay(year, Number(m[7]), 1) ? span(Number(m[7]), 1) : undefined;
  return span(1, 12);
}
