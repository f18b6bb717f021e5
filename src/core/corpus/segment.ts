/**
 * Documents of the index as bytes, for the cache. What it holds is described in CONTRIBUTING ("What the cache holds"); nothing of a document whose project
 * keeps no quotes ever comes here.
 *
 * Eight numbers of 32 bits (magic, version, hash of all that follows, lengths), JSON, and the documents' rows. Numbers are those of this machine: a cache
 * does not travel.
 */
import { hash32, hashWords } from '../hashing';
import { DocumentData } from './data';
import type { Indexed } from './indexed';
import type { Pool } from './pool';

const magic = 0x70726d31;
const head = 8;

/** What stands in JSON beside a document's row. */
type Plain = Omit<Indexed, 'data'> & { readonly path: string; readonly length: number };

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
  const plain = [...documents].map(([path, { data, ...rest }]): Plain => {
    const { row } = data.renumbered(number);
    rows.push(row);
    return { path, length: row.length, ...rest };
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
    const numbers = strings.map((text) => pool.number(text));
    let at = head + Math.ceil(jsonLength / 4);
    return documents.map(({ path, length: rowLength, ...rest }) => {
      const row = words.subarray(at, (at += rowLength));
      return [path, { ...rest, data: DocumentData.restored(row).renumbered((local) => numbers[local] ?? 0) }] as const;
    });
  } catch {
    return undefined;
  }
}
