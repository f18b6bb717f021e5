/** What the index answers about actors: counts by form, letters that fit, pairs that may be one, merged ids. */
import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus';
import { inContext } from '../../../src/core/corpus/context';
import type { Project } from '../../../src/core/project/schema';
import { gazetteer } from '../actors/gazetteer';

const project: Project = {
  pressmark: 1,
  outlets: [{ id: 'gazette', name: 'The Gazette' }],
  actors: [
    { id: 'ada-brook', name: 'Ada Brook', kind: 'person', aliases: ['Brook', 'Minister Brook'], replaces: ['a-brook'] },
    { id: 'harbour-board', name: 'Harbour Board', kind: 'organisation' },
  ],
};
const sidecar = 'pressmark: 1\ndocument: { outlet: gazette }\n';

function index(texts: readonly string[], value = project, sidecars: readonly string[] = []): CorpusIndex {
  const corpus = new CorpusIndex(value, gazetteer);
  texts.forEach((text, n) => corpus.put({ path: `${n}.txt`, text, sidecars: [{ suffix: '.pressmark.yaml', text: sidecars[n] ?? sidecar, pending: [] }] }));
  return corpus;
}

const story = `Minister meets the board

Minister Brook met the Harbour Board on Monday. Ada Brook said that the board had agreed.

Photo: Ada Brook at the harbour / AFP
`;

describe('actors of a corpus', () => {
  it('are counted by form, and forms that are set back are told apart', () => {
    const ada = index([story]).actor('ada-brook');
    assert.deepEqual(ada?.variants, [
      {
        outlet: 'gazette',
        forms: [
          { form: 'Ada Brook', count: 2, asides: 1 },
          { form: 'Minister Brook', count: 1, asides: 0 },
        ],
      },
    ]);
    assert.equal(ada?.asides, 1);
  });

  it('give their mentions, or those in one form or outlet', () => {
    const corpus = index([story]);
    assert.deepEqual(
      corpus.mentionsOf('ada-brook', { form: 'Minister Brook' }).map(({ text, line }) => [text, line]),
      [['Minister Brook', 2]],
    );
    assert.deepEqual(
      ['gazette', null, undefined].map((outlet) => corpus.mentionsOf('ada-brook', outlet === undefined ? {} : { outlet }).length),
      [3, 0, 3],
    );
    const some = index([story, story]);
    const listed = (first?: string): readonly string[] =>
      some.mentionsOf('ada-brook', {}, { most: 4, ...(first !== undefined && { first }) }).map(({ path }) => path);
    const [one, other] = [...new Set(some.mentionsOf('ada-brook').map(({ path }) => path))] as [string, string];
    assert.deepEqual(listed(), [one, one, one, other]);
    assert.deepEqual(listed(other), [other, other, other, one]);
  });

  it('are found by letters of their name, or of a form, most mentioned first, with a place in the text', () => {
    const corpus = index([story, 'Harbour closes\n\nThe Harbour Board closed the port. The Harbour Board said so.\n']);
    const found = (query: string): unknown => corpus.findActors(query, 10).map(({ name, form, mentions, place }) => [name, form, mentions, place.text]);
    assert.deepEqual(found('HABO'), [['Harbour Board', undefined, 3, 'Harbour Board']]);
    assert.deepEqual(found('minister brook'), [['Ada Brook', 'Minister Brook', 3, 'Minister Brook']]);
    assert.deepEqual(found('zzz'), []);
    assert.equal(corpus.findActors('', 1).length, 1);
  });

  it('may be one: a spelling heard through another language is suggested, and a namesake is not', () => {
    const corpus = index(['Talks\n\nAda Brook said that talks would go on.\n', 'Talks\n\nAdah Brook told reporters so. Peter Brook, a baker, said nothing.\n']);
    const pairs = corpus.mergeSuggestions().map(({ a, b, why }) => [a, b, why].sort());
    assert.deepEqual(pairs, [['ada-brook', 'given-name-sounds', '~person.adah-brook'].sort()]);
  });

  it('are not suggested as one where the registry tells them apart, by an id that was merged since as well', () => {
    const apart: Project = {
      ...project,
      actors: [...(project.actors ?? []), { id: 'adah-brook', name: 'Adah Brook', kind: 'person', 'not-same-as': ['a-brook'] }],
    };
    const texts = ['Talks\n\nAda Brook said so. Adah Brook said no.\n'];
    assert.deepEqual(index(texts, apart).mergeSuggestions(), []);
    const once: Project = { ...apart, actors: apart.actors?.map((actor) => (actor.id === 'adah-brook' ? { ...actor, 'not-same-as': ['nobody'] } : actor)) };
    assert.equal(index(texts, once).mergeSuggestions().length, 1);
  });

  it('are not suggested where no document names either', () => {
    const twice: Project = { ...project, actors: [...(project.actors ?? []), { id: 'adah-brook', name: 'Adah Brook', kind: 'person' }] };
    assert.deepEqual(index(['Nothing\n\nNobody was there.\n'], twice).mergeSuggestions(), []);
  });

  it('are one under an id that was merged away: a decision that names it counts for who it is now', () => {
    const text = 'Talks\n\nThe envoy said that talks would go on.\n';
    const start = text.indexOf('The envoy');
    const decided = `${sidecar}mentions:\n  - { id: m1, quote: The envoy, position: [${start}, ${start + 9}], actor: a-brook, by: A, at: 2026-01-01T10:00:00Z }\n`;
    const corpus = index([text], project, [decided]);
    assert.deepEqual(
      corpus
        .actors()
        .filter(({ mentions }) => mentions > 0)
        .map(({ id, name, mentions }) => [id, name, mentions]),
      [['ada-brook', 'Ada Brook', 1]],
    );
    assert.equal(corpus.mentionsOf('ada-brook').length, 1);
  });
});

describe('a place in its context', () => {
  const place = { path: 'a.txt', range: { start: 12, end: 15 }, line: 1, character: 4, endLine: 1, endCharacter: 7, text: 'Ana' };

  it('is its line, cut around it', () => {
    const long = 'x'.repeat(80);
    assert.deepEqual(inContext(place, 'A title\nand Ana left\nlater'), { ...place, before: 'and ', after: ' left' });
    const { before, after } = inContext({ ...place, range: { start: 80, end: 83 } }, `${long}Ana${long}`);
    assert.deepEqual([before.length, after.length], [60, 60]);
  });

  it('is its words alone where the document has changed', () => {
    assert.deepEqual(inContext(place, 'Something else altogether'), { ...place, before: '', after: '' });
  });
});
