/** What the overview counts: over a small corpus of two coders, a copy, reader comments and an outlet that nobody has read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyGazetteer } from '../../../src/core/actors';
import { CorpusIndex } from '../../../src/core/corpus';
import { moved, scaleFor, unitOf, wholeUnits, windowMoves } from '../../../src/core/corpus/survey/units';
import { type ActorSurvey, scales, type StanceSurvey, type SurveyRequest, type TagSurvey, type TimelineSurvey } from '../../../src/core/corpus/survey/types';
import { formatDay, parseDay } from '../../../src/core/dates/calendar';
import { indexProject } from '../../../src/core/project/lookup';
import type { Project } from '../../../src/core/project/schema';
import { tagPlot } from '../../../src/extension/features/overview/matrices';
import { surveyCsv } from '../../../src/extension/features/overview/tables';
import { english } from '../../../src/extension/translate';

const project: Project = {
  pressmark: 1,
  outlets: [
    { id: 'north', name: 'Northern Gazette' },
    { id: 'south', name: 'Southern Post' },
    { id: 'west', name: 'Western Wire', replaces: ['old-west'] },
  ],
  events: [
    { id: 'summit', name: 'Summit', date: '2022-01-15' },
    { id: 'talks', name: 'Talks', date: '2021-03' },
  ],
  stance: [
    {
      id: 'wall',
      question: 'How does it treat the wall?',
      positions: [
        { id: 'for', label: 'For it', color: 'green' },
        { id: 'against', label: 'Against it', color: 'red' },
      ],
    },
    { id: 'other', question: 'And the other?', positions: [{ id: 'yes', label: 'Yes' }] },
  ],
  tags: [
    { id: 'claim', label: 'Claim', color: 'blue', children: [{ id: 'threat', label: 'Threat', replaces: ['menace'] }] },
    { id: 'praise', label: 'Praise' },
  ],
  actors: [
    { id: 'ana-petrova', name: 'Ana Petrova', kind: 'person', aliases: ['Mrs Petrova'] },
    { id: 'jonas-lindqvist', name: 'Jonas Lindqvist', kind: 'person' },
    { id: 'harbour-union', name: 'Harbour Union', kind: 'organisation' },
  ],
};

const request: SurveyRequest = { comments: false, lanes: 'outlet', window: undefined, question: undefined, kind: undefined, mostRows: 100, mostOutlets: 10 };

const passage = (id: string, text: string, quote: string, tags: string, by: string, voice = 'outlet'): string => {
  const at = text.indexOf(quote);
  return `  - { id: ${id}, tags: [${tags}], quote: "${quote}", before: "", after: "", position: [${at}, ${at + quote.length}], voice: ${voice}, by: ${by}, created: 2026-11-21T10:00:00Z }\n`;
};
const judged = (position: string, by: string, more = ''): string =>
  `  - { question: wall, position: ${position}, by: ${by}, at: 2026-11-21T10:00:00Z${more} }\n`;

const north = 'Ana Petrova said on 14 January 2022 that the wall would fall. Mrs Petrova met Jonas Lindqvist on 15 January 2022.';
const south =
  'The Harbour Union praised the wall in December 2021. Ana Petrova had built it in 1911.\n\nComments\n\nReader One\n12 January 2022, 11:05\nJonas Lindqvist is to blame.';
const unread = 'Jonas Lindqvist spoke on 3 February 2022.';

function filled(): CorpusIndex {
  const index = new CorpusIndex(project, emptyGazetteer);
  const put = (path: string, text: string | null, sidecar: string): void =>
    index.put({ path, text, sidecars: [{ suffix: '.pressmark.yaml', text: `pressmark: 1\n${sidecar}`, pending: [] }] });
  put(
    'n1.txt',
    north,
    `document: { outlet: north, published: 2022-01-16, events: [summit] }\nstance:\n${judged('against', 'ana', ', evidence: [p1], because: "It says so"')}${judged('for', 'ben')}annotations:\n${passage('p1', north, 'the wall would fall', 'menace', 'ana')}${passage('p2', north, 'Ana Petrova', 'praise', 'ben')}`,
  );
  put('n2.txt', north, 'document: { outlet: north, published: 2022-01-17, copy-of: n1.txt, events: [summit] }\n');
  put(
    's1.txt',
    south,
    `document: { outlet: south, published: 2022-01-10/2022-01-12, events: [summit, talks] }\nstance:\n${judged('for', 'ana')}annotations:\n${passage('p3', south, 'praised the wall', 'praise, threat', 'ana')}${passage('p4', south, 'is to blame', 'threat', 'ana', 'comment')}`,
  );
  put('s2.txt', 'Nothing of note.', 'document: { outlet: south }\nread:\n  - { by: ana, at: 2026-11-21T10:00:00Z }\n');
  put('w1.txt', unread, 'document: { outlet: old-west, published: 2022-02-04 }\n');
  put('x1.txt', 'Nothing here.', '');
  return index;
}

const stance = (index: CorpusIndex, more: Partial<SurveyRequest> = {}): StanceSurvey => index.survey('stance', { ...request, ...more }) as StanceSurvey;
const tags = (index: CorpusIndex, more: Partial<SurveyRequest> = {}): TagSurvey => index.survey('tags', { ...request, ...more }) as TagSurvey;
const actors = (index: CorpusIndex, more: Partial<SurveyRequest> = {}): ActorSurvey => index.survey('actors', { ...request, ...more }) as ActorSurvey;
const timeline = (index: CorpusIndex, more: Partial<SurveyRequest> = {}): TimelineSurvey => index.survey('timeline', { ...request, ...more }) as TimelineSurvey;
const day = (text: string): number => parseDay(text) ?? NaN;

describe('the survey of stances', () => {
  it('counts documents by outlet and position, with disagreement and silence apart, and a copy with its original', () => {
    const { columns, rows, totals, question, questions } = stance(filled());
    assert.deepEqual(totals, { documents: 5, copies: 1, coded: 2, draft: 0, read: 1, unread: 2 });
    assert.deepEqual(
      columns.map((column) => (column.kind === 'position' ? column.label : column.kind)),
      ['For it', 'Against it', 'disagree', 'not-coded'],
    );
    assert.deepEqual(
      rows.map(({ outlet, cells }) => [outlet, ...cells]),
      [
        ['north', 0, 0, 1, 0],
        ['south', 1, 0, 0, 1],
        ['west', 0, 0, 0, 1],
        [null, 0, 0, 0, 1],
      ],
    );
    assert.equal(question?.id, 'wall');
    assert.equal(questions.length, 2);
  });

  it('answers for another question, and for the first where it is asked for one that is not there', () => {
    assert.deepEqual(
      stance(filled(), { question: 'other' }).rows.map(({ cells }) => cells),
      [
        [0, 1],
        [0, 2],
        [0, 1],
        [0, 1],
      ],
    );
    assert.equal(stance(filled(), { question: 'gone' }).question?.id, 'wall');
  });

  it('counts only one’s own coding while others’ is hidden: the disagreement is not to be seen', () => {
    const index = filled();
    index.show('ben');
    const { columns, rows, totals } = stance(index);
    assert.deepEqual(totals, { documents: 5, copies: 1, coded: 1, draft: 0, read: 0, unread: 4 });
    assert.ok(!columns.some(({ kind }) => kind === 'disagree'));
    assert.deepEqual(rows[0], { outlet: 'north', documents: 1, cells: [1, 0, 0] });
    const [hidden] = index.surveyCell({ plot: 'stance', outlet: 'north', question: 'wall', column: { kind: 'position', position: 'for' } }, request).documents;
    assert.deepEqual(
      hidden?.judgements.map(({ entry }) => entry.by),
      ['ben'],
    );
    assert.equal(index.surveyCell({ plot: 'stance', outlet: 'north', question: 'wall', column: { kind: 'disagree' } }, request).documents.length, 0);
  });

  it('opens a cell: its documents, each coder’s answer, and the passages named as evidence', () => {
    const { documents } = filled().surveyCell({ plot: 'stance', outlet: 'north', question: 'wall', column: { kind: 'disagree' } }, request);
    assert.deepEqual(
      documents.map(({ path }) => path),
      ['n1.txt'],
    );
    assert.deepEqual(
      documents[0]?.judgements.map(({ entry, evidence }) => [entry.by, entry.position, entry.because, evidence.map(({ place }) => place?.text)]),
      [
        ['ana', 'against', 'It says so', ['the wall would fall']],
        ['ben', 'for', undefined, []],
      ],
    );
  });
});

describe('the survey of tags', () => {
  it('tells coded without the tag from unread, and resolves merged tags', () => {
    const { outlets, rows } = tags(filled());
    assert.deepEqual(outlets, ['north', 'south', 'west', null]);
    const threat = rows.find(({ tag }) => tag === 'threat');
    assert.deepEqual(threat, {
      tag: 'threat',
      label: 'Threat',
      depth: 1,
      color: 'blue',
      cells: [
        { passages: 1, documents: 1, absent: 0, draft: 0, unread: 0 },
        { passages: 1, documents: 1, absent: 1, draft: 0, unread: 0 },
        { passages: 0, documents: 0, absent: 0, draft: 0, unread: 1 },
        { passages: 0, documents: 0, absent: 0, draft: 0, unread: 1 },
      ],
    });
    assert.deepEqual(rows.find(({ tag }) => tag === 'claim')?.cells[0], { passages: 0, documents: 0, absent: 1, draft: 0, unread: 0 });
  });

  it('does not take a draft for coded, as the totals do not', () => {
    const index = filled();
    index.put({
      path: 'w1.txt',
      text: unread,
      sidecars: [
        { suffix: '.pressmark.yaml', text: `pressmark: 1\ndocument: { outlet: old-west }\nstance:\n${judged('for', 'ana', ', status: draft')}`, pending: [] },
      ],
    });
    const { totals, rows } = tags(index);
    assert.deepEqual([totals.draft, totals.unread], [1, 1]);
    for (const { cells } of rows) assert.deepEqual(cells[2], { passages: 0, documents: 0, absent: 0, draft: 1, unread: 0 });
    const wording = { t: english, locale: 'en', project: indexProject(project) };
    const plot = tagPlot(tags(index), wording);
    assert.equal(plot.rows[0]?.cells[2]?.text, '?');
    assert.match(plot.rows[0]?.cells[2]?.label ?? '', /: draft, absent$/);
    assert.match(surveyCsv(tags(index), wording), /,0,0,0,1,0\r\n/);
  });

  it('leaves reader comments out unless they are asked in', () => {
    const at = (comments: boolean): number | undefined => tags(filled(), { comments }).rows.find(({ tag }) => tag === 'threat')?.cells[1]?.passages;
    assert.equal(at(false), 1);
    assert.equal(at(true), 2);
  });

  it('opens a cell: documents with the tag and without, each with its coverage', () => {
    const { documents } = filled().surveyCell({ plot: 'tags', tag: 'threat', outlet: 'south' }, request);
    assert.deepEqual(
      documents.map(({ path, coverage, passages }) => [path, coverage, passages.map(({ annotation }) => annotation.id)]),
      [
        ['s1.txt', 'coded', ['p3']],
        ['s2.txt', 'read', []],
      ],
    );
  });

  it('is hidden with the coder, and says what is then unread', () => {
    const index = filled();
    index.show('ben');
    assert.deepEqual(tags(index).rows.find(({ tag }) => tag === 'threat')?.cells[1], { passages: 0, documents: 0, absent: 0, draft: 0, unread: 2 });
  });
});

describe('the survey of actors', () => {
  it('counts mentions by outlet with their forms, without reader comments and without copies', () => {
    const { outlets, rows } = actors(filled());
    const row = (id: string): unknown =>
      rows.find(({ actor }) => actor === id)?.cells.map(({ mentions, forms }) => [mentions, ...forms.map(({ form, count }) => `${form} ${count}`)]);
    assert.deepEqual(outlets, ['north', 'south', 'west', null]);
    assert.deepEqual(row('ana-petrova'), [[2, 'Ana Petrova 1', 'Mrs Petrova 1'], [1, 'Ana Petrova 1'], [0], [0]]);
    assert.deepEqual(row('jonas-lindqvist'), [[1, 'Jonas Lindqvist 1'], [0], [1, 'Jonas Lindqvist 1'], [0]]);
    const withComments = actors(filled(), { comments: true }).rows.find(({ actor }) => actor === 'jonas-lindqvist');
    assert.equal(withComments?.mentions, 3);
  });

  it('shows one kind alone, and counts what does not fit', () => {
    assert.deepEqual(
      actors(filled(), { kind: 'organisation' }).rows.map(({ actor }) => actor),
      ['harbour-union'],
    );
    const few = actors(filled(), { mostRows: 1, mostOutlets: 1 });
    assert.equal(few.rows.length, 1);
    assert.equal(few.more, actors(filled()).rows.length - 1);
    assert.equal(few.moreOutlets, 3);
    assert.deepEqual(few.outlets, ['south'], 'the outlet with most documents stays');
  });

  it('opens a cell at the places of its mentions', () => {
    const { documents } = filled().surveyCell({ plot: 'actors', actor: 'ana-petrova', outlet: 'north' }, request);
    assert.deepEqual(
      documents.map(({ path, mentions }) => [path, mentions.map(({ text }) => text)]),
      [['n1.txt', ['Ana Petrova', 'Mrs Petrova']]],
    );
  });
});

describe('the timeline', () => {
  it('counts days spoken of apart from longer times and from days of publication, and leaves a lone far date outside', () => {
    const { scale, window, lanes, events, all } = timeline(filled());
    assert.equal(scale, 'day');
    assert.deepEqual(
      lanes.map(({ key }) => key.outlet),
      ['north', 'south', 'west', null],
    );
    const [first, second, third] = lanes;
    assert.deepEqual(
      first?.spoken.map(({ first: from, mentions, documents }) => [formatDay(from), mentions, documents]),
      [
        ['2022-01-14', 1, 1],
        ['2022-01-15', 1, 1],
      ],
    );
    assert.deepEqual(
      first?.published.map(({ first: from, documents }) => [formatDay(from), documents]),
      [['2022-01-16', 1]],
    );
    assert.deepEqual(
      second?.periods.map(({ first: from, last, mentions }) => [formatDay(from), formatDay(last), mentions]),
      [['2021-12-01', '2021-12-31', 1]],
    );
    assert.equal(second?.before, 1, '1911');
    assert.deepEqual(
      second?.published.map(({ first: from }) => formatDay(from)),
      ['2022-01-12'],
      'relative dates resolve from the end of an interval',
    );
    assert.equal(third?.spoken.length, 1);
    assert.deepEqual([formatDay(window.first), formatDay(window.last)], ['2021-12-01', '2022-02-04']);
    assert.deepEqual(
      events.map(({ id }) => id),
      ['summit'],
    );
    assert.deepEqual(all && [formatDay(all.first), formatDay(all.last)], ['1911-01-01', '2022-02-04']);
  });

  it('takes reader comments in when asked', () => {
    const inComments = timeline(filled(), { comments: true }).lanes[1]?.spoken.map(({ first }) => formatDay(first));
    assert.deepEqual(inComments, ['2022-01-12']);
  });

  it('has a row an event, or an event and outlet, and one for documents without', () => {
    assert.deepEqual(
      timeline(filled(), { lanes: 'event' }).lanes.map(({ key, documents }) => [key.event, documents]),
      [
        ['talks', 1],
        ['summit', 2],
        [null, 3],
      ],
    );
    assert.deepEqual(
      timeline(filled(), { lanes: 'event-outlet', mostRows: 3 }).lanes.map(({ key }) => `${key.event}/${key.outlet}`),
      ['talks/south', 'summit/north', 'summit/south'],
    );
    assert.equal(timeline(filled(), { lanes: 'event-outlet', mostRows: 3 }).more, 3);
  });

  it('shows the window that is asked for in whole units of the scale that fits', () => {
    const { scale, window, lanes } = timeline(filled(), { window: { first: day('1900-06-01'), last: day('2022-06-01') } });
    assert.equal(scale, 'decade');
    assert.deepEqual([formatDay(window.first), formatDay(window.last)], ['1900-01-01', '2029-12-31']);
    assert.deepEqual(
      lanes[1]?.spoken.map(({ first, mentions }) => [formatDay(first), mentions]),
      [
        ['1910-01-01', 1],
        ['2020-01-01', 1],
      ],
    );
  });

  it('opens what is spoken of, a longer time, and what was published', () => {
    const index = filled();
    const lane = { event: undefined, outlet: 'south' };
    const open = (what: 'spoken' | 'period' | 'published', first: string, last: string): unknown =>
      index
        .surveyCell({ plot: 'timeline', lane, what, first: day(first), last: day(last) }, request)
        .documents.map(({ path, mentions }) => [path, mentions.map(({ text }) => text)]);
    assert.deepEqual(open('period', '2021-12-01', '2021-12-31'), [['s1.txt', ['December 2021']]]);
    assert.deepEqual(open('spoken', '2021-12-01', '2022-01-31'), [['s1.txt', ['December 2021']]]);
    assert.deepEqual(open('spoken', '2021-12-10', '2022-01-31'), []);
    assert.deepEqual(open('published', '2022-01-12', '2022-01-12'), [['s1.txt', []]]);
  });

  it('counts every date of a document once a lane, in the window or outside of it', () => {
    const index = filled();
    const span = fc.tuple(fc.integer({ min: -30_000, max: 30_000 }), fc.integer({ min: 0, max: 30_000 }));
    fc.assert(
      fc.property(span, ([first, length]) => {
        const { lanes } = timeline(index, { window: { first, last: first + length } });
        const counted = lanes.map(({ spoken, periods, morePeriods, before, after }) =>
          [...spoken, ...periods].reduce((sum, { mentions }) => sum + mentions, morePeriods + before + after),
        );
        assert.deepEqual(counted, [2, 2, 1, 0]);
      }),
    );
  });
});

describe('units of the timeline', () => {
  const days = fc.integer({ min: -700_000, max: 2_900_000 });
  it('hold the day they are of, and begin where the one before ends', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...scales), (at, scale) => {
        const unit = unitOf(at, scale);
        assert.ok(unit.first <= at && at <= unit.last);
        assert.equal(unitOf(unit.first - 1, scale).last, unit.first - 1);
      }),
    );
  });
  it('are at most a hundred and a few, where it is not a matter of centuries', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 300_000 }), (first, length) => {
        const scale = scaleFor({ first, last: first + length });
        const window = wholeUnits({ first, last: first + length }, scale);
        let units = 0;
        for (let at = window.first; at <= window.last; at = unitOf(at, scale).last + 1) units++;
        assert.ok(units <= 103, `${units} of ${scale}`);
      }),
    );
  });
  it('moves stay windows, whatever is pressed how often', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...windowMoves), { maxLength: 60 }), (moves) => {
        const end = moves.reduce(moved, { first: 18_000, last: 18_100 });
        assert.ok(Number.isSafeInteger(end.first) && end.last - end.first >= 13, JSON.stringify(end));
      }),
    );
  });
});
