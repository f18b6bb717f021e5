/** Nothing is lost in silence, on the way out or on the way in. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { exchangeDocument, exported, type ExportFormat, type Imported, type ImportPlan, type Loss, planImport } from '../../../src/core/exchange';
import { fromBrat, fromCsv, fromQdpx, fromW3c } from '../../../src/core/exchange';
import type { Annotation, Sidecar } from '../../../src/core/sidecar/schema';
import { annotation, project, text } from './sample';

const at = '2026-11-21T10:11:12Z';
/** Each of the fields that people fill, with a value that occurs nowhere else; and the words in which its loss is told. */
const full: Sidecar = {
  pressmark: 1,
  document: { outlet: 'gazette', genre: 'zz-genre', url: 'https://example.org/zz-url', published: '2011-11-11' },
  read: [{ by: 'zz-reader', at }],
  stance: [
    { question: 'tone', position: 'warm', confidence: 'medium', because: 'zz-because', evidence: ['zz-id'], by: 'zz-judge', at: '2026-10-10T10:11:12Z' },
  ],
  annotations: [
    annotation('zz-id', 'zz-coder', '😀 Orlo', ['denial'], { note: 'zz-note', voice: 'paraphrased', speaker: 'zz-speaker', created: at }),
    annotation('zz-settles', 'zz-chief', 'Vane smiled', ['doubt'], { adjudicates: ['zz-settled'], created: at }),
    annotation('zz-none', 'zz-chief', 'Ada Vane said', [], { adjudicates: ['zz-refused'], created: at }),
    annotation('zz-lost', 'zz-coder', 'Ada Vane', ['denial'], { quote: 'words that are nowhere', before: '', after: '', position: [4000, 4020], created: at }),
  ],
  mentions: [{ id: 'zz-mark', quote: 'Ada Vane', position: [0, 8], reject: 'document', by: 'zz-marker', at }],
};
const told: readonly (readonly [value: RegExp, loss: RegExp])[] = [
  [/zz-genre/, /fields are left out: .*genre/],
  [/zz-url/, /fields are left out: .*url/],
  [/2011-11-11/, /fields are left out: .*published/],
  [/zz-marker/, /decisions about actors and dates are not told/],
  [/zz-reader/, /“read, nothing to code” are left out/],
  [/>warm<|"warm"|warm/, /stances are left out/],
  [/medium/, /stances are left out|how sure/],
  [/zz-because/, /stances are left out|reasons of stances/],
  [/zz-judge/, /stances are left out|Whose they are/],
  [/zz-note/, /notes are left out/],
  [/paraphrased/, /voices are left out/],
  [/zz-speaker/, /speakers are left out/],
  [/zz-coder/, /Who coded is left out/],
  [/2026-11-21T10:11:12Z/, /When it was coded is left out/],
  [/zz-settled/, /do not say what they settle/],
  [/zz-refused/, /settlements that no passage holds/],
  [/words that are nowhere/, /without a place in their text/],
  [/Ada Vane said no\./, /Of the tags, these fields are left out: .*example/],
];

const contentOf = (content: string | Uint8Array): string =>
  typeof content === 'string'
    ? content
    : Object.values(unzipSync(content))
        .map((part) => strFromU8(part))
        .join('\n');
const sentences = (losses: readonly Loss[]): string =>
  losses.map(({ message, args }) => message.replace(/\{(\d)\}/g, (_, n: string) => String(args[Number(n)] ?? ''))).join('\n');
const document = exchangeDocument({ path: 'press/a.txt', text, quotes: true, sidecars: [full] }, project.index);

