/** How far reported content runs: to the end of the sentence, unless another clause takes over. */
import { commentAt } from './comments';
import type { Sentence } from './sentence';
import { Kind } from './tokens';
import { Form, Takes } from './verbs';
import { verbGroupAt } from './verb-group';
import { type VerbEntry, W } from './words';

/** Longer content is a list, or text without full stops. */
const maxContent = 220;

export interface Context {
  /** It began with "that" or the like: what follows belongs to it more readily than to a bare object. */
  readonly clause: boolean;
  /** Form of the verb that governs it: a verb joined to it has the same. */
  readonly forms: number;
  /** It is a thing rather than a clause. */
  readonly thing?: boolean;
  /** Its clause comes before the main one, which begins behind a comma. */
  readonly initial?: boolean;
  /** It stands in a relative clause, behind which the main verb follows. */
  readonly relative?: boolean;
}

/** The token behind the last of the content that begins at `start`. */
export function contentEnd(s: Sentence, start: number, context: Context): number {
  const limit = Math.min(s.to, start + maxContent);
  // Words borrowed between marks are not cut in the middle.
  for (let k = Math.min(limit, s.borrowedEnd(start) ?? start); k < limit; k++) {
    const token = s.at(k);
    if (!token) return k;
    switch (token.kind) {
      case Kind.Stop:
        // Sentences among borrowed words go on; a small letter behind a full stop is what a translation left over.
        if (k > start && s.at(k + 1)?.capital !== true) return k;
        break;
      case Kind.Semicolon:
        if (k > start) return k;
        break;
      case Kind.Dash:
        if (k > start) {
          const second = dashAhead(s, k);
          if (second === undefined || !context.clause) return k;
          k = second;
        }
        break;
      case Kind.OpenBracket:
        k = closing(s, k);
        break;
      case Kind.Comma:
        if (k > start && endsAtComma(s, k, context)) return k;
        break;
      case Kind.Quotation:
        if (k > start && (s.is(k - 1, Kind.Comma) || s.is(k - 1, Kind.Colon))) return k - 1;
        break;
      case Kind.Word:
        if (k > start && endsAtWord(s, k, context, start)) return k;
        break;
      default:
    }
  }
  return limit;
}

function dashAhead(s: Sentence, at: number): number | undefined {
  for (let k = at + 1; k < s.to && k - at < 30; k++) if (s.is(k, Kind.Dash)) return k;
  return undefined;
}

function closing(s: Sentence, open: number): number {
  for (let k = open + 1; k < s.to && k - open < 60; k++) if (s.is(k, Kind.CloseBracket)) return k;
  return open;
}

/** A subject with its appositions is hardly longer. */
const clauseReach = 24;

/** A subject, perhaps with an apposition, and a finite verb. */
function clauseFollows(s: Sentence, start: number): boolean {
  let from = start;
  for (let k = start; k < s.to && k - start < clauseReach; k++) {
    if (k === from && s.has(k, W.Coordinator | W.Relative | W.To)) return false;
    if (s.is(k, Kind.Comma)) {
      if (k - from < 2) return false;
      from = k + 1;
      continue;
    }
    if (s.ends(k)) return false;
    if (k > from && (s.finite(k) || ((s.at(k)?.word.verbs.length ?? 0) > 0 && verbGroupAt(s, k)?.use === 'finite'))) return true;
  }
  return false;
}

/** ", sources said.": who says all that stands before it. */
function attributionFollows(s: Sentence, start: number): boolean {
  if (s.has(start, W.Coordinator | W.Subordinator | W.Relative | W.That | W.To | W.Preposition)) return false;
  for (let k = start + 1; k < s.to && k - start < 10; k++) {
    const token = s.at(k);
    if (!token || (token.kind !== Kind.Word && token.kind !== Kind.Number) || s.has(k, W.That)) return false;
    if (
      token.word.verbs.some(({ verbClass }) => (verbClass.takes & Takes.Behind) !== 0 && (verbClass.takes & Takes.Strong) !== 0) &&
      verbGroupAt(s, k)?.use === 'finite'
    )
      return closesClause(s, k + 1);
    if (s.finite(k)) return false;
  }
  return false;
}

/** "condemned the test after it had failed": when somebody said it, not what. */
const timeClauses = new Set(['after', 'as', 'while', 'since', 'when', 'before']);

const concessives = new Set(['though', 'although', 'while', 'whereas', 'despite', 'but']);

function endsAtComma(s: Sentence, comma: number, context: Context): boolean {
  const next = comma + 1;
  if (context.initial && clauseFollows(s, next)) return true;
  if (context.relative && (s.finite(next) || (verbGroupAt(s, next)?.use === 'finite' && !s.has(next, W.AlsoNoun)))) return true;
  if (attributionFollows(s, next) || commentAt(s, next)) return true;
  const key = s.key(next);
  if (concessives.has(key)) return true;
  if (!context.clause && (key === 'which' || key === 'who' || key === 'whose')) return true;
  if (key === 'according') return true;
  const reads = s.at(next);
  if (reads && reads.word.verbs.length > 0 && reads.word.forms & Form.Gerund && !(reads.word.bits & W.AlsoNoun)) return saysBehind(s, next);
  if (key === 'and' || key === 'as' || key === 'so') {
    if (joinedVerb(s, next + 1, context)) return true;
    return key === 'and' && clauseOfCue(s, next + 1);
  }
  return false;
}

