/**
 * Documents that are read for an index in another thread: a slice of them goes there and back as bytes, in the cache's form. So several threads read, and one
 * knows.
 */
import { hash53 } from '../hashing';
import type { Block } from '../text/block';
import { DocumentData } from './data';
import { noSidecar, nothing, type Indexed } from './indexed';
import { Pool } from './pool';
import { DocumentReader, type Surroundings } from './reader';
import { decodeSegment, encodeSegment } from './segment';
import type { DocumentInput, DocumentText } from './types';

/** It is read by the thread that it was made for, of the same build. */
const form = 'slice';
/** Strings that are remembered from slice to slice, some 10 MB: one worker's part of a large corpus has more. */
const mostStrings = 100_000;

type Slice = Iterable<readonly [string, Indexed]>;

export const sliceBytes = (documents: Slice, pool: Pool): Uint8Array<ArrayBuffer> => encodeSegment(documents, pool, form);
/** @returns undefined for anything but what {@link sliceBytes} made */
export const sliceOf = (bytes: Uint8Array, pool: Pool): readonly (readonly [string, Indexed])[] | undefined => decodeSegment(bytes, pool, form);

/** What of a document is needed to read the rest of it. */
export function bare(document: Indexed): Indexed {
  return { ...document, publication: undefined, sidecar: noSidecar, passages: nothing, drifted: nothing, problems: nothing };
}

/** What of a document need not be read again where its text is the same. */
export function toReadAgain(document: Indexed): Indexed {
  return { ...bare(document), publication: document.publication, data: DocumentData.of(document.data.marks) };
}

/** A slice that is being read, by and by: the texts need not all be there at once. */
export interface SliceReading<T> {
  read(documents: readonly T[]): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** Reads for others, and keeps nothing but what makes the next reading quicker. */
export class SliceReader {
  private pool = new Pool();
  private reader: DocumentReader | undefined;

  constructor(private readonly keysOf: (text: string, blocks: readonly Block[]) => Int32Array) {}

  /** @param rows what is known of some of them: where nothing is new but what their sidecars say, no text is analysed. Those that cannot be read are none */
  marks(now: Surroundings, rows: Uint8Array | undefined): SliceReading<DocumentInput> {
    const { reader, pool } = this.ready();
    const known = new Map(rows && sliceOf(rows, pool));
    const read: (readonly [string, Indexed])[] = [];
    return {
      read: (documents) => {
        for (const document of documents) read.push([document.path, reader.readSafely(document, now, known.get(document.path))]);
      },
      bytes: () => sliceBytes(read, pool),
    };
  }

  /** @param rows their marks; of a document that says something else now, nothing is read @returns undefined where they are not what was written */
  behind(rows: Uint8Array): SliceReading<DocumentText> | undefined {
    const { reader, pool } = this.ready();
    const slice = sliceOf(rows, pool);
    if (!slice) return undefined;
    const marked = new Map(slice);
    const read: (readonly [string, Indexed])[] = [];
    return {
      read: (documents) => {
        for (const { path, text } of documents) {
          const document = marked.get(path);
          if (document?.textHash === hash53(text)) read.push([path, { ...document, data: reader.completed(text, document.data) }]);
        }
      },
      bytes: () => sliceBytes(read, pool),
    };
  }

  private ready(): { readonly reader: DocumentReader; readonly pool: Pool } {
    if (this.pool.size > mostStrings) {
      this.pool = new Pool();
      this.reader = undefined;
    }
    return { reader: (this.reader ??= new DocumentReader(this.pool, this.keysOf)), pool: this.pool };
  }
}
