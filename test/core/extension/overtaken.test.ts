/** What is told of decisions that wait for a person, where others' coding is hidden. */
import assert from 'node:assert/strict';
import { mayTell } from '../../../src/extension/features/passages/overtaken';

describe('what waits for a person to settle', () => {
  const entry = { id: 'a1', tags: ['threat'], quote: 'Paris disagreed', by: 'Anna' };
  const cases: readonly (readonly [string, unknown, object | null | undefined])[] = [
    ['what was added', { type: 'add', section: 'annotations', entry }, null],
    ['a change', { type: 'change', section: 'annotations', key: 'a1', changes: { note: 'A secret' } }, entry],
    ['a deletion', { type: 'remove', section: 'annotations', key: 'a1' }, entry],
  ];
  for (const [name, decision, was] of cases)
    it(`is told of ${name} to its coder, and to others once everyone’s coding is shown`, () => {
      assert.equal(mayTell(decision, was, 'Anna'), true);
      assert.equal(mayTell(decision, was, undefined), true);
      assert.equal(mayTell(decision, was, 'Ben'), false);
    });

  it('is told of what nobody signs', () => {
    assert.equal(mayTell({ type: 'document', changes: { outlet: 'gazette' } }, undefined, 'Ben'), true);
    assert.equal(mayTell({ type: 'change', section: 'tags', key: 'threat', changes: { label: 'Threat' } }, { id: 'threat', label: 'Thraet' }, 'Ben'), true);
  });
});
