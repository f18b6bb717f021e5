import type { TimexMod } from './types';
import { Searcher } from './search';
import type { Trie } from './trie';
import type { Tokens } from './tokens';

/** Words of degree that belong to an expression: TIMEX3's `mod`. */
export interface Degree {
  readonly name: string;
  readonly mod: TimexMod;
  /** Word sequences, in the pattern language, directly before (or, for suffixes, after) the expression. */
  readonly words: readonly string[];
  /** What they can qualify: a point in time, or a length of time (also "about two years ago"). */
  readonly of: 'point' | 'length' | 'both';
}

export const prefixes: readonly Degree[] = [
  {
    name: 'start',
    mod: 'START',
    words: [
      'early',
      'early -',
      'early in',
      'early on',
      'earlier',
      'earlier in',
      'the beginning of',
      'beginning of',
      'the start of',
      'start of',
      'the early part of',
      'the first part of',
      'the opening of',
      'the turn of',
      'turn of',
    ],
    of: 'point',
  },
  { name: 'mid', mod: 'MID', words: ['mid', 'mid -', 'the middle of', 'middle of'], of: 'point' },
  {
    name: 'end',
    mod: 'END',
    words: [
      'late',
      'late -',
      'late in',
      'late on',
      'later',
      'later in',
      'the end of',
      'end of',
      'the close of',
      'the latter part of',
      'the last part of',
      'the last half of',
      'the second half of',
      'the latter half of',
    ],
    of: 'point',
  },
  { name: 'approx', mod: 'APPROX', words: ['about', 'around', 'roughly', 'approximately', 'circa', 'c .', 'ca .', 'just about'], of: 'both' },
  { name: 'some', mod: 'APPROX', words: ['some'], of: 'length' },
  {
    name: 'less',
    mod: 'LESS_THAN',
    words: ['nearly', 'almost', 'less than', 'fewer than', 'under', 'just under', 'not quite', 'a little less than'],
    of: 'length',
  },
  {
    name: 'more',
    mod: 'MORE_THAN',
    words: ['more than', 'over', 'just over', 'well over', 'longer than', 'a little more than', 'slightly more than', 'a little over', 'much more than'],
    of: 'length',
  },
  { name: 'at-least', mod: 'EQUAL_OR_MORE', words: ['at least', 'no less than', 'a minimum of', 'not less than'], of: 'length' },
  {
    name: 'at-most',
    mod: 'EQUAL_OR_LESS',
    words: ['at most', 'up to', 'no more than', 'no longer than', 'not more than', 'as many as', 'as much as', 'a maximum of', 'as long as'],
    of: 'length',
  },
];

export const suffixes: readonly Degree[] = [
  { name: 'or-so', mod: 'APPROX', words: ['or so', 'or thereabouts'], of: 'both' },
  { name: 'or-more', mod: 'EQUAL_OR_MORE', words: ['or more', 'or longer', 'at least', 'or better'], of: 'length' },
  { name: 'or-less', mod: 'EQUAL_OR_LESS', words: ['or less', 'or fewer', 'at most'], of: 'length' },
  { name: 'or-later', mod: 'ON_OR_AFTER', words: ['or later', 'and beyond', 'or after', 'and later', 'onwards', 'onward'], of: 'point' },
  { name: 'or-earlier', mod: 'ON_OR_BEFORE', words: ['or earlier', 'or before', 'and before'], of: 'point' },
];

/** Words of degree and the lexemes that their last word can be, so that most expressions are passed by at one look. */
export interface DegreeWords {
  readonly trie: Trie<Degree>;
  readonly last: ReadonlySet<number>;
}

/** Longest words of degree that end at token `to` (exclusive); `limit` is where the last expression ended. */
export function degreeBefore({ trie, last }: DegreeWords, t: Tokens, to: number, limit: number, length: boolean): { degree: Degree; from: number } | undefined {
  if (to <= limit || !last.has(t.lexeme[to - 1] ?? -1)) return undefined;
  let found: Degree | undefined;
  const search = new Searcher(trie, t, (degree, _from, end) => {
    if (end === to && fits(degree, length)) found ??= degree;
  });
  for (let from = Math.max(limit, to - 4); from < to; from++) {
    search.at(from);
    if (found) return { degree: found, from };
  }
  return undefined;
}

/** Words of degree directly after an expression. */
export function degreeAfter(words: Trie<Degree>, t: Tokens, from: number, length: boolean): { degree: Degree; to: number } | undefined {
  let found: { degree: Degree; to: number } | undefined;
  if (from < t.count && words.begins[t.lexeme[from] ?? 0] === 1) {
    new Searcher(words, t, (degree, _from, end) => {
      if (fits(degree, length) && end > (found?.to ?? 0)) found = { degree, to: end };
    }).at(from);
  }
  return found;
}

function fits(degree: Degree, length: boolean): boolean {
  return degree.of === 'both' || (degree.of === 'length') === length;
}
