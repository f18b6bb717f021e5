/** Where the content of a verb of attribution begins behind it, by the frames of the verb's class. */
import type { Sentence } from './sentence';
import { Kind } from './tokens';
import { Form, Takes } from './verbs';
import { type VerbEntry, W } from './words';

export interface Complement {
  /** First token of the content. */
  readonly start: number;
  /** The token behind the last of the cue. */
  readonly cueEnd: number;
  readonly kind: 'that' | 'wh' | 'quote' | 'infinitive' | 'gerund' | 'preposition' | 'thing' | 'clause';
}

/** "said in a statement on Monday to reporters that": what stands between a verb and its "that" is not longer. */
const adjunctReach = 24;

/** Tokens of the particle behind the verb: "point out", "make clear", "make it clear"; 0 where it has none. */
export function particleLength(s: Sentence, verb: number, { particle }: VerbEntry): number {
  if (particle === undefined) return 0;
  return s.key(verb + 1) === particle ? 1 : s.key(verb + 1) === 'it' && s.key(verb + 2) === particle ? 2 : 0;
}

/** What follows the verb at `verb` as `entry` takes it; undefined where it takes nothing of what is there. */
export function complementOf(s: Sentence, verb: number, entry: VerbEntry): Complement | undefined {
  const { takes } = entry.verbClass;
  const cueEnd = verb + 1 + particleLength(s, verb, entry);
  const adverbs = skipAdverbs(s, cueEnd);
  const start = s.has(adverbs, W.Time) ? skipTime(s, adverbs) : adverbs;
  const strong = (takes & Takes.Strong) !== 0;
  const made = (kind: Complement['kind'], at: number, end = cueEnd): Complement => ({ kind, start: at, cueEnd: end });
  const punctuated = s.is(start, Kind.Comma) || s.is(start, Kind.Colon) || s.is(start, Kind.Dash) ? start + 1 : start;
  if (s.quotation(punctuated)) return takes & Takes.Quote ? made('quote', punctuated) : undefined;
  if (s.is(start, Kind.Colon) && takes & Takes.Quote && s.at(start + 1)) return made('that', start + 1);
  if (s.has(start, W.That) && takes & Takes.That && !(takes & Takes.Thing && s.has(start + 1, W.Time))) return made('that', start);
  if (takes & Takes.Object) {
    const object = beginsThing(s, start) || s.has(start, W.ObjectPronoun);
    if (object) return made('thing', start);
    if (takes & Takes.That && s.has(start, W.That)) return made('that', start);
  }
  if (s.has(start, W.To) && takes & Takes.Infinitive && infinitiveAt(s, start)) return made('infinitive', start);
  if (s.has(start, W.Wh) && takes & Takes.Wh) return made('wh', start);
  if (entry.prepositions.has(s.key(start)) && s.at(start + 1) && !s.ends(start + 1)) return prepositional(s, start, made);
  const gerund = s.at(start)?.word;
  if (takes & Takes.Gerund && gerund && /ing$/.test(gerund.key) && gerund.key.length > 5) return made('gerund', start);
  const hearer = takes & Takes.Hearer ? hearerEnd(s, start) : undefined;
  if (hearer !== undefined) {
    const behind = behindHearer(s, hearer, entry, made);
    if (behind) return behind;
  }
  const far = farContent(s, start, takes);
  if (far) return { ...far, cueEnd };
  if (takes & Takes.Clause && !(takes & Takes.Hearer && !(takes & Takes.Thing) && hearer !== undefined) && clauseStartsAt(s, start, strong))
    return made('clause', start);
  const time = skipTime(s, start);
  if (time > start && takes & Takes.Clause && clauseStartsAt(s, time, strong)) return made('clause', time);
  if (time > start && takes & Takes.Thing && s.has(time, W.Determiner | W.Possessive)) return made('thing', time);
  if (takes & Takes.Thing && beginsThing(s, start)) return made('thing', start);
  if (takes & Takes.As && beginsThing(s, start) && asAhead(s, start)) return made('thing', start);
  if (takes & Takes.Partner && (s.key(start) === 'to' || s.key(start) === 'with')) return behindPartner(s, start, entry, made);
  return undefined;
}

/** "spoke on condition of anonymity", "on behalf of", "on background": how somebody speaks, not of what. */
const circumstances = new Set(['condition', 'conditions', 'behalf', 'background', 'camera', 'deadline', 'air', 'stage', 'arrival']);