/** ", saying that …", ", calling it …": another cue of the same speaker. */
function saysBehind(s: Sentence, at: number): boolean {
  return s.at(at)?.word.verbs.some(({ verbClass }) => verbClass.manner === 'says' || verbClass.manner === 'judges') === true;
}

function endsAtWord(s: Sentence, k: number, context: Context, start: number): boolean {
  const key = s.key(k);
  if (key === 'but' && s.has(k, W.Coordinator)) return joinedVerb(s, k + 1, context) || clauseOfCue(s, k + 1);
  if (key === 'and') return joinedVerb(s, k + 1, context) && !isContents(s, k + 1, start, context);
  if (key === 'although' || key === 'whereas') return true;
  if (key === 'according') return true;
  if (context.thing && timeClauses.has(key)) return clauseFollows(s, k + 1);
  return false;
}

/** "said they heard shots and saw two men": content that has a subject and a verb goes on with a verb that says nothing aloud. */
function isContents(s: Sentence, at: number, start: number, { thing }: Context): boolean {
  let verb = at;
  while (s.has(verb, W.Adverb | W.Not) && !s.has(verb, W.Pronoun) && verb - at < 4) verb++;
  const behind = s.key(verb + 1);
  // "called it a scandal" is neither "called on" nor "called for".
  const verbs = (s.at(verb)?.word.verbs ?? []).filter(({ particle, prepositions, verbClass: { takes } }) =>
    particle === undefined ? takes !== 0 || prepositions.has(behind) : particle === behind,
  );
  if (thing === true || verbs.length === 0 || s.has(verb + 1, W.That)) return false;
  if (verbs.some(({ verbClass }) => verbClass.name === 'call-on') && s.has(verb + 1, W.Determiner | W.Possessive) && isState(s, start, at)) return false;
  if (verbs.some(({ verbClass }) => verbClass.manner === 'says') || verbs.every(judgesAloud)) return false;
  for (let k = start; k < at; k++) if (s.finite(k)) return true;
  return false;
}

/** "that the evidence was inadmissible": what is so gives no orders; who said it does, in the verb behind. */
function isState(s: Sentence, start: number, end: number): boolean {
  let is = -1;
  for (let k = start; k < end; k++) {
    if (!s.finite(k)) continue;
    if (is >= 0 || !s.has(k, W.Be)) return false;
    is = k;
  }
  return is >= 0 && ((s.at(is + 1)?.word.forms ?? 0) & (Form.Participle | Form.Gerund)) === 0;
}

/** Not "saw", "regarded": those judge only with "as" behind them, and silently. */
const judgesAloud = ({ verbClass: { manner, takes } }: VerbEntry): boolean => manner === 'judges' && ((takes & Takes.Thing) !== 0 || (takes & Takes.As) === 0);

/** "… and warned that": a verb of attribution in the form of the one that governs the content, without a subject of its own. */
function joinedVerb(s: Sentence, start: number, { forms }: Context): boolean {
  let k = start;
  while (s.has(k, W.Adverb | W.Not) && !s.has(k, W.Pronoun) && k - start < 4) k++;
  if (s.has(k, W.Have) && forms & Form.Participle && verbGroupAt(s, k + 1)?.use === 'finite') return true;
  const word = s.at(k)?.word;
  if (!word || word.verbs.length === 0) return s.finite(k) && s.has(k, W.Finite) && (forms & Form.Past) !== 0 && !/s$/.test(s.key(k));
  const shared = forms & word.forms & (Form.Past | Form.Third);
  if (shared === 0) return false;
  const group = verbGroupAt(s, k);
  return group !== undefined && group.use === 'finite' && (!group.doubtful || s.has(k + 1, W.Determiner | W.That | W.To | W.Possessive));
}

/** "and he urged …": a clause with its own subject, whose verb attributes again. */
function clauseOfCue(s: Sentence, start: number): boolean {
  for (let k = start; k < s.to && k - start < 8; k++) {
    if (s.is(k, Kind.Comma) || s.ends(k)) return false;
    const word = s.at(k)?.word;
    if (word && word.verbs.length > 0 && k > start) {
      const group = verbGroupAt(s, k);
      if (group?.use === 'finite' && !group.doubtful) return word.verbs.some(({ verbClass }) => verbClass.manner === 'says');
    }
    if (s.finite(k)) return false;
  }
  return false;
}

/** Nothing behind the verb that it could take: the end, a comma, an adjunct of time or place. */
export function closesClause(s: Sentence, at: number): boolean {
  if (s.ends(at) || s.is(at, Kind.Comma) || s.is(at, Kind.Dash) || s.is(at, Kind.Semicolon) || s.is(at, Kind.CloseBracket)) return true;
  if (s.has(at, W.That | W.Wh) && !s.has(at, W.Subordinator)) return false;
  if (s.has(at, W.Time | W.Adverb) && !s.has(at, W.Determiner | W.Pronoun)) return closesClause(s, at + 1);
  const timed = s.has(at, W.Determiner) && (s.has(at + 1, W.Time) || s.has(at + 2, W.Time));
  if (!timed && !s.has(at, W.Preposition | W.Coordinator)) return false;
  // An adjunct, without a clause of its own before the next comma.
  for (let k = at; k < s.to && k - at < 24; k++) {
    if (s.ends(k) || s.is(k, Kind.Comma)) return true;
    if (s.has(k, W.That) || s.finite(k)) return false;
  }
  return true;
}
