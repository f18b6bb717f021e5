/**
 * Documents of the index as bytes, for the cache. What it holds is described in CONTRIBUTING ("What the cache holds"); nothing of a document whose project
 * keeps no quotes ever comes here.
 *
 * Eight numbers of 32 bits (magic, version, hash of all that follows, lengths), JSON, and the documents' rows. Numbers are those of this machine: a cache
 * does not travel.
 */
import { hash32, hashWords } from '../hashing';
import { DocumentData } from './data';
import { type Indexed, noSidecar, nothing } from './indexed';
import type { Pool } from './pool';

const magic = 0x70726d32;
const head = 8;

/** What only documents with a sidecar have, which are few: it is left out of all others, where reading it was a tenth of a start. */
type FromSidecar = Pick<Indexed, 'sidecar' | 'passages' | 'drifted' | 'problems'>;

/** What stands in JSON beside a document's row. */
type Plain = Omit<Indexed, 'data' | keyof FromSidecar> & Partial<FromSidecar> & { readonly path: string; readonly length: number };

/** @param version of everything that the marks follow from but the documents and the project: the analyser and its word lists */
export function encodeSegment(documents: Iterable<readonly [string, Indexed]>, pool: Pool, version: string): Uint8Array<ArrayBuffer> {
  const local = new Map<number, number>();
  const number = (global: number): number => {
    const known = local.get(global);
    if (known !== undefined) return known;
    local.set(global, local.size);
    return local.size - 1;
  };
  const rows: Int32Array[] = [];
  const plain = [...documents].map(([path, { data, sidecar, passages, drifted, problems, ...rest }]): Plain => {
    const { row } = data.renumbered(number);
    rows.push(row);
    return {
      path,
      length: row.length,
      ...rest,
      ...(sidecar !== noSidecar && { sidecar }),
      ...(passages.length > 0 && { passages }),
      ...(drifted.length > 0 && { drifted }),
      ...(problems.length > 0 && { problems }),
    };
  });
  const json = new TextEncoder().encode(JSON.stringify({ strings: [...local.keys()].map((global) => pool.text(global)), documents: plain }));
  const jsonWords = Math.ceil(json.length / 4);
  const words = new Int32Array(head + jsonWords + rows.reduce((sum, { length }) => sum + length, 0));
  new Uint8Array(words.buffer).set(json, 4 * head);
  let at = head + jsonWords;
  for (const row of rows) {
    words.set(row, at);
    at += row.length;
  }
  words.set([magic, hash32(version), 0, words.length, json.length]);
  words[2] = hashWords(words.subarray(3));
  return new Uint8Array(words.buffer);
}

/** @returns undefined for anything but what {@link encodeSegment} made with the same version: it is then made anew */
export function decodeSegment(bytes: Uint8Array, pool: Pool, version: string): readonly (readonly [string, Indexed])[] | undefined {
  if (bytes.length % 4 !== 0 || bytes.length < 4 * head) return undefined;
  // Rows have to begin at a multiple of four.
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(own.buffer, own.byteOffset, own.length / 4);
  const [first, made, hash, length, jsonLength = 0] = words;
  if (first !== magic || made !== hash32(version) || length !== words.length || hash !== hashWords(words.subarray(3))) return undefined;
  try {
    const json = new TextDecoder().decode(own.subarray(4 * head, 4 * head + jsonLength));
    const { strings, documents } = JSON.parse(json) as { readonly strings: readonly string[]; readonly documents: readonly Plain[] };
    const numbers = strings.map((text) => pool.number(text, true));
    // One piece of memory for all rows, in which they stay: pieces of their own cost the collector more than reading them.
    const rows = words.slice(head + Math.ceil(jsonLength / 4));
    let at = 0;
    return documents.map((plain) => {
      const data = DocumentData.restored(rows.subarray(at, (at += plain.length)), numbers);
      return [plain.path, restored(plain, data)] as const;
    });
  } catch {
    return undefined;
  }
}

function restored(plain: Plain, data: DocumentData): Indexed {
  return {
    sidecar: plain.sidecar ?? noSidecar,
    readable: plain.readable,
    publication: plain.publication,
    data,
    passages: plain.passages ?? nothing,
    drifted: plain.drifted ?? nothing,
    problems: plain.problems ?? nothing,
    stamp: plain.stamp,
    confidential: plain.confidential,
    textHash: plain.textHash,
    contextHash: plain.contextHash,
    generation: plain.generation,
  };
}
