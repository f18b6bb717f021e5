/** Finding projects, documents and sidecars in the workspace. */
import * as vscode from 'vscode';
import { projectFileName } from '../../core/project/names';
import type { LocalFolders } from '../../node/localFolders';
import { type Folders, local, remote, walk, type Walked } from './walk';

/** Files below `root` for which `wanted` holds, by their paths. */
export function filesBelow(root: vscode.Uri, own: LocalFolders | undefined, wanted: (path: string) => boolean): Promise<Walked> {
  const at = (folder: string): vscode.Uri => (folder === '' ? root : vscode.Uri.joinPath(root, folder));
  if (root.scheme !== 'file' || !own) return walk({ read: (folder) => entriesOf(at(folder)) }, wanted, remote);
  const folders: Folders = { read: (folder) => own.read(at(folder).fsPath), real: (folder) => own.real(at(folder).fsPath) };
  return walk(folders, wanted, local);
}

/** Whether a path, relative to `root`, lies in one of some folders. */
export function liesIn(root: vscode.Uri, folders: readonly vscode.Uri[]): (path: string) => boolean {
  if (folders.some((folder) => folder.toString() === root.toString() || isBelow(folder, root))) return () => true;
  const within = folders.filter((folder) => isBelow(root, folder)).map((folder) => `${relativePath(root, folder)}/`);
  return (path) => within.some((start) => path.startsWith(start));
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
