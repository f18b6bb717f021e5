/** Persons of one name in different documents: one, unless their middle names say that they are two. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CorpusIndex } from '../../../src/core/corpus';
import type { DocumentInput } from '../../../src/core/corpus/types';
import type { Project } from '../../../src/core/project/schema';
import { gazetteer } from '../actors/gazetteer';
import { answers, fill } from './support';

const bare: Project = { pressmark: 1 };
const elder = 'The vote\n\nGeorge W. Bush said that the vote was fair. Mr. Bush left.\n';
const younger = 'The land office\n\nGeorge P. Bush said that the land was sold. “It is sold,” said Bush.\n';
const either = 'The speech\n\nGeorge Bush said that he would speak.\n';
const other = 'The talks\n\nAntony J. Brook said that talks went on.\n';
const plain = 'The talks\n\nAntony Brook said that talks would end. Antony Brook left.\n';

const documents = (...texts: readonly string[]): DocumentInput[] => texts.map((text, n) => ({ path: `${n}.txt`, text, sidecars: [] }));

function index(texts: readonly string[], project = bare): CorpusIndex {
  const corpus = new CorpusIndex(project, gazetteer);
  fill(corpus, documents(...texts));
  return corpus;
}
const people = (corpus: CorpusIndex): readonly string[] =>
  corpus
    .actors()
    .filter(({ kind, mentions }) => kind === 'person' && mentions > 0)
    .map(({ id, name, mentions }) => `${id} ${name} ${mentions}`)
    .sort();

describe('namesakes of a corpus', () => {
  it('are one where only one of them has a middle initial', () => {
    assert.deepEqual(people(index([other, plain])), ['~person.antoni-brook Antony Brook 3']);
    assert.deepEqual(people(index([elder, either])), ['~person.george-bush George W. Bush 3']);
    assert.deepEqual(index([other, plain, elder]).namesakes(), []);
  });

  it('are two whose middle initials differ, and a name without one is neither’s', () => {
    const corpus = index([elder, younger, either, other]);
    assert.deepEqual(people(corpus), [
      '~person.antoni-brook Antony J. Brook 1',
      '~person.george-bush George Bush 1',
      '~person.george-p-bush George P. Bush 2',
      '~person.george-w-bush George W. Bush 2',
    ]);
    assert.deepEqual(corpus.namesakes(), ['~person.george-bush']);
    const asked = corpus.mergeSuggestions().map(({ a, b, why }) => [a, b].sort().join(' ') + ` ${why}`);
    assert.deepEqual(asked.sort(), ['~person.george-bush ~person.george-p-bush middle-name', '~person.george-bush ~person.george-w-bush middle-name']);
  });

  it('are told apart in every answer', () => {
    const corpus = index([elder, younger, either]);
    const paths = (id: string): readonly string[] => corpus.mentionsOf(id).map(({ path, text }) => `${path} ${text}`);
    assert.deepEqual(paths('~person.george-w-bush'), ['0.txt George W. Bush', '0.txt Bush']);
    assert.deepEqual(paths('~person.george-bush'), ['2.txt George Bush']);
    const said = (id: string): readonly string[] => corpus.statementsOf(id).map(({ path }) => path);
    assert.deepEqual([said('~person.george-w-bush'), said('~person.george-p-bush'), said('~person.george-bush')], [['0.txt'], ['1.txt', '1.txt'], ['2.txt']]);
    assert.equal(corpus.actor('~person.george-p-bush')?.statements[0]?.count, 2);
    assert.deepEqual(
      corpus.facts(['0.txt', '2.txt']).map(({ actors }) => actors[0]?.actor),
      ['~person.george-w-bush', '~person.george-bush'],
    );
  });

  it('whom rows of initials or full middle names tell apart are not one with a single initial', () => {
    const corpus = index([elder, 'Earlier\n\nGeorge H.W. Bush said that he would speak.\n', either]);
    assert.deepEqual(people(corpus), [
      '~person.george-bush George Bush 1',
      '~person.george-h-w-bush George H.W. Bush 1',
      '~person.george-w-bush George W. Bush 2',
    ]);
    assert.deepEqual(people(index([elder, 'Earlier\n\nGeorge Walker Bush said that he would speak.\n'])).length, 2, 'its own id, as before');
  });

  it('are one again when the other is gone', () => {
    const corpus = index([elder, younger, either]);
    corpus.remove('1.txt');
    assert.deepEqual(people(corpus), ['~person.george-bush George W. Bush 3']);
    assert.deepEqual(corpus.mentionsOf('~person.george-bush').length, 3);
  });

  it('are both no longer the entry’s that has no initial, and are asked about', () => {
    const project: Project = { ...bare, actors: [{ id: 'bush', name: 'George Bush', kind: 'person' }] };
    assert.deepEqual(people(index([elder, either], project)), ['bush George Bush 3']);
    const corpus = index([elder, younger, either], project);
    assert.deepEqual(people(corpus), ['bush George Bush 1', '~person.george-p-bush George P. Bush 2', '~person.george-w-bush George W. Bush 2']);
    assert.equal(corpus.mergeSuggestions().length, 2);
    const named: Project = { ...bare, actors: [{ id: 'bush', name: 'George Bush', kind: 'person', aliases: ['George W. Bush'] }] };
    assert.deepEqual(people(index([elder, younger, either], named)), ['bush George Bush 3', '~person.george-bush George P. Bush 2']);
  });

  it('of a passage are whom the corpus tells apart', () => {
    const quote = 'George W. Bush said that the vote was fair.';
    const start = elder.indexOf(quote);
    const sidecar = `pressmark: 1\nannotations:\n  - { id: a1, quote: "${quote}", before: "", after: "", position: [${start}, ${start + quote.length}], tags: [x], voice: outlet, by: A, created: 2026-01-01T10:00:00Z }\n`;
    const corpus = index([elder, younger]);
    corpus.put({ path: '0.txt', text: elder, sidecars: [{ suffix: '.pressmark.yaml', text: sidecar, pending: [] }] });
    assert.deepEqual(corpus.passages()[0]?.actors, [{ id: '~person.george-w-bush', name: 'George W. Bush' }]);
    const { revision } = corpus.changes(0, 100);
    corpus.remove('1.txt');
    assert.deepEqual(corpus.passages()[0]?.actors, [{ id: '~person.george-bush', name: 'George W. Bush' }]);
    const news = corpus.changes(revision, 100);
    assert.deepEqual([news.summaries.map(({ path }) => path), news.gone], [['0.txt'], ['1.txt']], 'who shows passages is told');
  });

  it('are the same in whichever order documents come, change and go', () => {
    const texts = [elder, younger, either, other, plain, 'Earlier\n\nGeorge H.W. Bush met Antony K. Brook.\n'];
    const state = fc.dictionary(fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd.txt'), fc.constantFrom(...texts), { minKeys: 1 });
    const acts = fc.array(fc.tuple(fc.constantFrom('a.txt', 'b.txt', 'c.txt', 'd.txt'), fc.option(fc.constantFrom(...texts))), { maxLength: 8 });
    fc.assert(
      fc.property(acts, state, (before, after) => {
        const changed = new CorpusIndex(bare, gazetteer);
        for (const [path, text] of before) {
          if (text === null) changed.remove(path);
          else fill(changed, [{ path, text, sidecars: [] }]);
        }
        for (const path of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) if (after[path] === undefined) changed.remove(path);
        const now = Object.entries(after).map(([path, text]): DocumentInput => ({ path, text, sidecars: [] }));
        fill(changed, now);
        const fresh = new CorpusIndex(bare, gazetteer);
        fill(
          fresh,
          [...now].sort((a, b) => (a.path < b.path ? 1 : -1)),
        );
        assert.deepEqual(answers(changed), answers(fresh));
        assert.deepEqual([...changed.namesakes()].sort(), [...fresh.namesakes()].sort());
      }),
      { numRuns: 40 },
    );
  });
});
