/** The rows of the view, as data. */
import type { DocumentSummary, Overview, Place, Wording } from '../../../core/corpus/types';
import type { DocumentModel } from '../../workspace/document';
import type { StatementVoice } from '../../../core/statements';
import type { Row, Source, Told } from './words';

/** A passage and how others word it. */
export interface PassageState {
  readonly type: 'passage';
  readonly model: DocumentModel;
  readonly own: Source;
  readonly passage: Place;
  /** Who says it there, as far as anybody else words it. */
  readonly voice: StatementVoice | undefined;
  /** Those of one outlet stand together, the outlet with the nearest wording first. */
  readonly rows: readonly (Row & { readonly model: DocumentModel })[];
  /** Documents were still being read when it was asked. */
  readonly isPart: boolean;
}

/** A document and what it shares. */
export interface DocumentState {
  readonly type: 'document';
  readonly model: DocumentModel;
  readonly overview: Overview;
  readonly summary: string;
  readonly documents: ReadonlyMap<string, DocumentSummary>;
  readonly isPart: boolean;
}

export type ViewState = PassageState | DocumentState | undefined;

export interface OwnNode {
  readonly type: 'own';
  readonly state: PassageState;
}
/** An outlet with several wordings: of several documents, or of several places of one. */
export interface OutletNode {
  readonly type: 'outlet';
  readonly outlet: string;
  readonly rows: PassageState['rows'];
}
export interface WordingNode {
  readonly type: 'wording';
  readonly parent: OutletNode | undefined;
  readonly model: DocumentModel;
  readonly source: Source;
  readonly wording: Wording;
}
/** Who says it, with which word, and what became of the wording: a narrow sidebar cuts the row that says it first. */
export interface DetailNode {
  readonly type: 'detail';
  readonly parent: WordingNode;
}
export interface TextNode {
  readonly type: 'text';
  readonly parent: WordingNode;
}
export interface DifferenceNode {
  readonly type: 'difference';
  readonly parent: WordingNode;
  readonly told: Told;
  readonly index: number;
}
export interface SharedDocumentNode {
  readonly type: 'sharedDocument';
  readonly model: DocumentModel;
  readonly source: Source;
  readonly own: DocumentModel;
  readonly entry: Overview['documents'][number];
  /** Whether it is suggested that one is the other's copy, and is not said so yet. */
  readonly suggestsCopy: boolean;
}
export interface StatementNode {
  readonly type: 'statement';
  readonly parent: SharedDocumentNode;
  readonly wording: Wording;
}
export interface OnlyHereNode {
  readonly type: 'onlyHere';
  readonly model: DocumentModel;
  readonly places: readonly Place[];
  readonly nearest: number | undefined;
}
export interface PlaceNode {
  readonly type: 'place';
  readonly model: DocumentModel;
  readonly place: Place;
}
export type WordingsNode =
  OwnNode | OutletNode | WordingNode | DetailNode | TextNode | DifferenceNode | SharedDocumentNode | StatementNode | OnlyHereNode | PlaceNode;

interface NodeTypes {
  readonly wording: WordingNode;
  readonly statement: StatementNode;
  readonly sharedDocument: SharedDocumentNode;
}

/** The view's own rows, which menus hand back as they are. */
export function isNode<T extends keyof NodeTypes>(value: unknown, type: T): value is NodeTypes[T] {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === type && ('wording' in value || 'entry' in value);
}
