/** A document too large to be analysed whole: one stretch at a time, with the publication date of its head. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchorDecisions } from '../../src/core/annotations/anchored';
import { analyserFor, emptyGazetteer } from '../../src/core/corpus/analyser';
import { CorpusIndex } from '../../src/core/corpus';
import type { MentionDecision } from '../../src/core/sidecar/schema';
import { finished } from '../../src/core/stages';

const filler = 'Nothing else was said about it in the paper that day by anyone.\n\n';
const head = 'Published: 15 January 2022\n\nThe sides met on Friday.\n\n';
const inside = 'On 20 December 2021 they had met; the following day they parted. The tanks will come tomorrow.\n\n';
const text = head + filler.repeat(20_000) + inside + filler.repeat(2000);
const at = head.length + filler.length * 20_000;
const stretch = { start: at - filler.length, end: at + inside.length + filler.length };

describe('page furniture', () => {
  const analyser = analyserFor({ pressmark: 1 }, emptyGazetteer);
  const names = (body: string): readonly string[] =>
    analyser.analyse(`${body}\n\nPrivacy policy of Mr. Zorka Belic.\n`).mentions.map(({ text: words }) => words);

  it('names actors only where the document names them too', () => {
    assert.equal(analyser.analyse('Privacy policy of Mr. Zorka Belic.\n').blocks[0]?.kind, 'furniture');
    assert.deepEqual(names('Foreign Minister Zorka Belic spoke.'), ['Zorka Belic', 'Zorka Belic']);
    assert.deepEqual(names('Foreign Minister Anka Tarkov spoke.'), ['Anka Tarkov']);
  });
});

describe('an analysis of a text that was read before', () => {
  const lines = [
    'Foreign Minister Anka Tarkov met Mira Holt in Brussels on Friday, and said that the talks would go on the following day.',
    'The council said nothing about the harbour, where NATO ships had arrived on 3 February.',
    'Published: 15 January 2022',
    'Harbour vote delayed',
    'Photo: Mira Holt at the gate',
    '• North Atlantic Treaty Organisation (NATO)',
    'Share this article',
    'Министр ничего не сказал',
    'Press contact:',
    'Anka Tarkov',
    '+32 (0)2 296 85 60',
    '3 Comments',
    'Rover (Ralph) 11 January 2022 11: 05',
    'Ten  times\u00a0already.',
  ];
  const edits = fc.array(fc.record({ at: fc.nat(), of: fc.nat(2), lines: fc.array(fc.constantFrom(...lines), { maxLength: 3 }) }), { maxLength: 6 });

  it('is the same as of one that was not, whatever was changed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 30 }), edits, fc.constantFrom('\n', '\n\n'), (before, changes, between) => {
        const analyser = analyserFor({ pressmark: 1 }, emptyGazetteer);
        let now = before;
        analyser.analyse(now.join(between));
        for (const { at, of, lines: put } of changes) {
          const from = at % (now.length + 1);
          now = [...now.slice(0, from), ...put, ...now.slice(from + of)];
          const own = now.join(between);
          assert.deepEqual(analyser.analyse(own), analyserFor({ pressmark: 1 }, emptyGazetteer).analyse(own));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is made in stages of which none is about all of a long text, and comes to the same', () => {
    const long = Array.from({ length: 600 }, (_, n) => `${lines.slice(0, 2).join(` ${n} `)} ${'And so on. '.repeat(n % 60)}\n`).join('\n');
    const analyser = analyserFor({ pressmark: 1 }, emptyGazetteer);
    const read: string[] = [];
    const stages = analyser.stages(long);
    let step = stages.next();
    for (; step.done !== true; step = stages.next()) read.push('stage');
    // One for each paragraph, and some of the whole.
    assert.ok(read.length > 600);
    assert.deepEqual(step.value, analyserFor({ pressmark: 1 }, emptyGazetteer).analyse(long));
  });
});

describe('a stretch of a large text', () => {
  const analyser = analyserFor({ pressmark: 1 }, emptyGazetteer);

  it('stands in the offsets of the whole, what it was anchored on too', () => {
    const { dates, blocks } = finished(analyser.stretchStages(text, stretch));
    assert.deepEqual(
      dates.filter((date) => !filler.includes(date.text)).map((date) => [text.slice(date.start, date.end), date.value]),
      [
        ['20 December 2021', '2021-12-20'],
        ['the following day', '2021-12-21'],
        ['tomorrow', '2022-01-16'],
      ],
    );
    const following = dates.find((date) => date.text === 'the following day');
    assert.ok(following?.anchor?.kind === 'expression');
    assert.equal(text.slice(following.anchor.range.start, following.anchor.range.end), '20 December 2021');
    assert.ok(blocks.every((block) => block.start >= stretch.start && block.end <= stretch.end));
  });

  it('counts from the publication date that the head of the document tells, whatever is in view', () => {
    const { publication, candidates } = finished(analyser.stretchStages(text, stretch));
    assert.equal(publication?.end, '2022-01-15');
    assert.equal(candidates[0]?.rule, 'labelled-date');
    const stated = finished(analyser.stretchStages(text, stretch, { publication: { start: '2022-02-01', end: '2022-02-01', basis: 'stated' } }));
    assert.equal(stated.dates.find((date) => date.text === 'tomorrow')?.value, '2022-02-02');
    assert.deepEqual(stated.candidates, []);
  });

  it('keeps coders’ decisions at their place in the whole text', () => {
    const start = text.indexOf('tomorrow');
    const decision: MentionDecision = {
      id: '01931c1e-7b1a-7c3e-8000-000000000001',
      quote: 'tomorrow',
      before: text.slice(start - 32, start),
      after: text.slice(start + 8, start + 40),
      position: [start, start + 8],
      date: { type: 'DATE', value: 'FUTURE_REF' },
      by: 'A',
      at: '2026-11-21T10:00:00Z',
    };
    const { dates } = finished(analyser.stretchStages(text, stretch, { decisions: anchorDecisions(text, [decision]) }));
    const tomorrow = dates.find((date) => date.start === start);
    assert.deepEqual([tomorrow?.value, tomorrow?.rule], ['FUTURE_REF', 'coder']);
  });
});

describe('a date that a coder corrected', () => {
  const analyser = analyserFor({ pressmark: 1 }, emptyGazetteer);
  const publication = { start: '2022-01-19', end: '2022-01-19', basis: 'stated' } as const;
  const about = (whole: string, quote: string, more: Partial<MentionDecision>): ReturnType<typeof anchorDecisions> => {
    const start = whole.indexOf(quote);
    const end = start + quote.length;
    const fields = {
      quote,
      before: whole.slice(Math.max(0, start - 32), start),
      after: whole.slice(end, end + 32),
      position: [start, end] as [number, number],
    };
    return anchorDecisions(whole, [{ id: '01931c1e-7b1a-7c3e-8000-000000000002', ...fields, by: 'A', at: '2026-11-21T10:00:00Z', ...more }]);
  };
  const story = 'On January 10 they met.\n\nThe following day they parted.\n';
  const values = (whole: string, decisions: ReturnType<typeof anchorDecisions>): readonly string[] =>
    analyser.analyse(whole, { publication, decisions }).dates.map((d) => `${d.value} ${d.rule}`);

  it('moves what is counted from it at once', () => {
    assert.deepEqual(values(story, []), ['2022-01-10 month-day-past', '2022-01-11 following-unit']);
    const corrected = about(story, 'January 10', { date: { type: 'DATE', value: '2019-01-10' } });
    assert.deepEqual(values(story, corrected), ['2019-01-10 coder', '2019-01-11 following-unit']);
  });

  it('is nothing to count from where it was refused, here or in the whole document', () => {
    for (const reject of ['mention', 'document'] as const)
      assert.deepEqual(values(story, about(story, 'January 10', { reject })), ['XXXX-XX-XX following-unit'], reject);
  });

  it('moves them in a stretch of a large text too', () => {
    const decisions = about(text, '20 December 2021', { date: { type: 'DATE', value: '2020-12-20' } });
    const { dates } = finished(analyser.stretchStages(text, stretch, { decisions }));
    assert.equal(dates.find((date) => date.text === 'the following day')?.value, '2020-12-21');
  });
});

describe('mentions of a day in the corpus', () => {
  const corpus = new CorpusIndex({ pressmark: 1 }, emptyGazetteer);
  const published = 'pressmark: 1\ndocument:\n  published: 2022-01-17\n';
  corpus.put({ path: 'a.txt', text: 'They met on Saturday.\n', sidecars: [{ suffix: '.pressmark.yaml', text: published, pending: [] }] });
  corpus.put({
    path: 'b.txt',
    text: 'They met last week, in winter 2021, in January and in the 2020s, and will meet on 15 May.\n',
    sidecars: [{ suffix: '.pressmark.yaml', text: published, pending: [] }],
  });
  corpus.put({ path: 'c.txt', text: 'They met at 10:30 on 15 January 2022.\n', sidecars: [] });
  corpus.put({ path: 'd.txt', text: 'They met on Saturday, for two days.\n', sidecars: [] });

  it('are those that resolve to it and those that cover it', () => {
    assert.deepEqual(
      corpus.mentionsOfDay('2022-01-15').map(({ place, value }) => `${place.path} ${value}`),
      ['a.txt 2022-01-15', 'b.txt 2022-W02', 'b.txt 2021-WI', 'b.txt 2022-01', 'b.txt 202', 'c.txt 2022-01-15T10:30'],
    );
  });

  it('are none of a value that covers no known day', () => {
    for (const value of ['P3M', 'XXXX-WXX-6', 'PRESENT_REF', '']) assert.deepEqual(corpus.mentionsOfDay(value), []);
    assert.deepEqual(corpus.documentsOfDay('PRESENT_REF', 'a.txt', 7, 10), { count: 0, nearest: [] });
  });

  it('are as many as are wanted, those of one document before all others', () => {
    const listed = (most: number, first?: string): readonly string[] =>
      corpus.mentionsOfDay('2022-01-15', { most, ...(first !== undefined && { first }) }).map(({ place }) => place.path);
    assert.deepEqual(listed(2), ['a.txt', 'b.txt']);
    assert.deepEqual(listed(2, 'c.txt'), ['c.txt', 'a.txt']);
    assert.deepEqual(listed(9, 'b.txt'), ['b.txt', 'b.txt', 'b.txt', 'b.txt', 'a.txt', 'c.txt']);
    assert.deepEqual(listed(1, 'gone.txt'), ['a.txt']);
  });

  it('are told by document in its narrowest words, but for what speaks of longer times', () => {
    const told = (except: string, longest: number, most: number): unknown => {
      const { count, nearest } = corpus.documentsOfDay('2022-01-15', except, longest, most);
      return [count, ...nearest.map(({ place, value }) => `${place.path} ${value}`)];
    };
    assert.deepEqual(told('', 7, 9), [3, 'a.txt 2022-01-15', 'b.txt 2022-W02', 'c.txt 2022-01-15T10:30']);
    assert.deepEqual(told('a.txt', 7, 1), [2, 'b.txt 2022-W02']);
    assert.deepEqual(told('a.txt', 6, 9), [1, 'c.txt 2022-01-15T10:30']);
    assert.deepEqual(told('', 7, 0), [3], 'counted, though none is wanted');
    for (const { path: own } of corpus.documents()) {
      const speaking = corpus.mentionsOfDay('2022').filter(({ place }) => place.path !== own);
      assert.equal(corpus.documentsOfDay('2022', own, Infinity, 1).count, new Set(speaking.map(({ place }) => place.path)).size);
    }
  });
});
