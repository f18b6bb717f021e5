/**
 * The tokeniser: one pass over char codes, exact offsets, no regular expressions.
 *
 * A word keeps its inner apostrophes (O'Brien), inner hyphens (Jean-Yves) and the periods of abbreviations
 * (U.S., J., Mr.); a possessive 's is cut off. Everything else but white space is a token of one character.
 */

export const enum Shape {
  /** Punctuation or a symbol. */
  Mark,
  /** Starts with a digit. */
  Number,
  Lower,
  /** First letter upper case, a lower-case letter after it. */
  Capital,
  /** More than one letter, all upper case (NATO, U.S., COVID-19). */
  Upper,
  /** One upper-case letter, with or without its period: J. */
  Initial,
  /** Lower case first, upper case later: eBay, al-Qaida. */
  Mixed,
}

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** A small word of a line in capitals is set to lower case. */
  shape: Shape;
  /** White space before it: 0 none, 1 some, 2 a line break. */
  readonly gap: 0 | 1 | 2;
  /** Bits of `Lexicon`. */
  bits: number;
  /** Lower-cased and folded. */
  readonly key: string;
  /** First word of a sentence, a headline, a list item or a quotation. */
  first: boolean;
}

const enum Char {
  Break = 1,
  Space = 2,
  Lower = 3,
  Upper = 4,
  Digit = 5,
  Apostrophe = 6,
  Hyphen = 7,
  Period = 8,
  Mark = 9,
}

/** Class of every code below 0x500; built once, for Latin, Greek and Cyrillic letters in their own case. */
const table = (() => {
  const t = new Uint8Array(0x500);
  for (let code = 0; code < t.length; code++) {
    const c = String.fromCharCode(code);
    if (code === 10 || code === 13) t[code] = Char.Break;
    else if (code <= 32 || code === 0xa0) t[code] = Char.Space;
    else if (code >= 48 && code <= 57) t[code] = Char.Digit;
    else if (c.toLowerCase() !== c) t[code] = Char.Upper;
    else if (c.toUpperCase() !== c || code === 0xaa || code === 0xba || code === 0x138 || code === 0x149) t[code] = Char.Lower;
    else if (code >= 0x300 && code < 0x370) t[code] = Char.Lower;
    else t[code] = Char.Mark;
  }
  t[39] = Char.Apostrophe;
  t[45] = Char.Hyphen;
  t[46] = Char.Period;
  return t;
})();

function classOf(code: number): Char {
  if (code < 0x500) return table[code] ?? Char.Mark;
  if (code === 0x2019 || code === 0x2bc || code === 0x2bb) return Char.Apostrophe;
  if (code === 0x2010 || code === 0x2011) return Char.Hyphen;
  if ((code >= 0x2000 && code <= 0x200b) || code === 0x3000 || code === 0x202f || code === 0xfeff) return Char.Space;
  if (code === 0x2028 || code === 0x2029) return Char.Break;
  if (code >= 0x1e00 && code < 0x2000) {
    const c = String.fromCharCode(code);
    return c.toLowerCase() !== c ? Char.Upper : Char.Lower;
  }
  // Scripts without case cannot be read by capitals: their words are set aside as marks.
  return Char.Mark;
}

/** Abbreviations whose period belongs to them, and after which a sentence does not end. */
const abbreviations = new Set(
  (
    'mr mrs ms dr prof sen rep gov gen col lt capt sgt maj adm cmdr brig hon rev fr st ste mt ft jr sr inc corp ltd co bros no vs dept univ assn ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec ala ariz ark calif colo conn fla ky mich minn neb nev okla ore tenn tex va vt wis wyo messrs supt cpl pvt gov pres amb atty ph.d m.d'
  ).split(' '),
);

