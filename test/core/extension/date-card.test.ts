/** The date card as a reader sees it: the Markdown with its entities and link targets taken out. */
import assert from 'node:assert/strict';
import type { DayMention } from '../../../src/core/corpus/types';
import { inferPublication, recogniseDates, resolveDates } from '../../../src/core/dates';
import type { Publication } from '../../../src/core/dates/types';
import type { DocumentMetadata } from '../../../src/core/sidecar/schema';
import type { CardContext } from '../../../src/extension/features/hovers/cards';
import { dateCard, type DateCard, longestBeside } from '../../../src/extension/features/hovers/dateCard';
import { english } from '../../../src/extension/translate';

interface Asked {
  readonly publication?: Publication;
  readonly metadata?: DocumentMetadata;
  readonly more?: Partial<DateCard>;
}

const stated: Publication = { start: '2022-01-15', end: '2022-01-15', basis: 'stated' };

/** The raw card of the first expression of a text. */
function raw(text: string, { publication, metadata = {}, more = {} }: Asked): string {
  const [date] = resolveDates([{ start: 0, text, kind: 'body', dates: recogniseDates(text) }], publication);
  assert.ok(date, text);
  const context: CardContext = {
    t: english,
    locale: 'en',
    project: { pressmark: 1, outlets: [{ id: 'rt', name: 'RT' }] },
    uri: 'file:///a.txt',
    metadata,
    publication,
  };
  return dateCard(
    { date, others: { count: 0, nearest: [] }, candidate: undefined, events: [], inComment: false, uriOf: (path) => `file:///${path}`, ...more },
    context,
  );
}

function card(text: string, asked: Asked): readonly string[] {
  return raw(text, asked)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '<$1>')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/day, (?=\d)/g, 'day ')
    .split('\n\n');
}

function mention(path: string, value: string, text = value, outlet?: string): DayMention {
  return { value, outlet, place: { path, range: { start: 7, end: 9 }, line: 2, character: 0, endLine: 2, endCharacter: 2, text } };
}

