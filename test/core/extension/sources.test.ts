import assert from 'node:assert/strict';
import { coverageOf, stanceState } from '../../../src/core/corpus/coverage';
import type { DocumentSummary } from '../../../src/core/corpus/types';
import type { Project } from '../../../src/core/project/schema';
import type { StanceEntry } from '../../../src/core/sidecar/schema';
import { type GroupNode, type SourceNode, sourcesTree } from '../../../src/extension/features/sources/model';

const project: Project = {
  pressmark: 1,
  stance: [
    {
      id: 'q',
      question: 'How?',
      positions: [
        { id: 'endorses', label: 'Endorses' },
        { id: 'disputes', label: 'Disputes' },
      ],
    },
  ],
  outlets: [
    { id: 'rt', name: 'RT' },
    { id: 'eeas', name: 'EEAS' },
  ],
  events: [
    { id: 'call', name: 'The call', date: '2022-01-15' },
    { id: 'talks', name: 'The talks', date: '2021-03-24' },
  ],
};
const entry = (by: string, position: string, more: Partial<StanceEntry> = {}): StanceEntry => ({
  question: 'q',
  position,
  by,
  at: '2026-11-21T10:00:00Z',
  ...more,
});
const document = (path: string, more: Partial<DocumentSummary> = {}): DocumentSummary => ({
  path,
  metadata: {},
  publication: undefined,
  stance: [],
  readBy: [],
  isTagged: (more.passages ?? 0) > 0,
  taggedBy: [],
  tags: {},
  passages: 0,
  comments: { ids: [], passages: 0, tags: {} },
  drifted: 0,
  readable: true,
  ...more,
});

/** The tree as indented lines: what a reader of the test sees is what a reader of the view sees. */
function lines(nodes: readonly SourceNode[], depth = 0): string[] {
  const label = (node: GroupNode): string =>
    'name' in node.label ? node.label.name : 'word' in node.label ? `(${node.label.word})` : 'month' in node.label ? node.label.month : node.label.day;
  return nodes.flatMap((node) => [
    `${'  '.repeat(depth)}${node.type === 'group' ? `${label(node)} ${node.count}` : node.document.path}`,
    ...(node.type === 'group' ? lines(node.children, depth + 1) : []),
  ]);
}

describe('Sources tree', () => {
  const documents = [
    document('a.txt', {
      metadata: { outlet: 'rt', events: ['call'] },
      stance: [entry('a', 'disputes')],
      publication: { start: '2022-01-16', end: '2022-01-16', basis: 'external' },
    }),
    document('b.txt', { metadata: { outlet: 'rt', 'copy-of': 'a.txt' }, stance: [entry('a', 'disputes')] }),
    document('c.txt', {
      metadata: { outlet: 'eeas', events: ['call', 'talks'] },
      stance: [entry('a', 'endorses'), entry('b', 'disputes')],
      publication: { start: '2022-01-15', end: '2022-01-15', basis: 'inferred' },
    }),
    document('d.txt', { metadata: { outlet: 'stray' } }),
    document('e.txt'),
  ];

  it('groups by outlet, then stance, with groups for what is open', () => {
    assert.deepEqual(lines(sourcesTree('p', project, documents, 'outlet-stance')), [
      'EEAS 1',
      '  (coders-disagree) 1',
      '    c.txt',
      'RT 1',
      '  Disputes 1',
      '    a.txt',
      '    b.txt',
      'stray 1',
      '  (stance-not-coded) 1',
      '    d.txt',
      '(outlet-not-set) 1',
      '  (stance-not-coded) 1',
      '    e.txt',
    ]);
  });

  it('groups by stance, then outlet, and shows every position, to drop documents on', () => {
    assert.deepEqual(lines(sourcesTree('p', project, documents, 'stance-outlet')), [
      'Endorses 0',
      'Disputes 1',
      '  RT 1',
      '    a.txt',
      '    b.txt',
      '(coders-disagree) 1',
      '  EEAS 1',
      '    c.txt',
      '(stance-not-coded) 2',
      '  stray 1',
      '    d.txt',
      '  (outlet-not-set) 1',
      '    e.txt',
    ]);
  });

  it('groups by event in order of date; a document of two events stands under both', () => {
    assert.deepEqual(lines(sourcesTree('p', project, documents, 'event')), [
      'The talks 1',
      '  c.txt',
      'The call 2',
      '  a.txt',
      '  c.txt',
      '(no-event) 2',
      '  b.txt',
      '  d.txt',
      '  e.txt',
    ]);
  });

  it('groups by month of publication, newest first', () => {
    assert.deepEqual(lines(sourcesTree('p', project, documents, 'date')), ['2022-01 2', '  a.txt', '  c.txt', '(no-date) 2', '  b.txt', '  d.txt', '  e.txt']);
  });

  it('counts a copy once: with its original', () => {
    const [rt] = sourcesTree('p', project, documents.slice(0, 2), 'outlet-stance');
    assert.equal(rt?.type === 'group' && rt.count, 1);
  });

  it('gives nodes ids that are unique and survive a change of other documents', () => {
    const ids = (nodes: readonly SourceNode[]): string[] => nodes.flatMap((node) => [node.id, ...(node.type === 'group' ? ids(node.children) : [])]);
    const all = ids(sourcesTree('p', project, documents, 'event'));
    assert.equal(new Set(all).size, all.length);
    const fewer = ids(sourcesTree('p', project, documents.slice(0, 3), 'event'));
    assert.deepEqual(
      fewer.filter((id) => !all.includes(id)),
      [],
    );
  });

  it('names whose judgements a group of a stance holds, and keeps drafts in a group of their own', () => {
    const coded = [
      document('a.txt', { stance: [entry('jo', 'disputes'), entry('ann', 'disputes')] }),
      document('b.txt', { stance: [entry('ann', 'disputes'), entry('eve', 'endorses', { status: 'draft' })] }),
      document('c.txt', { stance: [entry('eve', 'disputes', { status: 'draft' })] }),
    ];
    const groups = sourcesTree('p', project, coded, 'stance-outlet').flatMap((node) => (node.type === 'group' ? [[node.label, node.count, node.coders]] : []));
    assert.deepEqual(groups, [
      [{ name: 'Endorses' }, 0, []],
      [{ name: 'Disputes' }, 2, ['ann', 'jo']],
      [{ word: 'drafts-only' }, 1, ['eve']],
    ]);
  });

  it('says what dropping on a group writes', () => {
    const [eeas] = sourcesTree('p', project, documents, 'outlet-stance');
    assert.deepEqual(eeas?.type === 'group' && eeas.drop, { project: 'p', sets: 'outlet', outlet: 'eeas' });
    const [endorses] = sourcesTree('p', project, documents, 'stance-outlet');
    assert.deepEqual(endorses?.type === 'group' && endorses.drop, { project: 'p', sets: 'stance', question: 'q', position: 'endorses', label: 'Endorses' });
  });
});

