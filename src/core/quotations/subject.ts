/** The phrase that a finite verb has for its subject, by the boundaries of its clause; no parse tree, and linear with a bounded reach. */
import type { Sentence } from './sentence';
import { Kind } from './tokens';
import { verbGroupAt } from './verb-group';
import { Form } from './verbs';
import { W } from './words';

/** Tokens [from, to). */
export interface Phrase {
  readonly from: number;
  readonly to: number;
}

/** Subjects with their appositions are shorter. */
const reach = 60;

/** The subject of the verb group that begins at `verb`. */
export function subjectOf(s: Sentence, verb: number): Phrase | undefined {
  let end = verb;
  const commaBefore = s.is(verb - 1, Kind.Comma);
  if (commaBefore) end--;
  if (s.has(end - 1, W.Relative | W.That) && !commaBefore) return { from: end - 1, to: end };
  if (s.has(end - 1, W.Pronoun) && !s.has(end - 2, W.Preposition) && !commaBefore) return { from: end - 1, to: end };
  const relative = commaBefore ? relativeBefore(s, end - 1) : undefined;
  if (relative !== undefined) return subjectOf(s, relative);
  const inserted = commaBefore ? insertedBefore(s, end - 1) : undefined;
  if (inserted !== undefined) return trimmed(s, skipLead(s, s.from), inserted);
  const { boundary, commas, list } = clauseStart(s, end - 1);
  const starts = [boundary, ...commas.map((comma) => comma + 1)].filter((start) => start < end);
  if (commaBefore || list || s.is(end - 1, Kind.CloseBracket)) {
    const first = starts.find((start) => beginsPhrase(s, skipLead(s, start), end));
    // "The paper, citing two officials, reported": a clause of its own is no part of the phrase.
    const inserted = commas.find((comma) => first !== undefined && comma > first && isGerund(s, comma + 1));
    return first === undefined ? undefined : trimmed(s, skipLead(s, first), inserted ?? end);
  }
  const last = starts.at(-1) ?? boundary;
  const start = skipLead(s, last);
  if (beginsPhrase(s, start, end)) return trimmed(s, start, end);
  const inner = innerPhrase(s, start, end);
  return inner === undefined ? undefined : trimmed(s, inner, end);
}

/** "Example, who said that it was late, …": where the relative clause begins that a comma closes before the verb. */
function relativeBefore(s: Sentence, last: number): number | undefined {
  for (let k = last; k > s.from + 1 && last - k < reach; k--) {
    if ((s.has(k, W.Relative) || s.key(k) === 'whose') && s.is(k - 1, Kind.Comma)) return k;
    if (s.is(k, Kind.Quotation) || s.is(k, Kind.Semicolon)) return undefined;
  }
  return undefined;
}

/** "The minister, asked if he would go, said": the comma before the participle, which has all that stands before it for its subject. */
function insertedBefore(s: Sentence, last: number): number | undefined {
  for (let k = last; k > s.from + 1 && last - k < relativeReach; k--) {
    if (s.is(k - 1, Kind.Comma) && (s.at(k)?.word.forms ?? 0) & Form.Participle) return verbGroupAt(s, k)?.use === 'participle' ? k - 1 : undefined;
    if (s.is(k, Kind.Quotation) || s.is(k, Kind.Semicolon)) return undefined;
  }
  return undefined;
}

/** Whether the verb at `verb` stands in a relative clause that a comma has opened and none has closed. */
export function inRelative(s: Sentence, verb: number): boolean {
  for (let k = verb - 1; k > s.from && verb - k < relativeReach; k--) {
    if (s.is(k, Kind.Comma)) return s.has(k + 1, W.Relative);
    if (s.is(k, Kind.Semicolon) || s.is(k, Kind.Quotation)) return false;
  }
  return false;
}

const relativeReach = 30;

