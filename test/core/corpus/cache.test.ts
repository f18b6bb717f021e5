/** What an earlier run knew is known again; what was damaged is made anew. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import { ByteReader, ByteWriter } from '../../../src/core/corpus/bytes';
import { DocumentData } from '../../../src/core/corpus/data';
import { type Indexed, noSidecar } from '../../../src/core/corpus/indexed';
import { Keeping } from '../../../src/core/corpus/keeping';
import { Pool } from '../../../src/core/corpus/pool';
import { decodeSegment, encodeSegment } from '../../../src/core/corpus/segment';
import type { CacheFile, DocumentInput, PassageSummary } from '../../../src/core/corpus/types';
import { gazetteer } from '../actors/gazetteer';
import { answers, corpus, fill, seedProject } from './support';

const version = 'analyser 1';

/** Writes what is to be written into the folder, as a host does. */
function save(index: CorpusIndex, folder = new Map<string, Uint8Array>()): Map<string, Uint8Array> {
  for (let files = index.cacheChanges(version); files.length > 0; files = index.cacheChanges(version)) {
    for (const { name, bytes } of files) {
      if (bytes) folder.set(name, bytes);
      else folder.delete(name);
    }
  }
  return folder;
}

function filled(documents: readonly DocumentInput[] = corpus): CorpusIndex {
  const index = new CorpusIndex(seedProject, gazetteer);
  fill(index, documents);
  return index;
}

function restored(
  folder: ReadonlyMap<string, Uint8Array>,
  as = version,
): { readonly index: CorpusIndex; readonly paths: readonly string[]; readonly again: readonly string[] } {
  const index = new CorpusIndex({ pressmark: 1 }, gazetteer);
  const files = [...folder].map(([name, bytes]): CacheFile => ({ name, bytes: bytes.slice() }));
  const paths = index.restore(files, as).map(({ path }) => path);
  return { index, paths, again: index.setProject(seedProject) };
}

