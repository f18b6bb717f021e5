/** What the index says of documents side by side. */
import type { Difference, Relation, StatementVoice } from '../statements';
import type { Place } from './types';

/** A document's text as it stands now, in an editor or on disk; canonical. */
export interface DocumentText {
  readonly path: string;
  readonly text: string;
}

/** A document in which a statement may stand again. */
export interface StatementCandidate {
  readonly path: string;
  /** How much rare vocabulary is common; for ordering. */
  readonly bits: number;
}

/** A {@link Difference} with the words themselves. */
export type WordDifference = Omit<Difference, 'a' | 'b'> & { readonly a?: string; readonly b?: string };

/** One statement in two documents. */
export interface Wording {
  readonly a: Place;
  readonly b: Place;
  /** 0 to 1. */
  readonly score: number;
  readonly relation: Relation;
  readonly voiceA: StatementVoice;
  readonly voiceB: StatementVoice;
  /** What was compared: for a passage that was asked about the sentences around the statement, else the statement itself. */
  readonly compared: { readonly a: string; readonly b: string };
  /** From `compared.a` to `compared.b`, in the order of `b`. */
  readonly differences: readonly WordDifference[];
}

/** Two documents compared as wholes. */
export interface Comparison {
  readonly shared: readonly Wording[];
  /** Sentences that only one of them has. */
  readonly onlyA: readonly Place[];
  readonly onlyB: readonly Place[];
  /** Share of either's words that stands in the other, 0 to 1. */
  readonly shares: { readonly a: number; readonly b: number };
  readonly isCopy: boolean;
}

/** What one document shares with others: those with most in common first. */
export interface Overview {
  readonly documents: readonly (Pick<Comparison, 'shared' | 'shares' | 'isCopy'> & { readonly path: string })[];
  /** Sentences that none of the others has. */
  readonly onlyHere: readonly Place[];
  /** Where more documents may share something than were read: how many were, those that may share most. */
  readonly nearest?: number;
}
