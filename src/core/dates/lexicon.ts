import { words } from './words';

/**
 * The closed vocabulary: every word that a rule or the context scan looks at. A token that is none of these is only
 * its place and its shape. Look-up is by rolling hash while the tokeniser runs over the letters, so that no
 * substring is made of the (many) words that mean nothing here.
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
  | 'Meridiem'
  | 'Zone'
  | 'Decades'
  | 'Tense'
  | 'Reporting'
  | 'Measure'
  | 'Currency';

export interface Lexeme {
  readonly id: number;
  readonly word: string;
  /** The word's number in each class it belongs to: Monday is 1 in Weekday, `second` is 2 in Ordinal and 0 in Unit. */
  readonly classes: Partial<Record<WordClass, number>>;
}

/** Lexeme ids of tokens that are not words: by shape. */
export const shape = { unknown: 0, number: 1, ordinal: 2, plural: 3, decimal: 4 } as const;
const shapes = ['unknown', 'number', 'ordinal', 'plural', 'decimal'];

export interface Lexicon {
  readonly lexemes: readonly Lexeme[];
  /** Id of a word in lower case; 0 if it is not in the lexicon. */
  idOf(word: string): number;
  /** Id of a mark, by its UTF-16 code; 0 if it is not in the lexicon. */
  markOf(code: number): number;
  /** Id of `text[start, end)`, given the hash of its lower case form. */
  find(text: string, start: number, end: number, hash: number): number;
}

export const hashStart = 5381;

/** One step of the rolling hash (Bernstein's, with exclusive or) over a lower case code unit. */
export function hashStep(hash: number, code: number): number {
  return ((hash * 33) ^ code) | 0;
}

export function hashOf(word: string): number {
  let h = hashStart;
  for (let i = 0; i < word.length; i++) h = hashStep(h, word.charCodeAt(i));
  return h;
}

/** Builds the lexicon from the word table and the literals that the rules use. */
export function buildLexicon(literals: Iterable<string>): Lexicon {
  const byWord = new Map<string, { word: string; classes: Partial<Record<WordClass, number>> }>();
  const entry = (word: string): { word: string; classes: Partial<Record<WordClass, number>> } => {
    const found = byWord.get(word) ?? { word, classes: {} };
    byWord.set(word, found);
    return found;
  };
  for (const [cls, table] of Object.entries(words) as [WordClass, Readonly<Record<string, number>>][])
    for (const [word, n] of Object.entries(table)) entry(word).classes[cls] = n;
  for (const word of literals) entry(word);

  const lexemes: Lexeme[] = shapes.map((word, id) => ({ id, word: `<${word}>`, classes: {} }));
  for (const { word, classes } of byWord.values()) lexemes.push({ id: lexemes.length, word, classes });

  // Open addressing at a load of at most a quarter, so that a miss mostly costs one probe.
  let size = 1024;
  while (size < lexemes.length * 4) size *= 2;
  const slots = new Int32Array(size);
  const mask = size - 1;
  for (let id = shapes.length; id < lexemes.length; id++) {
    let slot = mix(hashOf(lexemes[id]?.word ?? '')) & mask;
    while (slots[slot]) slot = (slot + 1) & mask;
    slots[slot] = id;
  }
  const hashes = Int32Array.from(lexemes, (l) => hashOf(l.word));
  const find = (text: string, start: number, end: number, hash: number): number => {
    for (let slot = mix(hash) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] ?? 0;
      if (id === 0) return 0;
      if (hashes[id] !== hash) continue;
      const word = lexemes[id]?.word ?? '';
      if (word.length === end - start && same(text, start, word)) return id;
    }
  };
  const marks = new Map(lexemes.filter((l) => l.word.length === 1).map((l) => [l.word.charCodeAt(0), l.id]));
  return { lexemes, find, markOf: (code) => marks.get(code) ?? 0, idOf: (word) => find(word, 0, word.length, hashOf(word)) };
}

function mix(hash: number): number {
  return hash ^ (hash >>> 15);
}

function same(text: string, start: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const c = text.charCodeAt(start + i);
    if ((c >= 65 && c <= 90 ? c + 32 : c) !== word.charCodeAt(i)) return false;
  }
  return true;
}
