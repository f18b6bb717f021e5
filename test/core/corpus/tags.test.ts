/** Counting how the corpus uses its codebook. */
import assert from 'node:assert/strict';
import { actorsIn, isOlder, olderTags } from '../../../src/core/corpus/tags';
import { CorpusIndex } from '../../../src/core/corpus';
import { emptyGazetteer } from '../../../src/core/actors';
import { parseProject } from '../../../src/core/project';
import type { Project } from '../../../src/core/project/schema';

const text = 'The board met. The mayor refused to pay. Nobody was hurt.\n';
const project = (tags: string): Project => parseProject(`pressmark: 1\ntags:\n${tags}`).value;
const book = `  - { id: claim, label: Claim, replaces: [assertion], revised: 2026-11-21T12:00:00Z }\n  - { id: denial, label: Denial }\n`;

function entry(n: number, quote: string, tags: string, rest: string): string {
  const start = text.indexOf(quote);
  return `  - id: e${n}\n    tags: [${tags}]\n    quote: "${quote}"\n    position: [${start}, ${start + quote.length}]\n${rest
    .split(', ')
    .map((line) => `    ${line}\n`)
    .join('')}`;
}

const sidecar = `pressmark: 1
annotations:
${entry(1, 'The board met.', 'claim, assertion', 'by: Ann, created: 2026-11-21T10:00:00Z')}${entry(2, 'refused to pay', 'assertion', 'by: Ben, created: 2026-11-21T10:00:00Z, updated: 2026-11-21T13:00:00+00:30')}${entry(3, 'Nobody was hurt.', 'denial, rumour', 'voice: comment, by: Ann, created: 2026-11-20T10:00:00Z')}`;

function index(): CorpusIndex {
  const corpus = new CorpusIndex(project(book), emptyGazetteer);
  corpus.put({ path: 'a.txt', text, sidecars: [{ suffix: '.pressmark.yaml', text: sidecar, pending: [] }] });
  corpus.put({ path: 'b.txt', text: 'Nothing.\n', sidecars: [] });
  return corpus;
}

describe('how the corpus uses its codebook', () => {
  it('is counted under the ids of now, reader comments and what was coded before a revision apart', () => {
    const uses = [...index().tagUses()].sort((a, b) => (a.tag < b.tag ? -1 : 1));
    assert.deepEqual(uses, [
      { tag: 'claim', passages: 2, comments: 0, older: 1 },
      { tag: 'denial', passages: 0, comments: 1, older: 0 },
      { tag: 'rumour', passages: 0, comments: 1, older: 0 },
    ]);
  });

  it('leaves out what is hidden, whose ids are taken all the same', () => {
    const corpus = index();
    corpus.show('Ben');
    assert.deepEqual(
      corpus.tagUses().find(({ tag }) => tag === 'claim'),
      { tag: 'claim', passages: 1, comments: 0, older: 0 },
    );
    assert.deepEqual(corpus.taggedDocuments(['assertion']), [{ path: 'a.txt', passages: 1 }]);
    assert.deepEqual(corpus.taggedDocuments(['denial']), []);
    assert.deepEqual([...corpus.takenTags()].sort(), ['claim', 'denial', 'rumour']);
    corpus.show(undefined);
    assert.deepEqual(corpus.taggedDocuments(['assertion']), [{ path: 'a.txt', passages: 2 }]);
    assert.deepEqual(corpus.taggedDocuments(['claim', 'denial']), [{ path: 'a.txt', passages: 3 }]);
    assert.deepEqual(corpus.taggedDocuments(['nothing']), []);
  });

  it('keeps its analyses when the codebook changes, and names the documents whose problems change', () => {
    const corpus = index();
    assert.deepEqual(corpus.setCodebook(project(book.replace('label: Claim', 'label: Assertion'))), []);
    assert.equal(corpus.documents().length, 2);
    assert.deepEqual(corpus.setCodebook(project(`${book}  - { id: rumour, label: Rumour }\n`)), ['a.txt']);
    assert.deepEqual(corpus.setCodebook(project('  - { id: all, label: All, replaces: [claim, assertion, denial, rumour] }\n')), []);
    assert.deepEqual(
      corpus.tagUses().map(({ tag, passages, comments }) => [tag, passages, comments]),
      [['all', 2, 1]],
    );
  });
});

describe('a passage coded before a revision', () => {
  const coded = (created: string, updated?: string) => ({ created, ...(updated !== undefined && { updated }) });

  it('is one that nobody has looked at since', () => {
    assert.ok(isOlder(coded('2026-11-20T23:59:59Z'), '2026-11-21'));
    assert.ok(!isOlder(coded('2026-11-21T00:00:00Z'), '2026-11-21'), 'a day begins with its first moment');
    assert.ok(isOlder(coded('2026-11-21T10:00:00+02:00'), '2026-11-21T08:00:01Z'));
    assert.ok(!isOlder(coded('2026-11-20T10:00:00Z', '2026-11-21T09:00:00Z'), '2026-11-21'));
    assert.ok(isOlder(coded('2019-01-01T00:00:00Z'), '2020') && isOlder(coded('2020-01-31T00:00:00Z'), '2020-02'));
    assert.ok(!isOlder(coded('2019-01-01T00:00:00Z'), undefined));
  });

  it('is told by its tags, merged ids resolved', () => {
    const { tag } = indexOf(book);
    const annotation = { id: 'x', tags: ['denial', 'assertion', 'gone'], position: [0, 1] as [number, number], by: 'Ann', created: '2026-11-21T11:59:59Z' };
    assert.deepEqual(olderTags(annotation, { tag }), ['claim']);
  });
});

