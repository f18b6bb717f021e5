/** What goes out comes back the same, in every format that can carry it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProject, indexProject } from '../../../src/core/project';
import {
  exchangeDocument,
  type ExchangeDocument,
  exported,
  type ExportFormat,
  fromBrat,
  fromCsv,
  fromQdc,
  fromQdpx,
  fromW3c,
  type Imported,
  planImport,
} from '../../../src/core/exchange';
import { parseAnn, printAnn } from '../../../src/core/exchange/brat';
import { selectorFor } from '../../../src/core/annotations/selector';
import type { Annotation } from '../../../src/core/sidecar/schema';

const index = indexProject(
  parseProject(`pressmark: 1
tags:
  - id: attribution
    label: Attribution
    color: purple
    description: "Who is given as the origin.\\n\\nSecond paragraph."
    children:
      - { id: unnamed-source, label: Unnamed source, include: "most <politicians>", exclude: 'a named "one"', example: "it is said" }
  - { id: denial, label: Denial & doubt, color: "#12ab34" }
`).value,
);
const project = { name: 'Zwei Wörter', index };
const characters = fc.constantFrom('a', 'b', 'e', ' ', '.', 'é', '\n', '😀', '𝒳', '"', '=', '<', '&', ';', ',', "'", '\t');
const texts = fc.array(characters, { minLength: 40, maxLength: 300 }).map((found) => found.join(''));
const word = fc
  .array(fc.constantFrom('a', 'Z', ' ', '=1', '😀', '<b>', '"', '\n', ';', '&amp;', '-', '@'), { minLength: 1, maxLength: 8 })
  .map((found) => `n${found.join('')}n`);

/** Annotations with places that no other equals, for the whole of the text. */
const coded: fc.Arbitrary<{ readonly text: string; readonly annotations: readonly Annotation[] }> = fc
  .tuple(
    texts,
    fc.array(
      fc.record({
        id: fc.uuid(),
        at: fc.nat(),
        length: fc.integer({ min: 3, max: 30 }),
        tags: fc.constantFrom(['attribution'], ['denial'], ['unnamed-source', 'denial']),
        voice: fc.constantFrom(undefined, 'quoted' as const, 'outlet' as const),
        speaker: fc.constantFrom(undefined, 'josep-borrell'),
        note: fc.option(word, { nil: undefined }),
        adjudicates: fc.constantFrom(undefined, undefined, ['one', 'another-1'] as string[]),
        by: fc.constantFrom('anna', 'Ben B.'),
      }),
      { maxLength: 6 },
    ),
  )
  .map(([text, found]) => ({
    text,
    annotations: found.flatMap(({ id, at, length, tags, voice, speaker, note, adjudicates, by }): readonly Annotation[] => {
      const start = at % (text.length - 31);
      const quote = text.slice(start, start + length);
      // A passage is something a reader could see: whole characters, not white space alone.
      if (/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(quote) || quote.trim().length < 2) return [];
      const selector = selectorFor(text, { start, end: start + length });
      const optional = { ...(voice && { voice }), ...(speaker && { speaker }), ...(note !== undefined && { note }), ...(adjudicates && { adjudicates }) };
      return [{ id, tags: [...tags], ...selector, position: [...selector.position], ...optional, by, created: '2026-11-21T10:00:00Z' }];
    }),
  }));

const documentOf = (text: string, annotations: readonly Annotation[], quotes = true): ExchangeDocument =>
  exchangeDocument({ path: 'press/a b.txt', text, quotes, sidecars: [{ pressmark: 1, annotations: [...annotations] }] }, index);

const contentOf = (format: ExportFormat, document: ExchangeDocument, file?: string): string | Uint8Array => {
  const { files } = exported(format, [document], project, { tables: ['passages'] });
  const found = file === undefined ? files[0] : files.find(({ path }) => path === file);
  assert.ok(found, `${format} has no ${file ?? 'file'}`);
  return found.content;
};

function decisionsFrom({ documents }: Imported, text: string): readonly Annotation[] {
  let ids = 0;
  return documents.flatMap((document) => {
    const plan = planImport(document, { text, ids: new Set(), project: index, coder: 'somebody', now: '2026-01-01T00:00:00Z', newId: () => `new-${ids++}` });
    return plan.decisions.map((decision) => {
      assert.ok(decision.type === 'add' && decision.section === 'annotations');
      return decision.entry;
    });
  });
}

const byId = (annotations: readonly Annotation[]): readonly Annotation[] => [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));

const readers: Readonly<Record<'w3c' | 'csv' | 'qdpx', (content: string | Uint8Array) => Imported>> = {
  w3c: (content) => fromW3c(content as string),
  csv: (content) => fromCsv(content as string),
  qdpx: (content) => fromQdpx(content as Uint8Array),
};

