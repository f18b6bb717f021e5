/** Finding projects, documents and sidecars in the workspace, on file systems with and without search. */
import * as vscode from 'vscode';
import { projectFileName } from '../../core/project/names';

/** Folders nobody keeps articles in; passed explicitly, because the user's own exclude settings are about something else. */
const excluded = '**/{node_modules,.git,.hg,.svn}/**';
const excludedNames = new Set(['node_modules', '.git', '.hg', '.svn']);
/** A walk without search gives up on trees deeper or larger than this, and says so in the log. */
const maxDepth = 16;
const maxEntries = 200_000;

/** Files below `root` for which `wanted` holds; `glob` narrows the search where the file system can search. */
export async function filesBelow(root: vscode.Uri, glob: string, wanted: (path: string) => boolean, token?: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const found =
    root.scheme === 'file' ? await vscode.workspace.findFiles(new vscode.RelativePattern(root, glob), excluded, undefined, token) : await walk(root, token);
  return found.filter((uri) => wanted(relativePath(root, uri))).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
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

async function walk(root: vscode.Uri, token: vscode.CancellationToken | undefined): Promise<vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  let folders: vscode.Uri[] = [root];
  for (let depth = 0; depth < maxDepth && folders.length && files.length < maxEntries; depth++) {
    const below: vscode.Uri[] = [];
    for (const folder of folders) {
      if (token?.isCancellationRequested) return files;
      for (const [name, type] of await entriesOf(folder)) {
        if (type & vscode.FileType.Directory) {
          // A linked folder may lead back up: do not follow.
          if (!(type & vscode.FileType.SymbolicLink) && !excludedNames.has(name)) below.push(vscode.Uri.joinPath(folder, name));
        } else files.push(vscode.Uri.joinPath(folder, name));
      }
    }
    folders = below;
  }
  return files;
}

async function entriesOf(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
