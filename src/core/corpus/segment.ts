/**
 * Documents of the index as bytes, for the cache and on their way between threads (`slices.ts`). What the cache holds is described in CONTRIBUTING ("What the
 * cache holds"); nothing of a document whose project keeps no quotes is ever given to it.
 *
 * Eight numbers of 32 bits (magic, version, hash of all that follows, lengths of all, of the JSON, and of the list of documents), numbers of each document,
 * JSON, and the documents' rows. Numbers are those of this machine: a cache does not travel. What every document has stands in columns and not in objects:
 * reading their names again for each took a fifth of a start.
 */
import { hash32, hashWords } from '../hashing';
import { DocumentData } from './data';
import { type Indexed, noSidecar, nothing } from './indexed';
import type { Pool } from './pool';

const magic = 0x70726d33;
const head = 8;
/** Numbers of one document: length of its row, bits, state of the registry, and two hashes of 53 bits, each in two numbers. */
const width = 7;
const bits = { readable: 1, confidential: 2 } as const;

/** What few documents have, or what is no number. */
type Rare = Pick<Indexed, 'publication' | 'sidecar' | 'passages' | 'drifted' | 'problems'>;

/** What stands in JSON: the lists are by document, but for the last one, of those documents alone that have anything in it. */
interface Kept {
  readonly strings: readonly string[];
  readonly paths: readonly string[];
  readonly stamps: readonly (string | null)[];
  readonly rare: readonly (readonly [document: number, has: Partial<Rare>])[];
}

/** @param version of everything that the marks follow from but the documents and the project: the analyser and its word lists */
export function encodeSegment(documents: Iterable<readonly [string, Indexed]>, pool: Pool, version: string): Uint8Array<ArrayBuffer> {
  const local = new Map<number, number>();
  const number = (global: number): number => {
    const known = local.get(global);
    if (known !== undefined) return known;
    local.set(global, local.size);
    return local.size - 1;
  };
  const all = [...documents];
  const rows = all.map(([, { data }]) => data.renumbered(number));
  const numbers = all.flatMap(([, { readable, confidential, generation, textHash, contextHash }], index) => [
    rows[index]?.length ?? 0,
    (readable ? bits.readable : 0) | (confidential ? bits.confidential : 0),
    generation,
    ...halves(textHash),
    ...halves(contextHash),
  ]);
  const kept: Kept = {
    strings: [...local.keys()].map((global) => pool.text(global)),
    paths: all.map(([path]) => path),
    stamps: all.map(([, { stamp }]) => stamp ?? null),
    rare: all.flatMap(([, document], index) => {
      const has = rareOf(document);
      return Object.keys(has).length > 0 ? [[index, has] as const] : [];
    }),
  };
  const json = new TextEncoder().encode(JSON.stringify(kept));
  const rowsAt = head + numbers.length + Math.ceil(json.length / 4);
  const words = new Int32Array(rowsAt + rows.reduce((sum, { length }) => sum + length, 0));
  words.set(numbers, head);
  new Uint8Array(words.buffer).set(json, 4 * (head + numbers.length));
  let at = rowsAt;
  for (const row of rows) {
    words.set(row, at);
    at += row.length;
  }
  words.set([magic, hash32(version), 0, words.length, json.length, all.length]);
  words[2] = hashWords(words.subarray(3));
  return new Uint8Array(words.buffer);
}

/** @returns undefined for anything but what {@link encodeSegment} made with the same version: it is then made anew */
export function decodeSegment(bytes: Uint8Array, pool: Pool, version: string): readonly (readonly [string, Indexed])[] | undefined {
  if (bytes.length % 4 !== 0 || bytes.length < 4 * head) return undefined;
  // Rows have to begin at a multiple of four.
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(own.buffer, own.byteOffset, own.length / 4);
  const [first, made, hash, length, jsonLength = 0, count = 0] = words;
  if (first !== magic || made !== hash32(version) || length !== words.length || hash !== hashWords(words.subarray(3))) return undefined;
  try {
    const jsonAt = head + width * count;
    const { strings, paths, stamps, rare } = JSON.parse(new TextDecoder().decode(own.subarray(4 * jsonAt, 4 * jsonAt + jsonLength))) as Kept;
    const numbers = strings.map((text) => pool.number(text, true));
    // One piece of memory for all rows, in which they stay: pieces of their own cost the collector more than reading them.
    const rows = words.slice(jsonAt + Math.ceil(jsonLength / 4));
    const more = new Map(rare);
    let at = 0;
    return paths.map((path, index) => {
      const numbersAt = head + width * index;
      const data = DocumentData.restored(rows, at, (at += words[numbersAt] as number), numbers);
      return [path, restored(words, numbersAt, stamps[index] ?? undefined, data, more.get(index) ?? none)] as const;
    });
  } catch {
    return undefined;
  }
}

const none: Partial<Rare> = {};

function rareOf({ publication, sidecar, passages, drifted, problems }: Indexed): Partial<Rare> {
  return {
    ...(publication !== undefined && { publication }),
    ...(sidecar !== noSidecar && { sidecar }),
    ...(passages.length > 0 && { passages }),
    ...(drifted.length > 0 && { drifted }),
    ...(problems.length > 0 && { problems }),
  };
}

/** @param words what stands from `at` on is of the document */
function restored(words: Int32Array, at: number, stamp: string | undefined, data: DocumentData, rare: Partial<Rare>): Indexed {
  const flags = words[at + 1] as number;
  return {
    sidecar: rare.sidecar ?? noSidecar,
    readable: (flags & bits.readable) !== 0,
    publication: rare.publication,
    data,
    passages: rare.passages ?? nothing,
    drifted: rare.drifted ?? nothing,
    problems: rare.problems ?? nothing,
    stamp,
    confidential: (flags & bits.confidential) !== 0,
    textHash: whole(words[at + 3] as number, words[at + 4] as number),
    contextHash: whole(words[at + 5] as number, words[at + 6] as number),
    generation: words[at + 2] as number,
  };
}

/** A whole number of 53 bits in two of 32. */
const halves = (number: number): readonly [high: number, low: number] => [Math.floor(number / 2 ** 32), number | 0];
const whole = (high: number, low: number): number => high * 2 ** 32 + (low >>> 0);
