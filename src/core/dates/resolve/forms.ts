import { civil, daysOf, formatDay, formatWeek, pad, weekdayOf } from '../calendar';
import { holidayDays } from '../rules/holiday-days';
import { durationValue, type Unit } from '../units';
import { calendar, dayOfMonth, nthWeekday, nthWeekdayOfTheMonth, weekday } from './days';
import { choose, leaning, weights } from './direction';
import { framedYear } from './frame';
import { anchorOf, latest, reading, resolved, spanOf, type Mention, type Of, type Resolved, type Resolver, type State } from './state';
import { addUnits, firstDay, seasonMonths, shiftedValue, unitValue, unknownUnit } from './units';
import type { Form, LocalContext } from '../forms';
import type { Reading } from '../types';

const isQuarter = (m: Mention): boolean => /^\d{4}-Q[1-4]$/.test(m.value);

const current: Resolver<'current'> = (form, state, context) => {
  if (state.day === undefined) return { value: unknownUnit(form.unit) };
  if (form.unit === 'weekend') {
    const sunday = state.day + 7 - weekdayOf(state.day);
    // "This weekend" is the coming one, but early in the week, of what has been.
    const coming = form.this ? leaning(context) !== 'past' || weekdayOf(state.day) > 2 : leaning(context) === 'future';
    const ahead = weekdayOf(state.day) >= 6 || coming || form.offset > 0;
    const n = form.offset > 0 ? sunday + 7 : form.offset < 0 || !ahead ? sunday - 7 : sunday;
    const other = form.offset !== 0 ? undefined : n === sunday ? sunday - 7 : sunday;
    return {
      value: `${formatWeek(n)}-WE`,
      anchor: state.anchor,
      alternatives: other === undefined ? [] : [reading(`${formatWeek(other)}-WE`, other < n ? 'weekend-past' : 'weekend-future')],
    };
  }
  const shifted = form.offset === 0 ? state.day : startOfUnit(state.day, form.unit, form.offset);
  const vague = form.unit === 'day' ? asPeriod[Math.sign(form.offset) + 1] : undefined;
  return resolved(unitValue(shifted, form.unit), state.anchor, undefined, undefined, vague);
};

/** "yesterday", "today" and "tomorrow" may stand for the past, the present and the future: "the tanks will come tomorrow". */
const asPeriod: readonly (readonly Reading[])[] = [
  [reading('PAST_REF', 'yesterday-as-the-past')],
  [reading('PRESENT_REF', 'today-as-the-present')],
  [reading('FUTURE_REF', 'tomorrow-as-the-future')],
];

const monthsIn: Readonly<Partial<Record<Unit, number>>> = { month: 1, quarter: 3, year: 12, decade: 120, century: 1200, millennium: 12000 };

