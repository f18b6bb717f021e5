/** Which of a document's sidecars a decision is about. An entry is changed where it stands; what is new goes into one's own. */
import { findEntryIn } from '../yaml/apply';
import { listOf, type Data } from '../yaml/format';
import type { Decision } from './decision';
import { sidecarFormat } from './format';
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