describe('an export', () => {
  for (const format of ['w3c', 'brat', 'conll', 'qdpx', 'csv', 'jsonl'] as const satisfies readonly ExportFormat[]) {
    it(`to ${format} carries every field, or says that it does not`, () => {
      const { files, losses } = exported(format, [document], project, { layer: 'passages' });
      const all = files.map(({ content }) => contentOf(content)).join('\n');
      for (const [value, loss] of told)
        assert.ok(value.test(all.replace(text, '')) || loss.test(sentences(losses)), `${value.source} is lost:\n${sentences(losses)}`);
    });

    it(`to ${format} complains of nothing that is not there`, () => {
      const bare = exchangeDocument({ path: 'press/a.txt', text, quotes: true, sidecars: [{ pressmark: 1 }] }, project.index);
      const { losses } = exported(format, [bare], project, { layer: 'passages' });
      assert.deepEqual(
        losses.filter(({ message }) => !message.startsWith('Of the tags')),
        [],
      );
    });
  }

  for (const format of ['w3c', 'brat', 'conll', 'qdpx', 'csv', 'jsonl'] as const satisfies readonly ExportFormat[]) {
    it(`to ${format} says which places are suggestions that nobody has accepted`, () => {
      const { quote, before, after } = annotation('one', 'anna', 'Ada Vane said on Monday that "nothing is decided"', ['denial']);
      const changed = quote?.replace('nothing', 'naught');
      const passage = annotation('fuzzy', 'anna', 'Ada Vane said on Monday that "nothing is decided"', ['denial'], { quote: changed, before, after });
      const of = (one: Annotation) => exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [{ pressmark: 1, annotations: [one] }] }, project.index);
      assert.equal(of(passage).passages.length, 1, 'it has a place');
      const said = (one: Annotation): string => sentences(exported(format, [of(one)], project, { layer: 'passages' }).losses);
      assert.match(said(passage), /^1 passages were found again in changed words; their place is a suggestion that nobody has accepted\.$/m);
      assert.doesNotMatch(said({ ...passage, quote }), /found again/);
    });
  }

  it('to conll says which labels a sentence’s end cuts in two, and which cover no token', () => {
    const blank = text.indexOf('\n\nVANTA');
    const of = (...annotations: readonly Annotation[]) =>
      exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [{ pressmark: 1, annotations: [...annotations] }] }, project.index);
    const over = annotation('over', 'anna', 'Vane smiled. ADA VANE', ['denial']);
    const nothing = {
      ...annotation('nothing', 'anna', '\n\nVANTA', ['doubt']),
      quote: '\n\n',
      after: 'VANTA — Ada Vane said on Monday',
      position: [blank, blank + 2],
    };
    const { files, losses } = exported('conll', [of(over, nothing as Annotation)], project, { layer: 'passages' });
    assert.equal(contentOf(files[0]?.content ?? '').match(/\tB-denial\t/g)?.length, 2);
    assert.match(sentences(losses), /^1 labels reach over the end of a sentence and become one entity for each sentence\.$/m);
    assert.match(sentences(losses), /^1 labels cover no token and are left out\.$/m);
    const within = sentences(exported('conll', [of(annotation('one', 'anna', 'Vane smiled.', ['denial']))], project, { layer: 'passages' }).losses);
    assert.doesNotMatch(within, /reach over|cover no token/);
  });

  it('to qdpx gives a document the position that its coders agree in or an adjudicator has settled, never a draft', () => {
    const entry = (position: string, by: string, more: object = {}) => ({ question: 'tone', position, by, at, ...more });
    const position = (...stance: readonly ReturnType<typeof entry>[]): string | undefined => {
      const of = exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [{ pressmark: 1, stance: [...stance] }] }, project.index);
      const { files, losses } = exported('qdpx', [of], project);
      const value = /<TextValue>(warm|cold)<\/TextValue>/.exec(contentOf(files[0]?.content ?? ''))?.[1];
      assert.equal(value === undefined, /stances are left out/.test(sentences(losses)));
      return value;
    };
    assert.equal(position(entry('warm', 'a'), entry('warm', 'b')), 'warm');
    assert.equal(position(entry('warm', 'a'), entry('cold', 'b')), undefined);
    assert.equal(position(entry('warm', 'a', { status: 'draft' })), undefined);
    assert.equal(position(entry('warm', 'a'), entry('cold', 'b', { status: 'draft' })), 'warm');
    assert.equal(position(entry('warm', 'a'), entry('cold', 'b'), entry('cold', 'c', { adjudicates: ['a', 'b'] })), 'cold');
  });

  it('of what holds leaves out what a settlement has set aside, in every format', () => {
    const sidecar: Sidecar = {
      pressmark: 1,
      annotations: [
        annotation('own', 'anna', 'Vane smiled', ['denial'], { created: at }),
        annotation('settles', 'chief', 'Vane smiled', ['doubt'], { adjudicates: ['own'], created: '2026-11-22T10:00:00Z' }),
      ],
    };
    const of = exchangeDocument({ path: 'a.txt', text, quotes: true, sidecars: [sidecar], settled: true }, project.index);
    assert.deepEqual(
      of.passages.map(({ annotation: { id } }) => id),
      ['settles'],
    );
  });
});

