/** Outlets that become one, and outlets that go: sidecars resolve through `replaces`, whatever was done when a crash came. */
import assert from 'node:assert/strict';
import { emptyGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import { applyProjectDecision } from '../../../src/core/project';
import { indexProject } from '../../../src/core/project/lookup';
import { mergeOutlets, outletsNow, removeOutlet } from '../../../src/core/project/outlets';
import type { Outlet, Project } from '../../../src/core/project/schema';

const gazette: Outlet = { id: 'gazette', name: 'The Gazette', country: 'LV', domains: ['gazette.example'], replaces: ['old-gazette'] };
const courier: Outlet = { id: 'courier', name: 'Courier', aliases: ['The Courier'], domains: ['courier.example', 'gazette.example'] };
const tide: Outlet = { id: 'tide', name: 'Tide' };
const project: Project = { pressmark: 1, outlets: [gazette, courier, tide] };

describe('outlets that are merged', () => {
  const decisions = mergeOutlets(gazette, [courier, tide]);
  const after = decisions.reduce(applyProjectDecision, project);

  it('leave their ids, names and domains with the one that stays, whose own words hold', () => {
    assert.deepEqual(after.outlets, [
      {
        ...gazette,
        aliases: ['Courier', 'The Courier', 'Tide'],
        domains: ['gazette.example', 'courier.example'],
        replaces: ['old-gazette', 'courier', 'tide'],
      },
    ]);
  });

  it('leave no id without an outlet at any step', () => {
    let now = project;
    for (const decision of decisions) {
      now = applyProjectDecision(now, decision);
      const index = indexProject(now);
      for (const id of ['gazette', 'old-gazette', 'courier', 'tide']) assert.ok(index.outlet(id), `${id} after ${decision.type}`);
    }
  });

  it('are one in every field of a document that names them', () => {
    const index = indexProject(after);
    assert.deepEqual(outletsNow({ outlet: 'courier', publisher: 'gazette', via: ['tide', 'old-gazette', 'stray'] }, index), {
      outlet: 'gazette',
      publisher: 'gazette',
      via: ['gazette', 'stray'],
    });
    const same = { outlet: 'gazette', title: 'A title' };
    assert.equal(outletsNow(same, index), same);
  });

  it('are one in the index at once, and their documents are told to have changed', () => {
    const corpus = new CorpusIndex(project, emptyGazetteer);
    const sidecar = (outlet: string) => [{ suffix: '.pressmark.yaml', text: `pressmark: 1\ndocument:\n  outlet: ${outlet}\n`, pending: [] }];
    corpus.put({ path: 'a.txt', text: 'Ana Petrova spoke.\n', sidecars: sidecar('courier') });
    corpus.put({ path: 'b.txt', text: 'Ana Petrova spoke.\n', sidecars: sidecar('gazette') });
    const { revision } = corpus.changes(0, 10);
    corpus.setCodebook(after);
    assert.deepEqual(
      corpus.changes(revision, 10).summaries.map(({ path, metadata }) => [path, metadata.outlet]),
      [['a.txt', 'gazette']],
    );
    assert.deepEqual(
      corpus.actors().map(({ variants }) => variants.map(({ outlet }) => outlet)),
      [['gazette']],
    );
  });
});

describe('an outlet that is deleted', () => {
  it('leaves its documents to another and takes its names along; one without documents just goes', () => {
    assert.deepEqual(removeOutlet(courier, tide).reduce(applyProjectDecision, project).outlets, [gazette, { ...tide, replaces: ['courier'] }]);
    assert.deepEqual(removeOutlet(tide, undefined).reduce(applyProjectDecision, project).outlets, [gazette, courier]);
  });
});
