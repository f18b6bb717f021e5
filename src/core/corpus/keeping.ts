/**
 * Which documents of the index stand in which file of the cache, and which files are to be written anew. Files hold a few hundred documents each: a changed
 * document costs the writing of one of them, a damaged one the reading of its documents.
 */
import { hash53 } from '../hashing';
import type { Project } from '../project/schema';
import { metaName } from './cacheNames';
import type { Indexed } from './indexed';
import type { Pool } from './pool';
import { decodeSegment, encodeSegment } from './segment';
import type { CacheFile } from './types';

/** Documents in one file: about half a megabyte. */
const documentsInFile = 256;
/** Bytes of all files of a project together. Documents beyond it are analysed anew at each start. */
export const maxCacheBytes = 512 * 1024 * 1024;
/** Bytes that one call of {@link Keeping.changes} hands out: what is written must not fill the memory a second time. */
const maxHandedOut = 16 * 1024 * 1024;

const segmentName = (number: number): string => `${String(number).padStart(5, '0')}.marks`;

export interface Meta {
  readonly version: string;
  readonly generation: number;
  readonly project: Project;
}

/** How it stands in the file. */
interface KeptMeta {
  readonly hash: number;
  readonly meta: Meta;
}

function hashOf(meta: Meta): number {
  return hash53(JSON.stringify(meta));
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a === b || (a.length === b.length && a.every((byte, at) => byte === b[at]));

interface Segment {
  readonly paths: Set<string>;
  changed: boolean;
  /** It is written with the next ones, whole or not: it holds what must go. */
  due?: boolean;
  bytes: number;
}

export class Keeping {
  private readonly segments = new Map<number, Segment>();
  private readonly byPath = new Map<string, number>();
  private open = 0;
  private total = 0;
  private metaChanged = true;
  /** What the last one read says: it comes with every few files of a start, and reading and hashing it anew was a tenth of that. */
  private read: { readonly text: Uint8Array; readonly meta: Meta | undefined } | undefined;

  constructor(
    private readonly documents: ReadonlyMap<string, Indexed>,
    private readonly pool: Pool,
    private readonly isStale: (path: string) => boolean,
    /** Whether nothing of a document is still to be read. */
    private readonly isWhole: (path: string) => boolean,
    private readonly limit = maxCacheBytes,
  ) {}

  /** A document is known otherwise, or no longer. @param due what was written of it must not wait for the others of its file */
  changed(path: string, due = false): void {
    const number = this.byPath.get(path) ?? (this.documents.has(path) ? this.assign(path) : undefined);
    const segment = number === undefined ? undefined : this.segments.get(number);
    if (!segment) return;
    segment.changed = true;
    if (due) segment.due = true;
    if (this.documents.has(path)) return;
    segment.paths.delete(path);
    this.byPath.delete(path);
  }

  /** The registry is another: the documents that it is about are taken out until they are analysed again, before the cache says that it is of this registry. */
  projectChanged(stale: Iterable<string>): void {
    this.metaChanged = true;
    for (const path of stale) {
      const segment = this.segments.get(this.byPath.get(path) ?? -1);
      if (segment) segment.changed = true;
    }
  }

  /** @returns undefined where the cache is of another version, or not what was written: a registry with one letter changed would be read as well */
  static meta(text: Uint8Array, version: string): Meta | undefined {
    try {
      const kept = JSON.parse(new TextDecoder().decode(text)) as Partial<KeptMeta> | null;
      return kept?.meta?.version === version && kept.hash === hashOf(kept.meta) ? kept.meta : undefined;
    } catch {
      return undefined;
    }
  }

  /** As {@link meta}; the same object for the same bytes, one after the other. */
  metaOf(text: Uint8Array, version: string): Meta | undefined {
    if (this.read?.meta?.version !== version || !isSame(this.read.text, text)) this.read = { text, meta: Keeping.meta(text, version) };
    return this.read.meta;
  }

  /** The documents of a file; none, and the file is written anew or deleted, where it is not what was written. */
  restore(name: string, bytes: Uint8Array, { version, generation }: Meta): readonly (readonly [string, Indexed])[] {
    const number = /^\d{5}\.marks$/.test(name) ? Number.parseInt(name, 10) : undefined;
    if (number === undefined) return [];
    const all = decodeSegment(bytes, this.pool, version);
    const documents = all?.filter(([path, document]) => document.generation <= generation && !this.byPath.has(path));
    const paths = new Set(documents?.map(([path]) => path));
    // What is passed over would stay in the file for as long as nothing else in it changes.
    this.segments.set(number, { paths, changed: all === undefined || paths.size < all.length, bytes: bytes.length });
    this.total += bytes.length;
    for (const path of paths) this.byPath.set(path, number);
    this.open = Math.max(this.open, number + (paths.size < documentsInFile ? 0 : 1));
    // What says of which project they are is as good as they are.
    if (documents) this.metaChanged = false;
    return documents ?? [];
  }

  get isChanged(): boolean {
    return this.metaChanged || this.hasChangedFiles;
  }

  private get hasChangedFiles(): boolean {
    return [...this.segments.values()].some(({ changed }) => changed);
  }

  /**
   * Some of what is to be written; empty when all is. Files first, then what says of which registry they are.
   * @param whole only files whose documents are known whole: while statements are read, each of them is written once, in whatever order they come
   */
  changes(meta: Meta, whole = false): readonly CacheFile[] {
    // The start is over.
    this.read = undefined;
    const files: CacheFile[] = [];
    let handedOut = 0;
    for (const [number, segment] of this.segments) {
      if (!segment.changed || (whole && !segment.due && ![...segment.paths].every(this.isWhole))) continue;
      if (handedOut >= maxHandedOut) return files;
      segment.changed = segment.due = false;
      const bytes = this.bytesOf(segment, meta.version);
      this.total += (bytes?.length ?? 0) - segment.bytes;
      segment.bytes = bytes?.length ?? 0;
      handedOut += segment.bytes;
      if (!bytes) {
        this.segments.delete(number);
        for (const path of segment.paths) this.byPath.delete(path);
      }
      files.push({ name: segmentName(number), bytes });
    }
    if (!this.metaChanged || files.length > 0 || (whole && this.hasChangedFiles)) return files;
    this.metaChanged = false;
    const kept: KeptMeta = { hash: hashOf(meta), meta };
    return [{ name: metaName, bytes: new TextEncoder().encode(JSON.stringify(kept)) }];
  }

  private bytesOf({ paths }: Segment, version: string): Uint8Array | undefined {
    const kept = [...paths].flatMap((path) => {
      const document = this.documents.get(path);
      return document && !document.confidential && !this.isStale(path) ? [[path, document] as const] : [];
    });
    return kept.length > 0 ? encodeSegment(kept, this.pool, version) : undefined;
  }

  private assign(path: string): number | undefined {
    if (this.total > this.limit) return undefined;
    let segment = this.segments.get(this.open);
    if (segment && segment.paths.size >= documentsInFile) segment = this.segments.get(++this.open);
    if (!segment) this.segments.set(this.open, (segment = { paths: new Set(), changed: true, bytes: 0 }));
    segment.paths.add(path);
    this.byPath.set(path, this.open);
    return this.open;
  }
}
