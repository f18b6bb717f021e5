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

  it('never guesses from today', () => {
    for (const e of resolveDates(
      blocks(['body', 'They met on Saturday, last week, in January, this year, yesterday, two days ago, at Easter and in the spring.']),
      undefined,
    ))
      assert.match(e.value, /^XXXX|_REF$/);
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
