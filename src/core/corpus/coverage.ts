/** How far a document is coded, and the position its coders give it: what trees, counts and the overview go by. */
import { settledStance } from '../adjudication/settled';
import type { StanceEntry } from '../sidecar/schema';
import type { DocumentSummary } from './types';

/** Whether somebody has coded the document, has only a draft of it yet, or read it and found nothing to code. */
export type Coverage = 'coded' | 'draft' | 'read' | 'unread';

/** A draft is work that has begun: it makes a document neither coded nor unread. */
export function coverageOf({ isTagged, stance, readBy }: Pick<DocumentSummary, 'isTagged' | 'stance' | 'readBy'>): Coverage {
  if (isTagged || stance.some(isFinal)) return 'coded';
  if (stance.length > 0) return 'draft';
  return readBy.length ? 'read' : 'unread';
}

/** An entry without a status was written by hand, as a judgement. */
export function isFinal({ status }: Pick<StanceEntry, 'status'>): boolean {
  return status !== 'draft';
}

export type StanceState =
  | {
      readonly kind: 'coded';
      readonly position: string;
      /** Whose judgement it is: who chose it, or who settled it. In the order of the file, each once. */
      readonly by: readonly string[];
    }
  /** There are drafts alone: nobody has judged yet. */
  | { readonly kind: 'draft'; readonly by: readonly string[] }
  | { readonly kind: 'not-coded' }
  /** Coders chose different positions, and nobody has adjudicated. */
  | { readonly kind: 'disagree'; readonly by: readonly string[] };

/** The position a document holds on a question: what its coders agree on, or what an adjudicator settled and nobody has decided anew since. A draft is no judgement and is never counted. */
export function stanceState(entries: readonly StanceEntry[], question: string | undefined): StanceState {
  const relevant = entries.filter((entry) => entry.question === question);
  // A draft settles nothing, and nothing settles it.
  const deciding = settledStance(relevant.filter(isFinal));
  const positions = new Set(deciding.map((entry) => entry.position));
  const [only] = positions;
  if (only === undefined) return relevant.length ? { kind: 'draft', by: coders(relevant) } : { kind: 'not-coded' };
  const by = coders(deciding);
  return positions.size > 1 ? { kind: 'disagree', by } : { kind: 'coded', position: only, by };
}

function coders(entries: readonly StanceEntry[]): readonly string[] {
  return [...new Set(entries.map(({ by }) => by))];
}

/** Whether a document counts with another that it is a copy of: only where that one is there, and is not itself given as a copy. */
export function isCounted({ metadata }: Pick<DocumentSummary, 'metadata'>, find: (path: string) => Pick<DocumentSummary, 'metadata'> | undefined): boolean {
  const original = metadata['copy-of'] === undefined ? undefined : find(metadata['copy-of']);
  return original === undefined || original.metadata['copy-of'] !== undefined;
}
