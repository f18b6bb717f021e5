/** The rows of the Sources view, and what is counted of them. Pure. */
import type { DocumentSummary } from '../../../core/corpus/types';

/** What dropping documents on a group writes. */
export type Drop = { readonly project: string } & (
  | { readonly sets: 'stance'; readonly question: string; readonly position: string; readonly label: string }
  | { readonly sets: 'outlet'; readonly outlet: string }
  | { readonly sets: 'event'; readonly event: string }
);

export interface GroupNode {
  readonly type: 'group';
  /** Stable over refreshes, so that expansion is kept. */
  readonly id: string;
  readonly what: 'outlet' | 'stance' | 'event' | 'date' | 'project' | 'bucket';
  readonly label: GroupLabel;
  /** Documents below, copies of others included. */
  readonly size: number;
  /** Documents below, copies of others not counted. */
  readonly count: number;
  /** How many of these are coded, have a draft alone, and have been read without anything to code. */
  readonly coverage: Covered;
  /** Whose judgements put the documents of a stance here; none elsewhere. By name. */
  readonly coders: readonly string[];
  readonly drop: Drop | undefined;
  /** Whether it is open until a reader closes it. */
  readonly expanded: boolean;
  readonly parent: GroupNode | undefined;
  /** Made when they are asked for. */
  readonly children: readonly SourceNode[];
}

/** A name of the user's own, or one of the words the face translates. */
export type GroupLabel =
  | { readonly name: string }
  | { readonly word: 'stance-not-coded' | 'drafts-only' | 'coders-disagree' | 'outlet-not-set' | 'no-event' | 'no-date' }
  | { readonly month: string }
  | { readonly day: string };

export interface DocumentNode {
  readonly type: 'document';
  readonly id: string;
  readonly project: string;
  readonly document: DocumentSummary;
  readonly parent: GroupNode;
}

export type SourceNode = GroupNode | DocumentNode;

export interface Covered {
  readonly coded: number;
  readonly draft: number;
  readonly read: number;
}

/** What a document adds to the counts of the groups it stands in: copies of others add nothing but their coders. */
export interface Tally extends Covered {
  readonly count: number;
  /** Who put it where it stands by stance. */
  readonly coders: readonly string[];
}

export function sum(a: Covered, b: Covered, sign: 1 | -1): Covered {
  return { coded: a.coded + sign * b.coded, draft: a.draft + sign * b.draft, read: a.read + sign * b.read };
}

/** A document in the tree; it may stand in several groups. */
export interface Entry {
  readonly path: string;
  /** As it is shown: without `copy-of` where the original is not there. */
  document: DocumentSummary;
  tally: Tally;
  /** What it stands by among others, from its letters; made when a long list is split. */
  key: string | undefined;
}

export function titleOf(document: DocumentSummary): string {
  return document.metadata.title ?? document.path;
}

/** What a row says: of a document without a title, below the row of its folder, its path from there on. A narrow sidebar has room for one of the two. */
export function rowTitleOf({ document, parent }: DocumentNode): string {
  const title = titleOf(document);
  // A long folder is told by its end.
  const folder = parent.what === 'bucket' && 'name' in parent.label ? parent.label.name.replace(/^…/, '') : '';
  const at = document.metadata.title === undefined && folder.endsWith('/') ? title.indexOf(folder) : -1;
  return at < 0 ? title : title.slice(at + folder.length);
}

/** The day a document counts as published on; '' where none is known. */
export function dayOf({ publication }: DocumentSummary): string {
  return publication?.end ?? '';
}