describe('the cache of the index', () => {
  it('holds all that the index answers, and which files it is of', () => {
    const folder = save(filled());
    const index = new CorpusIndex({ pressmark: 1 }, gazetteer);
    const known = index.restore(
      [...folder].map(([name, bytes]) => ({ name, bytes })),
      version,
    );
    assert.deepEqual(
      known.map(({ path, stamp, complete }) => [path, stamp, complete]),
      corpus.map(({ path, stamp }) => [path, stamp, true]),
    );
    assert.deepEqual(index.setProject(seedProject), []);
    assert.deepEqual(answers(index), answers(filled()));
    assert.deepEqual(index.cacheChanges(version), [], 'nothing is to be written after reading');
  });

  it('knows marks whose statements were not read yet', () => {
    const index = new CorpusIndex(seedProject, gazetteer);
    for (const document of corpus) index.put(document);
    const again = restored(save(index)).index;
    assert.equal(again.isComplete(corpus[0]?.path ?? ''), false);
    fill(again);
    assert.deepEqual(answers(again), answers(filled()));
  });

  it('is written again for what has changed, and forgets what is gone', () => {
    const many = Array.from({ length: 600 }, (_, i): DocumentInput => ({ path: `${i}.txt`, text: `Ana Petrova spoke in ${i}.`, sidecars: [] }));
    const index = filled(many);
    const folder = save(index);
    const sizes = (): readonly string[] => [...folder.keys()].sort();
    assert.deepEqual(sizes(), ['00000.marks', '00001.marks', '00002.marks', 'project.json']);
    index.put({ path: '300.txt', text: 'Jonas Lindqvist answered.', sidecars: [] });
    assert.deepEqual(
      index.cacheChanges(version).map(({ name }) => name),
      ['00001.marks'],
    );
    for (let i = 0; i < 256; i++) index.remove(`${i}.txt`);
    save(index, folder);
    assert.deepEqual(sizes(), ['00001.marks', '00002.marks', 'project.json']);
    assert.equal(restored(folder).paths.length, 600 - 256);
    // Once the analyser is another, nothing of it stays.
    const other = restored(folder, 'analyser 2');
    assert.deepEqual([other.paths, save(other.index, folder).has('00001.marks')], [[], false]);
  });

  it('holds nothing of a document that the project keeps no quotes of', () => {
    const index = filled(corpus.map((document, i) => ({ ...document, confidential: i % 2 === 0 })));
    const folder = save(index);
    assert.deepEqual(
      restored(folder).paths,
      corpus.filter((_, i) => i % 2 === 1).map(({ path }) => path),
    );
    const secret = filled([{ path: 'secret.txt', text: 'Zoltan Ilyanovitch resigned.', sidecars: [], confidential: true }]);
    for (const bytes of save(secret).values()) assert.ok(!Buffer.from(bytes).toString('latin1').includes('Ilyanovitch'));
    // What was kept before the project said so goes.
    index.put({ ...(corpus[1] ?? assert.fail()), confidential: true });
    assert.ok(!restored(save(index, folder)).paths.includes(corpus[1]?.path ?? ''));
  });

  it('holds nothing of a document from when the project keeps no quotes of it, whatever is still under way', () => {
    const index = filled();
    const folder = save(index);
    const [first, second] = corpus.map(({ path }) => path);
    assert.ok(first !== undefined && second !== undefined);
    index.put({ ...(corpus[1] ?? assert.fail()), text: 'Nothing is known of its statements yet.' });
    assert.deepEqual(index.cacheChanges(version, true), []);
    index.setConfidential([first, 'unknown.txt'], true);
    assert.equal(index.cacheChanges(version, true)[0]?.name, '00000.marks', 'it waits for no other');
    index.setConfidential([first], true);
    const kept = restored(save(index, folder)).paths;
    assert.deepEqual([kept.includes(first), kept.includes(second), kept.length], [false, true, corpus.length - 1]);
    // It was being read when the project changed.
    index.put({ ...(corpus[0] ?? assert.fail()), confidential: false });
    assert.ok(!restored(save(index, folder)).paths.includes(first));
    index.setConfidential([first], false);
    assert.ok(restored(save(index, folder)).paths.includes(first));
  });

  it('holds nothing on that it passes over: a document that stands in a second file too', () => {
    const folder = save(filled());
    const [name] = [...folder.keys()].filter((file) => file.endsWith('.marks'));
    folder.set('00007.marks', (folder.get(name ?? '') ?? assert.fail()).slice());
    save(restored(folder).index, folder);
    assert.deepEqual([...folder.keys()].sort(), ['00000.marks', 'project.json']);
  });

  it('keeps no words of the text but names, times and what the sidecar says', () => {
    const text = 'Ana Petrova clandestinely photographed harbours on Monday; her extraordinarily talkative neighbours noticed.';
    const bytes = [...save(filled([{ path: 'a.txt', text, sidecars: [] }])).values()].map((one) => Buffer.from(one).toString('latin1')).join('\n');
    assert.ok(bytes.includes('Ana Petrova'));
    for (const word of ['clandestinely', 'photographed', 'extraordinarily', 'neighbours']) assert.ok(!bytes.includes(word), word);
  });

  it('has those documents read again that a registry is about which changed meanwhile', () => {
    const folder = save(filled());
    const index = new CorpusIndex({ pressmark: 1 }, gazetteer);
    index.restore(
      [...folder].map(([name, bytes]) => ({ name, bytes })),
      version,
    );
    const after = { ...seedProject, actors: [...(seedProject.actors ?? []), { id: 'morozova', name: 'Yulia Morozova', kind: 'person' as const }] };
    const again = index.setProject(after);
    assert.deepEqual(
      again.filter((path) => path.startsWith('own-')),
      ['own-0.txt', 'own-1.txt'],
    );
    // Before they are, the cache does not say that it is of the new registry with the old marks.
    save(index, folder);
    const early = new CorpusIndex({ pressmark: 1 }, gazetteer);
    const known = early.restore(
      [...folder].map(([name, bytes]) => ({ name, bytes })),
      version,
    );
    assert.ok(known.every(({ path }) => path !== 'own-0.txt' && path !== 'own-1.txt'));
    assert.deepEqual(
      early.setProject(after).filter((path) => path.startsWith('own-')),
      [],
    );
  });

  it('is made anew in silence where it was damaged', function () {
    this.timeout(60_000);
    const folder = save(filled());
    const expected = answers(filled());
    fc.assert(
      fc.property(fc.constantFrom(...folder.keys()), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.boolean(), (name, at, bits, cut) => {
        const bytes = (folder.get(name) ?? assert.fail()).slice();
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ bits;
        const damaged = new Map(folder).set(name, cut ? bytes.subarray(0, place) : bytes);
        const { index, paths, again } = restored(damaged);
        fill(
          index,
          corpus.filter(({ path }) => again.includes(path) || !paths.includes(path)),
        );
        assert.deepEqual(answers(index), expected);
        assert.deepEqual(restored(save(index, damaged)).paths.length, corpus.length);
      }),
      { numRuns: 30 },
    );
  });

  it('is made anew in silence where it has the format of a version before', () => {
    const folder = save(filled());
    const [name = '', bytes = assert.fail()] = [...folder].find(([file]) => file.endsWith('.marks')) ?? [];
    const before = bytes.slice();
    // "prm2", with all else as it is today.
    new DataView(before.buffer).setInt32(0, 0x70726d32, true);
    const { index, paths } = restored(new Map(folder).set(name, before));
    assert.deepEqual(paths, []);
    fill(index, corpus);
    assert.equal(restored(save(index, new Map(folder))).paths.length, corpus.length);
  });

  it('gives back every number and stamp of a document, and what few documents have', () => {
    const pool = new Pool();
    const hash = fc.maxSafeNat();
    const document = fc.record({
      readable: fc.boolean(),
      confidential: fc.boolean(),
      generation: fc.nat(),
      textHash: hash,
      contextHash: hash,
      stamp: fc.option(fc.string(), { nil: undefined }),
      passages: fc.constantFrom([], [{ path: 'a.txt' } as PassageSummary]),
    });
    fc.assert(
      fc.property(fc.array(document, { maxLength: 5 }), (documents) => {
        const all = documents.map((one, at): readonly [string, Indexed] => [
          `${at}.txt`,
          { ...one, sidecar: noSidecar, publication: undefined, data: DocumentData.none, drifted: [], problems: [] },
        ]);
        // What is read of a file need not begin at a multiple of four in its memory.
        const bytes = encodeSegment(all, pool, version);
        const moved = new Uint8Array(bytes.length + 1).subarray(1);
        moved.set(bytes);
        for (const read of [decodeSegment(bytes, pool, version), decodeSegment(moved, pool, version)])
          assert.deepEqual(
            read?.map(([path, { data, ...rest }]) => [path, { ...rest, data: data.isComplete }]),
            all.map(([path, rest]) => [path, { ...rest, data: false }]),
          );
      }),
    );
  });

  it('goes by what each few of its files come with, not by what came with those before', () => {
    const folder = save(filled());
    const index = new CorpusIndex({ pressmark: 1 }, gazetteer);
    const files = [...folder].map(([name, bytes]): CacheFile => ({ name, bytes }));
    const meta = files.filter(({ name }) => name === 'project.json');
    index.restore(meta, version);
    assert.deepEqual(index.restore(files, 'another'), []);
    const damaged = meta.map(({ name, bytes }): CacheFile => ({ name, bytes: bytes?.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) }));
    assert.deepEqual(index.restore([...damaged, ...files.filter((file) => !meta.includes(file))], version), []);
  });
});

