import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DocumentSummary } from '../../../src/core/corpus/types';
import type { Project } from '../../../src/core/project/schema';
import { bucketSize, type GroupNode, rowTitleOf, type SourceNode, type SourcesInput, SourcesTree } from '../../../src/extension/features/sources/model';

const project: Project = {
  pressmark: 1,
  stance: [{ id: 'q', question: 'How?', positions: [{ id: 'for', label: 'For' }] }],
  outlets: [
    { id: 'north', name: 'North' },
    { id: 'south', name: 'South' },
  ],
  events: [{ id: 'vote', name: 'The vote', date: '2020-05-01' }],
};
const input = (more: Partial<SourcesInput> = {}): SourcesInput => ({ projectId: 'p', name: 'p', project, grouping: 'outlet-stance', large: true, ...more });

interface Sketch {
  readonly outlet?: string | undefined;
  readonly title?: string | undefined;
  readonly day?: string | undefined;
  readonly copyOf?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly passages?: number;
  /** Who says that it is for; with a `?`, as a draft. */
  readonly by?: readonly string[] | undefined;
}
function document(path: string, { outlet, title, day, copyOf, events, passages = 0, by = [] }: Sketch = {}): DocumentSummary {
  return {
    path,
    metadata: {
      ...(outlet !== undefined && { outlet }),
      ...(title !== undefined && { title }),
      ...(copyOf !== undefined && { 'copy-of': copyOf }),
      ...(events && { events: [...events] }),
    },
    publication: day === undefined ? undefined : { start: day, end: day, basis: 'inferred' },
    stance: by.map((name) => ({
      question: 'q',
      position: 'for',
      by: name.replace('?', ''),
      at: '2026-11-21T10:00:00Z',
      ...(name.endsWith('?') && { status: 'draft' as const }),
    })),
    readBy: [],
    isTagged: passages > 0,
    taggedBy: [],
    tags: {},
    passages,
    comments: { ids: [], passages: 0, tags: {} },
    drifted: 0,
    readable: true,
  };
}

function treeOf(documents: readonly DocumentSummary[], more: Partial<SourcesInput> = {}): { tree: SourcesTree; byPath: Map<string, DocumentSummary> } {
  const byPath = new Map(documents.map((one) => [one.path, one]));
  const tree = new SourcesTree(input(more));
  tree.take(byPath.keys(), (path) => byPath.get(path));
  return { tree, byPath };
}

