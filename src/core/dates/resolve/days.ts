/** What days and months that are named or numbered mean: which year, which week. */
import { addMonths, civil, dayNumber, daysOf, formatDay, formatMonth, isDay, monthLength, pad, weekdayOf } from '../calendar';
import { choose, leaning, weights, type Candidate } from './direction';
import { framedYear } from './frame';
import type { LocalContext } from '../forms';
import type { Counting, Reading } from '../types';
import { anchorOf, isDayValue, latest, reading, resolved, spanOf, type Of, type Resolved, type Resolver, type State } from './state';

/** The value of a month, a day or a span of either, in a year. */
function written(form: Of<'calendar'>, year: number): string {
  if (form.day === undefined)
    return form.toMonth === undefined
      ? formatMonth(year, form.month)
      : `${formatMonth(year, form.month)}/${formatMonth(form.toMonth < form.month ? year + 1 : year, form.toMonth)}`;
  const first = `${formatMonth(year, form.month)}-${pad(form.day)}`;
  if (form.toDay === undefined) return first;
  const endMonth = form.toMonth ?? form.month;
  return `${first}/${formatMonth(endMonth < form.month ? year + 1 : year, endMonth)}-${pad(form.toDay)}`;
}

/** Month first, as most wires write, or the way of the text's other dates. What would lie after the publication, and is not told as to come, is read day first if that does not. */
function inEitherOrder(value: string, form: Of<'calendar'>, turned: 'day-first' | 'month-first', { day }: State, context: LocalContext): Resolved {
  const other = `${formatMonth(form.year ?? 0, form.day ?? 1)}-${pad(form.month)}`;
  const ahead = (v: string): boolean => day !== undefined && (daysOf(v)?.first ?? day) > day;
  if (turned === 'day-first' && ahead(value) && !ahead(other) && leaning(context) !== 'future')
    return { value: other, policy: turned, alternatives: [reading(value, 'month-first')] };
  return { value, alternatives: [reading(other, turned)] };
}

interface YearCandidate extends Candidate {
  readonly year: number;
}

/** A day or month in the year of a day, and in those on both sides of it. */
function yearsAround(form: Of<'calendar'>, day: number): readonly YearCandidate[] {
  const here = civil(day);
  const found: YearCandidate[] = [];
  for (let year = here.year - 1; year <= here.year + 1; year++)
    if (form.day === undefined) found.push({ year, value: written(form, year), distance: (year - here.year) * 12 + form.month - here.month });
    else if (isDay(year, form.month, form.day)) found.push({ year, value: written(form, year), distance: dayNumber(year, form.month, form.day) - day });
  return found;
}

