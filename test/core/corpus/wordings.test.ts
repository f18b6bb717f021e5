/** How others worded a passage: what is remembered, kept in rows or passed over must change no answer. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import { CorpusWordings } from '../../../src/core/corpus/wordings';
import { analyserFor } from '../../../src/core/corpus/analyser';
import { contextOf } from '../../../src/core/corpus/reader';
import { indexProject } from '../../../src/core/project/lookup';
import { placeOf } from '../../../src/core/corpus/places';
import { parseSidecar } from '../../../src/core/sidecar';
import type { DocumentInput, DocumentText, Wording } from '../../../src/core/corpus/types';
import { sentencesOf } from '../../../src/core/text/sentences';
import { blocksOf } from '../../../src/core/text/blocks';
import type { Range } from '../../../src/core/text/range';
import { corpus, fill, seedProject } from './support';

const gazetteer = parseGazetteer(readFileSync(path.join(__dirname, '../../../media/gazetteer.txt'), 'utf8'));
const analyser = analyserFor(seedProject, gazetteer);
const readable = corpus.flatMap((document) => (document.text === null ? [] : [{ ...document, text: document.text }]));
const changed = (document: DocumentInput & { readonly text: string }): DocumentInput & { readonly text: string } => ({
  ...document,
  stamp: 'changed',
  text: `${document.text}\n\nThe statement was not commented on in Varden.\n`,
});

/** Every document is read and compared: no index, no row, nothing remembered. */
function exhaustively(own: DocumentText, documents: readonly (DocumentInput & { readonly text: string })[]): (range: Range) => readonly Wording[] {
  const surroundings = { analyser, lookups: indexProject(seedProject), only: undefined, generation: 0 };
  const sidecarOf = (name: string) => {
    const text = documents.find((document) => document.path === name)?.sidecars[0]?.text;
    return text === undefined ? undefined : parseSidecar(text).value;
  };
  const wordings = new CorpusWordings({
    marked: (name, text) => analyser.analyse(text, contextOf(name, text, sidecarOf(name), surroundings)),
    tierOf: () => 2,
    place: placeOf,
  });
  const others = documents.filter((document) => document.path !== own.path);
  return (range) => wordings.wordings(own, range, others);
}

function sentences(text: string): readonly Range[] {
  return blocksOf(text).flatMap((block) =>
    sentencesOf(text.slice(block.start, block.end)).map(({ start, end }) => ({ start: block.start + start, end: block.start + end })),
  );
}

describe('how others worded a passage', function () {
  this.timeout(60_000);
  const ask = (index: CorpusIndex, own: DocumentText, range: Range, documents: readonly DocumentText[]): readonly Wording[] => {
    const found = index.statements.candidates(own, range, 30);
    return index.statements.wordings(
      own,
      range,
      found.flatMap(({ path: name }) => documents.find((document) => document.path === name) ?? []),
    );
  };

  it('is what reading and comparing every document finds', () => {
    const index = new CorpusIndex(seedProject, gazetteer);
    fill(index, readable);
    let count = 0;
    for (const own of readable) {
      const expectedOf = exhaustively(own, readable);
      for (const range of sentences(own.text)) {
        const expected = expectedOf(range);
        count += expected.length;
        assert.deepEqual(ask(index, own, range, readable), expected, own.text.slice(range.start, range.end));
      }
    }
    assert.ok(count >= 10, String(count));
  });

  it('is the same in whatever order is asked, and however often documents change in between', () => {
    const questions = readable.flatMap((own) =>
      sentences(own.text)
        .slice(0, 4)
        .map((range) => ({ name: own.path, range })),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...questions), fc.option(fc.constantFrom(...readable))), { minLength: 2, maxLength: 8 }), (steps) => {
        const index = new CorpusIndex(seedProject, gazetteer);
        let now = readable;
        fill(index, now);
        for (const [{ name, range }, change] of steps) {
          if (change) {
            now = now.map((document) => (document.path === change.path ? (document.stamp === 'changed' ? change : changed(document)) : document));
            fill(
              index,
              now.filter((document) => document.path === change.path),
            );
          }
          const own = now.find((document) => document.path === name);
          assert.ok(own);
          const anew = new CorpusIndex(seedProject, gazetteer);
          fill(anew, now);
          assert.deepEqual(ask(index, own, range, now), ask(anew, own, range, now));
        }
      }),
      { numRuns: 6 },
    );
  });
});
