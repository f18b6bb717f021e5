import type { Changes, EntryDecision } from '../sidecar/decision';
import type { Actor, Assignment, NewsEvent, Outlet, Project, StanceQuestion, Tag } from './schema';

/** The lists of a project whose entries have keys: an id, or a document's path. */
export interface ProjectSections {
  tags: Tag;
  outlets: Outlet;
  actors: Actor;
  events: NewsEvent;
  stance: StanceQuestion;
  /** By the document's path. */
  assignments: Assignment;
}
export type ProjectSection = keyof ProjectSections;
export const projectSections: readonly ProjectSection[] = ['stance', 'events', 'outlets', 'tags', 'actors'];

/** Lists of plain values, whose members are there or not. */
export type ProjectList = 'documents' | 'exclude' | 'not-actors';
type ListItem = NonNullable<Project['documents']>[number];
/** Single settings. */
export type ProjectSettings = Pick<Project, 'encoding' | 'coders' | 'unit'>;

/**
 * One change of the project. Idempotent, as the sidecar's decisions are. Keys are ids, of assignments paths; tags are found at any depth.
 * `parent` puts a new tag below another; `before` says which sibling it stands before, else it is the last.
 */
export type ProjectDecision =
  | { [S in ProjectSection]: EntryDecision<S, ProjectSections[S]> & { readonly parent?: string | undefined } }[ProjectSection]
  /** A tag with all that is below it, its id kept. One decision, so that no crash leaves it nowhere. */
  | { readonly type: 'move'; readonly section: 'tags'; readonly key: string; readonly parent?: string | undefined; readonly before?: string | null | undefined }
  | { readonly type: 'set'; readonly changes: Changes<ProjectSettings> }
  /** `before` says which member it stands before, else it is the last. */
  | { readonly type: 'put'; readonly list: ProjectList; readonly item: ListItem; readonly before?: ListItem | undefined }
  | { readonly type: 'drop'; readonly list: ProjectList; readonly item: ListItem };
