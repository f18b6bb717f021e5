/**
 * What the YAML layer must know about a file format: its top-level sections in their canonical order, the schema of
 * each, and how entries are told apart, placed and written. The sidecar and the project file are two such tables.
 */
import type * as v from 'valibot';
import type { Migration } from './migrate';

/** Plain data as read from a file: fresh objects that hold the schema's keys only. */
export type Data = Readonly<Record<string, unknown>>;

/** A list whose entries have identities; decisions speak of them by key. */
export interface ListSection {
  readonly kind: 'list';
  readonly name: string;
  readonly item: v.GenericSchema;
  readonly key: (entry: Data) => string;
  /** `flow`: new entries are written on one line as `- { … }`; `block`: one field a line. */
  readonly style: 'flow' | 'block';
  /** Where new entries go: before the first that compares greater. Without it: at the end. */
  readonly compare?: (a: Data, b: Data) => number;
  /** The field that holds entries of the same kind, for a tree such as the codebook. */
  readonly nested?: string;
  /**
   * True where the key is a natural one (a coder, a question): adding says what the entry shall be. False where keys
   * are minted once: an entry that is there already has been added, whatever has become of it since.
   */
  readonly replaces: boolean;
}

/** One mapping whose fields stand for themselves. */
export interface MapSection {
  readonly kind: 'map';
  readonly name: string;
  readonly schema: v.GenericSchema;
}

/** A single value: a setting, or a plain list of values. */
export interface ValueSection {
  readonly kind: 'value';
  readonly name: string;
  readonly schema: v.GenericSchema;
}

export type Section = ListSection | MapSection | ValueSection;

export interface Format {
  /** As problems name it to a reader. */
  readonly name: string;
  /** The version that this build reads and writes, under the key `pressmark`. */
  readonly version: number;
  readonly sections: readonly Section[];
  /** The steps by which older files are read, and rewritten when a person asks for it; one for each version before this. */
  readonly migrations?: readonly Migration[];
}

/** The internal alphabet of edits, to which the decisions of every format come down. All are idempotent. */
export type Operation =
  | { readonly type: 'add'; readonly section: string; readonly entry: Data; readonly parent?: string | undefined; readonly before?: string | null | undefined }
  | { readonly type: 'change'; readonly section: string; readonly key: string; readonly changes: Data }
  | { readonly type: 'remove'; readonly section: string; readonly key: string }
  /** Below another entry, or to the top; before a sibling, else behind the last. One edit, so that an entry is never nowhere. */
  | { readonly type: 'move'; readonly section: string; readonly key: string; readonly parent?: string | undefined; readonly before?: string | null | undefined }
  /** Fields of a map section, or of the file itself where `section` is undefined. `null` removes a field. */
  | { readonly type: 'fields'; readonly section: string | undefined; readonly changes: Data }
  /** A member of a plain list of values, to be there or not. */
  | { readonly type: 'member'; readonly section: string; readonly item: unknown; readonly present: boolean; readonly before?: unknown };

export function sectionOf(format: Format, name: string): Section | undefined {
  return format.sections.find((section) => section.name === name);
}

export function listOf(format: Format, name: string): ListSection {
  const section = sectionOf(format, name);
  if (section?.kind !== 'list') throw new Error(`${name} is no list of ${format.name}`);
  return section;
}
