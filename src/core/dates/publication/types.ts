import type { DatedBlock } from '../resolve';
import type { Publication } from '../types';
import type { Range } from '../../text/range';

/** An event of the project that the document is known to cover. */
export interface KnownEvent {
  readonly name?: string;
  /** ISO day. */
  readonly date: string;
}

export interface PublicationInput {
  readonly blocks: readonly DatedBlock[];
  readonly fileName?: string;
  readonly url?: string;
  readonly events?: readonly KnownEvent[];
}

/** One piece of evidence: what it says of the publication day. */
export interface Evidence {
  readonly role:
    /** names the day itself */
    | 'day'
    /** published on that day or later */
    | 'not-before'
    /** published on that day or earlier */
    | 'not-after';
  /** ISO day. */
  readonly day: string;
  /** How the day was said: `url`, `file-name`, `label`, `dateline`, `past`, `future`, `comment`, `weekday`, `event` … */
  readonly source: string;
  /** Where in the document, if it is in the document. */
  readonly range?: Range;
  /** The words themselves. */
  readonly text?: string;
}

/** Why a candidate was made, as data, so that a face can word it in any language. */
export interface PublicationReason {
  readonly evidence: readonly Evidence[];
  /** Evidence that speaks against it. */
  readonly against: readonly Evidence[];
}

export interface PublicationCandidate {
  readonly publication: Publication;
  /** 0 to 1. */
  readonly confidence: number;
  /** Name of the rule, kebab-case. */
  readonly rule: string;
  readonly reason: PublicationReason;
}

/** What a rule proposes, before candidates are merged and ranked. Days are day numbers. */
export interface Proposal {
  readonly start: number;
  readonly end: number;
  readonly basis: Publication['basis'];
  readonly confidence: number;
  readonly rule: string;
  readonly why: string;
  readonly evidence: readonly Evidence[];
}