/** Where the clause that ends before `last` + 1 begins, and the commas in it, in order. */
function clauseStart(s: Sentence, last: number): { readonly boundary: number; readonly commas: readonly number[]; readonly list: boolean } {
  const commas: number[] = [];
  let joiner: number | undefined;
  let list = false;
  const done = (boundary: number): { boundary: number; commas: number[]; list: boolean } => {
    const within = commas.filter((comma) => comma >= boundary);
    // "A, B, and C": "and" behind a comma joins phrases where no verb stands before it.
    return { boundary, commas: within, list: list && boundary <= (joiner ?? 0) && within.length > 1 };
  };
  for (let k = last; k >= s.from; k--) {
    const token = s.at(k);
    if (!token || last - k > reach) return done(k + 1);
    switch (token.kind) {
      case Kind.Quotation:
      case Kind.Semicolon:
      case Kind.Colon:
      case Kind.OpenBracket:
      case Kind.Stop:
      case Kind.Dash:
        return done(k + 1);
      case Kind.CloseBracket:
        k = openingBracket(s, k);
        continue;
      case Kind.Comma:
        commas.unshift(k);
        continue;
      default:
    }
    const { bits } = token.word;
    if (bits & W.Coordinator) {
      if (s.is(k - 1, Kind.Comma)) {
        if (s.key(k) !== 'and' && s.key(k) !== 'or') return done(k + 1);
        list = true;
      }
      joiner ??= k;
      continue;
    }
    if (bits & (W.Subordinator | W.That) || (bits & W.Wh && !(bits & W.Relative))) {
      if (!(bits & W.Preposition) || k === s.from || s.is(k - 1, Kind.Comma)) if (k < last) return done(k + 1);
      continue;
    }
    if (commas.length === 0 && joiner === undefined && isAttribute(s, k)) continue;
    if (s.finite(k) && k < last + 1) {
      let group = k;
      while (s.has(group - 1, W.Adverb | W.Not | W.Modal | W.Have | W.Be) && !s.has(group - 1, W.Pronoun)) group--;
      if (s.has(group - 1, W.Relative | W.That)) {
        k = group - 1;
        continue;
      }
      if (joiner !== undefined) return done(joiner + 1);
      return done((commas.at(0) ?? k) + 1);
    }
  }
  return done(s.from);
}

/** "closed after officials said" is a clause and another. */
const attributePrepositions = new Set(['on', 'in', 'by', 'with', 'for', 'about', 'to', 'at']);

/** "officials briefed on the matter", "a lawyer hired by the family": a participle behind a noun, with its preposition. */
function isAttribute(s: Sentence, at: number): boolean {
  const word = s.at(at)?.word;
  if (!word || !(word.bits & W.Ed || word.forms & Form.Participle) || s.at(at)?.capital) return false;
  const before = s.at(at - 1);
  return (
    before?.kind === Kind.Word &&
    (before.word.bits & (W.Pronoun | W.Relative | W.That | W.Be | W.Have | W.Modal | W.Preposition | W.Determiner | W.Adverb | W.To)) === 0 &&
    attributePrepositions.has(s.key(at + 1)) &&
    !s.has(at + 2, W.Time)
  );
}

function openingBracket(s: Sentence, close: number): number {
  for (let k = close - 1; k >= s.from && close - k < reach; k--) if (s.is(k, Kind.OpenBracket)) return k;
  return close;
}

function isGerund(s: Sentence, at: number): boolean {
  const word = s.at(at)?.word;
  return word !== undefined && word.verbs.length > 0 && (word.forms & Form.Gerund) !== 0;
}

/** Past "But", "Meanwhile", "also". */
function skipLead(s: Sentence, start: number): number {
  let k = start;
  while (s.has(k, W.Coordinator | W.Adverb) && !s.has(k, W.Pronoun | W.Determiner)) k++;
  return k;
}

function beginsPhrase(s: Sentence, start: number, end: number): boolean {
  const token = s.at(start);
  if (!token || start >= end) return false;
  if (token.kind === Kind.Number) return true;
  if (token.kind !== Kind.Word) return false;
  const { bits, forms } = token.word;
  if (bits & (W.Determiner | W.Possessive | W.Pronoun)) return true;
  if (bits & (W.Preposition | W.Subordinator | W.To | W.Be | W.Have | W.Modal | W.Do | W.Time | W.Wh)) return false;
  return !(forms & (Form.Gerund | Form.Participle) && !token.capital && !(bits & W.AlsoNoun));
}

