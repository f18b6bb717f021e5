import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus';
import { ChangeLog } from '../../../src/core/corpus/changeLog';
import { emptyGazetteer } from '../../../src/core/actors';
import type { CorpusChanges, DocumentInput, PassageSummary } from '../../../src/core/corpus/types';
import { CorpusPassages } from '../../../src/extension/workspace/corpusPassages';
import { Summaries } from '../../../src/extension/workspace/summaries';

const sidecar = (title: string, quote?: string): string =>
  `pressmark: 1\ndocument: {title: ${title}}\n${
    quote === undefined
      ? ''
      : `annotations:\n  - {id: 0193-${title}, tags: [claim], quote: ${quote}, position: [0, ${quote.length}], by: ada, created: 2026-11-20T10:00:00Z}\n`
  }`;

/** An index that notes what it is asked. */
function asked(): { index: CorpusIndex; summaries: Summaries; passages: CorpusPassages; answers: CorpusChanges[]; passagesOf: (readonly string[])[] } {
  const index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
  const answers: CorpusChanges[] = [];
  const passagesOf: (readonly string[])[] = [];
  const summaries = new Summaries({
    changes: async (since, most) => {
      const answer = index.changes(since, most);
      answers.push(answer);
      return Promise.resolve(answer);
    },
  });
  const passages = new CorpusPassages(
    {
      passagesIn: async (paths): Promise<readonly PassageSummary[]> => {
        passagesOf.push(paths);
        return Promise.resolve(index.passagesIn(paths));
      },
    },
    summaries,
  );
  return { index, summaries, passages, answers, passagesOf };
}

describe('What the editor knows of documents', () => {
  it('is asked for once, in portions, and then only what is new', async () => {
    const { index, summaries, answers } = asked();
    for (let n = 0; n < 2500; n++) index.put({ path: `${n}.txt`, text: 'Words.', sidecars: [] });
    await summaries.update();
    assert.deepEqual(
      answers.map((answer) => answer.summaries.length),
      [1000, 1000, 500],
    );
    index.put({ path: '7.txt', text: 'Words.', sidecars: [{ suffix: '.pressmark.yaml', text: sidecar('Seven'), pending: [] }] });
    index.remove('8.txt');
    const { revision } = summaries.since(0);
    answers.length = 0;
    await summaries.update();
    assert.deepEqual(
      answers.map((answer) => [answer.summaries.map(({ path }) => path), answer.gone]),
      [[['7.txt'], ['8.txt']]],
    );
    assert.deepEqual(summaries.since(revision).paths, ['7.txt', '8.txt']);
    assert.deepEqual([summaries.get('7.txt')?.metadata.title, summaries.get('8.txt'), [...summaries.all()].length], ['Seven', undefined, 2499]);
  });

  it('holds what the index knew when it was asked, though an answer was under way', async () => {
    const { index, summaries } = asked();
    const first = summaries.update();
    index.put({ path: 'late.txt', text: 'Words.', sidecars: [] });
    await Promise.all([first, summaries.update()]);
    assert.ok(summaries.get('late.txt'));
  });

  it('knows what another index says that takes the place of one that died, and nothing else', async () => {
    let index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
    const text = (name: string): DocumentInput => ({
      path: `${name}.txt`,
      text: 'Words here.',
      sidecars: [{ suffix: '.pressmark.yaml', text: sidecar(name, 'Words'), pending: [] }],
    });
    const summaries = new Summaries({ changes: (revision, most) => Promise.resolve(index.changes(revision, most)) });
    const passages = new CorpusPassages({ passagesIn: (paths) => Promise.resolve(index.passagesIn(paths)) }, summaries);
    for (const name of ['a', 'b']) index.put(text(name));
    assert.equal((await passages.get()).size, 2);
    const { revision } = summaries.since(0);
    index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
    summaries.forget();
    for (const name of ['b', 'c']) index.put(text(name));
    assert.deepEqual([...(await passages.get()).keys()].sort(), ['b.txt', 'c.txt']);
    assert.deepEqual([...summaries.all()].map(({ path }) => path).sort(), ['b.txt', 'c.txt']);
    assert.deepEqual([...summaries.since(revision).paths].sort(), ['a.txt', 'b.txt', 'c.txt']);
  });

  it('follows when other coders are shown', async () => {
    const { index, summaries, passages } = asked();
    index.put({ path: 'a.txt', text: 'Words here.', sidecars: [{ suffix: '.pressmark.yaml', text: sidecar('A', 'Words'), pending: [] }] });
    assert.equal((await passages.get()).get('a.txt')?.length, 1);
    index.show('bob');
    assert.equal((await passages.get()).get('a.txt'), undefined);
    assert.equal(summaries.get('a.txt')?.passages, 0);
  });

  it('has what a settlement set aside, and says whose that was, though none of the document’s passages counts', async () => {
    const { index, summaries, passages } = asked();
    const none = `  - {id: none, tags: [], quote: Words, position: [0, 5], by: chief, adjudicates: [0193-A], created: 2026-11-21T10:00:00Z}\n`;
    index.put({ path: 'a.txt', text: 'Words here.', sidecars: [{ suffix: '.pressmark.yaml', text: sidecar('A', 'Words') + none, pending: [] }] });
    const found = (await passages.get()).get('a.txt') ?? [];
    assert.deepEqual(
      found.map(({ annotation, setAsideBy }) => [annotation.id, setAsideBy]),
      [['0193-A', 'chief']],
    );
    assert.equal(summaries.get('a.txt')?.passages, 0);
    index.show('ada');
    assert.deepEqual(
      (await passages.get()).get('a.txt')?.map(({ setAsideBy }) => setAsideBy),
      [undefined],
      'a settlement that is hidden settles nothing',
    );
  });

  it('asks for the passages of documents that have some, when they say something else', async () => {
    const { index, passages, passagesOf } = asked();
    for (const name of ['a', 'b', 'c']) {
      const quote = name === 'c' ? undefined : 'Words';
      index.put({ path: `${name}.txt`, text: 'Words here.', sidecars: [{ suffix: '.pressmark.yaml', text: sidecar(name, quote), pending: [] }] });
    }
    assert.deepEqual([...(await passages.get()).keys()], ['a.txt', 'b.txt']);
    index.put({ path: 'b.txt', text: 'Words here.', sidecars: [{ suffix: '.pressmark.yaml', text: sidecar('b'), pending: [] }] });
    index.put({ path: 'c.txt', text: 'Words here.', sidecars: [{ suffix: '.pressmark.yaml', text: sidecar('c', 'Words'), pending: [] }] });
    assert.deepEqual([...(await passages.get()).keys()], ['a.txt', 'c.txt']);
    assert.deepEqual(passagesOf, [['a.txt', 'b.txt'], ['c.txt']]);
  });
});

describe('The log of changes', () => {
  it('names each path once, the portions of an answer together all of them, and does not grow with changes', () => {
    const log = new ChangeLog();
    for (let n = 0; n < 50_000; n++) log.add(`${n % 10}`);
    const all: string[] = [];
    for (let revision = 0, complete = false; !complete;) {
      const answer = log.since(revision, 3);
      ({ revision, complete } = answer);
      all.push(...answer.paths);
    }
    assert.deepEqual(new Set(all), new Set(Array.from({ length: 10 }, (_, n) => `${n}`)));
    assert.ok(all.length < 1100, `${all.length} entries are kept`);
    assert.deepEqual(log.since(log.since(0, Infinity).revision, Infinity).paths, []);
  });
});
