import assert from 'node:assert/strict';
import { inferPublication, recogniseDates, type DatedBlock, type PublicationCandidate, type PublicationInput } from '../../../src/core/dates';

function infer(texts: readonly (string | readonly ['comment', string])[], more: Omit<PublicationInput, 'blocks'> = {}): readonly PublicationCandidate[] {
  let start = 0;
  const blocks = texts.map((t): DatedBlock => {
    const [kind, text] = typeof t === 'string' ? (['body', t] as const) : t;
    const block = { start, text, kind, dates: recogniseDates(text) };
    start += text.length + 2;
    return block;
  });
  return inferPublication({ blocks, ...more });
}

function best(candidates: readonly PublicationCandidate[]): string {
  const c = candidates[0];
  return c ? `${c.publication.start}/${c.publication.end} ${c.publication.basis} ${c.rule}` : 'none';
}

const story = 'The sides talked on Friday, officials said.';

describe('dates: the day of publication', () => {
  it('says nothing when nothing speaks', () => {
    assert.deepEqual(infer([story]), []);
    assert.deepEqual(infer([story, 'The war ended on 2 September 1945.']), []);
  });

  it('reads the address', () => {
    for (const url of ['https://news.example/2022/01/16/talks/', 'https://news.example/a/2022-01-16-talks.html', 'https://news.example/a?d=20220116'])
      assert.equal(best(infer([story], { url })), '2022-01-16/2022-01-16 external url-date');
    assert.deepEqual(infer([story], { url: 'https://news.example/23517-talks-2022-99-99' }), []);
  });

  it('reads the file name', () => {
    assert.equal(best(infer([story], { fileName: '2022-01-16_talks.txt' })), '2022-01-16/2022-01-16 external file-name-date');
    assert.equal(best(infer([story], { fileName: '16-01-2022 talks.txt' })), '2022-01-16/2022-01-16 external file-name-date');
    assert.deepEqual(infer([story], { fileName: '000_857cd91610f1de59.txt' }), []);
  });

  it('reads front matter and labels', () => {
    assert.equal(best(infer(['---\ntitle: Talks\ndate: 2022-01-16\n---', story])), '2022-01-16/2022-01-16 stated labelled-date');
    assert.equal(best(infer(['Published on 16 January 2022', story])), '2022-01-16/2022-01-16 stated labelled-date');
    assert.notEqual(infer(['Accessed 16 January 2022', story])[0]?.rule, 'labelled-date');
  });

  it('reads the date-times of front matter and of a page’s head', () => {
    for (const line of [
      'date: 2022-01-16T10:30:00Z',
      'published: "2022-01-16T10:30:00+01:00"',
      'published_at: 2022-01-16 10:30:00',
      'datePublished: 2022-01-16T10:30',
      '<meta property="article:published_time" content="2022-01-16T10:30:00Z">',
      'pubDate: Sun, 16 Jan 2022 10:30:00 GMT',
    ])
      assert.equal(best(infer([`---\ntitle: Talks\n${line}\n---`, story])), '2022-01-16/2022-01-16 stated labelled-date', line);
  });

  it('reads addresses that name the month', () => {
    for (const url of ['https://paper.example/world/2022/jan/16/talks', 'https://paper.example/2022/january/16/', 'https://paper.example/2022-Jan-16-talks'])
      assert.equal(best(infer([story], { url })), '2022-01-16/2022-01-16 external url-date', url);
    assert.deepEqual(infer([story], { url: 'https://paper.example/2022/jazz/16/' }), []);
  });

  it('takes a label for the document’s own only at the head, at the beginning of its line', () => {
    const label = (...texts: readonly string[]): string => {
      const found = infer(texts).find((c) => c.rule === 'labelled-date');
      return found ? `${found.publication.basis} ${found.confidence < 0.5 ? 'weak' : found.confidence < 0.9 ? 'fair' : 'sure'}` : 'none';
    };
    const filler = Array.from({ length: 12 }, () => 'Nothing else was said of it.');
    assert.equal(label('Published on 16 January 2022', story), 'stated sure');
    assert.equal(label(story, ...filler, 'Published on 16 January 2022'), 'inferred fair');
    assert.equal(label('The law was published on 16 January 2022.', story), 'inferred weak');
    assert.equal(
      label('A report issued on 3 March 2021 said that the mill had been closed for years before the fire, and that nobody had looked at it since.'),
      'none',
    );
  });

  it('reads bylines and datelines', () => {
    assert.equal(best(infer(['Talks go on', 'By A. Writer | January 16, 2022', story])), '2022-01-16/2022-01-16 inferred date-line');
    assert.equal(best(infer(['GENEVA, January 16, 2022 (Agency) -- The sides talked.'])), '2022-01-16/2022-01-16 inferred dateline');
    assert.equal(
      best(infer(['GENEVA, January 16. /AGENCY/. The sides talked.', 'They had met on December 7, 2021.'])),
      '2022-01-16/2022-01-16 inferred dateline',
    );
  });

  it('takes the day of publication where the page tells of an update too, whichever stands first', () => {
    for (const head of [
      'Published: 5 March 2024\nUpdated: 9 March 2024',
      'Published 5 March 2024, updated 9 March 2024',
      'Last updated on 9 March 2024\nFirst published on 5 March 2024',
      'Updated 9 March 2024 | Posted 5 March 2024',
      'March 5, 2024 10:22 AM EST Updated March 9, 2024 1:02 PM EST',
      'By A. Writer\nTue 5 Mar 2024 18.02 GMT\nLast modified on Sat 9 Mar 2024 09.11 GMT',
    ])
      assert.equal(infer(['Talks held', head, story])[0]?.publication.start, '2024-03-05', head);
    assert.equal(best(infer(['Talks held', 'Updated: 9 March 2024', story])), '2024-03-09/2024-03-09 inferred updated-date');
  });

  it('takes no day on which the page was copied or read for its own', () => {
    for (const label of ['Downloaded on', 'Printed', 'Viewed', 'Retrieved', 'Last accessed:', 'Archived:'])
      assert.deepEqual(infer([`${label} 5 March 2024`, story]), [], label);
  });

  it('reads file names that name the month', () => {
    for (const fileName of ['5 March 2024 - Talks.txt', 'talks-5-mar-2024.txt', 'Talks (March 5, 2024).txt', 'Talks Mar 5 2024.txt'])
      assert.equal(best(infer([story], { fileName })), '2024-03-05/2024-03-05 external file-name-date', fileName);
    for (const fileName of ['decode-5-2024.txt', 'maybe 5 2024.txt', '31 June 2024.txt']) assert.deepEqual(infer([story], { fileName }), [], fileName);
  });

  it('reads the numbers of a day in the order of the text’s other dates, and lets the address decide', () => {
    const day = (texts: readonly string[], url?: string): string | undefined =>
      infer(['Talks held', ...texts, story], url === undefined ? {} : { url })[0]?.publication.start;
    assert.equal(day(['Published: 05/03/2024']), '2024-05-03');
    assert.equal(day(['Published: 05/03/2024', 'The first round was on 2 February.']), '2024-03-05');
    assert.equal(day(['Published: 05/03/2024', 'The first round was on February 2.']), '2024-05-03');
    assert.equal(day(['Published: 05/03/2024\nUpdated: 15/03/2024']), '2024-03-05');
    assert.equal(day(['Published: 05/03/2024'], 'https://paper.example/2024/03/05/talks'), '2024-03-05');
    assert.equal(day(['05/03/2024'], 'https://paper.example/2024/05/03/talks'), '2024-05-03');
  });

  it('takes reader comments as an upper bound only', () => {
    const [c] = infer([
      'On January 10, talks took place. On January 11, the sides are to meet again.',
      ['comment', 'Anna 11 January 2022 11: 05'],
      ['comment', 'So it goes.'],
    ]);
    assert.equal(c?.publication.start, '2022-01-10');
    assert.equal(c.publication.end, '2022-01-11');
    assert.equal(c.publication.basis, 'bounded');
    assert.match(c.publication.why ?? '', /10 January 2022 as past and of 11 January 2022 as to come; first reader comment 11 January 2022 11: 05/);
    assert.deepEqual(
      c.reason.evidence.map((e) => e.role),
      ['not-before', 'not-after', 'not-after'],
    );
  });

  it('counts back from a relative day named with its date', () => {
    assert.equal(best(infer(['They met yesterday, 11 January 2022, in Geneva.'])), '2022-01-12/2022-01-12 inferred relative-day-with-date');
  });

  it('finds the week from "last week" beside a date', () => {
    assert.equal(best(infer(['They met last week in Geneva on 10 January 2022, it was said.'])), '2022-01-17/2022-01-23 bounded week-with-date');
  });

  it('finds the days from the weekday of an event', () => {
    const events = [{ name: 'the call', date: '2022-01-15' }];
    assert.equal(best(infer(['The ministers spoke on Saturday.'], { events })), '2022-01-15/2022-01-21 inferred weekday-of-event');
    assert.equal(best(infer(['After the talks this week the ministers spoke on Saturday.'], { events })), '2022-01-15/2022-01-16 inferred weekday-of-event');
    assert.deepEqual(infer(['The ministers spoke on Monday.'], { events }), []);
  });

  it('takes an event before a reader comment as a lower bound, and an event alone for none', () => {
    const events = [
      { name: 'the call', date: '2022-01-15' },
      { name: 'the summit', date: '2022-06-01' },
    ];
    const comment = ['comment', 'Anna 18 January 2022 11:05'] as const;
    const told = infer(['The ministers spoke at length.', comment], { events });
    assert.equal(best(told), '2022-01-15/2022-01-18 bounded spoken-of-and-comments');
    assert.deepEqual(
      told[0]?.reason.evidence.map((e) => `${e.role} ${e.day} ${e.source}`),
      ['not-before 2022-01-15 event', 'not-after 2022-01-18 comment'],
    );
    assert.equal(best(infer(['The ministers spoke at length.', comment])), '2022-01-12/2022-01-18 bounded spoken-of-and-comments');
    assert.deepEqual(infer(['The ministers spoke at length.'], { events }), []);
  });

  it('finds the year of a dateline from the weekday that the lead tells', () => {
    const told = infer(['OSLO, January 16 (Agency) — The talks go on, the minister said on Sunday.', 'They began in 2021.']);
    assert.equal(best(told), '2022-01-16/2022-01-16 inferred dateline');
    assert.deepEqual(
      told[0]?.reason.evidence.map((e) => `${e.source} ${e.text ?? ''}`),
      ['dateline January 16', 'weekday Sunday'],
    );
    assert.ok((told[0]?.confidence ?? 1) <= 0.5);
    // 16 January was a Saturday in 2021.
    assert.equal(
      best(infer(['OSLO, January 16 (Agency) — The talks go on, the minister said on Saturday.', 'They began in 2021.'])),
      '2021-01-16/2021-01-16 inferred dateline',
    );
  });

  it('finds it so although the text names a day of another year', () => {
    const lead = 'ACCRA, April 7 (Agency) — The president on Friday swore in six ministers.';
    assert.equal(best(infer([lead, 'His term ends on January 7, 2025.'])), '2023-04-07/2023-04-07 inferred dateline');
    // What is over by then was so in the year after, too, where 7 April was a Friday.
    assert.equal(best(infer([lead, 'He was sworn in on January 7, 2022.'])), '2023-04-07/2023-04-07 inferred dateline');
    // 7 June 2023 is no day to come: 7 April was a Friday two months before it, but not in the year that follows.
    assert.equal(
      infer([lead, 'He was sworn in on June 7, 2023.'])[0]?.reason.evidence.some(({ source }) => source === 'weekday'),
      false,
    );
  });

  it('does not guess the year of a dateline', () => {
    const lead = (told: string): string => `OSLO, January 16 (Agency) — The talks go on, the minister said${told}.`;
    assert.deepEqual(infer([lead(' on Sunday')]), [], 'no year named');
    assert.deepEqual(infer([lead(''), 'They began in 2021.']), [], 'no weekday told');
    assert.deepEqual(infer([lead(' on Wednesday'), 'They began in 2021.']), [], 'neither year has it');
    assert.deepEqual(infer([lead(' on Sunday'), 'They will end in 2021.']), [], 'a year to come');
  });

  it('gives less credit to a day that a comment contradicts', () => {
    const url = 'https://news.example/2022/01/16/talks/';
    const [free] = infer([story], { url });
    const held = infer([story, ['comment', 'Anna 11 January 2022 11:05']], { url }).find((c) => c.rule === 'url-date');
    assert.ok(free && held && held.confidence < free.confidence);
    assert.equal(held.reason.against[0]?.day, '2022-01-11');
  });

  it('credits a day that two sources give more than either', () => {
    const both = infer(['Published: 16 January 2022', story], { fileName: '2022-01-16.txt' })[0];
    const one = infer([story], { fileName: '2022-01-16.txt' })[0];
    assert.ok(both && one && both.confidence > one.confidence && both.confidence <= 1);
  });

  it('counts each source once, whatever else could be read another way', () => {
    const [found] = infer(['https://news.example/2022/01/16/talks', 'They met on 03/04/2021.', story], { fileName: '2022-01-16.txt' });
    assert.deepEqual(
      found?.reason.evidence.map(({ source }) => source),
      ['file-name', 'url'],
    );
    assert.equal(found?.confidence, 1 - 0.2 * 0.3);
  });
});
