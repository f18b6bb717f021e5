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

/** Reads for others, and keeps nothing but what makes the next reading quicker. */
export class SliceReader {
  private pool = new Pool();
  private reader: DocumentReader | undefined;

  constructor(private readonly keysOf: (text: string, blocks: readonly Block[]) => Int32Array) {}

  /** @param rows what is known of some of them: where nothing is new but what their sidecars say, no text is analysed. Those that cannot be read are none */
  marks(documents: readonly DocumentInput[], now: Surroundings, rows: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
    const { reader, pool } = this.ready();
    const known = new Map(rows && sliceOf(rows, pool));
    return sliceBytes(
      documents.map((document) => [document.path, reader.readSafely(document, now, known.get(document.path))]),
      pool,
    );
  }

  /** @param rows their marks; of a document that says something else now, nothing is read @returns undefined where they are not what was written */
  behind(documents: readonly DocumentText[], rows: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
    const { reader, pool } = this.ready();
    const texts = new Map(documents.map(({ path, text }) => [path, text]));
    const marked = sliceOf(rows, pool);
    if (!marked) return undefined;
    const read = marked.flatMap(([path, document]) => {
      const text = texts.get(path);
      return text === undefined || hash53(text) !== document.textHash ? [] : [[path, { ...document, data: reader.completed(text, document.data) }] as const];
    });
    return sliceBytes(read, pool);
  }

  private ready(): { readonly reader: DocumentReader; readonly pool: Pool } {
    if (this.pool.size > mostStrings) {
      this.pool = new Pool();
      this.reader = undefined;
    }
    return { reader: (this.reader ??= new DocumentReader(this.pool, this.keysOf)), pool: this.pool };
  }
}