/** Year-less dates: the day's or month's nearest years are weighed by distance and tense. */
export const calendar: Resolver<'calendar'> = (form, state, context) => {
  const write = (year: number): string => written(form, year);
  if (form.year !== undefined) {
    const settled = withWeekday(form, write(form.year));
    return form.eitherOrder ? inEitherOrder(settled.value, form, form.eitherOrder, state, context) : settled;
  }
  const framed = form.direction || form.yearOffset !== undefined ? undefined : framedYear(state, context, form.month, form.day ?? 1);
  if (state.day === undefined && form.knownYear !== undefined) return { value: write(form.knownYear) };
  if (state.day === undefined && framed === undefined) return { value: write(Number.NaN).replaceAll(/0?NaN/g, 'XXXX') };
  if (state.day === undefined) return inFrame(form, state, write, framed ?? 0);
  const here = civil(state.day);
  const fixed = (year: number, policy?: string): Resolved => ({ ...withWeekday(form, write(year)), anchor: state.anchor, ...(policy && { policy }) });
  if (form.yearOffset !== undefined) return fixed(here.year + form.yearOffset);
  const day = state.day;
  if (form.knownYear !== undefined && form.day !== undefined && dayNumber(form.knownYear, form.month, form.day) <= day)
    return { value: write(form.knownYear), alternatives: [reading(write(nearest(form.month, form.day, day)), 'year-past')] };
  const candidates = yearsAround(form, day);
  if (form.direction) return directed(form, state, candidates, fixed);
  // A weekday beside the day settles the year, if it does so alone.
  const agreeing =
    form.weekday === undefined ? [] : candidates.filter((c) => form.day !== undefined && weekdayOf(dayNumber(c.year, form.month, form.day)) === form.weekday);
  const [only] = agreeing;
  if (agreeing.length === 1 && only && Math.abs(only.distance) < 300) return { ...fixed(only.year), counting: 'year-by-weekday' };
  if (framed !== undefined && (form.day === undefined || isDay(framed, form.month, form.day)) && (form.weekday === undefined || agreeing.length === 0))
    return inFrame(form, state, write, framed, candidates.filter((c) => c.distance <= 0).at(-1)?.value);
  const w = form.day === undefined ? weights.month : weights.day;
  const ordered = choose(candidates, context, w);
  const [best] = ordered;
  if (!best) return fixed(here.year);
  const { conflict, alternatives } = withWeekday(form, best.value);
  const others: Reading[] = alternatives ? [...alternatives] : [];
  for (const c of ordered)
    if (c !== best && Math.abs(c.distance) <= (form.day === undefined ? 13 : 400)) others.push(reading(c.value, c.distance > 0 ? 'year-future' : 'year-past'));
  const named = yearNamed(form, state, context);
  if (named) others.push(named);
  const policy = best.distance > 0 ? 'future' : best.distance < 0 ? 'past' : 'current';
  const settled = resolved(best.value, state.anchor, policy, best.distance > 0 ? 'date-after' : 'date-before', others);
  return conflict ? { ...settled, conflict } : settled;
};

/** "The war began in 2014. In March it spread": a year named before it in the paragraph may be meant, where the text tells of the past. */
function yearNamed(form: Of<'calendar'>, state: State, context: LocalContext): Reading | undefined {
  if (leaning(context) !== 'past' || context.reporting || state.day === undefined) return undefined;
  const m = latest(state, (x) => /^\d{4}$/.test(x.value), true);
  const year = Number(m?.value);
  // Nearer years are readings already.
  if (!m || year >= civil(state.day).year - 1 || (form.day !== undefined && !isDay(year, form.month, form.day))) return undefined;
  return reading(written(form, year), 'year-named-before');
}

/** In the year that the text is telling of; the reading that counts from the publication is kept. */
function inFrame(form: Of<'calendar'>, { frame, yearAhead }: State, write: (year: number) => string, year: number, other?: string): Resolved {
  const settled = withWeekday(form, write(year));
  const mention = yearAhead?.value === String(year) ? yearAhead : frame?.mention;
  return {
    ...settled,
    policy: 'mentioned',
    counting: 'year-told',
    ...(mention && { anchor: anchorOf(mention) }),
    alternatives: [...(settled.alternatives ?? []), ...(other === undefined ? [] : [reading(other, 'from-publication')])],
  };
}

/** The year in which a day was last, counted from `from`. */
function nearest(month: number, day: number, from: number): number {
  const { year } = civil(from);
  return dayNumber(year, month, day) <= from ? year : year - 1;
}

function directed(form: Of<'calendar'>, state: State, candidates: readonly { year: number; distance: number }[], fixed: (year: number) => Resolved): Resolved {
  const here = civil(state.day ?? 0).year;
  const past = candidates.filter((c) => c.distance < 0).at(-1)?.year ?? here - 1;
  const future = candidates.find((c) => c.distance > 0)?.year ?? here + 1;
  if (form.direction === 'last') return { ...fixed(past), counting: 'date-before' };
  if (form.direction === 'next') return { ...fixed(future), counting: 'date-after' };
  if (form.direction === 'this') return fixed(here);
  const m = latest(state, () => true);
  const span = m && spanOf(m);
  if (m && span && form.direction === 'same') return { ...fixed(civil(span.last).year), anchor: anchorOf(m), counting: 'year-told' };
  if (!m || !span) return fixed(form.direction === 'same' ? here : form.direction === 'following' ? future : past);
  const at = civil(span.last);
  const year = form.direction === 'following' ? (form.month > at.month ? at.year : at.year + 1) : form.month < at.month ? at.year : at.year - 1;
  return { ...fixed(year), anchor: anchorOf(m), counting: form.direction === 'following' ? 'date-after' : 'date-before' };
}

