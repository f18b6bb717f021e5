/**
 * A text as the words that the comparison of statements works on: where each stands, by what key it equals another,
 * how much it weighs, what kind of word it is. Keys unite inflections, British and American spelling, numerals,
 * and one name in two transliterations; a second key unites synonyms.
 */
import { stemmer } from 'stemmer';
import { transliterationKey } from '../actors/names';
import { fold } from '../actors/tokens';
import { hash32 } from '../hashing';
import type { Range } from '../text/range';
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
  private readonly lexemes = new Map<string, Lexeme>();

  /** @param raw a word as written, without white space */
  of(raw: string): Lexeme {
    const known = this.lexemes.get(raw);
    if (known) return known;
    // A slice keeps the whole text that it was cut from alive.
    const own = ` ${raw}`.slice(1);
    const lexeme = lexemeOf(own);
    // Numbers and misspellings never end: a corpus' vocabulary has to.
    if (this.lexemes.size >= maxLexemes) this.lexemes.clear();
    this.lexemes.set(own, lexeme);
    return lexeme;
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
 * Letters and digits with what joins them into one word: the points of "U.S.", the points and commas of numbers,
 * apostrophes. Hyphens part words: "sit-down" and "sit down" are the same two.
 */
const wordPattern = /(?:\p{Lu}\.){2,}|\d+(?:[.,:]\d+)*|[\p{L}\p{M}\d]+(?:['’ʼ][\p{L}\p{M}]+)*|%/gu;

/** The words of `text[start, end)`. Linear. */
export function wordsIn(text: string, lexicon: Lexicon, start = 0, end = text.length): readonly Word[] {
  const words: Word[] = [];
  const stretch = start === 0 && end === text.length ? text : text.slice(start, end);
  for (const match of stretch.matchAll(wordPattern)) {
    const raw = match[0];
    const at = start + match.index;
    const before = words.at(-1);
    if (raw === 'cent' && before?.lexeme.folded === 'per' && before.end + 1 === at) {
      words[words.length - 1] = { start: before.start, end: at + raw.length, lexeme: lexicon.of('percent'), capital: false };
      continue;
    }
    const apostrophe = raw.length > 2 ? raw.search(/['’ʼ]/) : -1;
    if (apostrophe === -1) {
      words.push({ start: at, end: at + raw.length, lexeme: lexicon.of(raw), capital: isCapital(raw) });
      continue;
    }
    const tail = raw.slice(apostrophe + 1).toLowerCase();
    const head = raw.slice(0, apostrophe);
    // "doesn't" is "does" and "not"; of "'s", "'ll" and the like only the word before them matters.
    if (tail === 't' && /n$/i.test(head)) {
      const stem = /^(?:can|won)$/i.test(head) ? head : head.slice(0, -1);
      words.push({ start: at, end: at + stem.length, lexeme: lexicon.of(stem), capital: isCapital(raw) });
      words.push({ start: at + stem.length, end: at + raw.length, lexeme: lexicon.of('not'), capital: false });
    } else if (/^(?:s|ll|re|ve|d|m)$/.test(tail)) {
      words.push({ start: at, end: at + raw.length, lexeme: lexicon.of(head), capital: isCapital(raw) });
    } else {
      words.push({ start: at, end: at + raw.length, lexeme: lexicon.of(raw.replace(/['’ʼ]/g, '')), capital: isCapital(raw) });
    }
  }
  return words;
}

function isCapital(raw: string): boolean {
  const unit = raw.charCodeAt(0);
  return unit < 0x80 ? unit >= 0x41 && unit <= 0x5a : /^\p{Lu}/u.test(raw);
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
