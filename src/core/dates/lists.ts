import { isDay, pad } from './calendar';
import { shape } from './lexicon';
import type { Form } from './forms';
import type { Grammar } from './grammar';
import type { Found } from './recognise';
import type { Tokens } from './tokens';

type Calendar = Extract<Form, { kind: 'calendar' }>;

/** Lists and pairs that share a month or a year: "January or February 2022", "10, 11 and 12 January", "April 24 and 25". */
export function shareLists(g: Grammar, t: Tokens, found: readonly Found[]): readonly Found[] {
  return shareYears(g, t, addDays(g, t, addOrdinals(g, t, shareWeeks(g, t, shareSaidWeek(g, t, found)))));
}

type Weekday = Extract<Form, { kind: 'weekday' }>;

/** A weekday by itself. */
function bareWeekday(f: Found | undefined): Weekday | undefined {
  return f?.rule === 'bare-weekday' && f.form.kind === 'weekday' ? f.form : undefined;
}

/** "Tuesday to Thursday next week", "Friday, Saturday and Sunday of that week": the week is said once, at the end; "Sunday to Tuesday next week" begins in the week before. */
function shareSaidWeek(g: Grammar, t: Tokens, found: readonly Found[]): readonly Found[] {
  if (!found.some(saysWeek)) return found;
  const out = [...found];
  for (let k = out.length - 2; k >= 0; k--) {
    const [item, next] = [out[k], out[k + 1]];
    const day = bareWeekday(item);
    if (!item || !day || !next || !saysWeek(next) || !follows(g, t, item, next) || g.surroundings.cls(t, next.from, 'Weekday') === undefined) continue;
    const { weekday, weekOffset, ofWeek } = next.form as Weekday;
    const before = day.weekday > weekday ? 1 : 0;
    const week = weekOffset === undefined ? { ofWeek: (ofWeek ?? 0) - before } : { weekOffset: weekOffset - before };
    out[k] = { ...item, rule: next.rule, form: { ...day, ...week }, clause: next.clause ?? { from: item.from, to: next.to } };
  }
  return out;
}

/** "Thursday next week" */
function saysWeek({ form }: Found): boolean {
  return form.kind === 'weekday' && form.direction === undefined && (form.weekOffset !== undefined || form.ofWeek !== undefined);
}

/** "Monday, Tuesday and Friday" lie in one week of each other, and what is said of one is said of all; "every Monday and Friday" both recur. */
function shareWeeks(g: Grammar, t: Tokens, found: readonly Found[]): readonly Found[] {
  if (!found.some((f, k) => k > 0 && bareWeekday(f) && follows(g, t, found[k - 1], f))) return found;
  const out = [...found];
  for (let k = 0; k < out.length; k++) {
    const first = out[k];
    if (!first || (!bareWeekday(first) && first.rule !== 'every-weekday')) continue;
    let end = k + 1;
    while (bareWeekday(out[end]) && follows(g, t, out[end - 1], out[end])) end++;
    if (end === k + 1) continue;
    const items = out.slice(k, end);
    out.splice(k, items.length, ...(first.rule === 'every-weekday' ? recurring(items) : ofOneWeek(items)));
    k = end - 1;
  }
  return out;
}

/** Whether two weekdays stand in one list; a comma alone may join clauses, so that it wants a word before the last. */
function follows(g: Grammar, t: Tokens, item: Found | undefined, next: Found | undefined): boolean {
  return item !== undefined && next !== undefined && (joinedBy(g, t, item, next) || seriesOf(g, t, item, next));
}

function recurring(items: readonly Found[]): readonly Found[] {
  return items.map((f) => {
    const day = bareWeekday(f);
    return day ? { ...f, rule: 'weekday-in-set', type: 'SET', form: { kind: 'value', value: `XXXX-WXX-${day.weekday}` } } : f;
  });
}

function ofOneWeek(items: readonly Found[]): readonly Found[] {
  const days = items.map((f) => bareWeekday(f)?.weekday ?? 0);
  const steps = days.map((day, i) => (i === 0 ? 0 : (day - (days[i - 1] ?? 0) + 7) % 7 || 7));
  const whole = steps.reduce((a, b) => a + b, 0);
  // "between Friday and Tuesday" goes round the week's end; what would go round it twice, or counts backwards ("Friday and Thursday"), is no list of one week.
  if (whole > 6 || steps.includes(6)) return items;
  const [first, last] = [items[0], items.at(-1)];
  let since = 0;
  return items.map((f, i) => {
    since += steps[i] ?? 0;
    const day = bareWeekday(f);
    return day && first && last ? { ...f, form: { ...day, list: { since, to: whole - since } }, clause: { from: first.from, to: last.to } } : f;
  });
}

