/** The journal's storage on the ports of the editor: whole files on a desktop disk, else as the file system of the browser writes them. */
import * as vscode from 'vscode';
import type { Platform } from '../platform';
import type { RecordFolders } from './journal';

export function recordFolders(root: vscode.Uri, { atomicFiles }: Platform): RecordFolders {
  const at = (...names: readonly string[]): vscode.Uri => vscode.Uri.joinPath(root, ...names);
  return {
    list: async (folder) => {
      const entries = await unlessGone(vscode.workspace.fs.readDirectory(folder === undefined ? root : at(folder)));
      const wanted = folder === undefined ? vscode.FileType.Directory : vscode.FileType.File;
      return (entries ?? []).filter(([, type]) => (type & wanted) !== 0).map(([name]) => name);
    },
    read: async (folder, name) => {
      const bytes = await unlessGone(vscode.workspace.fs.readFile(at(folder, name)));
      return bytes && new TextDecoder().decode(bytes);
    },
    write: async (folder, name, text) => {
      const uri = at(folder, name);
      if (atomicFiles && uri.scheme === 'file') await atomicFiles.create(uri.fsPath, text);
      else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    },
    remove: async (folder, name) => {
      const uri = at(folder, name);
      // The window is not asked: the next decision waits for this one to be forgotten.
      if (atomicFiles && uri.scheme === 'file') await atomicFiles.forget(uri.fsPath);
      else await unlessGone(vscode.workspace.fs.delete(uri));
    },
    // Where it is not empty, that fails, and is meant to.
    drop: async (folder) => void (await vscode.workspace.fs.delete(at(folder)).then(undefined, () => undefined)),
  };
}

async function unlessGone<T>(work: Thenable<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
