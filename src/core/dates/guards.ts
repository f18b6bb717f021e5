import { endsThere } from './dayAlone';
import { shape } from './lexicon';
import type { Surroundings } from './surroundings';
import { flag, type Tokens } from './tokens';
import { zonesFit } from './zones';

/** A condition on what stands around the match `[from, to)` in tokens; false refuses the rule here. */
export type Guard = (s: Surroundings, t: Tokens, from: number, to: number) => boolean;

/** A number, a currency or a measure after it makes a number a count: "1990 people", "2,000", "1988 percent". */
const counted: Guard = (s, t, _from, to) =>
  s.cls(t, to, 'Measure') !== undefined ||
  s.cls(t, to, 'Units') !== undefined ||
  s.cls(t, to, 'Currency') !== undefined ||
  s.cls(t, to, 'Magnitude') !== undefined ||
  (s.is(t, to, '/') && s.glued(t, to + 1) && s.number(t, to + 1));

/** Part of a longer figure, an address, a phone number or a code: "555-1990", "+1990", "$1990", "1990a". */
const partOfCode: Guard = (s, t, from, to) =>
  s.cls(t, from - 1, 'Currency') !== undefined ||
  (s.glued(t, from) &&
    (s.number(t, from - 1) ||
      s.word(t, from - 1) ||
      s.is(t, from - 1, '+') ||
      s.is(t, from - 1, '=') ||
      s.is(t, from - 1, '_') ||
      s.is(t, from - 1, '@') ||
      ((s.is(t, from - 1, '/') || (s.is(t, from - 1, '.') && s.number(t, from - 2))) && s.glued(t, from - 1)))) ||
  (s.glued(t, to) && (s.word(t, to) || (s.number(t, to) && !s.is(t, to - 1, '.')) || s.is(t, to, '_') || s.is(t, to, '=')));

/** "a day after at least 20 people were killed": a number that is said to be a bound begins a clause. */
const bounded = (s: Surroundings, t: Tokens, i: number): boolean => s.is(t, i, 'at') && (s.is(t, i + 1, 'least') || s.is(t, i + 1, 'most'));

/** "Theresa May", "June Allyson", "Sen. April Smith": a month that is somebody's name. */
const name: Guard = (s, t, from, to) => {
  // "On 2 May Blair entered": what is counted is no given name.
  if (!s.in(t, from, 'months') || s.number(t, from - 1) || t.lexeme[from - 1] === shape.ordinal) return false;
  if (s.in(t, from - 1, 'monthPrepositions')) {
    // "the minister, April Ryan", "Jane Doe and April Ryan"; in "March, April and May Britain grew" the list is one of months.
    const listed = s.in(t, from - 1, 'listMarks') && s.cls(t, from - 2, 'Month') === undefined;
    return listed && to === from + 1 && s.capital(t, to) && t.lexeme[to] === shape.unknown && !s.sentenceStart(t, to);
  }
  const before = s.capital(t, from - 1) && t.lexeme[from - 1] === shape.unknown && !s.sentenceStart(t, from - 1);
  const title = s.in(t, from - 1, 'nameTitles') || (s.is(t, from - 1, '.') && s.in(t, from - 2, 'nameTitles'));
  const after = to === from + 1 && s.capital(t, to) && t.lexeme[to] === shape.unknown && !s.sentenceStart(t, to);
  return before || title || after;
};

/** "This Week", "60 Minutes", "USA Today": names of programmes and papers, capital to the last word. */
const title: Guard = (s, t, from, to) =>
  s.capital(t, to - 1) &&
  (to - from > 1 ? s.capital(t, from) || s.number(t, from) : s.capital(t, from - 1) && !s.sentenceStart(t, from)) &&
  !(t.text.slice(t.start[to - 1], t.end[to - 1]).toUpperCase() === t.text.slice(t.start[to - 1], t.end[to - 1]));

/** No noun phrase or clause of its own after "the year before": it is counted from what was said. "The day before and after the vote" is not. */
const standsAlone: Guard = (s, t, _from, to) =>
  (!s.word(t, to) && !s.number(t, to)) || (s.in(t, to, 'afterAdverb') && !s.is(t, to + 1, 'after') && !s.is(t, to + 1, 'before'));

