/**
 * Which words a document may have, in some ten bits each: a Bloom filter (Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", CACM 1970).
 * It says "certainly not" or "perhaps": so a change of the registry has only those documents analysed again that may hold one of its words, and the text of
 * none has to be kept for it.
 */
import { transliterationKey } from '../actors/names';
import { fold } from '../actors/tokens';
import { hash32 } from '../hashing';

/** Bits a word: with four probes, one word in eighty is taken for there that is not. */
const bitsPerWord = 10;
/** Numbers of 32 bits that the shortest text has: few bits would be taken by few words. */
const fewest = 8;
/** Words whose keys are remembered, some 15 MB: nearly all that a corpus uses. What it uses once is read once. */
const most = 100_000;

/** Words with what joins them, and acronyms with points. */
const pattern = /(?:\p{L}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’ʼ‑-][\p{L}\p{M}\p{N}]+)*/gu;

/** Makes signatures; owned by whoever reads many texts. */
export class Signatures {
  private readonly known = new Map<string, readonly number[]>();

  /** Linear in the text. */
  of(text: string): Int32Array<ArrayBuffer> {
    const keys = new Set<number>();
    // The words alone: what a match tells besides, for each of them, costs more than finding it.
    for (const word of new Set(text.match(pattern))) for (const key of this.keysOf(word)) keys.add(key);
    const bits = new Int32Array(Math.max(fewest, Math.ceil((keys.size * bitsPerWord) / 32)));
    for (const key of keys) {
      for (const probe of probes(key, 32 * bits.length)) bits[probe >>> 5] = (bits[probe >>> 5] ?? 0) | (1 << (probe & 31));
    }
    return bits;
  }

  private keysOf(word: string): readonly number[] {
    const known = this.known.get(word);
    if (known) return known;
    const keys = wordKeys(word);
    if (this.known.size >= most) this.known.clear();
    // A slice keeps the whole text that it was cut from alive.
    this.known.set(` ${word}`.slice(1), keys);
    return keys;
  }
}

/** The words of a name, each by its keys; one that two transliterations share is one word. */
export function keysOfName(name: string): readonly (readonly number[])[] {
  return [...name.matchAll(pattern)].map(([word]) => wordKeys(word));
}

/** A word as a whole, and its parts. */
function wordKeys(word: string): readonly number[] {
  const folded = fold(word).replace(/[’ʼ]/g, "'").replace(/‑/g, '-');
  const parts = folded.includes('-') || folded.includes("'") ? folded.split(/['-]/) : [];
  const forms = [/^(?:\p{L}\.)+$/u.test(folded) ? folded.replace(/\./g, '') : folded, ...parts];
  return [...new Set(forms.filter((form) => form !== '').map((form) => hash32(transliterationKey(form))))];
}

/** @returns false only where the word is certainly not there */
export function mayHold(signature: Int32Array, key: number): boolean {
  return probes(key, 32 * signature.length).every((probe) => ((signature[probe >>> 5] ?? 0) & (1 << (probe & 31))) !== 0);
}

/** Four places from two numbers (Kirsch and Mitzenmacher, "Less Hashing, Same Performance", ESA 2006). */
function probes(key: number, bits: number): readonly number[] {
  let second = Math.imul(key ^ (key >>> 15), 0x85ebca6b);
  second = (second ^ (second >>> 13)) >>> 0;
  const first = key >>> 0;
  return [first % bits, (first + second) % bits, (first + 2 * second) % bits, (first + 3 * second) % bits];
}
