/** The year that a text is telling of: "In 2014 Russia annexed the peninsula. On 17 July a plane was shot down." */
import { civil, dayNumber } from '../calendar';
import { leaning } from './direction';
import { spanOf, type Mention, type State } from './state';
import type { LocalContext, RecognisedDate } from '../forms';
import type { Range } from '../../text/range';

/** A dated mention that what is told after it, in the past tense and without a year, belongs to. */
export interface Frame {
  readonly mention: Mention;
  /** Whether the text gave no more than the year. */
  readonly wholeYear: boolean;
}

/** How far before an expression its sentence may begin for it to open the sentence: "In early", "Back in". */
const opening = 24;
const opens =
  /(?:^|[.!?;:]["'”’)]*\s+|\n\s*)(?:(?:in|during|by|late|early|mid|back|then|on|but|and|the|of|summer|autumn|winter|spring|end|start|–|-)[ -]){0,5}$/i;

/** How long a sentence may be in which a year holds for a day named after it; in UTF-16 units. */
const longestSentence = 200;

export function sameSentence(text: string, from: number, to: number): boolean {
  return to - from <= longestSentence && !/[.!?;]["”’)]*\s/.test(text.slice(from, to));
}

/** Whether an expression stands at the head of its sentence. */
export function opensSentence(text: string, date: RecognisedDate): boolean {
  return opens.test(text.slice(Math.max(0, date.start - opening), date.start));
}

/**
 * The frame that an expression opens, if it does: a year at the head of a sentence ("founded in 1999" only adds to what is told), or a
 * day or month with its year that is told as past.
 */
export function frameOf(text: string, date: RecognisedDate, value: string, range: Range): Frame | undefined {
  const wholeYear = value.length === 4 && /^\d{4}$/.test(value);
  if (!wholeYear && !(date.form.kind === 'calendar' && date.form.year !== undefined && leaning(date.context) === 'past')) return undefined;
  if (!opensSentence(text, date)) return undefined;
  return { mention: { value, range }, wholeYear };
}

/** Expressions that count from the publication end what was told of another year. */
export function endsFrame({ form, type }: RecognisedDate): boolean {
  if (form.kind === 'clock') return form.day !== undefined && form.day.kind !== 'calendar' && form.day.kind !== 'anaphor';
  return type !== 'DURATION' && (form.kind === 'current' || form.kind === 'weekday' || (form.kind === 'shift' && form.from === 'publication'));
}

/**
 * The year that a date without one belongs to by the frame, if it is told as past and lies before the publication; with a
 * day as the frame, the year that brings it nearest to that day.
 */
export function framedYear(
  { frame, yearAhead, day, opensSentence: opensIt, besideFrame: beside }: State,
  context: LocalContext,
  month: number,
  dayOfMonth: number,
): number | undefined {
  if (yearAhead && leaning(context) === 'future') return Number(yearAhead.value);
  const span = frame && spanOf(frame.mention);
  if (!frame || !span || context.reporting || context.possessive) return undefined;
  const lean = leaning(context);
  if (lean === 'future' || (lean !== 'past' && day !== undefined) || !(beside?.() || opensIt?.())) return undefined;
  const { year } = civil(span.first);
  const at = (y: number): number => dayNumber(y, month, dayOfMonth);
  // A story goes on: a day before the one that opened it counts as twice as far.
  const far = (y: number): number => (at(y) < span.first ? 2 * (span.first - at(y)) : at(y) - span.first);
  const [best = year] = frame.wholeYear ? [year] : [year, year - 1, year + 1].sort((a, b) => far(a) - far(b));
  return day === undefined || at(best) <= day ? best : undefined;
}
