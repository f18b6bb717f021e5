import assert from 'node:assert/strict';
import { recogniseDates, resolveDates } from '../../../src/core/dates';
import { plain, specifications } from './specification';

/** What was taken, and what was weighed and rejected, of every expression of a text published on Thursday 20 January 2022. */
function readings(text: string): readonly string[] {
  const day = { start: '2022-01-20', end: '2022-01-20', basis: 'stated' } as const;
  return resolveDates([{ start: 0, text, kind: 'body', dates: recogniseDates(text) }], day).map((e) =>
    [`${e.text}: ${e.value}`, ...e.alternatives.map((a) => `${a.value} ${a.rule}`)].join(', '),
  );
}

describe('dates: rejected readings', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['They met on Friday.', ['Friday: 2022-01-14, 2022-01-21 weekday-future']],
    ['They will meet on Friday.', ['Friday: 2022-01-21, 2022-01-14 weekday-past']],
    ['They met last Friday.', ['last Friday: 2022-01-14, 2022-01-07 weekday-past']],
    ['They met on May 3.', ['May 3: 2021-05-03, 2022-05-03 year-future']],
    ['They will meet in May.', ['May: 2022-05, 2021-05 year-past']],
    ['Profits rose in the second quarter.', ['the second quarter: 2021-Q2, 2022-Q2 other-year']],
    ['They met over the weekend.', ['the weekend: 2022-W02-WE, 2022-W03-WE weekend-future']],
    ['They meet over the weekend.', ['the weekend: 2022-W03-WE, 2022-W02-WE weekend-past']],
    ['The tanks will come tomorrow.', ['tomorrow: 2022-01-21, FUTURE_REF tomorrow-as-the-future']],
    ['It is so today.', ['today: 2022-01-20, PRESENT_REF today-as-the-present']],
    ['It was so yesterday.', ['yesterday: 2022-01-19, PAST_REF yesterday-as-the-past']],
    ['They met on Christmas Day.', ['Christmas Day: 2021-12-25, 2022-12-25 holiday-other-year']],
    ['It was signed on 04/05/2021.', ['04/05/2021: 2021-04-05, 2021-05-04 day-first']],
    [
      'On January 10 they met; two days later they parted.',
      ['January 10: 2022-01-10, 2021-01-10 year-past, 2023-01-10 year-future', 'two days later: 2022-01-12, 2022-01-22 from-publication'],
    ],
    [
      'On January 10 they met; the following day they parted.',
      ['January 10: 2022-01-10, 2021-01-10 year-past, 2023-01-10 year-future', 'the following day: 2022-01-11, 2022-01-21 from-publication'],
    ],
    [
      'On January 10 they met at 3 p.m. in Oslo.',
      ['January 10: 2022-01-10, 2021-01-10 year-past, 2023-01-10 year-future', '3 p.m.: 2022-01-10T15:00, 2022-01-20T15:00 from-publication'],
    ],
    ['They met on Wednesday, January 11, 2022.', ['Wednesday, January 11, 2022: 2022-01-11, 2022-01-12 weekday-of-date']],
    ['In 2014 the war began. On 17 July a truce was signed.', ['2014: 2014', '17 July: 2014-07-17, 2021-07-17 from-publication']],
    ['The war began in 2014. In March it spread.', ['2014: 2014', 'March: 2021-03, 2022-03 year-future, 2014-03 year-named-before']],
    ['Sales rose in December from a year earlier.', ['December: 2021-12, 2022-12 year-future', 'a year earlier: 2020-12, 2020 year-before']],
    ['In its fourth quarter ended Sept. 30, sales rose.', ['fourth quarter: 2021-Q3, 2021-Q4 fiscal-quarter', 'Sept. 30: 2021-09-30, 2022-09-30 year-future']],
    ['They met on Tuesday and Wednesday.', ['Tuesday: 2022-01-18, 2022-01-25 weekday-future', 'Wednesday: 2022-01-19, 2022-01-26 weekday-future']],
    [
      'They met yesterday, January 11.',
      [
        'yesterday: 2022-01-19, 2022-01-11 month-day-past, PAST_REF yesterday-as-the-past',
        'January 11: 2022-01-11, 2021-01-11 year-past, 2023-01-11 year-future',
      ],
    ],
  ];
  for (const [text, expected] of cases) {
    it(text, () => assert.deepEqual(readings(text), expected));
  }

  it('never repeat the reading that was taken, nor each other, in all of the specification', () => {
    let weighed = 0;
    for (const { publication, examples } of specifications())
      for (const example of examples) {
        const text = plain(example);
        for (const e of resolveDates([{ start: 0, text, kind: 'body', dates: recogniseDates(text) }], publication)) {
          const values = [e.value, ...e.alternatives.map((a) => a.value)];
          assert.equal(new Set(values).size, values.length, `${text}: ${values.join(', ')}`);
          weighed += e.alternatives.length;
        }
      }
    assert.ok(weighed > 300, `${weighed} readings were weighed`);
  });
});
