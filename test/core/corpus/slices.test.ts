/** What another thread reads is known as if it had been read here. */
import assert from 'node:assert/strict';
import { CorpusIndex } from '../../../src/core/corpus';
import type { CacheFile, DocumentInput } from '../../../src/core/corpus/types';
import { gazetteer } from '../actors/gazetteer';
import { answers, corpus, fill, seedProject } from './support';

const made = (): CorpusIndex => new CorpusIndex(seedProject, gazetteer);
const paths = corpus.map(({ path }) => path);
const texts = corpus.flatMap(({ path, text }) => (text === null ? [] : [{ path, text }]));

describe('a slice that another thread reads', () => {
  const unreadable: DocumentInput = { path: 'unreadable.txt', text: null, sidecars: [], stamp: 'u 1' };

  it('says what the index itself would have read, marks first and the rest behind', () => {
    const [index, reader, alone] = [made(), made(), made()];
    const all = [...corpus, unreadable];
    fill(alone, all);
    assert.equal(index.take(reader.analysed(all)), true);
    assert.deepEqual(
      paths.map((path) => [index.stampOf(path), index.isComplete(path)]),
      corpus.map(({ stamp }) => [stamp, false]),
    );
    const rows = index.rows([...paths, unreadable.path, 'gone.txt']);
    assert.equal(index.take(reader.completed(texts, rows ?? assert.fail())), true);
    assert.equal(index.rows(paths), undefined, 'all is known');
    assert.deepEqual(answers(index), answers(alone));
  });

  it('is not taken where its bytes are not what was written', () => {
    const index = made();
    const bytes = made().analysed(corpus);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    assert.equal(index.take(bytes), false);
    assert.equal(index.take(bytes.subarray(0, 20)), false);
    assert.deepEqual(index.documents(), []);
    assert.throws(() => made().completed(texts, bytes));
  });

  it('completes no document that is another since, or analysed under another registry', () => {
    const [index, reader] = [made(), made()];
    for (const document of corpus) index.put(document);
    const [changed = assert.fail(), again = assert.fail(), gone = assert.fail()] = corpus;
    const behind = (): Uint8Array => reader.completed(texts, index.rows(paths) ?? assert.fail());
    const late = behind();
    index.put({ ...changed, text: 'Something else was said by Ana Petrova.\n' });
    index.setProject({ ...seedProject, actors: [] });
    index.put(again);
    index.remove(gone.path);
    assert.equal(index.take(late), true);
    assert.deepEqual(
      [changed, again].map(({ path }) => index.isComplete(path)),
      [false, false],
    );
    assert.equal(
      index.documents().some(({ path }) => path === gone.path),
      false,
    );
    // Nor is anything read of a text that the row is not of.
    const other = reader.completed([{ path: changed.path, text: 'Read before that.' }], index.rows([changed.path]) ?? assert.fail());
    index.take(other);
    assert.equal(index.isComplete(changed.path), false);
  });

  it('leaves what is known of a text where only its sidecar is another', () => {
    const [index, alone] = [made(), made()];
    const sidecars = [{ suffix: '.pressmark.yaml', text: 'pressmark: 1\ndocument: { title: Another }\n', pending: [] }];
    const [first = assert.fail()] = corpus.filter(({ path }) => path.startsWith('own-'));
    for (const one of [index, alone]) fill(one);
    alone.put({ ...first, sidecars });
    index.take(made().analysed([{ ...first, sidecars }]));
    assert.equal(index.isComplete(first.path), true);
    assert.deepEqual(answers(index), answers(alone));
  });

  it('brings nothing confidential into the cache', () => {
    const index = made();
    index.take(made().analysed(corpus.map((document) => ({ ...document, confidential: true }))));
    assert.equal(index.documents().length, corpus.length);
    const files: CacheFile[] = [];
    for (let some = index.cacheChanges('1'); some.length > 0; some = index.cacheChanges('1')) files.push(...some);
    assert.deepEqual(
      files.flatMap(({ name, bytes }) => (bytes && name.endsWith('.marks') ? [name] : [])),
      [],
    );
  });
});
