import { flag, type Tokens } from './tokens';
import type { LocalContext, Tense } from './forms';
import type { Surroundings } from './surroundings';
import { shape } from './lexicon';
import { tense } from './words';

/** How far from an expression a verb is looked for, in tokens; clauses in news are rarely longer, and the search stays bounded. */
const reach = 30;
const names: readonly (Tense | undefined)[] = [undefined, 'past', 'present', 'future'];
const prepositions: ReadonlySet<string> = new Set(['since', 'until', 'till', 'by', 'for', 'from', 'after', 'before', 'through', 'in', 'on', 'during']);

/** Tense, reporting verb and preposition around the tokens `[from, to)`. */
export function contextOf(s: Surroundings, t: Tokens, from: number, to: number): LocalContext {
  const ahead = isAhead(s, t, from) || isChosen(s, t, from, to);
  const direction = isCalledBy(s, t, from, to) ? 'past' : ahead ? 'future' : (directionBefore(s, t, from) ?? directionAfter(s, t, to));
  const reporting = s.cls(t, from - 1, 'Reporting') !== undefined || s.cls(t, to, 'Reporting') !== undefined;
  const word = s.wordOf(t, from - 1);
  const preposition = prepositions.has(word) ? word : undefined;
  const context: { -readonly [K in keyof LocalContext]: LocalContext[K] } = {};
  if (direction) context.tense = direction;
  if (direction === 'past' && (tellsPast(s, t, from - 1) || (preposition !== undefined && tellsPast(s, t, from - 2)))) context.firm = true;
  if (direction === 'future' && calledOff(s, t, to)) context.calledOff = true;
  if (reporting && !ahead) context.reporting = true;
  if (s.is(t, to, "'s") && !ahead) context.possessive = true;
  if (preposition !== undefined) context.preposition = preposition;
  return context;
}

/** How far behind a plan's day it may be told what became of it, in tokens. */
const fateWithin = 8;

/** "planned for Saturday was cancelled": told as past, unlike "has been cancelled". */
function calledOff(s: Surroundings, t: Tokens, to: number): boolean {
  for (let i = to; i < to + fateWithin; i++) {
    if (sentenceEnd(s, t, i)) return false;
    if (s.is(t, i, 'was') || s.is(t, i, 'were'))
      return s.in(t, i + 1, 'callOffs') || s.in(t, i + 2, 'callOffs') || (s.is(t, i + 1, 'called') && s.is(t, i + 2, 'off'));
  }
  return false;
}

function tellsPast(s: Surroundings, t: Tokens, i: number): boolean {
  return s.telling(t, i) && tenseAt(s, t, i) === 'past';
}

/** "ahead of Friday's summit", "in the run-up to Sunday's vote": what is waited for. */
function isAhead(s: Surroundings, t: Tokens, from: number): boolean {
  return (s.is(t, from - 1, 'of') && s.is(t, from - 2, 'ahead')) || (s.is(t, from - 1, 'to') && s.is(t, from - 2, 'up') && s.is(t, from - 4, 'run'));
}

/** "The court set June 3 as the trial date": a day that was chosen, not when. "Picked Saturday for the raid" is as often over when it is told. */
function isChosen(s: Surroundings, t: Tokens, from: number, to: number): boolean {
  const named = s.cls(t, from, 'Month') !== undefined || s.cls(t, from, 'MonthAbbr') !== undefined || s.number(t, from);
  return named && s.in(t, from - 1, 'choosers') && (s.is(t, to, 'as') || s.is(t, to, 'for'));
}

/** "under a June agreement", "the January report": what was agreed or written in that month. */
function isCalledBy(s: Surroundings, t: Tokens, from: number, to: number): boolean {
  return s.cls(t, from, 'Month') !== undefined && to === from + 1 && s.in(t, to, 'monthlyNouns') && s.in(t, from - 1, 'articles');
}

function sentenceEnd(s: Surroundings, t: Tokens, i: number): boolean {
  if (s.is(t, i, ';') || s.is(t, i, '?') || s.is(t, i, '!')) return true;
  // "Jan. 5" and "Mr. Smith": a stop ends a sentence only before white space and a capital, and not after a short capital word.
  const next = s.is(t, i + 1, '"') || s.is(t, i + 1, "'") ? i + 2 : i + 1;
  return (
    s.is(t, i, '.') &&
    !s.glued(t, next) &&
    (s.capital(t, next) || s.is(t, next, '"')) &&
    !(s.capital(t, i - 1) && (t.end[i - 1] ?? 0) - (t.start[i - 1] ?? 0) <= 3)
  );
}

const auxiliaries: ReadonlySet<string> = new Set(['is', 'are', 'be', 'being']);

