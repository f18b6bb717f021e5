/** One document, as the trees need it. */
import { countsAmong } from '../adjudication/settled';
import type { ProjectIndex } from '../project/lookup';
import { outletsNow } from '../project/outlets';
import { signedBy, visibleTo } from '../sidecar';
import type { Indexed } from './indexed';
import type { DecisionSummary, DocumentSummary, PassageSummary } from './types';

/** @param only whose coding alone is shown */
export function summaryOf(
  path: string,
  { sidecar, readable, publication, passages, drifted }: Indexed,
  only: string | undefined,
  isShown: (one: PassageSummary | DecisionSummary) => boolean,
  lookups: ProjectIndex,
): DocumentSummary {
  const shown = passages.filter(isShown);
  const { document = {}, stance = [], read = [] } = visibleTo(sidecar, only);
  // What a reader wrote below an article is not what its outlet says.
  const inComments = shown.filter(({ annotation }) => annotation.voice === 'comment');
  const counts = countsAmong(signedBy(sidecar, only).annotations ?? []);
  const counted = shown.filter(({ annotation }) => counts(annotation));
  const own = counted.filter(({ annotation }) => annotation.voice !== 'comment');
  const others = counted.filter(({ annotation }) => annotation.voice === 'comment');
  return {
    path,
    metadata: outletsNow(document, lookups),
    publication,
    stance,
    readBy: read.map((entry) => entry.by),
    isTagged: shown.length > 0,
    taggedBy: [...new Set(counted.map(({ annotation }) => annotation.by))].sort(),
    tags: countTags(own),
    passages: own.length,
    comments: { ids: inComments.map(({ annotation }) => annotation.id), passages: others.length, tags: countTags(others) },
    drifted: shown.filter((passage) => passage.state !== 'exact').length + drifted.filter(isShown).length,
    readable,
  };
}

function countTags(passages: readonly PassageSummary[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { annotation } of passages) for (const tag of annotation.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return Object.fromEntries(counts);
}
