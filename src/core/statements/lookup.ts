/**
 * Where in a corpus a statement may stand again: by the rare words, names and numbers of each stretch of text. It only
 * brings candidates together, cheaply; whether they say the same is for the comparison of the texts themselves.
 *
 * There are no lists by word: a question looks through the keys of all documents, some nanoseconds each (100,000 documents: 10 million keys, some 40 ms).
 * Lists would answer sooner, and would take several times the memory of the keys, and all of the time that it takes to fill them.
 */
import type { Block } from '../text/block';
import type { Range } from '../text/range';
import { headLength, isTelling, minShared, statementKeys } from './keys';
import { type Lexicon, wordsIn } from './words';

/** A stretch of a document that shares rare words with what was asked. */
export interface Candidate {
  readonly path: string;
  /** Offsets in the document's canonical text. */
  readonly range: Range;
  /** Sum of the shared words' rarities, in bits; for ordering. */
  readonly bits: number;
}

/** Places that one question looks at, at most: it bounds the time in a corpus of any size; the rarest words come first. */
const maxLookedAt = 300_000;
/** Low bits of a key by which most that are not asked for are passed over at once. */
const filterMask = 0xffff;

/** Keys of {@link statementKeys}, in a part of a row. */
export interface KeyRow {
  readonly row: Int32Array;
  readonly from: number;
  readonly to: number;
}

interface Found {
  readonly path: string;
  readonly range: Range;
}

export class StatementIndex {
  private readonly documents = new Map<string, KeyRow>();

  constructor(private readonly lexicon: Lexicon) {}

  get size(): number {
    return this.documents.size;
  }

  /** Takes a document in, in place of an earlier state of it. Linear in the text. */
  put(path: string, text: string, blocks: readonly Block[]): void {
    const row = statementKeys(text, blocks, this.lexicon);
    this.putKeys(path, { row, from: 0, to: row.length });
  }

  putKeys(path: string, keys: KeyRow): void {
    this.documents.set(path, keys);
  }

  remove(path: string): void {
    this.documents.delete(path);
  }

  /**
   * Stretches of other documents that may say what `text` in `range` says, best first.
   *
   * @param favour a factor for a document's bits: above 1 for documents of the same event; 0 leaves it out
   */
  candidates(text: string, range: Range, favour: (path: string) => number, limit: number): readonly Candidate[] {
    return this.candidatesOfAll(text, [range], favour, limit)[0] ?? [];
  }

  /** As {@link candidates}, for several ranges of a text with one look through the corpus. */
  candidatesOfAll(text: string, ranges: readonly Range[], favour: (path: string) => number, limit: number): readonly (readonly Candidate[])[] {
    const asked = ranges.map(({ start, end }) => [
      ...new Set(
        wordsIn(text, this.lexicon, start, end)
          .filter(isTelling)
          .map(({ lexeme }) => lexeme.hash),
      ),
    ]);
    const { places, found, stretches } = this.lookThrough(new Set(asked.flat()));
    const favours = new Map<string, number>();
    const favourOf = (path: string): number => {
      let factor = favours.get(path);
      if (factor === undefined) favours.set(path, (factor = favour(path)));
      return factor;
    };
    return asked.map((keys) => best(keys, places, found, stretches, favourOf, limit));
  }

  /** The stretches that have one of the keys, by key. */
  private lookThrough(keys: ReadonlySet<number>): {
    readonly places: ReadonlyMap<number, number[]>;
    readonly found: readonly Found[];
    readonly stretches: number;
  } {
    const filter = new Uint8Array(filterMask + 1);
    for (const key of keys) filter[key & filterMask] = 1;
    const places = new Map<number, number[]>([...keys].map((key) => [key, []]));
    const found: Found[] = [];
    let stretches = 0;
    for (const [path, { row, from, to }] of this.documents) {
      for (let at = from; at < to; stretches++) {
        const end = at + headLength + (row[at + 2] ?? 0);
        let number = -1;
        for (let i = at + headLength; i < end; i++) {
          const key = row[i] ?? 0;
          if (filter[key & filterMask] === 0) continue;
          const list = places.get(key);
          if (!list) continue;
          if (number < 0) number = found.push({ path, range: { start: row[at] ?? 0, end: row[at + 1] ?? 0 } }) - 1;
          list.push(number);
        }
        at = end;
      }
    }
    return { places, found, stretches };
  }
}

function best(
  keys: readonly number[],
  places: ReadonlyMap<number, readonly number[]>,
  found: readonly Found[],
  stretches: number,
  favour: (path: string) => number,
  limit: number,
): readonly Candidate[] {
  const lists = keys.flatMap((key) => [places.get(key) ?? []]).filter((list) => list.length > 0);
  lists.sort((x, y) => x.length - y.length);
  const shared = new Map<number, { count: number; bits: number }>();
  let lookedAt = 0;
  for (const list of lists) {
    if ((lookedAt += list.length) > maxLookedAt) break;
    const bits = Math.log2(1 + stretches / list.length);
    for (const stretch of list) {
      const entry = shared.get(stretch);
      if (!entry) shared.set(stretch, { count: 1, bits });
      else {
        entry.count++;
        entry.bits += bits;
      }
    }
  }
  const candidates: Candidate[] = [];
  for (const [stretch, { count, bits }] of shared) {
    const place = found[stretch];
    if (!place || count < Math.min(minShared, keys.length)) continue;
    const factor = favour(place.path);
    if (factor > 0) candidates.push({ ...place, bits: bits * factor });
  }
  return candidates.sort((x, y) => y.bits - x.bits || (x.path < y.path ? -1 : 1)).slice(0, limit);
}
