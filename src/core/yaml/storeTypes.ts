/** What a store is given, what state it is in, and what it answers. */
import type { FileError, FilePort, IdPort, JournalPort, LogPort } from '../ports';
import type { Problem } from '../problem';
import type { EntryCache, YamlFile } from './file';
import type { Timer } from './patience';
import type { RecoveredFormat } from './recovered';
import type { WrittenFile } from './write';

/** What a store must know of its format. */
export interface StoreFormat<Value, D> extends RecoveredFormat<Value, D> {
  readonly read: (text: string, cache?: EntryCache) => YamlFile<Value>;
  /** Reads entries into the cache, one a step: `read` finds them there. */
  readonly entries: (text: string, cache: EntryCache) => Iterable<undefined>;
  readonly write: (file: YamlFile<Value>, decisions: readonly D[], eol: string) => WrittenFile<Value> | { readonly blocked: Problem };
  /** A new file that says just this. */
  readonly fresh: (value: Value) => string;
}

export type StoreState =
  | { readonly kind: 'settled' }
  /** Decisions wait for the next write. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'writing' }
  /** The file must not be written as it is; decisions are kept and shown. */
  | { readonly kind: 'blocked'; readonly problem: Problem }
  /** The last write or read failed; decisions are kept and shown. */
  | { readonly kind: 'failed'; readonly error: FileError };

export type Decided<D> =
  /** `undo`: the acts that take it back, in the order in which to apply them. */
  | { readonly ok: true; readonly undo: readonly D[] }
  /**
   * The journal could not take it: nothing is shown, nothing is kept. Of an act over several files `kept` takes back what was done in some
   * of them and could not be taken back at once.
   */
  | { readonly ok: false; readonly error: FileError; readonly kept?: readonly D[] };

export interface StoreOptions<Value, D> {
  readonly path: string;
  readonly format: StoreFormat<Value, D>;
  readonly files: FilePort;
  readonly journal: JournalPort;
  readonly ids: IdPort;
  readonly log?: LogPort | undefined;
  /** Line end of a new file. */
  readonly eol?: string | undefined;
  /** What is known of the file's entries already. */
  readonly cache?: EntryCache | undefined;
  /** Ids of the decisions made in this session, which stores share: what the journal has beyond them, an earlier window has left. */
  readonly made?: Set<string> | undefined;
  /** Tells when a writing takes long; without it that is not said. */
  readonly timer?: Timer | undefined;
  /** Write without being asked, as soon as there is something to write. */
  readonly autoFlush?: boolean | undefined;
}
