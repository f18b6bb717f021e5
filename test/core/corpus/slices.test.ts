/** What another thread reads is known as if it had been read here. */
import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus';
import type { CacheFile, DocumentInput, DocumentText } from '../../../src/core/corpus/types';
import { gazetteer } from '../actors/gazetteer';
import { answers, corpus, fill, seedProject } from './support';

const made = (): CorpusIndex => new CorpusIndex(seedProject, gazetteer);
const paths = corpus.map(({ path }) => path);
const texts = corpus.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));

function analysed(by: CorpusIndex, documents: readonly DocumentInput[], known?: Uint8Array): Uint8Array {
  const reading = by.analysing(known);
  for (const document of documents) reading.read([document]);
  return reading.bytes();
}

function completed(by: CorpusIndex, documents: readonly DocumentText[], rows: Uint8Array): Uint8Array | undefined {
  const reading = by.completing(rows);
  for (const document of documents) reading?.read([document]);
  return reading?.bytes();
}

describe('a slice that another thread reads', () => {
  const unreadable: DocumentInput = { path: 'unreadable.txt', text: null, sidecars: [], stamp: 'u 1' };

  it('says what the index itself would have read, marks first and the rest behind', () => {
    const [index, reader, alone] = [made(), made(), made()];
    const all = [...corpus, unreadable];
    fill(alone, all);
    assert.equal(index.take(analysed(reader, all)), true);
    assert.deepEqual(
      paths.map((path) => [index.stampOf(path), index.isComplete(path)]),
      corpus.map(({ stamp }) => [stamp, false]),
    );
    const rows = index.rows([...paths, unreadable.path, 'gone.txt']);
    assert.equal(index.take(completed(reader, texts, rows ?? assert.fail()) ?? assert.fail()), true);
    assert.equal(index.rows(paths), undefined, 'all is known');
    assert.deepEqual(answers(index), answers(alone));
  });

  it('is not taken where its bytes are not what was written', () => {
    const index = made();
    const bytes = analysed(made(), corpus);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    assert.equal(index.take(bytes), false);
    assert.equal(index.take(bytes.subarray(0, 20)), false);
    assert.deepEqual(index.documents(), []);
    assert.equal(completed(made(), texts, bytes), undefined);
  });

  /** In the text of one of ours, "Monday" is a day only where the sidecar says when it was published. */
  const published = [{ suffix: '.pressmark.yaml', text: 'pressmark: 1\ndocument: { published: 2022-01-12, published-basis: stated }\n', pending: [] }];
  const own = corpus.filter(({ path }) => path.startsWith('own-'));

  it('completes no document that is another since, is dated otherwise, or analysed under another registry', () => {
    const [dated = assert.fail(), changed = assert.fail(), again = assert.fail(), read = assert.fail()] = own;
    const gone = corpus.find(({ path }) => !path.startsWith('own-')) ?? assert.fail();
    const [index, reader] = [made(), made()];
    for (const document of corpus) index.put(document);
    const late = completed(reader, texts, index.rows(paths) ?? assert.fail()) ?? assert.fail();
    index.put({ ...changed, text: 'Something else was said by Ana Petrova.\n' });
    index.put({ ...dated, sidecars: published });
    const project = { ...seedProject, actors: [] };
    index.setProject(project);
    index.put(again);
    // By one who counts the registries otherwise.
    index.take(analysed(new CorpusIndex(project, gazetteer), [read]));
    index.remove(gone.path);
    assert.equal(index.take(late), true);
    assert.deepEqual(
      [changed, dated, again, read].map(({ path }) => index.isComplete(path)),
      [false, false, false, false],
    );
    assert.equal(
      index.documents().some(({ path }) => path === gone.path),
      false,
    );
    // Nor is anything read of a text that the row is not of.
    const other = completed(reader, [{ path: changed.path, text: 'Read before that.' }], index.rows([changed.path]) ?? assert.fail());
    index.take(other ?? assert.fail());
    assert.equal(index.isComplete(changed.path), false);
  });

  it('leaves what is known of a text where only its sidecar is another', () => {
    const [index, alone] = [made(), made()];
    const sidecars = [{ suffix: '.pressmark.yaml', text: 'pressmark: 1\ndocument: { title: Another }\n', pending: [] }];
    const [first = assert.fail()] = corpus.filter(({ path }) => path.startsWith('own-'));
    for (const one of [index, alone]) fill(one);
    alone.put({ ...first, sidecars });
    index.take(analysed(made(), [{ ...first, sidecars }]));
    assert.equal(index.isComplete(first.path), true);
    assert.deepEqual(answers(index), answers(alone));
  });

  it('says what is new of a text that is known: where it is another, is dated otherwise, can be read no more, or is read under another registry', () => {
    const [dated = assert.fail(), changed = assert.fail(), lost = assert.fail()] = own;
    const project = { ...seedProject, actors: [] };
    const news = [
      { ...dated, sidecars: published },
      { ...changed, text: 'Ana Petrova said that nobody came on 3 April 2021.\n' },
      { ...lost, text: null },
    ];
    const [index, alone] = [made(), new CorpusIndex(project, gazetteer)];
    fill(index);
    index.setProject(project);
    // All of them, for who has an unknown name under one registry may have a known one under another.
    const now = corpus.map((document) => news.find(({ path }) => path === document.path) ?? document);
    const reader = new CorpusIndex(project, gazetteer);
    index.take(analysed(reader, now, index.known(paths)));
    const nowTexts = now.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));
    index.take(completed(reader, nowTexts, index.rows(paths) ?? assert.fail()) ?? assert.fail());
    fill(alone, now);
    assert.deepEqual(answers(index), answers(alone));
  });

  it('has no text analysed again of which only the sidecar is another, and one that is no longer known by then keeps all that it says', () => {
    const [index, alone] = [made(), made()];
    for (const one of [index, alone]) fill(one);
    // One who would find nothing in it: what it says is what was known.
    const reader = new CorpusIndex({ ...seedProject, actors: [], 'not-actors': ['Merkel', 'Brussels', 'Kyiv', 'Moscow'] }, gazetteer);
    const titled = own.map((document) => ({
      ...document,
      sidecars: [{ suffix: '.pressmark.yaml', text: 'pressmark: 1\ndocument: { title: Another }\n', pending: [] }],
    }));
    const bytes = analysed(reader, titled, index.known(paths));
    for (const document of titled) alone.put(document);
    index.take(bytes.slice());
    assert.ok(own.every(({ path }) => index.isComplete(path)));
    assert.deepEqual(answers(index), answers(alone));
    for (const { path } of own) index.remove(path);
    index.take(bytes);
    index.readStatements(texts);
    assert.deepEqual(answers(index), answers(alone));
  });

  it('has all read of documents of which nothing is known that holds, and of those whose rows are not what was written', () => {
    const [index, reader, alone] = [made(), made(), made()];
    assert.equal(index.known(paths), undefined);
    fill(index);
    fill(alone);
    const rows = index.known(paths) ?? assert.fail();
    rows[rows.length >> 1] = (rows[rows.length >> 1] ?? 0) ^ 1;
    const other = made();
    other.take(analysed(reader, corpus, rows));
    other.readStatements(texts);
    assert.deepEqual(answers(other), answers(alone));
    index.put({ ...(own[0] ?? assert.fail()), text: null });
    assert.equal(index.known([own[0]?.path ?? '', 'gone.txt']), undefined);
  });

  it('brings nothing confidential into the cache', () => {
    const index = made();
    index.take(
      analysed(
        made(),
        corpus.map((document) => ({ ...document, confidential: true })),
      ),
    );
    assert.equal(index.documents().length, corpus.length);
    const files: CacheFile[] = [];
    for (let some = index.cacheChanges('1'); some.length > 0; some = index.cacheChanges('1')) files.push(...some);
    assert.deepEqual(
      files.flatMap(({ name, bytes }) => (bytes && name.endsWith('.marks') ? [name] : [])),
      [],
    );
  });
});
