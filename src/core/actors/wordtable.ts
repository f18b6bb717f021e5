/**
 * What is known of a word by its spelling, and the tokens made of such words. Both are kept and used again: a recogniser
 * reads millions of words of which some thousands differ, and allocating anew was a third of its time.
 */
import { classes, classOf, fold, isAscii, Shape, shapeOf } from './characters';

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

export interface Word {
  readonly text: string;
  readonly shape: Shape;
  readonly key: string;
  readonly bits: number;
  /** Where a hyphen parts it, worked out when first asked: see `hyphenCuts`. */
  cuts: readonly number[] | null | undefined;
}

/** A place in the store of tokens; written anew for each block. */
class Slot implements Token {
  start = 0;
  end = 0;
  text = '';
  shape: Shape = Shape.Mark;
  gap: 0 | 1 | 2 = 0;
  bits = 0;
  key = '';
  first = false;
}

/** Tokens kept for use again: a block has some hundred; more than this are made and let go. */
const kept = 4096;

/** Places in a new table, a power of two. */
const fewest = 1 << 10;
/** Words that are remembered; then all are forgotten: numbers and misspellings never end. */
const most = 1 << 15;
/** The longest word that is remembered: a longer one is not common, and would keep its document's text alive. */
const longest = 24;

/** Places that are looked at for a word: a text can be made of words that all want one, and such words are not remembered. */
const mostProbes = 64;

export class WordTable {
  /** A word stands at its place or at the next free one behind, its last four letters in `backs` (0 where none stands), and in `fronts` the four before them. */
  #words: (Word | undefined)[] = [];
  #fronts = new Int32Array(0);
  #backs = new Int32Array(0);
  #size = 0;
  /** Marks by their code. */
  readonly #marks = new Map<number, Word>();
  readonly #slots: Slot[] = [];
  #used = 0;
  #codes = new Uint16Array(4096);

  /** @param look  lexicon bits of a folded key */
  constructor(private readonly look: (key: string, shape: Shape) => number) {
    this.#clear(fewest);
  }

  /** Reads a block's characters once; gives the code of each, whose class is then known, and a 0 behind the last. The tokens of the block before it are over. */
  read(text: string): Uint16Array {
    const n = text.length;
    if (this.#codes.length <= n) this.#codes = new Uint16Array(n * 2);
    const codes = this.#codes;
    const known = classes;
    for (let i = 0; i < n; i++) {
      const code = text.charCodeAt(i);
      codes[i] = code;
      if (known[code] === 0) classOf(code);
    }
    codes[n] = 0;
    this.#used = 0;
    return codes;
  }

  /** A token of the block that was read last. It lasts until the next is read. */
  token(word: Word, start: number, end: number, gap: 0 | 1 | 2, first: boolean): Token {
    const at = this.#used++;
    let slot = this.#slots[at];
    if (slot === undefined) {
      slot = new Slot();
      if (at < kept) this.#slots.push(slot);
    }
    slot.start = start;
    slot.end = end;
    slot.text = word.text;
    slot.shape = word.shape;
    slot.gap = gap;
    slot.bits = word.bits;
    slot.key = word.key;
    slot.first = first;
    return slot;
  }

  /** Bits of a part of a word, as if it were capitalised. */
  bitsOf(part: string): number {
    return this.look(fold(part), Shape.Capital);
  }

  /** The mark at `start`, as a word. */
  mark(text: string, start: number, end: number): Word {
    // The first half of a pair may also stand alone.
    if (end - start > 1) return markOf(text.slice(start, end));
    const code = this.#codes[start] ?? 0;
    const known = this.#marks.get(code);
    if (known !== undefined) return known;
    const made = markOf(text.slice(start, end));
    this.#marks.set(code, made);
    return made;
  }

  /** The word at `[start, end)` of the text that was read last. */
  at(text: string, start: number, end: number): Word {
    const codes = this.#codes;
    let [front, back, all] = [0, 0, 0];
    for (let i = start; i < end; i++) {
      const code = codes[i] as number;
      front = (front << 8) | (back >>> 24);
      back = (back << 8) | code;
      all |= code;
    }
    // Eight letters of ASCII are all of a word, and none is compared by itself. Longer ones have a negative number in front, which those never have.
    const packed = all < 128 && end - start <= 8;
    if (!packed) front = hashOf(codes, start, end) | (1 << 31);
    const [words, fronts, backs] = [this.#words, this.#fronts, this.#backs];
    const mask = words.length - 1;
    let place = placeOf(front, back, mask);
    let left = mostProbes;
    for (let other = backs[place]; other !== 0; other = backs[place]) {
      if (left-- === 0) return this.#made(text.slice(start, end));
      if (other === back && fronts[place] === front) {
        const known = words[place] as Word;
        if (packed || sameText(known.text, codes, start, end)) return known;
      }
      place = (place + 1) & mask;
    }
    const made = this.#made(text.slice(start, end));
    if (end - start <= longest) this.#keep(made, front, back);
    return made;
  }

  #made(text: string): Word {
    const shape = shapeOf(text);
    const key = shape === Shape.Lower && isAscii(text) ? text : fold(text);
    return { text, shape, key, bits: contraction.test(key) ? functionBit : this.look(key, shape), cuts: undefined };
  }

  #keep(made: Word, front: number, back: number): void {
    if (this.#size >= most) this.#clear(fewest);
    if (2 * this.#size >= this.#words.length) this.#grow();
    this.#put(made, front, back);
    this.#size++;
  }

  #put(word: Word, front: number, back: number): void {
    const mask = this.#words.length - 1;
    let place = placeOf(front, back, mask);
    while (this.#words[place] !== undefined) place = (place + 1) & mask;
    this.#words[place] = word;
    this.#fronts[place] = front;
    this.#backs[place] = back;
  }

  #grow(): void {
    const [words, fronts, backs, size] = [this.#words, this.#fronts, this.#backs, this.#size];
    this.#clear(2 * words.length);
    this.#size = size;
    words.forEach((word, i) => {
      if (word !== undefined) this.#put(word, fronts[i] as number, backs[i] as number);
    });
  }

  #clear(places: number): void {
    this.#words = new Array<Word | undefined>(places).fill(undefined);
    this.#fronts = new Int32Array(places);
    this.#backs = new Int32Array(places);
    this.#size = 0;
  }
}

/** A mark is nothing but itself. */
export const markOf = (text: string): Word => ({ text, shape: Shape.Mark, key: text, bits: 0, cuts: null });

function placeOf(front: number, back: number, mask: number): number {
  const hash = Math.imul(front, 0x9e3779b1) ^ Math.imul(back, 0x85ebca6b);
  return (hash ^ (hash >>> 15)) & mask;
}

function hashOf(codes: Uint16Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (codes[i] as number)) | 0;
  return hash;
}

/** Compared here, character by character: for words of five letters that is faster than a call. */
function sameText(word: string, codes: Uint16Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== codes[start + i]) return false;
  return true;
}

/** It'll, They've, Don't: pronouns and auxiliaries, whatever their capital. */
const contraction = /'(?:ll|ve|re|d|m|t)$/;
const functionBit = 1 << 21;