function prepositional(s: Sentence, start: number, made: (kind: Complement['kind'], at: number, end?: number) => Complement): Complement | undefined {
  if (s.has(start + 1, W.Time)) return undefined;
  if (s.quotation(start + 1) || (s.key(start) === 'on' && circumstances.has(s.key(start + 1)))) return undefined;
  return made('preposition', start + 1, start + 1);
}

/** "talked to reporters about …" */
function behindPartner(
  s: Sentence,
  start: number,
  entry: VerbEntry,
  made: (kind: Complement['kind'], at: number, end?: number) => Complement,
): Complement | undefined {
  for (let k = start + 1; k < s.to && k - start < 12; k++) {
    if (s.key(k) === 'about' && entry.prepositions.has('about')) return made('preposition', k + 1);
    if (s.ends(k) || s.is(k, Kind.Comma) || s.finite(k)) return undefined;
  }
  return undefined;
}

/** "saw it as …" */
function asAhead(s: Sentence, start: number): boolean {
  for (let k = start; k < s.to && k - start < 14; k++) {
    if (s.key(k) === 'as') return k > start;
    if (s.ends(k) || s.is(k, Kind.Comma) || s.finite(k)) return false;
  }
  return false;
}

function behindHearer(s: Sentence, hearer: number, entry: VerbEntry, made: (kind: Complement['kind'], at: number) => Complement): Complement | undefined {
  const { takes } = entry.verbClass;
  let k = skipTime(s, hearer);
  if (s.is(k, Kind.Comma) || s.is(k, Kind.Colon)) k++;
  if (s.quotation(k)) return takes & Takes.Quote ? made('quote', k) : undefined;
  if (s.has(k, W.That) && takes & Takes.That) return made('that', k);
  if (s.has(k, W.Wh) && takes & (Takes.Wh | Takes.That)) return made('wh', k);
  if (s.has(k, W.To) && takes & Takes.Infinitive && infinitiveAt(s, k)) return made('infinitive', k);
  if (entry.prepositions.has(s.key(k)) && !s.has(k + 1, W.Time)) return made('preposition', k + 1);
  return takes & Takes.Clause && clauseStartsAt(s, k, true) ? made('clause', k) : undefined;
}

/** "that" or a quotation behind adjuncts: "said in a statement on Monday that", "said at a briefing: “…”". */
function farContent(s: Sentence, start: number, takes: number): Omit<Complement, 'cueEnd'> | undefined {
  if (!s.has(start, W.Preposition | W.Time | W.To | W.Adverb) && !s.is(start, Kind.Comma) && !(takes & Takes.Hearer)) return undefined;
  for (let k = start; k < s.to && k - start < adjunctReach; k++) {
    if (s.quotation(k)) return takes & Takes.Quote ? { kind: 'quote', start: k } : undefined;
    if (s.has(k, W.That) && !s.has(k + 1, W.Finite | W.Be | W.Have | W.Modal | W.Time) && takes & Takes.That) return { kind: 'that', start: k };
    if (s.ends(k) || s.is(k, Kind.Semicolon) || s.has(k, W.Coordinator) || (s.finite(k) && k > start)) return undefined;
    if (s.has(k, W.Relative | W.Subordinator) && !s.has(k, W.Preposition)) return undefined;
  }
  return undefined;
}

/** The token behind somebody spoken to: a pronoun, or a noun phrase up to where another begins. */
function hearerEnd(s: Sentence, start: number): number | undefined {
  if (s.has(start, W.ObjectPronoun)) return start + 1;
  if (s.key(start) === 'each' && s.key(start + 1) === 'other') return start + 2;
  if (!beginsThing(s, start)) return undefined;
  let k = start;
  if (s.has(k, W.Determiner | W.Possessive)) k++;
  const proper = s.at(k)?.capital === true;
  for (; k < s.to && k - start < 20; k++) {
    const token = s.at(k);
    if (!token || (token.kind !== Kind.Word && token.kind !== Kind.Number)) return s.key(k - 1) === 'of' ? undefined : k;
    const { bits } = token.word;
    if (k > start && bits & (W.Pronoun | W.That | W.Wh | W.To | W.Modal | W.Time) && !(bits & W.Determiner && s.has(k - 1, W.Preposition))) return k;
    if (k > start && bits & W.Determiner && !s.has(k - 1, W.Preposition | W.Coordinator | W.Determiner)) return k;
    if (k > start && bits & W.Possessive && s.key(k) !== "'s" && !s.has(k - 1, W.Preposition | W.Coordinator)) return k;
    if (k > start && !proper && token.capital && !(s.at(k - 1)?.capital ?? false) && !s.has(k - 1, W.Preposition | W.Coordinator | W.Determiner | W.Possessive))
      return k;
    if (s.finite(k)) return k;
  }
  return k;
}

