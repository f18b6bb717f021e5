/** The rows of the Passages view. */
import type { AnchorState } from '../../../core/annotations/types';
import type { Place } from '../../../core/corpus/types';
import type { AsideReason } from '../../../core/yaml/waiting';
import type { Annotation, MentionDecision } from '../../../core/sidecar/schema';
import { numeral } from '../../numeral';
import type { DocumentModel } from '../../workspace/document';
import { type Bucket, bucketed, type PassageGrouping, type RowGroup } from './groups';
import type { PassageRow } from './rows';

export interface PassageNode {
  readonly type: 'passage';
  /** Its group's, its document's and its own: a passage with two tags has two rows. */
  readonly id: string;
  readonly row: PassageRow;
  readonly model: DocumentModel;
  readonly annotation: Annotation;
  readonly state: AnchorState;
  /** 0-based. Undefined where the passage has no place. */
  readonly line: number | undefined;
  /** Of a drifted passage: where it was found, then where else it may be, best first. */
  readonly places: readonly Place[];
}

/** A decision about a mark that has drifted; while it is where it was, the mark itself shows it. */
export interface MarkNode {
  readonly type: 'mark';
  readonly model: DocumentModel;
  readonly decision: MentionDecision;
  readonly state: AnchorState;
  readonly line: number | undefined;
  readonly places: readonly Place[];
}

/** A place where a drifted passage, or decision about a mark, may be. */
export interface CandidateNode {
  readonly type: 'candidate';
  readonly of: PassageNode | MarkNode;
  readonly place: Place;
  /** Among all its places. */
  readonly index: number;
  readonly likeliest: boolean;
}

/** What has drifted, on top, or a stretch of it: one checkout may move thousands of passages. */
export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly children: readonly (PassageNode | MarkNode)[];
}

/** Passages that something unites, or a stretch of them. They become nodes when they are asked for. */
export interface RowsNode {
  readonly type: 'rows';
  readonly id: string;
  readonly label: string;
  /** Undefined for a stretch of a long list. */
  readonly what: Exclude<PassageGrouping, 'none'> | undefined;
  readonly rows: readonly PassageRow[];
  readonly expanded: boolean;
}

/** A stretch of a long list of groups. */
export interface GroupsNode {
  readonly type: 'groups';
  readonly id: string;
  readonly label: string;
  readonly groups: readonly RowsNode[];
}

/** Decisions that could not be written: kept, shown, and offered again. */
export interface PendingNode {
  readonly type: 'pending';
  /** Of the sidecar or project file that they are for. */
  readonly uri: string;
  readonly path: string;
  readonly count: number;
  readonly reason: string;
}

export type WaitingNode =
  /** An act that rewrites many files and was interrupted. */
  | { readonly type: 'interrupted'; readonly id: string; readonly label: string; readonly count: number }
  /**
   * Changes of what somebody else has deleted, or changed, meanwhile, or that an earlier window left unwritten. `words`: of each, what was decided and what
   * stands there.
   */
  | { readonly type: AsideReason | 'recovered'; readonly uri: string; readonly path: string; readonly count: number; readonly words: readonly string[] };

export type PassagesNode = PassageNode | MarkNode | CandidateNode | GroupNode | RowsNode | GroupsNode | PendingNode | WaitingNode;

/** More are rarely looked at, and none of them is likely. */
const maxPlaces = 8;

export function candidatesOf(of: PassageNode | MarkNode): CandidateNode[] {
  if (of.state === 'exact') return [];
  const found = of.state === 'moved' || of.state === 'fuzzy';
  return of.places.slice(0, maxPlaces).map((place, index) => ({ type: 'candidate', of, place, index, likeliest: found && index === 0 }));
}

/** The entry of the sidecar that a row stands for. */
export function entryOf(node: PassageNode | MarkNode): Annotation | MentionDecision {
  return node.type === 'passage' ? node.annotation : node.decision;
}

/** Which document a row is of; undefined where it is gone. */
export type ModelOf = (row: PassageRow) => DocumentModel | undefined;

/** Rows as nodes, in stretches where there are many. @param parent id of the group they are in; '' at the top */
export function rowNodes(rows: readonly PassageRow[], parent: string, modelOf: ModelOf): readonly (PassageNode | RowsNode)[] {
  const parts = bucketed(rows);
  if ('buckets' in parts)
    return parts.buckets.map((bucket) => ({
      type: 'rows',
      id: `${parent} from ${bucket.from}`,
      label: stretch(bucket),
      what: undefined,
      rows: bucket.items,
      expanded: false,
    }));
  return parts.items.flatMap((row) => passageNode(row, parent, modelOf) ?? []);
}

export function passageNode(row: PassageRow, parent: string, modelOf: ModelOf): PassageNode | undefined {
  const model = modelOf(row);
  if (!model) return undefined;
  const { annotation, state, line, places } = row;
  return { type: 'passage', id: `${parent} ${model.uri.toString()} ${annotation.id}`, row, model, annotation, state, line, places };
}

/** The rows of what has drifted, in stretches where there are many. */
export function driftedNodes({ id, children }: GroupNode): readonly (PassageNode | MarkNode | GroupNode)[] {
  const parts = bucketed(children);
  if ('items' in parts) return parts.items;
  return parts.buckets.map((bucket) => ({ type: 'group', id: `${id} from ${bucket.from}`, label: stretch(bucket), icon: 'list-flat', children: bucket.items }));
}

/** @param expanded whether they are open until a reader closes them */
export function groupNodes(groups: readonly RowGroup[], expanded: boolean): readonly (RowsNode | GroupsNode)[] {
  const nodes = groups.map(({ id, label, what, rows }): RowsNode => ({ type: 'rows', id, label, what, rows, expanded }));
  const parts = bucketed(nodes);
  if ('items' in parts) return parts.items;
  return parts.buckets.map((bucket) => ({ type: 'groups', id: `groups from ${bucket.from}`, label: named(bucket), groups: bucket.items }));
}

function stretch({ from, to }: Bucket<unknown>): string {
  return `${numeral(from)}–${numeral(to)}`;
}

function named({ items }: Bucket<RowsNode>): string {
  return `${items[0]?.label ?? ''} – ${items.at(-1)?.label ?? ''}`;
}
