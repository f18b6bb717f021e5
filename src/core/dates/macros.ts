import { shape, type Lexicon, type WordClass } from './lexicon';
import type { Macro } from './pattern';
import { flag, type Tokens } from './tokens';

/** Patterns' elements that span several tokens or look at their shape: numbers, years, day numbers, clocks, months. */
export function createMacros(lexicon: Lexicon): Readonly<Record<string, Macro>> {
  const column = (cls: WordClass): readonly (number | undefined)[] => lexicon.column(cls);
  const cardinal = column('Cardinal');
  const magnitude = column('Magnitude');
  const ordinal = column('Ordinal');
  const vague = column('Vague');
  const month = column('Month');
  const monthAbbr = column('MonthAbbr');
  const weekday = column('Weekday');
  const weekdayAbbr = column('WeekdayAbbr');
  const meridiem = column('Meridiem');
  const zone = column('Zone');
  const word = (w: string): number => lexicon.idOf(w);
  const hyphen = word('-');
  const a = word('a');
  const an = word('an');
  const and = word('and');
  const ofWord = word('of');
  const quote = word("'");
  const point = word('.');
  const colon = word(':');
  const half = word('half');
  const slash = word('/');
  const couple = word('couple');
  const few = word('few');
  const number = word('number');
  const the = word('the');
  const or = word('or');
  const to = word('to');
  const as = word('as');
  const hours = word('hours');
  const h = word('h');
  const past = word('past');
  const quarter = word('quarter');
  const minutes = word('minutes');
  const oclock = word("o'clock");
  const id = (t: Tokens, i: number): number => t.lexeme[i] ?? -1;
  const glued = (t: Tokens, i: number): boolean => i < t.count && ((t.flags[i] ?? 0) & flag.gap) === 0;
  const capital = (t: Tokens, i: number): boolean => ((t.flags[i] ?? 0) & flag.capital) !== 0;
  const isWhole = (t: Tokens, i: number): boolean => id(t, i) === shape.number && (t.digits[i] ?? 0) > 0;

  /** "five", "twenty-five": a number below one hundred in words. */
  const below100 = (t: Tokens, i: number, out: number[]): number => {
    const first = cardinal[id(t, i)];
    if (first === undefined) return -1;
    out[0] = first;
    if (first < 20) return i + 1;
    const j = id(t, i + 1) === hyphen ? i + 2 : i + 1;
    const second = cardinal[id(t, j)];
    if (second === undefined || second > 9 || second === 0) return i + 1;
    out[0] = first + second;
    return j + 1;
  };

  /** "two hundred and ten thousand", "a dozen", "180", "2 1/2", "5.5", "3 million". */
  const cardinalNumber = (t: Tokens, i: number, out: number[]): number => {
    let total = 0;
    let part = 0;
    let j = i;
    let seen = false;
    if (id(t, i) === shape.number || id(t, i) === shape.decimal) {
      part = t.value[i] ?? 0;
      j = i + 1;
      seen = true;
      const f = fraction(t, j, out);
      if (f > j) {
        out[0] = part + (out[0] ?? 0);
        return f;
      }
      const own = fraction(t, i, out);
      if (own > i) return own;
    } else if ((id(t, i) === a || id(t, i) === an) && magnitude[id(t, i + 1)] !== undefined) {
      part = 1;
      j = i + 1;
    }
    // At most a dozen words: no one writes longer numbers, and a hostile text could.
    for (let k = 0; k < 12; k++) {
      const m = magnitude[id(t, j)];
      if (m !== undefined && (part > 0 || total > 0)) {
        if (m === 100 || m === 12) part *= m;
        else {
          total += part * m;
          part = 0;
        }
        j++;
        seen = true;
        continue;
      }
      const start = seen && id(t, j) === and && cardinal[id(t, j + 1)] !== undefined && (part >= 100 || total > 0) ? j + 1 : j;
      if (seen && start === j && part > 0 && part < 100) break;
      const next = below100(t, start, out);
      if (next < 0) break;
      part += out[0] ?? 0;
      j = next;
      seen = true;
    }
    if (!seen) return -1;
    out[0] = total + part;
    return j;
  };

  /** "1/2" as a number below one. */
  const fraction = (t: Tokens, i: number, out: number[]): number => {
    if (!isWhole(t, i) || id(t, i + 1) !== slash || !isWhole(t, i + 2) || !glued(t, i + 1) || !glued(t, i + 2)) return i;
    const [n, d] = [t.value[i] ?? 0, t.value[i + 2] ?? 0];
    if (d < 2 || d > 8 || n >= d) return i;
    out[0] = n / d;
    return i + 3;
  };

  const vagueCount = (t: Tokens, i: number, out: number[]): number => {
    let j = i;
    if (id(t, j) === a || id(t, j) === an) j++;
    else if (id(t, j) === the) return -1;
    const withArticle = j > i;
    out[0] = Number.NaN;
    if (id(t, j) === couple) {
      out[0] = 2;
      return id(t, j + 1) === ofWord ? j + 2 : j + 1;
    }
    if (id(t, j) === few) return j + 1;
    if (withArticle) return id(t, j) === number && id(t, j + 1) === ofWord ? j + 2 : -1;
    // "for the third time in as many weeks"
    if (vague[id(t, j)] === undefined || (j > 0 && id(t, j - 1) === as)) return -1;
    return id(t, j + 1) === ofWord ? j + 2 : j + 1;
  };

  /** The "and a half" of "two and a half", "six-and-a-half": the end, or -1. */
  const andAHalf = (t: Tokens, i: number): number => {
    let j = id(t, i) === hyphen ? i + 1 : i;
    if (id(t, j) !== and) return -1;
    j += id(t, j + 1) === hyphen ? 2 : 1;
    if (id(t, j) !== a) return -1;
    j += id(t, j + 1) === hyphen ? 2 : 1;
    return id(t, j) === half ? j + 1 : -1;
  };

  /** A number, a vague quantity (NaN), or `a`, `an` (1); "two or three" and "two to three" give the first. */
  const amount = (t: Tokens, i: number, out: number[]): number => {
    const v = vagueCount(t, i, out);
    if (v > 0) return v;
    if (id(t, i) === half && (id(t, i + 1) === a || id(t, i + 1) === an)) {
      out[0] = 0.5;
      return i + 2;
    }
    const n = cardinalNumber(t, i, out);
    if (n > 0) {
      const first = out[0] ?? Number.NaN;
      const halved = andAHalf(t, n);
      if (halved > 0) {
        out[0] = first + 0.5;
        return halved;
      }
      const joiner = id(t, n);
      if (joiner === or || joiner === hyphen || joiner === to) {
        const second = cardinalNumber(t, n + 1, out);
        if (second > 0) {
          out[0] = first;
          return second;
        }
        out[0] = first;
      }
      return n;
    }
    if (id(t, i) !== a && id(t, i) !== an) return -1;
    out[0] = 1;
    return i + 1;
  };

  const yearNumber = (t: Tokens, i: number, out: number[]): number => {
    if (id(t, i) === shape.number) {
      const y = t.value[i] ?? 0;
      if (t.digits[i] !== 4 || y < 1000 || y > 2199) return -1;
      out[0] = y;
      return i + 1;
    }
    if (id(t, i) === quote) {
      const y = t.value[i + 1] ?? 0;
      if (id(t, i + 1) !== shape.number || t.digits[i + 1] !== 2 || !glued(t, i + 1)) return -1;
      out[0] = y < 30 ? 2000 + y : 1900 + y;
      return i + 2;
    }
    return yearInWords(t, i, out);
  };

  /** "nineteen ninety-six", "twenty twenty-two", "two thousand and one". */
  const yearInWords = (t: Tokens, i: number, out: number[]): number => {
    const first = cardinal[id(t, i)];
    if (first === 2 && magnitude[id(t, i + 1)] === 1000) {
      const end = cardinalNumber(t, i, out);
      return (out[0] ?? 0) >= 2000 && (out[0] ?? 0) < 2100 ? end : -1;
    }
    if (first === undefined || first < 15 || first > 20) return -1;
    const end = below100(t, i + 1, out);
    const rest = out[0] ?? 0;
    if (end < 0 || rest < 10) return -1;
    out[0] = first * 100 + rest;
    return end;
  };

  /** 1–31: "4", "4th", "fourth", "twenty-first". */
  const dayNumber = (t: Tokens, i: number, out: number[]): number => {
    const token = id(t, i);
    const n = t.value[i] ?? 0;
    if ((token === shape.number && (t.digits[i] ?? 9) <= 2) || token === shape.ordinal) {
      if (n < 1 || n > 31 || (id(t, i + 1) === colon && isWhole(t, i + 2))) return -1;
      out[0] = n;
      return i + 1;
    }
    const end = ordinalNumber(t, i, out);
    return end > 0 && (out[0] ?? 99) <= 31 ? end : -1;
  };

  const ordinalNumber = (t: Tokens, i: number, out: number[]): number => {
    const token = id(t, i);
    if (token === shape.ordinal) {
      out[0] = t.value[i] ?? 0;
      return i + 1;
    }
    const o = ordinal[token];
    if (o !== undefined) {
      out[0] = o;
      return i + 1;
    }
    const tens = cardinal[token];
    if (tens === undefined || tens < 20 || tens > 90) return -1;
    const j = id(t, i + 1) === hyphen ? i + 2 : i + 1;
    const ones = ordinal[id(t, j)];
    if (ones === undefined || ones > 9) return -1;
    out[0] = tens + ones;
    return j + 1;
  };

  /** "4.30" of "4.30pm" and "18.02 GMT", as British papers write it: only with "pm" or a zone after it is it no sum. */
  const dottedClock = (t: Tokens, i: number, out: number[]): number => {
    if (meridiem[id(t, i + 1)] === undefined && zone[id(t, i + 1)] === undefined) return -1;
    const [hours = '', minutes = ''] = t.text.slice(t.start[i], t.end[i]).split('.');
    if (hours.length > 2 || minutes.length !== 2 || Number(hours) > 24 || Number(minutes) > 59) return -1;
    out[0] = Number(hours) * 60 + Number(minutes);
    return i + 1;
  };

  /** "11:05", "11: 05" (as machine translation spaces it), "11:05:30"; the number is minutes of the day. */
  const clock = (t: Tokens, i: number, out: number[]): number => {
    if (id(t, i) === shape.decimal) return dottedClock(t, i, out);
    if (!isWhole(t, i) || (t.digits[i] ?? 0) > 2 || (t.value[i] ?? 99) > 24 || id(t, i + 1) !== colon || !glued(t, i + 1)) return -1;
    if (!isWhole(t, i + 2) || t.digits[i + 2] !== 2 || (t.value[i + 2] ?? 99) > 59) return -1;
    out[0] = (t.value[i] ?? 0) * 60 + (t.value[i + 2] ?? 0);
    const seconds = id(t, i + 3) === colon && glued(t, i + 3) && glued(t, i + 4) && isWhole(t, i + 4) && t.digits[i + 4] === 2;
    return seconds ? i + 5 : i + 3;
  };

  /** A whole hour of the day that is told in words or figures: minutes of the day. */
  const hourOf = (t: Tokens, i: number, out: number[]): number => {
    const end = cardinalNumber(t, i, out);
    const hour = out[0] ?? 0;
    if (end < 0 || !Number.isInteger(hour) || hour < 1 || hour > 12) return -1;
    out[0] = hour * 60;
    return end;
  };

  /** "half past six", "a quarter to nine", "ten minutes past six", "10 o'clock": minutes of the day, which half of it is not told. */
  const spokenClock = (t: Tokens, i: number, out: number[]): number => {
    const first = id(t, i) === a ? i + 1 : i;
    let minute = id(t, first) === half ? 30 : id(t, first) === quarter ? 15 : -1;
    let j = first + 1;
    if (minute < 0) {
      const n = cardinalNumber(t, i, out);
      if (n < 0) return -1;
      minute = out[0] ?? -1;
      if (id(t, n) === oclock) {
        out[0] = minute * 60;
        return minute >= 1 && minute <= 12 ? n + 1 : -1;
      }
      // "voted ten to six" is a result; "ten past six" is none.
      if (id(t, n) !== minutes && id(t, n) !== past) return -1;
      j = id(t, n) === minutes ? n + 1 : n;
    }
    const after = id(t, j) === past;
    if ((!after && (id(t, j) !== to || minute === 30)) || !(minute > 0 && minute < 60)) return -1;
    const end = hourOf(t, j + 1, out);
    if (end < 0) return -1;
    const told = (out[0] ?? 0) + (after ? minute : -minute);
    out[0] = (told + 12 * 60) % (12 * 60);
    return id(t, end) === oclock ? end + 1 : end;
  };

  /** "11:05", "11:05 p.m.", "four p.m.", "4.30pm", "14:00 hours", "half past six": the number is minutes of the day. */
  const clockTime = (t: Tokens, i: number, out: number[]): number => {
    const spoken = spokenClock(t, i, out);
    if (spoken > 0) return spoken;
    let j = clock(t, i, out);
    const whole = j > 0;
    if (!whole) {
      j = cardinalNumber(t, i, out);
      if (j < 0 || meridiem[id(t, j)] === undefined) return -1;
      out[0] = (out[0] ?? 0) * 60;
    }
    const half = meridiem[id(t, j)];
    if (half === undefined) return id(t, j) === hours || id(t, j) === h ? j + 1 : j;
    const minutes = out[0] ?? 0;
    const hour = Math.floor(minutes / 60);
    if (hour < 1 || hour > 12 || !Number.isInteger(minutes)) return -1;
    out[0] = ((hour % 12) + half) * 60 + (minutes % 60);
    return j + 1;
  };

  /** A month's name. "march", "may" and "august" in lower case are other words. */
  const monthName = (t: Tokens, i: number, out: number[]): number => {
    const m = month[id(t, i)];
    if (m !== undefined && (capital(t, i) || (m !== 3 && m !== 5 && m !== 8))) {
      out[0] = m;
      return i + 1;
    }
    const short = monthAbbr[id(t, i)];
    if (short === undefined || !capital(t, i)) return -1;
    out[0] = short;
    return id(t, i + 1) === point && glued(t, i + 1) ? i + 2 : i + 1;
  };

  const weekdayName = (t: Tokens, i: number, out: number[]): number => {
    const w = weekday[id(t, i)];
    if (w !== undefined) {
      out[0] = w;
      return i + 1;
    }
    const short = weekdayAbbr[id(t, i)];
    if (short === undefined || !capital(t, i)) return -1;
    out[0] = short;
    return id(t, i + 1) === point && glued(t, i + 1) ? i + 2 : i + 1;
  };

  const of = (cls: WordClass): readonly number[] => lexicon.idsOf(cls);
  const wholeNumber = [shape.number];
  const counts = [shape.number, shape.decimal, ...of('Cardinal'), a, an];
  const inNumber = [shape.number, ...of('Cardinal'), ...of('Magnitude'), hyphen, and, slash];
  const vagueCounts = [...of('Vague'), couple, few];
  const inVague = [couple, few, number, ofWord];
  const ordinals = [shape.ordinal, ...of('Ordinal'), ...lexicon.idsOf('Cardinal', (n) => n >= 20)];
  const inOrdinal = [hyphen, ...of('Ordinal')];
  const spoken = [half, quarter];
  const inSpoken = [...inNumber, ...spoken, past, to, minutes, oclock];

  return {
    Number: { starts: counts, inside: inNumber, match: cardinalNumber },
    Amount: { starts: [...counts, ...vagueCounts, half], inside: [...inNumber, ...inVague, a, an, or, to, half], match: amount },
    VagueCount: { starts: [...vagueCounts, a, an], inside: inVague, match: vagueCount },
    Year: { starts: [shape.number, quote, ...lexicon.idsOf('Cardinal', (n) => n >= 2)], inside: inNumber, match: yearNumber },
    DayNumber: { starts: [shape.number, ...ordinals], inside: inOrdinal, match: dayNumber },
    OrdinalNumber: { starts: ordinals, inside: inOrdinal, match: ordinalNumber },
    Clock: { starts: [shape.number, shape.decimal], inside: [colon], match: clock },
    ClockTime: { starts: [...counts, ...spoken], inside: [...inSpoken, colon, hours, h, ...of('Meridiem')], match: clockTime },
    SpokenClock: { starts: [...counts, ...spoken], inside: inSpoken, match: spokenClock },
    IsoClock: { starts: [shape.unknown], inside: 'any', match: isoClock },
    MonthName: { starts: [...of('Month'), ...of('MonthAbbr')], inside: [point], match: monthName },
    WeekdayName: { starts: [...of('Weekday'), ...of('WeekdayAbbr')], inside: [point], match: weekdayName },
    Digits4: { starts: wholeNumber, match: (t, i, out) => digitRun(t, i, out, 4) },
    Digits2: { starts: wholeNumber, match: (t, i, out) => digitRun(t, i, out, 2) },
    Digits: { starts: wholeNumber, match: (t, i, out) => (isWhole(t, i) && (t.digits[i] ?? 9) <= 2 ? digitRun(t, i, out, t.digits[i] ?? 0) : -1) },
    Plural: { starts: [shape.plural], match: (t, i, out) => ((out[0] = t.value[i] ?? 0), id(t, i) === shape.plural ? i + 1 : -1) },
  };
}

