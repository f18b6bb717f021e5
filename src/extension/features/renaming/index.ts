/** Sidecars go along when their documents are renamed or moved in VS Code, and so does what is not written yet. */
import * as vscode from 'vscode';
import { documentCandidates } from '../../../core/sidecar/names';
import type { App } from '../../app';
import { plain } from '../../plain';
import { baseName, exists, parentOf } from '../../workspace/discovery';
import { background } from '../../workspace/log';

export function registerRenaming(app: App): vscode.Disposable {
  // Afterwards, and never over anything: edits that are made beforehand raise a dialog.
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) background(app.log, documentRenamed(app, oldUri, newUri));
  });
}

async function documentRenamed(app: App, oldUri: vscode.Uri, newUri: vscode.Uri): Promise<void> {
  if (documentCandidates(baseName(oldUri)).length) return;
  const document = app.projects.documentAt(oldUri);
  // A write that is under way would make the old sidecar anew behind us.
  await document?.openStore?.flush();
  await moveSidecars(app, oldUri, newUri);
  await app.articles.heldPassages.move(oldUri, newUri);
  const pending = document?.pending ?? [];
  if (!document || !pending.length) return;
  await app.projects.discover();
  await document.project.findDocuments();
  const renamed = app.projects.documentAt(newUri);
  if (!renamed) return;
  await renamed.decide(pending);
  await document.openStore?.discardPending();
}

async function moveSidecars({ log }: App, oldUri: vscode.Uri, newUri: vscode.Uri): Promise<void> {
  const [oldName, newName] = [baseName(oldUri), baseName(newUri)];
  for (const [name] of await entries(parentOf(oldUri))) {
    if (!(await belongsTo(oldUri, name))) continue;
    const from = vscode.Uri.joinPath(oldUri, '..', name);
    const to = vscode.Uri.joinPath(newUri, '..', newName + name.slice(oldName.length));
    if (from.toString() === to.toString()) continue;
    try {
      await vscode.workspace.fs.rename(from, to, { overwrite: false });
    } catch (error) {
      log.error(`The sidecar ${from.toString()} stays where it is: ${String(error)}`);
      const reason = (await exists(to))
        ? vscode.l10n.t('{0} exists already', plain(baseName(to)))
        : plain(error instanceof Error ? error.message : String(error));
      void vscode.window.showWarningMessage(
        vscode.l10n.t('The sidecar {0} could not go along with its document and stays where it is: {1}', plain(name), reason),
      );
    }
  }
}

/** `a.txt.anna.pressmark.yaml` is Anna's of `a.txt`, unless there is a document `a.txt.anna`. */
async function belongsTo(document: vscode.Uri, sidecar: string): Promise<boolean> {
  for (const candidate of documentCandidates(sidecar)) {
    if (candidate.document === baseName(document)) return true;
    if (await exists(vscode.Uri.joinPath(document, '..', candidate.document))) return false;
  }
  return false;
}

async function entries(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
