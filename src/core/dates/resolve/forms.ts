import { addMonths, civil, dayNumber, daysOf, formatDay, formatMonth, formatWeek, isDay, monthLength, pad, weekdayOf } from '../calendar';
import { holidayDays } from '../rules/holidays';
import { durationValue, type Unit } from '../units';
import { choose, leaning } from './direction';
import { anchorOf, latest, type Mention, type Resolved, type State } from './state';
import { addUnits, firstDay, seasonMonths, shiftedValue, unitValue, unknownUnit } from './units';
import type { Form, LocalContext } from '../forms';
import type { Reading } from '../types';

type Of<K extends Form['kind']> = Extract<Form, { kind: K }>;
type Resolver<K extends Form['kind']> = (form: Of<K>, state: State, context: LocalContext) => Resolved;

const isDayValue = (m: Mention): boolean => /^\d{4}-\d{2}-\d{2}/.test(m.value);
const isQuarter = (m: Mention): boolean => /^\d{4}-Q[1-4]$/.test(m.value);

function spanOf(m: Mention): { first: number; last: number } | undefined {
  return daysOf(m.value.replaceAll(/T[^/]*/g, ''));
}

function reading(value: string, rule: string): Reading {
  return { type: 'DATE', value, rule };
}

/** How strongly tense and habit count against nearness; measured on news: see test/bench/dates.ts. */
const weights = { day: { against: 3, past: 1.2 }, month: { against: 6, past: 4 }, period: { against: 3, past: 4 } };

/** Year-less dates: the day's or month's nearest years are weighed by distance and tense. */
const calendar: Resolver<'calendar'> = (form, state, context) => {
  const write = (year: number): string => {
    if (form.day === undefined)
      return form.toMonth === undefined
        ? formatMonth(year, form.month)
        : `${formatMonth(year, form.month)}/${formatMonth(form.toMonth < form.month ? year + 1 : year, form.toMonth)}`;
    const first = `${formatMonth(year, form.month)}-${pad(form.day)}`;
    if (form.toDay === undefined) return first;
    const endMonth = form.toMonth ?? form.month;
    return `${first}/${formatMonth(endMonth < form.month ? year + 1 : year, endMonth)}-${pad(form.toDay)}`;
  };
  if (form.year !== undefined) {
    const alternatives = form.eitherOrder ? [reading(`${formatMonth(form.year, form.day ?? 1)}-${pad(form.month)}`, 'day-first')] : undefined;
    return { ...withWeekday(form, write(form.year)), ...(alternatives && { alternatives }) };
  }
  if (state.day === undefined) return { value: write(Number.NaN).replaceAll(/0?NaN/g, 'XXXX') };
  const here = civil(state.day);
  const fixed = (year: number, policy?: string): Resolved => ({ ...withWeekday(form, write(year)), anchor: state.anchor, ...(policy && { policy }) });
  if (form.yearOffset !== undefined) return fixed(here.year + form.yearOffset);
  const day = state.day;
  const candidates = [here.year - 1, here.year, here.year + 1]
    .filter((year) => form.day === undefined || isDay(year, form.month, form.day))
    .map((year) => ({
      year,
      value: write(year),
      distance: form.day === undefined ? (year - here.year) * 12 + form.month - here.month : dayNumber(year, form.month, form.day) - day,
    }));
  if (form.direction) return directed(form, state, candidates, fixed);
  // A weekday beside the day settles the year, if it does so alone.
  const agreeing =
    form.weekday === undefined ? [] : candidates.filter((c) => form.day !== undefined && weekdayOf(dayNumber(c.year, form.month, form.day)) === form.weekday);
  const [only] = agreeing;
  if (agreeing.length === 1 && only && Math.abs(only.distance) < 300) return fixed(only.year);
  const w = form.day === undefined ? weights.month : weights.day;
  const ordered = choose(candidates, leaning(context), w.against, w.past);
  const [best, second] = ordered;
  if (!best) return fixed(here.year);
  return {
    ...withWeekday(form, best.value),
    anchor: state.anchor,
    policy: best.distance > 0 ? 'future' : best.distance < 0 ? 'past' : 'current',
    alternatives: second ? [reading(second.value, second.distance > 0 ? 'year-future' : 'year-past')] : [],
  };
};