/** A day in the unit `offset` units away; from the first of the month, so that month ends do not clamp. */
function startOfUnit(day: number, unit: Unit, offset: number): number {
  const { year, month } = civil(day);
  if (unit === 'day') return day + offset;
  if (unit === 'week') return day + offset * 7;
  if (unit === 'fortnight') return day + offset * 14;
  const index = year * 12 + month - 1 + offset * (monthsIn[unit] ?? 1);
  return firstDay(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
}

const finerThan: Readonly<Partial<Record<Unit, RegExp>>> = {
  day: /^\d{4}-\d{2}-\d{2}/,
  week: /^\d{4}-(?:\d{2}-\d{2}|W\d{2})/,
  month: /^\d{4}-\d{2}/,
  quarter: /^\d{4}-(?:\d{2}|Q)/,
};

/** The reading that counts from the publication, where one from a date named before was taken. */
function fromPublication({ day }: State, value: (day: number) => string): Pick<Resolved, 'alternatives'> | undefined {
  return day === undefined ? undefined : { alternatives: [reading(value(day), 'from-publication')] };
}

/** Whether it ends after the publication, counted from `base`. */
function isLater(form: Of<'shift'>, base: number | undefined, state: State): boolean {
  const end = base === undefined ? undefined : daysOf(shiftedValue(base, form.unit, form.amount));
  return end !== undefined && state.day !== undefined && end.first > state.day;
}

const shift: Resolver<'shift'> = (form, state, context) => {
  const m = form.from === 'mention' ? latest(state, (x) => (finerThan[form.unit] ?? /^\d{4}/).test(x.value)) : undefined;
  if (Number.isNaN(form.amount))
    return form.from === 'mention'
      ? { value: durationValue(undefined, form.unit), type: 'DURATION' }
      : { value: form.sign < 0 ? 'PAST_REF' : 'FUTURE_REF', anchor: state.anchor };
  // Hours and minutes are counted from a time that is not told.
  if (form.unit === 'hour' || form.unit === 'minute' || form.unit === 'second') return { value: durationValue(form.amount, form.unit), type: 'DURATION' };
  const span = m && spanOf(m);
  // "Thirty years later he came back", of a past that the text has not dated: a length of time is all it says.
  if (form.from === 'mention' && form.sign > 0 && leaning(context) !== 'future' && isLater(form, span?.last ?? state.day, state))
    return { value: durationValue(form.amount, form.unit), type: 'DURATION' };
  const base = (span && (form.sign < 0 ? span.first : span.last)) ?? state.day;
  if (base === undefined) return { value: unknownUnit(form.unit) };
  if (form.grain) return { value: unitValue(addUnits(base, form.unit, form.sign * form.amount), form.grain), anchor: state.anchor };
  // "in 1901; a century later": to the year, as what it is counted from.
  const [unit, amount] = form.unit === 'century' && span && m.value.length >= 4 ? (['year', form.amount * 100] as const) : ([form.unit, form.amount] as const);
  const from = (day: number): string => shiftedValue(day, unit, form.sign * amount);
  return { value: from(base), anchor: m && span ? anchorOf(m) : state.anchor, ...(m && span && fromPublication(state, from)) };
};

/** "the quarter ended Sept. 30": its middle is a month and a half before. */
const halfQuarter = 45;

/** Quarters of the calendar end on the last of a month; a 52-week year's within days of it. */
const nearEnd = 10;

/** The quarter that ends on the day said right after it; `named`, if it has a number too, only where one of the calendar ends about then. */
function quarterThatEnds(state: State, context: LocalContext, named: boolean): Resolved | undefined {
  const end = state.next ? daysOf(resolveForm(state.next, state, context).value)?.first : undefined;
  if (end === undefined) return undefined;
  const value = unitValue(end - halfQuarter, 'quarter');
  const last = daysOf(value)?.last ?? end;
  return named && Math.abs(last - end) > nearEnd ? undefined : { value, anchor: state.anchor };
}

/** "The following spring", "the previous autumn": as the month that it begins with, or ends with. */
function besideMention(form: Of<'period'>, state: State, context: LocalContext, start: number): Resolved {
  const following = form.direction === 'following';
  // After something that the text has not dated.
  if (following && leaning(context) === 'past' && !latest(state, () => true)) return { value: `XXXX-${form.period}` };
  const month = calendar({ kind: 'calendar', month: following ? start : start + 2, direction: following ? 'following' : 'previous' }, state, context);
  return { ...month, value: `${month.value.slice(0, 4)}-${form.period}` };
}

const period: Resolver<'period'> = (form, state, context) => {
  const ended = form.period.startsWith('Q') ? quarterThatEnds(state, context, true) : undefined;
  const end = form.year === undefined && !ended && state.next ? daysOf(resolveForm(state.next, state, context).value)?.first : undefined;
  if (end !== undefined) return { value: `${pad(civil(end).year, 4)}-${form.period}`, anchor: state.anchor };
  if (ended) {
    // What a fiscal year that begins elsewhere calls it is kept as a reading: the value names the days.
    const label = `${form.year === undefined ? ended.value.slice(0, 4) : pad(form.year, 4)}-${form.period}`;
    return { ...ended, alternatives: [reading(label, 'fiscal-quarter')] };
  }
  if (form.year !== undefined) return { value: `${pad(form.year, 4)}-${form.period}` };
  const season = form.period in seasonMonths ? seasonMonths[form.period as keyof typeof seasonMonths] : undefined;
  const m = form.direction === 'same' ? latest(state, () => true) : undefined;
  const span = m && spanOf(m);
  if (m && span) return { value: `${pad(civil(span.last).year, 4)}-${form.period}`, anchor: anchorOf(m) };
  if (form.direction === 'following' || form.direction === 'previous') return besideMention(form, state, context, season ?? 1);
  const framed = season === undefined || form.direction || form.yearOffset !== undefined ? undefined : framedYear(state, context, season, 1);
  const source = state.yearAhead ?? state.frame?.mention;
  if (framed !== undefined && source)
    return { value: `${pad(framed, 4)}-${form.period}`, anchor: anchorOf(source), policy: 'mentioned', counting: 'year-told' };
  if (state.day === undefined) return { value: `XXXX-${form.period}` };
  const { year, month } = civil(state.day);
  const at = (y: number, policy?: string): Resolved => ({ value: `${pad(y, 4)}-${form.period}`, anchor: state.anchor, ...(policy && { policy }) });
  if (form.yearOffset !== undefined) return at(year + form.yearOffset);
  const start = season ?? (form.period.startsWith('H') ? (form.period === 'H1' ? 1 : 7) : (Number(form.period[1]) - 1) * 3 + 1);
  const length = form.period.startsWith('H') ? 6 : 3;
  const begun = start <= month ? year : year - 1;
  const running = (year - begun) * 12 + month - start < length;
  switch (form.direction) {
    case 'this':
      // "This winter has been mild", in March; in October it is the coming one.
      return at(running || (form.period === 'WI' && month <= 7 && leaning(context) !== 'future') ? begun : year);
    case 'next':
      return at(begun + 1);
    case 'last':
      return at(running ? begun - 1 : begun);
    default: {
      if (running) return at(begun, 'current');
      // From the end of a period that is over, to the start of one ahead.
      const distance = (y: number): number => (y - year) * 12 + (y === begun ? start + length - 1 : start) - month;
      const [best, second] = choose(
        [begun, begun + 1].map((y) => ({ value: `${pad(y, 4)}-${form.period}`, distance: distance(y) })),
        context,
        weights.period,
      );
      return {
        value: best?.value ?? '',
        anchor: state.anchor,
        policy: best && best.distance > 0 ? 'future' : 'past',
        counting: best && best.distance > 0 ? 'date-after' : 'date-before',
        alternatives: second ? [reading(second.value, 'other-year')] : [],
      };
    }
  }
};

const anaphor: Resolver<'anaphor'> = (form, state, context) => {
  const fits = form.unit === 'quarter' ? isQuarter : (m: Mention): boolean => (finerThan[form.unit] ?? /^\d{4}/).test(m.value);
  const ended = form.unit === 'quarter' && form.offset === 0 ? quarterThatEnds(state, context, false) : undefined;
  if (ended) return ended;
  if (form.unit === 'quarter' && form.offset === 0 && state.period !== undefined && state.period !== 'year') return { value: state.period };
  const m = latest(state, fits);
  const span = m && spanOf(m);
  // "The following day, 8 March": the date beside it says which, in the year of the day before.
  if (form.unit === 'day' && state.next?.kind === 'calendar') {
    const counted = span && formatDay(form.offset < 0 ? span.first + form.offset : span.last + form.offset);
    const written = calendar(state.next, state, context).value;
    return { value: counted?.slice(4) === written.slice(4) && state.next.year === undefined ? counted : written, policy: 'named' };
  }
  if (m && span) {
    const from = (day: number): string => unitValue(startOfUnit(day, form.unit, form.offset), form.unit);
    return { value: from(form.offset < 0 ? span.first : span.last), anchor: anchorOf(m), ...fromPublication(state, from) };
  }
  if (form.unit === 'quarter' && form.offset === 0 && state.day !== undefined && leaning(context) !== 'present')
    return { value: unitValue(startOfUnit(state.day, 'quarter', -1), 'quarter'), anchor: state.anchor };
  // "He left the next day", after a day that the text has not dated.
  if (form.offset > 0 && leaning(context) === 'past') return { value: unknownUnit(form.unit) };
  return current({ kind: 'current', unit: form.unit, offset: form.offset }, state, context);
};

/** A month, quarter, half or season: "in December, from a year earlier" compares with the December before. */
const isPeriod = /^\d{4}-(?:\d{2}|[QH]\d|SP|SU|FA|WI)$/;

const yearBefore: Resolver<'year-before'> = (form, state, context) => {
  const quarter = state.period !== undefined && state.period !== 'year' ? state.period : undefined;
  if (form.year !== undefined) return { value: quarter ? `${pad(form.year, 4)}${quarter.slice(4)}` : pad(form.year, 4) };
  const compared = form.from === 'mention' || context.preposition === 'from';
  const m = compared ? latest(state, (x) => !x.compared, form.from !== 'mention') : undefined;
  const span = m && spanOf(m);
  if (m && isPeriod.test(m.value) && state.period !== 'year' && form.period === 'any' && !(quarter && m.value.includes('Q')))
    return {
      value: `${pad(Number(m.value.slice(0, 4)) - 1, 4)}${m.value.slice(4)}`,
      policy: m.value.includes('Q') ? 'quarter' : 'period',
      anchor: anchorOf(m),
      alternatives: [reading(pad(Number(m.value.slice(0, 4)) - 1, 4), 'year-before')],
    };
  // "in 2020; a year earlier"
  if (m && span && /^\d{4}$/.test(m.value) && m.value !== quarter?.slice(0, 4)) return { value: pad(civil(span.first).year - 1, 4), anchor: anchorOf(m) };
  if (quarter)
    return {
      value: `${pad(Number(quarter.slice(0, 4)) - 1, 4)}${quarter.slice(4)}`,
      policy: 'quarter',
      alternatives: [reading(pad(Number(quarter.slice(0, 4)) - 1, 4), 'year-before')],
    };
  if (form.period === 'quarter' && state.day !== undefined) return { value: unitValue(startOfUnit(state.day, 'quarter', -5), 'quarter'), anchor: state.anchor };
  return state.day === undefined ? { value: 'XXXX' } : { value: pad(civil(state.day).year - 1, 4), anchor: state.anchor };
};

/** The weekend that a holiday belongs to: one on a Monday to Wednesday ends the weekend before it. */
function holidayWeekend(day: number): string {
  return `${formatWeek(weekdayOf(day) <= 3 ? day - 7 : day)}-WE`;
}

const holiday: Resolver<'holiday'> = (form, state, context) => {
  if (form.span === undefined) return holidayDay(form, state, context);
  const day = holidayDay(form, state, context);
  const write = (value: string): string => {
    const n = daysOf(value)?.first;
    return n === undefined ? 'XXXX-WXX' : form.span === 'week' ? formatWeek(n) : holidayWeekend(n);
  };
  return { ...day, value: write(day.value), alternatives: (day.alternatives ?? []).map((a) => ({ ...a, value: write(a.value) })) };
};

const holidayDay: Resolver<'holiday'> = (form, state, context) => {
  const of = holidayDays[form.holiday];
  if (!of) return { value: 'XXXX' };
  if (form.year !== undefined) return { value: formatDay(of(form.year)) };
  if (state.day === undefined) {
    // Christmas is known without its year; Easter is not.
    const [one, another, third] = [2001, 2002, 2003].map((y) => formatDay(of(y)).slice(4));
    return { value: one === another && one === third ? `XXXX${one ?? ''}` : unknownUnit('day') };
  }
  const { year } = civil(state.day);
  const day = state.day;
  const candidates = [year - 1, year, year + 1].map((y) => ({ value: formatDay(of(y)), distance: of(y) - day }));
  if (form.direction === 'last') return { value: candidates.filter((c) => c.distance < 0).at(-1)?.value ?? '', anchor: state.anchor, counting: 'date-before' };
  if (form.direction === 'next') return { value: candidates.find((c) => c.distance > 0)?.value ?? '', anchor: state.anchor, counting: 'date-after' };
  const [best, second] = choose(candidates, context, weights.day);
  return {
    value: best?.value ?? '',
    anchor: state.anchor,
    counting: best && best.distance > 0 ? 'date-after' : 'date-before',
    alternatives: second ? [reading(second.value, 'holiday-other-year')] : [],
  };
};

const clock: Resolver<'clock'> = (form, state, context) => {
  const zone = form.zone ?? '';
  if (form.byTense) {
    const offset = leaning(context) === 'future' ? 0 : -1;
    return clock({ kind: 'clock', clock: form.clock, day: { kind: 'current', unit: 'day', offset } }, state, context);
  }
  if (form.day) {
    const day = resolveForm(form.day, state, context);
    return {
      ...day,
      value: `${day.value}${form.clock}${zone}`,
      alternatives: (day.alternatives ?? []).map((a) => ({ ...a, type: 'TIME', value: `${a.value}${form.clock}${zone}` })),
    };
  }
  if (state.next) return clock({ ...form, day: state.next }, state, context);
  const m = latest(state, (x) => /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(x.value));
  const published = state.day === undefined ? undefined : formatDay(state.day);
  const at = (day: string): string => `${day}${form.clock}${zone}`;
  if (!m) return { value: at(published ?? 'XXXX-XX-XX'), anchor: state.anchor };
  return {
    value: at(m.value.slice(0, 10)),
    anchor: anchorOf(m),
    ...(published !== undefined && { alternatives: [{ type: 'TIME', value: at(published), rule: 'from-publication' }] }),
  };
};

const weekOf: Resolver<'week-of'> = (form, state, context) => {
  const day = resolveForm(form.day, state, context);
  const span = daysOf(day.value);
  return { ...day, value: span ? formatWeek(span.first) : 'XXXX-WXX', alternatives: [] };
};

/** The ISO week with the n-th fourth day of a month, as the first week of a year is the one with 4 January (ISO 8601, 3.1.1.21). */
const weekOfMonth: Resolver<'week-of-month'> = (form, state, context) => {
  const month = resolveForm(form.month, state, context);
  const span = daysOf(month.value);
  const day = span && (form.n < 0 ? span.last - 3 : Math.min(span.first + form.n * 7 - 4, span.last - 3));
  return { ...month, value: day === undefined ? 'XXXX-WXX' : formatWeek(day), alternatives: [] };
};

const dayBeside: Resolver<'day-beside'> = (form, state, context) => {
  const day = resolveForm(form.day, state, context);
  const span = daysOf(day.value);
  return { value: span ? formatDay(span.first + form.offset) : unknownUnit('day'), ...(day.anchor && { anchor: day.anchor }) };
};

const range: Resolver<'range'> = (form, state, context) => ({
  value: `${resolveForm(form.from, state, context).value}/${resolveForm(form.to, state, context).value}`,
  anchor: state.anchor,
});

const resolvers: { readonly [K in Form['kind']]: Resolver<K> } = {
  value: (form) => resolved(form.value, undefined),
  calendar,
  'day-of-month': dayOfMonth,
  weekday,
  'nth-weekday': nthWeekday,
  'nth-weekday-of-the-month': nthWeekdayOfTheMonth,
  'week-of-month': weekOfMonth,
  current,
  shift,
  period,
  anaphor,
  'year-before': yearBefore,
  holiday,
  clock,
  'week-of': weekOf,
  'day-beside': dayBeside,
  range,
};

/** The value of a form, given what was read before it. */
export function resolveForm(form: Form, state: State, context: LocalContext): Resolved {
  return (resolvers[form.kind] as (f: Form, s: State, c: LocalContext) => Resolved)(form, state, context);
}
