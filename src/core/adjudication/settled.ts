/**
 * The coding that holds once adjudicators have spoken, and what counts of it.
 *
 * The one rule of counts: what a settlement sets aside does not count, the settlement does, once; one that says that none holds counts as
 * nothing; what a coder has decided since counts again beside it. So a passage that two coders marked and a third settled is one. Whatever
 * is counted by coder (agreement, progress, who has coded what) goes by the coders' own entries instead, and what is listed for a reader
 * to look at (passages, marks, judgements) is all that there is.
 */
import type { Annotation, Sidecar, StanceEntry } from '../sidecar/schema';
import { lastTouched } from './marks';

/**
 * The sidecar without the entries that a settlement has set aside: those that it names, unless their coder has decided anew since;
 * settlements that a newer one speaks over; and settlements that say that none holds, which leave nothing. What nobody has settled
 * stays as it is. Nothing is written by this: it is a reading of what stands there.
 */
export function settled(sidecar: Sidecar): Sidecar {
  const { annotations, stance } = sidecar;
  const aside = setAside(annotations ?? []);
  return {
    ...sidecar,
    ...(annotations && { annotations: annotations.filter((entry) => !aside.has(entry.id) && !saysNone(entry)) }),
    ...(stance && { stance: settledStance(stance) }),
  };
}

/** Of a document's judgements, those that no settlement has set aside. */
export function settledStance(stance: readonly StanceEntry[]): StanceEntry[] {
  return stance.filter((entry) => !isOverruled(entry, stance));
}

/**
 * Whether a passage counts.
 * @param annotations all of its document's that are shown, settlements that say that none holds with them: what is hidden counts, and settles, nothing
 */
export function countsAmong(annotations: readonly Annotation[]): (annotation: Annotation) => boolean {
  if (annotations.every(({ adjudicates }) => adjudicates === undefined)) return () => true;
  const aside = setAside(annotations);
  return (annotation) => !aside.has(annotation.id) && !saysNone(annotation);
}

/** The annotations that a settlement has set aside, by id, with the name of whose settlement that is. */
export function setAside(annotations: readonly Annotation[]): ReadonlyMap<string, string> {
  const settlements = annotations.filter(({ adjudicates }) => adjudicates !== undefined);
  const newest = new Map<string, Annotation>();
  for (const settlement of settlements) {
    for (const id of settlement.adjudicates ?? []) {
      const known = newest.get(id);
      if (!known || lastTouched(settlement) > lastTouched(known)) newest.set(id, settlement);
    }
  }
  const aside = new Map<string, string>();
  // What its coder has decided anew since stays.
  for (const entry of annotations) {
    const settlement = newest.get(entry.id);
    if (settlement && lastTouched(entry) <= lastTouched(settlement)) aside.set(entry.id, settlement.by);
  }
  // Of two settlements of one passage the newer one holds; what was written in one act, as where both hold, is of one time. One that still
  // settles another passage, which its coder has moved away since, holds for that one.
  const standing = new Map(annotations.map((entry) => [entry.id, entry] as const));
  for (const settlement of settlements) {
    const named = settlement.adjudicates ?? [];
    const isLater = (one: Annotation | undefined): one is Annotation => one !== undefined && lastTouched(one) > lastTouched(settlement);
    const later = named.map((id) => newest.get(id)).find(isLater);
    const holds = (id: string): boolean => {
      const entry = standing.get(id);
      return entry !== undefined && !isLater(newest.get(id)) && lastTouched(entry) <= lastTouched(settlement);
    };
    if (later && !named.some(holds)) aside.set(settlement.id, later.by);
  }
  return aside;
}

function saysNone({ tags, adjudicates }: Annotation): boolean {
  return adjudicates !== undefined && tags.length === 0;
}

function isOverruled(entry: StanceEntry, all: readonly StanceEntry[]): boolean {
  const settlements = all.filter(({ question, adjudicates }) => question === entry.question && adjudicates !== undefined);
  if (entry.adjudicates !== undefined) return settlements.some(({ at }) => Date.parse(at) > Date.parse(entry.at));
  return settlements.some(({ adjudicates, at }) => adjudicates?.includes(entry.by) && Date.parse(entry.at) <= Date.parse(at));
}
