/** Where the words of one document stand: what both searches look up in the other document, made once for all comparisons of it. */
import type { Stretch } from './prepare';
import type { Word } from './words';

export interface Lookups {
  /** Where each content word stands, by its key. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  /** Where three function words stand in a row, by their keys, in order. */
  readonly plain: ReadonlyMap<string, readonly number[]>;
  /** Content words by {@link meaningOf} them. */
  readonly counts: ReadonlyMap<string, Count>;
}

export interface Count {
  /** The words of one name are one occurrence. */
  readonly total: number;
  readonly weight: number;
  /** Numbers of the sentences, in order. */
  readonly sentences: readonly number[];
}

export function lookupsOf(words: readonly Word[], sentences: readonly Stretch[], marks: ReadonlyMap<number, string>): Lookups {
  return { places: placesOf(words), plain: plainOf(words), counts: countsOf(words, sentences, marks) };
}

/** What a word is known by: the actor or day it belongs to, which is its mark, else its group of synonyms. */
export function meaningOf({ lexeme }: Word, mark: string | undefined): string {
  return mark ?? lexeme.group;
}

function placesOf(words: readonly Word[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  words.forEach(({ lexeme }, i) => {
    if (lexeme.content) add(places, lexeme.key, i);
  });
  return places;
}

function plainOf(words: readonly Word[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  words.forEach((_, i) => {
    const key = plainKey(words, i);
    if (key !== undefined) add(places, key, i);
  });
  return places;
}

/** What three function words from here on are looked up by; undefined where one of them says something. */
export function plainKey(words: readonly Word[], i: number): string | undefined {
  const [first, second, third] = [words[i]?.lexeme, words[i + 1]?.lexeme, words[i + 2]?.lexeme];
  if (!first || !second || !third || first.content || second.content || third.content) return undefined;
  return `${first.key} ${second.key} ${third.key}`;
}

function add(places: Map<string, number[]>, key: string, i: number): void {
  const known = places.get(key);
  if (known) known.push(i);
  else places.set(key, [i]);
}

function countsOf(words: readonly Word[], sentences: readonly Stretch[], marks: ReadonlyMap<number, string>): ReadonlyMap<string, Count> {
  const counts = new Map<string, { total: number; readonly weight: number; readonly sentences: number[] }>();
  sentences.forEach(({ first, last }, sentence) => {
    for (let i = first; i < last; i++) {
      const word = words[i] as Word;
      if (!word.lexeme.content) continue;
      const mark = marks.get(i);
      const key = meaningOf(word, mark);
      let count = counts.get(key);
      if (!count) counts.set(key, (count = { total: 0, weight: word.lexeme.weight, sentences: [] }));
      if (mark === undefined || marks.get(i - 1) !== mark) count.total++;
      if (count.sentences.at(-1) !== sentence) count.sentences.push(sentence);
    }
  });
  return counts;
}
