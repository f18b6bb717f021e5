import type { DocumentModel } from './document';
import type { ProjectModel } from './project';

/** What features are told. One stream: each feature takes what it shows. */
export type Change =
  /** Projects appeared or vanished. */
  | { readonly kind: 'projects' }
  /** A project's own file changed: codebook, registry, outlets, stance questions. */
  | { readonly kind: 'project'; readonly project: ProjectModel }
  /** The index of a project knows something new. */
  | { readonly kind: 'index'; readonly project: ProjectModel }
  /** Documents of a project that are not open say, or no longer say, that a name is several persons'. */
  | { readonly kind: 'namesakes'; readonly project: ProjectModel }
  /** The decisions about a document changed, on disk or on their way to it. */
  | { readonly kind: 'sidecar'; readonly document: DocumentModel };
