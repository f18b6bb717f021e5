/** The Coders view as data: many documents, and what is drawn anew. */
import assert from 'node:assert/strict';
import type { Case } from '../../../src/core/adjudication';
import type { DocumentCoding } from '../../../src/core/corpus/types';
import {
  bucketSize,
  casesBelow,
  childrenOf,
  type CodersNode,
  codersTree,
  type ListedNode,
  type ProjectCoding,
  redrawn,
  tallyOf,
  waiting,
} from '../../../src/extension/features/coders/model';

const coders = ['Ada', 'Ben'];
const stance = (id: string, state: Case['state'] = 'open'): Case => ({
  about: 'stance',
  kind: 'stance',
  id,
  question: 'q',
  coders,
  entries: coders.map((by, n) => ({ question: 'q', position: n === 0 ? 'for' : 'against', by, at: '2026-11-22T10:00:00Z' })),
  settlements: [],
  state,
  gone: false,
});
const documentOf = (n: number, cases: readonly Case[] = [stance(`c${n}`)]): DocumentCoding => ({
  path: `${String(n).padStart(5, '0')}.txt`,
  signedBy: coders,
  finishedBy: coders,
  cases,
  unplaced: 0,
});
const coding = (documents: readonly DocumentCoding[], more: Partial<ProjectCoding> = {}): ProjectCoding => ({
  id: 'p',
  name: 'p',
  assignments: [],
  documents,
  titleOf: (path) => `Title ${path}`,
  only: undefined,
  ...more,
});
const many = (count: number): readonly DocumentCoding[] => Array.from({ length: count }, (_, n) => documentOf(n));

describe('the tree of coders', () => {
  it('gives no list longer than a view is given at once, and makes cases when they are asked for', () => {
    for (const count of [200, 5000, 100_000]) {
      const roots = codersTree([coding(many(count))]);
      let documents = 0;
      const visit = (nodes: readonly CodersNode[]): void => {
        assert.ok(nodes.length <= Math.max(bucketSize, Math.ceil(count / bucketSize)), `${nodes.length} rows of ${count}`);
        for (const node of nodes) {
          if (node.type === 'document') documents++;
          else visit(childrenOf(node));
        }
      };
      visit(roots);
      assert.equal(documents, count);
    }
  });

  it('names stretches by their titles, and folds what is much', () => {
    const [open] = codersTree([coding(many(700))]);
    assert.ok(open?.type === 'section' && open.count === 700);
    assert.deepEqual(
      open.children.map((node) => (node.type === 'section' ? [node.what, node.name, node.count] : node.type)),
      [
        ['stretch', 'Title 00000.t… – Title 00299.t…', 300],
        ['stretch', 'Title 00300.t… – Title 00599.t…', 300],
        ['stretch', 'Title 00600.t… – Title 00699.t…', 100],
      ],
    );
    const folded = (count: number): unknown => {
      const [section] = codersTree([coding(many(count))]);
      const [first] = section?.type === 'section' ? section.children : [];
      return first?.type === 'document' && first.folded;
    };
    assert.deepEqual([folded(100), folded(101)], [false, true]);
  });

  it('goes through the cases that wait in the order of the view, over stretches and projects', () => {
    const other = coding([documentOf(1, [stance('x', 'settled'), stance('y')])], { id: 'r', name: 'r' });
    const cases = waiting(codersTree([coding(many(700)), other]));
    assert.deepEqual([cases.length, cases[0]?.found.id, cases[699]?.found.id, cases[700]?.found.id], [701, 'c0', 'c699', 'y']);
    assert.equal(new Set(cases.map(({ id }) => id)).size, 701);
    assert.deepEqual(tallyOf(other.documents), { disagreements: 2, settled: 1, agreed: 0, accepted: 0, unplaced: 0 });
  });

  it('knows a document that nobody has coded yet as one to be coded, and one that is gone as none', () => {
    const assignments = ['00000.txt', '00009.txt', 'gone.txt'].map((document) => ({ document, coders: ['Ada'] }));
    const [section] = codersTree([coding([documentOf(0, [])], { assignments, titleOf: (path) => (path === 'gone.txt' ? undefined : path) })]);
    const [ada] = section?.type === 'section' ? section.children : [];
    assert.ok(ada?.type === 'coder');
    assert.deepEqual([ada.progress.assigned, ada.progress.done, ada.children.map(({ path }) => path)], [2, 1, ['00009.txt']]);
  });
});

describe('a refresh of the tree of coders', () => {
  const sectionsOf = (roots: readonly ListedNode[]): readonly string[] => roots.map(({ id }) => id);

  it('draws nothing where nothing is said anew, and the document alone that says something else', () => {
    const { roots } = redrawn([], codersTree([coding(many(700))]));
    assert.deepEqual(redrawn(roots, codersTree([coding(many(700))])).changed, []);
    const [before] = casesBelow(roots);
    const changed = many(700).map((one, n) => (n === 650 ? documentOf(n, [{ ...stance('c650'), coders: ['Ada', 'Cid'] }]) : one));
    const next = redrawn(roots, codersTree([coding(changed)]));
    assert.deepEqual(
      next.changed?.map((node) => node.type === 'document' && node.path),
      ['00650.txt'],
    );
    assert.ok(next.roots[0] === roots[0], 'rows stay the objects they are');
    assert.equal(before?.found.id, 'c0');
  });

  it('draws a section whose members are others, and all where a section comes', () => {
    const { roots } = redrawn([], codersTree([coding(many(10))]));
    const fewer = redrawn(roots, codersTree([coding(many(9))]));
    assert.deepEqual(sectionsOf(fewer.changed ?? []), ['p open']);
    assert.equal(redrawn(fewer.roots, codersTree([coding([...many(8), documentOf(8, [stance('c8', 'settled')])])])).changed, undefined);
  });
});