describe('the date card', () => {
  it('asks for documents that speak of the day or its week, of a longer time for those that speak of no longer one', () => {
    assert.deepEqual(['2022-01-14', '2022-W02', '2022-01', '2022', 'PRESENT_REF'].map(longestBeside), [7, 7, 31, 365, 7]);
  });

  const known: Asked = { publication: stated, metadata: { published: '2022-01-15' } };

  it('gives the value in words and in ISO, the weekday, why, and what one can do', () => {
    assert.deepEqual(card('They met on Friday.', known), [
      '**Friday 14 January 2022** — date `2022-01-14`',
      '*Friday → Friday 14 January 2022: the last Friday on or before publication, 15 January 2022 (rule bare-weekday-past)*',
      '<Show on that day> · <Use as publication date> · <Correct…> · <Other readings (1)>',
    ]);
  });

  const whys: readonly (readonly [text: string, why: string])[] = [
    ['They will meet on Tuesday.', 'the next Tuesday after publication, 15 January 2022'],
    ['They met on Saturday.', 'the last Saturday on or before publication, 15 January 2022'],
    ['They met on Friday of last week.', 'the Friday of the week that is meant, counted from publication, 15 January 2022'],
    ['They met on Thursday and Friday.', 'the days listed lie in one week, counted from publication, 15 January 2022'],
    ['They met on May 3.', 'the last one on or before publication, 15 January 2022'],
    ['They will meet in May.', 'the next one after publication, 15 January 2022'],
    ['They met on Christmas Day.', 'the last one on or before publication, 15 January 2022'],
    ['They met two days ago.', 'counted from publication, 15 January 2022'],
    ['They met the day before Friday.', 'counted from publication, 15 January 2022'],
    ['They meet on the last Friday of this month.', 'counted from publication, 15 January 2022'],
    ['Wednesday, May 12, was cold.', 'the year in which that day is a Wednesday, near publication, 15 January 2022'],
  ];
  for (const [text, why] of whys) {
    it(`says why: ${text}`, () => {
      const line = card(text, known).find((one) => one.startsWith('*') && one.includes('→')) ?? '';
      assert.ok(line.includes(`: ${why} (rule `), line);
    });
  }

  it('tells what recurs as recurring, and asks for no publication date for it', () => {
    const [title, why, ...rest] = card('They meet every Friday.', {});
    assert.equal(title, '**every Friday** — recurring `XXXX-WXX-5`');
    assert.equal(why, '*Follows from the words alone. (rule every-weekday)*');
    assert.deepEqual(rest, ['<Correct…>']);
    assert.equal(card('The bulletin appears daily.', {})[0], '**every day** — recurring `P1D`');
  });

  it('says what is missing where there is no publication date, and offers to set it', () => {
    const lines = card('They met on Friday.', {});
    assert.match(lines[0] ?? '', /a Friday, of an unknown week\*\* — date `XXXX-WXX-5`/);
    assert.match(lines[1] ?? '', /No publication date is known, so it stays open\. Set the publication date and it resolves\./);
    assert.equal(lines[2], '$(question) No publication date. <Set it…>');
    assert.equal(lines[3], '<Correct…>');
  });

  it('shows an inferred publication with its confidence, one click from being the document’s', () => {
    const text = 'Published 15 January 2022';
    const [candidate] = inferPublication({ blocks: [{ start: 0, text, kind: 'body', dates: recogniseDates(text) }] });
    assert.ok(candidate);
    const asked = { publication: candidate.publication, more: { candidate } };
    assert.ok(
      card('They met on Friday.', asked).includes(
        `Publication: ~15 January 2022, confidence ${Math.round(candidate.confidence * 100)} %: ${candidate.publication.why ?? ''} · <Make it the document’s> · <Other dates…>`,
      ),
    );
    assert.match(
      raw('They met on Friday.', asked),
      /command:pressmark\.adoptPublished\?%5B%22file%3A%2F%2F%2Fa\.txt%22%2C%222022-01-15%22%2C%222022-01-15%22%5D/,
    );
  });

  it('tells the days of publication, event and access apart', () => {
    const events = [{ name: 'The call', date: '2022-01-15' }];
    const asked = { publication: stated, metadata: { published: '2022-01-15', accessed: '2022-02-01' }, more: { events } };
    assert.equal(card('It was on 15 January 2022.', asked)[1], 'The day of publication · the day of the event “The call”');
    assert.equal(card('It was on 1 February 2022.', asked)[1], 'The day this copy was accessed');
    assert.doesNotMatch(card('It was on 2 February 2022.', asked)[1] ?? '', /The day/);
    assert.equal(card('It was on 15 January 2022.', { publication: { ...stated, basis: 'inferred' } })[1], 'The inferred day of publication');
  });

  it('shows a contradiction as information', () => {
    const lines = card('It was Wednesday, January 11, 2022.', known);
    assert.match(lines[0] ?? '', /Tuesday 11 January 2022/);
    assert.ok(
      lines.some((line) => /^\$\(info\) “Wednesday.*” contradicts itself: 11 January 2022 is a Tuesday\.$/.test(line)),
      lines.join('\n'),
    );
    const yesterday = card('They met yesterday, January 11.', known);
    assert.ok(
      yesterday.some((line) => line.startsWith('$(info) “yesterday” is Friday 14 January 2022 here, but the date beside it is Tuesday 11 January 2022.')),
      yesterday.join('\n'),
    );
  });

  it('links to other documents that speak of that day', () => {
    const others = { count: 2, nearest: [mention('b.txt', '2022-01-14', 'Friday', 'rt'), mention('d.txt', '2022-W02', 'this week')] };
    const found = raw('They met on Friday.', { ...known, more: { others } });
    assert.ok(
      card('They met on Friday.', { ...known, more: { others } }).includes('Also spoken of in 2 other documents: <RT (“Friday”)>, <d.txt (“this week”)>'),
    );
    assert.match(found, /command:pressmark\.goToDate\?%5B%22file%3A%2F%2F%2Fb\.txt%22%2C7%5D/);
  });

  it('counts the documents that are too many to list', () => {
    const others = { count: 9, nearest: Array.from({ length: 6 }, (_, i) => mention(`${i}.txt`, '2022-01-14', 'Friday')) };
    const line = card('They met on Friday.', { ...known, more: { others } }).find((one) => one.startsWith('Also')) ?? '';
    assert.match(line, /^Also spoken of in 9 other documents: /);
    assert.equal(line.match(/<\d\.txt/g)?.length, 6);
    assert.ok(line.endsWith(', … <all>'));
  });

  it('does not offer a comment’s time stamp as the day of publication', () => {
    assert.ok(
      !card('15 January 2022 11:05', { more: { inComment: true } })
        .join()
        .includes('Use as publication date'),
    );
    assert.ok(card('15 January 2022 11:05', {}).join().includes('Use as publication date'));
  });

  it('keeps hostile words of a document inert', () => {
    const others = { count: 1, nearest: [mention('b.txt', '2022-01-14', '[x](command:evil) <script>')] };
    const found = raw('They met on Friday.', { ...known, more: { others } });
    assert.doesNotMatch(found, /command:evil|<script/);
  });
});
