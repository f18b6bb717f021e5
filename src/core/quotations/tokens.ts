/** Tokens of one block for the quotation rules: words with what the word list knows of them, and marks. One pass, no regular expressions. */
import { isSpace } from '../text/characters';
import type { Word, WordList } from './words';

export const enum Kind {
  Word = 0,
  Number = 1,
  /** . ! ? … and the like */
  Stop = 2,
  Comma = 3,
  Colon = 4,
  Semicolon = 5,
  /** A dash between words, or a double hyphen. */
  Dash = 6,
  OpenBracket = 7,
  CloseBracket = 8,
  QuoteMark = 9,
  Other = 10,
  /** A whole quotation, put in place of its tokens. */
  Quotation = 11,
}

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly kind: Kind;
  readonly word: Word;
  readonly capital: boolean;
}

const enum Class {
  Mark = 0,
  Letter = 1,
  Space = 2,
}

/** Class of every ASCII code; what joins figures and names (& @ # $ %) counts as a letter. */
const ascii = (() => {
  const table = new Uint8Array(128);
  for (let code = 0; code < 128; code++) table[code] = /[\w$%&@#]/.test(String.fromCharCode(code)) ? Class.Letter : isSpace(code) ? Class.Space : Class.Mark;
  return table;
})();

function classOf(code: number): Class {
  if (code < 128) return ascii[code] as Class;
  if (isSpace(code)) return Class.Space;
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba ? Class.Letter : Class.Mark;
  if ((code >= 0x2000 && code < 0x2070) || (code >= 0x3000 && code < 0x3040)) return Class.Mark;
  return code === 0xd7 || code === 0xf7 || code === 0xfeff || code === 0x2212 ? Class.Mark : Class.Letter;
}

const isLetter = (code: number): boolean => classOf(code) === Class.Letter;
const apostrophe = (code: number): boolean => code === 39 || code === 0x2019;
const isHyphen = (code: number): boolean => code === 45 || code === 0x2010 || code === 0x2011;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isUpper = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code < 128) return code >= 65 && code <= 90;
  const c = text.charAt(at);
  return c.toLowerCase() !== c;
};

/** What may be cut off a word behind its apostrophe. */
const clitics = new Set(['s', 'S', 've', 'd', 'll', 're', 'm']);

export function tokenize(text: string, words: WordList): Token[] {
  const tokens: Token[] = [];
  const none = words.at('', 0, 0);
  const n = text.length;
  let i = 0;
  while (i < n) {
    const code = text.charCodeAt(i);
    const kindOfCode = classOf(code);
    if (kindOfCode === Class.Space) {
      i++;
      continue;
    }
    const start = i;
    if (kindOfCode === Class.Letter) {
      i = wordEnd(text, i, n);
      const cut = apostrophe(text.charCodeAt(i - 2)) || apostrophe(text.charCodeAt(i - 3)) ? cliticStart(text, start, i) : i;
      const capital = isUpper(text, start);
      const kind = isDigit(code) || code === 36 ? Kind.Number : Kind.Word;
      tokens.push({ start, end: cut, kind, word: words.at(text, start, cut), capital });
      if (cut < i) tokens.push({ start: cut, end: i, kind: Kind.Word, word: words.at(text, cut, i), capital: false });
      continue;
    }
    i += markLength(text, i, n);
    tokens.push({ start, end: i, kind: kindOf(text, start), word: none, capital: false });
  }
  return tokens;
}

function wordEnd(text: string, start: number, n: number): number {
  let i = start + 1;
  // Most words are letters to their end.
  while (i < n && classOf(text.charCodeAt(i)) === Class.Letter) i++;
  if (i < n && classOf(text.charCodeAt(i)) === Class.Space) return i;
  for (; i < n; i++) {
    const code = text.charCodeAt(i);
    if (isLetter(code)) continue;
    const next = i + 1 < n ? text.charCodeAt(i + 1) : 32;
    if ((apostrophe(code) || isHyphen(code)) && isLetter(next)) continue;
    // U.S., J.B., 3.5, 8:30, 1,000
    if (
      code === 46 &&
      ((isLetter(next) && (i - start === 1 || isDigit(next) || text.charCodeAt(i - 2) === 46)) || (i - start > 1 && text.charCodeAt(i - 2) === 46))
    )
      continue;
    if ((code === 44 || code === 58) && isDigit(next) && isDigit(text.charCodeAt(i - 1))) continue;
    // An abbreviation: a full stop that a comma follows ends no sentence.
    if (code === 46 && (next === 44 || isTitle(text, start, i))) return i + 1;
    break;
  }
  return i;
}

const titles = new Set('Mr Mrs Ms Dr Sen Rep Gov Gen Col Lt Capt Sgt Prof Rev St Jr Sr Hon Pres Adm Maj Inc Corp Co Ltd'.split(' '));

/** A full stop at `end` that belongs to the word before it; "No." only before a number, for it is also an answer. */
function isTitle(text: string, start: number, end: number): boolean {
  if (end - start === 2 && text.startsWith('No', start)) return isDigit(text.charCodeAt(end + 1)) || isDigit(text.charCodeAt(end + 2));
  return (end - start <= 4 && titles.has(text.slice(start, end))) || (end - start === 1 && isUpper(text, start) && text.charAt(start) !== 'I');
}

function cliticStart(text: string, start: number, end: number): number {
  for (let k = end - 2; k > start && k >= end - 3; k--) {
    if (apostrophe(text.charCodeAt(k)) && clitics.has(text.slice(k + 1, end))) return k;
  }
  return end;
}

/** '' and `` and -- are one mark each; so is an ellipsis of full stops. */
function markLength(text: string, at: number, n: number): number {
  const c = text.charCodeAt(at);
  if ((c === 39 || c === 96 || c === 45 || c === 0x2019) && at + 1 < n && text.charCodeAt(at + 1) === c) return 2;
  if (c === 46) {
    let i = at + 1;
    while (i < n && text.charCodeAt(i) === 46) i++;
    return i - at;
  }
  return c >= 0xd800 && c < 0xdc00 && at + 1 < n ? 2 : 1;
}

function kindOf(text: string, start: number): Kind {
  const c = text.charCodeAt(start);
  switch (c) {
    case 46:
    case 33:
    case 63:
    case 0x2026:
      return Kind.Stop;
    case 44:
      return Kind.Comma;
    case 58:
      return Kind.Colon;
    case 59:
      return Kind.Semicolon;
    case 45:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2012:
      return Kind.Dash;
    case 40:
    case 91:
      return Kind.OpenBracket;
    case 41:
    case 93:
      return Kind.CloseBracket;
    case 34:
    case 39:
    case 96:
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0xab:
    case 0xbb:
    case 0x2039:
    case 0x203a:
      return Kind.QuoteMark;
    default:
      return Kind.Other;
  }
}
