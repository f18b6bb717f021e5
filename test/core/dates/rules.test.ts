import assert from 'node:assert/strict';
import { recogniseDates } from '../../../src/core/dates';
import { createGrammar } from '../../../src/core/dates/grammar';
import { recogniseWith } from '../../../src/core/dates/recognise';
import { rules } from '../../../src/core/dates/rules';
import { marked, plain, specifications } from './specification';

/** What the specification marks, by the name of its rule without the policy that resolved it. */
const marks = specifications().flatMap(({ examples }) => examples.flatMap((e) => marked(e).map((m) => ({ ...m, text: plain(e) }))));
const policies = ['', '-past', '-future', '-current', '-same-day', '-quarter', '-period', '-mentioned'];

function rule(text: string): readonly string[] {
  return recogniseDates(text).map((d) => `${text.slice(d.start, d.end)}: ${d.rule}`);
}

describe('dates: rules', () => {
  rules.forEach((entry, place) => {
    const twins = rules.filter((r) => r.name === entry.name);
    it(`${entry.name}${twins.length > 1 ? ` (${twins.indexOf(entry) + 1})` : ''} finds alone what the specification marks by it`, () => {
      const alone = createGrammar([entry]);
      const own = marks.filter((m) => policies.some((p) => m.rule === entry.name + p));
      assert.ok(
        own.some(({ text, start, end }) => recogniseWith(alone, text).some((d) => d.start < end && d.end > start)),
        `no sentence of golden/ shows entry ${place}, ${entry.patterns.join(' | ')}`,
      );
    });
  });

  it('are named in kebab-case', () => {
    for (const r of rules) assert.match(r.name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('take the longest match at a place', () => {
    assert.deepEqual(rule('It closed in January.'), ['January: bare-month']);
    assert.deepEqual(rule('It closed in January 2021.'), ['January 2021: month-year']);
    assert.deepEqual(rule('It closed on Monday, January 4, 2021.'), ['Monday, January 4, 2021: month-day-year']);
  });

  it('can be used alone: a table of one rule knows that rule only', () => {
    const one = createGrammar(rules.filter((r) => r.name === 'month-year'));
    const text = 'It closed on Monday, May 4, and opened in June 2021.';
    assert.deepEqual(
      recogniseWith(one, text).map((d) => text.slice(d.start, d.end)),
      ['June 2021'],
    );
  });

  it('can be added without reading the others', () => {
    const more = createGrammar([
      ...rules,
      { name: 'doomsday', type: 'DATE', patterns: ['the day of reckoning'], make: () => ({ kind: 'value', value: 'FUTURE_REF' }) },
    ]);
    const text = 'On Monday, the day of reckoning, it closed.';
    assert.deepEqual(
      recogniseWith(more, text).map((d) => d.rule),
      ['bare-weekday', 'doomsday'],
    );
  });

  it('refuse days that do not exist', () => {
    assert.deepEqual(
      rule('It closed on 31 February 2021, they joked.').filter((r) => r.includes('31')),
      [],
    );
    assert.deepEqual(
      rule('It closed on February 29, 2021.').filter((r) => r.startsWith('February 29, 2021')),
      [],
    );
  });
});

describe('dates: what is not a date', () => {
  const never = [
    'The Sun reported it.',
    'They march through the town.',
    'You may go.',
    'The score was 21-19.',
    'It cost $1990.',
    'It cost 625 a share.',
    'Call +44 20 7946 1990.',
    'A Boeing 747 landed.',
    'The 45-year-old left.',
    'He is 45 years old.',
    'They won 10:9.',
    'Room 2010 was shut.',
    'See https://example.org/a1990b.',
    'Version 2.0.1999 was cut.',
    'It drew 1990 people.',
    'Order no. 2004-1234-99 was lost.',
    'A second man came second.',
  ];
  for (const text of never) {
    it(text, () => {
      assert.deepEqual(rule(text), []);
    });
  }
});