describe('round trips', () => {
  for (const [format, read] of Object.entries(readers) as readonly ['w3c' | 'csv' | 'qdpx', (content: string | Uint8Array) => Imported][]) {
    it(`${format} brings every passage back as it was`, () => {
      let came = 0;
      let went = 0;
      fc.assert(
        fc.property(coded, ({ text, annotations }) => {
          const document = documentOf(text, annotations);
          const back = decisionsFrom(read(contentOf(format, document)), text);
          // A repeated stretch may have two places: what is brought back stands where it stood, and nothing else is made of it.
          came += back.length;
          went += annotations.length;
          const sure = new Set(back.map(({ id }) => id));
          assert.deepEqual(byId(back), byId(annotations.filter(({ id }) => sure.has(id))));
          if (format === 'qdpx') assert.equal(back.length, annotations.length, 'with the text in the file, no place is in doubt');
        }),
        { numRuns: 150 },
      );
      assert.ok(went > 100 && came > 0.8 * went, `${came} of ${went} came back`);
    });
  }

  it('brat brings back tags, places, voices, speakers and coders; notes on one line', () => {
    fc.assert(
      fc.property(coded, ({ text, annotations }) => {
        const document = documentOf(text, annotations);
        const back = decisionsFrom(
          fromBrat('press/a b.txt', contentOf('brat', document, 'press/a b.txt') as string, contentOf('brat', document, 'press/a b.ann') as string),
          text,
        );
        // A line's end is no part of an entity, so one that begins or ends with it comes back shorter.
        const trimmed = ({ position: [start, end], ...rest }: Annotation, tag: string): object => {
          const quote = text.slice(start, end);
          return {
            tag,
            place: [start + (/^\n*/.exec(quote)?.[0].length ?? 0), end - (/\n*$/.exec(quote)?.[0].length ?? 0)],
            voice: rest.voice,
            speaker: rest.speaker,
            by: rest.by.replace(/\s+/g, '_'),
            note: rest.note?.replace(/\s+/g, ' ').trim(),
          };
        };
        const sorted = (found: readonly object[]): readonly string[] => found.map((one) => JSON.stringify(one)).sort();
        assert.deepEqual(
          sorted(back.map((one) => trimmed(one, one.tags[0] ?? ''))),
          sorted(annotations.flatMap((one) => one.tags.map((tag) => trimmed(one, tag)))),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('an .ann file is written again byte for byte, with whatever it holds', () => {
    const own =
      'T1\tPerson 0 5\tAnnas\nT2\tQuote 7 12;13 20\tsaid it twice\nR1\tBy Arg1:T2 Arg2:T1\nE1\tSay:T2 Who:T1\nA1\tNegated T2\nM1\tVoice T2 quoted\n*\tEquiv T1 T2\n#1\tAnnotatorNotes T1\tsee  there\n\nT3 broken\n';
    assert.equal(printAnn(parseAnn(own)), own);
    assert.equal(printAnn(parseAnn(own.trimEnd())), own.trimEnd(), 'with or without an end to its last line');
    assert.deepEqual(
      parseAnn(own).map(({ kind }) => kind),
      ['entity', 'entity', 'other', 'other', 'attribute', 'attribute', 'other', 'note', 'other', 'other'],
    );
    const lines = fc.array(fc.constantFrom('T1', 'A', '#2', '\t', ' ', '0', '5', ';', 'Person', 'x', '\r'), { maxLength: 12 }).map((found) => found.join(''));
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 6 }), (found) => {
        for (const file of [found.map((line) => `${line}\n`).join(''), found.join('\n')]) assert.equal(printAnn(parseAnn(file)), file);
      }),
    );
  });

  it('a codebook comes back with its nesting, colours and definitions', () => {
    const content = exported('qdc', [], project).files[0]?.content as string;
    assert.deepEqual(fromQdc(content).tags, [
      {
        id: 'attribution',
        label: 'Attribution',
        color: '#CC79A7',
        description: 'Who is given as the origin.\n\nSecond paragraph.',
        children: [{ id: 'unnamed-source', label: 'Unnamed source', include: 'most <politicians>', exclude: 'a named "one"', example: 'it is said' }],
      },
      { id: 'denial-doubt', label: 'Denial & doubt', color: '#12ab34' },
    ]);
  });

  it('keeps what `quotes: none` withholds', () => {
    const text = 'A secret sentence about the minister. And one more that nobody shall read.';
    const selector = selectorFor(text, { start: 2, end: 17 });
    const document = documentOf(
      text,
      [{ id: 'one', tags: ['denial'], ...selector, position: [...selector.position], by: 'anna', created: '2026-11-21T10:00:00Z' }],
      false,
    );
    for (const format of ['csv', 'jsonl', 'w3c', 'brat', 'conll', 'qdpx'] as const) {
      const { files, losses } = exported(format, [document], project);
      for (const { content } of files)
        assert.doesNotMatch(typeof content === 'string' ? content : new TextDecoder('latin1').decode(content), /secret|minister|nobody/, format);
      assert.ok(losses.length > 0);
    }
  });
});
