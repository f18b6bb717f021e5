/**
 * Where in a corpus a statement may stand again: by the rare words, names and numbers of each stretch of text. It only
 * brings candidates together, cheaply; whether they say the same is for the comparison of the texts themselves.
 */
import type { Block } from '../text/block';
import type { Range } from '../text/range';
import { type Lexicon, type Word, wordsIn } from './words';

/** A stretch of a document that shares rare words with what was asked. */
export interface Candidate {
  readonly path: string;
  /** Offsets in the document's canonical text. */
  readonly range: Range;
  /** Sum of the shared words' rarities, in bits; for ordering. */
  readonly bits: number;
}

/** Words of a stretch: one to three sentences, so that what was split or merged is met too. */
const stretchLength = 40;
/** Words by which a stretch is found: the longest and the numbers, in place of the rarest, which nobody knows while a corpus is read. */
const keysPerStretch = 8;
/** A stretch must share so many of them: one rare word alone is chance. */
const minShared = 2;
/** Places that one question looks at, at most: it bounds the time in a corpus of any size; the rarest words come first. */
const maxLookedAt = 300_000;
/** Once this share of the stretches belongs to documents that are gone, the lists are made anew. */
const maxDead = 0.3;

interface Indexed {
  readonly path: string;
  alive: boolean;
}

export class StatementIndex {
  private readonly documents = new Map<string, Indexed>();
  private postings = new Map<string, Places>();
  /** By stretch: its document and its range. */
  private owners: Indexed[] = [];
  private readonly ranges = new Places();
  private dead = 0;

  constructor(private readonly lexicon: Lexicon) {}

  get size(): number {
    return this.documents.size;
  }

  /** Takes a document in, in place of an earlier state of it. Linear in the text. */
  put(path: string, text: string, blocks: readonly Block[]): void {
    this.remove(path);
    const document: Indexed = { path, alive: true };
    this.documents.set(path, document);
    for (const block of blocks) {
      if (block.kind === 'furniture' || block.kind === 'contact') continue;
      const words = wordsIn(text, this.lexicon, block.start, block.end);
      for (const { from, to } of stretches(words.length)) this.add(document, words.slice(from, to));
    }
  }

  remove(path: string): void {
    const document = this.documents.get(path);
    if (!document) return;
    document.alive = false;
    this.documents.delete(path);
    this.dead += 1;
    if (this.dead > 20 && this.dead > maxDead * (this.documents.size + this.dead)) this.compact();
  }

  /**
   * Stretches of other documents that may say what `text` in `range` says, best first.
   *
   * @param favour a factor for a document's bits: above 1 for documents of the same event; 0 leaves it out
   */
  candidates(text: string, range: Range, favour: (path: string) => number, limit: number): readonly Candidate[] {
    const keys = new Set(wordsIn(text, this.lexicon, range.start, range.end).filter(isTelling).map(keyOf));
    const lists = [...keys].flatMap((key) => this.postings.get(key) ?? []).sort((x, y) => x.length - y.length);
    const shared = new Map<number, { count: number; bits: number }>();
    let lookedAt = 0;
    for (const list of lists) {
      if ((lookedAt += list.length) > maxLookedAt) break;
      const bits = Math.log2(1 + this.owners.length / list.length);
      for (let i = 0; i < list.length; i++) {
        const stretch = list.at(i);
        const entry = shared.get(stretch);
        if (!entry) shared.set(stretch, { count: 1, bits });
        else {
          entry.count++;
          entry.bits += bits;
        }
      }
    }
    const favours = new Map<Indexed, number>();
    const found: Candidate[] = [];
    for (const [stretch, { count, bits }] of shared) {
      const owner = this.owners[stretch];
      if (count < Math.min(minShared, keys.size) || !owner?.alive) continue;
      let factor = favours.get(owner);
      if (factor === undefined) favours.set(owner, (factor = favour(owner.path)));
      if (factor > 0)
        found.push({ path: owner.path, range: { start: this.ranges.at(2 * stretch), end: this.ranges.at(2 * stretch + 1) }, bits: bits * factor });
    }
    return found.sort((x, y) => y.bits - x.bits || (x.path < y.path ? -1 : 1)).slice(0, limit);
  }

  private add(document: Indexed, words: readonly Word[]): void {
    const keys = tellingKeys(words);
    if (keys.length < minShared) return;
    const stretch = this.owners.length;
    this.owners.push(document);
    this.ranges.push(words[0]?.start ?? 0);
    this.ranges.push(words.at(-1)?.end ?? 0);
    for (const key of keys) {
      const known = this.postings.get(key);
      if (known) known.push(stretch);
      else this.postings.set(key, new Places(stretch));
    }
  }

  private compact(): void {
    const [owners, ranges, postings] = [this.owners, this.ranges.copy(), this.postings];
    const renumbered = new Int32Array(owners.length).fill(-1);
    this.owners = [];
    this.ranges.clear();
    owners.forEach((owner, stretch) => {
      if (!owner.alive) return;
      renumbered[stretch] = this.owners.length;
      this.owners.push(owner);
      this.ranges.push(ranges[2 * stretch] ?? 0);
      this.ranges.push(ranges[2 * stretch + 1] ?? 0);
    });
    this.postings = new Map();
    for (const [key, list] of postings) {
      const kept = new Places();
      for (let i = 0; i < list.length; i++) if ((renumbered[list.at(i)] ?? -1) >= 0) kept.push(renumbered[list.at(i)] as number);
      if (kept.length > 0) this.postings.set(key, kept);
    }
    this.dead = 0;
  }
}

/** Even stretches of at most {@link stretchLength} words. */
function* stretches(count: number): Generator<{ readonly from: number; readonly to: number }> {
  const pieces = Math.max(1, Math.ceil(count / stretchLength));
  for (let i = 0; i < pieces; i++) yield { from: Math.floor((i * count) / pieces), to: Math.floor(((i + 1) * count) / pieces) };
}

function isTelling({ lexeme }: Word): boolean {
  return lexeme.content && (lexeme.number || lexeme.folded.length > 3);
}

function keyOf({ lexeme }: Word): string {
  return lexeme.key;
}

/** The {@link keysPerStretch} words that tell most, by insertion: this runs over every word of a corpus. */
function tellingKeys(words: readonly Word[]): readonly string[] {
  const keys: string[] = [];
  const weights: number[] = [];
  for (const word of words) {
    if (!isTelling(word)) continue;
    const { number, folded, key } = word.lexeme;
    const weight = number ? 8 : folded.length + (word.capital ? 1 : 0);
    if (keys.length === keysPerStretch && weight <= (weights[keysPerStretch - 1] ?? 0)) continue;
    if (keys.includes(key)) continue;
    let at = keys.length;
    while (at > 0 && (weights[at - 1] ?? 0) < weight) at--;
    keys.splice(at, 0, key);
    weights.splice(at, 0, weight);
    if (keys.length > keysPerStretch) {
      keys.pop();
      weights.pop();
    }
  }
  return keys;
}

/** A growing row of numbers, four bytes each. */
class Places {
  length = 0;
  private values: Int32Array;

  constructor(first?: number) {
    this.values = new Int32Array(first === undefined ? 4 : 1);
    if (first !== undefined) this.push(first);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  at(index: number): number {
    return this.values[index] ?? 0;
  }

  copy(): Int32Array {
    return this.values.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}
