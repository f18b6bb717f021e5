/**
 * Where sentences end by the Unicode rules (UAX #29, section 5.1: SB3 to SB11), for text whose every character is of the Latin scripts
 * or common punctuation. The host's segmenter has the same rules for all scripts, at several times the cost and with the square of the length.
 */

const enum Class {
  Other = 0,
  Lower = 1,
  Upper = 2,
  Numeric = 3,
  /** The full stop. */
  Stop = 4,
  /** ! and ? */
  Strong = 5,
  Close = 6,
  Space = 7,
  Continue = 8,
  Separator = 9,
  /** Not known here: the host is asked. */
  Foreign = 10,
}

/** Below it stand the Latin letters of Europe's languages, all of them of one case or the other. */
const tableEnd = 0x180;

/** The property Sentence_Break of the code units below {@link tableEnd}. */
const table = (() => {
  const classes = new Uint8Array(tableEnd);
  const set = (characters: string, value: Class): void => {
    for (const c of characters) classes[c.charCodeAt(0)] = value;
  };
  for (let code = 0; code < tableEnd; code++) {
    const c = String.fromCharCode(code);
    if (/\p{Lowercase}/u.test(c)) classes[code] = Class.Lower;
    else if (/\p{Uppercase}/u.test(c)) classes[code] = Class.Upper;
    else if (/\p{L}/u.test(c)) classes[code] = Class.Foreign;
  }
  set('0123456789', Class.Numeric);
  set('.', Class.Stop);
  set('!?', Class.Strong);
  set(`"'()[]{}«»`, Class.Close);
  set('\t\v\f \u00a0', Class.Space);
  set(',-:', Class.Continue);
  set('\n\u0085', Class.Separator);
  // A carriage return binds to a line feed and a soft hyphen to anything; canonical text has the one never, the other seldom.
  set('\r\u00ad', Class.Foreign);
  return classes;
})();

function classOf(code: number): Class {
  if (code < tableEnd) return table[code] as Class;
  switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2039:
    case 0x203a:
      return Class.Close;
    case 0x2013:
    case 0x2014:
      return Class.Continue;
    case 0x2009:
    case 0x202f:
      return Class.Space;
    // ‐ ‑ • … € № ™ −
    case 0x2010:
    case 0x2011:
    case 0x2022:
    case 0x2026:
    case 0x20ac:
    case 0x2116:
    case 0x2122:
    case 0x2212:
      return Class.Other;
    default:
      return Class.Foreign;
  }
}

const ends = (c: Class): boolean => c === Class.Stop || c === Class.Strong;

/**
 * The offsets at which a sentence begins, but for the first; undefined where a character is of another script.
 * Linear in the text.
 */
export function sentenceBreaks(text: string): readonly number[] | undefined {
  const n = text.length;
  const at = (i: number): Class => (i < n ? classOf(text.charCodeAt(i)) : Class.Other);
  const breaks: number[] = [];
  for (let i = 0; i < n; i++) {
    const c = at(i);
    if (c === Class.Foreign) return undefined;
    if (c === Class.Separator) {
      if (i + 1 < n) breaks.push(i + 1);
      continue;
    }
    if (!ends(c)) continue;
    if (c === Class.Stop && (at(i + 1) === Class.Numeric || (at(i + 1) === Class.Upper && isCased(at(i - 1))))) continue;
    let k = i + 1;
    while (k < n && at(k) === Class.Close) k++;
    while (k < n && at(k) === Class.Space) k++;
    i = k - 1;
    const next = at(k);
    if (k === n || ends(next) || next === Class.Continue || next === Class.Separator || next === Class.Foreign) continue;
    if (c === Class.Strong || !smallAhead(at, k, n)) breaks.push(k);
  }
  return breaks;
}

const isCased = (c: Class): boolean => c === Class.Upper || c === Class.Lower;

/** A small letter goes on with the sentence before it, whatever figures and marks stand between. */
function smallAhead(at: (i: number) => Class, from: number, n: number): boolean {
  let k = from;
  let c = at(k);
  while (k < n && !isCased(c) && !ends(c) && c !== Class.Separator && c !== Class.Foreign) c = at(++k);
  return k < n && c === Class.Lower;
}
