import { dayPart, daysOf, formatDay } from '../dates/calendar';

/** `[first, last]` days, as ISO 8601 days, that a TIMEX3 DATE or TIME value covers; undefined for durations, sets and open values. */
export function intervalOf(value: string): readonly [string, string] | undefined {
  const days = daysOf(dayPart(value));
  return days && [formatDay(days.first), formatDay(days.last)];
}

/** How many days a TIMEX3 value covers; undefined where it covers none that are known. */
export function daysIn(value: string): number | undefined {
  const days = daysOf(dayPart(value));
  return days && days.last - days.first + 1;
}
