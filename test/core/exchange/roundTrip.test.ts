/** What goes out comes back the same, in every format that can carry it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { parseProject, indexProject } from '../../../src/core/project';
import {
  exchangeDocument,
  type ExchangeDocument,
  exported,
  type ExportFormat,
  fromBrat,
  fromCsv,
  fromJsonLines,
  fromQdc,
  fromQdpx,
  fromW3c,
  type Imported,
  planImport,
} from '../../../src/core/exchange';
import { parseAnn, printAnn } from '../../../src/core/exchange/ann';
import { idOfType, typeOfId, unspaced, valueOf } from '../../../src/core/exchange/bratNames';
import { selectorFor } from '../../../src/core/annotations/selector';
import type { Annotation } from '../../../src/core/sidecar/schema';

const codebook = `pressmark: 1
tags:
  - id: attribution
    label: Attribution
    color: purple
    description: "Who is given as the origin.\\n\\nSecond paragraph."
    children:
      - { id: unnamed-source, label: Unnamed source, include: "most <politicians>", exclude: 'a named "one"', example: "it is said" }
  - { id: denial, label: Denial & doubt, color: "#12ab34" }
`;
/** Two tags of one label under different parents and one of it at the top, ids beyond ASCII, and ids that look like encoded ones. */
const index = indexProject(
  parseProject(`${codebook}  - { id: official, label: Official, children: [{ id: official-unnamed, label: Unnamed }] }
  - { id: witness, label: Witness, children: [{ id: witness-unnamed, label: unnamed }, { id: 2nd_hand, label: denial }] }
  - { id: unnamed, label: Unnamed }
  - { id: война, label: Война }
  - { id: мир, label: Мир }
  - { id: x-_432_, label: X }
`).value,
);
const project = { name: 'Zwei Wörter', index };
const characters = fc.constantFrom('a', 'b', 'e', ' ', '.', 'é', '\n', '😀', '𝒳', '"', '=', '<', '&', ';', ',', "'", '\t');
const texts = fc.array(characters, { minLength: 40, maxLength: 300 }).map((found) => found.join(''));
const word = fc
  .array(fc.constantFrom('a', 'Z', ' ', '=1', '😀', '<b>', '"', '\n', ';', '&amp;', '-', '@'), { minLength: 1, maxLength: 8 })
  .map((found) => `n${found.join('')}n`);