function skipAdverbs(s: Sentence, start: number): number {
  let k = start;
  while (k - start < 3 && s.has(k, W.Adverb) && !s.has(k, W.Pronoun | W.Determiner | W.Time | W.Coordinator | W.Subordinator)) k++;
  return k;
}

/** "Monday", "on Friday", "last week", "earlier this month" */
function skipTime(s: Sentence, start: number): number {
  let k = start;
  while (k - start < 5) {
    if (s.has(k, W.Time)) k++;
    else if (s.has(k, W.Preposition | W.Determiner | W.Adverb) && s.has(k + 1, W.Time)) k += 2;
    else if (s.has(k, W.Preposition) && s.has(k + 1, W.Determiner) && s.has(k + 2, W.Time)) k += 3;
    else break;
  }
  return k;
}

function infinitiveAt(s: Sentence, to: number): boolean {
  const next = s.at(skipAdverbs(s, to + 1));
  return (
    next?.kind === Kind.Word &&
    !(next.word.bits & (W.Determiner | W.Possessive | W.Pronoun | W.ObjectPronoun | W.Preposition)) &&
    (!next.capital || next.word.forms !== 0)
  );
}

/** A noun phrase, loosely. */
function beginsThing(s: Sentence, start: number): boolean {
  const token = s.at(start);
  if (!token) return false;
  if (token.kind === Kind.Number) return true;
  if (token.kind !== Kind.Word) return false;
  const { bits } = token.word;
  if (bits & (W.Determiner | W.Possessive | W.Pronoun | W.ObjectPronoun)) return true;
  if (bits & (W.Preposition | W.Coordinator | W.Subordinator | W.To | W.Be | W.Have | W.Do | W.Modal | W.Time | W.Adverb | W.Not | W.Relative)) return false;
  return true;
}

/** A subject and, within reach, its finite verb. Behind verbs that take more than statements, nothing may part the two. */
function clauseStartsAt(s: Sentence, start: number, strong: boolean): boolean {
  const token = s.at(start);
  if (!token || (token.kind !== Kind.Word && token.kind !== Kind.Number)) return false;
  const { bits } = token.word;
  if (bits & (W.Coordinator | W.To | W.Relative) && !(bits & W.Wh)) return false;
  if (bits & (W.Be | W.Have | W.Do | W.Modal)) return false;
  if (!(bits & W.Subordinator) && bits & W.Preposition && !(bits & W.Determiner)) return strong && prepositionLeadsClause(s, start);
  for (let k = start + 1; k < s.to && k - start < 40; k++) {
    if (s.ends(k) || s.is(k, Kind.Semicolon) || s.is(k, Kind.Colon)) return false;
    if (!strong && (s.is(k, Kind.Comma) || s.has(k, W.Relative | W.That | W.To) || (s.has(k, W.Subordinator) && !s.has(k, W.Preposition | W.Adverb))))
      return false;
    if (s.finite(k) || verbLike(s, k)) return true;
  }
  return false;
}

/** A word in a verb's place: a verb of attribution, or an unknown word in -s, behind a name or a pronoun. */
function verbLike(s: Sentence, at: number): boolean {
  const token = s.at(at);
  if (!token) return false;
  const { forms, bits, key } = token.word;
  const named = s.at(at - 1)?.capital === true;
  if (forms & (Form.Past | Form.Third | Form.Base)) return (named && !token.capital) || s.has(at - 1, W.Pronoun | W.Adverb);
  return forms === 0 && bits === 0 && named && !token.capital && key.endsWith('s') && !key.endsWith('ss');
}

/** "in Paris, the council will", not "in Paris." */
function prepositionLeadsClause(s: Sentence, start: number): boolean {
  for (let k = start + 1; k < s.to && k - start < 14; k++) {
    if (s.is(k, Kind.Comma)) return clauseStartsAt(s, k + 1, true);
    if (s.ends(k)) return false;
  }
  return false;
}
