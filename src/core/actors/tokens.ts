/**
 * The tokeniser: one pass over char codes, exact offsets, no regular expressions.
 *
 * A word keeps its inner apostrophes (O'Brien), inner hyphens (Jean-Yves) and the periods of abbreviations
 * (U.S., J., Mr.); a possessive 's is cut off. Everything else but white space is a token of one character.
 */
import { Char, classes, Shape, shapeOf } from './characters';
import { markOf, type Token, type Word, type WordTable } from './wordtable';

export { fold, Shape } from './characters';
export { WordTable, type Token } from './wordtable';

/** Abbreviations whose period belongs to them, and after which a sentence does not end; with a capital, only where they are written so: "fifty sales reps." */
const abbreviations = new Set(
  (
    'mr mrs ms dr prof sen Sens rep Reps gov Govs gen col lt capt sgt maj adm cmdr brig hon rev fr st ste mt ft jr sr inc corp ltd co bros no vs dept univ assn ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec ala ariz ark calif colo conn fla ky mich minn neb nev okla ore tenn tex va vt wis wyo messrs supt cpl pvt gov pres amb atty ph.d m.d'
  ).split(' '),
);

/** Tokens of one block, until the same table reads the next. Linear in the text. */
export function tokenize(text: string, words: WordTable): Token[] {
  const tokens: Token[] = [];
  const n = text.length;
  const codes = words.read(text);
  const known = classes;
  let i = 0;
  let gap: 0 | 1 | 2 = 2;
  let first = true;
  while (i < n) {
    const code = codes[i] as number;
    const c = known[code] as Char;
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
    const start = i++;
    if (c <= Char.Digit) {
      // Most words are letters to their end, and a space.
      while (isLetter(known[codes[i] as number] as Char)) i++;
      if ((known[codes[i] as number] as Char) !== Char.Space) i = wordEnd(text, codes, start, i);
      const word = words.at(text, start, i);
      const cuts = word.cuts === undefined ? cutsOf(word, words) : word.cuts;
      if (cuts === null) tokens.push(words.token(word, start, i, gap, first));
      else pushParts(tokens, text, start, i, cuts, gap, first, words);
      first = false;
    } else {
      // Surrogate pairs stay whole.
      if (code >= 0xd800 && code < 0xdc00 && i < n) i++;
      tokens.push(words.token(words.mark(text, start, i), start, i, gap, false));
      first = firstAfter(tokens, code, gap, first);
    }
    gap = 0;
  }
  return tokens;
}

/** Whether a word after the mark of a code is a sentence's first. */
function firstAfter(tokens: readonly Token[], mark: number, gap: number, first: boolean): boolean {
  switch (mark) {
    case 0x2e: // .
    case 0x21: // !
    case 0x3f: // ?
    case 0x2026: // …
    case 0x2022: // •
    case 0x2a: // *
    case 0x3a: // :
      return true;
    case 0x2013: // –
    case 0x2014: // —
    case 0x28: // (
    case 0x5b: // [
    case 0x2d: // -
    case 0x23: // #
      return first;
    case 0x22: // "
    case 0x27: // '
    case 0x201c: // “
    case 0x201d: // ”
    case 0x201e: // „
    case 0xab: // «
    case 0xbb: // »
    case 0x2018: // ‘
      return first || isOpening(tokens, gap);
    default:
      return false;
  }
}

/** A quotation mark after a comma or colon opens a quoted sentence; one around a word in mid-sentence does not. */
function isOpening(tokens: readonly Token[], gap: number): boolean {
  const before = tokens.length < 2 ? undefined : tokens[tokens.length - 2];
  return before === undefined || (gap > 0 && (before.text === ',' || before.text === ':'));
}

/** Where the word ends that begins at `start` and has nothing but letters before `i`. Behind the text's last code stands a 0, which is no letter. */
function wordEnd(text: string, codes: Uint16Array, start: number, from: number): number {
  const classAt = (at: number): Char => classes[codes[at] as number] as Char;
  for (let i = from; i < text.length; i++) {
    const c = classAt(i);
    if (isLetter(c)) continue;
    const next = classAt(i + 1);
    const letterNext = isLetter(next);
    if (c === Char.Apostrophe) {
      if (!letterNext || isPossessive(codes, i)) return i;
    } else if (c === Char.Hyphen) {
      if (!letterNext) return i;
    } else if (c === Char.Period) {
      // U.S., J.B., 3.5: a single letter or digit run on either side.
      const single = i - start === 1 || codes[i - 2] === 46 || codes[i - 2] === 45;
      const before = classAt(i - 1);
      if (single && before === Char.Upper) continue;
      if (letterNext && (before === Char.Digit || (single && before === Char.Lower)) && next !== Char.Upper) continue;
      return i - start <= 5 && isAbbreviation(text.slice(start, i)) ? i + 1 : i;
    } else if (codes[i] !== 38 || next !== Char.Upper || classAt(i - 1) !== Char.Upper) return i; // AT&T
  }
  return text.length;
}

const isAbbreviation = (word: string): boolean => abbreviations.has(word.toLowerCase()) || abbreviations.has(word);

const isLetter = (c: Char): boolean => c >= Char.Lower && c <= Char.Digit;

/** What follows a name and a hyphen without being part of it: Pakistan-based, U.S.-led. */
const tails = new Set(
  (
    'based led backed born controlled style styled occupied held run owned sponsored brokered funded trained made ally allied linked mediated dominated area wide era inspired type like friendly speaking drafted imposed ' +
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

/** The tokens of a word that a hyphen parts. */
function pushParts(tokens: Token[], text: string, start: number, end: number, cuts: readonly number[], gap: 0 | 1 | 2, first: boolean, words: WordTable): void {
  let at = start;
  for (const cut of [...cuts, end - start]) {
    tokens.push(words.token(words.at(text, at, start + cut), at, start + cut, at === start ? gap : 0, at === start && first));
    at = start + cut;
    if (at < end) {
      tokens.push(words.token(hyphenMark, at, at + 1, 0, false));
      at++;
    }
  }
}

const hyphenMark = markOf('-');

/** Worked out once for a word, also that there are none: then null. */
function cutsOf(whole: Word, words: WordTable): readonly number[] | null {
  const isWhole = whole.shape === Shape.Lower || whole.shape === Shape.Number || (whole.bits & wholeBits) !== 0;
  return (whole.cuts = (isWhole ? undefined : hyphenCuts(whole, words)) ?? null);
}

/** Offsets of the hyphens to cut at, within the word. */
function hyphenCuts(whole: Word, words: WordTable): number[] | undefined {
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
function isPossessive(codes: Uint16Array, i: number): boolean {
  const s = codes[i + 1];
  return (s === 115 || s === 83) && !isLetter(classes[codes[i + 2] as number] as Char);
}
