/** What the Passages view shows, without an editor: filtering, grouping, quoting, and the page to read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseProject, indexProject } from '../../../src/core/project';
import type { Annotation } from '../../../src/core/sidecar/schema';
import { filterWords, isEmpty, matcher, noTags, type PassageFilter, tidyFilter } from '../../../src/extension/features/passages/filter';
import { bucketed, groupRows, passageGroupings } from '../../../src/extension/features/passages/groups';
import { driftedNodes, type MarkNode } from '../../../src/extension/features/passages/nodes';
import { inMarkdown, isWebAddress, quotationMarkdown, quotationOf, quotationPlain } from '../../../src/extension/features/passages/quotation';
import { mostRead, readingPage } from '../../../src/extension/features/passages/reading';
import { type DocumentFacts, inOrder, type PassageRow, rowOf, sameRows } from '../../../src/extension/features/passages/rows';

const t = (message: string, ...args: unknown[]): string => message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)]));
const words = { t, locale: 'en' };

const index = indexProject(
  parseProject(`pressmark: 1
outlets:
  - { id: gazette, name: The Gazette }
  - { id: post, name: The Post }
stance:
  - id: toll
    question: How does it treat the toll?
    positions: [{ id: for, label: For the toll }, { id: against, label: Against it }]
tags:
  - id: claim
    label: Claim
    children:
      - { id: threat, label: Threat, replaces: [menace] }
      - { id: denial, label: Denial, revised: 2026-11-21, description: "A refusal, *plainly* said." }
  - { id: wording, label: Wording }
actors:
  - { id: ida-stone, name: Ida Stone, kind: person }
`).value,
);
const indexes = () => index;

const documents: readonly DocumentFacts[] = [
  {
    project: 'p',
    path: 'a.txt',
    metadata: { title: 'The toll', outlet: 'gazette', url: 'https://gazette.example/toll', published: '2022-01-10', 'published-basis': 'stated' },
    publication: { start: '2022-01-10', end: '2022-01-10', basis: 'stated' },
    stance: { kind: 'coded', position: 'against', by: ['a'] },
  },
  {
    project: 'p',
    path: 'b.txt',
    metadata: { outlet: 'post', publisher: 'gazette', via: ['gazette'], translation: 'machine', 'translated-from': 'ru', published: '2022-01-12/2022-01-13' },
    publication: { start: '2022-01-12', end: '2022-01-13', basis: 'bounded', why: 'speaks of the 12th' },
    stance: { kind: 'disagree', by: ['a', 'b'] },
  },
  { project: 'p', path: 'c.txt', metadata: {}, publication: undefined, stance: { kind: 'not-coded' } },
];

let made = 0;
function row(fields: Partial<Annotation>, document = documents[0] as DocumentFacts, more: Partial<PassageRow> = {}): PassageRow {
  made++;
  const annotation: Annotation = {
    id: `e${made}`,
    tags: ['threat'],
    quote: 'a quote',
    position: [made, made + 7],
    by: 'Ann',
    created: '2026-11-20T10:00:00Z',
    ...fields,
  };
  return rowOf(document, { annotation, state: 'exact', line: made, places: [], actors: [], ...more }, index);
}

const [a, b, c] = documents as [DocumentFacts, DocumentFacts, DocumentFacts];
const rows = [
  row({ tags: ['menace', 'threat'], quote: 'They will close\nthe HARBOUR', voice: 'quoted', speaker: 'ida-stone' }, a, {
    actors: [{ id: 'ida-stone', name: 'Ida Stone' }],
  }),
  row({ tags: ['denial'], quote: 'No one was asked', note: 'See the harbour report' }, a),
  row({ tags: ['denial', 'wording'], by: 'Ben', updated: '2026-11-22T10:00:00Z', voice: 'outlet' }, b),
  row({ tags: ['wording'] }, b, { state: 'moved' }),
  row({ tags: ['gone'], by: 'Ben' }, c, {
    state: 'orphan',
    line: undefined,
    actors: [
      { id: '~1', name: 'Mr Brook' },
      { id: 'ida-stone', name: 'Ida Stone' },
    ],
  }),
];

const fitting = (filter: PassageFilter): number[] => rows.flatMap((one, at) => (matcher(filter, indexes)(one) ? [at] : []));

describe('filtering passages', () => {
  it('asks for words in quote and note, whatever their case and line breaks', () => {
    assert.deepEqual(fitting({ text: ' close the Harbour' }), [0]);
    assert.deepEqual(fitting({ text: 'HÁRBOUR' }), [0, 1]);
  });

  it('asks for tags with those below them, all, any and none of them', () => {
    assert.deepEqual(fitting({ tags: { ...noTags, any: ['claim'] } }), [0, 1, 2]);
    assert.deepEqual(fitting({ tags: { ...noTags, all: ['claim', 'wording'] } }), [2]);
    assert.deepEqual(fitting({ tags: { all: [], any: ['claim', 'wording'], none: ['denial'] } }), [0, 3]);
    assert.deepEqual(fitting({ tags: { ...noTags, any: ['menace'] } }), [0], 'under a merged id');
    assert.deepEqual(fitting({ tags: { ...noTags, any: ['gone'] } }), [4], 'one that the codebook does not know');
  });

  it('asks for outlet, stance, coder and state', () => {
    assert.deepEqual(fitting({ outlets: ['post', null] }), [2, 3, 4]);
    assert.deepEqual(fitting({ stances: ['position against', 'not-coded'] }), [0, 1, 4]);
    assert.deepEqual(fitting({ coders: ['Ben'] }), [2, 4]);
    assert.deepEqual(fitting({ states: ['orphan', 'moved'] }), [3, 4]);
    assert.deepEqual(fitting({ states: ['older'] }), [1], 'looked at again since, it is not older');
    assert.deepEqual(fitting({ states: ['noted', 'orphan'] }), [1, 4]);
  });

  it('asks for dates that may be the document’s', () => {
    assert.deepEqual(fitting({ from: '2022-01-11' }), [2, 3]);
    assert.deepEqual(fitting({ from: '2022-01-13', to: '2022-01-20' }), [2, 3]);
    assert.deepEqual(fitting({ to: '2022-01-12' }), [0, 1, 2, 3]);
    assert.deepEqual(fitting({ from: '2022-01-14' }), []);
  });

  it('says what is asked, in words', () => {
    const filter: PassageFilter = {
      text: 'harbour',
      tags: { all: ['claim'], any: ['threat', 'denial'], none: ['wording'] },
      outlets: ['post', null],
      stances: ['position for', 'disagree'],
      from: '2022-01-10',
      coders: ['Ann'],
      states: ['older'],
    };
    assert.equal(
      filterWords(filter, index, t).join('; '),
      'words “harbour”; Claim; Threat or Denial; not Wording; The Post or Outlet not set; stance For the toll or coders disagree; from 2022-01-10; coded by Ann; before a revision',
    );
    assert.ok(isEmpty({ text: '  ', tags: noTags, outlets: [], coders: undefined }));
    assert.deepEqual(tidyFilter({ text: ' x ', states: [] }), { text: 'x' });
  });

  it('is an algebra: every condition is one more, lists are unions, “none” is the complement of “any”', () => {
    const tag = fc.constantFrom('claim', 'threat', 'denial', 'wording', 'gone', 'menace');
    const list = fc.uniqueArray(tag, { maxLength: 3 });
    const filters = fc.record<PassageFilter>(
      {
        text: fc.constantFrom('harbour', 'a', 'zzz'),
        tags: fc.record({ all: list, any: list, none: list }),
        outlets: fc.uniqueArray(fc.constantFrom('gazette', 'post', null), { maxLength: 2 }),
        coders: fc.uniqueArray(fc.constantFrom('Ann', 'Ben', 'Cy'), { maxLength: 2 }),
        states: fc.uniqueArray(fc.constantFrom('exact' as const, 'moved' as const, 'older' as const, 'noted' as const), { maxLength: 2 }),
        from: fc.constantFrom('2022-01-01', '2022-01-12'),
        to: fc.constantFrom('2022-01-12', '2023-01-01'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filters, (filter) => {
        const whole = fitting(filter);
        const parts = Object.entries(filter).map(([key, value]) => fitting({ [key]: value }));
        assert.deepEqual(
          whole,
          rows.map((_, at) => at).filter((at) => parts.every((part) => part.includes(at))),
        );
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(tag, { minLength: 1, maxLength: 4 }), (tags) => {
        const any = fitting({ tags: { ...noTags, any: tags } });
        assert.deepEqual(any, [...new Set(tags.flatMap((one) => fitting({ tags: { ...noTags, any: [one] } })))].sort());
        assert.deepEqual(
          fitting({ tags: { ...noTags, none: tags } }),
          rows.map((_, at) => at).filter((at) => !any.includes(at)),
        );
        assert.deepEqual(
          fitting({ tags: { ...noTags, all: tags } }),
          any.filter((at) => tags.every((one) => fitting({ tags: { ...noTags, any: [one] } }).includes(at))),
        );
      }),
    );
  });
});

describe('rows', () => {
  it('are drawn anew only where they say something else', () => {
    assert.ok(sameRows(rows, structuredClone(rows)));
    const [first, ...others] = rows as [PassageRow, ...PassageRow[]];
    const differing: readonly PassageRow[] = [
      { ...first, state: 'moved' },
      { ...first, line: 77 },
      { ...first, older: ['threat'] },
      { ...first, annotation: { ...first.annotation, note: 'new' } },
      { ...first, annotation: { ...first.annotation, tags: ['threat', 'denial'] } },
      { ...first, actors: [{ id: 'ida-stone', name: 'Ida M. Stone' }] },
      { ...first, document: { ...first.document, stance: { kind: 'coded', position: 'for', by: ['a'] } } },
      { ...first, document: { ...first.document, metadata: { ...first.document.metadata, outlet: 'post' } } },
    ];
    for (const one of differing) assert.ok(!sameRows(rows, [one, ...others]), JSON.stringify(one));
    assert.ok(!sameRows(rows, others));
  });
});

describe('grouping passages', () => {
  const groups = (grouping: Exclude<(typeof passageGroupings)[number], 'none'>): string =>
    groupRows(rows, grouping, indexes, t)
      .map(({ label, rows: own }) => `${label} ${own.length}`)
      .join(', ');

  it('goes by tag in the order of the codebook, by stance in that of the question, and by names', () => {
    assert.equal(groups('tag'), 'Threat 1, Denial 2, Wording 2, gone 1');
    assert.equal(groups('stance'), 'Against it 2, Coders disagree 2, Not coded 1');
    assert.equal(groups('outlet'), 'The Gazette 2, The Post 2, Outlet not set 1');
    assert.equal(groups('document'), 'b.txt 2, c.txt 1, The toll 2');
    assert.equal(groups('actor'), 'Ida Stone 2, Mr Brook 1, No actor is named 3');
    assert.equal(groups('coder'), 'Ann 3, Ben 2');
    assert.equal(groups('voice'), 'The outlet’s own 1, Quoted 1, Voice not set 3');
    assert.equal(groups('speaker'), 'Ida Stone 1, The outlet itself 1, Speaker not set 3');
  });

  it('loses no passage, whatever it goes by', () => {
    for (const grouping of passageGroupings)
      if (grouping !== 'none') assert.equal(new Set(groupRows(rows, grouping, indexes, t).flatMap((group) => group.rows)).size, rows.length, grouping);
  });

  it('what has drifted stands in stretches, if one checkout has moved thousands', () => {
    const marks = Array.from({ length: 650 }, (_, n) => ({ type: 'mark', line: n }) as MarkNode);
    const group = { type: 'group', id: 'drifted', label: 'To check', icon: 'warning', children: marks } as const;
    const lists = driftedNodes(group).map((node) => (node.type === 'group' ? [node.id, node.label, node.children.length, driftedNodes(node).length] : []));
    assert.deepEqual(lists, [
      ['drifted from 1', '1–300', 300, 300],
      ['drifted from 301', '301–600', 300, 300],
      ['drifted from 601', '601–650', 50, 50],
    ]);
    assert.deepEqual(driftedNodes({ ...group, children: marks.slice(0, 300) }), marks.slice(0, 300));
  });

  it('splits what is long, keeping every item in its order', () => {
    assert.ok('items' in bucketed(Array.from({ length: 300 })));
    const all = Array.from({ length: 701 }, (_, at) => at);
    const parts = bucketed(all);
    assert.ok('buckets' in parts);
    assert.deepEqual(
      parts.buckets.map(({ from, to }) => [from, to]),
      [
        [1, 300],
        [301, 600],
        [601, 701],
      ],
    );
    assert.deepEqual(
      parts.buckets.flatMap(({ items }) => items),
      all,
    );
  });

  it('is linear in the passages: of twenty thousand each is looked at a few times, not once for every other', function () {
    const count = 20_000;
    const facts = Array.from({ length: 500 }, (_, at): DocumentFacts => ({ ...a, path: `d${at}.txt`, metadata: { ...a.metadata, title: `Document ${at}` } }));
    const ids = index.tags.map(({ tag }) => tag.id);
    const many = Array.from({ length: count }, (_, at) =>
      row(
        { tags: [ids[at % ids.length] ?? '', ids[(at * 7) % ids.length] ?? ''], quote: `They said ${at} times that the harbour would be closed by spring` },
        facts[at % 500],
        {
          actors: [{ id: `~${at % 90}`, name: `Actor ${at % 90}` }],
        },
      ),
    );
    const timed = (what: string, work: () => unknown): void => {
      const started = performance.now();
      work();
      console.log(`      ${count} passages ${what}: ${(performance.now() - started).toFixed(0)} ms`);
    };
    timed('sorted', () => many.sort(inOrder));
    const again = structuredClone(many);
    timed('compared', () => sameRows(many, again));
    timed('filtered', () =>
      many.filter(matcher({ text: 'closed by', tags: { ...noTags, any: ['claim'], none: ['denial'] }, coders: ['Ann'], from: '2022' }, indexes)),
    );
    for (const grouping of passageGroupings) if (grouping !== 'none') timed(`by ${grouping}`, () => groupRows(many, grouping, indexes, t));
    // Counted, not timed: a row that is asked for its tags for each other row would be asked four hundred million times.
    let asked = 0;
    const counted = many.map((one) => Object.defineProperty({ ...one }, 'tags', { get: () => (asked++, one.tags) }));
    groupRows(counted, 'tag', indexes, t);
    counted.filter(matcher({ tags: { all: ['claim'], any: ['threat', 'denial'], none: ['wording'] } }, indexes));
    assert.ok(asked <= 8 * count, `asked ${asked} times`);
  });
});

describe('copying as a quotation', () => {
  const [first, , third] = rows as [PassageRow, PassageRow, PassageRow];

  it('names speaker, outlet, title, date and address', () => {
    const quotation = quotationOf(first, index, words);
    assert.equal(
      quotationPlain(quotation, t),
      '“They will close the HARBOUR”\n— Ida Stone; The Gazette, “The toll”, 10 January 2022, https://gazette.example/toll',
    );
    assert.equal(
      quotationMarkdown(quotation, t),
      '> They will close the HARBOUR\n>\n> — Ida Stone; The Gazette, *The toll*, 10 January 2022, <https://gazette.example/toll>',
    );
  });

  it('says where else it stood, how its date is known, and that the wording is a translation', () => {
    assert.equal(
      quotationPlain(quotationOf(third, index, words), t),
      '“a quote”\n— The Post, relaying The Gazette, published by The Gazette, 12 January 2022 to 13 January 2022 (known within bounds: speaks of the 12th), b.txt\n⚠ Machine translation from ru: do not cite the wording as verbatim.',
    );
    const inferred = {
      ...first,
      document: {
        ...a,
        metadata: { ...a.metadata, published: undefined, url: 'javascript:alert(1)' },
        publication: { ...b.publication, basis: 'stated' as const, start: '2022-01-13', end: '2022-01-13' },
      },
    };
    assert.match(quotationPlain(quotationOf(inferred, index, words), t), /13 January 2022 \(inferred: speaks of the 12th\), a\.txt$/);
    const unknown = { ...first, document: { ...c, metadata: { translation: 'unknown' as const } } };
    assert.match(
      quotationMarkdown(quotationOf(unknown, index, words), t),
      /without a date, c\.txt\n>\n> ⚠ \*Whether the wording is a translation is not known\.\*$/,
    );
  });

  it('keeps no quote where the project keeps none', () => {
    const hashed = row({});
    const rest = { ...hashed.annotation };
    delete rest.quote;
    assert.match(quotationMarkdown(quotationOf({ ...hashed, annotation: rest }, index, words), t), /^> \*\(no quote is kept\)\*/);
  });

  it('lets no text become Markdown, or a link', () => {
    assert.equal(inMarkdown('- **a** [b](command:x) <i>'), '\\- \\*\\*a\\*\\* \\[b\\](command:x) \\<i\\>');
    assert.equal(inMarkdown('1. item'), '1\\. item');
    assert.ok(
      !isWebAddress('https://x.example/a> <script>') &&
        !isWebAddress('javascript:alert(1)') &&
        !isWebAddress('https://x.example/\u202egnp') &&
        isWebAddress('https://x.example/a?b=c#d'),
    );
    const hostile = row({ quote: '](command:evil) # <script>alert(1)</script>\n\n# Heading\n> quote `code`' });
    const text = quotationMarkdown(quotationOf(hostile, index, words), t);
    assert.equal(text.split('\n').length, 3, 'on one line');
    assert.ok(!/(^|[^\\])[<#`[\]]/.test(text.split('\n')[0]?.slice(2) ?? ''));
  });
});

