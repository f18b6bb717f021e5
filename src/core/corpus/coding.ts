/** Who has coded a document, and where coders differ about it. */
import { casesOf } from '../adjudication';
import { finishedCoders } from '../agreement/coding';
import type { FinishedRules } from '../agreement/finished';
import type { ProjectIndex } from '../project/lookup';
import { visibleTo } from '../sidecar';
import type { Sidecar } from '../sidecar/schema';
import type { DocumentCoding, PassageSummary } from './types';

/**
 * @param sidecar what all sidecars of the document say
 * @param passages all that stand in it
 * @param only the coder whose coding alone is shown: others are not told of then, and nothing is compared
 * @param rules by which rule each coder has finished a document
 */
export function codingOf(
  path: string,
  sidecar: Sidecar,
  passages: readonly PassageSummary[],
  only: string | undefined,
  project: ProjectIndex,
  rules: FinishedRules,
): DocumentCoding {
  const visible = visibleTo(sidecar, only);
  const signed = [...(visible.stance ?? []), ...(visible.annotations ?? [])].filter(({ adjudicates }) => adjudicates === undefined);
  const signedBy = [...new Set([...signed, ...(visible.read ?? [])].map(({ by }) => by))].sort();
  const placed = passages.flatMap(({ annotation, place }) => (place ? [{ annotation, range: place.range, text: place.text }] : []));
  const finishedBy = finishedCoders(visible, rules);
  // What somebody has settled is told also where nobody is left to compare.
  const isSettled = [...(sidecar.stance ?? []), ...(sidecar.annotations ?? [])].some(({ adjudicates }) => adjudicates !== undefined);
  const compared = only === undefined && (signedBy.length > 1 || isSettled);
  return {
    path,
    signedBy,
    finishedBy,
    cases: compared ? casesOf(sidecar, placed, project, rules) : [],
    unplaced: compared ? passages.length - placed.length : 0,
  };
}
