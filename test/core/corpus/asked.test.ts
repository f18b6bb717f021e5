/** What the index has told of an actor follows every change of the corpus: it says what an index says that was never asked before. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CorpusIndex } from '../../../src/core/corpus';
import type { DocumentInput } from '../../../src/core/corpus/types';
import type { Project } from '../../../src/core/project/schema';
import { gazetteer } from '../actors/gazetteer';

const outlets = [
  { id: 'gazette', name: 'Harbour Gazette' },
  { id: 'post', name: 'Morning Post' },
];
const bare: Project = { pressmark: 1, outlets };
const projects: readonly Project[] = [
  bare,
  { ...bare, actors: [{ id: 'ada-brook', name: 'Ada Brook', kind: 'person', aliases: ['Minister Brook'] }] },
  { pressmark: 1, outlets: [{ id: 'gazette', name: 'Harbour Gazette', replaces: ['post'] }] },
];
const texts = [
  'Talks\n\nAda Brook said that the talks had failed. Brook left for Varden on Monday.\n',
  'Comments\n\nMinister Brook denied that she had left. “I stayed,” said Brook.\n',
  'The vote\n\nGeorge W. Bush said that the vote was fair. Mr. Bush left.\n',
  'The land office\n\nGeorge P. Bush said that the land was sold. “It is sold,” said Bush.\n',
  'The speech\n\nGeorge Bush met Ada Brook. Ms. Brook said that he would speak.\n',
  'Weather\n\nIt rained in the harbour on 3 March 2021.\n',
];
const actors = ['ada-brook', '~person.brook', '~person.ada-brook', '~person.george-bush', '~person.george-w-bush', '~person.george-p-bush'];

const document = (path: string, text: number, outlet: string | undefined): DocumentInput => ({
  path,
  text: texts[text] ?? null,
  stamp: `${text} 1`,
  sidecars: outlet === undefined ? [] : [{ suffix: '.pressmark.yaml', text: `pressmark: 1\ndocument:\n  outlet: ${outlet}\n`, pending: [] }],
});

type Step =
  | { readonly kind: 'put'; readonly document: DocumentInput }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'project'; readonly project: Project };

const path = fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd.txt');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(path, fc.nat(texts.length - 1), fc.constantFrom(undefined, 'gazette', 'post'))
      .map(([name, text, outlet]): Step => ({ kind: 'put', document: document(name, text, outlet) })),
  },
  { weight: 4, arbitrary: path.map((name): Step => ({ kind: 'read', path: name })) },
  { weight: 1, arbitrary: path.map((name): Step => ({ kind: 'remove', path: name })) },
  { weight: 1, arbitrary: fc.constantFrom(...projects).map((project): Step => ({ kind: 'project', project })) },
);

/** An index with the documents it holds, as whoever feeds it knows them. */
class Fed {
  readonly index = new CorpusIndex(bare, gazetteer);
  readonly documents = new Map<string, DocumentInput>();
  private readonly complete = new Set<string>();
  private project = bare;

  take(one: Step): void {
    switch (one.kind) {
      case 'put':
        this.put(one.document);
        break;
      case 'read':
        this.read(one.path);
        break;
      case 'remove':
        this.documents.delete(one.path);
        this.index.remove(one.path);
        break;
      case 'project':
        this.project = one.project;
        for (const again of this.index.setProject(one.project)) this.put(this.documents.get(again));
        break;
    }
    for (const name of this.documents.keys()) {
      if (this.index.isComplete(name)) this.complete.add(name);
      else this.complete.delete(name);
    }
  }

  /** The same corpus in an index that nobody has asked anything. */
  anew(): CorpusIndex {
    const index = new CorpusIndex(this.project, gazetteer);
    for (const one of this.documents.values()) index.put(one);
    for (const { path: name, text } of this.documents.values()) if (text !== null && this.complete.has(name)) index.readStatements([{ path: name, text }]);
    return index;
  }

  private put(one: DocumentInput | undefined): void {
    if (!one) return;
    this.documents.set(one.path, one);
    this.index.put(one);
  }

  private read(name: string): void {
    const text = this.documents.get(name)?.text;
    if (typeof text === 'string') this.index.readStatements([{ path: name, text }]);
  }
}

const told = (index: CorpusIndex): unknown => actors.map((actor) => ({ actor: index.actor(actor), examples: index.statementExamples(actor) }));

describe('what was told of an actor', () => {
  it('follows documents, statements, outlets and the registry, whenever it was asked', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const fed = new Fed();
        for (const one of steps) {
          fed.take(one);
          assert.deepEqual(told(fed.index), told(fed.anew()));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says as much of one as of all', () => {
    const fed = new Fed();
    texts.forEach((_, n) => fed.take({ kind: 'put', document: document(`${n}.txt`, n, n < 3 ? 'gazette' : 'post') }));
    texts.forEach((_, n) => fed.take({ kind: 'read', path: `${n}.txt` }));
    const all = fed.index.actors();
    assert.ok(all.some(({ id, statements }) => id === '~person.ada-brook' && statements.length === 2));
    for (const actor of all) assert.deepEqual(fed.index.actor(actor.id), actor);
  });

  it('is another once the document says something else of it, and remains over a decision about its passages', () => {
    const { index } = new Fed();
    index.put(document('a.txt', 0, 'gazette'));
    const first = index.actor('~person.ada-brook');
    assert.deepEqual([first?.documents, first?.mentions], [1, 2]);
    const tagged = `pressmark: 1\ndocument:\n  outlet: gazette\nannotations:\n  - id: 1\n    tags: [claim]\n    start: 0\n    end: 5\n`;
    index.put({ ...document('a.txt', 0, undefined), sidecars: [{ suffix: '.pressmark.yaml', text: tagged, pending: [] }] });
    assert.equal(index.actor('~person.ada-brook'), first, 'counted once');
    index.put(document('a.txt', 5, 'gazette'));
    assert.equal(index.actor('~person.ada-brook'), undefined);
  });
});