/** Lower case without diacritics, apostrophes straightened: what all look-ups go by. */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʻʼ`]/g, "'")
    .replace(/[‐‑]/g, '-')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[øłđæœı]/g, (c) => ({ ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' })[c] ?? c);
}

/** Characters that open a sentence's first word, or close one after its full stop. */
const quotes = '"“”„«»‘(["';

/** Tokens of one block. Linear in the text. */
export function tokenize(text: string, words: WordTable): Token[] {
  const tokens: Token[] = [];
  const n = text.length;
  let i = 0;
  let gap: 0 | 1 | 2 = 2;
  let first = true;
  while (i < n) {
    const c = classOf(text.charCodeAt(i));
    if (c === Char.Break) {
      gap = 2;
      i++;
      continue;
    }
    if (c === Char.Space) {
      if (gap === 0) gap = 1;
      i++;
      continue;
    }
    if (gap === 2) first = true;
    const start = i;
    if (c === Char.Lower || c === Char.Upper || c === Char.Digit) {
      i = wordEnd(text, start, n);
      pushWord(tokens, text, start, i, gap, first, words);
      first = false;
    } else {
      i++;
      const mark = text.charCodeAt(start);
      // Surrogate pairs stay whole.
      if (mark >= 0xd800 && mark < 0xdc00 && i < n) i++;
      const s = text.slice(start, i);
      tokens.push({ start, end: i, text: s, shape: Shape.Mark, gap, bits: 0, key: s, first: false });
      if (s === '.' || s === '!' || s === '?' || s === '…' || s === '•' || s === '*') first = true;
      else if (s === ':' || s === '–' || s === '—') first = first || s === ':';
      else if (quotes.includes(s) || s === "'" || s === '-' || s === '#') first = first || isOpening(tokens, s, gap);
      else first = false;
    }
    gap = 0;
  }
  return tokens;
}

/** A quotation mark after a comma or colon opens a quoted sentence; one around a word in mid-sentence does not. */
function isOpening(tokens: readonly Token[], mark: string, gap: number): boolean {
  if (mark === '(' || mark === '[' || mark === '-' || mark === '#') return false;
  const before = tokens[tokens.length - 2];
  return before === undefined || (gap > 0 && (before.text === ',' || before.text === ':'));
}

function wordEnd(text: string, start: number, n: number): number {
  let i = start + 1;
  // Most words are letters to their end.
  for (; i < n; i++) {
    const c = classOf(text.charCodeAt(i));
    if (c !== Char.Lower && c !== Char.Upper && c !== Char.Digit) break;
  }
  for (; i < n; i++) {
    const c = classOf(text.charCodeAt(i));
    if (c === Char.Lower || c === Char.Upper || c === Char.Digit) continue;
    const next = i + 1 < n ? classOf(text.charCodeAt(i + 1)) : Char.Space;
    const letterNext = next === Char.Lower || next === Char.Upper || next === Char.Digit;
    if (c === Char.Apostrophe) {
      if (!letterNext || isPossessive(text, i, n)) break;
      continue;
    }
    if (c === Char.Hyphen) {
      if (!letterNext) break;
      continue;
    }
    if (c === Char.Period) {
      // U.S., J.B., 3.5: a single letter or digit run on either side.
      const single = i - start === 1 || text.charCodeAt(i - 2) === 46 || text.charCodeAt(i - 2) === 45;
      const before = classOf(text.charCodeAt(i - 1));
      if (single && before === Char.Upper) continue;
      if (letterNext && (before === Char.Digit || (single && before === Char.Lower)) && next !== Char.Upper) continue;
      if (i - start <= 5 && abbreviations.has(text.slice(start, i).toLowerCase())) return i + 1;
      break;
    }
    if (text.charCodeAt(i) === 38 && letterNext && next === Char.Upper && classOf(text.charCodeAt(i - 1)) === Char.Upper) continue; // AT&T
    break;
  }
  return i;
}

/** What follows a name and a hyphen without being part of it: Pakistan-based, U.S.-led. */
const tails = new Set(
  (
    'based led backed born controlled style styled occupied held run owned sponsored brokered funded trained made allied linked mediated dominated area wide era inspired type like friendly speaking drafted imposed ' +
    'supported educated administered ruled governed built bound installed appointed supplied designed produced listed language affiliated aligned inspired oriented'
  ).split(' '),
);
/** What precedes a name and a hyphen without being part of it: pro-Kremlin, anti-Bush, ex-President. */
const heads = new Set('pro anti ex non post pre mid former un co neo trans inter intra sub then self pan ethnic predominantly'.split(' '));
/** Whether a token is such a prefix. */
export const isPrefix = (key: string): boolean => heads.has(key);
/** Bits of a word that may stand beside another in a compound of equals: US-Russia, Washington-Brussels-Moscow. Set by the lexicon. */
export const equalBits = (1 << 4) | (1 << 5) | (1 << 6) | (1 << 22) | (1 << 29);
/** Bits of an ordinary English word. */
const wordBits = (1 << 0) | (1 << 1);
const wholeBits = (1 << 2) | (1 << 3) | (1 << 4) | (1 << 5) | (1 << 6) | (1 << 22) | (1 << 29);

/** One token, or several where a hyphen joins a name to what is not part of it. */
function pushWord(tokens: Token[], text: string, start: number, end: number, gap: 0 | 1 | 2, first: boolean, words: WordTable): void {
  const whole = word(text, start, end, gap, first, words);
  const cuts =
    whole.shape === Shape.Lower || !hyphenated(whole.text) || whole.shape === Shape.Number || (whole.bits & wholeBits) !== 0
      ? undefined
      : hyphenCuts(whole, words);
  if (cuts === undefined) {
    tokens.push(whole);
    return;
  }
  let at = start;
  for (const cut of [...cuts, end - start]) {
    tokens.push(word(text, at, start + cut, at === start ? gap : 0, at === start && first, words));
    at = start + cut;
    if (at < end) {
      tokens.push({ start: at, end: at + 1, text: '-', shape: Shape.Mark, gap: 0, bits: 0, key: '-', first: false });
      at++;
    }
  }
}

const hyphenated = (s: string): boolean => s.includes('-') || s.includes('‐') || s.includes('‑');

/** Offsets of the hyphens to cut at, within the word. */
function hyphenCuts(whole: Token, words: WordTable): number[] | undefined {
  const parts = whole.text.replace(/[‐‑]/g, '-').split('-');
  if (parts.length < 2 || parts.length > 5) return undefined;
  const cuts: number[] = [];
  let at = 0;
  for (const part of parts.slice(0, -1)) cuts.push((at += part.length) + cuts.length);
  const offsets = cuts;
  const last = parts[parts.length - 1] ?? '';
  const head = parts[0] ?? '';
  const tail = tails.has(last) || (last.length > 3 && shapeOf(last) === Shape.Lower && parts.slice(0, -1).every((p) => shapeOf(p) === Shape.Upper));
  if (tail && parts.some((p) => shapeOf(p) !== Shape.Lower)) {
    const known = parts.length > 2 && parts.slice(0, -1).every((p) => (words.bitsOf(p) & equalBits) !== 0);
    return known ? offsets : offsets.slice(-1);
  }
  // "Non-Proliferation", "Anti-Doping": words of a name, where "Anti-Kremlin" begins a sentence.
  if (parts.length === 2 && shapeOf(head) === Shape.Capital && (words.bitsOf(last) & wordBits) !== 0 && (words.bitsOf(last) & (equalBits | wholeBits)) === 0)
    return undefined;
  if (heads.has(head.toLowerCase()) && parts.slice(1).some((p) => shapeOf(p) !== Shape.Lower)) return offsets.slice(0, 1);
  const equals = parts.every((p) => shapeOf(p) !== Shape.Lower && (words.bitsOf(p) & equalBits) !== 0);
  return equals ? offsets : undefined;
}

/** 's or s' at `i`, at the end of a word. */
function isPossessive(text: string, i: number, n: number): boolean {
  const s = text.charCodeAt(i + 1);
  if (s !== 115 && s !== 83) return false;
  const after = i + 2 < n ? classOf(text.charCodeAt(i + 2)) : Char.Space;
  return after !== Char.Lower && after !== Char.Upper && after !== Char.Digit;
}

function word(text: string, start: number, end: number, gap: 0 | 1 | 2, first: boolean, words: WordTable): Token {
  const known = words.at(text, start, end);
  return { start, end, text: known.text, shape: known.shape, gap, bits: known.bits, key: known.key, first };
}

interface Word {
  readonly text: string;
  readonly shape: Shape;
  readonly key: string;
  readonly bits: number;
}

/**
 * What is known of a word by its spelling. Of the words met, some thousands are kept in a table by hash, so that the common
 * ones need neither a new string nor a look-up; a word that falls on another's place takes it.
 */
export class WordTable {
  readonly #slots: (Word | undefined)[] = new Array<Word | undefined>(1 << 16).fill(undefined);

  /** @param look  lexicon bits of a folded key */
  constructor(private readonly look: (key: string, shape: Shape) => number) {}

  /** Bits of a part of a word, as if it were capitalised. */
  bitsOf(part: string): number {
    return this.look(fold(part), Shape.Capital);
  }

  at(text: string, start: number, end: number): Word {
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    const slot = (hash ^ (hash >>> 16)) & 0xffff;
    const kept = this.#slots[slot];
    if (kept !== undefined && sameText(kept.text, text, start, end)) return kept;
    const s = text.slice(start, end);
    const shape = shapeOf(s);
    const key = shape === Shape.Lower && isAscii(s) ? s : fold(s);
    const made: Word = { text: s, shape, key, bits: contraction.test(key) ? functionBit : this.look(key, shape) };
    // A long word is not common, and would keep its document's text alive.
    if (s.length <= 24) this.#slots[slot] = made;
    return made;
  }
}

/** Compared here, character by character: for words of five letters that is faster than a call. */
function sameText(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}

/** It'll, They've, Don't: pronouns and auxiliaries, whatever their capital. */
const contraction = /'(?:ll|ve|re|d|m|t)$/;
const functionBit = 1 << 21;

function isAscii(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 127) return false;
  return true;
}

function shapeOf(s: string): Shape {
  let upper = 0;
  let lower = 0;
  const c0 = classOf(s.charCodeAt(0));
  let lowerFirstPart = 0;
  for (let i = 0; i < s.length; i++) {
    const c = classOf(s.charCodeAt(i));
    if (c === Char.Upper) upper++;
    else if (c === Char.Lower) {
      lower++;
      if (upper === 0) lowerFirstPart++;
    }
  }
  if (upper === 0) return c0 === Char.Digit ? Shape.Number : Shape.Lower;
  if (c0 === Char.Digit) return Shape.Mixed;
  if (c0 === Char.Lower) return lowerFirstPart > 0 ? Shape.Mixed : Shape.Lower;
  if (lower === 0) return upper === 1 && s.length <= 2 ? Shape.Initial : Shape.Upper;
  return Shape.Capital;
}
