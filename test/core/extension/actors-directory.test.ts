/** The Actors view of a large corpus: what the worker tells the host of fifty thousand actors. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ActorKind } from '../../../src/core/actors/types';
import type { ActorSummary } from '../../../src/core/corpus/types';
import type { Project } from '../../../src/core/project/schema';
import { ActorsDirectory, type ActorsRequest } from '../../../src/extension/features/actors/directory';
import { type ActorsNode, actorsTree, bucketSize, kindOrder } from '../../../src/extension/features/actors/model';

const project: Project = { pressmark: 1, actors: [{ id: 'ada-brook', name: 'Ada Brook', kind: 'person' }] };
const actor = (n: number, kind: ActorKind = 'person'): ActorSummary => {
  const mentions = 100_000 - n;
  const forms = [{ form: `Name ${n}`, count: mentions, asides: 0 }];
  return {
    id: `~${kind}.name-${n}`,
    name: `Name ${n}`,
    kind,
    registered: false,
    mentions,
    asides: 0,
    documents: 1,
    variants: [{ outlet: undefined, forms }],
    statements: [],
  };
};
const request = (more: Partial<ActorsRequest> = {}): ActorsRequest => ({
  projectId: 'p',
  count: true,
  complete: true,
  later: [],
  grouping: 'kind',
  filter: {},
  open: [],
  ...more,
});
function directoryOf(actors: readonly ActorSummary[]): { directory: ActorsDirectory; counted: () => number } {
  let counted = 0;
  const directory = new ActorsDirectory({
    actors: () => {
      counted++;
      return actors;
    },
    mergeSuggestions: () => [],
  });
  directory.project = project;
  return { directory, counted: () => counted };
}
const size = (nodes: readonly ActorsNode[]): number => nodes.reduce((sum, node) => sum + 1 + (node.type === 'group' ? size(node.children) : 0), 0);
const words = (nodes: readonly ActorsNode[]): readonly string[] =>
  nodes.map((node) => (node.type === 'group' ? `${JSON.stringify(node.label)} ${node.count}` : node.type === 'actor' ? node.actor.name : node.type));

describe('the directory of actors', () => {
  it('tells of fifty thousand what is shown, and the rest when it is opened', () => {
    const { directory } = directoryOf(Array.from({ length: 50_000 }, (_, n) => actor(n)));
    const roots = directory.view(request());
    assert.deepEqual(words(roots), ['{"kind":"person"} 50000', '{"word":"not-mentioned"} 1']);
    assert.equal(size(roots), 2 + 167);
    assert.ok(JSON.stringify(roots).length < 50_000, 'a whole answer is eight megabytes');
    const stretches = directory.below('p/person');
    assert.deepEqual(words(stretches).slice(-1), ['{"from":49801,"to":50000} 200']);
    assert.ok(stretches.every((node) => node.type === 'group' && node.lazy === true && node.children.length === 0));
    assert.deepEqual(words(directory.below('p/person/1')).slice(0, 2), ['Name 300', 'Name 301']);
    assert.deepEqual(directory.below('p/gone'), []);
  });

  it('gives no list longer than a view is given at once, however many there are', () => {
    const { directory } = directoryOf(Array.from({ length: 100_000 }, (_, n) => actor(n)));
    directory.view(request({ grouping: 'frequency' }));
    let deepest = 0;
    const visit = (nodes: readonly ActorsNode[], depth: number): number => {
      deepest = Math.max(deepest, depth);
      assert.ok(nodes.length <= bucketSize, `${nodes.length} rows`);
      return nodes.reduce((sum, node) => sum + (node.type === 'group' ? visit(directory.below(node.id), depth + 1) : 1), 0);
    };
    assert.equal(visit(directory.view(request({ grouping: 'frequency' })), 0), 100_001);
    assert.equal(deepest, 2);
    assert.deepEqual(words(directory.below('p/frequency/1'))[0], '{"from":90001,"to":90300} 300');
  });

  it('says where an actor’s row stands', () => {
    const { directory } = directoryOf(Array.from({ length: 1000 }, (_, n) => actor(n, n % 2 ? 'place' : 'person')));
    directory.view(request());
    const path = directory.pathTo('~place.name-901');
    assert.deepEqual(path, ['p/place', 'p/place/1']);
    assert.ok(directory.below('p/place/1').some((node) => node.type === 'actor' && node.actor.name === 'Name 901'));
    assert.deepEqual(directory.pathTo('ada-brook'), ['p/not-mentioned']);
    assert.equal(directory.pathTo('nobody'), undefined);
  });

  it('counts when it is told to, and sees what was counted in the light of the registry as it is now', () => {
    const { directory, counted } = directoryOf([actor(7)]);
    directory.view(request());
    directory.project = { pressmark: 1, actors: [{ id: 'seven', name: 'Seven', kind: 'person', aliases: ['Name 7'] }] };
    assert.deepEqual(words(directory.view(request({ count: false, grouping: 'frequency' }))), ['Seven']);
    assert.equal(counted(), 1);
    directory.view(request());
    assert.equal(counted(), 2);
  });

  it('knows who bears a form, those apart that are asked about', () => {
    const { directory } = directoryOf([actor(1), { ...actor(1, 'place'), registered: true }, actor(2)]);
    assert.deepEqual(
      directory.called(['name 1', 'name 3'], ['~person.name-1']).map(({ id, keys }) => [id, keys]),
      [['~place.name-1', ['name 1']]],
    );
  });

  it('opened whole is the whole tree', () => {
    const kinds = fc.array(fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom(...kindOrder)), { maxLength: 700 });
    const all = (directory: ActorsDirectory, nodes: readonly ActorsNode[]): readonly unknown[] =>
      nodes.map((node) => (node.type === 'group' ? [node.id, node.label, node.count, all(directory, directory.below(node.id))] : node));
    const whole = (nodes: readonly ActorsNode[]): readonly unknown[] =>
      nodes.map((node) => (node.type === 'group' ? [node.id, node.label, node.count, whole(node.children)] : node));
    fc.assert(
      fc.property(kinds, fc.constantFrom('kind' as const, 'frequency' as const), (drawn, grouping) => {
        const actors = [...new Map(drawn.map(([n, kind]) => [`${kind} ${n}`, actor(n, kind)])).values()];
        const { directory } = directoryOf(actors);
        const tree = actorsTree({ projectId: 'p', project, actors, suggestions: [], later: new Set(), grouping, filter: {} });
        assert.deepEqual(all(directory, directory.view(request({ grouping }))), whole(tree));
      }),
      { numRuns: 30 },
    );
  });
});
