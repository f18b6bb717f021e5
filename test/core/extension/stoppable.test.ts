/** The button of long work: what happens when it is pressed, without a window. */
import assert from 'node:assert/strict';
import { importInSteps, mostRows, readActorList } from '../../../src/core/project/actorList';
import { RegistryDraft } from '../../../src/core/project/registry';
import type { Project } from '../../../src/core/project/schema';
import { csvRows } from '../../../src/extension/features/actors/csv';
import { stoppable, type Shown, type Step } from '../../../src/extension/features/stoppable';

/** A window whose button is pressed by `press` as soon as it is shown. */
function windowWith(press: (stop: () => void) => void): { readonly shown: Shown; readonly reports: number[]; times: number } {
  const window = {
    reports: [] as number[],
    times: 0,
    shown: <T>(run: (report: (more: number) => void, whenStopped: (stop: () => void) => void) => Promise<T>): Promise<T> => {
      window.times++;
      return run((more) => window.reports.push(more), press);
    },
  };
  return window;
}

const parts =
  (count: number): ((step: Step) => Promise<number>) =>
  async (step) => {
    for (let at = 1; at <= count; at++) if (!(await step(at / count))) return at;
    return count;
  };

describe('long work', () => {
  it('ends at the next step when its button is pressed', async () => {
    const window = windowWith((stop) => stop());
    assert.ok((await stoppable(parts(100_000), window.shown, 0)) < 100_000);
    assert.equal(window.times, 1);
  });

  it('goes on to its end when nobody presses, and has told all of it', async () => {
    const window = windowWith(() => undefined);
    assert.equal(await stoppable(parts(200), window.shown, 0), 200);
    assert.ok(Math.abs(window.reports.reduce((sum, more) => sum + more, 0) - 1) < 1e-9);
  });

  it('is not shown when it is done at once', async () => {
    const window = windowWith(() => assert.fail('shown'));
    assert.equal(await stoppable(() => Promise.resolve('done'), window.shown, 60_000), 'done');
    assert.equal(window.times, 0);
  });

  it('an import of actors whose button is pressed writes nothing', async () => {
    const text = `name,kind\n${Array.from({ length: 2000 }, (_, i) => `Ida Stone ${i},person`).join('\n')}\n`;
    const project: Project = { pressmark: 1, actors: [] };
    const { listed } = readActorList(project, csvRows(text, mostRows));
    const window = windowWith((stop) => stop());
    const decisions = await stoppable((step) => importInSteps(new RegistryDraft(project), listed, step), window.shown, 0);
    assert.equal(decisions, undefined);
    const other = windowWith(() => undefined);
    assert.ok(((await stoppable((step) => importInSteps(new RegistryDraft(project), listed, step), other.shown, 0)) ?? []).length === 2000);
  });
});