/** In "On Tuesday the council": where the subject begins behind the phrase before it. */
function innerPhrase(s: Sentence, start: number, end: number): number | undefined {
  for (let k = end - 1; k > start; k--) {
    if (s.has(k, W.Determiner | W.Possessive | W.Pronoun) && s.key(k) !== "'s" && !s.has(k - 1, W.Preposition)) return k;
    if (s.has(k - 1, W.Time) && s.at(k)?.kind === Kind.Word && !s.has(k, W.Time | W.Preposition)) return k;
  }
  for (let k = end - 1; k > start; k--) {
    const token = s.at(k);
    const left = s.at(k - 1);
    if (token?.capital && left && !left.capital && !s.has(k - 1, W.Preposition)) return k;
    if (s.has(k - 1, W.Preposition)) return k;
  }
  return undefined;
}

function trimmed(s: Sentence, from: number, end: number): Phrase | undefined {
  let to = end;
  while (to > from && (s.is(to - 1, Kind.Comma) || (s.has(to - 1, W.Adverb) && !s.has(to - 1, W.Pronoun | W.Determiner)))) to--;
  to = withoutTime(s, from, to);
  return to > from ? { from, to } : undefined;
}

/** "Example at the end of November": the time between a subject and its verb is no part of it. */
function withoutTime(s: Sentence, from: number, to: number): number {
  if (!s.has(to - 1, W.Time) && !s.is(to - 1, Kind.Number)) return to;
  let cut = to;
  for (let k = to - 1; k > from && to - k < 7; k--) {
    if (s.has(k, W.Preposition)) cut = k;
    else if (!s.has(k, W.Time | W.Determiner | W.Adverb) && !s.is(k, Kind.Number) && !timeParts.has(s.key(k))) break;
  }
  // "a poll of July 2021" keeps its date only if nothing else would be left.
  return cut === to && s.has(to - 1, W.Time) && s.has(to - 2, W.Time | W.Determiner) && to - 2 > from ? to - 2 : cut;
}

const timeParts = new Set(['end', 'beginning', 'start', 'middle', 'late', 'early', 'mid', 'half']);

/** The noun phrase that begins at `start` and runs rightwards: "the head of the agency", "Jane Example, a lawyer". */
export function phraseFrom(s: Sentence, start: number): Phrase | undefined {
  if (!beginsPhrase(s, start, s.to)) return undefined;
  let k = start + 1;
  for (; k < s.to && k - start < 40; k++) {
    const token = s.at(k);
    if (!token) break;
    if (token.kind === Kind.Comma) {
      // An apposition, "…, a lawyer in the capital," belongs to the name.
      if (s.has(k + 1, W.Determiner) && !clauseAhead(s, k + 1)) continue;
      break;
    }
    if (token.kind !== Kind.Word && token.kind !== Kind.Number) break;
    const { bits, key } = token.word;
    if (bits & W.Coordinator && (s.at(k + 1)?.capital ?? false)) continue;
    if (bits & (W.Pronoun | W.Subordinator | W.Coordinator | W.Relative | W.That | W.Time) && !(bits & W.Determiner) && key !== 'as') break;
    if (s.finite(k) || bits & (W.Be | W.Have | W.Modal | W.Do | W.To)) break;
    if (bits & W.Preposition && !['of', 'for', 'at', 'in', 'from'].includes(key)) break;
    if (bits & W.Preposition && key !== 'of' && s.has(k + 1, W.Time)) break;
    if (bits & W.Preposition && key !== 'of' && (s.has(start, W.Pronoun) || s.key(k + 1) === 'an' || s.key(k + 1) === 'a')) break;
  }
  return { from: start, to: k };
}

function clauseAhead(s: Sentence, start: number): boolean {
  for (let k = start; k < s.to && k - start < 12; k++) {
    if (s.is(k, Kind.Comma) || s.ends(k)) return false;
    if (s.finite(k)) return true;
  }
  return false;
}
