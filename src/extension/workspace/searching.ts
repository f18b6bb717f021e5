/** What a project's folder holds: its documents, the sidecars beside them, and what is missing of those that were known. */
import type * as vscode from 'vscode';
import type { DocumentOptions } from '../../core/project';
import { documentCandidates, sidecarSuffix } from '../../core/sidecar/names';
import type { LocalFolders } from '../../node/localFolders';
import { eachInSteps, inSteps } from './breathe';
import { filesBelow } from './discovery';
import { ordered } from './ordered';

/** What is looked for. */
export interface Sought {
  readonly root: vscode.Uri;
  readonly localFolders: LocalFolders | undefined;
  /** How the project file says that a document of this path is to be read; undefined where it selects none. Without a project file, whatever has a sidecar beside it is a document. */
  readonly selector: ((path: string) => DocumentOptions | undefined) | undefined;
  /** Whether a path is another project's. */
  readonly liesInOther: (path: string) => boolean;
  /** Documents that were known. */
  readonly known: ReadonlySet<string>;
  /** Whether the document that was known under a path has another name now: what stands there is another. */
  readonly hasMoved: (path: string) => boolean;
}

export interface Searched {
  readonly documents: ReadonlySet<string>;
  readonly options: ReadonlyMap<string, DocumentOptions>;
  /** By document: what the names of its sidecars have after its own. */
  readonly suffixes: ReadonlyMap<string, readonly string[]>;
  /** Sidecars whose document is not there. */
  readonly strays: readonly string[];
  /** Documents that were known and are not there, or are others now. */
  readonly gone: readonly string[];
  /** Folders that could not be looked into. */
  readonly unread: ReadonlySet<string>;
  readonly isUnread: (path: string) => boolean;
}

function isSidecar(path: string): boolean {
  return path.endsWith(sidecarSuffix());
}

/** One search for documents and sidecars: between two, either may have come or gone. In steps, whatever its size. */
export async function searchFolder({ root, localFolders, selector, liesInOther, known, hasMoved }: Sought): Promise<Searched> {
  const options = new Map<string, DocumentOptions>();
  const isSelected = (path: string): boolean => {
    const said = selector?.(path);
    if (said) options.set(path, said);
    return said !== undefined;
  };
  const found = await filesBelow(root, localFolders, (path) => !liesInOther(path) && (!selector || isSelected(path) || isSidecar(path)));
  const there = new Set<string>();
  const sidecars: string[] = [];
  await eachInSteps(await inSteps(ordered(found.files)), (path) => {
    if (!selector || options.has(path)) there.add(path);
    if (isSidecar(path)) sidecars.push(path);
  });
  // What lies where nobody could look is not known to be gone.
  const unseen: string[] = [];
  const governs = (path: string): boolean => (!selector || selector(path) !== undefined) && !liesInOther(path);
  await eachInSteps(known, (path) => {
    if (found.isUnread(path) && governs(path) && !hasMoved(path)) unseen.push(path);
  });
  for (const path of unseen) there.add(path);
  const { suffixes, strays } = await suffixesOf(sidecars, there);
  const documents = selector ? there : new Set([...suffixes.keys(), ...unseen]);
  const gone: string[] = [];
  await eachInSteps(known, (path) => {
    if (hasMoved(path) || !documents.has(path)) gone.push(path);
  });
  return { documents, options, suffixes, strays, gone, unread: found.unread, isUnread: (path) => found.isUnread(path) };
}

async function suffixesOf(sidecars: readonly string[], documents: ReadonlySet<string>): Promise<Pick<Searched, 'suffixes' | 'strays'>> {
  const suffixes = new Map<string, string[]>();
  const strays: string[] = [];
  await eachInSteps(sidecars, (path) => {
    const owner = documentCandidates(path).find(({ document }) => documents.has(document))?.document;
    if (owner === undefined) strays.push(path);
    else suffixes.set(owner, [...(suffixes.get(owner) ?? []), path.slice(owner.length)]);
  });
  return { suffixes, strays };
}
