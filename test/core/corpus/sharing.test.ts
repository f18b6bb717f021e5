/** What documents share is looked for again when it may be another, and not because a passage was tagged. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CorpusIndex } from '../../../src/core/corpus';
import type { DocumentInput } from '../../../src/core/corpus/types';
import { gazetteer } from '../actors/gazetteer';
import { corpus, fill, seedProject } from './support';

const bare = corpus.map((document): DocumentInput => ({ ...document, sidecars: [] }));
const [first, second] = bare;
const quote = first?.text?.slice(0, 20) ?? '';
const sidecars = {
  passage: `annotations:\n  - id: 01J\n    tags: [claim]\n    by: Ann\n    created: 2024-01-01T00:00:00Z\n    quote: ${JSON.stringify(quote)}\n`,
  stance: 'stance:\n  - { question: tone, position: warm, by: Ann }\n',
  event: 'document:\n  events: [blast]\n',
  published: 'document:\n  published: 1999-05-05\n',
  mention: `mentions:\n  - { quote: Moscow, not-actor: true, by: Ann }\n`,
};
type Part = keyof typeof sidecars;
const written = (document: DocumentInput, parts: readonly Part[], more = ''): DocumentInput => ({
  ...document,
  text: (document.text ?? '') + more,
  sidecars:
    parts.length === 0 ? [] : [{ suffix: '.pressmark.yaml', text: `pressmark: 1\n${[...new Set(parts)].map((part) => sidecars[part]).join('')}`, pending: [] }],
});

function filled(): CorpusIndex {
  const index = new CorpusIndex(seedProject, gazetteer);
  fill(index, bare);
  return index;
}

describe('what documents share', () => {
  it('is not looked for again when a passage is tagged or a stance is coded', () => {
    const index = filled();
    assert.ok(first && second);
    const before = index.sharing;
    for (const parts of [['passage'], ['passage', 'stance'], []] as const) fill(index, [written(first, parts)]);
    assert.equal(index.sharing, before);
    fill(index, [written(first, ['event'])]);
    assert.notEqual(index.sharing, before, 'documents of one event are compared first');
  });

  it('is the same for as long as the index says so', function () {
    this.timeout(60_000);
    const parts = fc.subarray<Part>(['passage', 'stance', 'event', 'published', 'mention']);
    const change = fc.tuple(fc.constantFrom(...bare.slice(0, 4)), parts, fc.constantFrom('', '', '\n\nNobody in Varden denied it.\n'));
    const shared = (index: CorpusIndex): unknown =>
      bare.slice(0, 4).map(({ path }) => {
        const own = { path, text: bare.find((document) => document.path === path)?.text ?? '' };
        return index.statements.candidates(own, null, 3);
      });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const index = filled();
        let known = { sharing: index.sharing, is: shared(index) };
        for (const [document, kept, more] of changes) {
          fill(index, [written(document, kept, more)]);
          const is = shared(index);
          if (index.sharing === known.sharing) assert.deepEqual(is, known.is);
          known = { sharing: index.sharing, is };
        }
      }),
      { numRuns: 8 },
    );
  });
});
