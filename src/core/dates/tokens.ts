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

/**
 * A block is read once, into bytes that all else is read from: asking a string for a character costs several times as much
 * as asking an array, and a slice of a text more still. ASCII stands as it is; all letters beyond it are one code, and so
 * are the marks that no plain one stands for.
 */
const beyond = { letter: 128, mark: 129 } as const;

/** By code. */
const kinds = new Uint8Array(beyond.mark + 1).fill(Kind.Mark);
for (let c = 0; c < 128; c++) {
  if (c <= 32) kinds[c] = c === 10 || c === 13 ? Kind.Line : Kind.Space;
  else if (c >= 48 && c <= 57) kinds[c] = Kind.Digit;
  else if (c >= 65 && c <= 90) kinds[c] = Kind.Capital;
  else if (c >= 97 && c <= 122) kinds[c] = Kind.Letter;
}
kinds[beyond.letter] = Kind.Letter;

/** Codes that go on a word: letters and digits. */
const wordly = Uint8Array.from(kinds, (kind: Kind) => (kind === Kind.Letter || kind === Kind.Capital || kind === Kind.Digit ? 1 : 0));

/** Typographic marks are read as the plain ones. */
const plainMarks: Readonly<Record<number, number>> = Object.fromEntries(
  ['–‐‑−', '’‘', '“”«»'].flatMap((marks, i) => [...marks].map((m) => [m.charCodeAt(0), '-\'"'.charCodeAt(i)])),
);
const apostrophe = 39;
const comma = 44;
const stop = 46;
const space = 32;
const line = 10;

/** Beyond ASCII everything is a letter but the spaces and marks that news texts use; more is not needed to find English dates. */
function codeBeyond(c: number): number {
  if (c === 0xa0 || (c >= 0x2000 && c <= 0x200b) || c === 0x202f || c === 0x3000 || c === 0xfeff) return space;
  if (c === 0x2028 || c === 0x2029) return line;
  if ((c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x206f) || (c >= 0xa1 && c <= 0xbf) || c === 0x2212 || c === 0x20ac)
    return plainMarks[c] ?? beyond.mark;
  return beyond.letter;
}

/** Shorter blocks are read letter by letter: the host's encoder takes a moment to begin. */
const encodedFrom = 24;
const nothing = { read: 0, written: -1 };
/** Codes of 0 after the last, so that a look ahead needs no check. */
const codesAhead = 4;

/** Reads a text into codes. Where all of it is ASCII, its UTF-8 is just that, and the host writes it at many times the speed. */
function readCodes(text: string, codes: Uint8Array, encoder: TextEncoder): void {
  const n = text.length;
  const { read, written } = n < encodedFrom ? nothing : encoder.encodeInto(text, codes);
  if (read !== n || written !== n)
    for (let i = 0; i < n; i++) {
      const c = text.charCodeAt(i);
      codes[i] = c < 128 ? c : codeBeyond(c);
    }
  for (let i = n; i < n + codesAhead; i++) codes[i] = 0;
}

/** What the last three letters of a word in -d or -s say of it; not "succeed", "need", "proceed", nor "glass", "status". */
function ending(last: number, before: number, third: number): number {
  if (last === 100) return before === 101 && third !== 101 ? flag.ed : 0;
  return before !== 115 && before !== 117 ? flag.ess : 0;
}

interface Columns extends Omit<Tokens, 'text' | 'count'> {
  readonly codes: Uint8Array;
}