describe('the files of a cache', () => {
  it('are each written once while statements are read, in whatever order these come', () => {
    const index = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
    const documents = Array.from({ length: 600 }, (_, i) => ({ path: `${i}.txt`, text: `Ana Petrova spoke in ${i}.`, sidecars: [], stamp: '1 1' }));
    for (const document of documents) index.put(document);
    while (index.cacheChanges(version).length > 0);
    const written: string[] = [];
    // Each step is one of all three files.
    for (let step = 0; step < 100; step++) {
      index.readStatements(documents.filter((_, i) => i % 100 === (step * 37) % 100));
      written.push(...index.cacheChanges(version, true).map(({ name }) => name));
    }
    written.push(...index.cacheChanges(version).map(({ name }) => name));
    assert.deepEqual(written.sort(), ['00000.marks', '00001.marks', '00002.marks']);
  });
});

describe('what a cache says of its registry', () => {
  it('is believed as it was written only: no byte of it can be another', () => {
    const meta = { version, generation: 3, project: { pressmark: 1 as const, actors: [{ id: 'morozova', name: 'Yulia Morozova', kind: 'person' as const }] } };
    const [file] = new Keeping(
      new Map(),
      new Pool(),
      () => false,
      () => true,
    ).changes(meta);
    const bytes = file?.bytes ?? assert.fail();
    assert.deepEqual(Keeping.meta(bytes, version), meta);
    assert.equal(Keeping.meta(bytes, 'another'), undefined);
    for (let at = 0; at < bytes.length; at++)
      for (const bits of [1, 2, 4, 8, 16, 32, 64, 128]) {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ bits;
        assert.equal(Keeping.meta(damaged, version), undefined, `byte ${at}: ${new TextDecoder().decode(damaged)}`);
      }
  });
});

describe('numbers in bytes', () => {
  it('come back, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff_ffff })), (numbers) => {
        const writer = new ByteWriter();
        for (const number of numbers) writer.number(number);
        const reader = new ByteReader(writer.take());
        assert.deepEqual(
          numbers.map(() => reader.number()),
          numbers,
        );
      }),
    );
  });
});
