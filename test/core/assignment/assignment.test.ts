import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deal, type Dealing, nextOpen, progressOf } from '../../../src/core/assignment';
import { applyProjectDecision, invertProjectDecision, parseProject, type ProjectDecision, spliceProjectDecisions } from '../../../src/core/project';

const paths = fc.uniqueArray(
  fc.tuple(fc.constantFrom('a', 'b', 'c/d', 'Ü'), fc.nat(500)).map(([folder, number]) => `${folder}/${number}.txt`),
  { maxLength: 60 },
);
const coders = fc.uniqueArray(fc.constantFrom('anna', 'ben', 'cleo', 'dan', 'Eva M.'), { minLength: 1, maxLength: 5 });
const dealing: fc.Arbitrary<Dealing> = fc.record({
  documents: paths,
  coders,
  overlap: fc.integer({ min: 0, max: 20 }).map((share) => share / 20),
  together: fc.integer({ min: 2, max: 4 }),
  seed: fc.nat(),
  before: fc.constant([]),
});
const spread = (loads: ReadonlyMap<string, number>): number => Math.max(...loads.values()) - Math.min(...loads.values());

describe('dealing documents out', () => {
  it('gives every document to somebody, the share asked for to several, and everybody as many as the others', () => {
    fc.assert(
      fc.property(dealing, (asked) => {
        const { added, loads, overlapping, assigned } = deal(asked);
        assert.deepEqual(
          added.map(({ document }) => document),
          asked.documents,
        );
        const size = Math.min(asked.together, asked.coders.length);
        const several = added.filter((one) => one.coders.length > 1);
        assert.equal(several.length, size < 2 ? 0 : Math.round(asked.overlap * asked.documents.length));
        assert.deepEqual([overlapping, assigned], [several.length, asked.documents.length]);
        for (const one of several) assert.equal(new Set(one.coders).size, size);
        for (const one of added) assert.ok(one.coders.length > 0 && one.coders.every((coder) => asked.coders.includes(coder)));
        assert.ok(spread(loads) <= 1, `${spread(loads)}`);
      }),
    );
  });

  it('is the same for the same seed, whatever the order of documents and coders, and another for another', () => {
    const byDocument = (asked: Dealing): readonly string[] =>
      deal(asked)
        .added.map((one) => `${one.document} ${one.coders.join(',')}`)
        .sort();
    fc.assert(
      fc.property(dealing, (asked) => {
        assert.deepEqual(byDocument({ ...asked, documents: [...asked.documents].reverse(), coders: [...asked.coders].reverse() }), byDocument(asked));
      }),
    );
    const many = Array.from({ length: 40 }, (_, index) => `${index}.txt`);
    const asked: Dealing = { documents: many, coders: ['anna', 'ben'], overlap: 0.25, together: 2, seed: 1, before: [] };
    assert.notDeepEqual(byDocument({ ...asked, seed: 2 }), byDocument(asked));
  });

  it('keeps what was dealt when documents are added; share and loads hold for all of them', () => {
    fc.assert(
      fc.property(dealing, paths, (asked, more) => {
        const before = deal(asked).added;
        const all = [...new Set([...asked.documents, ...more])];
        const { added, loads, overlapping, assigned } = deal({ ...asked, documents: all, before });
        assert.ok(added.every(({ document }) => !asked.documents.includes(document)));
        assert.equal(assigned, all.length);
        const wanted = Math.round(asked.overlap * all.length);
        const had = before.filter((one) => one.coders.length > 1).length;
        // A share of fewer documents may have been rounded up.
        assert.ok(asked.coders.length === 1 || overlapping === Math.max(had, Math.min(wanted, had + added.length)), `${overlapping} of ${wanted}`);
        assert.ok(spread(loads) <= 1);
      }),
    );
  });

  it('a coder who comes later catches up', () => {
    const documents = Array.from({ length: 30 }, (_, index) => `${index}.txt`);
    const before = deal({ documents: documents.slice(0, 20), coders: ['anna', 'ben'], overlap: 0, together: 2, seed: 1, before: [] }).added;
    const { loads } = deal({ documents, coders: ['anna', 'ben', 'cleo'], overlap: 0, together: 2, seed: 1, before });
    assert.deepEqual(Object.fromEntries(loads), { anna: 10, ben: 10, cleo: 10 });
  });

  it('every two coders get documents in common', () => {
    const documents = Array.from({ length: 60 }, (_, index) => `${index}.txt`);
    const { added } = deal({ documents, coders: ['anna', 'ben', 'cleo', 'dan'], overlap: 0.3, together: 2, seed: 7, before: [] });
    const pairs = new Map<string, number>();
    for (const one of added) if (one.coders.length > 1) pairs.set(one.coders.join(), (pairs.get(one.coders.join()) ?? 0) + 1);
    assert.deepEqual(
      [...pairs.values()].reduce((sum, count) => sum + count, 0),
      18,
    );
    assert.equal(pairs.size, 6);
  });
});

