/** What leaves a project and comes into it, between the sidecar and the formats of other tools. */
import type { ProjectIndex } from '../project';
import type { Annotation, DocumentMetadata, MentionDecision, ReadEntry, StanceEntry } from '../sidecar/schema';
import type { Range } from '../text/range';

/** A tagged passage at its place in the text. */
export interface Passage extends Range {
  /** With merged tags resolved. */
  readonly annotation: Annotation;
  /** Found again in changed words only: the place is a suggestion that nobody has accepted. */
  readonly isSuggested?: boolean | undefined;
}

export interface MentionRecord extends Range {
  readonly kind: string;
  readonly actor: string;
  readonly name: string;
  readonly rule: string;
  /** See {@link Mention.told}: settled once all documents are known. */
  readonly told?: string | undefined;
}

export interface DateRecord extends Range {
  readonly type: string;
  readonly value: string;
  readonly mod?: string | undefined;
  readonly rule: string;
}

export interface ExchangeDocument {
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  /** Canonical text. */
  readonly text: string;
  /** Whether quotes and the text may leave the project: false for `quotes: none`. */
  readonly quotes: boolean;
  readonly metadata: DocumentMetadata;
  readonly read: readonly ReadEntry[];
  readonly stance: readonly StanceEntry[];
  /** In the order of the text. */
  readonly passages: readonly Passage[];
  /** Passages without a sure place: no format but a table can carry them. */
  readonly unplaced: readonly Annotation[];
  readonly mentions: readonly MentionRecord[];
  readonly dates: readonly DateRecord[];
  /** What people decided about marks. No format has a place for decisions: `mentions` and `dates` are what comes of them. */
  readonly decisions: readonly MentionDecision[];
}

export interface ExchangeProject {
  readonly name: string;
  readonly index: ProjectIndex;
}

/** Something of the project that a format has no place for, or that an import could not use. */
export interface Loss {
  /** A sentence with `{0}`, … for `args`. */
  readonly message: string;
  /** A number is a count, which each face writes as its reader does. */
  readonly args: readonly (string | number)[];
}

export interface ExportedFile {
  /** Relative to where the export goes; `/` between folders. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface Exported {
  readonly files: readonly ExportedFile[];
  readonly losses: readonly Loss[];
}

/** A tag as another tool knows it: by its id or label, or by a guid and its name behind those above it. */
export type ImportedTag = string | { readonly guid: string; readonly path: readonly string[] };

/**
 * A passage as another tool has it; positions may be stale, and tags may be names. A note, voice or speaker that is undefined says that
 * there is none; where the key is absent, the file has no place for it.
 */
export interface ImportedPassage {
  readonly id?: string | undefined;
  readonly tags: readonly ImportedTag[];
  readonly quote?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** UTF-16 code units of the canonical text. */
  readonly position?: readonly [number, number] | undefined;
  /** The same in Unicode code points, as other tools count. */
  readonly codePoints?: readonly [number, number] | undefined;
  readonly voice?: string | undefined;
  readonly speaker?: string | undefined;
  readonly note?: string | undefined;
  /** Ids of the passages that it settles, if an adjudicator wrote it. */
  readonly adjudicates?: readonly string[] | undefined;
  readonly by?: string | undefined;
  readonly created?: string | undefined;
  readonly updated?: string | undefined;
}

/** A stance as a table has it; nothing of it is known to be valid. */
export interface ImportedStance {
  readonly question: string;
  readonly position: string;
  readonly confidence?: string | undefined;
  readonly status?: string | undefined;
  readonly because?: string | undefined;
  readonly evidence: readonly string[];
  readonly adjudicates: readonly string[];
  readonly by?: string | undefined;
  readonly at?: string | undefined;
}

/** “Read, nothing to code”. */
export interface ImportedRead {
  readonly by: string;
  readonly at?: string | undefined;
}

/** What a file of another tool says about one document. */
export interface ImportedDocument {
  /** The document's path, its name, or its address. */
  readonly source: string;
  /** The text that positions count in, where the file brings it. */
  readonly text?: string | undefined;
  readonly passages: readonly ImportedPassage[];
  readonly stance?: readonly ImportedStance[] | undefined;
  readonly read?: readonly ImportedRead[] | undefined;
  /** Fields of `document:` by their names; nothing of them is known to be valid. */
  readonly metadata?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

export interface Imported {
  readonly documents: readonly ImportedDocument[];
  readonly losses: readonly Loss[];
}
