/** `[first, last]` days, as ISO 8601 days, that a TIMEX3 DATE or TIME value covers; undefined for durations, sets and open values. */
export function intervalOf(value: string): readonly [string, string] | undefined {
  const slash = value.indexOf('/');
  if (slash > 0) {
    const from = intervalOf(value.slice(0, slash));
    const to = intervalOf(value.slice(slash + 1));
    return from && to ? [from[0], to[1]] : undefined;
  }
  const day = /^(\d{4}-\d{2}-\d{2})(T|$)/.exec(value);
  if (day?.[1]) return [day[1], day[1]];
  const week = /^(\d{4})-W(\d{2})(-WE)?$/.exec(value);
  if (week) return weekInterval(Number(week[1]), Number(week[2]), week[3] !== undefined);
  const month = /^(\d{4})-(\d{2})$/.exec(value);
  if (month) return monthsInterval(Number(month[1]), Number(month[2]), 1);
  const part = /^(\d{4})-([QH])([1-4])$/.exec(value);
  if (part) {
    const length = part[2] === 'Q' ? 3 : 6;
    return monthsInterval(Number(part[1]), (Number(part[3]) - 1) * length + 1, length);
  }
  if (/^\d{4}$/.test(value)) return [`${value}-01-01`, `${value}-12-31`];
  return undefined;
}

/** Whether two TIMEX3 values share a day. */
export function overlaps(a: string, b: string): boolean {
  const left = intervalOf(a);
  const right = intervalOf(b);
  return left !== undefined && right !== undefined && left[0] <= right[1] && right[0] <= left[1];
}

/** How many days a TIMEX3 value covers; undefined where it covers none that are known. */
export function daysIn(value: string): number | undefined {
  const days = intervalOf(value);
  return days && (Date.parse(days[1]) - Date.parse(days[0])) / dayLength + 1;
}

const dayLength = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

function monthsInterval(year: number, month: number, length: number): readonly [string, string] {
  return [iso(Date.UTC(year, month - 1, 1)), iso(Date.UTC(year, month - 1 + length, 0))];
}

/** ISO 8601: week 1 holds 4 January; weeks begin on Monday. */
function weekInterval(year: number, week: number, weekend: boolean): readonly [string, string] {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayLength + (week - 1) * 7 * dayLength;
  return [iso(monday + (weekend ? 5 : 0) * dayLength), iso(monday + 6 * dayLength)];
}
