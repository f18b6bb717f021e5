/** A change of the registry: the documents that it is about are named, and no others need to be read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CorpusIndex } from '../../../src/core/corpus';
import { mayHold, keysOfName, Signatures } from '../../../src/core/corpus/signature';
import type { Actor, Project } from '../../../src/core/project/schema';
import { gazetteer } from '../actors/gazetteer';
import { answers, corpus, fill, seedProject } from './support';

const actor = (id: string, name: string, kind: Actor['kind'], ...aliases: string[]): Actor => ({ id, name, kind, ...(aliases.length > 0 && { aliases }) });
const bare: Project = { pressmark: 1, outlets: seedProject.outlets, stance: seedProject.stance, events: seedProject.events, tags: seedProject.tags };
const pool: readonly Actor[] = [
  ...(seedProject.actors ?? []).slice(0, 12),
  actor('morozova', 'Julia Morozova', 'person'),
  actor('lavrenko', 'Sergei Lavrenko', 'person', 'Lavrenko'),
  actor('harbour', 'Varden Harbour Authority', 'organisation'),
  actor('russia', 'Russia', 'state'),
  actor('ukraine', 'Ukraine', 'state'),
  actor('eu', 'European Union', 'organisation', 'the bloc'),
  actor('un', 'United Nations', 'organisation'),
  actor('oneil', "Anna Maria O'Neil", 'person'),
];

describe('a changed registry', () => {
  const filled = (project: Project): CorpusIndex => {
    const index = new CorpusIndex(project, gazetteer);
    fill(index);
    return index;
  };
  const changed = (before: Project, after: Project): { readonly index: CorpusIndex; readonly again: readonly string[] } => {
    const index = filled(before);
    const again = index.setProject(after);
    fill(
      index,
      corpus.filter(({ path }) => again.includes(path)),
    );
    return { index, again };
  };

  it('is about the documents in which one of its words may stand', () => {
    const one = (...actors: Actor[]): readonly string[] => changed(bare, { ...bare, actors }).again.filter((path) => path.startsWith('own-'));
    assert.deepEqual(one(actor('x', 'Julia Morozova', 'person')), ['own-0.txt', 'own-1.txt'], 'in whichever spelling');
    assert.ok(one(actor('x', 'Varden Harbour Authority', 'organisation')).includes('own-1.txt'));
    assert.ok(one(actor('x', 'Russia', 'state')).includes('own-0.txt'), 'whose capital speaks for it');
    assert.deepEqual(one(actor('x', 'Zyx Qwerty', 'person')), []);
  });

  it('leaves everything known while the documents are read again', () => {
    const index = filled(bare);
    index.setProject({ ...bare, actors: [...pool] });
    assert.equal(index.documents().length, corpus.length);
    assert.ok(index.actors().some(({ name, mentions }) => name.includes('Lavrenko') && mentions > 0));
  });

  it('has no document read again for a role, a link or a label', () => {
    const named = { ...bare, actors: [...pool] };
    const more = { ...named, actors: pool.map((one) => ({ ...one, wikidata: 'Q1', roles: [{ title: 'Envoy' }] })) };
    assert.deepEqual(changed(named, more).again, []);
  });

  it('leads to the very index that a new one would be', function () {
    this.timeout(120_000);
    const registry = fc.subarray([...pool], { minLength: 0 });
    const refused = fc.subarray(['Moscow', 'Authority', 'U.N.', 'Borrell']);
    const kinds = fc.constantFrom<Actor['kind'] | undefined>(undefined, 'place', 'group');
    fc.assert(
      fc.property(registry, refused, registry, refused, kinds, (had, hadNot, has, hasNot, kind) => {
        const project = (actors: readonly Actor[], not: readonly string[]): Project => ({ ...bare, actors: [...actors], 'not-actors': [...not] });
        const after = project(
          has.map((one, i) => (i === 0 && kind ? { ...one, kind } : one)),
          hasNot,
        );
        assert.deepEqual(answers(changed(project(had, hadNot), after).index), answers(filled(after)));
      }),
      { numRuns: 12 },
    );
  });
});

describe('signatures of words', () => {
  it('hold every word of the text, in every spelling that is one name', () => {
    const signatures = new Signatures();
    for (const { text } of corpus) {
      if (text === null) continue;
      const signature = signatures.of(text);
      for (const key of keysOfName(text).flat()) assert.ok(mayHold(signature, key));
      assert.ok(signature.length * 4 <= 32 + text.length / 4, 'and are small');
    }
    const holds = (text: string, word: string): boolean => keysOfName(word).every((keys) => keys.some((key) => mayHold(signatures.of(text), key)));
    assert.ok(holds('Sergei Lavrenko', 'Sergey'));
    assert.ok(holds('the U.N. envoy', 'UN'));
    assert.ok(holds('Anna‑Maria O’Neil', "O'Neil"));
    assert.ok(!holds('Sergei Lavrenko met the envoy', 'Morozova'));
  });
});
