import type { Form } from '../forms';
import type { Captures } from '../pattern';
import { durationValue, unitAt } from '../units';
import { num, type Rule } from './rule';

function duration(c: Captures, extra = 0): Form | undefined {
  // Nobody measures longer spans in news; a larger number is a count of something else.
  if (num(c, 'n') > 1e7) return undefined;
  return { kind: 'value', value: durationValue(num(c, 'n') + extra, unitAt(c.u)) };
}

/** "two hours and ten minutes": the finer part follows the coarser in one value. */
function compound(c: Captures): Form | undefined {
  const [coarse, fine] = [durationValue(c.n, unitAt(c.u)), durationValue(c.k, unitAt(c.v))];
  if (num(c, 'v') >= num(c, 'u')) return undefined;
  const time = coarse.startsWith('PT');
  return { kind: 'value', value: coarse + (time && fine.startsWith('PT') ? fine.slice(2) : fine.slice(1)) };
}

const kind =
  'more|additional|full|consecutive|straight|long|trading|working|business|whole|calendar|solid|short|other|extra|successive|gruelling|grueling|entire';
const count = `n=Amount -? ${kind}? u=Units|Unit`;

/** Lengths of time. */
export const durations: readonly Rule[] = [
  {
    name: 'duration',
    type: 'DURATION',
    patterns: [`n=Amount ${kind}? u=Units`, 'n=Amount - u=Units|Unit'],
    make: (c) => duration(c),
    guards: ['not-an-age', 'not-a-sum-part'],
  },
  {
    name: 'duration-one',
    type: 'DURATION',
    patterns: [`a|an ${kind}? u=Unit`],
    make: (c) => (unitAt(c.u) === 'second' || unitAt(c.u) === 'quarter' || unitAt(c.u) === 'weekend' ? undefined : duration({ ...c, n: 1 })),
    guards: ['not-an-age', 'unit-is-not-an-adjective', 'a-unit'],
  },
  {
    name: 'duration-number-unit',
    type: 'DURATION',
    patterns: [`n=Number ${kind}? u=Unit`],
    make: (c) => duration(c),
    guards: ['not-an-age', 'not-a-sum-part'],
  },
  { name: 'duration-or-two', type: 'DURATION', patterns: ['a|an u=Unit or two'], make: (c) => duration({ ...c, n: 1 }) },
  {
    name: 'duration-and-a-half',
    type: 'DURATION',
    patterns: ['n=Amount u=Unit and a half'],
    make: (c) => duration(c, 0.5),
  },
  {
    name: 'half-a-unit',
    type: 'DURATION',
    patterns: ['half a|an u=Unit', 'half - u=Unit', 'a half - u=Unit', 'a half u=Unit'],
    make: (c) => (num(c, 'u') >= 1 && unitAt(c.u) !== 'quarter' ? duration({ ...c, n: 0.5 }) : undefined),
  },
  {
    name: 'quarter-of-a-unit',
    type: 'DURATION',
    patterns: ['a quarter of a|an u=Unit', 'a quarter -? u=Unit'],
    make: (c) => (['hour', 'century'].includes(unitAt(c.u)) ? duration({ ...c, n: 0.25 }) : undefined),
    guards: ['not-an-age'],
  },
  {
    name: 'three-quarters-of-a-unit',
    type: 'DURATION',
    patterns: ['three -? quarters of a|an u=Unit'],
    make: (c) => (['hour', 'century'].includes(unitAt(c.u)) ? duration({ ...c, n: 0.75 }) : undefined),
  },
  { name: 'duration-compound', type: 'DURATION', patterns: ['n=Amount u=Units|Unit and|,? k=Number v=Units|Unit'], make: compound, guards: ['not-an-age'] },
  {
    name: 'last-units',
    type: 'DURATION',
    patterns: [
      'last|past|previous|preceding|next|coming|following|first|final|latest|initial|remaining|ensuing n=Amount u=Units',
      'these n=Amount u=Units',
      'last|past|next|first couple|few u=Units',
    ],
    make: (c) => (c.n === undefined ? duration({ ...c, n: Number.NaN }) : duration(c)),
    guards: ['not-an-age', 'last-is-no-verb'],
  },
  { name: 'recent-years', type: 'DATE', patterns: ['recent|past years', 'recent decades|times'], make: () => ({ kind: 'value', value: 'PAST_REF' }) },
  {
    name: 'recent-units',
    type: 'DURATION',
    patterns: ['recent|coming|upcoming|past|ensuing|intervening u=Units', 'recent u=Units and|or Units'],
    make: (c) => duration({ ...c, n: Number.NaN }),
  },
  { name: 'units-ahead', type: 'DURATION', patterns: ['u=Units ahead', 'u=Units to come'], make: (c) => duration({ ...c, n: Number.NaN }) },
  {
    name: 'units',
    type: 'DURATION',
    patterns: ['u=Units', 'u=Units and|or u=Units'],
    make: (c) => (unitAt(c.u) === 'weekend' || num(c, 'u') === 0 ? undefined : duration({ ...c, n: Number.NaN })),
    guards: ['units-alone'],
  },
  {
    name: 'unit-long',
    type: 'DURATION',
    patterns: ['u=Unit -? long', 'n=Amount - u=Unit -? long'],
    make: (c) => (c.n === undefined ? duration({ ...c, n: 1 }) : duration(c)),
    guards: ['long-adjective'],
  },
  { name: 'event-units-old', type: 'DURATION', patterns: ['n=Amount - u=Unit - old'], make: (c) => duration(c), guards: ['of-an-event'], extend: false },
  {
    name: 'units-old',
    type: 'DURATION',
    patterns: ['u=Units - old'],
    make: (c) => duration({ ...c, n: Number.NaN }),
    guards: ['not-a-number-of'],
    extend: false,
  },
  { name: 'units-long', type: 'DURATION', patterns: ['u=Units - long'], make: (c) => duration({ ...c, n: Number.NaN }) },
  { name: 'all-day', type: 'DURATION', patterns: ['all day', 'all day long', 'whole day', 'entire day'], make: () => ({ kind: 'value', value: 'P1D' }) },
  { name: 'all-unit', type: 'DURATION', patterns: ['all|whole|entire u=Unit'], make: (c) => (num(c, 'u') >= 3 ? duration({ ...c, n: 1 }) : undefined) },
  {
    name: 'one-more-unit',
    type: 'DURATION',
    patterns: ['another u=Unit', 'another n=Amount u=Units', 'an additional|extra u=Unit'],
    make: (c) => (num(c, 'u') >= 1 ? (c.n === undefined ? duration({ ...c, n: 1 }) : duration(c)) : undefined),
  },
  {
    name: 'a-while',
    type: 'DURATION',
    patterns: ['a while', 'a short|long|little while', 'quite a while', 'some time', 'a short|long|lengthy time', 'a long period', 'a short period'],
    make: () => ({ kind: 'value', value: 'PXX' }),
    guards: ['some-time'],
  },
  { name: 'within-units', type: 'DURATION', patterns: [`${count} period`, `${count} span`], make: (c) => duration(c), guards: ['not-an-age'] },
];