/** Columns for texts up to a length. */
function columnsFor(length: number): Columns {
  const size = length + lookAhead;
  return {
    codes: new Uint8Array(length + codesAhead),
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
  const { slots, hashes, letters, ends } = lexicon.spellings;
  const mask = slots.length - 1;
  const marks = markTable(lexicon);
  const clitics = ["'s", "'ll"].map((word) => lexicon.idOf(word));
  const encoder = new TextEncoder();
  const kept = columnsFor(keptLength);

  return (text) => {
    const n = text.length;
    const { codes, start, end, lexeme, flags, value, digits } = n <= keptLength ? kept : columnsFor(n);
    readCodes(text, codes, encoder);
    let count = 0;
    let gap = 0;
    let i = 0;
    while (i < n) {
      let c = codes[i] as number;
      const kind = kinds[c] as Kind;
      if (kind <= Kind.Line) {
        gap |= kind === Kind.Line ? flag.gap | flag.line : flag.gap;
        i++;
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
        do {
          hash = hashed(hash, c);
          c = codes[++i] as number;
        } while (wordly[c] === 1 || ((c === stop || c === apostrophe) && joins(codes, from, i)));
        let place = placeOf(hash, mask);
        id = slots[place] as number;
        while (id !== shape.unknown && !(hashes[id] === hash && spells(letters, ends[id - 1] as number, ends[id] as number, codes, from, i))) {
          place = (place + 1) & mask;
          id = slots[place] as number;
        }
        const last = codes[i - 1] as number;
        if ((last === 100 || last === 115) && i - from > 2) bits |= ending(last, codes[i - 2] as number, codes[i - 3] as number);
        // The stop of "p.m." belongs to it, unlike that of "Jan."
        if (c === stop && i - from > 1 && codes[i - 2] === stop) i++;
      } else if (kind === Kind.Mark) {
        i++;
        id = (c < 128 ? marks[c] : lexicon.idOf(text.charAt(from))) as number;
        if (c === apostrophe && bits === 0) {
          const tail = cliticLength(codes, i);
          if (tail > 0) id = clitics[tail - 1] as number;
          i += tail;
        }
      } else {
        i = wholeEnd(codes, i);
        figures = i - from;
        number = digitsOf(codes, from, i);
        id = shape.number;
        // In 15.01.2022 no part is a decimal.
        const fractional = from > 0 && codes[from - 1] === stop ? i : decimalEnd(codes, i);
        if (fractional > i) {
          // 10,000 is a number; 4,11 and 2.5 are not a day or a year.
          if (codes[i] === comma) {
            bits |= flag.comma;
            number = digitsOf(codes, from, fractional);
            figures = 0;
          } else {
            id = shape.decimal;
            number = Number(text.slice(from, fractional));
          }
          i = fractional;
        } else {
          const suffix = numberSuffix(codes, i);
          if (suffix !== shape.number) {
            id = suffix;
            i += suffix === shape.ordinal ? 2 : 1;
          }
        }
      }
      start[count] = from;
      end[count] = i;
      // A single space stands behind most.
      if (codes[i] === space) {
        gap = flag.gap;
        i++;
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

/** Whether a word of the lexicon, letters `[a, b)`, is what stands in the text at `[from, to)`, in whatever letters. */
function spells(letters: Uint8Array, a: number, b: number, codes: Uint8Array, from: number, to: number): boolean {
  if (b - a !== to - from) return false;
  for (let k = from, l = a; k < to; k++, l++) if (((codes[k] as number) | 32) !== letters[l]) return false;
  return true;
}

/** Whether a mark inside a word belongs to it: the stop of "p.m", the apostrophe of "o'clock". */
function joins(codes: Uint8Array, from: number, i: number): boolean {
  if (!isLetter(codes[i + 1] as number)) return false;
  if (codes[i] === stop) return (i === from + 1 || codes[i - 2] === stop) && !isLetter(codes[i + 2] as number);
  return i === from + 1 && ((codes[from] as number) | 32) === 111;
}

/** The length of the "s" or "ll" after an apostrophe, 0 if neither stands at `i`. */
function cliticLength(codes: Uint8Array, i: number): number {
  const c = codes[i];
  const length = c === 115 ? 1 : c === 108 && codes[i + 1] === 108 ? 2 : 0;
  return length > 0 && isLetter(codes[i + length] as number) ? 0 : length;
}

function isLetter(code: number): boolean {
  const kind = kinds[code] as Kind;
  return kind === Kind.Letter || kind === Kind.Capital;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}

/** The number that the digits of `[from, to)` make; what stands between them, thousands commas, is passed by. */
function digitsOf(codes: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let k = from; k < to; k++) if (codes[k] !== comma) number = number * 10 + (codes[k] as number) - 48;
  return number;
}

function wholeEnd(codes: Uint8Array, i: number): number {
  while (isDigit(codes[i])) i++;
  return i;
}

/** End of ",000" groups or of one decimal part after `i`; `i` itself if there is neither (or if it is a dotted date). */
function decimalEnd(codes: Uint8Array, i: number): number {
  if (codes[i] === comma) {
    let e = i;
    while (codes[e] === comma && wholeEnd(codes, e + 1) === e + 4) e += 4;
    return e;
  }
  if (codes[i] !== stop) return i;
  const e = wholeEnd(codes, i + 1);
  if (e === i + 1) return i;
  return codes[e] === stop && isDigit(codes[e + 1]) ? i : e;
}

/** What letters directly after a number make of it: 3rd, 1990s. */
function numberSuffix(codes: Uint8Array, i: number): number {
  const a = (codes[i] as number) | 32;
  const b = (codes[i + 1] as number) | 32;
  if (a === 115 && !isLetter(codes[i + 1] as number)) return shape.plural;
  const ordinal = (a === 115 && b === 116) || (a === 110 && b === 100) || (a === 114 && b === 100) || (a === 116 && b === 104);
  return ordinal && !isLetter(codes[i + 2] as number) ? shape.ordinal : shape.number;
}
