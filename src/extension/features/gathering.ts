/** What one act decides in many documents, some of them being typed in meanwhile. Without the editor, so that it is tested alone. */
import type { Step } from './stoppable';

/**
 * Finds out for each what takes time, then decides for all of them with nothing in between: a decision made early would be about a text that is another by then.
 * @param prepare resolves to what decides; that gives undefined where there is nothing to decide upon any more
 * @returns undefined where it was stopped
 */
export async function gathered<One, Part>(
  all: readonly One[],
  prepare: (one: One) => Promise<() => Part | undefined>,
  step: Step,
): Promise<readonly Part[] | undefined> {
  const ready: (() => Part | undefined)[] = [];
  for (const one of all) {
    ready.push(await prepare(one));
    if (!(await step(ready.length / all.length))) return undefined;
  }
  return ready.flatMap((decide) => decide() ?? []);
}
