/**
 * A text as the words that the comparison of statements works on: where each stands, by what key it equals another,
 * how much it weighs, what kind of word it is. Keys unite inflections, British and American spelling, numerals,
 * and one name in two transliterations; a second key unites synonyms.
 */
import { stemmer } from 'stemmer';
import { transliterationKey } from '../actors/names';
import { fold } from '../actors/tokens';
import { hash32 } from '../hashing';
import { endOfInitials, endOfRun, kindAt, Kind } from '../text/kinds';
import type { Range } from '../text/range';
import { WordMemory } from '../text/wordMemory';
import { functionWords, lemmas, negations, synonymGroups } from './vocabulary';

export interface Word {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  readonly lexeme: Lexeme;
  /** Written with a capital where no sentence begins. */
  readonly capital: boolean;
}

/** What a word is wherever it stands; one object a folded form, so that equal forms are compared by identity. */
export interface Lexeme {
  readonly folded: string;
  /** Equal for forms of one word. */
  readonly key: string;
  /** The key as a number of 32 bits. */
  readonly hash: number;
  /** Equal for words that news uses for one another; the key itself for all others. */
  readonly group: string;
  /** 0 to 1: how much the word says about what a statement is. */
  readonly weight: number;
  readonly content: boolean;
  readonly number: boolean;
  readonly negation: boolean;
}

/** Remembers what forms are; owned by whoever compares many texts. */
export class Lexicon {
  private readonly lexemes = new WordMemory<Lexeme>(lexemeOf, maxLexemes);

  /** @param raw a word as written, without white space */
  of(raw: string): Lexeme {
    return this.lexemes.of(raw);
  }

  /** Of the word in `[start, end)` of a text. */
  at(text: string, start: number, end: number): Lexeme {
    return this.lexemes.at(text, start, end);
  }
}

/** Some 25 MB; what was forgotten is read anew. */
const maxLexemes = 100_000;

/** The words of a text that lie in a range of it, as indices, the last exclusive. */
export function wordsBetween(words: readonly Word[], { start, end }: Range): readonly [number, number] {
  const first = firstAt(words.length, (i) => (words[i]?.start ?? 0) >= start);
  return [
    first,
    Math.max(
      first,
      firstAt(words.length, (i) => (words[i]?.end ?? 0) > end),
    ),
  ];
}

/** The first of so many for which `holds`, which holds for all behind it. */
export function firstAt(count: number, holds: (i: number) => boolean): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * Where the word ends that begins at a place, the place itself where none does. Letters and digits with what joins them into one word: the points of "U.S.", the
 * points and commas of numbers, apostrophes; and the per cent sign. Hyphens part words: "sit-down" and "sit down" are the same two.
 */
function endOfWord(text: string, from: number, end: number): number {
  const kind = kindAt(text, from);
  if (kind & Kind.Upper) {
    const initials = endOfInitials(text, from, end, Kind.Upper);
    if (initials > from) return initials;
  }
  if (kind & Kind.Digit) {
    let at = endOfRun(text, from, end, Kind.Digit);
    while (at + 1 < end && isOfNumber(text.charCodeAt(at)) && (kindAt(text, at + 1) & Kind.Digit) !== 0) at = endOfRun(text, at + 1, end, Kind.Digit);
    return at;
  }
  if (kind & (Kind.Letter | Kind.Mark)) {
    let at = endOfRun(text, from, end, Kind.Letter | Kind.Mark | Kind.Digit);
    while (at + 1 < end && isApostrophe(text.charCodeAt(at)) && (kindAt(text, at + 1) & (Kind.Letter | Kind.Mark)) !== 0)
      at = endOfRun(text, at + 1, end, Kind.Letter | Kind.Mark);
    return at;
  }
  return text.charCodeAt(from) === 0x25 ? from + 1 : from;
}

/** . , : */
const isOfNumber = (unit: number): boolean => unit === 0x2e || unit === 0x2c || unit === 0x3a;

/** ' ’ and ʼ, which is a letter too. */
const isApostrophe = (unit: number): boolean => unit === 0x27 || unit === 0x2019 || unit === 0x2bc;

/** Where the first apostrophe of a word stands; its end where it has none. */
function apostropheIn(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isApostrophe(text.charCodeAt(at))) at++;
  return at;
}

