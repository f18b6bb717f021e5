/** The rows of the Passages view. */
import type { AnchorState } from '../../../core/annotations/types';
import type { Place } from '../../../core/corpus/types';
import type { AsideReason } from '../../../core/yaml/waiting';
import type { Annotation, MentionDecision } from '../../../core/sidecar/schema';
import type { DocumentModel } from '../../workspace/document';

export interface PassageNode {
  readonly type: 'passage';
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

export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly children: readonly (PassageNode | MarkNode)[];
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
  /** Changes of what somebody else has deleted, or changed, meanwhile. `words`: of each, what was decided and what stands there. */
  | { readonly type: AsideReason; readonly uri: string; readonly path: string; readonly count: number; readonly words: readonly string[] };

export type PassagesNode = PassageNode | MarkNode | CandidateNode | GroupNode | PendingNode | WaitingNode;

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
