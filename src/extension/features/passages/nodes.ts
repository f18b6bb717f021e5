/** The rows of the Passages view. */
import type { AnchorState } from '../../../core/annotations/types';
import type { Place } from '../../../core/corpus/types';
import type { Annotation } from '../../../core/sidecar/schema';
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

/** A place where a drifted passage may be. */
export interface CandidateNode {
  readonly type: 'candidate';
  readonly passage: PassageNode;
  readonly place: Place;
  /** Among the passage's places. */
  readonly index: number;
  readonly likeliest: boolean;
}

export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly children: readonly PassageNode[];
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
  /** Changes of entries that somebody else has deleted meanwhile. */
  | { readonly type: 'bereft'; readonly uri: string; readonly path: string; readonly count: number };

export type PassagesNode = PassageNode | CandidateNode | GroupNode | PendingNode | WaitingNode;

/** More are rarely looked at, and none of them is likely. */
const maxPlaces = 8;

export function candidatesOf(passage: PassageNode): CandidateNode[] {
  if (passage.state === 'exact') return [];
  const found = passage.state === 'moved' || passage.state === 'fuzzy';
  return passage.places.slice(0, maxPlaces).map((place, index) => ({ type: 'candidate', passage, place, index, likeliest: found && index === 0 }));
}