const readers = {
  w3c: (files: Files) => fromW3c(files('annotations.jsonld') as string),
  csv: (files: Files) => fromCsv(files('passages.csv') as string),
  qdpx: (files: Files) => fromQdpx(files('Probe & Co.qdpx') ?? files('Probe - Co.qdpx') ?? new Uint8Array()),
  brat: (files: Files) => fromBrat('press/a.txt', files('press/a.txt'), files('press/a.ann') as string),
} as const;
type Files = <T extends string | Uint8Array>(path: string) => T | undefined;

describe('what an export says that it loses', () => {
  const phrases = ['😀 Orlo', 'nothing is decided', 'Vane smiled', 'I know Ada', 'She is right', 'Finch99 is wrong', 'VANTA', 'LEFT.\n\n3 Comments', 'Monday'];
  const entry = fc.record({
    tags: fc.subarray(['denial', 'doubt', 'unknown-tag-война']).filter((tags) => !tags.includes('unknown-tag-война') || tags.length > 1),
    note: fc.constantFrom('a note', 'two\nlines', undefined),
    voice: fc.constantFrom('quoted' as const, undefined),
    speaker: fc.constantFrom('ada-vane', undefined),
    adjudicates: fc.constantFrom(['some-id'], undefined),
    by: fc.constantFrom('anna', 'Ben B.'),
    updated: fc.constantFrom('2026-11-22T10:00:00Z', undefined),
    isPlaced: fc.boolean(),
  });
  const carried = ['note', 'voice', 'speaker', 'adjudicates', 'by', 'created', 'updated'] as const;
  /** The words of the loss in which each is told; a passage that is not there is told as one. */
  const words = {
    note: /^\{0\} notes/,
    voice: /voices are/,
    speaker: /speakers are/,
    adjudicates: /what they settle/,
    by: /Who coded/,
    created: /When it was/,
  };

  for (const format of ['w3c', 'csv', 'qdpx', 'brat'] as const) {
    it(`is what is lost, in ${format}`, () => {
      fc.assert(
        fc.property(fc.array(entry, { minLength: 1, maxLength: phrases.length }), (entries) => {
          const annotations = entries.map(({ isPlaced, ...said }, at): Annotation => {
            const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as typeof said;
            const own = annotation(`id-${at}`, said.by, phrases[at] ?? '', said.tags, given as Partial<Annotation>);
            return isPlaced ? own : { ...own, quote: `words number ${at} that are nowhere`, before: '', after: '', position: [9000, 9020] };
          });
          const known = annotations.map((one) => ({ ...one, tags: one.tags.filter((tag) => project.index.tag(tag)) }));
          // A passage that says nothing is nobody's loss.
          const telling = known.filter(({ tags, note, voice, speaker, adjudicates }) => tags.length > 0 || note || voice || speaker || adjudicates);
          const of = exchangeDocument({ path: 'press/a.txt', text, quotes: true, sidecars: [{ pressmark: 1, annotations: telling }] }, project.index);
          const { files, losses } = exported(format, [of], project, { tables: ['passages'] });
          const imported = readers[format](((path: string) => files.find((file) => file.path === path)?.content) as Files);
          const back = new Map(
            imported.documents.flatMap((one) =>
              planImport(one, {
                text,
                standing: {},
                project: project.index,
                coder: 'me',
                now: '2000-01-01T00:00:00Z',
                path: 'press/a.txt',
              }).decisions.flatMap((decision) =>
                decision.type === 'add' && decision.section === 'annotations' ? [[decision.entry.id, decision.entry] as const] : [],
              ),
            ),
          );
          const warned = (pattern: RegExp): number => losses.filter(({ message }) => pattern.test(message)).reduce((sum, { args }) => sum + Number(args[0]), 0);
          // Tables carry passages without a place too; it is a reader that cannot use them.
          const expected = format === 'csv' ? of.passages.map((one) => one.annotation) : telling;
          const absent = expected.filter(({ id }) => !back.has(id));
          assert.equal(absent.length, warned(/^\{0\} (?:passages without|settlements|passages of line)/), 'passages');
          for (const { id, tags } of expected) assert.deepEqual([...(back.get(id)?.tags ?? tags)].sort(), [...tags].sort());
          for (const field of carried) {
            const changed = of.passages.filter(({ annotation: one }) => {
              const came = back.get(one.id);
              if (field === 'created') return (came?.created ?? 'gone') !== one.created;
              return came !== undefined && one[field] !== undefined && JSON.stringify(came[field]) !== JSON.stringify(one[field]);
            });
            // When it was changed goes with when it was made.
            if (field === 'updated') assert.ok(changed.length === 0 || warned(words.created) > 0);
            else if (field === 'note' && format === 'brat')
              assert.ok(changed.length <= warned(words.note) && (changed.length > 0 || absent.length > 0 || warned(words.note) === 0));
            else assert.equal(changed.length, warned(words[field]), field);
          }
        }),
        { numRuns: 60 },
      );
    });
  }
});

