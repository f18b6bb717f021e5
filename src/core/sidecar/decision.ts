import type { Annotation, DocumentMetadata, MentionDecision, ReadEntry, StanceEntry } from './schema';

/** The lists of a sidecar and what stands in each. */
export interface SidecarSections {
  read: ReadEntry;
  stance: StanceEntry;
  annotations: Annotation;
  mentions: MentionDecision;
}
export type SidecarSection = keyof SidecarSections;

/** Field changes: a value sets the field, `null` removes it, absent leaves it as it is. */
export type Changes<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> | null };

/**
 * One act of a coder, as journalled, shown, undone and written.
 * `key` is the entry's id; for `read` its coder; for `stance` `keyOfStance(entry)`.
 *
 * Every decision is idempotent: applied to a state that already holds it, it changes nothing. That is how a
 * pending decision is known to have reached the file.
 */
export type Decision =
  { [S in SidecarSection]: EntryDecision<S, SidecarSections[S]> }[SidecarSection] | { readonly type: 'document'; readonly changes: Changes<DocumentMetadata> };

export type EntryDecision<S extends string, T> =
  /** `before`: key of the entry that it shall stand before, null for the end; else its place goes by the section's order. */
  | { readonly type: 'add'; readonly section: S; readonly entry: T; readonly before?: string | null | undefined }
  | { readonly type: 'change'; readonly section: S; readonly key: string; readonly changes: Changes<T> }
  | { readonly type: 'remove'; readonly section: S; readonly key: string };

/** A stance entry's key: one entry a coder and question, and beside it one that settles what others said: who adjudicates may have coded too. */
export function stanceKey(question: string, by: string, adjudicates = false): string {
  return adjudicates ? `${question} ${by}\nadjudicates` : `${question} ${by}`;
}

/** The key of an entry as it stands. */
export function keyOfStance({ question, by, adjudicates }: Pick<StanceEntry, 'question' | 'by' | 'adjudicates'>): string {
  return stanceKey(question, by, adjudicates !== undefined);
}
