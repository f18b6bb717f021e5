import assert from 'node:assert/strict';
import { recogniseDates, resolveDates, type DatedBlock, type Publication, type TemporalExpression } from '../../../src/core/dates';

type Kind = DatedBlock['kind'];

/** Blocks one line apart, each `[kind, text]`. */
function blocks(...parts: readonly (readonly [Kind, string])[]): readonly DatedBlock[] {
  let start = 0;
  return parts.map(([kind, text]) => {
    const block = { start, text, kind, dates: recogniseDates(text) };
    start += text.length + 1;
    return block;
  });
}

function on(day: string): Publication {
  return { start: day, end: day, basis: 'stated' };
}

function values(expressions: readonly TemporalExpression[]): readonly string[] {
  return expressions.map((e) => `${e.text} = ${e.value}`);
}

describe('dates: resolution over a document', () => {
  it('counts from the end of a publication interval', () => {
    assert.deepEqual(values(resolveDates(blocks(['body', 'They met yesterday.']), { start: '2022-01-10', end: '2022-01-11', basis: 'bounded' })), [
      'yesterday = 2022-01-10',
    ]);
  });

  it('never guesses from today: without a publication date every relative expression stays open', () => {
    const open = {
      Saturday: 'XXXX-WXX-6',
      'last week': 'XXXX-WXX',
      January: 'XXXX-01',
      'January 3': 'XXXX-01-03',
      'this year': 'XXXX',
      yesterday: 'XXXX-XX-XX',
      'two days ago': 'XXXX-XX-XX',
      'a year ago': 'XXXX',
      Easter: 'XXXX-XX-XX',
      'Christmas Day': 'XXXX-12-25',
      'the spring': 'XXXX-SP',
      'the third quarter': 'XXXX-Q3',
      'the weekend': 'XXXX-WXX-WE',
      'last month': 'XXXX-XX',
      'the last decade': 'XXX',
      'the first week of March': 'XXXX-WXX',
      'the last Friday of the month': 'XXXX-XX-XX',
      'Thursday that week': 'XXXX-WXX-4',
      noon: 'XXXX-XX-XXT12:00',
    };
    for (const [words, value] of Object.entries(open)) {
      const found = resolveDates(blocks(['body', `They met ${/^(the |Easter|Christmas|noon|January|Saturday)/.test(words) ? 'in ' : ''}${words}.`]), undefined);
      assert.deepEqual(
        found.map((e) => [e.text, e.value, e.anchor]),
        [[words, value, undefined]],
      );
    }
  });

  it('carries "the next day" across blocks', () => {
    const found = resolveDates(blocks(['body', 'They met on 10 January 2022.'], ['body', 'The next day they parted.']), undefined);
    assert.deepEqual(values(found), ['10 January 2022 = 2022-01-10', 'The next day = 2022-01-11']);
    assert.deepEqual(found[1]?.anchor, { kind: 'expression', value: '2022-01-10', range: { start: 12, end: 27 } });
  });

  it('anchors a reader comment on its own time stamp and keeps it out of the article', () => {
    const found = resolveDates(
      blocks(
        ['body', 'They met on January 3.'],
        ['comment', 'Anna 11 January 2022 11: 05'],
        ['comment', 'I was there yesterday.'],
        ['comment', 'Ben 14 January 2022 08: 24'],
        ['comment', 'It ended yesterday.'],
        ['body', 'The following day they parted.'],
      ),
      on('2022-01-10'),
    );
    assert.deepEqual(values(found), [
      'January 3 = 2022-01-03',
      '11 January 2022 11: 05 = 2022-01-11T11:05',
      'yesterday = 2022-01-10',
      '14 January 2022 08: 24 = 2022-01-14T08:24',
      'yesterday = 2022-01-13',
      'The following day = 2022-01-04',
    ]);
    assert.equal(found[2]?.anchor?.kind, 'expression');
  });

  it('takes a date for a comment’s time stamp only at the beginning or end of its line', () => {
    const yesterday = (stamp: string): string | undefined =>
      resolveDates(blocks(['body', 'They met on January 3.'], ['comment', stamp], ['comment', 'It ended yesterday.']), on('2022-01-10')).at(-1)?.value;
    for (const stamp of [
      'Anna 14 January 2022 08:24',
      '14 January 2022, 08:24 Anna',
      'Anna, 14 January 2022',
      '14 January 2022 | Anna',
      'Anna\n14 January 2022\nSo it is.',
    ])
      assert.equal(yesterday(stamp), '2022-01-13', stamp);
    for (const prose of [
      'I was there on 14 January 2022.',
      'I was there on 14 January 2022',
      'On 14 January 2022 at 08:24 I was there',
      '14 January 2022 was cold, I remember',
      'He wrote that after 14 January 2022 nothing would be as it had been',
    ])
      assert.equal(yesterday(prose), '2022-01-09', prose);
  });

  it('counts from what a coder said, where it stands', () => {
    const told = blocks(['body', 'On January 10 they met; the next day they parted. A year later they met in May.']);
    const at = (words: string): { start: number; end: number } => ({
      start: told[0]?.text.indexOf(words) ?? 0,
      end: (told[0]?.text.indexOf(words) ?? 0) + words.length,
    });
    const after = (value: string | undefined, words = 'January 10', never: readonly string[] = []): readonly string[] =>
      resolveDates(told, on('2022-01-19'), { places: [{ ...at(words), value }], never: new Set(never) }).map((d) => d.value);
    assert.deepEqual(after('2022-01-10').slice(0, 2), ['2022-01-10', '2022-01-11']);
    // The expression keeps what the rules say of it: the coder's value is laid over it afterwards.
    assert.deepEqual(after('2019-01-10').slice(0, 2), ['2022-01-10', '2019-01-11']);
    // Refused, or given to an actor: nothing is left to count from.
    assert.equal(after(undefined)[1], 'XXXX-XX-XX');
    assert.equal(after('2022-01-10', 'met', ['January 10'])[1], '2022-01-11', 'words that only a coder marked count as mentioned');
    assert.equal(after(undefined, 'parted', ['January 10'])[1], 'XXXX-XX-XX');
    const [next] = resolveDates(told, on('2022-01-19'), { places: [{ ...at('January 10'), value: '2019-01-10' }], never: new Set() }).slice(1);
    assert.deepEqual(next?.anchor, { kind: 'expression', value: '2019-01-10', range: at('January 10') });
  });

  it('names the anchor and the reading it rejected', () => {
    const [saturday] = resolveDates(blocks(['body', 'They met on Saturday.']), on('2022-01-15'));
    assert.deepEqual(saturday?.anchor, { kind: 'publication', value: '2022-01-15' });
    assert.equal(saturday.rule, 'bare-weekday-same-day');
    const [friday] = resolveDates(blocks(['body', 'They met on Friday.']), on('2022-01-15'));
    assert.deepEqual(friday?.alternatives, [{ type: 'DATE', value: '2022-01-21', rule: 'weekday-future' }]);
  });

  it('offers the other order of two numbers that could both be the month', () => {
    const readings = (text: string): readonly string[] =>
      resolveDates(blocks(['body', text]), on('2022-01-15')).flatMap((d) => [d.value, ...d.alternatives.map((a) => `${a.value} ${a.rule}`)]);
    assert.deepEqual(readings('The form is of 04/05/2021.'), ['2021-04-05', '2021-05-04 day-first']);
    assert.deepEqual(readings('The form is of 05/05/2021.'), ['2021-05-05']);
    assert.deepEqual(readings('The form is of 04/25/2021.'), ['2021-04-25']);
    assert.deepEqual(readings('The form is of 25/04/2021.'), ['2021-04-25']);
  });

  it('shows contradictions and mends nothing', () => {
    const [wednesday] = resolveDates(blocks(['body', 'They met on Wednesday, January 11, 2022.']), on('2022-01-15'));
    assert.equal(wednesday?.value, '2022-01-11');
    assert.deepEqual(wednesday.conflict, { rule: 'weekday-of-date', value: '2022-01-12' });
    const [yesterday] = resolveDates(blocks(['body', 'They met yesterday, January 11.']), on('2022-01-15'));
    assert.equal(yesterday?.value, '2022-01-14');
    assert.deepEqual(yesterday.conflict, { rule: 'month-day-past', value: '2022-01-11' });
    const [right] = resolveDates(blocks(['body', 'They met yesterday, January 14.']), on('2022-01-15'));
    assert.equal(right?.conflict, undefined);
  });

  it('lets a weekday beside a day choose the year', () => {
    assert.deepEqual(values(resolveDates(blocks(['body', 'They met on Wednesday, January 12.']), on('2022-06-15'))), ['Wednesday, January 12 = 2022-01-12']);
  });

  it('takes the period a report speaks of for its comparisons', () => {
    const found = resolveDates(
      blocks(
        ['body', 'Sales rose in the third quarter.'],
        ['body', 'A year earlier they had fallen. In the nine months they rose; a year earlier they had fallen.'],
      ),
      on('1989-10-26'),
    );
    assert.deepEqual(
      found.map((e) => e.value),
      ['1989-Q3', '1988-Q3', 'P9M', '1988'],
    );
  });
});
