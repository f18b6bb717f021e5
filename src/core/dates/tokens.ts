import { hashStart, hashStep, shape, type Lexicon } from './lexicon';

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

/** A block cut into tokens, as parallel columns. Offsets are UTF-16 code units into the block. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Lexeme ids; `shape.unknown` for words outside the lexicon. */
  readonly lexeme: readonly number[];
  readonly flags: readonly number[];
  /** The number of a numeric token, else 0. */
  readonly value: readonly number[];
  /** How many digits a whole number was written with, else 0. */
  readonly digits: readonly number[];
}

const enum Kind {
  Space,
  Line,
  Letter,
  Capital,
  Digit,
  Mark,
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

/** Lower case of ASCII letters and digits; 0 ends a word. */
const fold = new Uint8Array(128);
for (let c = 48; c < 128; c++) if ((c <= 57 || c >= 97) && c <= 122) fold[c] = c;
for (let c = 65; c <= 90; c++) fold[c] = c + 32;

function foldBeyond(c: number): number {
  return kindOf(c) === Kind.Letter ? c : 0;
}

/** What a word's last letters say of it; not "succeed", "need", "proceed", nor "glass", "status". */
function ending(text: string, from: number, end: number): number {
  const last = text.charCodeAt(end - 1);
  const before = text.charCodeAt(end - 2);
  if (last === 100) return before === 101 && end - from > 3 && text.charCodeAt(end - 3) !== 101 ? flag.ed : 0;
  return last === 115 && before !== 115 && before !== 117 && end - from > 2 ? flag.ess : 0;
}

/** Typographic marks are read as the plain ones. */
const plainMarks: Readonly<Record<number, number>> = Object.fromEntries(
  ['–‐‑−', '’‘', '“”«»'].flatMap((marks, i) => [...marks].map((m) => [m.charCodeAt(0), '-\'"'.charCodeAt(i)])),
);
const apostrophe = 39;

/** Cuts a block into tokens in one pass. */
export function tokenise(text: string, lexicon: Lexicon): Tokens {
  const start: number[] = [];
  const end: number[] = [];
  const lexeme: number[] = [];
  const flags: number[] = [];
  const value: number[] = [];
  const digits: number[] = [];
  const n = text.length;
  let gap = 0;
  let i = 0;
  while (i < n) {
    const c = text.charCodeAt(i);
    const kind = kindOf(c);
    const from = i;
    if (kind === Kind.Space || kind === Kind.Line) {
      gap |= kind === Kind.Line ? flag.gap | flag.line : flag.gap;
      i++;
      continue;
    }
    let id: number;
    let bits = gap;
    let number = 0;
    let figures = 0;
    gap = 0;
    if (kind === Kind.Digit) {
      i = wholeEnd(text, i);
      figures = i - from;
      for (let k = from; k < i; k++) number = number * 10 + text.charCodeAt(k) - 48;
      id = shape.number;
      // In 15.01.2022 no part is a decimal.
      const fractional = from > 0 && text.charCodeAt(from - 1) === 46 ? i : decimalEnd(text, i);
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
    } else if (kind === Kind.Mark) {
      i++;
      const plain = c < 128 ? c : (plainMarks[c] ?? c);
      const clitic = plain === apostrophe && bits === 0 ? cliticAt(text, i) : '';
      i += clitic.length;
      id = clitic === '' ? lexicon.markOf(plain) : lexicon.idOf(`'${clitic}`);
    } else {
      bits |= kind === Kind.Capital ? flag.word | flag.capital : flag.word;
      let hash = hashStart;
      for (; i < n; i++) {
        const x = text.charCodeAt(i);
        let folded = x < 128 ? (fold[x] ?? 0) : foldBeyond(x);
        if (folded === 0) {
          if (!joins(text, from, i)) break;
          folded = x;
        }
        hash = hashStep(hash, folded);
      }
      id = lexicon.find(text, from, i, hash);
      // The stop of "p.m." belongs to it, unlike that of "Jan."
      if (i < n && text.charCodeAt(i) === 46 && i - from >= 3 && text.charCodeAt(i - 2) === 46) i++;
      bits |= ending(text, from, i);
    }
    start.push(from);
    end.push(i);
    lexeme.push(id);
    flags.push(bits);
    value.push(number);
    digits.push(figures);
  }
  return { text, count: start.length, start, end, lexeme, flags, value, digits };
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

/** The "s" of "year's", the "ll" of "he'll". */
function cliticAt(text: string, i: number): string {
  for (const clitic of ['s', 'll']) if (text.startsWith(clitic, i) && !isLetter(text.charCodeAt(i + clitic.length))) return clitic;
  return '';
}

function isLetter(c: number): boolean {
  const k = kindOf(c);
  return k === Kind.Letter || k === Kind.Capital;
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
