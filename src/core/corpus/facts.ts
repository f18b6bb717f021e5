/** What a document is about at a glance: whom it names most, and which days it speaks of. */
import { dayPart, daysOf, formatDay } from '../dates/calendar';
import { isAside } from '../text/block';
import type { Marks } from './marks';
import type { Pool, PooledActor } from './pool';
import type { Annotation, StanceEntry } from '../sidecar/schema';
import type { DocumentFacts } from './types';

/** Actors that a page or a row has room for. */
const mostActors = 8;
/** Longer periods say when little happened: a decade would stretch what a document spans. In days. */
const longestPeriod = 366;

/** @param coding what may be seen of the document's coding */
export function factsOf(
  path: string,
  marks: Marks,
  pool: Pool,
  coding: { readonly stance: readonly StanceEntry[]; readonly annotations: readonly Annotation[] },
): DocumentFacts {
  const actors = new Map<string, { readonly actor: PooledActor; mentions: number }>();
  for (const { actor, aside } of marks.mentions(pool)) {
    if (aside) continue;
    const known = actors.get(actor.id);
    if (known) known.mentions++;
    else actors.set(actor.id, { actor, mentions: 1 });
  }
  const spans = marks.dates(pool).flatMap(({ value, block }) => {
    const days = isAside(block) ? undefined : daysOf(dayPart(value));
    return days && days.last - days.first < longestPeriod ? [days] : [];
  });
  const named = new Set(coding.stance.flatMap(({ evidence = [] }) => evidence));
  return {
    path,
    evidence: named.size === 0 ? [] : coding.annotations.filter(({ id }) => named.has(id)).map(({ id, quote }) => ({ id, quote })),
    actors: [...actors.values()]
      .sort((a, b) => b.mentions - a.mentions || a.actor.name.localeCompare(b.actor.name))
      .slice(0, mostActors)
      .map(({ actor: { id, name, kind }, mentions }) => ({ actor: id, name, kind, mentions })),
    ...(spans.length > 0 && {
      firstDay: formatDay(spans.reduce((least, { first }) => Math.min(least, first), Infinity)),
      lastDay: formatDay(spans.reduce((most, { last }) => Math.max(most, last), -Infinity)),
    }),
  };
}
