/** What becomes of the sidecars of a document whose edits were saved. */
import type { Decision } from '../../core/sidecar/decision';
import type { Sidecar } from '../../core/sidecar/schema';
import type { SidecarAct } from './document';

/** The part of a document's model that its saved edits go through. */
export interface FollowingModel {
  readonly openSidecars: readonly { readonly suffix: string; readonly store: { readonly value: Sidecar } }[];
  decide(decisions: readonly Decision[]): Promise<boolean>;
  take(acts: readonly SidecarAct[]): Promise<unknown>;
}

/**
 * Positions that moved are decided, then each sidecar names the text that its own positions belong to. Where the positions could not be kept they are those
 * of the old text still, and it is the old text's hash that says so.
 * @param before hash of the text that the positions belonged to
 * @param after hash of the text that was saved
 */
export async function followSaved(model: FollowingModel, moved: readonly Decision[], before: string, after: string): Promise<void> {
  if (moved.length > 0 && !(await model.decide(moved))) return;
  if (before === after) return;
  const following = model.openSidecars.filter(({ store }) => store.value.document?.text === before);
  await model.take(following.map(({ suffix }) => ({ suffix, decisions: [{ type: 'document', changes: { text: after } }] })));
}