function directed(form: Of<'calendar'>, state: State, candidates: readonly { year: number; distance: number }[], fixed: (year: number) => Resolved): Resolved {
  const here = civil(state.day ?? 0).year;
  const past = candidates.filter((c) => c.distance < 0).at(-1)?.year ?? here - 1;
  const future = candidates.find((c) => c.distance > 0)?.year ?? here + 1;
  if (form.direction === 'last') return fixed(past);
  if (form.direction === 'next') return fixed(future);
  if (form.direction === 'this') return fixed(here);
  const m = latest(state, () => true);
  const span = m && spanOf(m);
  if (m && span && form.direction === 'same') return { ...fixed(civil(span.last).year), anchor: anchorOf(m) };
  if (!m || !span) return fixed(form.direction === 'same' ? here : form.direction === 'following' ? future : past);
  const at = civil(span.last);
  const year = form.direction === 'following' ? (form.month > at.month ? at.year : at.year + 1) : form.month < at.month ? at.year : at.year - 1;
  return { ...fixed(year), anchor: anchorOf(m) };
}

/** "Wednesday, January 11, 2022" was a Tuesday: the date stands, and the weekday's nearest day is told as a conflict. */
function withWeekday(form: Of<'calendar'>, value: string): Resolved {
  const day = daysOf(value)?.first;
  if (form.weekday === undefined || form.day === undefined || day === undefined || weekdayOf(day) === form.weekday) return { value };
  const ahead = (form.weekday - weekdayOf(day) + 7) % 7;
  return { value, conflict: { rule: 'weekday-of-date', value: formatDay(ahead <= 3 ? day + ahead : day + ahead - 7) } };
}

const dayOfMonth: Resolver<'day-of-month'> = (form, state, context) => {
  const m = latest(state, (x) => /^\d{4}-\d{2}/.test(x.value));
  const base = (m && spanOf(m)?.last) ?? state.day;
  if (base === undefined) return { value: `XXXX-XX-${pad(form.day)}` };
  let { year, month } = civil(base);
  if (form.weekday !== undefined) {
    // The month nearest to the base in which that day has that weekday.
    for (const offset of [0, 1, -1, 2, -2]) {
      const index = year * 12 + month - 1 + offset;
      const [y, mo] = [Math.floor(index / 12), (index % 12) + 1];
      if (form.day <= monthLength(y, mo) && weekdayOf(dayNumber(y, mo, form.day)) === form.weekday) {
        [year, month] = [y, mo];
        break;
      }
    }
  } else if (!m) {
    // "is due on the 15th", written on the 17th
    const lean = leaning(context);
    const day = civil(base).day;
    const moved = addMonths(dayNumber(year, month, 1), lean === 'future' && form.day < day ? 1 : lean === 'past' && form.day > day ? -1 : 0);
    ({ year, month } = civil(moved));
  }
  return { value: `${formatMonth(year, month)}-${pad(form.day)}`, anchor: m ? anchorOf(m) : state.anchor };
};

const weekday: Resolver<'weekday'> = (form, state, context) => {
  if (state.day === undefined) return { value: `XXXX-WXX-${form.weekday}` };
  const day = state.day;
  const at = (n: number, policy?: string, other?: number): Resolved => ({
    value: formatDay(n),
    anchor: state.anchor,
    ...(policy && { policy }),
    ...(other !== undefined && { alternatives: [reading(formatDay(other), other > day ? 'weekday-future' : 'weekday-past')] }),
  });
  const back = (weekdayOf(day) - form.weekday + 7) % 7;
  const monday = day - weekdayOf(day) + 1;
  if (form.weekOffset !== undefined && !form.direction) return at(monday + form.weekOffset * 7 + form.weekday - 1);
  const m = form.direction === 'previous' || form.direction === 'following' || form.direction === 'same' ? latest(state, isDayValue) : undefined;
  const base = m && spanOf(m);
  switch (form.direction) {
    case 'last':
      return at(back === 0 ? day - 7 : day - back, undefined, back === 0 ? day - 14 : day - back - 7);
    case 'next':
      // "a week from Monday" adds its week to the coming Monday.
      return at(day - back + 7 + (form.weekOffset ?? 0) * 7, undefined, day - back + 14);
    case 'this':
      return at(monday + form.weekday - 1);
    case 'previous':
    case 'following':
    case 'same': {
      if (!m || !base) return at(form.direction === 'following' ? day - back + 7 : back === 0 && form.direction === 'previous' ? day - 7 : day - back);
      const behind = (weekdayOf(base.last) - form.weekday + 7) % 7;
      const n = form.direction === 'following' ? base.last - behind + 7 : form.direction === 'previous' && behind === 0 ? base.last - 7 : base.last - behind;
      return { ...at(n), anchor: anchorOf(m) };
    }
    default: {
      if (back === 0) return at(day, 'same-day', leaning(context) === 'future' ? day + 7 : day - 7);
      return leaning(context) === 'future' && !context.possessive ? at(day - back + 7, 'future', day - back) : at(day - back, 'past', day - back + 7);
    }
  }
};

