import { civil, daysOf, parseDay } from '../calendar';
import { resolveForm } from './forms';
import { inItsOrder } from '../numeric-order';
import { endsFrame, frameOf, opensSentence, sameSentence } from './frame';
import { startState, type Mention, type Resolved, type State } from './state';
import type { BlockKind } from '../../text/block';
import type { Form, RecognisedDate } from '../forms';
import type { Publication, Reading, TemporalExpression } from '../types';
import type { Range } from '../../text/range';

/** A block as the resolver needs it: its place in the canonical text, its text and what was recognised in it. */
export interface DatedBlock {
  /** UTF-16 offset of the block's first code unit in the document. */
  readonly start: number;
  readonly text: string;
  readonly kind: BlockKind;
  readonly dates: readonly RecognisedDate[];
}

/** What a coder decided about a stretch of the text, as far as it matters to what is counted from it. */
export interface DecidedDate extends Range {
  /** The TIMEX3 value; undefined where the coder says that it is no date. */
  readonly value: string | undefined;
}

export interface DecidedDates {
  /** In order, not overlapping. */
  readonly places: readonly DecidedDate[];
  /** Words that are no dates anywhere in the document. */
  readonly never: ReadonlySet<string>;
}

const undecided: DecidedDates = { places: [], never: new Set() };

/**
 * Gives every recognised expression its value, over a document's blocks in order. Pure and linear. Without a
 * publication date relative expressions stay underspecified (`XXXX-WXX-6`); nothing is ever counted from today.
 *
 * @param decided what coders said: every expression keeps the value that the rules give it here, but what is counted from one that a
 * coder corrected ("the next day") is counted from the coder's value
 */
export function resolveDates(
  blocks: readonly DatedBlock[],
  publication: Publication | undefined,
  decided: DecidedDates = undecided,
): readonly TemporalExpression[] {
  const out: TemporalExpression[] = [];
  const { places, never } = decided;
  let place = 0;
  const article = new Reader(startState(publication));
  let comment: Reader | undefined;
  for (const block of inItsOrder(blocks)) {
    // A comment runs over the blocks from its time stamp to the next one; after the comments the article goes on.
    if (block.kind !== 'comment') comment = undefined;
    else comment ??= new Reader(startState(publication));
    let reader = comment ?? article;
    reader.beginBlock();
    block.dates.forEach((date, i) => {
      const stamp = comment && stampOf(block, date);
      if (stamp) {
        comment = reader = new Reader(startState({ start: stamp, end: stamp, basis: 'stated' }));
      }
      const [start, end] = [block.start + date.start, block.start + date.end];
      for (let p = places[place]; p && p.end <= start; p = places[++place]) reader.heed(p);
      const said = places[place];
      const over =
        said && said.start < end ? said : never.size > 0 && never.has(block.text.slice(date.start, date.end)) ? { start, end, value: undefined } : undefined;
      out.push(reader.read(block, date, dayBeside(block, i), over));
      if (stamp) reader.anchorOnLast();
    });
  }
  return markContradictions(out, blocks);
}

/** At most this many characters lie between a clock time and the day named after it. */
const besideClock = 30;

/** What may stand between a clock time, the same time elsewhere, and its day: "at 3 p.m. in Oslo (1400 GMT) on Friday". */
const sameTime = /^(?:[\s,()/–-]|\b(?:local|time|on|the|early|late)\b|\bin [A-Z][\w.]*)*$/;

/** What joins the ends of "between 6 p.m. and 9 p.m. on Thursday". */
const joined = /^ ?(?:and|to|until|till|[-–—]) ?(?:about |around )?$/;

/** The day that stands right after a clock time without one, in the same sentence: "at 10:35 a.m. (0735 GMT) Friday". */
function dayBeside(block: DatedBlock, i: number): Form | undefined {
  const date = block.dates[i];
  if ((date?.form.kind === 'anaphor' && date.form.unit === 'quarter') || (date?.form.kind === 'period' && date.form.period.startsWith('Q')))
    return quarterEnd(block, date, block.dates[i + 1]);
  if (date?.form.kind === 'anaphor' && date.form.unit === 'day') return apposed(block, date, block.dates[i + 1]);
  if (date?.form.kind !== 'clock' || date.form.day) return undefined;
  let end = date.end;
  for (const next of block.dates.slice(i + 1, i + 3)) {
    if (next.start - date.end > besideClock) return undefined;
    const { form } = next;
    const between = block.text.slice(end, next.start);
    if (form.kind === 'clock' && form.day && joined.test(between) && /^(?:\d|noon|midnight)/i.test(block.text.slice(next.start, next.end))) return form.day;
    if (!sameTime.test(between)) return undefined;
    end = next.end;
    if (
      next.type === 'DATE' &&
      (form.kind === 'weekday' || (form.kind === 'calendar' && form.day !== undefined) || (form.kind === 'current' && form.unit === 'day'))
    )
      return form;
    if (next.type !== 'TIME') return undefined;
  }
  return undefined;
}

