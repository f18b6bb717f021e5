import type { Form } from '../forms';
import type { Captures } from '../pattern';
import { holidaySpellings } from './holiday-days';
import { num, type Rule } from './rule';

function holiday(c: Captures, more: Partial<Extract<Form, { kind: 'holiday' }>> = {}): Form | undefined {
  const named = holidaySpellings[num(c, 'h')];
  return named && { kind: 'holiday', holiday: named.holiday, ...more };
}

/** Days known by name; named in capitals. */
export const holidays: readonly Rule[] = [
  { name: 'holiday', type: 'DATE', patterns: ['h=Holiday'], make: (c) => holiday(c), guards: ['capitals', 'not-a-holiday-name'], extend: false },
  {
    name: 'holiday-year',
    type: 'DATE',
    patterns: ['h=Holiday ,|of|in? y=Year'],
    make: (c) => holiday(c, { year: num(c, 'y') }),
    guards: ['capitals'],
    extend: false,
  },
  { name: 'holiday-weekend', type: 'DATE', patterns: ['h=Holiday weekend'], make: (c) => holiday(c, { span: 'weekend' }), guards: ['capitals'] },
  { name: 'holiday-week', type: 'DATE', patterns: ['h=Holiday week'], make: (c) => holiday(c, { span: 'week' }), guards: ['capitals'] },
  { name: 'last-holiday', type: 'DATE', patterns: ['last h=Holiday'], make: (c) => holiday(c, { direction: 'last' }), extend: false },
  { name: 'next-holiday', type: 'DATE', patterns: ['next|this h=Holiday'], make: (c) => holiday(c, { direction: 'next' }), extend: false },
];