function connector(g: Grammar, t: Tokens, i: number): boolean {
  return ['and', 'or', ',', '&', 'to', '-', '/', 'through', 'until'].some((w) => g.surroundings.is(t, i, w));
}

function joinedBy(g: Grammar, t: Tokens, item: Found, next: Found): boolean {
  return next.from - item.to === 1 && connector(g, t, item.to);
}

/** "Easter Monday, 24 April 1916", "Christmas Day (25 December 2021)": two names of one day. */
function beside(g: Grammar, t: Tokens, item: Found, next: Found): boolean {
  return next.from - item.to === 1 && (g.surroundings.is(t, item.to, ',') || g.surroundings.is(t, item.to, '('));
}

/** "January, February, and March 2022" */
function seriesOf(g: Grammar, t: Tokens, item: Found, next: Found): boolean {
  return next.from - item.to === 2 && g.surroundings.is(t, item.to, ',') && connector(g, t, item.to + 1);
}

type Period = Extract<Form, { kind: 'period' }>;

/** "the summer and autumn of 2019" */
function sharesPeriod(item: Form, next: Form): next is Period & { readonly year: number } {
  return (
    item.kind === 'period' &&
    next.kind === 'period' &&
    next.year !== undefined &&
    item.year === undefined &&
    item.yearOffset === undefined &&
    item.direction === undefined
  );
}

/** A year written once, at the end, holds for what it is joined to; "December to January 2022" began in the year before. */
function shareYears(g: Grammar, t: Tokens, found: readonly Found[]): readonly Found[] {
  const out = [...found];
  for (let k = out.length - 2; k >= 0; k--) {
    const [item, next] = [out[k], out[k + 1]];
    if (item && next && (joinedBy(g, t, item, next) || seriesOf(g, t, item, next)) && sharesPeriod(item.form, next.form)) {
      out[k] = { ...item, form: { ...(item.form as Period), year: next.form.year } };
      continue;
    }
    if (item?.form.kind === 'holiday' && item.form.year === undefined && next && beside(g, t, item, next)) {
      const year = next.form.kind === 'calendar' && next.form.day !== undefined ? next.form.year : undefined;
      if (year !== undefined) out[k] = { ...item, form: { ...item.form, year } };
      continue;
    }
    if (!item || !next || item.form.kind !== 'calendar' || next.form.kind !== 'calendar') continue;
    const { form } = item;
    if (form.year !== undefined || form.yearOffset !== undefined || form.direction || next.form.year === undefined) continue;
    if ((form.day === undefined) !== (next.form.day === undefined)) continue;
    if (!joinedBy(g, t, item, next) && !seriesOf(g, t, item, next)) continue;
    out[k] = { ...item, form: { ...form, year: form.month > next.form.month ? next.form.year - 1 : next.form.year } };
  }
  return out;
}

/** "the 7th to the 9th century", "the second and fourth quarters": the noun is written once, at the end. */
function addOrdinals(g: Grammar, t: Tokens, found: readonly Found[]): readonly Found[] {
  if (!found.some(takesOrdinals)) return found;
  const s = g.surroundings;
  return found.flatMap((f, k): readonly Found[] => {
    if (!takesOrdinals(f)) return [f];
    const i = f.from - (s.is(t, f.from, 'the') ? 0 : 1);
    const limit = found[k - 1]?.to ?? 0;
    const joiner = s.is(t, f.from, 'the') ? f.from - 1 : i;
    if (joiner - 1 < limit || !['and', 'or', 'to', '-'].some((w) => s.is(t, joiner, w))) return [f];
    const n = ordinalAt(g, t, joiner - 1);
    const form = n === undefined ? undefined : ordinalForm(f, n);
    if (!form) return [f];
    const from = s.is(t, joiner - 2, 'the') && joiner - 2 >= limit ? joiner - 2 : joiner - 1;
    return [{ from, to: joiner, rule: 'ordinal-in-list', type: 'DATE', form, mod: undefined }, f];
  });
}

function takesOrdinals({ rule, form }: Found): boolean {
  return rule === 'century' || form.kind === 'period';
}

