/** Which files are documents of a project, and how each is to be read. */
import { globMatcher } from './glob';
import { projectFileName } from './names';
import type { Project } from './schema';

export interface DocumentOptions {
  /** `none`: the sidecar holds hashes in the place of quotes. */
  readonly quotes: 'kept' | 'none';
  /** An encoding label (WHATWG), or undefined for UTF-8. */
  readonly encoding: string | undefined;
}

/**
 * Asks for a path relative to the project's folder, with `/` between its parts.
 * @returns undefined for what is no document: not matched, excluded, outside, or one of Pressmark's own files.
 */
export type DocumentSelector = (relativePath: string) => DocumentOptions | undefined;

/** Longer globs are nobody's. */
const maxGlobLength = 1000;

/** Builds the selector. The last glob that matches a path decides its options. */
export function documentSelector(project: Project): DocumentSelector {
  const included = (project.documents ?? []).map((item) => ({ matches: matcher(globOf(item)), options: optionsOf(item, project) }));
  const excluded = (project.exclude ?? []).map((item) => matcher(globOf(item)));
  return (relativePath) => {
    if (outsideOf(relativePath) || isOwnFile(relativePath)) return undefined;
    const matching = included.filter(({ matches }) => matches(relativePath));
    const last = matching.at(-1);
    return last === undefined || excluded.some((matches) => matches(relativePath)) ? undefined : last.options;
  };
}

/** The folders below the project's own that another project file governs, from paths relative to the project's folder. */
export function innerProjects(paths: Iterable<string>): readonly string[] {
  return [...paths].flatMap((path) => (path.endsWith(`/${projectFileName}`) ? path.slice(0, -projectFileName.length) : []));
}

/** Whether a path, relative to the project's folder, is in none of the folders that {@link innerProjects} gives: what is in one is that project's. */
export function isOutsideInner(path: string, inner: readonly string[]): boolean {
  return !inner.some((folder) => path.startsWith(folder));
}

/** Whether a path or glob leaves the folder it is relative to: `../x`, `/x`, `C:\x`, `file:x`. */
export function outsideOf(path: string): boolean {
  return /^(?:[\\/]|[A-Za-z][A-Za-z0-9+.-]*:)/.test(path) || path.split(/[\\/]/).includes('..');
}

/** Sidecars, project files and their parts are never documents. */
export function isOwnFile(relativePath: string): boolean {
  const name = relativePath.slice(relativePath.lastIndexOf('/') + 1).toLowerCase();
  return name.endsWith('.pressmark.yaml') || /^pressmark(?:\.(?:actors|outlets|tags|assignments))?\.yaml$/.test(name);
}

type DocumentGlob = NonNullable<Project['documents']>[number];

function globOf(item: DocumentGlob): string {
  return typeof item === 'string' ? item : item.glob;
}

function optionsOf(item: DocumentGlob, project: Project): DocumentOptions {
  const own = typeof item === 'string' ? undefined : item;
  return { quotes: own?.quotes ?? 'kept', encoding: own?.encoding ?? project.encoding };
}

function matcher(glob: string): (path: string) => boolean {
  const normal = glob.replace(/^(?:\.\/)+/, '');
  return normal === '' || normal.length > maxGlobLength || outsideOf(normal) ? () => false : globMatcher(normal);
}