describe('stance of a document', () => {
  it('is what its coders agree on', () => {
    assert.deepEqual(stanceState([entry('a', 'endorses'), entry('b', 'endorses')], 'q'), { kind: 'coded', position: 'endorses', by: ['a', 'b'] });
    assert.deepEqual(stanceState([entry('a', 'endorses'), entry('b', 'disputes')], 'q'), { kind: 'disagree', by: ['a', 'b'] });
    assert.deepEqual(stanceState([], 'q'), { kind: 'not-coded' });
    assert.deepEqual(stanceState([entry('a', 'endorses', { question: 'other' })], 'q'), { kind: 'not-coded' });
  });

  it('is settled by an adjudicator, whose entry outweighs those it names', () => {
    assert.deepEqual(stanceState([entry('a', 'endorses'), entry('b', 'disputes'), entry('c', 'disputes', { adjudicates: ['a', 'b'] })], 'q'), {
      kind: 'coded',
      position: 'disputes',
      by: ['c'],
    });
  });

  it('is open again where a coder has decided otherwise since, or one has whom the settlement does not name', () => {
    const settlement = entry('c', 'disputes', { adjudicates: ['a', 'b'] });
    const later = entry('a', 'endorses', { at: '2026-11-22T10:00:00Z' });
    assert.deepEqual(stanceState([later, entry('b', 'disputes'), settlement], 'q'), { kind: 'disagree', by: ['a', 'c'] });
    assert.deepEqual(stanceState([entry('d', 'endorses'), settlement], 'q'), { kind: 'disagree', by: ['d', 'c'] });
    const newer = entry('e', 'endorses', { adjudicates: ['a', 'b'], at: '2026-11-23T10:00:00Z' });
    assert.deepEqual(stanceState([later, entry('b', 'disputes'), settlement, newer], 'q'), { kind: 'coded', position: 'endorses', by: ['e'] });
  });

  it('is not settled by a draft', () => {
    const draft = entry('c', 'disputes', { adjudicates: ['a', 'b'], status: 'draft' });
    assert.deepEqual(stanceState([entry('a', 'endorses'), entry('b', 'endorses'), draft], 'q'), { kind: 'coded', position: 'endorses', by: ['a', 'b'] });
  });

  it('is nobody’s yet while there are drafts alone, and a draft beside a judgement settles and disputes nothing', () => {
    const draft = entry('b', 'disputes', { status: 'draft' });
    assert.deepEqual(stanceState([draft], 'q'), { kind: 'draft', by: ['b'] });
    assert.deepEqual(stanceState([entry('a', 'endorses'), draft], 'q'), { kind: 'coded', position: 'endorses', by: ['a'] });
  });
});

describe('coverage of documents', () => {
  const rows: readonly (readonly [string, Partial<DocumentSummary>, string])[] = [
    ['nobody has seen', {}, 'unread'],
    ['somebody has read', { readBy: ['a'] }, 'read'],
    ['with a passage', { readBy: ['a'], passages: 1 }, 'coded'],
    ['whose passages do not count: in a reader comment, or set aside by a settlement', { isTagged: true }, 'coded'],
    ['with a stance', { stance: [entry('a', 'for')] }, 'coded'],
    ['with a draft of a stance alone', { readBy: ['a'], stance: [entry('a', 'for', { status: 'draft' })] }, 'draft'],
    ['with a draft and a passage', { passages: 1, stance: [entry('a', 'for', { status: 'draft' })] }, 'coded'],
  ];
  for (const [name, more, kind] of rows) it(`is ${kind} for one ${name}`, () => assert.equal(coverageOf(document('a.txt', more)), kind));

  it('is counted by group, copies left out', () => {
    const all = [
      document('a.txt', { passages: 1 }),
      document('b.txt', { readBy: ['a'] }),
      document('c.txt'),
      document('d.txt', { metadata: { 'copy-of': 'a.txt' } }),
      document('e.txt', { stance: [entry('a', 'endorses', { status: 'draft' })] }),
    ];
    const [group] = sourcesTree('p', { pressmark: 1 }, all, 'outlet-stance');
    assert.ok(group?.type === 'group');
    assert.deepEqual([group.count, group.coverage], [4, { coded: 1, draft: 1, read: 1 }]);
  });
});