/** "a 2019", "her silver 2014", "the man's 1987": of what somebody has, not of what was held in that year. */
function owned(s: Surroundings, t: Tokens, from: number): boolean {
  for (const i of [from - 1, from - 2]) if (s.in(t, i, 'articles') || s.in(t, i, 'possessives') || s.is(t, i, "'s")) return true;
  return false;
}

/** How near stands what is counted by the half of a year, in tokens. */
const besideHalf = 12;

/** A word that none of the rules knows, or a noun of business. */
const noun = (s: Surroundings, t: Tokens, i: number): boolean => t.lexeme[i] === shape.unknown || s.in(t, i, 'halfNouns');

export const guards = {
  standalone: (s, t, from, to) =>
    !partOfCode(s, t, from, to) && !(s.is(t, from - 1, '-') && s.glued(t, from)) && !(s.is(t, to, '-') && s.glued(t, to) && s.number(t, to + 1)),
  'year-is-not-a-count': (s, t, from, to) => !counted(s, t, from, to) || s.is(t, to - 2, ','),
  'day-is-not-a-count': (s, t, from, to) => !counted(s, t, from, to) && !(s.number(t, to - 1) && s.is(t, to, ':') && s.number(t, to + 1)),
  'not-a-name': (s, t, _from, to) => !name(s, t, to - 1, to),
  'month-alone': (s, t, from, to) => {
    const short = s.cls(t, from, 'Month') === undefined || (s.cls(t, from, 'MonthAbbr') !== undefined && to === from + 2);
    if (
      name(s, t, from, to) ||
      (s.glued(t, from) && s.is(t, from - 1, '-') && s.word(t, from - 2) && !s.in(t, from - 2, 'degrees') && s.cls(t, from - 2, 'Month') === undefined)
    )
      return false;
    if (short) return to === from + 2 && s.in(t, from - 1, 'monthPrepositions') && !s.is(t, from - 1, '(');
    // "the October Revolution": a name of what happened, whenever it is spoken of.
    if (s.in(t, to, 'monthNamed') && s.capital(t, to)) return false;
    // "May I", "March on Washington": words of other kinds that begin a sentence or carry a capital in a title.
    if (s.in(t, from - 1, 'monthFirmly')) return true;
    if (s.is(t, from, 'may')) return s.in(t, from - 1, 'monthPrepositions') ? !s.in(t, to, 'modalSubjects') : !s.sentenceStart(t, from) && s.is(t, to, "'s");
    if (s.is(t, from, 'march') || s.is(t, from, 'august'))
      return (
        s.in(t, from - 1, 'monthPrepositions') ||
        (!s.sentenceStart(t, from) && (!s.capital(t, from - 1) || s.sentenceStart(t, from - 1)) && !s.in(t, to, 'marchOn'))
      );
    return true;
  },
  'day-of-month-alone': (s, t, from, to) =>
    (s.cls(t, from, 'Weekday') !== undefined && !s.word(t, to)) ||
    (s.is(t, to - 2, 'the') && t.lexeme[to - 1] === shape.ordinal && endsThere(s, t, from, to)) ||
    s.is(t, to - 1, 'month'),
  'year-alone': (s, t, from, to) => {
    if (partOfCode(s, t, from, to) || counted(s, t, from, to) || s.in(t, from - 1, 'vehicles')) return false;
    if (s.is(t, from - 1, '.') && s.in(t, from - 2, 'vehicles')) return false;
    // "open at 0700 and close at 1900": no year stands so; "at 1990 prices" is of one.
    if (s.is(t, from - 1, 'at') && !s.word(t, to)) return false;
    // The last group of a telephone number.
    if (s.number(t, from - 1)) return false;
    if (s.is(t, to, '-') && s.glued(t, to) && s.glued(t, to + 1) && (s.number(t, to + 1) || s.cls(t, to + 1, 'Unit') !== undefined)) return false;
    if (s.is(t, from - 1, '-') && s.glued(t, from) && s.number(t, from - 2)) return false;
    if ((s.is(t, to, ':') || s.is(t, to, '.')) && s.glued(t, to) && s.glued(t, to + 1) && s.number(t, to + 1)) return false;
    // "1922 Main Street", "the 1922 Committee"
    if ((s.in(t, to, 'streetWords') || s.in(t, to, 'clubs')) && s.capital(t, to)) return false;
    if (s.in(t, to, 'carMakers') && s.capital(t, to) && owned(s, t, from)) return false;
    const y = t.value[from] ?? 0;
    const quoted = s.is(t, from, "'");
    if (quoted) return s.in(t, from - 1, 'yearPrepositions') && !s.glued(t, from);
    if (!s.number(t, from)) return true;
    // A model's or a project's number: "Orion 1980".
    if (s.capital(t, from - 1) && t.lexeme[from - 1] === shape.unknown && !s.sentenceStart(t, from - 1) && !s.is(t, to, ',') && !s.is(t, to, ')')) return false;
    if (y >= 1900 && y <= 2050) return !(s.is(t, to, '-') && s.number(t, to + 1));
    return (
      y >= 1100 &&
      y <= 2099 &&
      (s.is(t, from - 1, '.') ? s.is(t, from - 2, 'c') || s.is(t, from - 2, 'ca') : s.in(t, from - 1, 'yearPrepositions')) &&
      !s.is(t, from - 1, 'than') &&
      !s.is(t, from - 1, 'for') &&
      // "dates back to 1871", "from 1820 to 1871"
      !(s.is(t, from - 1, 'to') && !s.is(t, from - 2, 'back') && !s.is(t, from - 3, 'from')) &&
      // "the Great Fire of 1666", "the treaty of 1648"; "a crowd of 1648" is a count.
      !(s.is(t, from - 1, 'of') && !(s.capital(t, from - 2) && !s.sentenceStart(t, from - 2)) && !s.in(t, from - 2, 'yearNouns')) &&
      !s.is(t, from - 1, 'about')
    );
  },
  capitals: (s, t, from) => s.capital(t, from) || s.number(t, from),
  decade: (s, t, from, to) => {
    if (partOfCode(s, t, from, to)) return false;
    const i = to - 1;
    if (t.lexeme[i] === shape.plural)
      return (
        (t.digits[i] === 4 && (t.value[i] ?? 0) >= (s.is(t, from - 1, 'the') || s.in(t, from - 1, 'degrees') ? 1000 : 1500)) ||
        to - from === 2 ||
        (s.is(t, from - 1, 'the') && (t.value[i] ?? 0) >= 20)
      );
    return s.is(t, from - 1, 'the') || s.in(t, from - 1, 'yearPrepositions');
  },
  'season-alone': (s, t, from, to) => {
    // "by mid-summer"
    if (s.is(t, from - 1, '-') && s.is(t, from - 2, 'mid')) return !s.word(t, to) && !(s.is(t, to, '-') && s.glued(t, to));
    const preposed = s.is(t, from - 1, 'the')
      ? s.in(t, from - 2, 'monthPrepositions') ||
        s.is(t, from - 2, 'over') ||
        s.is(t, from - 2, 'throughout') ||
        s.is(t, from - 2, 'all') ||
        s.is(t, from - 2, 'into')
      : s.in(t, from - 1, 'monthPrepositions') &&
        !s.is(t, from - 1, ',') &&
        !s.is(t, from - 1, 'to') &&
        !s.is(t, from - 1, 'and') &&
        !s.is(t, from - 1, 'or') &&
        !s.is(t, from - 1, '-');
    if (s.is(t, from, 'fall') && !(s.is(t, from - 1, 'the') || s.is(t, from - 1, 'in') || s.is(t, from - 1, 'by'))) return false;
    // "the fall of the Berlin Wall", "in spring training", "for summer jobs"
    return (
      preposed &&
      (!s.word(t, to) ||
        s.in(t, to, 'dayPrepositions') ||
        s.in(t, to, 'monthPrepositions') ||
        s.in(t, to, 'clauseStarters') ||
        s.cls(t, to, 'Tense') !== undefined ||
        (s.capital(t, to) && s.is(t, from - 1, 'the'))) &&
      !s.is(t, to, 'of') &&
      !s.is(t, to, '-') &&
      !s.is(t, to, 'in')
    );
  },
  // "prices will fall next year"
  'season-noun': (s, t, from) =>
    (!s.is(t, from, 'fall') && !s.is(t, from, 'spring')) ||
    s.is(t, from - 1, 'the') ||
    s.is(t, from - 1, 'in') ||
    s.is(t, from - 1, 'of') ||
    s.is(t, from, 'this'),
  'quarter-of-a-year': (s, t, from, to) =>
    !(s.in(t, to, 'quarterNouns') && !s.is(t, to, 'of')) &&
    (!s.is(t, to - 1, 'quarters') || ((s.is(t, from - 1, 'and') || s.is(t, from - 1, 'or')) && s.cls(t, from - 2, 'Ordinal') !== undefined)),
  'half-of-a-year': (s, t, _from, to) => s.is(t, to - 1, 'year'),
  'last-unit': (s, t, from, to) =>
    !title(s, t, from, to) &&
    !(s.is(t, from, 'past') && s.in(t, from - 1, 'articles')) &&
    !(s.is(t, from, 'last') && s.in(t, from - 1, 'articles')) &&
    !(s.is(t, to, '-') && s.glued(t, to)) &&
    !(s.is(t, from, 'past') && s.cls(t, from - 1, 'Tense') !== undefined),
  // "the strike may last two weeks": how long, and not which weeks.
  'last-is-no-verb': (s, t, from) => !(s.is(t, from, 'last') && s.in(t, from - 1, 'beforeInfinitive')),
  // "the 2009-10 budget": a month is not written so before a noun in prose.
  'before-its-noun': (s, t, from, to) =>
    s.is(t, from - 1, 'the') &&
    s.word(t, to) &&
    !s.capital(t, to) &&
    (noun(s, t, to) || s.is(t, to, 'financial') || s.is(t, to, 'fiscal')) &&
    ((t.flags[to] ?? 0) & flag.ed) === 0,
  'to-this-day': (s, t, from) => s.is(t, from - 1, 'to'),
  'after-the': (s, t, from) => s.in(t, from - 1, 'the') || s.is(t, from - 1, 'weekend'),
  'that-unit': (s, t, from, to) => {
    return !(s.is(t, to, '-') && s.glued(t, to)) && !(s.is(t, from, 'same') && !s.in(t, from - 1, 'the') && !s.is(t, from - 1, 'that'));
  },
  'following-unit': (s, t, from, to) => {
    // "the day after the vote" hangs on an event, not on a date.
    if (s.is(t, to - 1, 'after') || s.is(t, to - 1, 'before')) return s.is(t, from - 1, 'the') && standsAlone(s, t, from, to) && !bounded(s, t, to);
    return true;
  },
  // "earlier in the day", "late in the day"
  'part-of-the-day': (s, t, from, to) =>
    s.is(t, from - 1, 'the') && s.is(t, from - 2, 'in') && s.in(t, from - 3, 'partsOfTheDay') && !s.is(t, to, '-') && !s.is(t, to, "'s") && !s.is(t, to, 'for'),
  // "two years back"; "they want three years back", "20 minutes back to the town" are not.
  'back-in-time': (s, t, _from, to) => !s.in(t, to, 'marchOn'),
  // "at dawn", "before sunset": hours of every day that carry no article.
  'by-the-sun': (s, t, from, to) =>
    s.in(t, from, 'sunTimes') &&
    s.in(t, from - 1, 'beforeClock') &&
    !s.capital(t, from) &&
    (!s.word(t, to) || t.lexeme[to] !== shape.unknown) &&
    !s.is(t, to, '-'),
  'business-half': (s, t, from, to) => {
    if (s.is(t, to, 'of') || s.is(t, from - 1, '/')) return false;
    for (let i = Math.max(0, from - besideHalf); i < to + besideHalf; i++) if (s.in(t, i, 'halfNouns')) return true;
    return false;
  },
  'the-unit': (s, t, from, to) =>
    s.is(t, from - 1, 'the') &&
    !(s.is(t, to, '-') && s.glued(t, to)) &&
    !s.is(t, to, 'of') &&
    !s.is(t, to, 'after') &&
    !s.is(t, to, 'before') &&
    !s.is(t, to, 'when') &&
    !s.is(t, to, 'that') &&
    !(s.is(t, from, 'week') && !s.in(t, from - 2, 'weekPrepositions')) &&
    !(s.is(t, from, 'century') && !s.in(t, from - 2, 'weekPrepositions')),
  'not-clause-before': (s, t, from, to) => {
    if (s.is(t, to - 1, 'before') || s.is(t, to - 1, 'after'))
      return standsAlone(s, t, from, to) && !s.is(t, to, '$') && !s.is(t, to, '"') && !bounded(s, t, to);
    if (s.is(t, to - 1, 'earlier') || s.is(t, to - 1, 'later')) return !s.is(t, to, 'than');
    if (s.is(t, to - 1, 'previously') || s.is(t, to - 1, 'prior')) return !s.is(t, to, 'to') && !s.word(t, to);
    return from >= 0;
  },

  'not-an-age': (s, t, from, to) => {
    const hyphen = s.is(t, to, '-') ? to + 1 : to;
    if (s.is(t, to - 1, 'quarters') && (s.is(t, to, 'of') || s.is(t, to - 2, '-'))) return false;
    if (title(s, t, from, to)) return false;
    // "24 hours a day" is a way to say always.
    if (s.is(t, to - 1, 'hours') && s.is(t, to, 'a') && s.is(t, to + 1, 'day')) return false;
    if (s.in(t, hyphen, 'ageWords') || s.is(t, from - 1, 'aged') || s.is(t, from - 1, 'age') || (s.is(t, to, 'of') && s.is(t, to + 1, 'age'))) return false;
    return s.cls(t, from - 1, 'Currency') === undefined || s.is(t, from - 1, '%');
  },
  'not-a-sum-part': (s, t, from) =>
    !(s.glued(t, from) && (s.number(t, from - 1) || s.word(t, from - 1) || s.is(t, from - 1, '.'))) &&
    !(s.is(t, from - 1, '-') && s.glued(t, from) && s.number(t, from - 2)),
  'unit-is-not-an-adjective': (s, t, _from, to) => !(s.is(t, to, '-') && s.glued(t, to)) && !s.is(t, to, "'s"),
  'a-unit': (s, t, from, to) =>
    !s.is(t, from - 1, 'hours') &&
    !(s.cls(t, to - 1, 'Unit') === 0) &&
    !s.is(t, to, 'when') &&
    !(s.is(t, to, 'of') && s.is(t, to - 1, 'day')) &&
    !s.is(t, to - 1, 'moment') &&
    !s.is(t, from - 1, 'such') &&
    !s.is(t, from - 1, 'what') &&
    !(s.is(t, to, 'that') && s.is(t, to - 1, 'day')),
  'units-alone': (s, t, from, to) => {
    if (s.is(t, to, 'old') || (s.is(t, to, 'of') && s.is(t, to + 1, 'age')) || s.is(t, to, '-')) return false;
    if (s.number(t, from - 1) || s.cls(t, from - 1, 'Cardinal') !== undefined || s.is(t, from - 1, '-')) return false;
    // "it is a matter of days": soon, not how long.
    if (s.is(t, from - 1, 'of') && s.is(t, from - 2, 'matter')) return false;
    const i = s.is(t, from - 1, 'the') || s.is(t, from - 1, 'those') || s.is(t, from - 1, 'these') ? from - 2 : from - 1;
    return s.in(t, i, 'pluralUnitsBefore') || s.is(t, to, 'later') || s.is(t, to, 'earlier') || s.is(t, to, 'before') || s.is(t, to, 'after');
  },
  // "the eight-year-old civil war" tells how long it has lasted; "an eight-year-old boy", "a 50-year-old bank" tell an age.
  'of-an-event': (s, t, _from, to) => s.in(t, to, 'lastingEvents') || (s.word(t, to) && !s.capital(t, to) && s.in(t, to + 1, 'lastingEvents')),
  // "decades-old", not "three years-old"
  'not-a-number-of': (s, t, from) => !s.number(t, from - 1) && s.cls(t, from - 1, 'Cardinal') === undefined,
  'long-adjective': (s, t, _from, to) => s.glued(t, to - 1),
  'some-time': (s, t, _from, to) => !s.is(t, to, 'in') && !s.is(t, to, 'this') && !s.is(t, to, 'next'),
  'per-unit': (s, t, from, to) => !(s.is(t, from, 'per') && s.cls(t, to - 1, 'Unit') === 1),
  rate: (s, t, from, to) => !s.capital(t, to) && !(s.capital(t, from) && !s.sentenceStart(t, from)) && !(s.is(t, from, 'quarterly') && s.word(t, to)),
  'after-a-rate': (s, t, from, to) => {
    if (s.is(t, to, 'ago') || s.is(t, to, 'earlier') || s.is(t, to, 'later') || s.is(t, to, 'before') || s.is(t, to, 'from')) return false;
    if (s.in(t, from - 1, 'rateBefore') || s.cls(t, from - 1, 'Measure') !== undefined) return !s.is(t, from - 1, 'hours') && !s.is(t, from - 1, 'days');
    if (((t.flags[from - 1] ?? 0) & flag.ess) !== 0 && from > 0 && noun(s, t, from - 1) && !s.capital(t, from - 1))
      return s.number(t, from - 2) || s.cls(t, from - 2, 'Vague') !== undefined || s.is(t, from - 2, 'of') || s.cls(t, from - 2, 'Cardinal') !== undefined;
    return (
      s.number(t, from - 1) ||
      s.cls(t, from - 1, 'Magnitude') !== undefined ||
      s.is(t, from - 1, 'times') ||
      ((s.is(t, from - 1, 'hours') || s.is(t, from - 1, 'days')) &&
        !(s.is(t, from - 1, 'hours') && s.is(t, to - 1, 'day')) &&
        (s.is(t, to - 1, 'day') || s.is(t, to - 1, 'week') || s.is(t, to - 1, 'year') || s.is(t, to - 1, 'month')))
    );
  },
  'weekday-alone': (s, t, from, to) => {
    // "Bloody Sunday", "Super Tuesday"; "the Sunday Times", "Monday Night Football"; "the Mail on Sunday".
    if (s.capital(t, from - 1) && s.in(t, from - 1, 'namedWeekdays')) return false;
    if (s.capital(t, to) && s.in(t, to, 'weekdayPapers')) return false;
    return !(s.is(t, from - 1, 'on') && s.capital(t, from - 2) && s.in(t, from - 2, 'papersOnWeekday') && !s.sentenceStart(t, from - 2));
  },
  'not-a-holiday-name': (s, t, _from, to) => !(s.capital(t, to) && s.in(t, to, 'holidayNamed')),
  'event-follows': (s, t, _from, to) => s.in(t, to, 'eventNouns') || (s.in(t, to, 'eventAdjectives') && s.in(t, to + 1, 'eventNouns')),
  'not-an-hyphen': (s, t, _from, to) => !(s.is(t, to, '-') && s.glued(t, to)),
  'after-a-preposition': (s, t, from) => s.in(t, from - 1, 'monthPrepositions') && !s.is(t, from - 1, '-') && !s.is(t, from - 1, ','),
  // "they said that March was cold" joins a clause.
  'that-named': (s, t, from) => s.sentenceStart(t, from) || s.in(t, from - 1, 'beforeThatNamed'),
  'spoken-clock': (s, t, from, to) =>
    s.in(t, from - 1, 'beforeClock') || s.is(t, to - 1, "o'clock") || s.is(t, to - 2, 'past') || s.is(t, to - 3, 'the') || s.is(t, to - 2, 'at'),
  clock: (s, t, from, to) => (!s.glued(t, from) || !s.number(t, from - 1)) && zonesFit(s, t, from, to),
  'not-a-score': (s, t, from, to) => {
    // A finishing time or a score: "won 3:02", "in 9:58", "John 3:16"; a clock wants at least a preposition or a date beside it.
    if (s.cls(t, to - 1, 'Zone') !== undefined || s.is(t, to - 1, 'hours') || s.is(t, to - 1, 'h')) return true;
    const single = to - from <= 5 && s.number(t, from) && s.is(t, from + 1, ':');
    if (!single) return true;
    if (s.in(t, from - 1, 'versus')) return false;
    return (s.in(t, from - 1, 'beforeClock') && !s.is(t, from - 1, 'to') && !s.is(t, from - 1, 'till')) || (from === 0 && to === t.count);
  },
  overnight: (s, t, from, to) => {
    if (!s.is(t, from, 'overnight')) return !(s.is(t, to, '-') && s.glued(t, to));
    if (s.capital(t, from)) return s.sentenceStart(t, from) && s.is(t, to, ',');
    // "the overnight train", "overnight losses"; "it said overnight that" is a time.
    return !s.in(t, from - 1, 'determiners') && (!s.word(t, to) || s.in(t, to, 'afterOvernight'));
  },
  'the-part': (s, t, from, to) =>
    s.is(t, from - 1, 'the') &&
    s.in(t, from - 2, 'beforeThePart') &&
    !(s.is(t, from - 2, 'of') && s.is(t, from - 3, 'hours')) &&
    !s.is(t, to, 'of') &&
    !s.is(t, to, 'before') &&
    !s.is(t, to, 'after') &&
    !s.is(t, to, '-'),
  now: (s, t, from, to) => !(s.is(t, to, '-') && s.glued(t, to)) && !(s.is(t, from - 1, '-') && s.glued(t, from)),
  current: (s, t, from, to) =>
    s.word(t, to) &&
    !s.capital(t, to) &&
    !s.in(t, to, 'currentNouns') &&
    s.cls(t, to, 'Unit') === undefined &&
    !s.in(t, from - 1, 'articles') &&
    !s.is(t, from - 1, 'then') &&
    !(s.capital(t, from) && !s.sentenceStart(t, from)),

  'the-past': (s, t, from, to) =>
    s.is(t, from - 1, 'the') && !s.word(t, to) && !s.number(t, to)
      ? true
      : s.is(t, from - 1, 'the') &&
        s.in(t, from - 2, 'pastPrepositions') &&
        !s.number(t, to) &&
        s.cls(t, to, 'Units') === undefined &&
        s.cls(t, to, 'Unit') === undefined &&
        s.cls(t, to, 'Cardinal') === undefined &&
        !s.is(t, to, 'few') &&
        !s.is(t, to, 'couple') &&
        !s.is(t, to, 'several') &&
        s.cls(t, to, 'Season') === undefined,
  'the-future': (s, t, from, to) =>
    s.is(t, from, 'future') && to > from + 1
      ? true
      : s.is(t, from - 1, 'the') &&
        (s.is(t, to - 1, 'term') ? true : !s.is(t, to, 'of') && !(s.word(t, to) && t.lexeme[to] === shape.unknown && s.is(t, from - 2, 'of'))),
  'one-day': (s, t, from) => !s.is(t, from, 'one') || s.in(t, from - 1, 'oneDayAfter'),
  // "the Today programme"
  'not-a-title': (s, t, from, to) => !title(s, t, from, to) && !(s.capital(t, to - 1) && s.in(t, to, 'programmes')),
  // "the first Monday of the war": which week that is, no calendar tells.
  // "the Tuesday before last week's vote", "before last Christmas": what "last" belongs to stands behind it.
  'before-last-alone': (s, t, _from, to) =>
    !s.capital(t, to) && (['Unit', 'Weekday', 'Month', 'Season'] as const).every((cls) => s.cls(t, to, cls) === undefined),
  // "grades 9/10/11"
  'not-a-row': (s, t, from, to) => !(t.digits[to - 1] === 2 && s.in(t, from - 1, 'counted')),
  'not-counted': (s, t, from) => s.cls(t, from - 1, 'Ordinal') === undefined || s.is(t, from - 2, ','),
  // "in two weeks' time"; "doing two weeks' time" is a sentence served.
  'after-in': (s, t, from) => s.is(t, from - 1, 'in') || s.is(t, from - 2, 'in') || s.is(t, from - 1, 'within'),
  'after-the-only': (s, t, from) => s.is(t, from - 1, 'the'),
  // "in today's world", "the leaders of tomorrow": an age, not a day; "today's world title fight" is of a day.
  'of-an-age': (s, t, from, to) => {
    if (s.is(t, from - 1, 'of')) return s.in(t, from - 2, 'ofAnAge');
    if (!s.is(t, to, "'s") || !s.in(t, to + 1, 'ofAnAge') || s.capital(t, to + 1)) return false;
    return !s.is(t, to + 2, "'") && !s.is(t, to + 2, "'s") && !(s.word(t, to + 2) && t.lexeme[to + 2] === shape.unknown);
  },
  // "as recently as 2011"
  // "most recently last October", "most recently in 2019": the latest of several, whose time is told beside it.
  'not-as-as': (s, t, from, to) =>
    !(s.is(t, from - 1, 'as') && s.is(t, to, 'as')) &&
    !((s.is(t, from, 'most') || s.is(t, from - 1, 'most')) && (s.is(t, to, 'last') || s.is(t, to, 'in') || s.is(t, to, 'on'))),
  'ended-follows': (s, t, _from, to) => s.in(t, to, 'ended'),
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof guards;
