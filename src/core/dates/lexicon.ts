import { words } from './words';

/**
 * The closed vocabulary: every word that a rule or the context scan looks at. A token that is none of these is only
 * its place and its shape. No substring is made of the (many) words that
 * mean nothing here.
 */
export type WordClass =
  | 'Month'
  | 'MonthAbbr'
  | 'Weekday'
  | 'WeekdayAbbr'
  | 'Weekdays'
  | 'Unit'
  | 'Units'
  | 'Season'
  | 'Part'
  | 'Parts'
  | 'Cardinal'
  | 'Magnitude'
  | 'Ordinal'
  | 'Vague'
  | 'Quarter'
  | 'Half'
  | 'FiscalYear'
  | 'Meridiem'
  | 'Zone'
  | 'Decades'
  | 'Tense'
  | 'Reporting'
  | 'Measure'
  | 'Currency';

/** Lexeme ids of tokens that are not words: by shape; `none` stands after the last token. */
export const shape = { unknown: 0, number: 1, ordinal: 2, plural: 3, decimal: 4, none: 5 } as const;
const shapes = ['unknown', 'number', 'ordinal', 'plural', 'decimal', 'none'];

/**
 * All words by a hash of their letters, which the tokeniser makes as it passes them: one look for each word, into a table that
 * stays in the processor's nearest cache. A tree of letters would be asked for every letter, and does not.
 */
export interface Spellings {
  /** Ids by the hash's place, and behind it where that is taken; 0 where there is none. */
  readonly slots: Uint16Array;
  /** By lexeme id. */
  readonly hashes: Int32Array;
  /** ASCII codes of all words, one behind the other in the order of their ids; 0 for what is none. */
  readonly letters: Uint8Array;
  /** By lexeme id, where its letters end; they begin where those of the id before it end. */
  readonly ends: Int32Array;
}

/** Begins a hash; FNV-1a (Fowler, Noll and Vo), of 32 bits. */
export const emptyHash = 0x811c9dc5 | 0;

/** The hash with one more letter: an ASCII code, for which capitals are as their small letters. */
export function hashed(hash: number, code: number): number {
  return Math.imul(hash ^ (code | 32), 0x01000193);
}

/** Where a hash is looked for first, of `mask` + 1 places. */
export function placeOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

export interface Lexicon {
  /** By lexeme id, its word in lower case; of a shape its name, in angle brackets. */
  readonly lexemes: readonly string[];
  readonly spellings: Spellings;
  /** Id of a word in lower case; 0 if it is not in the lexicon. */
  idOf(word: string): number;
  /** Ids of the words of a class, or of those among them whose number passes. */
  idsOf(cls: WordClass, test?: (n: number) => boolean): readonly number[];
  /** By lexeme id, its number in a class; undefined for what is not of it. */
  column(cls: WordClass): readonly (number | undefined)[];
}

/** Builds the lexicon from the word table and the literals that the rules use. */
export function buildLexicon(literals: Iterable<string>): Lexicon {
  const lexemes = shapes.map((name) => `<${name}>`);
  const ids = new Map<string, number>();
  const add = (word: string): void => {
    if (ids.has(word)) return;
    ids.set(word, lexemes.length);
    lexemes.push(word);
  };
  for (const table of Object.values(words)) for (const word of table.keys()) add(word);
  for (const word of literals) add(word);
  const columns = new Map<WordClass, readonly (number | undefined)[]>();
  return {
    lexemes,
    spellings: spellingsOf(lexemes),
    idOf: (word) => ids.get(word) ?? shape.unknown,
    idsOf: (cls, test) => {
      const found: number[] = [];
      for (const [word, n] of tableOf(cls)) if (!test || test(n)) found.push(ids.get(word) ?? shape.unknown);
      return found;
    },
    column: (cls) => {
      const known = columns.get(cls);
      if (known) return known;
      // No longer than its last word needs: what lies behind the end is undefined as well.
      const made = new Array<number | undefined>(lexemes.length).fill(undefined);
      for (const [word, n] of tableOf(cls)) made[ids.get(word) ?? 0] = n;
      columns.set(cls, made);
      return made;
    },
  };
}

/** A pattern may name what is no class: it is told so where it is compiled. */
function tableOf(cls: WordClass): ReadonlyMap<string, number> {
  return (words as Readonly<Partial<typeof words>>)[cls] ?? new Map<string, number>();
}

/** Places for words: several times as many as there are words, so that most look-ups end at the first. */
const places = 1 << 12;

function spellingsOf(lexemes: readonly string[]): Spellings {
  const slots = new Uint16Array(places);
  const hashes = new Int32Array(lexemes.length);
  const ends = new Int32Array(lexemes.length);
  const letters = new Uint8Array(lexemes.reduce((n, word) => n + word.length, 0));
  let end = 0;
  for (let id = shapes.length; id < lexemes.length; id++) {
    const word = lexemes[id] as string;
    let hash: number = emptyHash;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      hash = hashed(hash, code);
      letters[end++] = code < 128 ? code : 0;
    }
    hashes[id] = hash;
    ends[id] = end;
    let place = placeOf(hash, places - 1);
    while (slots[place] !== 0) place = (place + 1) & (places - 1);
    slots[place] = id;
  }
  return { slots, hashes, letters, ends };
}
