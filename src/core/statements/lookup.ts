/**
 * Where in a corpus a statement may stand again: by the rare words, names and numbers of each stretch of text. It only
 * brings candidates together, cheaply; whether they say the same is for the comparison of the texts themselves.
 *
 * There are no lists by word: a question looks through the keys of all documents, some nanoseconds each (100,000 documents: 10 million keys, some 40 ms).
 * Lists would answer sooner, and would take several times the memory of the keys, and all of the time that it takes to fill them.
 */
import type { Block } from '../text/block';
import { finished, type Stages } from '../stages';
import type { Range } from '../text/range';
import { headLength, isTelling, keysPerStretch, minShared, statementKeys } from './keys';
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
/** What is looked at in one stage of a question: documents, stretches, and documents whose favour is asked. Some milliseconds each at most. */
const stage = { documents: 1_000, stretches: 10_000, found: 500 } as const;
/** See {@link StatementIndex.candidates}. */
export const mostFavour = 2;

/** Keys of {@link statementKeys}, in a part of a row. */
export interface KeyRow {
  readonly row: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Who has keys. They are asked for with a question: a row of its own for each document of a corpus is 5 MB of a hundred thousand. */
export interface Keyed {
  readonly keys: KeyRow;
}

export class StatementIndex {
  private readonly documents = new Map<string, Keyed>();

  constructor(private readonly lexicon: Lexicon) {}

  get size(): number {
    return this.documents.size;
  }

  /** Takes a document in, in place of an earlier state of it. Linear in the text. */
  put(path: string, text: string, blocks: readonly Block[]): void {
    const row = statementKeys(text, blocks, this.lexicon);
    this.putKeys(path, { keys: { row, from: 0, to: row.length } });
  }

  putKeys(path: string, document: Keyed): void {
    this.documents.set(path, document);
  }

  remove(path: string): void {
    this.documents.delete(path);
  }

  /**
   * Stretches of other documents that may say what `text` in `range` says, best first.
   *
   * @param favour a factor for a document's bits, at most {@link mostFavour}: above 1 for documents of the same event; 0 leaves it out
   */
  candidates(text: string, range: Range, favour: (path: string) => number, limit: number): readonly Candidate[] {
    return finished(this.candidatesOfAll(text, [range], favour, limit))[0] ?? [];
  }

  /** As {@link candidates}, for several ranges of a text with one look through the corpus as it is when that begins. */
  *candidatesOfAll(text: string, ranges: readonly Range[], favour: (path: string) => number, limit: number): Stages<readonly (readonly Candidate[])[]> {
    const asked = ranges.map(({ start, end }) => [
      ...new Set(
        wordsIn(text, this.lexicon, start, end)
          .filter(isTelling)
          .map(({ lexeme }) => lexeme.hash),
      ),
    ]);
    const all = [...new Set(asked.flat())];
    const numberOf = new Map(all.map((key, number) => [key, number]));
    const least = asked.reduce((fewest, { length }) => (length > 0 ? Math.min(fewest, length) : fewest), minShared);
    const paths = [...this.documents.keys()];
    const met = yield* lookThrough([...this.documents.values()], new KeyTable(all), least);
    const favours = new Map<string, number>();
    const favourOf = (path: string): number => {
      let factor = favours.get(path);
      if (factor === undefined) favours.set(path, (factor = favour(path)));
      return factor;
    };
    const numbers = asked.map((own) => own.map((key) => numberOf.get(key) ?? -1));
    const candidates: (readonly Candidate[])[] = [];
    for (const found of yield* sharedOf(numbers, met)) candidates.push(yield* favoured(found, paths, favourOf, limit));
    return candidates;
  }
}

/** The best by their bits and their documents' favour, which is asked only of those that may be among them. */
function* favoured(found: readonly Shared[], paths: readonly string[], favour: (path: string) => number, limit: number): Stages<readonly Candidate[]> {
  const better = (x: Candidate, y: Candidate): number => y.bits - x.bits || (x.path < y.path ? -1 : 1);
  let taken: Candidate[] = [];
  let least = 0;
  let asked = 0;
  yield;
  for (const { document, start, end, bits } of [...found].sort((x, y) => y.bits - x.bits)) {
    if (bits * mostFavour < least) break;
    if (++asked % stage.found === 0) yield;
    const path = paths[document] ?? '';
    const factor = favour(path);
    if (factor === 0 || bits * factor < least) continue;
    taken.push({ path, range: { start, end }, bits: bits * factor });
    if (taken.length < 2 * limit) continue;
    taken = taken.sort(better).slice(0, limit);
    least = taken.at(-1)?.bits ?? 0;
  }
  return taken.sort(better).slice(0, limit);
}

/** The keys of a question by number, in open addressing: this is asked of every key of a corpus. */
class KeyTable {
  readonly keys: Int32Array;
  /** By a key's low bits, or behind where those are taken: its number, and where nothing is -1. */
  readonly slots: Int32Array;

