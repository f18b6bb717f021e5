import { dayPart, daysOf, parseDay } from '../calendar';
import type { Counting, DateAnchor, Publication, Reading, TimexType } from '../types';
import type { Frame } from './frame';
import type { Form, LocalContext } from '../forms';
import type { Range } from '../../text/range';

/** A calendar value already resolved, and where it stands in the document. */
export interface Mention {
  readonly value: string;
  /** It was only compared with: "from a year earlier". */
  readonly compared?: boolean;
  readonly range: Range;
}

/**
 * What resolution has read so far. One state for the article and one for each reader comment, so that a comment's
 * dates never become the article's "the next day".
 */
export interface State {
  /** Day number that relative expressions count from. */
  readonly day: number | undefined;
  readonly anchor: DateAnchor | undefined;
  /** Calendar expressions so far, the latest last. */
  readonly mentions: readonly Mention[];
  /** The form of the expression that follows closely, if any: "at 10:35 a.m. (0735 GMT) Friday". */
  readonly next?: Form | undefined;
  /** First mention of the block at hand, as an index into `mentions`. */
  readonly blockStart: number;
  /** The reporting period last spoken of: a quarter's value, or `year` after "the nine months". */
  readonly period: string | undefined;
  /** The year that is being told of, where the text has left the publication's. */
  readonly frame?: Frame | undefined;
  /** A year after the publication's that the sentence at hand has named: "the 2024 Games will be held from 26 July". */
  readonly yearAhead?: Mention | undefined;
  /** Whether the expression at hand stands at the head of its sentence; told only where there is a frame. */
  readonly opensSentence?: (() => boolean) | undefined;
  /** Whether it stands in the sentence that opened the frame with a whole year: "In 1848, barricades rose in February". */
  readonly besideFrame?: (() => boolean) | undefined;
}

export function startState(publication: Publication | undefined): State {
  const day = publication && parseDay(publication.end);
  return {
    day,
    anchor: day === undefined || !publication ? undefined : { kind: 'publication', value: publication.end.slice(0, 10) },
    mentions: [],
    // All is there from the start: a shape that grows while it is read is slow to read.
    next: undefined,
    blockStart: 0,
    period: undefined,
    frame: undefined,
    yearAhead: undefined,
    opensSentence: undefined,
    besideFrame: undefined,
  };
}

/** What resolving a form gives. */
export interface Resolved {
  readonly value: string;
  /** Which policy decided, appended to the rule's name: `bare-weekday-past`. */
  readonly policy?: string | undefined;
  readonly type?: TimexType | undefined;
  readonly anchor?: DateAnchor | undefined;
  readonly counting?: Counting | undefined;
  readonly alternatives?: readonly Reading[] | undefined;
  readonly conflict?: { readonly rule: string; readonly value: string } | undefined;
}

/** What resolving a form gives, built in one piece: put together by spreading parts, it takes longer than what it holds. */
export function resolved(value: string, anchor: DateAnchor | undefined, policy?: string, counting?: Counting, alternatives?: readonly Reading[]): Resolved {
  return { value, policy, type: undefined, anchor, counting, alternatives, conflict: undefined };
}

/** Mentions older than this are not looked at: anaphora reach back a few sentences, and resolution stays linear. */
const memory = 12;

/** The latest mention that satisfies `test`, among the last few. */
export function latest(state: State, test: (m: Mention) => boolean, fromBlock = false): Mention | undefined {
  const low = Math.max(fromBlock ? state.blockStart : 0, state.mentions.length - memory);
  for (let i = state.mentions.length - 1; i >= low; i--) {
    const m = state.mentions[i];
    if (m && test(m)) return m;
  }
  return undefined;
}

export function anchorOf(m: Mention): DateAnchor {
  return { kind: 'expression', value: m.value, range: m.range };
}

export type Of<K extends Form['kind']> = Extract<Form, { kind: K }>;
export type Resolver<K extends Form['kind']> = (form: Of<K>, state: State, context: LocalContext) => Resolved;

export const isDayValue = (m: Mention): boolean => /^\d{4}-\d{2}-\d{2}/.test(m.value);

export function spanOf(m: Mention): { first: number; last: number } | undefined {
  return daysOf(dayPart(m.value));
}

export function reading(value: string, rule: string): Reading {
  return { type: 'DATE', value, rule };
}
