/** Who has coded a document, and where coders differ about it. */
import { casesOf } from '../adjudication';
import { finishedCoders } from '../agreement/coding';
import type { ProjectIndex } from '../project/lookup';
import { visibleTo } from '../sidecar';
import type { Sidecar } from '../sidecar/schema';
import type { DocumentCoding, PassageSummary } from './types';

/**
 * @param sidecar what all sidecars of the document say
 * @param passages all that stand in it
 * @param only the coder whose coding alone is shown: others are not told of then, and nothing is compared
 */
export function codingOf(path: string, sidecar: Sidecar, passages: readonly PassageSummary[], only: string | undefined, project: ProjectIndex): DocumentCoding {
  const visible = visibleTo(sidecar, only);
  const signed = [...(visible.stance ?? []), ...(visible.annotations ?? [])].filter(({ adjudicates }) => adjudicates === undefined);
  const signedBy = [...new Set([...signed, ...(visible.read ?? [])].map(({ by }) => by))].sort();
  const placed = passages.flatMap(({ annotation, place }) => (place ? [{ annotation, range: place.range, text: place.text }] : []));
  const compared = only === undefined && signedBy.length > 1;
  return {
    path,
    signedBy,
    finishedBy: finishedCoders(visible),
    cases: compared ? casesOf(sidecar, placed, project) : [],
    unplaced: compared ? passages.length - placed.length : 0,
  };
}
