/** What becomes of a row of the view when what was asked of it cannot be kept: it stays, or is there again. */
import type { FileError } from '../../../core/ports';
import type { YamlStore } from '../../../core/yaml/store';
import type { AsideReason } from '../../../core/yaml/waiting';

type AsideStore = Pick<YamlStore<object, unknown>, 'carryOutAside' | 'discardAside'>;

/** @returns why what was set aside could not be carried out; it is set aside still */
export async function settleAside(store: AsideStore, why: AsideReason, mine: boolean): Promise<FileError | undefined> {
  if (!mine) return void (await store.discardAside(why));
  const decided = await store.carryOutAside(why);
  return decided.ok ? undefined : decided.error;
}

/** A store into which something was written that an earlier window had left unwritten. */
interface RecoveredStore<D> {
  settleRecovered(): { readonly undo: readonly D[]; readonly refused: () => void };
}

/**
 * Takes back what was recovered, in several files by one act. Where the act is refused, in all of them or from one on, that is offered again.
 * @param act carries out the decisions of each store, in this order; asks before each that has any, and stops at the first that it cannot keep
 */
export async function takeBackIn<D>(
  stores: readonly RecoveredStore<D>[],
  act: (undo: readonly (readonly D[])[], goOn: () => Promise<boolean>) => Promise<boolean>,
): Promise<void> {
  const settled = stores.map((store) => store.settleRecovered());
  let begun = 0;
  const goOn = (): Promise<boolean> => Promise.resolve(++begun > 0);
  const undo = settled.map((one) => one.undo);
  if (await act(undo, goOn)) return;
  // The last that was begun is the one that failed.
  const acting = settled.filter((one) => one.undo.length > 0);
  for (const { refused } of acting.slice(Math.max(0, begun - 1))) refused();
}
