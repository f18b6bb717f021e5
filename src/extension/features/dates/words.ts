/** TIMEX3 values in words, in the reader's language. Pure. */
import { intervalOf } from '../../../core/corpus/interval';
import type { Publication, TemporalExpression } from '../../../core/dates/types';
import type { Translate } from '../../translate';

/** @param locale BCP 47 tag for `Intl` */
export function valueInWords(value: string, t: Translate, locale: string): string {
  return reference(value, t) ?? duration(value, t) ?? range(value, t, locale) ?? calendar(value, t, locale) ?? underspecified(value, t, locale) ?? value;
}

/** A date's value in words; what recurs is told as recurring, not as something unknown. */
export function dateInWords({ type, value }: Pick<TemporalExpression, 'type' | 'value'>, t: Translate, locale: string): string {
  return (type === 'SET' ? recurring(value, t, locale) : undefined) ?? valueInWords(value, t, locale);
}

function recurring(value: string, t: Translate, locale: string): string | undefined {
  const [from = '', to] = value.split('/');
  if (to !== undefined) {
    const [first, last] = [weekdayOfAny(from, locale), weekdayOfAny(to, locale)];
    return first && last && t('{0} to {1}, every week', first, last);
  }
  const [day = '', part] = value.split('T');
  if (value.startsWith('P')) return everyUnit(value, t);
  if (day === 'XXXX-XX-XX' && part) return t('every day, {0}', partOfDay(part, t));
  const every = everyDay(day, t, locale);
  return every && part ? t('{0}, {1}', every, partOfDay(part, t)) : every;
}

/** "Friday" of `XXXX-WXX-5`. */
function weekdayOfAny(value: string, locale: string): string | undefined {
  const weekday = /^XXXX-WXX-([1-7])$/.exec(value)?.[1];
  // 4 January 2021 was a Monday.
  return weekday && formatDate(`2021-01-0${3 + Number(weekday)}`, locale, { weekday: 'long' });
}

function everyDay(value: string, t: Translate, locale: string): string | undefined {
  const weekday = weekdayOfAny(value, locale);
  if (weekday) return t('every {0}', weekday);
  if (value === 'XXXX-WXX') return t('every working day');
  if (value === 'XXXX-WXX-WE') return t('every weekend');
  const month = /^XXXX-(\d{2})(?:-(\d{2}))?$/.exec(value);
  if (month?.[1])
    return t('every {0}', formatDate(`2020-${month[1]}-${month[2] ?? '01'}`, locale, month[2] ? { day: 'numeric', month: 'long' } : { month: 'long' }));
  const season = /^XXXX-(SP|SU|FA|WI)$/.exec(value)?.[1];
  return season && t('every {0}', seasonName(season, t));
}

function everyUnit(value: string, t: Translate): string | undefined {
  const m = /^P(T?)(\d+)([YQMWDHS])$/.exec(value);
  if (m?.[2] !== '1') return m ? t('every {0}', duration(value, t) ?? value) : undefined;
  const words: Readonly<Record<string, string>> = {
    Y: t('every year'),
    Q: t('every quarter'),
    M: t('every month'),
    W: t('every week'),
    D: t('every day'),
    TH: t('every hour'),
    TM: t('every minute'),
    TS: t('every second'),
  };
  return words[`${m[1] ?? ''}${m[3] ?? ''}`];
}

/** The weekday of a day's value, or undefined for anything else. */
export function weekdayOf(value: string, locale: string): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  return day === undefined ? undefined : formatDate(day, locale, { weekday: 'long' });
}

/** How a publication date is known. */
export function basisWord(basis: Publication['basis'], t: Translate): string {
  const words = { stated: t('stated'), external: t('known from elsewhere'), inferred: t('inferred'), bounded: t('known within bounds') };
  return words[basis];
}

/** What contradicts what in the text itself. */
export function contradictionInWords({ text, value, conflict }: TemporalExpression, t: Translate, locale: string): string {
  if (!conflict) return '';
  if (conflict.rule === 'weekday-of-date')
    return t('“{0}” contradicts itself: {1} is a {2}.', text, dayInWords(value, locale), weekdayOf(value, locale) ?? value);
  return t('“{0}” is {1} here, but the date beside it is {2}.', text, valueInWords(value, t, locale), valueInWords(conflict.value, t, locale));
}

