/** The rows of the Passages view: a passage with what its document and its codebook say of it. Pure. */
import { olderTags } from '../../../core/corpus/tags';
import type { AnchorState } from '../../../core/annotations/types';
import type { DocumentSummary, MentionedActor, Place } from '../../../core/corpus/types';
import type { Publication } from '../../../core/dates/types';
import type { ProjectIndex } from '../../../core/project/lookup';
import { outletsNow } from '../../../core/project/outlets';
import type { Annotation, DocumentMetadata } from '../../../core/sidecar/schema';
import { stanceState, type StanceState } from '../sources/model';

/** One document, shared by all its rows. */
export interface DocumentFacts {
  /** Id of the project. */
  readonly project: string;
  /** Relative to the project's folder. */
  readonly path: string;
  readonly metadata: DocumentMetadata;
  readonly publication: Publication | undefined;
  /** On the project's first question. */
  readonly stance: StanceState;
}

export interface PassageRow {
  readonly document: DocumentFacts;
  readonly annotation: Annotation;
  /** Ids as they are now, each once. */
  readonly tags: readonly string[];
  /** Those whose definition was revised since the passage was coded. */
  readonly older: readonly string[];
  readonly state: AnchorState;
  /** 0-based. Undefined where the passage has no place. */
  readonly line: number | undefined;
  /** Of a drifted passage: where it was found, then where else it may be, best first. */
  readonly places: readonly Place[];
  readonly actors: readonly MentionedActor[];
  /** Whose settlement has set it aside: it does not count. */
  readonly setAsideBy?: string | undefined;
  /** It touches text that is not saved, and is written with that. */
  readonly waits?: boolean | undefined;
}

/** By id of the project. */
export type Indexes = (project: string) => ProjectIndex | undefined;

type Lookups = Pick<ProjectIndex, 'tag' | 'tagId' | 'defaultQuestion' | 'outlet'>;

export function factsOf(
  project: string,
  { path, metadata, publication, stance }: Pick<DocumentSummary, 'path' | 'metadata' | 'publication' | 'stance'>,
  lookups: Lookups,
): DocumentFacts {
  return { project, path, metadata: outletsNow(metadata, lookups), publication, stance: stanceState(stance, lookups.defaultQuestion?.id) };
}

export function rowOf(document: DocumentFacts, found: Omit<PassageRow, 'document' | 'tags' | 'older'>, lookups: Lookups): PassageRow {
  const { annotation } = found;
  return { ...found, document, tags: [...new Set(annotation.tags.map(lookups.tagId))], older: olderTags(annotation, lookups) };
}

/** In the order of the text; what has no place comes first. */
export function inOrder(a: PassageRow, b: PassageRow): number {
  if (a.document !== b.document) return a.document.path < b.document.path ? -1 : a.document.path > b.document.path ? 1 : 0;
  return (a.line ?? -1) - (b.line ?? -1) || a.annotation.position[0] - b.annotation.position[0];
}

/** Whether rows say the same, so that nothing has to be drawn anew. What is compared is what a row, a group or a filter shows. */
export function sameRows(a: readonly PassageRow[], b: readonly PassageRow[]): boolean {
  return a.length === b.length && a.every((row, at) => sameRow(row, b[at]));
}

function sameRow(a: PassageRow, b: PassageRow | undefined): boolean {
  return (
    b !== undefined &&
    a.state === b.state &&
    a.line === b.line &&
    a.setAsideBy === b.setAsideBy &&
    a.waits === b.waits &&
    sameAnnotation(a.annotation, b.annotation) &&
    sameDocument(a.document, b.document) &&
    sameList(a.older, b.older) &&
    a.actors.length === b.actors.length &&
    a.actors.every(({ id, name }, at) => id === b.actors[at]?.id && name === b.actors[at].name) &&
    a.places.length === b.places.length &&
    a.places.every(({ range, text }, at) => range.start === b.places[at]?.range.start && range.end === b.places[at].range.end && text === b.places[at].text)
  );
}

function sameAnnotation(a: Annotation, b: Annotation): boolean {
  return (
    a.id === b.id &&
    a.updated === b.updated &&
    a.created === b.created &&
    a.by === b.by &&
    a.quote === b.quote &&
    a.note === b.note &&
    a.voice === b.voice &&
    a.speaker === b.speaker &&
    sameList(a.tags, b.tags)
  );
}

function sameDocument(a: DocumentFacts, b: DocumentFacts): boolean {
  const position = ({ stance }: DocumentFacts): string => (stance.kind === 'coded' ? stance.position : '');
  return (
    a === b ||
    (a.project === b.project &&
      a.path === b.path &&
      a.metadata.outlet === b.metadata.outlet &&
      a.metadata.title === b.metadata.title &&
      a.metadata.translation === b.metadata.translation &&
      a.publication?.start === b.publication?.start &&
      a.publication?.end === b.publication?.end &&
      a.stance.kind === b.stance.kind &&
      position(a) === position(b))
  );
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
