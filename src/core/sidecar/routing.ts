/** Which of a document's sidecars a decision is about. An entry is changed where it stands; what is new goes into one's own. */
import { findEntryIn } from '../yaml/apply';
import { listOf, type Data } from '../yaml/format';
import type { Decision } from './decision';
import { sidecarFormat } from './format';
import { sidecarSuffix } from './names';
import { type SidecarPart, unsignedSuffix } from './together';

export interface RoutedDecision {
  readonly suffix: string;
  readonly decision: Decision;
}

/**
 * An entry that stands in several files (a switch of modes was interrupted) is changed in all of them: changed in one alone,
 * the other would bring the old one back.
 * @param own the sidecar that new entries go to
 */
export function routed(parts: readonly SidecarPart[], own: string, decision: Decision): readonly RoutedDecision[] {
  if (decision.type === 'document') return routedFields(parts, own, decision.changes);
  const { section } = decision;
  const list = listOf(sidecarFormat, section);
  const key = decision.type === 'add' ? list.key(decision.entry) : decision.key;
  const holders = parts.filter(({ value }) => findEntryIn(list, (value[section] ?? []) as readonly Data[], key) !== undefined);
  return (holders.length === 0 ? [own] : holders.map(({ suffix }) => suffix)).map((suffix) => ({ suffix, decision }));
}

/** The file that an act was done in, and whether each coder had a sidecar of their own then. */
export interface Origin {
  readonly suffix: string;
  readonly separate: boolean;
}

/**
 * Where an act is taken back: in the file that it was done in, unless the coders' sidecars were divided or joined since; then where the entry stands by now,
 * or would.
 * @param separate whether each coder has a sidecar of their own now
 */
export function returned(parts: readonly SidecarPart[], own: string, separate: boolean, origin: Origin, decision: Decision): readonly RoutedDecision[] {
  const same = separate === origin.separate;
  if (decision.type === 'document') return same ? [{ suffix: origin.suffix, decision }] : routedFields(parts, own, decision.changes);
  const { section } = decision;
  const list = listOf(sidecarFormat, section);
  const key = decision.type === 'add' ? list.key(decision.entry) : decision.key;
  const holders = parts.filter(({ value }) => findEntryIn(list, (value[section] ?? []) as readonly Data[], key) !== undefined).map(({ suffix }) => suffix);
  if (holders.includes(origin.suffix)) return [{ suffix: origin.suffix, decision }];
  if (holders.length > 0) return holders.map((suffix) => ({ suffix, decision }));
  const home = same || decision.type !== 'add' ? origin.suffix : sidecarSuffix(separate ? decision.entry.by : undefined);
  return [{ suffix: home, decision }];
}

/** What is said of the document is changed in one's own sidecar, unless the one that is no coder's says it and one's own does not. */
function routedFields(parts: readonly SidecarPart[], own: string, changes: Data): readonly RoutedDecision[] {
  const says = (suffix: string, field: string): boolean => {
    const part = parts.find((candidate) => candidate.suffix === suffix);
    return (part?.value.document as Data | undefined)?.[field] !== undefined;
  };
  const bySuffix = new Map<string, Record<string, unknown>>();
  for (const [field, change] of Object.entries(changes)) {
    const suffix = field !== 'text' && !says(own, field) && says(unsignedSuffix, field) ? unsignedSuffix : own;
    bySuffix.set(suffix, { ...bySuffix.get(suffix), [field]: change });
  }
  return [...bySuffix].map(([suffix, own]) => ({ suffix, decision: { type: 'document', changes: own } }));
}
