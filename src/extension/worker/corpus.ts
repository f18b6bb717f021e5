/** The index of one project as the worker serves it: the files are read there too, where the worker can read them. */
import type { CorpusService, DocumentCoding } from '../../core/corpus/types';
import type { Decision } from '../../core/sidecar/decision';
import type { ActorQueries } from '../features/actors/directory';

/** Where the worker finds a document. */
export interface DocumentSource {
  /** Relative to the project's folder. */
  readonly path: string;
  /** The project's; a sidecar may name another. */
  readonly encoding: string;
  /** The project keeps no quotes of it. */
  readonly confidential: boolean;
  readonly content: FileSource;
  readonly sidecars: readonly (FileSource & { readonly suffix: string; readonly pending: readonly Decision[] })[];
}

/** A file that the worker reads; or what the host has read, with what the file looked like (no stamp: it is not as on disk). */
export type FileSource = { readonly file: string } | { readonly bytes: Uint8Array | undefined; readonly stamp: string | undefined } | { readonly text: string };

export interface WorkerCorpus extends CorpusService, ActorQueries {
  /** As `coding`, of those documents alone that have some. */
  codedDocuments(): Promise<readonly DocumentCoding[]>;
  /** See {@link CorpusIndex.sharing}. */
  sharing(): Promise<number>;
  /** Reads documents and their sidecars and puts them into the index. */
  read(documents: readonly DocumentSource[]): Promise<void>;
  /** As `readStatements`, of what is on disk. */
  readBehind(documents: readonly DocumentSource[]): Promise<void>;
  /** As `read`, for the index of another worker: see {@link take}. @param known as it gave it; it is handed over */
  analysed(documents: readonly DocumentSource[], known: Uint8Array | undefined): Promise<Uint8Array>;
  /** As `readBehind`, for the index of another worker. @param rows as it gave them; they are handed over @returns undefined where they cannot be read */
  completed(documents: readonly DocumentSource[], rows: Uint8Array): Promise<Uint8Array | undefined>;
  /** What documents said that are read again: texts that have not changed are not analysed again. Undefined where nothing is known of them. */
  known(paths: readonly string[]): Promise<Uint8Array | undefined>;
  /** What is needed to read the statements of documents; undefined where they are known. */
  rows(paths: readonly string[]): Promise<Uint8Array | undefined>;
  /** Takes in what another worker has read. @param bytes are handed over @returns false where they cannot be read */
  take(bytes: Uint8Array): Promise<boolean>;
  /** What stands in the files need not be there. @returns the documents whose files look otherwise than when they were read, or that are read in another way */
  changed(documents: readonly DocumentSource[]): Promise<readonly string[]>;
}
