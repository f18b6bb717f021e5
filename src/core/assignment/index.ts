/** Who codes what: dealing documents out to coders, and how far each has come. */
import type { Assignment } from '../project/schema';

export interface Dealing {
  /** Paths of all documents that are to be coded. */
  readonly documents: readonly string[];
  readonly coders: readonly string[];
  /** Share of the documents that several code, 0 to 1. */
  readonly overlap: number;
  /** How many code such a document; at least 2. */
  readonly together: number;
  readonly seed: number;
  /** What was assigned before, which stays. */
  readonly before: readonly Assignment[];
}

export interface Dealt {
  /** For the documents that nobody had, in the order of `documents`. */
  readonly added: readonly Assignment[];
  /** Number of documents a coder has, those from before among them. */
  readonly loads: ReadonlyMap<string, number>;
  /** Number of documents that several code, of all that are assigned. */
  readonly overlapping: number;
  readonly assigned: number;
}

/**
 * Deals documents out. The share that several code is exact to the nearest document of all that are then assigned, as far as what
 * was assigned before allows; among the coders named, loads differ by one at most where they did not differ before. Which documents,
 * and who, looks drawn at random and goes by the seed and the documents' paths alone: not by their order. What was assigned stays,
 * so documents that come later change nothing.
 */
export function deal({ documents, coders, overlap, together, seed, before }: Dealing): Dealt {
  const wanted = new Set(documents);
  const kept = before.filter(({ document, coders: own }) => wanted.has(document) && own.length > 0);
  const known = new Set(kept.map(({ document }) => document));
  const names = [...new Set(coders)].sort();
  const loads = new Map(names.map((coder) => [coder, 0]));
  const take = (by: readonly string[]): void => by.forEach((coder) => loads.set(coder, (loads.get(coder) ?? 0) + 1));
  for (const { coders: own } of kept) take(own);
  const fresh = shuffled(
    [...wanted].filter((document) => !known.has(document)),
    seed,
  );
  const already = kept.filter(({ coders: own }) => own.length > 1).length;
  const size = Math.min(Math.max(2, together), names.length);
  const several = size < 2 ? 0 : Math.min(fresh.length, Math.max(0, Math.round(overlap * wanted.size) - already));
  const pairs = new Map<string, number>();
  const chosen = new Map<string, readonly string[]>();
  for (const [index, document] of names.length === 0 ? [] : fresh.entries()) {
    const own = index < several ? leastLoaded(names, size, loads, pairs, `${seed} ${document}`) : leastLoaded(names, 1, loads, pairs, `${seed} ${document}`);
    take(own);
    for (const a of own) for (const b of own) if (a < b) pairs.set(`${a}\n${b}`, (pairs.get(`${a}\n${b}`) ?? 0) + 1);
    chosen.set(document, own);
  }
  const added = [...wanted].flatMap((document) => {
    const own = chosen.get(document);
    return own ? [{ document, coders: [...own].sort() }] : [];
  });
  return { added, loads, overlapping: already + (names.length === 0 ? 0 : several), assigned: kept.length + added.length };
}

/** Those who have least to do; of equals those who have coded least together, so that all pairs can be compared; then by chance. */
function leastLoaded(
  names: readonly string[],
  count: number,
  loads: ReadonlyMap<string, number>,
  pairs: ReadonlyMap<string, number>,
  chance: string,
): readonly string[] {
  const own: string[] = [];
  const met = (coder: string): number => own.reduce((sum, other) => sum + (pairs.get(coder < other ? `${coder}\n${other}` : `${other}\n${coder}`) ?? 0), 0);
  while (own.length < count) {
    const rest = names.filter((name) => !own.includes(name));
    const rank = (coder: string): readonly number[] => [loads.get(coder) ?? 0, met(coder), hashOf(`${chance}\n${coder}`)];
    const next = rest.reduce((best, coder) => (before(rank(coder), rank(best)) ? coder : best));
    own.push(next);
  }
  return own;
}

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}

/** An order that follows from the seed and the paths alone. */
function shuffled(documents: readonly string[], seed: number): readonly string[] {
  return documents
    .map((document) => ({ document, key: hashOf(`${seed}\n${document}`) }))
    .sort((a, b) => a.key - b.key || (a.document < b.document ? -1 : 1))
    .map(({ document }) => document);
}

/** 32 bits of FNV-1a, then the finaliser of MurmurHash3 (A. Appleby, public domain), for FNV alone hardly moves the high bits of short texts. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** What a coder was given and has not finished. */
export interface Progress {
  readonly coder: string;
  readonly assigned: number;
  readonly done: number;
  /** In the order of the assignments. */
  readonly open: readonly string[];
}

/**
 * How far each coder has come, by name. "Read, nothing to code" is done as any other.
 *
 * @param finishedBy who has finished a document; undefined for one that is not there any more, which counts for nobody
 */
export function progressOf(assignments: readonly Assignment[], finishedBy: (document: string) => readonly string[] | undefined): readonly Progress[] {
  const byCoder = new Map<string, { assigned: number; open: string[] }>();
  for (const { document, coders } of assignments) {
    const finished = finishedBy(document);
    if (finished === undefined) continue;
    for (const coder of new Set(coders)) {
      const own = byCoder.get(coder) ?? { assigned: 0, open: [] };
      byCoder.set(coder, own);
      own.assigned++;
      if (!finished.includes(coder)) own.open.push(document);
    }
  }
  return [...byCoder].sort(([a], [b]) => (a < b ? -1 : 1)).map(([coder, { assigned, open }]) => ({ coder, assigned, done: assigned - open.length, open }));
}

/** The document to go on with after another: the next open one, round the end; undefined where nothing is open. */
export function nextOpen(open: readonly string[], all: readonly string[], current: string | undefined): string | undefined {
  const from = current === undefined ? -1 : all.indexOf(current);
  const waiting = new Set(open);
  return [...all.slice(from + 1), ...all.slice(0, from + 1)].find((document) => waiting.has(document) && document !== current);
}