/** Notes that end as what REFI-QDA has no place for is written behind them. */
const fieldLike = fc
  .array(fc.constantFrom('seen', 'Speaker: vane', 'Voice: quoted', 'Adjudicates: one two', 'Id: other-1', '\\Speaker: vane', '\\\\Id: x'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((paragraphs) => paragraphs.join('\n\n'));

/** Annotations with places that no other equals, for the whole of the text. */
const coded: fc.Arbitrary<{ readonly text: string; readonly annotations: readonly Annotation[] }> = fc
  .tuple(
    texts,
    fc.array(
      fc.record({
        id: fc.uuid(),
        at: fc.nat(),
        length: fc.integer({ min: 3, max: 30 }),
        tags: fc.subarray(
          index.tags.map(({ tag: { id } }) => id),
          { minLength: 0, maxLength: 3 },
        ),
        voice: fc.constantFrom(undefined, 'quoted' as const, 'outlet' as const),
        speaker: fc.constantFrom(undefined, 'josep-borrell'),
        // A spreadsheet would run, or change, some that stand alone.
        note: fc.option(fc.oneof(word, fc.constantFrom('007', '1e5', '=1', "'0", '12345678901'), fieldLike), { nil: undefined }),
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
      // What has no tag says something else.
      const said = tags.length === 0 ? (note ?? 'A note alone.') : note;
      const optional = { ...(voice && { voice }), ...(speaker && { speaker }), ...(said !== undefined && { note: said }), ...(adjudicates && { adjudicates }) };
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
  return documents.flatMap((document) => {
    const plan = planImport(document, { text, standing: {}, project: index, coder: 'somebody', now: '2026-01-01T00:00:00Z', path: 'press/a b.txt' });
    return plan.decisions.map((decision) => {
      assert.ok(decision.type === 'add' && decision.section === 'annotations');
      return decision.entry;
    });
  });
}

const byId = (annotations: readonly Annotation[]): readonly Annotation[] => [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1));

const readers: Readonly<Record<'w3c' | 'csv' | 'jsonl' | 'qdpx', (content: string | Uint8Array) => Imported>> = {
  w3c: (content) => fromW3c(content as string),
  csv: (content) => fromCsv(content as string),
  jsonl: (content) => fromJsonLines(content as string),
  qdpx: (content) => fromQdpx(content as Uint8Array),
};

describe('round trips', () => {
  for (const [format, read] of Object.entries(readers) as readonly [keyof typeof readers, (content: string | Uint8Array) => Imported][]) {
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

  it('what went out and comes back unchanged is known for the same, from every format', () => {
    fc.assert(
      fc.property(coded, ({ text, annotations }) => {
        const document = documentOf(text, annotations);
        const files = [
          ...Object.entries(readers).map(([format, read]) => read(contentOf(format as keyof typeof readers, document))),
          fromBrat('press/a b.txt', text, contentOf('brat', document, 'press/a b.ann') as string),
        ];
        for (const one of files.flatMap(({ documents }) => documents)) {
          const again = { text, standing: { annotations }, project: index, coder: 'somebody', now: '2026-01-01T00:00:00Z', path: 'press/a b.txt' };
          const { decisions, losses, known } = planImport(one, again);
          assert.deepEqual([decisions, losses, known], [[], [], one.passages.length]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('qdpx brings passages back to their own of several tags with one label, also from a tool that gives codes guids of its own', () => {
    const text = 'One said it. Another denied it. A third kept silent, as ever.';
    const twins = ['official-unnamed', 'witness-unnamed', 'unnamed'];
    const annotations = ['One', 'Another', 'third'].map((words, at): Annotation => {
      const { position, ...selector } = selectorFor(text, { start: text.indexOf(words), end: text.indexOf(words) + words.length });
      return { id: `p${at}`, tags: [twins[at] ?? ''], ...selector, position: [...position], by: 'anna', created: '2026-11-21T10:00:00Z' };
    });
    const { files, losses } = exported('qdpx', [documentOf(text, annotations)], project);
    assert.ok(losses.some(({ message, args }) => message.includes('share their label') && args[0] === 2));
    const archive = files[0]?.content as Uint8Array;
    const parts = unzipSync(archive);
    const qde = strFromU8(parts['project.qde'] ?? new Uint8Array());
    assert.match(qde, /name="Unnamed \(Official\)"[^]*name="unnamed \(Witness\)"[^]*name="Unnamed"/);
    const tags = (content: Uint8Array): readonly string[] =>
      [...decisionsFrom(fromQdpx(content), text)].sort((a, b) => a.position[0] - b.position[0]).flatMap((one) => one.tags);
    assert.deepEqual(tags(archive), twins);
    const guids = [...new Set([...qde.matchAll(/<Code guid="([^"]+)"/g)].map(([, guid]) => guid ?? ''))];
    const renumbered = guids.reduce((all, guid, at) => all.replaceAll(guid, `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`), qde);
    const again = (own: string): Uint8Array => zipSync({ ...parts, 'project.qde': strToU8(own) });
    assert.deepEqual(tags(again(renumbered)), twins, 'by the names from the top down');
    assert.deepEqual(tags(again(renumbered.replace(/(Unnamed|unnamed) \([A-Z][a-z]+\)/g, '$1'))), twins, 'as another tool would name them');
    // Without the tags above there is nothing to tell them apart by, and none is guessed.
    const [one] = fromCsv('document,tags,quote\na.txt,UNNAMED,Another\n').documents;
    assert.ok(one);
    const plan = planImport(one, { text, standing: {}, project: index, coder: 'me', now: '2026-01-01T00:00:00Z', path: 'press/a b.txt' });
    assert.deepEqual([plan.decisions.length, plan.unknownTags], [0, []]);
    assert.ok(plan.losses.some(({ message }) => message.includes('several of the codebook have that label')));
  });

  it('brat brings back ids, tags, places, voices, speakers and coders, with LF or CR and LF; notes on one line', () => {
    fc.assert(
      fc.property(coded, fc.boolean(), ({ text, annotations }, isCrLf) => {
        const document = documentOf(text, annotations);
        const [own, ann] = ['txt', 'ann'].map((ending) => contentOf('brat', document, `press/a b.${ending}`) as string);
        assert.ok(own !== undefined && ann !== undefined);
        const asFile = (file: string): string => (isCrLf ? file.replaceAll('\n', '\r\n') : file);
        const back = decisionsFrom(fromBrat('press/a b.txt', own, asFile(ann)), text);
        // A line's end is no part of an entity, so one that begins or ends with it comes back shorter.
        const trimmed = ({ id, position: [start, end], ...rest }: Annotation): object => {
          const quote = text.slice(start, end);
          return {
            id,
            tags: [...rest.tags],
            place: [start + (/^\n*/.exec(quote)?.[0].length ?? 0), end - (/\n*$/.exec(quote)?.[0].length ?? 0)],
            voice: rest.voice,
            speaker: rest.speaker,
            by: rest.by,
            note: rest.note?.replace(/\s+/g, ' ').trim(),
          };
        };
        assert.deepEqual(byId(back).map(trimmed), byId(annotations.filter(({ tags }) => tags.length > 0)).map(trimmed));
      }),
      { numRuns: 150 },
    );
  });

  it('brat’s offsets are right in a text with CR and LF, whether a tool counts both or one', () => {
    const text = 'One line.\nA second 😀 line.\n\nThe third.\n';
    const theirs = text.replaceAll('\n', '\r\n');
    const places = (own: string): readonly (readonly [number, number])[] => {
      const points = [...own];
      return ['second 😀', 'third'].map((words) => {
        const start = points.findIndex((_, at) => points.slice(at).join('').startsWith(words));
        return [start, start + [...words].length] as const;
      });
    };
    for (const own of [text, theirs]) {
      const ann = places(own)
        .map(([start, end], at) => `T${at}\tdenial ${start} ${end}\t${[...own].slice(start, end).join('')}\r\n`)
        .join('');
      const quotes = decisionsFrom(fromBrat('a.txt', theirs, ann), text).map(({ quote }) => quote);
      assert.deepEqual(quotes, ['second 😀', 'third']);
    }
  });

  it('brat’s types and values are ASCII words, one for every id and name', () => {
    const ids = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,40}$/u).filter((id) => id.length <= 128);
    fc.assert(
      fc.property(fc.oneof(ids, fc.constantFrom('x-', 'x-_432_', 'x-x-a', '2nd', '𝒳_1', 'x-_5f_')), (id) => {
        assert.match(typeOfId(id), /^[A-Za-z][A-Za-z0-9_-]*$/);
        assert.equal(idOfType(typeOfId(id)), id);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', ' ', '%', '%20', '20', '\u00a0', '\u3000', 'é', '😀'), { minLength: 1 }).map((found) => found.join('')),
        (name) => {
          assert.doesNotMatch(unspaced(name), /\s/);
          assert.equal(valueOf(unspaced(name)), name);
        },
      ),
    );
    // What another tool wrote is not taken for an encoding.
    for (const type of ['x-ray', 'x-_zz_', 'x-_41_', 'x-_110000_']) assert.equal(idOfType(type), type);
    assert.equal(valueOf('50%'), '50%');
  });

  it('an .ann file is written again byte for byte, with whatever it holds', () => {
    const returned = 'T1\tPerson 0 5\tAnnas\r\nA1\tCoder T1 anna\r\n#1\tAnnotatorNotes T1\tsee\r';
    assert.equal(printAnn(parseAnn(returned)), returned);
    assert.deepEqual(fromBrat('a.txt', undefined, returned).documents[0]?.passages[0], {
      id: undefined,
      tags: ['Person'],
      quote: 'Annas',
      codePoints: [0, 5],
      voice: undefined,
      speaker: undefined,
      by: 'anna',
      note: 'see',
    });
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
    const content = exported('qdc', [], { name: 'Codebook', index: indexProject(parseProject(codebook).value) }).files[0]?.content as string;
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