const isoTime = /^T(\d\d):?(\d\d)(?::?\d\d(?:[.,]\d{1,9})?)?(?:(Z)|([+-])(\d\d):?(\d\d))?(?![\w:])/i;
const longestIsoTime = 32;
/** Numbers above it that `isoClock` gives carry a zone. */
const zoneFactor = 10_000;

/** The "T10:30:00Z" of an ISO 8601 date-time, which the tokeniser cuts within its words; seconds are dropped. */
function isoClock(t: Tokens, i: number, out: number[]): number {
  const start = t.start[i] ?? 0;
  const m = isoTime.exec(t.text.slice(start, start + longestIsoTime));
  if (!m) return -1;
  const [hour, minute] = [Number(m[1]), Number(m[2])];
  if (hour > 24 || minute > 59) return -1;
  const offset = m[3] ? 0 : m[4] ? Number(`${m[4]}1`) * (Number(m[5]) * 60 + Number(m[6])) : undefined;
  out[0] = hour * 60 + minute + (offset === undefined ? 0 : (offset + zoneFactor / 2) * zoneFactor);
  let end = i + 1;
  while (end < t.count && (t.start[end] ?? 0) < start + m[0].length) end++;
  return end;
}

/** What `IsoClock` found: minutes of the day, and of the zone's offset from UTC if one was told. */
export function unpackIsoClock(packed: number): { readonly minutes: number; readonly zone: number | undefined } {
  const zone = Math.floor(packed / zoneFactor);
  return { minutes: packed % zoneFactor, zone: zone === 0 ? undefined : zone - zoneFactor / 2 };
}

function digitRun(t: Tokens, i: number, out: number[], length: number): number {
  if (t.lexeme[i] !== shape.number || t.digits[i] !== length) return -1;
  out[0] = t.value[i] ?? 0;
  return i + 1;
}
