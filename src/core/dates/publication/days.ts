import { civil, dayNumber, isDay, weekdayOf } from '../calendar';
import { leaning } from '../resolve/direction';
import type { Form, RecognisedDate, Tense } from '../forms';
import type { DatedBlock } from '../resolve';
import type { Range } from '../../text/range';

/** A day named in the document, with its year written or worked out. */
export interface NamedDay {
  /** Day number of the first and of the last day named. */
  readonly first: number;
  readonly last: number;
  readonly hasYear: boolean;
  /** Whether the clause speaks of it as past or as to come. */
  readonly lean: Tense | undefined;
  readonly block: DatedBlock;
  readonly date: RecognisedDate;
  /** Offsets in the document. */
  readonly range: Range;
  readonly text: string;
  /** The weekday told in the text that its year was worked out from, where nothing else tells it. */
  readonly yearBy?: { readonly range: Range; readonly text: string };
}

export const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "10 January 2022". */
export function inWords(day: number): string {
  const { year, month, day: d } = civil(day);
  return `${d} ${monthNames[month - 1] ?? ''} ${year}`;
}

/** "10 January 2022" or "January 2022". */
export function spanInWords(d: NamedDay): string {
  if (d.first === d.last) return inWords(d.first);
  const { year, month } = civil(d.first);
  return calendarOf(d.date.form)?.day === undefined ? `${monthNames[month - 1] ?? ''} ${year}` : `${inWords(d.first)} to ${inWords(d.last)}`;
}

/** The calendar form inside an expression, if it names a day or a month. */
export function calendarOf(form: Form): Extract<Form, { kind: 'calendar' }> | undefined {
  if (form.kind === 'calendar') return form;
  return form.kind === 'clock' && form.day ? calendarOf(form.day) : undefined;
}

function spanIn(form: Extract<Form, { kind: 'calendar' }>, year: number): { first: number; last: number } {
  if (form.day === undefined) {
    const next = form.month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, form.month + 1, 1);
    return { first: dayNumber(year, form.month, 1), last: next - 1 };
  }
  const first = dayNumber(year, form.month, form.day);
  return { first, last: form.toDay === undefined ? first : dayNumber(year, form.toMonth ?? form.month, form.toDay) };
}

function named(block: DatedBlock, date: RecognisedDate, span: { first: number; last: number }, hasYear: boolean): NamedDay {
  const range = { start: block.start + date.start, end: block.start + date.end };
  const text = block.text.slice(date.start, date.end);
  return { first: span.first, last: span.last, hasYear, lean: leaning(date.context), block, date, range, text };
}

/** Days and months that are written with their year. */
export function daysWithYear(blocks: readonly DatedBlock[]): readonly NamedDay[] {
  const days: NamedDay[] = [];
  for (const block of blocks)
    for (const date of block.dates) {
      const form = calendarOf(date.form);
      if (form?.year !== undefined) days.push(named(block, date, spanIn(form, form.year), true));
    }
  return days;
}

/**
 * Days written without a year, in the year that lies nearest to `reference` and, where a weekday is given, has that
 * weekday. Without one such year a day is left out.
 */
export function daysNear(blocks: readonly DatedBlock[], reference: number, latest: number | undefined): readonly NamedDay[] {
  const { year } = civil(reference);
  const days: NamedDay[] = [];
  for (const block of blocks)
    for (const date of block.dates) {
      const form = calendarOf(date.form);
      if (!form || form.year !== undefined || form.day === undefined || form.direction || form.yearOffset !== undefined) continue;
      const { day, month, weekday } = form;
      const limit = latest !== undefined && leaning(date.context) === 'past' ? latest : Infinity;
      let best: { first: number; last: number } | undefined;
      for (let y = year - 1; y <= year + 1; y++) {
        if (!isDay(y, month, day) || (weekday !== undefined && weekdayOf(dayNumber(y, month, day)) !== weekday)) continue;
        const span = spanIn(form, y);
        if (span.first <= limit && (!best || Math.abs(span.first - reference) < Math.abs(best.first - reference))) best = span;
      }
      if (best) days.push(named(block, date, best, false));
    }
  return days;
}