/** "is heard", "be paid": a participle says what its auxiliary says. */
function passive(s: Surroundings, t: Tokens, i: number): boolean {
  return auxiliaries.has(s.wordOf(t, i - 1)) || auxiliaries.has(s.wordOf(t, i - 2));
}

/** A form of "did" among the three tokens before, or the four of "didn't" and a word. */
function did(s: Surroundings, t: Tokens, i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 4) && !sentenceEnd(s, t, k); k--) if (s.is(t, k, 'did') || s.is(t, k, 'didn')) return true;
  return false;
}

/** "neither he nor his lawyer could": the subject denies it. */
function denied(s: Surroundings, t: Tokens, i: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 12) && !sentenceEnd(s, t, k); k--) if (s.is(t, k, 'nor') || s.is(t, k, 'neither')) return true;
  return false;
}

/** "France hosts Germany", "they face Spain": what is to be played or held, after its subject and before its object. */
function plans(s: Surroundings, t: Tokens, i: number): boolean {
  const ofThings = s.in(t, i, 'planVerbsOfThings');
  if ((!ofThings && !s.in(t, i, 'planVerbs')) || s.capital(t, i)) return false;
  const plural = ((t.flags[i] ?? 0) & flag.ess) === 0 || s.is(t, i, 'face');
  const before = i - 1;
  const subject =
    s.in(t, before, 'planSubjects') ||
    (s.capital(t, before) && !s.in(t, before, 'determiners')) ||
    // "The bridge, closed since May, reopens"
    (s.is(t, before, ',') && !plural) ||
    (s.word(t, before) &&
      (t.lexeme[before] === shape.unknown || s.cls(t, before, 'Measure') !== undefined || s.in(t, before, 'planNouns') || pluralNoun(s, t, before)) &&
      (((t.flags[before] ?? 0) & flag.ess) !== 0) === plural &&
      ((t.flags[before] ?? 0) & flag.ed) === 0);
  if (!subject) return false;
  if (thing(s, t, i + 1)) return true;
  return !ofThings && (s.in(t, i + 1, 'afterPlan') || s.capital(t, i + 1) || s.cls(t, i + 1, 'Weekday') !== undefined);
}

function pluralNoun(s: Surroundings, t: Tokens, i: number): boolean {
  return ((t.flags[i] ?? 0) & flag.ess) !== 0 && s.cls(t, i, 'Tense') === undefined && !s.in(t, i, 'determiners') && !s.in(t, i, 'possessives');
}

/** What a verb is said of, right after it: "results", "third-quarter sales", "its accounts". */
function thing(s: Surroundings, t: Tokens, i: number): boolean {
  if (s.in(t, i, 'planThings') || s.in(t, i, 'halfNouns') || s.in(t, i, 'possessives') || s.cls(t, i, 'Ordinal') !== undefined) return true;
  return t.lexeme[i] === shape.unknown && !s.capital(t, i) && ((t.flags[i] ?? 0) & flag.ess) !== 0;
}

/** The tense that a token speaks for, if it is a verb form that tells. */
function tenseAt(s: Surroundings, t: Tokens, i: number): Tense | undefined {
  const n = s.cls(t, i, 'Tense');
  if (n === undefined && plans(s, t, i)) return 'future';
  // "the planned merger", "a still unspecified date": participles before a noun tell nothing.
  if (n === undefined)
    return ((t.flags[i] ?? 0) & flag.ed) !== 0 && !s.capital(t, i) && !s.in(t, i - 1, 'determiners') && !t.text.startsWith('un', t.start[i])
      ? 'past'
      : undefined;
  if (s.capital(t, i) && (s.is(t, i, 'may') || s.is(t, i, 'will'))) return undefined;
  if (s.is(t, i, 'won') && s.is(t, i + 1, "'") && s.is(t, i + 2, 't') && s.glued(t, i + 2)) return 'future';
  // "could not be reached on Wednesday": what was not possible, not what may be.
  if (s.is(t, i, 'could') && (s.is(t, i + 1, 'not') || denied(s, t, i))) return 'past';
  // "did not plan to", "didn't meet"
  if (names[n] !== 'past' && did(s, t, i) && !infinitive(s, t, i + 1)) return 'past';
  if (s.is(t, i, 'set') && (s.is(t, i + 1, 'to') || s.is(t, i + 1, 'for'))) return 'future';
  if (s.is(t, i, 'due') && s.is(t, i + 1, 'to') && (s.in(t, i + 2, 'determiners') || s.capital(t, i + 2))) return undefined;
  if (s.in(t, i, 'alsoNouns') && s.in(t, i - 1, 'determiners') && !s.is(t, i + 1, 'to')) return undefined;
  // "will cut", "plans to cut": the infinitive of a verb whose past looks like it.
  if (s.in(t, i, 'sameForms') && s.in(t, i - 1, 'beforeInfinitive')) return undefined;
  if (s.is(t, i, 'going') && !s.is(t, i + 1, 'to')) return undefined;
  // "had been due to expire", "as previously planned": what was once ahead.
  if (names[n] === 'future' && ((s.is(t, i - 1, 'been') && s.is(t, i - 2, 'had')) || s.in(t, i - 1, 'onceBefore'))) return 'past';
  return names[n];
}