/** The n-th (−1: last) weekday of the month, in the year that the month alone would have. */
const nthWeekday: Resolver<'nth-weekday'> = (form, state, context) => {
  const { n, weekday: day } = form;
  const month = calendar({ kind: 'calendar', month: form.month, ...(form.year !== undefined && { year: form.year }) }, state, context);
  const span = daysOf(month.value);
  if (!span) return { value: `XXXX-${pad(form.month)}-XX` };
  const first = span.first + ((day - weekdayOf(span.first) + 7) % 7);
  const last = span.last - ((weekdayOf(span.last) - day + 7) % 7);
  const at = n < 0 ? last : first + (n - 1) * 7;
  return { value: at > last ? month.value : formatDay(at), ...(month.anchor && { anchor: month.anchor }) };
};

const current: Resolver<'current'> = (form, state, context) => {
  if (state.day === undefined) return { value: unknownUnit(form.unit) };
  if (form.unit === 'weekend') {
    const sunday = state.day + 7 - weekdayOf(state.day);
    // "This weekend" is the coming one, but early in the week, of what has been.
    const coming = form.this ? leaning(context) !== 'past' || weekdayOf(state.day) > 2 : leaning(context) === 'future';
    const ahead = weekdayOf(state.day) >= 6 || coming || form.offset > 0;
    const n = form.offset > 0 ? sunday + 7 : form.offset < 0 || !ahead ? sunday - 7 : sunday;
    return { value: `${formatWeek(n)}-WE`, anchor: state.anchor };
  }
  const shifted = form.offset === 0 ? state.day : startOfUnit(state.day, form.unit, form.offset);
  return { value: unitValue(shifted, form.unit), anchor: state.anchor };
};

/** A day in the unit `offset` units away; from the first of the month, so that month ends do not clamp. */
function startOfUnit(day: number, unit: Unit, offset: number): number {
  const { year, month } = civil(day);
  if (unit === 'day') return day + offset;
  if (unit === 'week') return day + offset * 7;
  if (unit === 'fortnight') return day + offset * 14;
  const months: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12, decade: 120, century: 1200, millennium: 12000 };
  const index = year * 12 + month - 1 + offset * (months[unit] ?? 1);
  return firstDay(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1);
}

const finerThan: Readonly<Partial<Record<Unit, RegExp>>> = {
  day: /^\d{4}-\d{2}-\d{2}/,
  week: /^\d{4}-(?:\d{2}-\d{2}|W\d{2})/,
  month: /^\d{4}-\d{2}/,
  quarter: /^\d{4}-(?:\d{2}|Q)/,
};

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
  return { value: shiftedValue(base, form.unit, form.sign * form.amount), anchor: m && span ? anchorOf(m) : state.anchor };
};

const period: Resolver<'period'> = (form, state, context) => {
  if (form.year !== undefined) return { value: `${pad(form.year, 4)}-${form.period}` };
  if (state.day === undefined) return { value: `XXXX-${form.period}` };
  const { year, month } = civil(state.day);
  const at = (y: number, policy?: string): Resolved => ({ value: `${pad(y, 4)}-${form.period}`, anchor: state.anchor, ...(policy && { policy }) });
  if (form.yearOffset !== undefined) return at(year + form.yearOffset);
  const season = form.period in seasonMonths ? seasonMonths[form.period as keyof typeof seasonMonths] : undefined;
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
        leaning(context),
        weights.period.against,
        weights.period.past,
      );
      return {
        value: best?.value ?? '',
        anchor: state.anchor,
        policy: best && best.distance > 0 ? 'future' : 'past',
        alternatives: second ? [reading(second.value, 'other-year')] : [],
      };
    }
  }
};