/** A day without its weekday: `15 January 2022`. */
export function dayInWords(day: string, locale: string): string {
  return formatDate(day, locale, { day: 'numeric', month: 'long', year: 'numeric' });
}

function reference(value: string, t: Translate): string | undefined {
  switch (value) {
    case 'PRESENT_REF':
      return t('the present, without a day');
    case 'PAST_REF':
      return t('the past, without a day');
    case 'FUTURE_REF':
      return t('the future, without a day');
    default:
      return undefined;
  }
}

function calendar(value: string, t: Translate, locale: string): string | undefined {
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:?\d{2})?$/.exec(value);
  if (time?.[1] && time[2])
    return t('{0}, {1}', formatDate(time[1], locale, full), time[3] ? `${time[2]} ${time[3] === 'Z' ? 'UTC' : `UTC${time[3]}`}` : time[2]);
  const part = /^(\d{4}-\d{2}-\d{2})T(MO|AF|EV|NI|MI|DT)$/.exec(value);
  if (part?.[1] && part[2]) return t('{0}, {1}', formatDate(part[1], locale, full), partOfDay(part[2], t));
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, locale, full);
  if (/^\d{4}-\d{2}$/.test(value)) return formatDate(`${value}-01`, locale, { month: 'long', year: 'numeric' });
  if (/^\d{4}$/.test(value)) return value;
  const christ = /^BC(\d{2,4})$/.exec(value)?.[1];
  if (christ) return t('{0} BC', String(Number(christ)));
  const week = /^(\d{4})-W(\d{2})(-WE)?$/.exec(value);
  const days = intervalOf(value);
  if (week?.[1] && week[2] && days) {
    const span = spanInWords(days[0], days[1], locale);
    return week[3] ? t('the weekend of {0}', span) : t('week {0} of {1}: {2}', String(Number(week[2])), week[1], span);
  }
  const period = /^(\d{4})-([QH])([1-4])$/.exec(value);
  if (period?.[1] && period[3]) return period[2] === 'Q' ? t('quarter {0} of {1}', period[3], period[1]) : t('half {0} of {1}', period[3], period[1]);
  const season = /^(\d{4})-(SP|SU|FA|WI)$/.exec(value);
  if (season?.[1] && season[2]) return t('{0} {1}', seasonName(season[2], t), season[1]);
  if (/^\d{3}$/.test(value)) return t('the {0}s', `${value}0`);
  if (/^\d{2}$/.test(value)) return t('the century from {0}', `${value}00`);
  return undefined;
}

function range(value: string, t: Translate, locale: string): string | undefined {
  const slash = value.indexOf('/');
  if (slash < 0) return undefined;
  const [from, to] = [value.slice(0, slash), value.slice(slash + 1)];
  const isDay = /^\d{4}-\d{2}-\d{2}$/;
  if (isDay.test(from) && isDay.test(to)) return spanInWords(from, to, locale);
  return t('from {0} to {1}', valueInWords(from, t, locale), valueInWords(to, t, locale));
}

function underspecified(value: string, t: Translate, locale: string): string | undefined {
  const time = /^(XXXX-[^T]*)T(\d{2}:\d{2}(?::\d{2})?|MO|AF|EV|NI|MI|DT)(Z|[+-]\d{2}:?\d{2})?$/.exec(value);
  if (time?.[1] && time[2])
    return t('{0}, {1}', underspecified(time[1], t, locale) ?? time[1], partOfDay(time[2], t) + (time[3] ? ` UTC${time[3].replace('Z', '')}` : ''));
  const weekday = weekdayOfAny(value, locale);
  if (weekday) return t('a {0}, of an unknown week', weekday);
  const day = /^XXXX-(\d{2})-(\d{2})$/.exec(value);
  if (day?.[1] && day[2]) return t('{0}, of an unknown year', formatDate(`2020-${day[1]}-${day[2]}`, locale, { day: 'numeric', month: 'long' }));
  const month = /^XXXX-(\d{2})$/.exec(value)?.[1];
  if (month) return t('{0}, of an unknown year', formatDate(`2020-${month}-01`, locale, { month: 'long' }));
  const inMonth = /^XXXX-(\d{2})-XX$/.exec(value)?.[1];
  if (inMonth) return t('a day in {0}, of an unknown year', formatDate(`2020-${inMonth}-01`, locale, { month: 'long' }));
  const dayOnly = /^XXXX-XX-(\d{2})$/.exec(value)?.[1];
  if (dayOnly) return t('day {0} of an unknown month', String(Number(dayOnly)));
  const period = /^XXXX-(Q|H)(\d)$/.exec(value);
  if (period?.[2]) return period[1] === 'Q' ? t('quarter {0} of an unknown year', period[2]) : t('half {0} of an unknown year', period[2]);
  const season = /^XXXX-(SP|SU|FA|WI)$/.exec(value)?.[1];
  if (season) return t('{0}, of an unknown year', seasonName(season, t));
  return unknown(value, t);
}

