/** An act that goes into several files of one thing, such as a document's sidecars: in all of them, or in none. */
import type { Decided } from './storeTypes';

/**
 * Decides each in turn. Where one cannot be kept, those before it are taken back, last first, and the rest is not begun. What cannot be
 * taken back either, as where the journal's disk is full, is in `kept`: it is shown, and undone like any act.
 */
export async function decideWhole<D, A extends { readonly decisions: readonly D[] }>(
  acts: readonly A[],
  decide: (act: A, decisions: readonly D[]) => Promise<Decided<D>>,
): Promise<Decided<D>> {
  const done: { readonly act: A; readonly undo: readonly D[] }[] = [];
  for (const act of acts) {
    const decided = await decide(act, act.decisions);
    if (decided.ok) {
      done.unshift({ act, undo: decided.undo });
      continue;
    }
    const kept: D[] = [];
    for (const { act: before, undo } of done) if (undo.length > 0 && !(await decide(before, undo)).ok) kept.push(...undo);
    return kept.length > 0 ? { ...decided, kept } : decided;
  }
  return { ok: true, undo: done.flatMap(({ undo }) => undo) };
}
