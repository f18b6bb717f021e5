/** Characters and the shapes of words: what can be said of a spelling before anything is looked up. */

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

export const enum Char {
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

/** Class of every code that was met, filled as they come; 0 of the others. The tokeniser looks here itself: a call for each character took as long as all else. */
export const classes = new Uint8Array(0x10000);

/** The class of a code, which `classes` then knows. */
export function classOf(code: number): Char {
  const known = classes[code] as Char | 0;
  return known === 0 ? (classes[code] = classOfNew(code)) : known;
}

function classOfNew(code: number): Char {
  if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return Char.Break;
  if (code <= 32 || code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x3000 || code === 0x202f || code === 0xfeff) return Char.Space;
  if (code >= 48 && code <= 57) return Char.Digit;
  if (code === 39 || code === 0x2019) return Char.Apostrophe;
  if (code === 45 || code === 0x2010 || code === 0x2011) return Char.Hyphen;
  if (code === 46) return Char.Period;
  const c = String.fromCharCode(code);
  if (code >= 0x1e00 && code < 0x2000) return c.toLowerCase() !== c ? Char.Upper : Char.Lower;
  // Latin, Greek and Cyrillic letters in their own case. Scripts without case cannot be read by capitals: their words are set aside as marks.
  if (code >= 0x500) return Char.Mark;
  if (c.toLowerCase() !== c) return Char.Upper;
  const isSmall = c.toUpperCase() !== c || code === 0xaa || code === 0xba || code === 0x138 || code === 0x149 || (code >= 0x300 && code < 0x370);
  return isSmall ? Char.Lower : Char.Mark;
}

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

export function isAscii(s: string): boolean {
  for (let i = 0; i < s.length; i++) if (s.charCodeAt(i) > 127) return false;
  return true;
}

export function shapeOf(s: string): Shape {
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
