import { isDay } from './calendar';
import { shape, type Lexicon } from './lexicon';
import type { Macro } from './pattern';
import { holidaySpellings } from './rules/holiday-days';
import type { Tokens } from './tokens';

/**
 * Days in all their spellings as one element each. The tree of patterns would else hold two dozen ways to write a day on
 * both sides of every way to write a time, and every holiday before every word that can follow it: half of all its nodes.
 */
export function createDayMacros(lexicon: Lexicon, macros: Readonly<Record<string, Macro>>): Readonly<Record<string, Macro>> {
  const [comma = shape.unknown, of = shape.unknown] = [',', 'of'].map((w) => lexicon.idOf(w));
  const id = (t: Tokens, i: number): number => t.lexeme[i] ?? -1;
  const apply = (name: string, t: Tokens, i: number, out: number[]): number => macros[name]?.match(t, i, out) ?? -1;
  const startsAs = (name: string): readonly number[] => macros[name]?.starts ?? [];
  const inside = (name: string): readonly number[] => {
    const ids = macros[name]?.inside ?? [];
    return ids === 'any' ? [] : ids;
  };

  /** "January 4, 2021", "4 January": the end, with the packed day in `out`; -1 if there is none. */
  const monthDay = (t: Tokens, i: number, out: number[]): number => {
    const monthFirst = apply('MonthName', t, i, out);
    let month = out[0] ?? 0;
    let j = apply('DayNumber', t, monthFirst > 0 ? monthFirst : i, out);
    const day = out[0] ?? 0;
    if (j < 0) return -1;
    if (monthFirst < 0) {
      j = apply('MonthName', t, j, out);
      month = out[0] ?? 0;
      if (j < 0) return -1;
    }
    const y = apply('Year', t, id(t, j) === comma ? j + 1 : j, out);
    const year = y > 0 ? (out[0] ?? 0) : 0;
    if (!isDay(year || undefined, month, day)) return -1;
    out[0] = packDay({ year, month, day, weekday: 0 });
    return y > 0 ? y : j;
  };

  const written = (t: Tokens, i: number, out: number[], alone: boolean): number => {
    const w = apply('WeekdayName', t, i, out);
    if (w < 0) return monthDay(t, i, out);
    const weekday = out[0] ?? 0;
    const end = monthDay(t, id(t, w) === comma ? w + 1 : w, out);
    if (end > 0) {
      out[0] = (out[0] ?? 0) + weekday;
      return end;
    }
    out[0] = weekday;
    return alone ? w : -1;
  };

  const startsDay = [...startsAs('WeekdayName'), ...startsAs('MonthName'), ...startsAs('DayNumber')];
  const insideDay = [comma, ...startsAs('MonthName'), ...startsAs('DayNumber'), ...['MonthName', 'WeekdayName', 'DayNumber'].flatMap(inside)];
  const holidays = holidaySpellings.map(({ words }) => words.split(' ').map((w) => lexicon.idOf(w)));
  const inHoliday = new Set(holidays.flatMap((ids) => ids.slice(1)));
  const byFirst = new Map<number, number[]>();
  holidays.forEach((ids, k) => byFirst.set(ids[0] ?? -1, [...(byFirst.get(ids[0] ?? -1) ?? []), k]));

  return {
    /** A weekday, a day with its month, or both. */
    Day: { starts: startsDay, inside: insideDay, match: (t, i, out) => written(t, i, out, true) },
    /** A day with its month. */
    MonthDay: { starts: startsDay, inside: insideDay, match: (t, i, out) => written(t, i, out, false) },
    /** The longest name of a holiday; the number is its place in `holidaySpellings`. */
    Holiday: {
      starts: [...byFirst.keys()],
      inside: [...inHoliday, of],
      match: (t, i, out) => {
        let end = -1;
        for (const k of byFirst.get(id(t, i)) ?? []) {
          const ids = holidays[k] ?? [];
          if (i + ids.length <= end || ids.some((word, at) => id(t, i + at) !== word)) continue;
          end = i + ids.length;
          out[0] = k;
        }
        return end;
      },
    },
  };
}

/** A day as one number, as captures are: what a macro found, unpacked by the rules. A part that was not written is 0. */
export interface PackedDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
}

function packDay({ year, month, day, weekday }: PackedDay): number {
  return ((year * 16 + month) * 32 + day) * 8 + weekday;
}

export function unpackDay(packed: number): PackedDay {
  const days = Math.floor(packed / 8);
  const months = Math.floor(days / 32);
  return { year: Math.floor(months / 16), month: months % 16, day: days % 32, weekday: packed % 8 };
}
