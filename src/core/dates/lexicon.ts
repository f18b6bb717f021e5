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
  /** By lexeme id, its word in lower case; of a shape its name, in angle brackets. */
  readonly lexemes: readonly string[];
  readonly letters: Letters;
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
    letters: lettersOf(lexemes),
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

function lettersOf(lexemes: readonly string[]): Letters {
  const spelt = lexemes.map((word) => (/^[a-z0-9'][\w.'-]*$/.test(word) ? word : ''));
  const columns = new Uint8Array(128);
  let width = 1;
  const all = spelt.join('');
  for (const c of new Set(all)) columns[c.charCodeAt(0)] = width++;
  for (let c = 65; c <= 90; c++) columns[c] = columns[c + 32] ?? 0;
  // Words share beginnings, so that this is more than enough; what is not written to takes no memory.
  const most = all.length + 2;
  const next = new Uint16Array(most * width);
  const ids = new Uint16Array(most);
  let states: number = rootState;
  for (let id = 0; id < spelt.length; id++) {
    const word = spelt[id] as string;
    if (word === '') continue;
    let state: number = rootState;
    for (let i = 0; i < word.length; i++) {
      const at = state * width + (columns[word.charCodeAt(i)] ?? 0);
      state = next[at] || (next[at] = ++states);
    }
    ids[state] = id;
  }
  return { next, width, columns, ids };
}