function ordinalAt(g: Grammar, t: Tokens, i: number): number | undefined {
  return t.lexeme[i] === shape.ordinal ? (t.value[i] ?? 0) : g.surroundings.cls(t, i, 'Ordinal');
}

/** What an ordinal says that shares its noun with an expression: an earlier century, another quarter of the same year. */
function ordinalForm({ rule, form }: Found, n: number): Form | undefined {
  if (rule === 'century' && form.kind === 'value' && n >= 1 && n <= Number(form.value)) return { kind: 'value', value: pad(n - 1) };
  if (form.kind !== 'period' || !/^Q[2-4]$/.test(form.period) || n < 1 || n >= Number(form.period[1])) return undefined;
  return { ...form, period: `Q${n as 1 | 2 | 3}` };
}

function isDayNumber(t: Tokens, i: number): boolean {
  const n = t.value[i] ?? 0;
  return (t.lexeme[i] === shape.number && (t.digits[i] ?? 0) <= 2 && n >= 1 && n <= 31) || (t.lexeme[i] === shape.ordinal && n >= 1 && n <= 31);
}

function addDays(g: Grammar, t: Tokens, found: readonly Found[]): readonly Found[] {
  const out: Found[] = [];
  found.forEach((f, k) => {
    const { form } = f;
    if (f.type !== 'DATE' || form.kind !== 'calendar' || form.day === undefined || form.toDay !== undefined) {
      out.push(f);
      return;
    }
    const limit = out.at(-1)?.to ?? 0;
    const end = found[k + 1]?.from ?? t.count;
    const before = daysBefore(g, t, f, form, limit);
    const after = isDayNumber(t, f.to - 1) && form.year === undefined ? daysAfter(g, t, f, form, end) : [];
    out.push(...before, f, ...after);
  });
  return out;
}

/** Another day of the same month and year; a weekday was said of the first only. */
function onDay(form: Calendar, day: number): Calendar {
  return { kind: 'calendar', month: form.month, day, ...(form.year !== undefined && { year: form.year }) };
}

/** "10, 11 and" before "12 January". */
function daysBefore(g: Grammar, t: Tokens, f: Found, form: Calendar, limit: number): Found[] {
  const s = g.surroundings;
  const days: Found[] = [];
  if (!isDayNumber(t, f.from)) return days;
  for (let i = f.from; ;) {
    const word = s.is(t, i - 1, 'and') || s.is(t, i - 1, 'or') || s.is(t, i - 1, '&');
    const joined = word || (s.is(t, i - 1, ',') && days.length > 0);
    // "10, 11, and 12 January"
    const at = word && s.is(t, i - 2, ',') ? i - 3 : i - 2;
    const day = t.value[at] ?? 0;
    if (!joined || at < limit || !isDayNumber(t, at) || !isDay(form.year, form.month, day) || day >= (t.value[i] ?? 0)) break;
    if (s.glued(t, at) || s.cls(t, at - 1, 'MonthAbbr') !== undefined || s.cls(t, at - 1, 'Month') !== undefined) break;
    days.unshift({ from: at, to: at + 1, rule: 'day-in-list', type: 'DATE', form: onDay(form, day), mod: undefined });
    i = at;
  }
  return days;
}

/** ", 12 and 14" after "January 10". */
function daysAfter(g: Grammar, t: Tokens, f: Found, form: Calendar, end: number): Found[] {
  const s = g.surroundings;
  const days: Found[] = [];
  let last = form.day ?? 0;
  let closed = false;
  for (let i = f.to; i + 1 < end && !closed;) {
    const comma = s.is(t, i, ',');
    const word = comma ? i + 1 : i;
    closed = s.is(t, word, 'and') || s.is(t, word, 'or') || s.is(t, word, '&');
    const at = closed ? word + 1 : i + 1;
    if (at >= end || !isDayNumber(t, at)) break;
    const day = t.value[at] ?? 0;
    if ((!closed && !comma) || day <= last || !isDay(form.year, form.month, day)) return [];
    days.push({ from: at, to: at + 1, rule: 'day-in-list', type: 'DATE', form: onDay(form, day), mod: undefined });
    last = day;
    i = at + 1;
  }
  // A word after the last number would make it a count: "January 3 and 4 others".
  const next = days.at(-1)?.to ?? 0;
  const counted = next < t.count && s.word(t, next) && !s.in(t, next, 'dayPrepositions') && !s.in(t, next, 'monthPrepositions');
  return closed && !counted && !s.is(t, next, ':') && !s.is(t, next, '%') ? days : [];
}