describe('progress', () => {
  const assignments = [
    { document: 'a.txt', coders: ['anna', 'ben'] },
    { document: 'b.txt', coders: ['anna'] },
    { document: 'gone.txt', coders: ['anna'] },
    { document: 'c.txt', coders: ['ben'] },
  ];
  const finished: Readonly<Record<string, readonly string[]>> = { 'a.txt': ['ben'], 'b.txt': [], 'c.txt': ['cleo'] };

  it('is counted of the documents that are there, coder by coder', () => {
    assert.deepEqual(
      progressOf(assignments, (document) => finished[document]),
      [
        { coder: 'anna', assigned: 2, done: 0, open: ['a.txt', 'b.txt'] },
        { coder: 'ben', assigned: 2, done: 1, open: ['c.txt'] },
      ],
    );
  });

  it('goes on with the next open document, round the end, never with the one in front', () => {
    const all = ['a', 'b', 'c', 'd'];
    assert.equal(nextOpen(['a', 'c'], all, 'b'), 'c');
    assert.equal(nextOpen(['a', 'c'], all, 'c'), 'a');
    assert.equal(nextOpen(['a', 'c'], all, undefined), 'a');
    assert.equal(nextOpen(['c'], all, 'c'), undefined);
    assert.equal(nextOpen(['b'], all, 'x'), 'b');
  });
});

describe('assignments in the project file', () => {
  const text = 'pressmark: 1\ndocuments: ["*.txt"] # all\nassignments:\n  - { document: a.txt, coders: [anna] } # hers\n';

  it('are an entry a line; adding again replaces, and undo brings back', () => {
    const file = parseProject(text);
    assert.deepEqual(file.problems, []);
    const decisions: readonly ProjectDecision[] = [
      { type: 'add', section: 'assignments', entry: { document: 'a.txt', coders: ['anna', 'ben'] } },
      { type: 'add', section: 'assignments', entry: { document: 'b: c.txt', coders: ['Eva M.'] } },
    ];
    const written = spliceProjectDecisions(file, decisions, '\n');
    assert.ok('text' in written);
    assert.equal(
      written.text,
      'pressmark: 1\ndocuments: ["*.txt"] # all\nassignments:\n  - { document: a.txt, coders: [anna, ben] } # hers\n  - { document: "b: c.txt", coders: [Eva M.] }\n',
    );
    let value = file.value;
    const inverse: ProjectDecision[] = [];
    for (const decision of decisions) {
      const back = invertProjectDecision(value, decision);
      assert.ok(back);
      inverse.unshift(back);
      value = applyProjectDecision(value, decision);
    }
    assert.deepEqual(inverse.reduce(applyProjectDecision, value), file.value);
  });

  it('may stand in a file of their own', () => {
    const file = parseProject('pressmark: 1\n', { assignments: text.slice(text.indexOf('assignments:')).replace(/^/, 'pressmark: 1\n') });
    assert.deepEqual(file.parts.assignments?.problems, []);
    assert.deepEqual(file.value.assignments, [{ document: 'a.txt', coders: ['anna'] }]);
  });
});
