/**
 * A text as a sequence of words, the unit in which anchoring compares. White space and punctuation take no part,
 * so that typography (quotation marks, dashes, no-break spaces, line ends) counts as equal; case is folded for
 * ASCII and canonically equivalent spellings (NFC) are one. Arrays instead of objects: a megabyte has 200,000 words.
 */
export interface Words {
  readonly count: number;
  /** Code-unit offsets into the text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Hash of the folded word. Two words in a thousand million collide, and the characters are compared in the end. */
  readonly ids: Int32Array;
  /** One bit for each letter (modulo 32) that occurs: unlike masks cannot be misspellings of each other. */
  readonly masks: Int32Array;
}

/** The words of `text`, in one pass. */
export function wordsOf(text: string): Words {
  let capacity = (text.length >> 2) + 16;
  let starts = new Int32Array(capacity);
  let ends = new Int32Array(capacity);
  let ids = new Int32Array(capacity);
  let masks = new Int32Array(capacity);
  let count = 0;
  for (let at = 0; at < text.length;) {
    const kind = unitKind(text.charCodeAt(at));
    if (kind === Unit.Other) {
      at++;
      continue;
    }
    const start = at;
    let id = hashSeed;
    let mask = 0;
    let composed = true;
    do {
      const unit = text.charCodeAt(at++);
      const folded = unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit;
      if (isCombining(unit)) composed = false;
      id = hashed(id, folded);
      mask |= 1 << (folded & 31);
    } while (kind === Unit.Letter && at < text.length && unitKind(text.charCodeAt(at)) === Unit.Letter);
    if (!composed) id = hashOf(text.slice(start, at).normalize('NFC'));
    if (count === capacity) {
      capacity *= 2;
      starts = grown(starts, capacity);
      ends = grown(ends, capacity);
      ids = grown(ids, capacity);
      masks = grown(masks, capacity);
    }
    starts[count] = start;
    ends[count] = at;
    ids[count] = id;
    masks[count] = mask;
    count++;
  }
  return { count, starts: starts.subarray(0, count), ends: ends.subarray(0, count), ids: ids.subarray(0, count), masks: masks.subarray(0, count) };
}

/** Index of the first word that ends behind `offset`; `count` if there is none. O(log words). */
export function firstWordAfter(words: Words, offset: number): number {
  let low = 0;
  let high = words.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words.ends[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

const hashSeed = 0x811c9dc5 | 0;

/** FNV-1a (Fowler, Noll, Vo), by 16-bit unit. */
function hashed(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

function hashOf(word: string): number {
  let hash = hashSeed;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    hash = hashed(hash, unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit);
  }
  return hash;
}

const enum Unit {
  Other,
  Letter,
  /** A character that is a word by itself, in scripts written without spaces. */
  Ideograph,
}

/** By ranges of the Unicode block table; coarse outside the alphabets, where a mistake merely moves a word's border. */
function unitKind(unit: number): Unit {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39) ? Unit.Letter : Unit.Other;
  if (unit < 0xc0) return unit === 0xaa || unit === 0xb5 || unit === 0xba ? Unit.Letter : Unit.Other;
  if (unit < 0x2000) return unit === 0xd7 || unit === 0xf7 ? Unit.Other : unit >= 0xe00 && unit < 0xf00 ? Unit.Ideograph : Unit.Letter;
  if (unit < 0x2c00) return Unit.Other;
  if (unit < 0x3040) return unit < 0x2e00 ? Unit.Letter : Unit.Other;
  if (unit < 0xd800) return Unit.Ideograph;
  if (unit < 0xe000) return Unit.Letter;
  return unit >= 0xfe00 && unit !== 0xfeff && unit < 0xff00 ? (unit >= 0xfe70 ? Unit.Letter : Unit.Other) : unit === 0xfeff ? Unit.Other : Unit.Letter;
}

function isCombining(unit: number): boolean {
  return unit >= 0x300 && unit <= 0x36f;
}

function grown(array: Int32Array, capacity: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(capacity);
  larger.set(array);
  return larger;
}
