/** Two branches of one corpus: whose work counts from which. */
import { together } from '../sidecar';
import type { Sidecar } from '../sidecar/schema';
import { type CoderEntries, entriesByCoder } from './coding';

export type FromBranches = { readonly entries: ReadonlyMap<string, CoderEntries> } | { readonly conflict: string };

/**
 * Each coder's work in a document is taken from the branch that changed it since the two parted; what none has changed is the same
 * in both. `conflict` names a coder whose work was changed in both, and otherwise: nobody can tell which of the two is meant.
 *
 * @param base the document's sidecars where the branches parted; none if they have nothing in common
 */
export function fromBranches(base: readonly Sidecar[], ours: readonly Sidecar[], theirs: readonly Sidecar[]): FromBranches {
  const [before, a, b] = [entriesByCoder(together(base)), entriesByCoder(together(ours)), entriesByCoder(together(theirs))];
  const chosen = new Map<string, CoderEntries>();
  for (const coder of [...new Set([...a.keys(), ...b.keys()])].sort()) {
    const [was, ourOwn, theirOwn] = [before, a, b].map((entries) => JSON.stringify(entries.get(coder) ?? null));
    if (ourOwn !== theirOwn && was !== ourOwn && was !== theirOwn) return { conflict: coder };
    const entries = (ourOwn === was ? b : a).get(coder);
    if (entries) chosen.set(coder, entries);
  }
  return { entries: chosen };
}
