/**
 * What is known of a word by its spelling, and the tokens made of such words. Both are kept and used again: a recogniser
 * reads millions of words of which some thousands differ, and allocating anew was a third of its time.
 */
import { classOf, fold, isAscii, Shape, shapeOf } from './characters';

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
  /** Its first and its next four letters where it is short and ASCII (see `WordTable.at`); else 0. */
  readonly front: number;
  readonly back: number;
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

export class WordTable {
  readonly #words: (Word | undefined)[] = new Array<Word | undefined>(1 << 16).fill(undefined);
  readonly #marks: (Word | undefined)[] = new Array<Word | undefined>(128).fill(undefined);
  readonly #slots: Slot[] = [];
  #used = 0;
  #codes = new Uint16Array(4096);
  #classes = new Uint8Array(4096);

  /** @param look  lexicon bits of a folded key */
  constructor(private readonly look: (key: string, shape: Shape) => number) {}

  /** Reads a block's characters once; gives the class of each. The tokens of the block before it are over. */
  read(text: string): Uint8Array {
    const n = text.length;
    if (this.#codes.length < n) {
      this.#codes = new Uint16Array(n * 2);
      this.#classes = new Uint8Array(n * 2);
    }
    const codes = this.#codes;
    const classes = this.#classes;
    for (let i = 0; i < n; i++) {
      const code = text.charCodeAt(i);
      codes[i] = code;
      classes[i] = classOf(code);
    }
    this.#used = 0;
    return classes;
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
    const code = this.#codes[start] ?? 0;
    const known = code < 128 ? this.#marks[code] : undefined;
    if (known !== undefined) return known;
    const s = text.slice(start, end);
    const made: Word = { text: s, shape: Shape.Mark, key: s, bits: 0, front: 0, back: 0, cuts: undefined };
    if (code < 128) this.#marks[code] = made;
    return made;
  }

  /** The word at `[start, end)` of the text that was read last. Four share a place in the table; a fifth takes it from the last that was read anew. */
  at(text: string, start: number, end: number): Word {
    const codes = this.#codes;
    const short = end - start <= shortWord;
    let [front, back, all] = [0, 0, 0];
    if (short) {
      const half = Math.min(end, start + shortWord / 2);
      for (let i = start; i < half; i++) {
        const code = codes[i] as number;
        front = (front << 8) | code;
        all |= code;
      }
      for (let i = half; i < end; i++) {
        const code = codes[i] as number;
        back = (back << 8) | code;
        all |= code;
      }
    }
    // What its letters in two numbers are is all of the word: nothing is compared letter by letter.
    if (short && all < 128) return this.#packed(text, start, end, front, back);
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + (codes[i] as number)) | 0;
    const slot = (hash ^ (hash >>> 16)) & 0xffff;
    for (let way = 0; way < ways; way++) {
      const known = this.#words[slot ^ way];
      if (known !== undefined && known.front === 0 && sameText(known.text, codes, start, end)) return known;
    }
    return this.#make(text, start, end, 0, 0, slot);
  }

  #packed(text: string, start: number, end: number, front: number, back: number): Word {
    const hash = Math.imul(front, 0x9e3779b1) ^ Math.imul(back, 0x85ebca6b);
    const slot = (hash ^ (hash >>> 15)) & 0xffff;
    for (let way = 0; way < ways; way++) {
      const known = this.#words[slot ^ way];
      if (known !== undefined && known.front === front && known.back === back) return known;
    }
    return this.#make(text, start, end, front, back, slot);
  }

  #make(text: string, start: number, end: number, front: number, back: number, slot: number): Word {
    const s = text.slice(start, end);
    const shape = shapeOf(s);
    const key = shape === Shape.Lower && isAscii(s) ? s : fold(s);
    const made: Word = { text: s, shape, key, bits: contraction.test(key) ? functionBit : this.look(key, shape), front, back, cuts: undefined };
    // A long word is not common, and would keep its document's text alive.
    if (s.length <= 24) {
      let free = 0;
      while (free < ways - 1 && this.#words[slot ^ free] !== undefined) free++;
      for (; free > 0; free--) this.#words[slot ^ free] = this.#words[slot ^ (free - 1)];
      this.#words[slot] = made;
    }
    return made;
  }
}

/** Letters of which eight bits each fill two numbers. No letter is 0, so that words of other lengths have other numbers. */
const shortWord = 8;

/** Words that share a place: with two, one in fifty of a corpus' words was read anew each time. */
const ways = 4;

/** Compared here, character by character: for words of five letters that is faster than a call. */
function sameText(word: string, codes: Uint16Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== codes[start + i]) return false;
  return true;
}

/** It'll, They've, Don't: pronouns and auxiliaries, whatever their capital. */
const contraction = /'(?:ll|ve|re|d|m|t)$/;
const functionBit = 1 << 21;