describe('the page to read', () => {
  const page = (sections: Parameters<typeof readingPage>[0]['sections'], title = 'Denial'): string =>
    readingPage({ title, asked: [], sections }, indexes, words);

  it('has a heading a document, the earliest first, with outlet and date, and the passages in the order of the text', () => {
    const text = page([{ heading: 'Denial', about: ['A refusal, *plainly* said.'], rows: [rows[2] as PassageRow, rows[1] as PassageRow] }]);
    assert.match(
      text,
      /^# Denial\n\n2 passages&#44; 2 documents\n\nA refusal&#44; &#42;plainly&#42; said&#46;\n\n### The Gazette&#44; 10 January 2022\n\n\*The toll\* · <https:\/\/gazette\.example\/toll>\n\n> No one was asked\n/,
    );
    assert.match(text, /coded before the definition was revised/);
    assert.match(text, /\n### The Post&#44; 12 January 2022 to 13 January 2022 [^\n]*\n\n[^\n]*\n\n⚠ \*Machine translation from ru[^\n]*\*\n/);
    assert.ok(text.indexOf('The Gazette') < text.indexOf('The Post'));
  });

  it('stops where nobody reads on, and says so', () => {
    const text = page([{ heading: 'Denial', rows: Array.from({ length: mostRead + 5 }, () => row({})) }]);
    assert.equal(text.match(/^> a quote$/gm)?.length, mostRead);
    assert.match(text, /These are the first 2&#44;000 of 2&#44;005&#46;/);
  });

  it('escapes all that comes out of files', () => {
    const nasty = '</p><script>alert(1)</script> [x](command:y) ![i](https://x) # h\n# h2\n- li';
    const document: DocumentFacts = {
      ...a,
      path: nasty,
      metadata: { title: nasty, outlet: 'gazette', url: `https://x>${nasty}`, translation: 'machine', 'translated-from': nasty },
    };
    const text = page([{ heading: nasty, about: [nasty], rows: [row({ quote: nasty, note: nasty, by: nasty.split('\n')[0] ?? '' }, document)] }], nasty);
    assert.ok(!text.includes('<script') && !text.includes('](command') && !text.includes('!['), text);
    for (const line of text.split('\n')) assert.ok(!/^#+ h/.test(line), line);
  });
});
