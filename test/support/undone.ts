/** Acts upon a project file that are taken back and done again. */
import assert from 'node:assert/strict';
import { applyProjectDecision, invertProjectDecision, type ProjectDecision, type ProjectFile, spliceProjectDecisions } from '../../src/core/project';

/** The file after an act; taken back it must have its bytes again, and done again say the same. */
export function doneAndUndone(before: ProjectFile, decisions: readonly ProjectDecision[]): string {
  const written = spliceProjectDecisions(before, decisions, '\n');
  assert.ok(!('blocked' in written), JSON.stringify(written));
  const inverse: ProjectDecision[] = [];
  let value = before.value;
  for (const decision of decisions) {
    const back = invertProjectDecision(value, decision);
    if (back) inverse.unshift(back);
    value = applyProjectDecision(value, decision);
  }
  const back = spliceProjectDecisions(written.file, inverse, '\n');
  assert.ok(!('blocked' in back));
  assert.equal(back.text, before.text);
  const again = spliceProjectDecisions(back.file, decisions, '\n');
  assert.ok(!('blocked' in again));
  assert.equal(again.text, written.text);
  return written.text;
}
