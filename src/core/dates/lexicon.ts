import { words } from './words';

/**
 * The closed vocabulary: every word that a rule or the context scan looks at. A token that is none of these is only
 * its place and its shape. Look-up is a step in a tree of letters for each letter the tokeniser passes, so that no
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
  | 'FiscalYear'
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

/** Lexeme ids of tokens that are not words: by shape; `none` stands after the last token. */
export const shape = { unknown: 0, number: 1, ordinal: 2, plural: 3, decimal: 4, none: 5 } as const;
const shapes = ['unknown', 'number', 'ordinal', 'plural', 'decimal', 'none'];

/**
 * All words as one tree of letters, as a table: from `state`, the letter of `column` leads to
 * `next[state * width + column]`. State 0 is that of a word that is not in the lexicon.
 */
export interface Letters {
  readonly next: Uint16Array;
  readonly width: number;
  /** Column of an ASCII code, capitals with their small letters; 0 for what no word holds. */
  readonly columns: Uint8Array;
  /** Id of the lexeme that ends at a state. */
  readonly ids: Uint16Array;
}

/** The state before the first letter of a word. */
export const rootState = 1;

export interface Lexicon {
  readonly lexemes: readonly Lexeme[];
  readonly letters: Letters;
  /** Id of a word in lower case; 0 if it is not in the lexicon. */
  idOf(word: string): number;
  /** Ids of the words of a class, or of those among them whose number passes. */
  idsOf(cls: WordClass, test?: (n: number) => boolean): readonly number[];
  /** By lexeme id, its number in a class; undefined for what is not of it. */
  column(cls: WordClass): readonly (number | undefined)[];
}

type Entry = Omit<Lexeme, 'id'>;

/** Builds the lexicon from the word table and the literals that the rules use. */
export function buildLexicon(literals: Iterable<string>): Lexicon {
  const byWord = new Map<string, Entry>();
  const entry = (word: string): Entry => {
    const found = byWord.get(word) ?? { word, classes: {} };
    byWord.set(word, found);
    return found;
  };
  for (const [cls, table] of Object.entries(words) as [WordClass, Readonly<Record<string, number>>][])
    for (const [word, n] of Object.entries(table)) entry(word).classes[cls] = n;
  for (const word of literals) entry(word);

  const lexemes: Lexeme[] = shapes.map((word, id) => ({ id, word: `<${word}>`, classes: {} }));
  const ids = new Map<string, number>();
  for (const { word, classes } of byWord.values()) {
    const lexeme = { id: lexemes.length, word, classes };
    lexemes.push(lexeme);
    ids.set(word, lexeme.id);
  }
  const columns = new Map<WordClass, readonly (number | undefined)[]>();
  return {
    lexemes,
    letters: lettersOf(lexemes.filter((l) => /^[a-z0-9'][\w.'-]*$/.test(l.word))),
    idOf: (word) => ids.get(word) ?? shape.unknown,
    idsOf: (cls, test = () => true) => Object.entries(words[cls] ?? {}).flatMap(([word, n]) => (test(n) ? [ids.get(word) ?? shape.unknown] : [])),
    column: (cls) => {
      const known = columns.get(cls);
      if (known) return known;
      const made = new Array<number | undefined>(lexemes.length).fill(undefined);
      for (const [word, n] of Object.entries(words[cls] ?? {})) made[ids.get(word) ?? 0] = n;
      columns.set(cls, made);
      return made;
    },
  };
}

function lettersOf(lexemes: readonly Lexeme[]): Letters {
  const columns = new Uint8Array(128);
  let width = 1;
  for (const { word } of lexemes)
    for (const c of word) {
      const code = c.charCodeAt(0);
      if (code < 128 && columns[code] === 0) columns[code] = width++;
    }
  for (let c = 65; c <= 90; c++) columns[c] = columns[c + 32] ?? 0;
  // Words share beginnings, so that this is more than enough.
  const most = lexemes.reduce((n, l) => n + l.word.length, 2);
  const next = new Uint16Array(most * width);
  const ids = new Uint16Array(most);
  let states: number = rootState;
  for (const { word, id } of lexemes) {
    let state: number = rootState;
    for (const c of word) {
      const at = state * width + (columns[c.charCodeAt(0)] ?? 0);
      state = next[at] || (next[at] = ++states);
    }
    ids[state] = id;
  }
  return { next: next.slice(0, (states + 1) * width), width, columns, ids: ids.slice(0, states + 1) };
}
