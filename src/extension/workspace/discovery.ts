/** Finding projects, documents and sidecars in the workspace, on file systems with and without search. */
import * as vscode from 'vscode';
import { projectFileName } from '../../core/project/names';
import { inSteps } from './breathe';
import { chosen } from './chosen';
import { excludedNames, walk } from './walk';

/** Passed explicitly, because the user's own exclude settings are about something else. */
const excluded = `**/{${excludedNames.join(',')}}/**`;

export interface FilesBelow {
  /** By path. */
  readonly uris: readonly vscode.Uri[];
  /** Whether a path, relative to the folder, lies where it could not be searched: what is there is not known. */
  isUnread(path: string): boolean;
  /** Folders that were not searched, by their paths. */
  readonly unread: ReadonlySet<string>;
}

/** Files below `root` for which `wanted` holds; `glob` narrows the search where the file system can search. Looked through in steps, for they may be 100,000. */
export async function filesBelow(root: vscode.Uri, glob: string, wanted: (path: string) => boolean): Promise<FilesBelow> {
  if (root.scheme !== 'file') {
    const walked = await walk((folder) => entriesOf(folder === '' ? root : vscode.Uri.joinPath(root, folder)));
    const paths = await inSteps(chosen(walked.files, wanted, (path) => path));
    return { uris: paths.map((path) => vscode.Uri.joinPath(root, path)), isUnread: (path) => walked.isUnread(path), unread: walked.unread };
  }
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, glob), excluded);
  const uris = await inSteps(
    chosen(
      found,
      (uri) => wanted(relativePath(root, uri)),
      ({ path }) => path,
    ),
  );
  return { uris, isUnread: () => false, unread: new Set() };
}

/** Path of `uri` relative to `root`, with `/`; the whole path if it is not below. */
export function relativePath(root: vscode.Uri, uri: vscode.Uri): string {
  const prefix = root.path.endsWith('/') ? root.path : `${root.path}/`;
  return uri.path.startsWith(prefix) ? uri.path.slice(prefix.length) : uri.path;
}

export function isBelow(root: vscode.Uri, uri: vscode.Uri): boolean {
  return root.scheme === uri.scheme && root.authority === uri.authority && uri.path.startsWith(root.path.endsWith('/') ? root.path : `${root.path}/`);
}

export function parentOf(uri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(uri, '..');
}

export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Whether something is at `uri`; false too where it cannot be asked. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The folder of the nearest `pressmark.yaml` at or above a file, for files opened from outside the workspace. */
export async function enclosingProject(file: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let folder = parentOf(file), depth = 0; depth < 32; depth++) {
    if (await exists(vscode.Uri.joinPath(folder, projectFileName))) return folder;
    const above = parentOf(folder);
    if (above.path === folder.path) return undefined;
    folder = above;
  }
  return undefined;
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][] | undefined> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch (error) {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound' ? [] : undefined;
  }
}
