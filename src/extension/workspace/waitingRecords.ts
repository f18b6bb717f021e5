/** Where what is not in its file yet is kept: in the extension's storage, for all windows, so that it is found whichever folder is opened next. */
import * as vscode from 'vscode';
import type { LogPort } from '../../core/ports';
import { textHash } from '../../core/sidecar/hash';
import type { Timer } from '../../core/yaml/patience';
import type { Platform } from '../platform';
import { attempt } from './fileResults';
import { ids } from './ids';
import { FolderJournal } from './journal';
import { Owners, type Signs } from './owners';
import { recordFolders } from './recordFolders';

/** Makes journals of one window. */
export class WaitingRecords {
  private readonly owner: string;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly platform: Platform,
    private readonly timer: Timer,
    private readonly log: LogPort,
  ) {
    const { storageUri } = context;
    // Windows without a folder have nothing by which the next one would know itself for the same.
    this.owner = storageUri ? textHash(storageUri.toString()).slice('sha256:'.length, 'sha256:'.length + 16) : ids.next();
  }

  /**
   * @param former what it was called in the workspace's storage, where earlier versions kept it
   * @param released is told of files whose decisions another window may have left over by now; absent where all windows are given everything
   */
  journal(name: string, former: string, released?: (file: string) => void): FolderJournal {
    const { globalStorageUri, storageUri } = this.context;
    const at = (root: vscode.Uri, ...names: readonly string[]) => recordFolders(vscode.Uri.joinPath(root, ...names), this.platform);
    const folders = at(globalStorageUri, 'unwritten', name);
    const owners =
      released &&
      new Owners(this.owner, signsIn(vscode.Uri.joinPath(globalStorageUri, 'unwritten', 'windows', name)), () => Date.now(), this.timer, released, this.log);
    return new FolderJournal(folders, this.log, { owners, former: [...(storageUri ? [at(storageUri, former)] : []), at(globalStorageUri, former)] });
  }
}

function signsIn(root: vscode.Uri): Signs {
  const { fs } = vscode.workspace;
  return {
    read: async (owner) => new TextDecoder().decode(await fs.readFile(vscode.Uri.joinPath(root, owner))),
    write: async (owner, text) => fs.writeFile(vscode.Uri.joinPath(root, owner), new TextEncoder().encode(text)),
    remove: async (owner) => {
      const gone = await attempt(async () => fs.delete(vscode.Uri.joinPath(root, owner)));
      if (!gone.ok && gone.error.code !== 'not-found') throw new Error(gone.error.message);
    },
  };
}
