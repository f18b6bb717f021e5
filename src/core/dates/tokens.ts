import { emptyHash, hashed, placeOf, shape, type Lexicon } from './lexicon';

/** Facts about a token's shape, as bits. */
export const flag = {
  /** White space stands before it. */
  gap: 1,
  /** A line end stands before it. */
  line: 2,
  /** Begins with a capital letter. */
  capital: 4,
  /** Letters of any kind. */
  word: 8,
  /** A number written with a thousands comma. */
  comma: 16,
  /** A past form by its ending (-ed). */
  ed: 32,
  /** A word in -s, other than -ss and -us. */
  ess: 64,
} as const;

/**
 * A block cut into tokens, as parallel columns; after the last token stand a few of `shape.none`, so that a look
 * ahead needs no check. Offsets are UTF-16 code units into the block.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Lexeme ids; `shape.unknown` for words outside the lexicon. */
  readonly lexeme: Uint16Array;
  readonly flags: Uint8Array;
  /** The number of a numeric token, else 0. */
  readonly value: Float64Array;
  /** How many digits a whole number was written with (255 for more), else 0. */
  readonly digits: Uint8ClampedArray;
}

/** Cuts a block into tokens. The columns are used again for the next block: what is kept must be copied. */
export type Tokeniser = (text: string) => Tokens;

/** In an order that lets one comparison tell gaps, words and the rest apart. */
const enum Kind {
  Space,
  Line,
  Letter,
  Capital,
  Mark,
  Digit,
}

const ascii = new Uint8Array(128).fill(Kind.Mark);
for (let c = 0; c < 128; c++) {
  if (c <= 32) ascii[c] = c === 10 || c === 13 ? Kind.Line : Kind.Space;
  else if (c >= 48 && c <= 57) ascii[c] = Kind.Digit;
  else if (c >= 65 && c <= 90) ascii[c] = Kind.Capital;
  else if (c >= 97 && c <= 122) ascii[c] = Kind.Letter;
}

/** Beyond ASCII everything is a letter but the spaces and marks that news texts use; more is not needed to find English dates. */
function kindOf(c: number): Kind {
  if (c < 128) return ascii[c] as Kind;
  if (c === 0xa0 || (c >= 0x2000 && c <= 0x200b) || c === 0x202f || c === 0x3000 || c === 0xfeff) return Kind.Space;
  if (c === 0x2028 || c === 0x2029) return Kind.Line;
  if ((c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x206f) || (c >= 0xa1 && c <= 0xbf) || c === 0x2212 || c === 0x20ac) return Kind.Mark;
  return Kind.Letter;
}

/** What the last three letters of a word in -d or -s say of it; not "succeed", "need", "proceed", nor "glass", "status". */
function ending(last: number, before: number, third: number): number {
  if (last === 100) return before === 101 && third !== 101 ? flag.ed : 0;
  return before !== 115 && before !== 117 ? flag.ess : 0;
}

/** Typographic marks are read as the plain ones. */
const plainMarks: Readonly<Record<number, number>> = Object.fromEntries(
  ['–‐‑−', '’‘', '“”«»'].flatMap((marks, i) => [...marks].map((m) => [m.charCodeAt(0), '-\'"'.charCodeAt(i)])),
);
const apostrophe = 39;
const space = 32;
const stop = 46;

type Columns = Omit<Tokens, 'text' | 'count'>;

function columnsFor(size: number): Columns {
  return {
    start: new Int32Array(size),
    end: new Int32Array(size),
    lexeme: new Uint16Array(size),
    flags: new Uint8Array(size),
    value: new Float64Array(size),
    digits: new Uint8ClampedArray(size),
  };
}

/** Tokens of `shape.none` after the last: no pattern looks further ahead of what it has matched. */
const lookAhead = 4;
/** Columns for blocks up to this length are kept for the next block; longer ones are rare, and would hold memory. */
const keptLength = 1 << 14;

