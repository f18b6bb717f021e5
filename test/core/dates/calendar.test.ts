import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addMonths, civil, dayNumber, daysOf, easter, formatDay, formatWeek, isoWeek, mondayOf, parseDay, weekdayOf } from '../../../src/core/dates/calendar';

const anyDay = fc.integer({ min: dayNumber(1000, 1, 1), max: dayNumber(2999, 12, 31) });

describe('dates: calendar', () => {
  it('agrees with the host on days and weekdays', () => {
    fc.assert(
      fc.property(anyDay, (n) => {
        const host = new Date(n * 86_400_000);
        assert.deepEqual(civil(n), { year: host.getUTCFullYear(), month: host.getUTCMonth() + 1, day: host.getUTCDate() });
        assert.equal(weekdayOf(n) % 7, host.getUTCDay());
        assert.equal(parseDay(formatDay(n)), n);
      }),
    );
  });

  it('puts every day in its ISO week', () => {
    fc.assert(
      fc.property(anyDay, (n) => {
        const { year, week } = isoWeek(n);
        assert.ok(n - mondayOf(year, week) >= 0 && n - mondayOf(year, week) < 7);
      }),
    );
    assert.equal(formatWeek(dayNumber(2021, 1, 3)), '2020-W53');
    assert.equal(formatWeek(dayNumber(2018, 12, 31)), '2019-W01');
  });

  it('clamps to the end of a month', () => {
    assert.equal(formatDay(addMonths(dayNumber(2022, 1, 31), 1)), '2022-02-28');
    assert.equal(formatDay(addMonths(dayNumber(2020, 2, 29), -12)), '2019-02-28');
  });

  it('knows Easter', () => {
    assert.deepEqual(
      [1999, 2000, 2021, 2022, 2038].map((y) => formatDay(easter(y))),
      ['1999-04-04', '2000-04-23', '2021-04-04', '2022-04-17', '2038-04-25'],
    );
  });

  it('knows which days a value covers', () => {
    const span = (value: string): string => {
      const s = daysOf(value);
      return s ? `${formatDay(s.first)} ${formatDay(s.last)}` : 'none';
    };
    assert.equal(span('2022-01-15'), '2022-01-15 2022-01-15');
    assert.equal(span('2022-01-15T11:05'), '2022-01-15 2022-01-15');
    assert.equal(span('2022-W02'), '2022-01-10 2022-01-16');
    assert.equal(span('2022-W02-WE'), '2022-01-15 2022-01-16');
    assert.equal(span('2020-02'), '2020-02-01 2020-02-29');
    assert.equal(span('2021-Q4'), '2021-10-01 2021-12-31');
    assert.equal(span('2021-H1'), '2021-01-01 2021-06-30');
    assert.equal(span('2021-WI'), '2021-12-01 2022-02-28');
    assert.equal(span('2021'), '2021-01-01 2021-12-31');
    assert.equal(span('199'), '1990-01-01 1999-12-31');
    assert.equal(span('19'), '1900-01-01 1999-12-31');
    assert.equal(span('2021-02-04/2021-02-06'), '2021-02-04 2021-02-06');
    for (const value of ['P3M', 'PRESENT_REF', 'XXXX-WXX-6', '2021-02-30', '2021-13', '']) assert.equal(span(value), 'none');
  });
});
