/** A document's edits were saved: what its sidecars say of the text, and where. */
import assert from 'node:assert/strict';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import { type FollowingModel, followSaved } from '../../../src/extension/workspace/following';

const moved: readonly Decision[] = [{ type: 'change', section: 'annotations', key: 'x', changes: { position: [9, 12] } }];

/** Two sidecars on one text, one on another; says what was taken in the end. */
function modelOf(keeps: boolean) {
  const taken: unknown[] = [];
  const sidecar = (suffix: string, text: string) => ({ suffix, store: { value: { document: { text } } as Sidecar } });
  const model: FollowingModel = {
    openSidecars: [sidecar('.pressmark.yaml', 'old'), sidecar('.ada.pressmark.yaml', 'older'), sidecar('.bob.pressmark.yaml', 'old')],
    decide: (decisions) => {
      if (keeps) taken.push(...decisions);
      return Promise.resolve(keeps);
    },
    take: (acts) => Promise.resolve(taken.push(...acts)),
  };
  return { model, taken };
}

const named = (suffix: string) => ({ suffix, decisions: [{ type: 'document', changes: { text: 'new' } }] });

describe('sidecars of a text whose edits were saved', () => {
  it('name the new text, each whose positions were of the old one', async () => {
    const { model, taken } = modelOf(true);
    await followSaved(model, moved, 'old', 'new');
    assert.deepEqual(taken, [...moved, named('.pressmark.yaml'), named('.bob.pressmark.yaml')]);
  });

  it('name the new text where no position has moved', async () => {
    const { model, taken } = modelOf(true);
    await followSaved(model, [], 'old', 'new');
    assert.deepEqual(taken, [named('.pressmark.yaml'), named('.bob.pressmark.yaml')]);
  });

  it('name the old text still where the new positions could not be kept', async () => {
    const { model, taken } = modelOf(false);
    await followSaved(model, moved, 'old', 'new');
    assert.deepEqual(taken, []);
  });

  it('say what they said where the text is what it was', async () => {
    const { model, taken } = modelOf(true);
    await followSaved(model, moved, 'old', 'old');
    assert.deepEqual(taken, moved);
  });
});
