/** Many operations at once come to what they come to one by one, and cost no copy of the list each. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { projectStoreFormat } from '../../../src/core/project';
import type { ProjectDecision } from '../../../src/core/project/decision';
import type { Actor, Project } from '../../../src/core/project/schema';
import { sidecarStoreFormat } from '../../../src/core/sidecar';
import type { Decision } from '../../../src/core/sidecar/decision';
import type { Sidecar } from '../../../src/core/sidecar/schema';
import type { StoreFormat } from '../../../src/core/yaml/store';
import { applyAll, Run } from '../../../src/core/yaml/run';
import { foundBy } from '../../../src/core/yaml/effects';
import { passage } from './support';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const before = fc.constantFrom(undefined, null, 'a', 'd', 'nobody');
const actor = (id: string, name: string): Actor => ({ id, name, kind: 'person' });

const projectDecision: fc.Arbitrary<ProjectDecision> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(key, before)
      .map(([id, place]): ProjectDecision => Object.assign({ type: 'add' as const, section: 'actors' as const, entry: actor(id, id) }, { before: place })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(key, fc.constantFrom('x', 'y'))
      .map(([id, name]): ProjectDecision => ({ type: 'change', section: 'actors', key: id, changes: { name } })),
  },
  { weight: 3, arbitrary: key.map((id): ProjectDecision => ({ type: 'remove', section: 'actors', key: id })) },
  key.map((item): ProjectDecision => ({ type: 'put', list: 'not-actors', item })),
  key.map((id): ProjectDecision => ({ type: 'add', section: 'tags', entry: { id, label: id } })),
  fc.tuple(key, key).map(([id, parent]): ProjectDecision => ({ type: 'move', section: 'tags', key: id, parent })),
  fc.tuple(key, key).map(([document, coder]): ProjectDecision => ({ type: 'add', section: 'assignments', entry: { document, coders: [coder] } })),
);
const sidecarDecision: fc.Arbitrary<Decision> = fc.oneof(
  fc.tuple(key, fc.nat(9)).map(([id, start]): Decision => ({ type: 'add', section: 'annotations', entry: passage(id, start) })),
  fc.tuple(key, fc.constantFrom('x', null)).map(([id, note]): Decision => ({ type: 'change', section: 'annotations', key: id, changes: { note } })),
  key.map((id): Decision => ({ type: 'remove', section: 'annotations', key: id })),
  key.map((outlet): Decision => ({ type: 'document', changes: { outlet } })),
);

/** Each decision finds, and is taken back by, what it would alone. */
function alike<Value extends object, D>(format: StoreFormat<Value, D>, start: Value, decisions: readonly D[]): void {
  const run = new Run(format.format, start, 100);
  let value = start;
  for (const decision of decisions) {
    const operation = format.operation(decision);
    const near = run.near(operation);
    assert.deepEqual(format.invert(near, decision), format.invert(value, decision));
    assert.deepEqual(foundBy(format.format, near, operation), foundBy(format.format, value, operation));
    run.take(operation);
    value = format.apply(value, decision);
  }
  assert.deepEqual(run.value, value);
  assert.deepEqual(applyAll(format.format, start, decisions.map(format.operation)), value);
}

describe('many operations at once', () => {
  it('come to what they come to one by one, in a project', () => {
    const start: Project = { pressmark: 1, actors: [actor('a', 'A'), actor('b', 'B'), actor('c', 'C')] };
    fc.assert(fc.property(fc.array(projectDecision, { maxLength: 30 }), (decisions) => alike(projectStoreFormat(), start, decisions)));
  });

  it('come to what they come to one by one, in a sidecar, whose entries have an order', () => {
    const start: Sidecar = { pressmark: 1, annotations: [passage('a', 1), passage('b', 4)] } as unknown as Sidecar;
    fc.assert(fc.property(fc.array(sidecarDecision, { maxLength: 30 }), (decisions) => alike(sidecarStoreFormat, start, decisions)));
  });

  it('leave the value itself where they change nothing, and a list with two entries of one key as it was read', () => {
    const start: Project = { pressmark: 1, actors: [actor('a', 'A'), actor('a', 'Another'), actor('b', 'B')] };
    const again = (id: string): ProjectDecision => ({ type: 'add', section: 'actors', entry: actor(id, 'x') });
    const { format, operation } = projectStoreFormat();
    assert.equal(
      applyAll(
        format,
        start,
        Array.from({ length: 20 }, () => operation(again('b'))),
      ),
      start,
    );
    alike(projectStoreFormat(), start, [
      { type: 'remove', section: 'actors', key: 'a' },
      { type: 'change', section: 'actors', key: 'a', changes: { name: 'y' } },
    ]);
  });

  it('look at each entry a few times, however many there are', () => {
    const many = Array.from({ length: 4000 }, (_, n) => actor(`id-${n}`, `Actor ${n}`));
    let looks = 0;
    const { format } = projectStoreFormat();
    const counting = {
      ...format,
      sections: format.sections.map((section) =>
        section.kind === 'list' && section.name === 'actors'
          ? { ...section, key: (entry: Parameters<typeof section.key>[0]) => (looks++, section.key(entry)) }
          : section,
      ),
    };
    const value = applyAll(counting, { pressmark: 1, actors: many.slice(0, 2000) }, [
      ...many.slice(2000).map((entry) => ({ type: 'add' as const, section: 'actors', entry: entry as never })),
      ...many.map(({ id }) => ({ type: 'change' as const, section: 'actors', key: id, changes: { wikidata: 'Q1' } })),
      ...many.slice(0, 3000).map(({ id }) => ({ type: 'remove' as const, section: 'actors', key: id })),
    ]);
    assert.equal(value.actors.length, 1000);
    assert.ok(looks < 20_000, String(looks));
  });
});