function unknown(value: string, t: Translate): string | undefined {
  const words: Readonly<Record<string, string>> = {
    'XXXX-XX-XX': t('a day, not known which'),
    'XXXX-WXX': t('a week, not known which'),
    'XXXX-WXX-WE': t('a weekend, not known which'),
    'XXXX-XX': t('a month, not known which'),
    'XXXX-QX': t('a quarter, not known which'),
    XXXX: t('a year, not known which'),
    XXX: t('a decade, not known which'),
    XX: t('a century, not known which'),
  };
  return words[value];
}

/** One, several, and how many of a unit. */
const unitWords: Readonly<Record<string, (n: string, t: Translate) => string>> = {
  Y: (n, t) => (n === 'X' ? t('several years') : n === '1' ? t('1 year') : t('{0} years', n)),
  Q: (n, t) => (n === 'X' ? t('several quarters') : n === '1' ? t('1 quarter') : t('{0} quarters', n)),
  M: (n, t) => (n === 'X' ? t('several months') : n === '1' ? t('1 month') : t('{0} months', n)),
  W: (n, t) => (n === 'X' ? t('several weeks') : n === '1' ? t('1 week') : t('{0} weeks', n)),
  D: (n, t) => (n === 'X' ? t('several days') : n === '1' ? t('1 day') : t('{0} days', n)),
  TH: (n, t) => (n === 'X' ? t('several hours') : n === '1' ? t('1 hour') : t('{0} hours', n)),
  TM: (n, t) => (n === 'X' ? t('several minutes') : n === '1' ? t('1 minute') : t('{0} minutes', n)),
  TS: (n, t) => (n === 'X' ? t('several seconds') : n === '1' ? t('1 second') : t('{0} seconds', n)),
  DE: (n, t) => (n === 'X' ? t('several decades') : n === '1' ? t('1 decade') : t('{0} decades', n)),
  C: (n, t) => (n === 'X' ? t('several centuries') : n === '1' ? t('1 century') : t('{0} centuries', n)),
};

function duration(value: string, t: Translate): string | undefined {
  if (value === 'PXX') return t('some time');
  if (!/^P(?:(?:X|\d+(?:\.\d+)?)(?:DE|C|[YQMWD]))*(?:T(?:(?:X|\d+(?:\.\d+)?)[HMS])+)?$/.test(value)) return undefined;
  const [date = '', time = ''] = value.slice(1).split('T');
  const parts = (text: string, prefix: string): string[] =>
    [...text.matchAll(/(X|\d+(?:\.\d+)?)(DE|C|[YQMWDHS])/g)].flatMap(([, n = '', unit = '']) => unitWords[prefix + unit]?.(n, t) ?? []);
  return [...parts(date, ''), ...parts(time, 'T')].join(', ') || undefined;
}

function partOfDay(code: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = { MO: t('morning'), AF: t('afternoon'), EV: t('evening'), NI: t('night'), MI: t('midday'), DT: t('daytime') };
  return words[code] ?? code;
}

function seasonName(code: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = { SP: t('spring'), SU: t('summer'), FA: t('autumn'), WI: t('winter') };
  return words[code] ?? code;
}

const full: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };

/** A day in the reader's language; the text itself where it is none. */
export function formatDate(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return dayFormat(locale, options)(day);
}

/** As {@link formatDate}, for many days: a format takes a tenth of a millisecond to make. */
export function dayFormat(locale: string, options: Intl.DateTimeFormatOptions): (day: string) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (day) => {
    const time = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
    if (Number.isNaN(time)) return day;
    return (format ??= new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone: 'UTC' })).format(time);
  };
}

function spanInWords(from: string, to: string, locale: string): string {
  const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  if (Number.isNaN(start) || Number.isNaN(end)) return `${from}/${to}`;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).formatRange(
    start,
    end,
  );
}
