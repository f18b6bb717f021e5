/** Sidecars go along when their documents are renamed or moved in VS Code. */
import * as vscode from 'vscode';
import { documentCandidates } from '../../../core/sidecar/names';
import type { App } from '../../app';
import { baseName, parentOf } from '../../workspace/discovery';
import { background, type Log } from '../../workspace/log';

export function registerRenaming({ log }: App): vscode.Disposable {
  // Afterwards, and never over anything: edits that are made beforehand raise a dialog.
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) background(log, moveSidecars(oldUri, newUri, log));
  });
}

async function moveSidecars(oldUri: vscode.Uri, newUri: vscode.Uri, log: Log): Promise<void> {
  const [oldName, newName] = [baseName(oldUri), baseName(newUri)];
  if (documentCandidates(oldName).length) return;
  for (const [name] of await entries(parentOf(oldUri))) {
    const owner = documentCandidates(name).find(({ document }) => document === oldName);
    if (!owner) continue;
    const from = vscode.Uri.joinPath(oldUri, '..', name);
    const to = vscode.Uri.joinPath(newUri, '..', newName + name.slice(oldName.length));
    if (from.toString() === to.toString()) continue;
    try {
      await vscode.workspace.fs.rename(from, to, { overwrite: false });
    } catch (error) {
      log.error(`The sidecar ${from.toString()} stays where it is: ${String(error)}`);
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The sidecar {0} could not go along with its document, because {1} exists already. It stays where it is.', name, baseName(to)),
      );
    }
  }
}

async function entries(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
