import type { Rule } from './rule';
import type { Form } from '../forms';

const value = (v: string) => (): Form => ({ kind: 'value', value: v });

/** Past, present and future as such. */
export const references: readonly Rule[] = [
  {
    name: 'present',
    type: 'DATE',
    patterns: ['now', 'currently', 'at present', 'nowadays', 'these days', 'present day'],
    make: value('PRESENT_REF'),
    guards: ['now'],
    extend: false,
  },
  { name: 'current', type: 'DATE', patterns: ['current'], make: value('PRESENT_REF'), guards: ['current'], extend: false },
  {
    name: 'recently',
    type: 'DATE',
    patterns: ['recently', 'more|most|just|only recently', 'lately'],
    make: value('PAST_REF'),
    guards: ['not-as-as'],
    extend: false,
  },
  { name: 'to-this-day', type: 'DATE', patterns: ['this day', 'this very day'], make: value('PRESENT_REF'), guards: ['to-this-day'], extend: false },
  { name: 'the-other-day', type: 'DATE', patterns: ['other day'], make: value('PAST_REF'), guards: ['after-the'] },
  { name: 'the-past', type: 'DATE', patterns: ['past', 'recent|distant|not-too-distant past'], make: value('PAST_REF'), guards: ['the-past'] },
  {
    name: 'the-future',
    type: 'DATE',
    patterns: ['future', 'near|foreseeable|distant|immediate|not-too-distant future', 'near|short|long term', 'future u=Units'],
    make: value('FUTURE_REF'),
    guards: ['the-future'],
  },
  { name: 'some-day', type: 'DATE', patterns: ['one day', 'some day', 'someday'], make: value('FUTURE_REF'), guards: ['one-day'], extend: false },
];