/** "Wednesday, January 11, 2022" was a Tuesday: the date stands, and the weekday's nearest day is told as a conflict. */
function withWeekday(form: Of<'calendar'>, value: string): Resolved {
  if (form.weekday === undefined || form.day === undefined) return { value };
  const day = daysOf(value)?.first;
  if (day === undefined || weekdayOf(day) === form.weekday) return { value };
  const ahead = (form.weekday - weekdayOf(day) + 7) % 7;
  const other = formatDay(ahead <= 3 ? day + ahead : day + ahead - 7);
  return { value, conflict: { rule: 'weekday-of-date', value: other }, alternatives: [reading(other, 'weekday-of-date')] };
}

export const dayOfMonth: Resolver<'day-of-month'> = (form, state, context) => {
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

/** "The march planned for Saturday was called off", told by Monday, is of the Saturday before; what is called off sooner is still to come. */
const lately = 2;

export const weekday: Resolver<'weekday'> = (form, state, context) => {
  if (state.day === undefined) return { value: `XXXX-WXX-${form.weekday}` };
  const day = state.day;
  const at = (n: number, policy?: string, other?: number, counting?: Counting): Resolved =>
    resolved(
      formatDay(n),
      state.anchor,
      policy,
      counting,
      other === undefined ? undefined : [reading(formatDay(other), other > day ? 'weekday-future' : 'weekday-past')],
    );
  const back = (weekdayOf(day) - form.weekday + 7) % 7;
  const monday = day - weekdayOf(day) + 1;
  if (form.ofWeek !== undefined) return ofWeek(form, form.ofWeek, state, monday);
  if (form.list) return listed(form, form.list, day, leaning(context) === 'future', at);
  if (form.weekOffset !== undefined && !form.direction) return { ...at(monday + form.weekOffset * 7 + form.weekday - 1), counting: 'weekday-of-week' };
  const m = form.direction === 'previous' || form.direction === 'following' || form.direction === 'same' ? latest(state, isDayValue) : undefined;
  const base = m && spanOf(m);
  switch (form.direction) {
    case 'last':
      // "two Sundays ago" is the one before the last.
      if (form.weekOffset) return at((back === 0 ? day - 7 : day - back) + form.weekOffset * 7);
      return { ...at(back === 0 ? day - 7 : day - back, undefined, back === 0 ? day - 14 : day - back - 7), counting: 'weekday-before' };
    case 'next':
      // "a week from Monday" adds its week to the coming Monday.
      return {
        ...at(day - back + 7 + (form.weekOffset ?? 0) * 7, undefined, day - back + 14),
        ...(!form.weekOffset && { counting: 'weekday-after' as const }),
      };
    case 'this':
      return { ...at(monday + form.weekday - 1), counting: 'weekday-of-week' };
    case 'previous':
    case 'following':
    case 'same': {
      const counting = form.direction === 'following' ? 'weekday-after' : 'weekday-before';
      if (!m || !base)
        return { counting, ...at(form.direction === 'following' ? day - back + 7 : back === 0 && form.direction === 'previous' ? day - 7 : day - back) };
      const behind = (weekdayOf(base.last) - form.weekday + 7) % 7;
      const n = form.direction === 'following' ? base.last - behind + 7 : form.direction === 'previous' && behind === 0 ? base.last - 7 : base.last - behind;
      return { ...at(n), anchor: anchorOf(m), counting };
    }
    default: {
      if (back === 0) return at(day, 'same-day', leaning(context) === 'future' ? day + 7 : day - 7, 'weekday-before');
      return leaning(context) === 'future' && !context.possessive && !(context.calledOff && back <= lately)
        ? at(day - back + 7, 'future', day - back, 'weekday-after')
        : at(day - back, 'past', day - back + 7, 'weekday-before');
    }
  }
};

/** "Thursday that week": the week of what was mentioned last, else the publication's. */
function ofWeek({ weekday: day }: Of<'weekday'>, weeks: number, state: State, monday: number): Resolved {
  const m = latest(state, (x) => /^\d{4}-(?:\d{2}-\d{2}|W\d{2})/.test(x.value));
  const span = m && spanOf(m);
  const base = span ? span.last - weekdayOf(span.last) + 1 : monday;
  return { value: formatDay(base + weeks * 7 + day - 1), anchor: m && span ? anchorOf(m) : state.anchor, counting: 'weekday-of-week' };
}

/** A list of weekdays ends on or before the publication if it is told as past, and begins on it or after if it is to come. */
function listed(
  { weekday: day }: Of<'weekday'>,
  { since, to }: NonNullable<Of<'weekday'>['list']>,
  publication: number,
  future: boolean,
  at: (n: number, policy?: string, other?: number) => Resolved,
): Resolved {
  const here = weekdayOf(publication);
  const mod = (n: number): number => ((n % 7) + 7) % 7;
  const past = publication - mod(here - (day + to)) - to;
  const ahead = publication + mod(day - since - here) + since;
  const [n, other] = future ? [ahead, past] : [past, ahead];
  return { ...at(n, n === publication ? 'same-day' : future ? 'future' : 'past', other === n ? undefined : other), counting: 'weekday-of-list' };
}

/** The n-th (−1: last) weekday among the days of a span; undefined where it has no such one. */
function nthIn(span: { readonly first: number; readonly last: number }, n: number, day: number): number | undefined {
  const last = span.last - ((weekdayOf(span.last) - day + 7) % 7);
  const at = n < 0 ? last : span.first + ((day - weekdayOf(span.first) + 7) % 7) + (n - 1) * 7;
  return at > last ? undefined : at;
}

/** "meet on the last Friday of the month" is said of every month; "met on the last Friday of the month" of one. */
export const nthWeekdayOfTheMonth: Resolver<'nth-weekday-of-the-month'> = (form, state, context) => {
  const lean = leaning(context);
  if (form.monthOffset === undefined && lean !== 'past' && lean !== 'future') return { value: `XXXX-WXX-${form.weekday}`, type: 'SET' };
  const m = form.monthOffset === undefined ? latest(state, (x) => /^\d{4}-\d{2}/.test(x.value)) : undefined;
  const base = (m && spanOf(m)?.last) ?? state.day;
  if (base === undefined) return { value: 'XXXX-XX-XX' };
  const { year, month } = civil(base);
  const inMonth = (offset: number): number | undefined => {
    const first = addMonths(dayNumber(year, month, 1), offset);
    return nthIn({ first, last: addMonths(first, 1) - 1 }, form.n, form.weekday);
  };
  const own = inMonth(form.monthOffset ?? 0);
  // "met on the last Friday of the month", before this month's: that of the month before.
  const day = !m && form.monthOffset === undefined && lean === 'past' && own !== undefined && own > base ? inMonth(-1) : own;
  return { value: day === undefined ? formatMonth(year, month) : formatDay(day), anchor: m ? anchorOf(m) : state.anchor };
};

/** The n-th (−1: last) weekday of the month, in the year that the month alone would have. */
export const nthWeekday: Resolver<'nth-weekday'> = (form, state, context) => {
  const { n, weekday: day } = form;
  const month = calendar({ kind: 'calendar', month: form.month, ...(form.year !== undefined && { year: form.year }) }, state, context);
  const span = daysOf(month.value);
  if (!span) return { value: `XXXX-${pad(form.month)}-XX` };
  const at = nthIn(span, n, day);
  return { value: at === undefined ? month.value : formatDay(at), ...(month.anchor && { anchor: month.anchor }) };
};
