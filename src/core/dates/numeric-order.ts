/** Which number of "05/03/2024" is the day: an article writes all its dates one way. */
import type { Form, RecognisedDate } from './forms';

interface Dated {
  readonly text: string;
  readonly dates: readonly RecognisedDate[];
}

/** Which way a date that is written only one way speaks: 1 for the day before the month, −1 for the month before the day. */
function way({ rule, form, start, end }: RecognisedDate, text: string): number {
  if (form.kind !== 'calendar' || form.day === undefined) return 0;
  if (rule === 'numeric-day') return form.eitherOrder || form.day <= 12 ? 0 : Number.parseInt(text.slice(start, start + 2), 10) === form.day ? 1 : -1;
  // "The 4th of July" is said by those who write the month first, too.
  if (text.slice(start, end).includes(' of ')) return 0;
  return rule.startsWith('day-month') ? 1 : rule.startsWith('month-day') ? -1 : 0;
}

function flipped<D extends RecognisedDate>(date: D): D {
  const { form } = date;
  if (form.kind !== 'calendar' || !form.eitherOrder || form.day === undefined) return date;
  const turned: Form = { ...form, month: form.day, day: form.month, eitherOrder: form.eitherOrder === 'day-first' ? 'month-first' : 'day-first' };
  return { ...date, form: turned };
}

/** Whether the day and the month of a date could be the other way round. */
export function inEitherOrder({ form }: RecognisedDate): boolean {
  return form.kind === 'calendar' && form.eitherOrder !== undefined;
}

/** The blocks with each date that can be read two ways read the other way; undefined if there is none, as in nearly every document. */
export function theOtherWay<B extends Dated>(blocks: readonly B[]): readonly B[] | undefined {
  let isAny = false;
  for (const { dates } of blocks) for (const date of dates) if (inEitherOrder(date)) isAny = true;
  if (!isAny) return undefined;
  return blocks.map((b) => ({ ...b, dates: b.dates.map(flipped) }));
}

/** The blocks with numeric dates read day first, if the text's other dates are written so and none the American way. */
export function inItsOrder<B extends Dated>(blocks: readonly B[]): readonly B[] {
  const turned = theOtherWay(blocks);
  if (!turned) return blocks;
  const ways = new Set(blocks.flatMap((b) => b.dates.map((d) => way(d, b.text))));
  return ways.has(1) && !ways.has(-1) ? turned : blocks;
}
