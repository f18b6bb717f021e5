/** What a reader types for a date. */
import assert from 'node:assert/strict';
import { dayAsked, timexType, valueOfWords, withMod } from '../../../src/extension/features/dates/value';

describe('a value that a coder gives', () => {
  const types: Readonly<Record<string, readonly string[]>> = {
    DATE: [
      '2022-01-15',
      '2022-W02',
      '2022-W02-WE',
      '2022-01',
      '2022-Q1',
      '2022-H2',
      '2021-FA',
      '2022',
      '198',
      '19',
      'FUTURE_REF',
      '2021-02-04/2021-02-06',
      'XXXX-WXX-6',
      'XXXX-01-15',
      'XXXX',
    ],
    TIME: ['2022-01-15T11:05', '2022-01-15T11:05Z', '2022-01-15T11:05+01:00', '2022-01-15TMO', '2022-01-15T24:00', 'XXXX-XX-XXTNI'],
    DURATION: ['P3M', 'PXM', 'PT24H', 'P1Y6M', 'P1DT2H', 'PXX', 'P3Q', 'PXC'],
  };
  for (const [type, values] of Object.entries(types)) for (const value of values) it(`${value} is a ${type}`, () => assert.equal(timexType(value), type));
  for (const wrong of [
    '',
    'P',
    'PT',
    'P3',
    'tomorrow',
    '2022-13',
    '2022-02-30',
    '2022-01-15T25:00',
    '2022T11:05',
    '15.1.2022',
    '2022-W60-',
    'FUTURE',
    'PRESENT_REFS',
  ])
    it(`“${wrong}” is none`, () => assert.equal(timexType(wrong), undefined));
  it('stays a set where it was one', () => {
    assert.equal(timexType('P1W', 'SET'), 'SET');
    assert.equal(timexType('XXXX-WXX-2', 'SET'), 'SET');
  });
  it('may be said in words, which are all of what was typed', () => {
    const publication = { start: '2022-01-19', end: '2022-01-19', basis: 'stated' } as const;
    assert.deepEqual(valueOfWords('last Friday', publication), { type: 'DATE', value: '2022-01-14' });
    assert.deepEqual(valueOfWords(' 15 January 2022 '), { type: 'DATE', value: '2022-01-15' });
    assert.deepEqual(valueOfWords('late January 2022'), { type: 'DATE', value: '2022-01', mod: 'END' });
    assert.equal(valueOfWords('on 15 January 2022'), undefined);
    assert.equal(valueOfWords('Monday and Tuesday', publication), undefined);
  });
});

describe('what the words say beside a value', () => {
  it('stays when a coder gives another value, unless the coder says it anew', () => {
    assert.deepEqual(withMod({ type: 'DATE', value: '2022-01-21' }, 'END'), { type: 'DATE', value: '2022-01-21', mod: 'END' });
    assert.deepEqual(withMod({ type: 'DATE', value: '2022-01', mod: 'START' }, 'END'), { type: 'DATE', value: '2022-01', mod: 'START' });
    assert.deepEqual(withMod({ type: 'DATE', value: '2022-01' }, undefined), { type: 'DATE', value: '2022-01' });
    assert.deepEqual(withMod({ type: 'DATE', value: 'FUTURE_REF' }, 'END'), { type: 'DATE', value: 'FUTURE_REF' });
  });
});

describe('the day that is asked for', () => {
  it('is a value or words that cover known days', () => {
    assert.equal(dayAsked('2022-01-15'), '2022-01-15');
    assert.equal(dayAsked('15 January 2022'), '2022-01-15');
    assert.equal(dayAsked('January 2022'), '2022-01');
    assert.equal(dayAsked('the 1980s'), '198');
    for (const none of ['', 'P3M', 'last Friday', 'soon', '2022-02-30']) assert.equal(dayAsked(none), undefined, none);
  });
});
