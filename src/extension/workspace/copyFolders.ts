/** Where copies of former texts are kept, on the ports of the editor, and the setting that turns them on. */
import * as vscode from 'vscode';
import { setting } from '../contributions';
import { background, type Log } from './log';
import { settingOf } from './settings';
import { type CopyFolders, Snapshots } from './snapshots';

/** @param root undefined in a window without a folder: there is nowhere to keep them */
export function snapshotsIn(root: vscode.Uri | undefined, log: Log): { readonly snapshots: Snapshots; readonly subscription: vscode.Disposable } {
  const isOn = (): boolean => root !== undefined && settingOf(setting.keepTexts, false);
  const snapshots = new Snapshots(copyFolders(root), isOn, log);
  const clear = (): void => {
    if (!isOn()) background(log, snapshots.clear());
  };
  clear();
  return {
    snapshots,
    subscription: vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting.keepTexts)) clear();
    }),
  };
}

function copyFolders(root: vscode.Uri | undefined): CopyFolders {
  const { fs } = vscode.workspace;
  const at = (...names: readonly string[]): vscode.Uri => vscode.Uri.joinPath(root ?? vscode.Uri.parse('none:/'), ...names);
  const list = async (uri: vscode.Uri): Promise<readonly string[]> =>
    root ? (await fs.readDirectory(uri).then(undefined, (): [string, vscode.FileType][] => [])).map(([name]) => name) : [];
  return {
    folders: () => list(at()),
    files: async (folder) =>
      Promise.all(
        (await list(at(folder))).map(async (name) => {
          const { size, mtime } = await fs.stat(at(folder, name));
          return { name, size, changed: mtime };
        }),
      ),
    read: async (folder, name) => {
      const bytes = await fs.readFile(at(folder, name)).then(undefined, () => undefined);
      return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    },
    write: async (folder, name, text) => fs.writeFile(at(folder, name), new TextEncoder().encode(text)),
    remove: async (folder, name) => fs.delete(name === undefined ? at(folder) : at(folder, name), { recursive: true }).then(undefined, () => undefined),
    rename: async (folder, to) => fs.rename(at(folder), at(to), { overwrite: true }),
  };
}
