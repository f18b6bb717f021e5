/** Kinds of characters by the general categories of Unicode, looked up: a pattern that asks for them tries its classes at each place anew. */

export const enum Kind {
  Letter = 1,
  /** Of a letter: upper case. */
  Upper = 2,
  /** A combining mark. */
  Mark = 4,
  /** 0 to 9. */
  Digit = 8,
  /** Any number, digits among them. */
  Number = 16,
  /** Two code units long. */
  Pair = 32,
}

/** Not asked yet. */
const unknown = 0x80;
const kinds = new Uint8Array(0x10000).fill(unknown);

/** The kinds of the character at a place as bits; 0 for all others, for half of a pair, and beyond the end. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const found = kinds[unit] ?? 0;
  if (found !== unknown) return found;
  if ((unit & 0xf800) === 0xd800) return ofPair(text, at);
  return (kinds[unit] = kindOf(String.fromCharCode(unit)));
}

function ofPair(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  return code > 0xffff ? kindOf(String.fromCodePoint(code)) | Kind.Pair : 0;
}

function kindOf(character: string): number {
  if (/\p{L}/u.test(character)) return /\p{Lu}/u.test(character) ? Kind.Letter | Kind.Upper : Kind.Letter;
  if (/\p{M}/u.test(character)) return Kind.Mark;
  if (/\p{N}/u.test(character)) return /\d/.test(character) ? Kind.Number | Kind.Digit : Kind.Number;
  return 0;
}

/** Where a run of characters of these kinds ends that may begin at a place. */
export function endOfRun(text: string, from: number, end: number, wanted: number): number {
  let at = from;
  while (at < end) {
    const kind = kindAt(text, at);
    if ((kind & wanted) === 0) break;
    at += kind & Kind.Pair ? 2 : 1;
  }
  return at;
}

/** Where letters end of which each has its point, as in "U.S."; `from` where fewer than two stand there. */
export function endOfInitials(text: string, from: number, end: number, wanted: number): number {
  let [at, letters] = [from, 0];
  for (;;) {
    const kind = at < end ? kindAt(text, at) : 0;
    const point = at + (kind & Kind.Pair ? 2 : 1);
    if ((kind & wanted) !== wanted || point >= end || text.charCodeAt(point) !== 0x2e) return letters > 1 ? at : from;
    at = point + 1;
    letters++;
  }
}