/** A tokeniser for the words of a lexicon. */
export function createTokeniser(lexicon: Lexicon): Tokeniser {
  const { slots, hashes } = lexicon.spellings;
  const mask = slots.length - 1;
  const { lexemes } = lexicon;
  const marks = markTable(lexicon);
  const clitics = ['s', 'll'].map((tail) => ({ tail, id: lexicon.idOf(`'${tail}`) }));
  const kept = columnsFor(keptLength + lookAhead);

  return (text) => {
    const n = text.length;
    const { start, end, lexeme, flags, value, digits } = n <= keptLength ? kept : columnsFor(n + lookAhead);
    let count = 0;
    let gap = 0;
    let i = 0;
    // Each code unit is read once, as far as can be: reading one is what costs. 0 stands for the end.
    let c = n > 0 ? text.charCodeAt(0) : 0;
    while (i < n) {
      const kind = kindOf(c);
      if (kind <= Kind.Line) {
        gap |= kind === Kind.Line ? flag.gap | flag.line : flag.gap;
        i++;
        c = i < n ? text.charCodeAt(i) : 0;
        continue;
      }
      const from = i;
      let id: number;
      let bits = gap;
      let number = 0;
      let figures = 0;
      gap = 0;
      if (kind <= Kind.Capital) {
        bits |= kind === Kind.Capital ? flag.word | flag.capital : flag.word;
        let hash: number = emptyHash;
        let last: number;
        let plain = true;
        let goes: boolean;
        do {
          hash = hashed(hash, c);
          plain &&= c < 128;
          last = c;
          i++;
          c = i < n ? text.charCodeAt(i) : 0;
          if (c < 128 && wordly[c] === 1) {
            goes = true;
            continue;
          }
          if (c === 0x2019) c = apostrophe;
          goes = c < 128 ? (c === stop || c === apostrophe) && joins(text, from, i) : kindOf(c) === Kind.Letter;
        } while (goes);
        id = shape.unknown;
        if (plain) {
          let place = placeOf(hash, mask);
          let found = slots[place] ?? 0;
          while (found !== 0 && !(hashes[found] === hash && spells(lexemes[found] ?? '', text, from, i))) {
            place = (place + 1) & mask;
            found = slots[place] ?? 0;
          }
          id = found;
        }
        if ((last === 100 || last === 115) && i - from > 2) bits |= ending(last, text.charCodeAt(i - 2), text.charCodeAt(i - 3));
        // The stop of "p.m." belongs to it, unlike that of "Jan."
        if (c === stop && i - from > 1 && text.charCodeAt(i - 2) === stop) {
          i++;
          c = i < n ? text.charCodeAt(i) : 0;
        }
      } else if (kind === Kind.Mark) {
        i++;
        const plain = c < 128 ? c : (plainMarks[c] ?? c);
        id = (plain < 128 ? marks[plain] : lexicon.idOf(String.fromCharCode(plain))) ?? 0;
        if (plain === apostrophe && bits === 0)
          for (const clitic of clitics)
            if (text.startsWith(clitic.tail, i) && !isLetter(text.charCodeAt(i + clitic.tail.length))) {
              id = clitic.id;
              i += clitic.tail.length;
              break;
            }
        c = i < n ? text.charCodeAt(i) : 0;
      } else {
        i = wholeEnd(text, i);
        figures = i - from;
        for (let k = from; k < i; k++) number = number * 10 + text.charCodeAt(k) - 48;
        id = shape.number;
        // In 15.01.2022 no part is a decimal.
        const fractional = from > 0 && text.charCodeAt(from - 1) === stop ? i : decimalEnd(text, i);
        if (fractional > i) {
          // 10,000 is a number; 4,11 and 2.5 are not a day or a year.
          if (text.charCodeAt(i) === 44) {
            bits |= flag.comma;
            number = Number(text.slice(from, fractional).replaceAll(',', ''));
            figures = 0;
          } else {
            id = shape.decimal;
            number = Number(text.slice(from, fractional));
          }
          i = fractional;
        } else {
          const suffix = numberSuffix(text, i);
          if (suffix !== shape.number) {
            id = suffix;
            i += suffix === shape.ordinal ? 2 : 1;
          }
        }
        c = i < n ? text.charCodeAt(i) : 0;
      }
      start[count] = from;
      end[count] = i;
      // A single space stands behind most.
      if (c === space) {
        gap = flag.gap;
        i++;
        c = i < n ? text.charCodeAt(i) : 0;
      }
      lexeme[count] = id;
      flags[count] = bits;
      value[count] = number;
      digits[count] = figures;
      count++;
    }
    for (let k = count; k < count + lookAhead; k++) {
      lexeme[k] = shape.none;
      flags[k] = value[k] = digits[k] = 0;
      start[k] = end[k] = n;
    }
    return { text, count, start, end, lexeme, flags, value, digits };
  };
}