function indexOf(tags: string) {
  return { tag: (id: string) => flat(project(tags), id) };
}

function flat(value: Project, id: string) {
  const found = value.tags?.find((one) => one.id === id || one.replaces?.includes(id));
  return found && { tag: found, depth: 0, parent: undefined, order: 0 };
}

describe('the actors of a passage', () => {
  it('are those whose mentions stand within it', () => {
    const mention = (start: number, end: number, actor: string) => ({
      start,
      end,
      actor,
      name: actor,
      text: '',
      kind: 'person' as const,
      rule: 'x',
      provisional: false,
    });
    const mentions = [mention(0, 3, 'a'), mention(5, 8, 'b'), mention(10, 12, 'c'), mention(14, 16, 'b'), mention(18, 22, 'd')];
    assert.deepEqual(
      actorsIn(mentions, { start: 5, end: 20 }).map(({ id }) => id),
      ['b', 'c'],
    );
    assert.deepEqual(actorsIn(mentions, { start: 1, end: 4 }), []);
    assert.deepEqual(actorsIn([], { start: 0, end: 4 }), []);
  });
});

describe('what counts once coders are settled', () => {
  const at = (hour: number): string => `created: 2026-11-21T${hour}:00:00Z`;
  const settledBy = (n: number, tags: string, ids: string, hour: number, quote = 'refused to pay'): string =>
    entry(n, quote, tags, `adjudicates: [${ids}], by: Chief, ${at(hour)}`);
  const both = entry(1, 'refused to pay', 'claim', `by: Ann, ${at(10)}`) + entry(2, 'refused to pay', 'denial', `by: Ben, ${at(10)}`);
  const corpusOf = (entries: string): CorpusIndex => {
    const corpus = new CorpusIndex(project(book.replace(', revised: 2026-11-21T12:00:00Z', '')), emptyGazetteer);
    corpus.put({ path: 'a.txt', text, sidecars: [{ suffix: '.pressmark.yaml', text: `pressmark: 1\nannotations:\n${entries}`, pending: [] }] });
    return corpus;
  };
  const request = { question: undefined, kind: undefined, comments: false, mostRows: 50, mostOutlets: 5 } as unknown as Parameters<CorpusIndex['survey']>[1];
  /** By the codebook, by the document's row, and by the overview: one rule. */
  const counts = (corpus: CorpusIndex): unknown => {
    const uses = Object.fromEntries([...corpus.tagUses()].sort((a, b) => (a.tag < b.tag ? -1 : 1)).map(({ tag, passages }) => [tag, passages]));
    const [summary] = corpus.documents();
    const survey = corpus.survey('tags', request);
    assert.equal(survey.plot, 'tags');
    const cells = survey.rows.flatMap(({ tag, cells: [cell] }) => (cell && cell.passages > 0 ? [[tag, cell.passages] as const] : []));
    assert.deepEqual(summary?.tags, uses);
    assert.deepEqual(Object.fromEntries(cells.sort()), uses);
    assert.equal(summary?.isTagged, true);
    return { ...uses, passages: summary?.passages, by: summary?.taggedBy.join(' ') };
  };

  it('is each coder’s passage as long as nobody has', () => {
    assert.deepEqual(counts(corpusOf(both)), { claim: 1, denial: 1, passages: 2, by: 'Ann Ben' });
  });

  it('is the settlement, once, and not what it settles', () => {
    assert.deepEqual(counts(corpusOf(both + settledBy(3, 'claim', 'e1,e2', 11))), { claim: 1, passages: 1, by: 'Chief' });
  });

  it('is nothing where none holds, in a document that is coded all the same', () => {
    assert.deepEqual(counts(corpusOf(both + settledBy(3, '', 'e1,e2', 11))), { passages: 0, by: '' });
  });

  it('is again what a coder has decided since, and of two settlements the newer', () => {
    const since = both.replace(`by: Ann\n    ${at(10)}`, `by: Ann\n    ${at(10)}\n    updated: 2026-11-21T12:00:00Z`);
    assert.notEqual(since, both);
    assert.deepEqual(counts(corpusOf(since + settledBy(3, 'denial', 'e1,e2', 11))), { claim: 1, denial: 1, passages: 2, by: 'Ann Chief' });
    assert.deepEqual(counts(corpusOf(both + settledBy(3, 'denial', 'e1,e2', 11) + settledBy(4, 'claim', 'e1,e2', 12))), {
      claim: 1,
      passages: 1,
      by: 'Chief',
    });
  });

  it('by coder is their own, whatever was settled: who looks at one coder sees and counts theirs', () => {
    const corpus = corpusOf(both + settledBy(3, 'claim', 'e1,e2', 11));
    assert.deepEqual(corpus.coding()[0]?.signedBy, ['Ann', 'Ben']);
    corpus.show('Ben');
    assert.deepEqual(counts(corpus), { denial: 1, passages: 1, by: 'Ben' });
    corpus.show('Chief');
    assert.deepEqual(counts(corpus), { claim: 1, passages: 1, by: 'Chief' });
    corpus.show(undefined);
    assert.equal(corpus.passages().length, 3, 'and all are listed');
    assert.deepEqual(corpus.taggedDocuments(['claim', 'denial']), [{ path: 'a.txt', passages: 3 }], 'as are those that a change of the codebook would rewrite');
  });
});