const anaphor: Resolver<'anaphor'> = (form, state, context) => {
  const fits = form.unit === 'quarter' ? isQuarter : (m: Mention): boolean => (finerThan[form.unit] ?? /^\d{4}/).test(m.value);
  const end = form.unit === 'quarter' && form.offset === 0 && state.next ? daysOf(resolveForm(state.next, state, context).value)?.first : undefined;
  // "the quarter ended Sept. 30": its middle is a month and a half before.
  if (end !== undefined) return { value: unitValue(end - 45, 'quarter'), anchor: state.anchor };
  if (form.unit === 'quarter' && form.offset === 0 && state.period !== undefined && state.period !== 'year') return { value: state.period };
  const m = latest(state, fits);
  const span = m && spanOf(m);
  if (m && span) {
    const base = form.offset < 0 ? span.first : span.last;
    return { value: unitValue(startOfUnit(base, form.unit, form.offset), form.unit), anchor: anchorOf(m) };
  }
  if (form.unit === 'quarter' && form.offset === 0 && state.day !== undefined && leaning(context) !== 'present')
    return { value: unitValue(startOfUnit(state.day, 'quarter', -1), 'quarter'), anchor: state.anchor };
  // "He left the next day", after a day that the text has not dated.
  if (form.unit === 'day' && form.offset > 0 && leaning(context) === 'past') return { value: unknownUnit('day') };
  return current({ kind: 'current', unit: form.unit, offset: form.offset }, state, context);
};

const yearBefore: Resolver<'year-before'> = (form, state) => {
  const quarter = state.period !== undefined && state.period !== 'year' ? state.period : undefined;
  if (form.year !== undefined) return { value: quarter ? `${pad(form.year, 4)}${quarter.slice(4)}` : pad(form.year, 4) };
  const m = form.from === 'mention' ? latest(state, () => true) : undefined;
  const span = m && spanOf(m);
  // "in 2020; a year earlier"
  if (m && span && /^\d{4}$/.test(m.value) && m.value !== quarter?.slice(0, 4)) return { value: pad(civil(span.first).year - 1, 4), anchor: anchorOf(m) };
  if (quarter) return { value: `${pad(Number(quarter.slice(0, 4)) - 1, 4)}${quarter.slice(4)}`, policy: 'quarter' };
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
  if (state.day === undefined) return { value: `XXXX${formatDay(of(2001)).slice(4)}` };
  const { year } = civil(state.day);
  const day = state.day;
  const candidates = [year - 1, year, year + 1].map((y) => ({ value: formatDay(of(y)), distance: of(y) - day }));
  if (form.direction === 'last') return { value: candidates.filter((c) => c.distance < 0).at(-1)?.value ?? '', anchor: state.anchor };
  if (form.direction === 'next') return { value: candidates.find((c) => c.distance > 0)?.value ?? '', anchor: state.anchor };
  const [best, second] = choose(candidates, leaning(context), weights.day.against, weights.day.past);
  return { value: best?.value ?? '', anchor: state.anchor, alternatives: second ? [reading(second.value, 'holiday-other-year')] : [] };
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
  const day = m ? m.value.slice(0, 10) : state.day === undefined ? 'XXXX-XX-XX' : formatDay(state.day);
  return { value: `${day}${form.clock}${zone}`, anchor: m ? anchorOf(m) : state.anchor };
};

const weekOf: Resolver<'week-of'> = (form, state, context) => {
  const day = resolveForm(form.day, state, context);
  const span = daysOf(day.value);
  return { ...day, value: span ? formatWeek(span.first) : 'XXXX-WXX', alternatives: [] };
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
  value: (form) => ({ value: form.value }),
  calendar,
  'day-of-month': dayOfMonth,
  weekday,
  'nth-weekday': nthWeekday,
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
