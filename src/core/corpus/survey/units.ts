/** Units of a timeline as spans of days, and which of them fits a stretch of time. Day numbers as in `dates/calendar`. */
import { civil, dayNumber, type DaySpan, monthLength, weekdayOf } from '../../dates/calendar';
import { type Scale, scales } from './types';

/** More units than this beside each other are thinner than a pointer can tell apart in an editor of usual width. */
const mostUnits = 100;

const usualLength: Readonly<Record<Scale, number>> = { day: 1, week: 7, month: 30.4, year: 365.25, decade: 3652.5 };

/** The unit of a scale that a day lies in. */
export function unitOf(day: number, scale: Scale): DaySpan {
  const { year, month } = civil(day);
  switch (scale) {
    case 'day':
      return { first: day, last: day };
    case 'week': {
      const monday = day - weekdayOf(day) + 1;
      return { first: monday, last: monday + 6 };
    }
    case 'month': {
      const first = dayNumber(year, month, 1);
      return { first, last: first + monthLength(year, month) - 1 };
    }
    case 'year':
      return { first: dayNumber(year, 1, 1), last: dayNumber(year + 1, 1, 1) - 1 };
    case 'decade': {
      const from = Math.floor(year / 10) * 10;
      return { first: dayNumber(from, 1, 1), last: dayNumber(from + 10, 1, 1) - 1 };
    }
    default:
      return scale satisfies never;
  }
}

/** The finest scale in which a stretch of days is at most a hundred units; decades for what is longer. */
export function scaleFor({ first, last }: DaySpan): Scale {
  return scales.find((scale) => (last - first + 1) / usualLength[scale] <= mostUnits) ?? 'decade';
}

/** A stretch of days grown to whole units. */
export function wholeUnits({ first, last }: DaySpan, scale: Scale): DaySpan {
  return { first: unitOf(first, scale).first, last: unitOf(last, scale).last };
}

export const windowMoves = ['earlier', 'later', 'nearer', 'farther'] as const;
export type WindowMove = (typeof windowMoves)[number];

/** Fewer days than a fortnight say nothing that the documents themselves do not. */
const leastDays = 14;
/** Years 1 to 9999: what TIMEX3 can write. */
const calendar: DaySpan = { first: dayNumber(1, 1, 1), last: dayNumber(9999, 12, 31) };

/** Another stretch: half of it on, or half or double as long around the same middle. */
export function moved({ first, last }: DaySpan, move: WindowMove): DaySpan {
  const length = last - first + 1;
  const half = Math.max(1, Math.round(length / 2));
  const change = { earlier: [-half, -half], later: [half, half], nearer: [Math.round(length / 4), -Math.round(length / 4)], farther: [-half, half] } as const;
  const [from, to] = change[move];
  const next = { first: Math.max(calendar.first, first + from), last: Math.min(calendar.last, last + to) };
  if (next.last < next.first) return { first, last };
  if (next.last - next.first + 1 >= leastDays || move !== 'nearer') return next;
  const middle = Math.floor((first + last) / 2);
  return length <= leastDays ? { first, last } : { first: middle - leastDays / 2, last: middle + leastDays / 2 - 1 };
}
