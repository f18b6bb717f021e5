/** How far a document is coded, and the position its coders give it: what trees, counts and the overview go by. */
import type { StanceEntry } from '../sidecar/schema';
import type { DocumentSummary } from './types';

/** Whether somebody has coded the document, or read it and found nothing to code. */
export type Coverage = 'coded' | 'read' | 'unread';

export function coverageOf({ passages, comments, stance, readBy }: Pick<DocumentSummary, 'passages' | 'comments' | 'stance' | 'readBy'>): Coverage {
  if (passages + comments.ids.length + stance.length > 0) return 'coded';
  return readBy.length ? 'read' : 'unread';
}

export type StanceState =
  | { readonly kind: 'coded'; readonly position: string }
  | { readonly kind: 'not-coded' }
  /** Coders chose different positions, and nobody has adjudicated. */
  | { readonly kind: 'disagree' };

/**
 * The position a document holds on a question: what its coders agree on, or what an adjudicator settled. A draft is no judgement yet: it counts only
 * while there is nothing final, and settles nothing.
 */
export function stanceState(entries: readonly StanceEntry[], question: string | undefined): StanceState {
  const relevant = entries.filter((entry) => entry.question === question);
  const finals = relevant.filter(({ status }) => status !== 'draft');
  const adjudicated = finals.filter((entry) => entry.adjudicates?.length);
  const deciding = adjudicated.length ? adjudicated : finals.length ? finals : relevant;
  const positions = new Set(deciding.map((entry) => entry.position));
  const [only] = positions;
  if (only === undefined) return { kind: 'not-coded' };
  return positions.size > 1 ? { kind: 'disagree' } : { kind: 'coded', position: only };
}

/** Whether a document counts with another that it is a copy of: only where that one is there, and is not itself given as a copy. */
export function isCounted({ metadata }: DocumentSummary, find: (path: string) => DocumentSummary | undefined): boolean {
  const original = metadata['copy-of'] === undefined ? undefined : find(metadata['copy-of']);
  return original === undefined || original.metadata['copy-of'] !== undefined;
}
