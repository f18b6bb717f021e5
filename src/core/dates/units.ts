/** Calendar units, finest first; pattern captures and forms name a unit by its index here. */
export const units = [
  'second',
  'minute',
  'hour',
  'day',
  'weekend',
  'week',
  'fortnight',
  'month',
  'quarter',
  'year',
  'decade',
  'century',
  'millennium',
] as const;
export type Unit = (typeof units)[number];

export function unitAt(index: number | undefined): Unit {
  return units[index ?? -1] ?? 'day';
}

export function unitIndex(unit: Unit): number {
  return units.indexOf(unit);
}

/**
 * Value of a duration of `amount` units (ISO 8601, TimeML 1.2.1 §2.3.4); undefined or NaN amounts give `PXM` and the like.
 * Weekends count as days, fortnights as weeks, decades and centuries as years; a half is carried into the finer unit.
 */
export function durationValue(amount: number | undefined, unit: Unit): string {
  const [letter, factor, time] = letters[unit];
  if (amount === undefined || Number.isNaN(amount)) return unit === 'century' ? 'PXC' : `P${time ? 'T' : ''}X${letter}`;
  const count = amount * factor;
  const whole = Math.floor(count);
  const rest = count - whole;
  const finer = finerUnits[unit];
  if (rest === 0 || !finer) return `P${time ? 'T' : ''}${trim(count)}${letter}`;
  const part = Math.round(rest * finer[1]);
  const [finerLetter, , finerTime] = letters[finer[0]];
  const head = whole > 0 ? `${time ? 'T' : ''}${whole}${letter}` : '';
  return `P${head}${finerTime && !(time && whole > 0) ? 'T' : ''}${part}${finerLetter}`;
}

/** letter, how many of the letter's unit, whether it follows the T */
const letters: Readonly<Record<Unit, readonly [string, number, boolean]>> = {
  second: ['S', 1, true],
  minute: ['M', 1, true],
  hour: ['H', 1, true],
  day: ['D', 1, false],
  weekend: ['D', 2, false],
  week: ['W', 1, false],
  fortnight: ['W', 2, false],
  month: ['M', 1, false],
  quarter: ['Q', 1, false],
  year: ['Y', 1, false],
  decade: ['Y', 10, false],
  century: ['Y', 100, false],
  millennium: ['Y', 1000, false],
};

const finerUnits: Partial<Record<Unit, readonly [Unit, number]>> = {
  minute: ['second', 60],
  hour: ['minute', 60],
  day: ['hour', 24],
  week: ['day', 7],
  month: ['day', 30],
  year: ['month', 12],
};

function trim(n: number): string {
  return String(Math.round(n * 100) / 100);
}
