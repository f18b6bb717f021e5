/**
 * Which words a document may have, in some ten bits each: a Bloom filter (Bloom, "Space/Time Trade-offs in Hash Coding with Allowable Errors", CACM 1970).
 * It says "certainly not" or "perhaps": so a change of the registry has only those documents analysed again that may hold one of its words, and the text of
 * none has to be kept for it.
 */
import { transliterationKey } from '../actors/names';
import { fold } from '../actors/tokens';
import { hash32 } from '../hashing';
import { endOfInitials, endOfRun, kindAt, Kind } from '../text/kinds';
import { WordMemory } from '../text/wordMemory';

/** Bits a word: with four probes, one word in eighty is taken for there that is not. */
const bitsPerWord = 10;
/** Numbers of 32 bits that the shortest text has: few bits would be taken by few words. */
const fewest = 8;
/** Words whose keys are remembered, some 15 MB: nearly all that a corpus uses. What it uses once is read once. */
const most = 100_000;

/** Letters, marks and numbers: what words are made of. */
const wordly = Kind.Letter | Kind.Mark | Kind.Number;

/** Tells where the words of a text begin and end: runs of letters, marks and numbers with the hyphens and apostrophes that join them, and initials with points. */
function eachWord(text: string, tell: (start: number, end: number) => void): void {
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at);
    if ((kind & wordly) === 0) {
      at++;
      continue;
    }
    const initials = kind & Kind.Letter ? endOfInitials(text, at, text.length, Kind.Letter) : at;
    const end = initials > at ? initials : endOfWord(text, at);
    tell(at, end);
    at = end;
  }
}

function endOfWord(text: string, from: number): number {
  let at = endOfRun(text, from, text.length, wordly);
  while (joins(text.charCodeAt(at)) && (kindAt(text, at + 1) & wordly) !== 0) at = endOfRun(text, at + 1, text.length, wordly);
  return at;
}

/** ' ’ - and the hyphen that does not break; ʼ is a letter. */
const joins = (unit: number): boolean => unit === 0x27 || unit === 0x2019 || unit === 0x2d || unit === 0x2011;

/** A word of some text, and the number of the last text that it was met in. */
interface Met {
  readonly keys: readonly number[];
  last: number;
}

/** Makes signatures; owned by whoever reads many texts. */
export class Signatures {
  private readonly known = new WordMemory<Met>((word) => ({ keys: wordKeys(word), last: 0 }), most);
  private texts = 0;

  /** Linear in the text. */
  of(text: string): Int32Array<ArrayBuffer> {
    const keys = new Set<number>();
    const own = ++this.texts;
    eachWord(text, (start, end) => {
      const met = this.known.at(text, start, end);
      if (met.last === own) return;
      met.last = own;
      for (const key of met.keys) keys.add(key);
    });
    const bits = new Int32Array(Math.max(fewest, Math.ceil((keys.size * bitsPerWord) / 32)));
    const size = 32 * bits.length;
    for (const key of keys) {
      const step = stepOf(key);
      for (let n = 0; n < probed; n++) {
        const probe = ((key >>> 0) + n * step) % size;
        bits[probe >>> 5] = (bits[probe >>> 5] ?? 0) | (1 << (probe & 31));
      }
    }
    return bits;
  }
}

/** The words of a name, each by its keys; one that two transliterations share is one word. */
export function keysOfName(name: string): readonly (readonly number[])[] {
  const words: (readonly number[])[] = [];
  eachWord(name, (start, end) => words.push(wordKeys(name.slice(start, end))));
  return words;
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
  const step = stepOf(key);
  for (let n = 0; n < probed; n++) {
    const probe = ((key >>> 0) + n * step) % (32 * signature.length);
    if (((signature[probe >>> 5] ?? 0) & (1 << (probe & 31))) === 0) return false;
  }
  return true;
}

/** Places of a key, which a second number leads to from the first (Kirsch and Mitzenmacher, "Less Hashing, Same Performance", ESA 2006). */
const probed = 4;

function stepOf(key: number): number {
  const second = Math.imul(key ^ (key >>> 15), 0x85ebca6b);
  return (second ^ (second >>> 13)) >>> 0;
}