/** Lexeme ids of the ASCII marks. */
function markTable(lexicon: Lexicon): Uint16Array {
  return Uint16Array.from({ length: 128 }, (_, code) => lexicon.idOf(String.fromCharCode(code)));
}

/** ASCII letters and digits: what goes on a word. */
const wordly = Uint8Array.from({ length: 128 }, (_, code) => {
  const kind = kindOf(code);
  return kind === Kind.Letter || kind === Kind.Capital || kind === Kind.Digit ? 1 : 0;
});

/** Whether a word, in lower case, is what stands in the text at `[from, to)`, in whatever letters. */
function spells(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let k = 0; k < word.length; k++) {
    const c = text.charCodeAt(from + k);
    if ((c === 0x2019 ? apostrophe : c | 32) !== word.charCodeAt(k)) return false;
  }
  return true;
}

/** Whether a mark inside a word belongs to it: the stop of "p.m", the apostrophe of "o'clock". */
function joins(text: string, from: number, i: number): boolean {
  const c = text.charCodeAt(i);
  if (c !== 46 && c !== 39 && c !== 0x2019) return false;
  const next = i + 1 < text.length ? kindOf(text.charCodeAt(i + 1)) : Kind.Mark;
  if (next !== Kind.Letter && next !== Kind.Capital) return false;
  if (c === 46) return (i === from + 1 || text.charCodeAt(i - 2) === 46) && (i + 2 >= text.length || !isLetter(text.charCodeAt(i + 2)));
  return (c === 39 || c === 0x2019) && i === from + 1 && (text.charCodeAt(from) | 32) === 111;
}

/** Not of NaN, the code beyond the end. */
function isLetter(c: number): boolean {
  return c >= 65 && kindOf(c) >= Kind.Letter && kindOf(c) <= Kind.Capital;
}

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

function wholeEnd(text: string, i: number): number {
  while (i < text.length && isDigit(text.charCodeAt(i))) i++;
  return i;
}

/** End of ",000" groups or of one decimal part after `i`; `i` itself if there is neither (or if it is a dotted date). */
function decimalEnd(text: string, i: number): number {
  const c = text.charCodeAt(i);
  if (c === 44) {
    let e = i;
    while (text.charCodeAt(e) === 44 && wholeEnd(text, e + 1) === e + 4) e += 4;
    return e;
  }
  if (c !== 46) return i;
  const e = wholeEnd(text, i + 1);
  if (e === i + 1) return i;
  return text.charCodeAt(e) === 46 && isDigit(text.charCodeAt(e + 1)) ? i : e;
}

/** What letters directly after a number make of it: 3rd, 1990s. */
function numberSuffix(text: string, i: number): number {
  const a = text.charCodeAt(i) | 32;
  const b = text.charCodeAt(i + 1) | 32;
  if (a === 115 && !isLetter(text.charCodeAt(i + 1))) return shape.plural;
  const ordinal = (a === 115 && b === 116) || (a === 110 && b === 100) || (a === 114 && b === 100) || (a === 116 && b === 104);
  return ordinal && !(i + 2 < text.length && isLetter(text.charCodeAt(i + 2))) ? shape.ordinal : shape.number;
}