/** The words of `text[start, end)`. Linear. */
export function wordsIn(text: string, lexicon: Lexicon, start = 0, end = text.length): readonly Word[] {
  const words: Word[] = [];
  for (let at = start; at < end;) {
    const to = endOfWord(text, at, end);
    if (to === at) {
      at++;
      continue;
    }
    const apostrophe = to - at > 2 ? apostropheIn(text, at, to) : to;
    if (apostrophe < to) pushCut(words, text, at, to, apostrophe, lexicon);
    else {
      const lexeme = lexicon.at(text, at, to);
      const before = words.at(-1);
      if (before?.end === at - 1 && before.lexeme.folded === 'per' && to - at === 4 && text.startsWith('cent', at))
        words[words.length - 1] = { start: before.start, end: to, lexeme: lexicon.of('percent'), capital: false };
      else words.push({ start: at, end: to, lexeme, capital: (kindAt(text, at) & Kind.Upper) !== 0 });
    }
    at = to;
  }
  return words;
}

/** A word with an apostrophe: "doesn't" is "does" and "not"; of "'s", "'ll" and the like only the word before them matters. */
function pushCut(words: Word[], text: string, start: number, end: number, apostrophe: number, lexicon: Lexicon): void {
  const capital = (kindAt(text, start) & Kind.Upper) !== 0;
  const tail = text.slice(apostrophe + 1, end).toLowerCase();
  const head = text.slice(start, apostrophe);
  if (tail === 't' && /n$/i.test(head)) {
    const stem = /^(?:can|won)$/i.test(head) ? head : head.slice(0, -1);
    words.push({ start, end: start + stem.length, lexeme: lexicon.of(stem), capital });
    words.push({ start: start + stem.length, end, lexeme: lexicon.of('not'), capital: false });
  } else if (/^(?:s|ll|re|ve|d|m)$/.test(tail)) words.push({ start, end, lexeme: lexicon.of(head), capital });
  else words.push({ start, end, lexeme: lexicon.of(text.slice(start, end).replace(/['’ʼ]/g, '')), capital });
}

function lexemeOf(raw: string): Lexeme {
  if (raw === '%') return lexemeOf('percent');
  // Capitals tell the country from the pronoun.
  const isState = raw === 'US' || raw === 'U.S.' || raw === 'U.S.A.';
  const folded = isState ? 'us' : fold(raw).replace(/\.(?=\p{L}|$)/gu, '');
  const number = /^\d/.test(folded);
  const content = isState || number || !functionWords.has(folded);
  const key = number ? numberKey(folded) : isState ? 'us.' : keyOf(folded);
  return {
    folded,
    key,
    hash: hash32(key),
    group: groupsByKey.get(key) ?? key,
    weight: content ? contentWeight(folded, number) : 0.12,
    content,
    number: number || /^\d/.test(key),
    negation: negations.has(folded),
  };
}

/** Long words are rare words, near enough where no corpus is at hand to count in. */
function contentWeight(folded: string, number: boolean): number {
  return number ? 1 : Math.min(1, 0.4 + 0.1 * Math.max(0, folded.length - 2));
}

function numberKey(folded: string): string {
  return folded
    .replace(/,(?=\d{3})/g, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** Equal for forms of one word, and for much that is derived of it. */
export function keyOf(folded: string): string {
  const lemma = lemmas.get(folded);
  if (lemma !== undefined) return /^\d/.test(lemma) ? lemma : lemma === 'us' ? 'us.' : stemmer(lemma);
  if (functionWords.has(folded)) return folded;
  const american = folded
    .replace(/(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations|er|ers)$)/, 'iz')
    .replace(/(?<=[a-z]{2}[^aeiou]|[lvb]ab|[hn]eighb|arm|hum|fav|col|hon)our(?=s?$|ed$|ing$|able$|ite)/, 'or')
    .replace(/ll(?=(?:ed|ing|er|ers)$)/, 'l');
  const stem = /^[a-z]+$/.test(american) ? stemmer(american) : american;
  return stem.length >= 5 ? transliterationKey(stem) : stem;
}

/** The synonyms by their stems, so that every inflection finds its group. */
const groupsByKey: ReadonlyMap<string, string> = new Map([...synonymGroups].map(([word, group]) => [keyOf(word), `=${group}`]));
