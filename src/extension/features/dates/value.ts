/** What a person types for a date: TIMEX3, or a day in words. Pure. */
import { intervalOf } from '../../../core/corpus/interval';
import { recogniseDates, resolveDates } from '../../../core/dates';
import type { Publication, TimexMod, TimexType } from '../../../core/dates/types';

const reference = /^(?:PRESENT|PAST|FUTURE)_REF$/;
const duration = /^P(?:XX|(?=[\dXT])(?:(?:X|\d+(?:\.\d+)?)(?:DE|[CYQMWD]))*(?:T(?:(?:X|\d+(?:\.\d+)?)[HMS])+)?)$/;
/** A calendar value in which something is not known: a weekday of any week, a day of any year. */
const open = /^(?:XXXX|\d{2}XX|\d{3}X)(?:-(?:WXX(?:-(?:[1-7]|WE))?|XX|\d{2}|[QH]\d|SP|SU|FA|WI))?(?:-(?:XX|\d{2}))?$/;
const clock = /T(?:(?:[01]\d|2[0-4])(?::[0-5]\d){0,2}(?:Z|[+-]\d{2}:?\d{2})?|MO|AF|EV|NI|MI|DT)$/;

/** The type of a TIMEX3 value (TimeML 1.2.1, section 2.3); undefined for what is none, or a day that does not exist. */
export function timexType(value: string, former: TimexType = 'DATE'): TimexType | undefined {
  if (reference.test(value)) return 'DATE';
  if (duration.test(value) && !value.endsWith('T') && value.length > 2) return former === 'SET' ? 'SET' : 'DURATION';
  const timed = clock.test(value);
  const day = value.replace(clock, '');
  if (open.test(day)) return former === 'SET' ? 'SET' : timed ? 'TIME' : 'DATE';
  if (day.includes('T') || intervalOf(day) === undefined || (timed && !/^\d{4}-\d{2}-\d{2}$/.test(day))) return undefined;
  return timed ? 'TIME' : 'DATE';
}

/** "15 January 2022", "last Tuesday": the value of an expression that is all of the text; undefined for anything else. */
export function valueOfWords(text: string, publication?: Publication): GivenDate | undefined {
  const words = text.trim();
  const [only, ...more] = resolveDates([{ start: 0, text: words, kind: 'body', dates: recogniseDates(words) }], publication);
  return only && more.length === 0 && only.start === 0 && only.end === words.length
    ? { type: only.type, value: only.value, ...(only.mod && { mod: only.mod }) }
    : undefined;
}

/** What a coder says a date is. */
export interface GivenDate {
  readonly type: TimexType;
  readonly value: string;
  readonly mod?: TimexMod;
}

/**
 * A coder's value with what the words of the text say beside it: "late Friday" stays late when the Friday is another. Words that a coder
 * typed bring their own; the past, present and future as such have no beginning or end.
 */
export function withMod(given: GivenDate, former: TimexMod | undefined): GivenDate {
  return given.mod || !former || reference.test(given.value) ? given : { ...given, mod: former };
}

/** The day, week, month or longer time that is asked for, as a value; undefined where the text names none. */
export function dayAsked(text: string, publication?: Publication): string | undefined {
  const typed = text.trim();
  if (intervalOf(typed)) return typed;
  const value = valueOfWords(typed, publication)?.value;
  return value !== undefined && intervalOf(value) ? value : undefined;
}