  constructor(keys: readonly number[]) {
    this.keys = Int32Array.from(keys);
    // Mostly empty, so that nearly every key that is not asked for meets an empty slot at once.
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(16 * (keys.length + 1)))).fill(-1);
    keys.forEach((key, number) => {
      const mask = this.slots.length - 1;
      let slot = key & mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & mask;
      this.slots[slot] = number;
    });
  }
}

interface Met {
  /** By number of a key: how many stretches have it. */
  readonly counts: Int32Array;
  /** How many stretches there are. */
  readonly stretches: number;
  /** The stretches with enough of the keys, one after the other: document, start, end, how many of the keys, their numbers. */
  readonly rows: readonly number[];
}

/** @param least keys that a stretch must have to be looked at further */
function* lookThrough(documents: readonly Keyed[], { keys, slots }: KeyTable, least: number): Stages<Met> {
  const mask = slots.length - 1;
  const counts = new Int32Array(keys.length);
  const rows: number[] = [];
  const own = new Int32Array(keysPerStretch);
  let stretches = 0;
  let document = 0;
  for (const one of documents) {
    const { row, from, to } = one.keys;
    for (let at = from; at < to; stretches++) {
      const end = at + headLength + (row[at + 2] as number);
      let count = 0;
      for (let i = at + headLength; i < end; i++) {
        const key = row[i] as number;
        let slot = key & mask;
        let number = slots[slot] as number;
        while (number !== -1 && keys[number] !== key) number = slots[(slot = (slot + 1) & mask)] as number;
        if (number === -1) continue;
        counts[number] = (counts[number] as number) + 1;
        own[count++] = number;
      }
      if (count >= least) rows.push(document, row[at] as number, row[at + 1] as number, count, ...own.subarray(0, count));
      at = end;
    }
    if (++document % stage.documents === 0) yield;
  }
  return { counts, stretches, rows };
}

interface Shared {
  readonly document: number;
  readonly start: number;
  readonly end: number;
  readonly bits: number;
}

/**
 * For each range, the stretches that share enough of its keys, with the sum of their rarities.
 *
 * @param asked by range the numbers of its keys
 */
function* sharedOf(asked: readonly (readonly number[])[], { counts, stretches, rows }: Met): Stages<readonly (readonly Shared[])[]> {
  const uses = Array.from(counts, (): { readonly range: number; readonly bits: number }[] => []);
  asked.forEach((numbers, range) => {
    let lookedAt = 0;
    for (const number of [...numbers].sort((x, y) => (counts[x] ?? 0) - (counts[y] ?? 0))) {
      const count = counts[number] ?? 0;
      if ((lookedAt += count) > maxLookedAt) break;
      // Of so many binary places a sum is the same in any order: what shares the same is as good.
      if (count > 0) uses[number]?.push({ range, bits: Math.round(Math.log2(1 + stretches / count) * 2 ** 20) / 2 ** 20 });
    }
  });
  const found = asked.map((): Shared[] => []);
  const [met, sums] = [new Int32Array(asked.length), new Float64Array(asked.length)];
  let looked = 0;
  for (let at = 0; at < rows.length;) {
    if (++looked % stage.stretches === 0) yield;
    const end = at + 4 + (rows[at + 3] as number);
    const touched: number[] = [];
    for (let i = at + 4; i < end; i++) {
      for (const { range, bits } of uses[rows[i] as number] ?? []) {
        if (met[range] === 0) touched.push(range);
        met[range] = (met[range] as number) + 1;
        sums[range] = (sums[range] as number) + bits;
      }
    }
    for (const range of touched) {
      const [count, bits] = [met[range] as number, sums[range] as number];
      if (count >= Math.min(minShared, asked[range]?.length ?? 0))
        found[range]?.push({ document: rows[at] as number, start: rows[at + 1] as number, end: rows[at + 2] as number, bits });
      met[range] = 0;
      sums[range] = 0;
    }
    at = end;
  }
  return found;
}