/** The day in "the following day, 8 March", "the same day (8 March)". */
function apposed(block: DatedBlock, anaphor: RecognisedDate, day: RecognisedDate | undefined): Form | undefined {
  if (day?.form.kind !== 'calendar' || day.form.day === undefined || day.form.toDay !== undefined) return undefined;
  return [', ', ' (', ', on '].includes(block.text.slice(anaphor.end, day.start)) ? day.form : undefined;
}

/** The day in "the quarter ended Sept. 30". */
function quarterEnd(block: DatedBlock, quarter: RecognisedDate, day: RecognisedDate | undefined): Form | undefined {
  if (day?.form.kind !== 'calendar' || day.form.day === undefined || day.start - quarter.end > besideClock) return undefined;
  return /^ (?:that |which )?(?:ended|ending|to|through) (?:on )?$/.test(block.text.slice(quarter.end, day.start)) ? day.form : undefined;
}

/** What stands beside a time stamp on its line, a name or an answer's address, is no longer; in UTF-16 units. */
const longestBeside = 60;

/** The day of a full date at the beginning or end of its line: a reader comment's time stamp. A date within prose is none. */
function stampOf({ text }: DatedBlock, date: RecognisedDate): string | undefined {
  const form = date.form.kind === 'clock' ? date.form.day : date.form;
  if (form?.kind !== 'calendar' || form.year === undefined || form.day === undefined || form.toDay !== undefined) return undefined;
  const before = text.slice(Math.max(0, date.start - longestBeside), date.start);
  const lead = before.slice(before.lastIndexOf('\n') + 1);
  const rest = text.slice(date.end, date.end + longestBeside).split('\n', 1)[0] ?? '';
  const alone = lead.length + rest.length < longestBeside && !/^\s*[a-z]|[.!?]["”’)]*\s*$/.test(rest) && !/\b(?:on|in|since|by|of|from|the)\s*$/i.test(lead);
  if ((lead.trim() !== '' && rest.trim() !== '') || (date.form.kind !== 'clock' && !alone)) return undefined;
  return resolveForm(form, startState(undefined), {}).value;
}

const none: readonly [] = [];

/** Readings that say something else than the value taken. */
function others(value: string, readings: readonly Reading[]): readonly Reading[] {
  return readings.some((r) => r.value === value) ? readings.filter((r) => r.value !== value) : readings;
}

/** Reads one article or one comment, remembering what was mentioned. */
class Reader {
  readonly #mentions: Mention[] = [];
  #framedBlocks = 0;
  /** The year of "the following day", for the date without one that stands beside it. */
  #named: string | undefined;
  /** A year after the publication's, and where it ends in the block. */
  #ahead: { readonly mention: Mention; readonly end: number } | undefined;
  readonly #state: { -readonly [K in keyof State]: State[K] };

  constructor(state: State) {
    this.#state = { ...state, mentions: this.#mentions };
  }

  beginBlock(): void {
    this.#state.blockStart = this.#mentions.length;
    // What is told of another year goes on into the next paragraph, hardly further.
    if (this.#state.frame && ++this.#framedBlocks > 1) this.#state.frame = undefined;
    this.#ahead = undefined;
  }

  /** What was read last becomes what the rest is counted from. */
  anchorOnLast(): void {
    const last = this.#mentions.at(-1);
    if (last) this.#state.anchor = { kind: 'expression', value: last.value, range: last.range };
  }

  /** A coder's date counts as mentioned where it stands. */
  heed({ start, end, value }: DecidedDate): void {
    if (value === undefined || this.#mentions.at(-1)?.range.start === start) return;
    if (/^\d{2}/.test(value)) this.#mentions.push({ value, range: { start, end } });
    if (/^\d{4}-Q\d$/.test(value)) this.#state.period = value;
  }

  read(block: DatedBlock, date: RecognisedDate, next: Form | undefined, decided: DecidedDate | undefined): TemporalExpression {
    this.#state.next = next;
    this.#state.opensSentence = this.#state.frame && ((): boolean => opensSentence(block.text, date));
    this.#state.besideFrame = this.#state.frame && this.#framedBlocks === 0 ? (): boolean => this.#sharesFrame(block, date) : undefined;
    this.#state.yearAhead = this.#ahead && sameSentence(block.text, this.#ahead.end, date.start) ? this.#ahead.mention : undefined;
    const r = resolveForm(this.#withYear(date), this.#state, date.context);
    if (r.policy === 'named') this.#named = r.value.slice(0, 4);
    const range = { start: block.start + date.start, end: block.start + date.end };
    if (decided) this.heed(decided);
    else this.#notice(block, date, r, range);
    // Built field by field: spreading optional ones costs more than resolving.
    const expression: { -readonly [K in keyof TemporalExpression]: TemporalExpression[K] } = {
      start: range.start,
      end: range.end,
      text: block.text.slice(date.start, date.end),
      type: r.type ?? date.type,
      value: r.value,
      rule: r.policy ? `${date.rule}-${r.policy}` : date.rule,
      alternatives: r.alternatives ? others(r.value, r.alternatives) : none,
    };
    if (date.mod) expression.mod = date.mod;
    if (r.anchor) expression.anchor = r.anchor;
    if (r.counting && r.anchor) expression.counting = r.counting;
    if (r.conflict) expression.conflict = r.conflict;
    return expression;
  }

  #sharesFrame(block: DatedBlock, date: RecognisedDate): boolean {
    const { frame } = this.#state;
    return frame?.wholeYear === true && sameSentence(block.text, frame.mention.range.end - block.start, date.start);
  }

  #withYear({ form }: RecognisedDate): Form {
    const year = Number(this.#named);
    this.#named = undefined;
    return form.kind === 'calendar' && form.year === undefined && year > 0 ? { ...form, knownYear: year } : form;
  }

  /** Keeps what later expressions may count from: the mention, and the year that is being told of. */
  #notice(block: DatedBlock, date: RecognisedDate, r: Resolved, range: Mention['range']): void {
    this.#remember(date, r, range);
    if (date.rule === 'year' && this.#state.day !== undefined && Number(r.value) > civil(this.#state.day).year)
      this.#ahead = { mention: { value: r.value, range }, end: date.end };
    const frame = frameOf(block.text, date, r.value, range);
    if (frame) {
      this.#state.frame = frame;
      this.#framedBlocks = 0;
    } else if (this.#state.frame && endsFrame(date)) this.#state.frame = undefined;
  }

  #remember(date: RecognisedDate, r: Resolved, range: Mention['range']): void {
    const { form } = date;
    if (date.type === 'DATE' || date.type === 'TIME') {
      const dated = isDigit(r.value.charCodeAt(0));
      if (dated && isDigit(r.value.charCodeAt(1)))
        this.#mentions.push(form.kind === 'year-before' ? { value: r.value, range, compared: true } : { value: r.value, range });
      const { period } = this.#state;
      // A comparison with an earlier year does not change which quarter is reported on.
      const earlier = form.kind === 'period' && form.year !== undefined && period !== undefined && r.value < period;
      const reported = form.kind === 'anaphor' && form.unit === 'quarter';
      if (reported && dated) this.#state.period = r.value;
      if (form.kind === 'period' && form.period.startsWith('Q') && dated && !earlier && !this.#awaited(r.value)) this.#state.period = r.value;
    } else if (date.rule === 'last-units' || date.rule === 'duration') {
      // "the first nine months": what is compared "a year earlier" is then no quarter.
      if (/^P[6-9]M$/.test(r.value)) this.#state.period = 'year';
    }
  }

  /** A quarter that is not over is forecast, not reported, where one that is has been spoken of: "the latest quarter" stays that one. */
  #awaited(quarter: string): boolean {
    const { period, day } = this.#state;
    if (period === undefined || period === 'year' || day === undefined) return false;
    return (daysOf(quarter)?.last ?? 0) > day && (daysOf(period)?.last ?? day) < day;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function beside(e: TemporalExpression, next: TemporalExpression | undefined): boolean {
  return next !== undefined && next.start - e.end <= 2 && next.type === 'DATE' && !e.conflict;
}

/** "yesterday, January 11" that was not yesterday: two expressions side by side that name different days. */
function markContradictions(expressions: readonly TemporalExpression[], blocks: readonly DatedBlock[]): readonly TemporalExpression[] {
  if (!expressions.some((e, i) => beside(e, expressions[i + 1]))) return expressions;
  const sides = new Map<number, RecognisedDate>();
  for (const b of blocks) for (const d of b.dates) sides.set(b.start + d.start, d);
  return expressions.map((e, i) => {
    const next = expressions[i + 1];
    if (!next || !beside(e, next)) return e;
    const [here, there] = [sides.get(e.start)?.form, sides.get(next.start)?.form];
    const relative = (here?.kind === 'current' && here.unit === 'day') || (here?.kind === 'weekday' && here.direction === undefined);
    if (!relative || there?.kind !== 'calendar' || there.day === undefined || there.toDay !== undefined) return e;
    const [a, b] = [parseDay(e.value), daysOf(next.value)?.first];
    return a === undefined || b === undefined || a === b
      ? e
      : { ...e, conflict: { rule: next.rule, value: next.value }, alternatives: [{ type: next.type, value: next.value, rule: next.rule }, ...e.alternatives] };
  });
}
