/**
 * The tokeniser: one pass over char codes, exact offsets, no regular expressions.
 *
 * A word keeps its inner apostrophes (O'Brien), inner hyphens (Jean-Yves) and the periods of abbreviations
 * (U.S., J., Mr.); a possessive 's is cut off. Everything else but white space is a token of one character.
 */
import { Char, Shape, shapeOf } from './characters';
import type { Token, Word, WordTable } from './wordtable';

export { fold, Shape } from './characters';
export { WordTable, type Token } from './wordtable';

/** Abbreviations whose period belongs to them, and after which a sentence does not end. */
const abbreviations = new Set(
  (
    'mr mrs ms dr prof sen sens rep reps gov govs gen col lt capt sgt maj adm cmdr brig hon rev fr st ste mt ft jr sr inc corp ltd co bros no vs dept univ assn ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec ala ariz ark calif colo conn fla ky mich minn neb nev okla ore tenn tex va vt wis wyo messrs supt cpl pvt gov pres amb atty ph.d m.d'
  ).split(' '),
);

/** Characters that open a sentence's first word, or close one after its full stop. */
const quotes = '"“”„«»‘(["';

/** Tokens of one block, until the same table reads the next. Linear in the text. */
export function tokenize(text: string, words: WordTable): Token[] {
  const tokens: Token[] = [];
  const n = text.length;
  const classes = words.read(text);
  let i = 0;
  let gap: 0 | 1 | 2 = 2;
  let first = true;
  while (i < n) {
    const c = classes[i] as Char;
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
      i = wordEnd(text, classes, start, n);
      pushWord(tokens, text, start, i, gap, first, words);
      first = false;
    } else {
      i++;
      const mark = text.charCodeAt(start);
      // Surrogate pairs stay whole.
      if (mark >= 0xd800 && mark < 0xdc00 && i < n) i++;
      const known = words.mark(text, start, i);
      tokens.push(words.token(known, start, i, gap, false));
      first = firstAfter(tokens, known.text, gap, first);
    }
    gap = 0;
  }
  return tokens;
}

/** Whether a word after this mark is a sentence's first. */
function firstAfter(tokens: readonly Token[], mark: string, gap: number, first: boolean): boolean {
  if (mark === ',') return false;
  if (mark === '.' || mark === '!' || mark === '?' || mark === '…' || mark === '•' || mark === '*') return true;
  if (mark === ':') return true;
  if (mark === '–' || mark === '—') return first;
  if (quotes.includes(mark) || mark === "'" || mark === '-' || mark === '#') return first || isOpening(tokens, mark, gap);
  return false;
}

/** A quotation mark after a comma or colon opens a quoted sentence; one around a word in mid-sentence does not. */
function isOpening(tokens: readonly Token[], mark: string, gap: number): boolean {
  if (mark === '(' || mark === '[' || mark === '-' || mark === '#') return false;
  const before = tokens[tokens.length - 2];
  return before === undefined || (gap > 0 && (before.text === ',' || before.text === ':'));
}

function wordEnd(text: string, classes: Uint8Array, start: number, n: number): number {
  let i = start + 1;
  // Most words are letters to their end.
  while (i < n && isLetter(classes[i] as Char)) i++;
  for (; i < n; i++) {
    const c = classes[i] as Char;
    if (isLetter(c)) continue;
    const next = i + 1 < n ? (classes[i + 1] as Char) : Char.Space;
    const letterNext = isLetter(next);
    if (c === Char.Apostrophe) {
      if (!letterNext || isPossessive(text, classes, i, n)) break;
      continue;
    }
    if (c === Char.Hyphen) {
      if (!letterNext) break;
      continue;
    }
    if (c === Char.Period) {
      // U.S., J.B., 3.5: a single letter or digit run on either side.
      const single = i - start === 1 || text.charCodeAt(i - 2) === 46 || text.charCodeAt(i - 2) === 45;
      const before = classes[i - 1] as Char;
      if (single && before === Char.Upper) continue;
      if (letterNext && (before === Char.Digit || (single && before === Char.Lower)) && next !== Char.Upper) continue;
      if (i - start <= 5 && abbreviations.has(text.slice(start, i).toLowerCase())) return i + 1;
      break;
    }
    if (next === Char.Upper && (classes[i - 1] as Char) === Char.Upper && text.charCodeAt(i) === 38) continue; // AT&T
    break;
  }
  return i;
}

const isLetter = (c: Char): boolean => c === Char.Lower || c === Char.Upper || c === Char.Digit;

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

/** One token, or several where a hyphen joins a name to what is not part of it. */
function pushWord(tokens: Token[], text: string, start: number, end: number, gap: 0 | 1 | 2, first: boolean, words: WordTable): void {
  const whole = words.at(text, start, end);
  const cuts =
    whole.shape === Shape.Lower || whole.shape === Shape.Number || (whole.bits & wholeBits) !== 0 || !hyphenated(whole.text) ? undefined : cutsOf(whole, words);
  if (!cuts) {
    tokens.push(words.token(whole, start, end, gap, first));
    return;
  }
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

const hyphenMark: Word = { text: '-', shape: Shape.Mark, key: '-', bits: 0, front: 0, back: 0, cuts: undefined };
const hyphenated = (s: string): boolean => s.includes('-') || s.includes('‐') || s.includes('‑');

/** Worked out once for a word, also that there are none: then null. */
function cutsOf(whole: Word, words: WordTable): readonly number[] | null {
  if (whole.cuts === undefined) whole.cuts = hyphenCuts(whole, words) ?? null;
  return whole.cuts;
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
function isPossessive(text: string, classes: Uint8Array, i: number, n: number): boolean {
  const s = text.charCodeAt(i + 1);
  if (s !== 115 && s !== 83) return false;
  return i + 2 >= n || !isLetter(classes[i + 2] as Char);
}