describe('an import', () => {
  const plan = (imported: Imported): string => {
    const plans = imported.documents.map((one) => planImport(one, { text, standing: {}, project: project.index, coder: 'me', now: at, path: 'press/a b.txt' }));
    assert.ok(
      plans.some(({ decisions }) => decisions.length > 0),
      'the passage itself comes in',
    );
    return sentences([...imported.losses, ...plans.flatMap(({ losses }) => losses)]);
  };

  it('says what of a passage it could not take', () => {
    const said = plan(fromCsv('document,tags,quote,voice,speaker,by,created\na.txt,denial,Vane smiled,whispered,Not an id!,"a\nb",yesterday\n'));
    assert.match(said, /1 voices are none that Pressmark knows and are left out: “whispered”/);
    assert.match(said, /1 speakers are no ids of actors and are left out: “Not an id!”/);
    assert.match(said, /1 names of coders cannot be names of coders here/);
    assert.match(said, /1 times cannot be read and are left out: “yesterday”/);
  });

  it('says what stood in the file beside passages', () => {
    const start = text.indexOf('ADA VANE LEFT') + -1;
    const own = `T1\tdenial ${start} ${start + 3};${start + 5} ${start + 8}\tADA ANE\nR1\tBy Arg1:T1 Arg2:T1\n`;
    const said = sentences(fromBrat('a.txt', text, own).losses);
    assert.match(said, /1 entities of a\.txt are in several pieces/);
    assert.match(said, /1 lines of a\.txt are no entities/);
    const { files } = exported('qdpx', [document], project);
    assert.doesNotMatch(sentences(fromQdpx(files[0]?.content as Uint8Array).losses), /variables/, 'what we wrote ourselves stands in the sidecar');
  });

  it('of the same file a second time adds nothing, whether it brings ids or none', () => {
    const twice = 'document,tags,quote,by\na.txt,denial,Vane smiled,\na.txt,denial,Vane smiled,\na.txt,doubt,Vane smiled,ben\n';
    const start = [...text.slice(0, text.indexOf('Vane smiled'))].length;
    const ann = `T1\tdenial ${start} ${start + 11}\tVane smiled\nT2\tdoubt ${start} ${start + 11}\tVane smiled\n`;
    for (const read of [() => fromCsv(twice), () => fromBrat('a.txt', text, ann)]) {
      const into = (standing: readonly Annotation[], coder: string): ImportPlan => {
        const [one] = read().documents;
        assert.ok(one);
        return planImport(one, { text, standing: { annotations: standing }, project: project.index, coder, now: at, path: 'press/a.txt' });
      };
      const first = into([], 'me');
      const made = first.decisions.flatMap((decision) => (decision.type === 'add' && decision.section === 'annotations' ? [decision.entry] : []));
      const ids = new Set(made.map(({ id }) => id));
      assert.ok(ids.size > 1);
      assert.equal(ids.size, first.decisions.length, 'each has its own');
      const again = into(made, 'me');
      assert.deepEqual([again.decisions.length, again.known], [0, ids.size]);
      assert.equal(into(made, 'you').known, 0, 'what another coder saw in the same words is theirs');
    }
  });

  it('of very many annotations of one document takes time in proportion', () => {
    const one = {
      type: 'Annotation',
      target: { source: 'a.txt', selector: { type: 'TextQuoteSelector', exact: 'x' } },
      body: { purpose: 'tagging', value: 'denial' },
    };
    const { documents } = fromW3c(JSON.stringify(new Array(60_000).fill(one)));
    assert.equal(documents[0]?.passages.length, 60_000);
  });
});