function labelOf({ label }: GroupNode): string {
  return 'name' in label ? label.name : 'word' in label ? `(${label.word})` : 'month' in label ? label.month : label.day;
}
/** The whole tree as indented lines; every list in it is asked for. */
function lines(nodes: readonly SourceNode[], depth = 0): string[] {
  return nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.type === 'group' ? `${labelOf(node)} ${node.count}/${node.size} ${node.coverage.coded}${node.coders.length > 0 ? ` by ${node.coders.join()}` : ''}` : node.document.path}`,
    ...(node.type === 'group' ? lines(node.children, depth + 1) : []),
  ]);
}
function* everyGroup(nodes: readonly SourceNode[]): Generator<GroupNode> {
  for (const node of nodes) {
    if (node.type !== 'group') continue;
    yield node;
    yield* everyGroup(node.children);
  }
}
const inside = (node: SourceNode | undefined, ...labels: readonly string[]): readonly SourceNode[] =>
  labels.reduce<readonly SourceNode[]>(
    (nodes, label) => {
      const found = nodes.find((one): one is GroupNode => one.type === 'group' && labelOf(one) === label);
      assert.ok(found, `${label} among ${nodes.map((one) => (one.type === 'group' ? labelOf(one) : one.id)).join(', ')}`);
      return found.children;
    },
    node?.type === 'group' ? node.children : [],
  );

describe('Sources: long lists', () => {
  it('are split by year, then month, then day, then by letters; what has no date stands last', () => {
    const dated: readonly (readonly [string, string])[] = [
      ['2020-01-05', 'Old'],
      ['2021-03-01', 'First'],
      ['2021-03-02', 'Report 2'],
      ['2021-03-02', 'Report 3, a'],
      ['2021-03-02', 'Report 3, b'],
      ['2021-03-02', 'Report 4'],
      ['2021-04-09', 'Later'],
    ];
    const undated = ['“Éclair” wins', 'Elections near', 'Zebras', 'Zoo'].map((title, n) => document(`u${n}.txt`, { title }));
    const { tree } = treeOf([...dated.map(([day, title], n) => document(`${n}.txt`, { day, title })), ...undated], { most: 3 });
    assert.deepEqual(lines(inside(tree.root, '(outlet-not-set)', '(stance-not-coded)')), [
      '2021 6/6 0',
      '  2021-04 1/1 0',
      '    6.txt',
      '  2021-03 5/5 0',
      '    2021-03-02 4/4 0',
      '      Report 2… 1/1 0',
      '        2.txt',
      '      Report 3… 2/2 0',
      '        3.txt',
      '        4.txt',
      '      Report 4… 1/1 0',
      '        5.txt',
      '    2021-03-01 1/1 0',
      '      1.txt',
      '2020 1/1 0',
      '  0.txt',
      '(no-date) 4/4 0',
      '  E… 2/2 0',
      '    u0.txt',
      '    u1.txt',
      '  Z… 2/2 0',
      '    u2.txt',
      '    u3.txt',
    ]);
  });

  it('go by folders where documents have no titles, and hundreds of folders stand in ranges', () => {
    const { tree } = treeOf(
      Array.from({ length: 12 }, (_, n) => document(`in/${'abcd'.charAt(n % 4)}/${n}.txt`)),
      { most: 3 },
    );
    assert.deepEqual(
      lines(inside(tree.root, '(outlet-not-set)', '(stance-not-coded)')).filter((line) => !line.endsWith('.txt')),
      ['in/a/ – in/b/ 6/6 0', '  in/a/ 3/3 0', '  in/b/ 3/3 0', 'in/c/ – in/d/ 6/6 0', '  in/c/ 3/3 0', '  in/d/ 3/3 0'],
    );
  });

  it('say of a document without a title what its folder’s row does not', () => {
    const long = 'archive-of-the-ministry-of-foreign-affairs';
    const { tree } = treeOf(
      [
        ...['in/a/1.txt', 'in/a/2.txt', 'in/b/3/4.txt', 'in/b/5.txt', `${long}/6.txt`, `${long}/7.txt`].map((path) => document(path)),
        document('in/a/8.txt', { title: 'in/a/ and b' }),
      ],
      { most: 3 },
    );
    const told = [...everyGroup(inside(tree.root, '(outlet-not-set)', '(stance-not-coded)'))].flatMap((group) =>
      group.children.flatMap((node) => (node.type === 'document' ? [`${labelOf(group)} ${rowTitleOf(node)}`] : [])),
    );
    assert.deepEqual(told, [
      '…ministry-of-foreign-affairs/ 6.txt',
      '…ministry-of-foreign-affairs/ 7.txt',
      'I… in/a/ and b',
      'in/a/ 1.txt',
      'in/a/ 2.txt',
      'in/b/ 3/4.txt',
      'in/b/ 5.txt',
    ]);
  });

  it('take a drop as their group does', () => {
    const { tree } = treeOf(
      Array.from({ length: 5 }, (_, n) => document(`${n}.txt`, { outlet: 'north', day: `202${n}-01-01` })),
      {
        most: 2,
        project: { ...project, stance: [] },
      },
    );
    const [year] = inside(tree.root, 'North');
    assert.deepEqual(year?.type === 'group' && year.drop, { project: 'p', sets: 'outlet', outlet: 'north' });
  });
});

describe('Sources: a hundred thousand documents', () => {
  const count = 100_000;
  const day = (n: number): string => `${2003 + (n % 19)}-${String(1 + (n % 11)).padStart(2, '0')}-${String(1 + (n % 27)).padStart(2, '0')}`;
  const documents = Array.from({ length: count }, (_, n) =>
    document(`${String(n % 997).padStart(3, '0')}/${n}.txt`, {
      outlet: n % 3 === 0 ? 'north' : n % 3 === 1 ? 'south' : undefined,
      day: n % 5 === 0 ? undefined : day(n),
    }),
  );
  const { tree, byPath } = treeOf(documents);
  const find = (path: string): DocumentSummary | undefined => byPath.get(path);

  it('stand in lists that can be opened, each once, with ids of their own', () => {
    const ids = new Set<string>();
    let found = 0;
    for (const group of everyGroup([tree.root])) {
      assert.ok(group.children.length <= bucketSize, `${group.id}: ${group.children.length}`);
      assert.ok(!ids.has(group.id), group.id);
      ids.add(group.id);
      found += group.children.filter(({ type }) => type === 'document').length;
    }
    assert.equal(found, count);
    assert.equal(tree.root.count, count);
  });

  it('are found from the document, with all rows above it, as revealing one asks', () => {
    for (const path of ['600/99303.txt', '000/0.txt']) {
      const node = tree.nodeOf(path);
      assert.equal(node?.document.path, path);
      for (let [below, above]: [SourceNode, GroupNode | undefined] = [node, node.parent]; above; [below, above] = [above, above.parent])
        assert.ok(above.children.includes(below), `${above.id} holds ${below.id}`);
    }
  });

  it('cost one group when one of them changes: its rows stay the objects they were, and other groups are not touched', () => {
    const node = tree.nodeOf('001/1.txt');
    const [north, south] = tree.root.children;
    assert.ok(node && north?.type === 'group' && south?.type === 'group');
    const rows = [...everyGroup([north])].map(({ id, children }) => [id, children] as const);
    byPath.set('001/1.txt', document('001/1.txt', { outlet: 'south', day: day(1), passages: 2 }));
    assert.deepEqual(tree.take(['001/1.txt'], find), [south]);
    assert.equal(south.coverage.coded, 1);
    assert.equal(tree.nodeOf('001/1.txt'), node);
    assert.equal(node.document.passages, 2);
    for (const group of everyGroup([north])) assert.equal(group.children, rows.shift()?.[1], group.id);
    byPath.set('001/1.txt', document('001/1.txt', { outlet: 'south', day: day(1), passages: 3 }));
    assert.deepEqual(tree.take(['001/1.txt'], find), [node], 'counts of groups stay: the row alone');
    assert.deepEqual(tree.take(['001/1.txt'], find), [], 'nothing new: nothing drawn');
  });

  it('are taken in a document a step, so that the host does what else it has to', () => {
    const another = new SourcesTree(input());
    let steps = 0;
    for (const taking = another.taking(byPath.keys(), find); !taking.next().done;) steps++;
    assert.ok(steps >= count);
    assert.equal(another.root.count, count);
  });

  it('stay in the tree they are in when the project says something else that no group shows', () => {
    const tags: Project = {
      ...project,
      tags: [{ id: 't', label: 'T' }],
      actors: [{ id: 'a', name: 'A', kind: 'person' }],
      outlets: [...(project.outlets ?? [])],
    };
    for (const grouping of ['outlet-stance', 'stance-outlet', 'event', 'date'] as const) {
      const one = new SourcesTree(input({ grouping }));
      assert.ok(one.isOf(input({ grouping, project: tags })), grouping);
      const shows = (shown: Partial<Project>): boolean => !one.isOf(input({ grouping, project: { ...tags, ...shown } }));
      const position = (label: string) => [{ id: 'q', question: 'How?', positions: [{ id: 'for', label }] }];
      const ofOutlets = grouping === 'outlet-stance' || grouping === 'stance-outlet';
      assert.equal(shows({ outlets: [{ id: 'north', name: 'Renamed' }] }), ofOutlets);
      assert.equal(shows({ stance: position('Another') }), ofOutlets);
      assert.equal(shows({ stance: [{ id: 'q2', question: 'How?', positions: [] }] }), true, 'tallies are of its first question');
      assert.equal(shows({ events: [{ id: 'vote', name: 'The vote', date: '2021-05-01' }] }), grouping === 'event');
      assert.ok(!one.isOf(input({ grouping, project: tags, large: false })));
    }
  });

  it('keep the ids of their groups when others come and go', () => {
    const ids = (): readonly string[] => [...everyGroup([tree.root])].map(({ id }) => id);
    const before = ids();
    byPath.set('996/new.txt', document('996/new.txt', { outlet: 'south', day: '2010-01-01' }));
    tree.take(['996/new.txt'], find);
    assert.deepEqual(ids(), before);
    byPath.delete('996/new.txt');
    tree.take(['996/new.txt'], find);
    assert.deepEqual(ids(), before);
  });
});

describe('Sources: more groups than a list has room for', () => {
  const folders = Array.from({ length: 900 }, (_, n) => `${String(n * 7).padStart(4, '0')}`);
  /** By id of a range: what stands in it. */
  function ranges(list: readonly SourceNode[]): ReadonlyMap<string, string> {
    return new Map(list.flatMap((node) => (node.type === 'group' ? [[node.id, node.children.map(({ id }) => id).join()]] : [])));
  }
  /** Documents come one by one. @returns how many ranges are as they were, and how many there were, over all of them */
  function kept(before: readonly DocumentSummary[], coming: readonly DocumentSummary[], list: (tree: SourcesTree) => readonly SourceNode[]) {
    const { tree, byPath } = treeOf(before);
    let [same, all] = [0, 0];
    let was = ranges(list(tree));
    for (const one of coming) {
      byPath.set(one.path, one);
      tree.take([one.path], (path) => byPath.get(path));
      const now = ranges(list(tree));
      for (const [id, rows] of was) if (now.get(id) === rows) same++;
      all += was.size;
      was = now;
    }
    return { same, all };
  }

  it('keeps what is open open where folders come: the ranges that they are in are others, and hardly any more', () => {
    const coming = Array.from({ length: 60 }, (_, n) => document(`${String(n * 101 + 3).padStart(4, '0')}/x.txt`));
    const before = folders.map((folder) => document(`${folder}/1.txt`));
    const { same, all } = kept([...before, document('zzz.txt')], [document('!first/x.txt'), ...coming], (tree) =>
      inside(tree.root, '(outlet-not-set)', '(stance-not-coded)'),
    );
    assert.ok(all / 61 >= 9 && all / 61 <= 40, `${all / 61} ranges`);
    assert.ok((all - same) / 61 < 2, `${(all - same) / 61} ranges changed with each folder`);
  });

  it('puts topmost outlets and events into ranges, which say what is in them now; what is not set stands for itself', () => {
    const outlets = folders.map((id) => ({ id: `o${id}`, name: `Outlet ${id}` }));
    const events = folders.map((id) => ({ id: `e${id}`, name: `Event ${id}` }));
    const many: Project = { ...project, outlets, events };
    const of = (id: string, passages = 0): DocumentSummary => document(`${id}.txt`, { outlet: `o${id}`, events: [`e${id}`], passages });
    for (const grouping of ['outlet-stance', 'event', 'stance-outlet'] as const) {
      const { tree, byPath } = treeOf([...folders.map((id) => of(id)), document('none.txt')], { project: many, grouping });
      const list = (): readonly SourceNode[] => (grouping === 'stance-outlet' ? inside(tree.root, '(stance-not-coded)') : tree.root.children);
      assert.ok(list().length >= 9 && list().length <= 40, String(list().length));
      const last = list().at(-1);
      assert.ok(last?.type === 'group' && /not-set|no-event/.test(labelOf(last)));
      const groups = list().flatMap((node) => (node.type === 'group' && 'name' in node.label ? node.children : []));
      assert.equal(groups.length, folders.length);
      const path = `${folders[450]}.txt`;
      byPath.set(path, of(folders[450] ?? '', 1));
      const drawn = tree.take([path], (one) => byPath.get(one));
      if (grouping !== 'stance-outlet') assert.equal(drawn, undefined, 'the rows of ranges are drawn anew');
      assert.equal(
        list().reduce((sum, node) => sum + (node.type === 'group' ? node.coverage.coded : 0), 0),
        1,
      );
      const row = tree.nodeOf(path);
      for (let [below, above]: [SourceNode | undefined, GroupNode | undefined] = [row, row?.parent]; below && above; [below, above] = [above, above.parent])
        assert.ok(above.children.includes(below), `${above.id} holds ${below.id}`);
    }
  });
});

describe('Sources: what comes, goes and changes', () => {
  const paths = ['a.txt', 'b.txt', 'f/c.txt', 'f/d.txt', 'g/e.txt', 'abc.txt', 'abd.txt'];
  const sketch = fc.record(
    {
      outlet: fc.constantFrom('north', 'south', 'stray'),
      title: fc.constantFrom('A', 'Ab', 'B/c', 'Ärger'),
      day: fc.constantFrom('2020-01-01', '2020-01-02', '2020-02-01', '2021-01-01'),
      copyOf: fc.constantFrom(...paths),
      events: fc.constantFrom(['vote'], ['vote', 'other'], []),
      passages: fc.nat(2),
      by: fc.subarray(['ada', 'bob', 'eve?']),
    },
    { requiredKeys: [] },
  );
  const steps = fc.array(fc.array(fc.record({ path: fc.constantFrom(...paths), now: fc.option(sketch, { nil: undefined }) }), { minLength: 1 }), {
    maxLength: 6,
  });

  it('gives the very tree that a new one would be, whatever was opened in between', () => {
    fc.assert(
      fc.property(
        steps,
        fc.constantFrom('outlet-stance', 'stance-outlet', 'event', 'date'),
        fc.constantFrom(1, 2, 4),
        fc.boolean(),
        (batches, grouping, most, isLookedAt) => {
          const { tree, byPath } = treeOf([], { grouping, most });
          for (const batch of batches) {
            for (const { path, now } of batch) {
              if (now) byPath.set(path, document(path, now));
              else byPath.delete(path);
            }
            const taking = tree.taking(new Set(batch.map(({ path }) => path)), (path) => byPath.get(path));
            while (!taking.next().done) if (isLookedAt) lines([tree.root]);
            const fresh = treeOf([...byPath.values()], { grouping, most });
            assert.deepEqual(lines([tree.root]), lines([fresh.tree.root]));
          }
        },
      ),
    );
  });
});
