/** What the overview shows of a corpus: four plain aggregates, and the documents behind each of their cells. */
import type { ActorKind } from '../../actors/types';
import type { DaySpan } from '../../dates/calendar';
import type { StanceEntry } from '../../sidecar/schema';
import type { BlockKind } from '../../text/block';
import type { Coverage } from '../coverage';
import type { DocumentSummary, FormCount, PassageSummary, Place } from '../types';

export const surveyPlots = ['timeline', 'stance', 'actors', 'tags'] as const;
export type SurveyPlot = (typeof surveyPlots)[number];

export const laneKinds = ['outlet', 'event', 'event-outlet'] as const;
export type LaneKind = (typeof laneKinds)[number];

export interface SurveyRequest {
  /** Whether what stands in reader comments counts too. */
  readonly comments: boolean;
  readonly lanes: LaneKind;
  /** The days that the timeline is asked to show; undefined for all but lone far ones. */
  readonly window: DaySpan | undefined;
  /** The stance question; undefined, or one that the project does not have, for its first. */
  readonly question: string | undefined;
  /** Actors of this kind alone. */
  readonly kind: ActorKind | undefined;
  /** At most so many rows of a matrix and lanes of the timeline; the rest is counted in `more`. */
  readonly mostRows: number;
  /** At most so many outlets beside each other; the rest is counted in `moreOutlets`. */
  readonly mostOutlets: number;
}

/** One document, as the survey reads it: what is visible to this coder, and what was recognised. */
export interface SurveyDocument {
  readonly summary: DocumentSummary;
  /** Those that count. */
  readonly passages: readonly PassageSummary[];
  /** All that a judgement may name as its evidence: those that do not count too. */
  readonly shown: readonly PassageSummary[];
  readonly mentions: readonly {
    readonly actor: string;
    readonly name: string;
    readonly kind: ActorKind;
    readonly text: string;
    readonly block: BlockKind;
    readonly place: Place;
  }[];
  readonly dates: readonly { readonly days: DaySpan | undefined; readonly block: BlockKind; readonly place: Place }[];
}

/** Documents of the corpus; copies of others are in `copies` alone. */
export interface SurveyTotals {
  readonly documents: number;
  readonly copies: number;
  readonly coded: number;
  /** With drafts of a stance alone. */
  readonly draft: number;
  readonly read: number;
  readonly unread: number;
}

/** Outlet id; null for documents whose outlet is not set. */
export type OutletKey = string | null;

export const scales = ['day', 'week', 'month', 'year', 'decade'] as const;
export type Scale = (typeof scales)[number];

/** A row of the timeline. Undefined: not told apart by it; null: documents without. */
export interface LaneKey {
  readonly event: string | null | undefined;
  readonly outlet: OutletKey | undefined;
}

/** Days spoken of, and how often: `mentions` expressions in `documents` documents. */
export interface SpokenOf extends DaySpan {
  readonly mentions: number;
  readonly documents: number;
}

export interface Lane {
  readonly key: LaneKey;
  readonly documents: number;
  /** By unit of the scale: dates that lie in it. */
  readonly spoken: readonly SpokenOf[];
  /** Dates that are longer than a unit or reach over two, by what they are. */
  readonly periods: readonly SpokenOf[];
  readonly morePeriods: number;
  /** By unit of the scale: documents published in it. */
  readonly published: readonly (DaySpan & { readonly documents: number })[];
  /** Expressions that lie outside of the window. */
  readonly before: number;
  readonly after: number;
}

export interface TimelineSurvey {
  readonly plot: 'timeline';
  readonly totals: SurveyTotals;
  readonly scale: Scale;
  /** Whole units of the scale. */
  readonly window: DaySpan;
  /** From the first to the last day that is spoken of or published on; undefined where there is none. */
  readonly all: DaySpan | undefined;
  readonly lanes: readonly Lane[];
  readonly more: number;
  /** Events of the project that lie in the window. */
  readonly events: readonly (DaySpan & { readonly id: string; readonly name: string })[];
  /** Expressions without days: durations, "now", open ones. */
  readonly open: number;
}

export type StanceColumn =
  | { readonly kind: 'position'; readonly position: string; readonly label: string; readonly color: string | undefined }
  | { readonly kind: 'disagree' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'not-coded' };

export interface StanceSurvey {
  readonly plot: 'stance';
  readonly totals: SurveyTotals;
  /** Undefined where the project asks none. */
  readonly question: { readonly id: string; readonly text: string } | undefined;
  readonly questions: readonly { readonly id: string; readonly text: string }[];
  readonly columns: readonly StanceColumn[];
  readonly rows: readonly { readonly outlet: OutletKey; readonly documents: number; readonly cells: readonly number[] }[];
  readonly more: number;
}

export interface ActorCell {
  readonly mentions: number;
  /** Forms, most frequent first, as many as anybody reads. */
  readonly forms: readonly Pick<FormCount, 'form' | 'count'>[];
  readonly moreForms: number;
}

export interface ActorSurvey {
  readonly plot: 'actors';
  readonly totals: SurveyTotals;
  readonly outlets: readonly OutletKey[];
  readonly moreOutlets: number;
  readonly rows: readonly {
    readonly actor: string;
    readonly name: string;
    readonly kind: ActorKind;
    readonly mentions: number;
    readonly cells: readonly ActorCell[];
  }[];
  readonly more: number;
}

/** `passages` with the tag, in `documents` documents; `absent` documents were coded without it, `draft` ones are begun without it, `unread` ones nobody has looked at. */
export interface TagCell {
  readonly passages: number;
  readonly documents: number;
  readonly absent: number;
  readonly draft: number;
  readonly unread: number;
}

export interface TagSurvey {
  readonly plot: 'tags';
  readonly totals: SurveyTotals;
  readonly outlets: readonly OutletKey[];
  readonly moreOutlets: number;
  readonly rows: readonly {
    readonly tag: string;
    readonly label: string;
    /** 0 at the top of the codebook. */
    readonly depth: number;
    readonly color: string | undefined;
    readonly cells: readonly TagCell[];
  }[];
  readonly more: number;
}

export type Survey = TimelineSurvey | StanceSurvey | ActorSurvey | TagSurvey;

/** A cell of a survey, to be opened. */
export type SurveyCell =
  | ({ readonly plot: 'timeline'; readonly lane: LaneKey; readonly what: 'spoken' | 'period' | 'published' } & DaySpan)
  | {
      readonly plot: 'stance';
      readonly outlet: OutletKey;
      readonly question: string;
      readonly column: Pick<StanceColumn, 'kind'> & { readonly position?: string };
    }
  | { readonly plot: 'actors'; readonly actor: string; readonly outlet: OutletKey }
  | { readonly plot: 'tags'; readonly tag: string; readonly outlet: OutletKey };

/** One document of a cell, with what puts it there. */
export interface CellDocument {
  readonly path: string;
  readonly title: string | undefined;
  readonly outlet: OutletKey;
  readonly coverage: Coverage;
  /** Coders' answers, each with the passages that it names as its evidence. */
  readonly judgements: readonly { readonly entry: StanceEntry; readonly evidence: readonly PassageSummary[] }[];
  readonly passages: readonly PassageSummary[];
  readonly mentions: readonly Place[];
  /** Evidence, passages and mentions beyond those. */
  readonly more: number;
}

export interface CellContent {
  readonly documents: readonly CellDocument[];
  /** Documents beyond those. */
  readonly more: number;
}
