/** What the core asks of the world around it. The editor, the command line and the tests each bring their own. */
import type { Splice } from './annotations/types';

/**
 * `changed`: the file is not what was expected. `partial`: written, but reading back gave something else. `late`: it has not answered yet.
 * The rest is what file systems say.
 */
export type FileErrorCode =
  'changed' | 'partial' | 'not-found' | 'no-permission' | 'read-only' | 'no-space' | 'busy' | 'too-large' | 'unavailable' | 'late' | 'unknown';

export interface FileError {
  readonly code: FileErrorCode;
  /** For a reader, in the system's words. */
  readonly message: string;
}

export type FileResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: FileError };

/**
 * Text files by path or URI, whichever the port speaks. Failures are values; what it throws is taken as `unknown`.
 *
 * A write that dies with its process must leave the old or the new text for the next `read` to find: by renaming, or by
 * keeping the text elsewhere until it has been read back.
 */
export interface FilePort {
  /** The whole text as it stands, undefined where there is no file. */
  read(path: string): Promise<FileResult<string | undefined>>;
  /**
   * Replaces `expected` (undefined: no file) by `text`; `splices` say the same as edits of `expected`, for an open editor.
   * Fails with `changed`, and writes nothing, where the file holds anything else. Where what was written cannot be read
   * back, it fails with `partial`, and the store writes it again; after any other error the file is as it was.
   */
  write(path: string, expected: string | undefined, splices: readonly Splice[], text: string): Promise<FileResult<WriteReceipt>>;
  /** Whether `read` gives what stands in an editor and not on disk yet. Absent where there are no editors. */
  isUnsaved?(path: string): boolean;
  /**
   * As `read`, of the disk, whatever an editor shows. An editor may call itself saved and not be: what came into it while a save was under way is not in what
   * was saved. Absent where there are no editors.
   */
  readSaved?(path: string): Promise<FileResult<string | undefined>>;
}

export interface WriteReceipt {
  /** False where the text went into an open editor that is still to be saved by its user. */
  readonly saved: boolean;
}

/** A decision on its way to a file. */
export interface JournalRecord {
  /** Unique in the journal. */
  readonly id: string;
  readonly decision: unknown;
  /**
   * What the decision found: the entry as it was, or the fields that it sets; null where there was nothing, undefined where that is not known. By it a decision
   * that was left unwritten is told from one that somebody else's act has overtaken, and an entry that was deleted meanwhile can be there again.
   */
  readonly was?: unknown;
}

/** Decisions that are not yet in their file, kept where a crash does not reach them. One sequence a file, in order of appending. */
export interface JournalPort {
  /** Resolves when all records are safe. Rejects when they may not be. */
  append(file: string, records: readonly JournalRecord[]): Promise<void>;
  read(file: string): Promise<readonly JournalRecord[]>;
  /** Forgets records that have reached their file. Unknown ids are no error. */
  remove(file: string, ids: readonly string[]): Promise<void>;
}

export interface ClockPort {
  /** The time as ISO 8601 in UTC, to the second: `2026-11-21T10:00:00Z`. */
  now(): string;
}

export interface IdPort {
  /** A new UUIDv7. */
  next(): string;
}

export interface LogPort {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}
