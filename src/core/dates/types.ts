import type { Range } from '../text/range';

/** TIMEX3 types (TimeML 1.2.1, section 2.3). */
export type TimexType = 'DATE' | 'TIME' | 'DURATION' | 'SET';
export type TimexMod =
  'BEFORE' | 'AFTER' | 'ON_OR_BEFORE' | 'ON_OR_AFTER' | 'LESS_THAN' | 'MORE_THAN' | 'EQUAL_OR_LESS' | 'EQUAL_OR_MORE' | 'START' | 'MID' | 'END' | 'APPROX';

/** When a document was published, and how that is known. Relative dates resolve from `end`. */
export interface Publication {
  /** ISO 8601 day (`2022-01-15`). For a known day `start` equals `end`; else they bound an interval. */
  readonly start: string;
  readonly end: string;
  readonly basis: 'stated' | 'external' | 'inferred' | 'bounded';
  /** One sentence for a reader, where a person or the inference gave one. */
  readonly why?: string;
}

/** What a relative expression was counted from. */
export type DateAnchor =
  { readonly kind: 'publication'; readonly value: string } | { readonly kind: 'expression'; readonly value: string; readonly range: Range };

/** How a value follows from its anchor, where it was more than counting units: what a face tells as the reason. */
export type Counting =
  /** The last such weekday on or before the anchor, or the next after it. */
  | 'weekday-before'
  | 'weekday-after'
  /** That weekday of a week that is said: last week, this one, that one. */
  | 'weekday-of-week'
  /** Weekdays that are listed lie in one week. */
  | 'weekday-of-list'
  /** The last such day, month, season or quarter that had begun by the anchor, or the next after it. */
  | 'date-before'
  | 'date-after'
  /** Of the year that the text is telling of. */
  | 'year-told'
  /** Of the year in which the day is the weekday that is named. */
  | 'year-by-weekday';

/** A value a temporal expression might have had, and the name of the rule or policy that would have given it. */
export interface Reading {
  readonly type: TimexType;
  readonly value: string;
  readonly rule: string;
}

/** A temporal expression with its resolved value; offsets into the canonical text of the document. */
export interface TemporalExpression extends Range {
  readonly text: string;
  readonly type: TimexType;
  /** TIMEX3 value; a relative expression whose anchor is unknown has an underspecified value such as `XXXX-WXX-6`. */
  readonly value: string;
  readonly mod?: TimexMod;
  /** The rule that recognised or resolved it, kebab-case: `month-day`, `bare-weekday-past` … `coder` for a person's correction. */
  readonly rule: string;
  readonly anchor?: DateAnchor;
  readonly counting?: Counting;
  /** Readings that were weighed and rejected, most likely first. */
  readonly alternatives: readonly Reading[];
  /** A contradiction in the text itself, shown as information and never mended: the value that the other part would give. */
  readonly conflict?: { readonly rule: string; readonly value: string };
}