/** How near a copula stands to what it puts on a day. */
const nearby = 7;

function pastBetween(s: Surroundings, t: Tokens, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (((t.flags[i] ?? 0) & flag.ed) !== 0 || s.cls(t, i, 'Tense') === tense.past) return true;
  return false;
}

function infinitive(s: Surroundings, t: Tokens, i: number): boolean {
  return s.is(t, i, 'to') && s.word(t, i + 1) && !s.capital(t, i + 1) && !s.in(t, i + 1, 'determiners') && s.cls(t, i + 1, 'Unit') === undefined;
}

function directionBefore(s: Surroundings, t: Tokens, from: number): Tense | undefined {
  let purpose = false;
  let isAfter = false;
  for (let i = from - 1; i >= Math.max(0, from - reach); i--) {
    if (!s.telling(t, i)) continue;
    if (sentenceEnd(s, t, i)) return undefined;
    if (infinitive(s, t, i)) purpose = true;
    if (s.is(t, i, 'after') && i < from - 1) isAfter = true;
    // "since the attack of Nov. 20"
    if (s.is(t, i, 'since')) return 'past';
    const found = tenseAt(s, t, i);
    // "Fans face questions after violence on Sunday": the day is of what went before. "Reports results after the close on Thursday" is not so.
    if (found === 'future' && isAfter && s.in(t, i, 'planVerbs') && plans(s, t, i)) return 'past';
    // "guidelines to be published in May"; "had to be removed on Monday" tells by its "had".
    if (found === 'past' && s.is(t, i - 1, 'be') && s.is(t, i - 2, 'to')) return tenseAt(s, t, i - 3) ?? 'future';
    if (!found || (found === 'past' && passive(s, t, i))) continue;
    // "due to expire": what governs the infinitive tells.
    if (found === 'future' && s.is(t, i - 1, 'to') && s.cls(t, i - 2, 'Tense') === tense.future) return tenseAt(s, t, i - 2);
    if (found === 'past' && s.in(t, i, 'deferrals') && (s.is(t, from - 1, 'until') || s.is(t, from - 1, 'to') || s.is(t, from - 1, 'till'))) return 'future';
    // "are to hold talks on", "agreed to meet": what is to be done lies ahead; "went to meet" does not.
    if (purpose && (found === 'present' || s.is(t, i, 'agreed') || s.is(t, i, 'decided'))) return 'future';
    // "The vote is Sunday"
    if (found === 'present' && i === from - 1 && (s.is(t, i, 'is') || s.is(t, i, 'are'))) return 'future';
    // "The game is on Saturday": what is told to be on a day is ahead; "is accused of killing two on Saturday" tells of what was.
    if (found === 'present' && s.is(t, from - 1, 'on') && from - i <= nearby && (s.is(t, i, 'is') || s.is(t, i, 'are')) && !pastBetween(s, t, i + 1, from))
      return 'future';
    // "announced a summit in March": only how near it is can tell; "announced in March" is told.
    if (found === 'past' && from - i > 2 && s.in(t, i, 'announcers')) return s.is(t, from - 1, 'from') ? 'future' : 'present';
    return found;
  }
  return undefined;
}

function directionAfter(s: Surroundings, t: Tokens, to: number): Tense | undefined {
  for (let i = to; i < Math.min(t.count, to + reach); i++) {
    if (!s.telling(t, i)) continue;
    if (sentenceEnd(s, t, i)) return undefined;
    const found = tenseAt(s, t, i);
    if (!found || (found === 'past' && passive(s, t, i))) continue;
    // "Friday's deadline" lies ahead; "on Friday, a day before the deadline, he paid" tells by its verb.
    if (s.is(t, i, 'deadline') && i > to + 1) continue;
    // "On Friday, the firm pledged help": the pledge was made on that day.
    if (found === 'future' && ((t.flags[i] ?? 0) & flag.ed) !== 0) return 'past';
    // "the two sides are to meet", "is expected to"
    const ahead = found === 'present' && (infinitive(s, t, i + 1) || tenseAt(s, t, i + 1) === 'future');
    return ahead ? 'future' : found;
  }
  return undefined;
}
