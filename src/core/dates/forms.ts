import type { Range } from '../text/range';
import type { parts, seasons } from './words';
import type { TimexMod, TimexType } from './types';
import type { Unit } from './units';

/** A period within a year: a quarter, a half, a season, in the notation of TIMEX3. */
export type Period = `Q${1 | 2 | 3 | 4 | 'X'}` | `H${1 | 2}` | (typeof seasons)[number];
export type PartOfDay = (typeof parts)[number];
/** `last`, `this`, `next` count from the publication; `previous`, `following`, `same` from the last date mentioned. */
export type Direction = 'last' | 'this' | 'next' | 'previous' | 'following' | 'same';

/**
 * What an expression says by itself, before a publication date and its neighbours are known. Plain data:
 * it travels between threads and is cached by the block's text.
 */
export type Form =
  /** Complete as it stands: `2022-01-15`, `P3M`, `PRESENT_REF`, `XXXX-WXX-4`. */
  | { readonly kind: 'value'; readonly value: string }
  /** A month, perhaps a day (of a span up to `toDay`), and a year if one was written or shared by a neighbour. */
  | {
      readonly kind: 'calendar';
      readonly year?: number;
      readonly month: number;
      readonly day?: number;
      readonly toMonth?: number;
      readonly toDay?: number;
      /** "January last year": −1. */
      readonly yearOffset?: number;
      readonly direction?: Direction;
      /** The year of a day that is known by itself, as long as it lies before the publication: "the Sept. 11 attacks". */
      readonly knownYear?: number;
      /** Day and month are numbers that could stand the other way round, 04/05/2022: which way that would be. */
      readonly eitherOrder?: 'day-first' | 'month-first';
      /** Weekday that the text gives for the day. */
      readonly weekday?: number;
    }
  /** "the 15th": a day of the month spoken of. */
  | { readonly kind: 'day-of-month'; readonly day: number; readonly weekday?: number }
  | {
      readonly kind: 'weekday';
      readonly weekday: number;
      readonly direction?: Direction;
      /** "Tuesday of last week": −1. */
      readonly weekOffset?: number;
      /** "Thursday that week", "Monday of the following week": counted from the week last spoken of. */
      readonly ofWeek?: number;
      /** In "Monday, Tuesday and Friday": days since the list's first and days to its last, which all lie within one week. */
      readonly list?: { readonly since: number; readonly to: number };
    }
  /** "the first Tuesday in November"; −1 is the last. */
  | { readonly kind: 'nth-weekday'; readonly n: number; readonly weekday: number; readonly month: number; readonly year?: number }
  /** "the last Friday of the month": of the month spoken of, or of every month, by the clause's tense; months from the publication's if told. */
  | { readonly kind: 'nth-weekday-of-the-month'; readonly n: number; readonly weekday: number; readonly monthOffset?: number }
  /** "the second week of March"; −1 is the last. */
  | { readonly kind: 'week-of-month'; readonly n: number; readonly month: Form }
  /** "this year", "tomorrow", "last month": `offset` units from the unit the publication falls in. */
  | { readonly kind: 'current'; readonly unit: Unit; readonly offset: number; readonly fiscal?: boolean; /** said with "this" */ readonly this?: true }
  /** "two days earlier", "six weeks ago", "a week from now". */
  | {
      readonly kind: 'shift';
      readonly amount: number;
      readonly unit: Unit;
      readonly sign: 1 | -1;
      readonly from: 'publication' | 'mention';
      /** "two years ago today": to the day */ readonly grain?: Unit;
    }
  | {
      readonly kind: 'period';
      readonly period: Period;
      readonly year?: number;
      readonly yearOffset?: number;
      readonly direction?: Direction;
      readonly fiscal?: boolean;
    }
  /** "that day", "the same week", "the quarter", "the following month". */
  | { readonly kind: 'anaphor'; readonly unit: Unit; readonly offset: number; readonly fallback: 'publication' | 'duration' }
  /** "a year earlier", "the year-ago quarter": the same period one year before. */
  | { readonly kind: 'year-before'; readonly period: 'quarter' | 'period' | 'any'; readonly from?: 'mention'; /** "the 1988 period" */ readonly year?: number }
  | {
      readonly kind: 'holiday';
      readonly holiday: string;
      readonly year?: number;
      readonly direction?: Direction;
      /** the weekend or week it falls in */ readonly span?: 'weekend' | 'week';
    }
  /** A clock time `T11:05` or part of day `TMO`, on a day. */
  | {
      readonly kind: 'clock';
      readonly clock: string;
      readonly zone?: string;
      readonly day?: Form;
      readonly dayOffset?: number;
      /** "overnight": the night that is over or the one that comes, by the clause's tense */ readonly byTense?: true;
    }
  | { readonly kind: 'week-of'; readonly day: Form }
  /** "the day before last Tuesday": −1. */
  | { readonly kind: 'day-beside'; readonly day: Form; readonly offset: 1 | -1 }
  | { readonly kind: 'range'; readonly from: Form; readonly to: Form };

export type Tense = 'past' | 'present' | 'future';

/** What stands around an expression and is needed to give a bare weekday, month or day its direction. */
export interface LocalContext {
  /** Tense of the verb nearest in the clause. */
  readonly tense?: Tense;
  /** A past verb stands right before it, with no more than a preposition between: "was announced on March 3". */
  readonly firm?: boolean;
  /** What was planned for it did not take place, as the clause tells: "the march planned for Saturday was called off". */
  readonly calledOff?: boolean;
  /** A reporting verb ("said", "told") stands directly beside it. */
  readonly reporting?: boolean;
  /** It is a possessor: "Wednesday's ruling". */
  readonly possessive?: boolean;
  /** The word before it, in lower case, if it is a preposition the resolver reads: `since`, `until`, `by`, `for`. */
  readonly preposition?: string;
}

/** A temporal expression found in one block. Offsets are UTF-16 code units into the block. */
export interface RecognisedDate extends Range {
  readonly type: TimexType;
  readonly rule: string;
  readonly form: Form;
  readonly mod?: TimexMod;
  readonly context: LocalContext;
}
