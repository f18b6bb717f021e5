/** Sidecars go along when their documents are renamed or moved in VS Code, and so does what is not written yet. */
import * as vscode from 'vscode';
import { documentCandidates } from '../../../core/sidecar/names';
import type { App } from '../../app';
import { plain } from '../../plain';
import { baseName, exists, isBelow, parentOf, relativePath } from '../../workspace/discovery';
import type { DocumentModel } from '../../workspace/document';
import { background } from '../../workspace/log';
import type { SidecarStore } from '../../workspace/stores';

export function registerRenaming(app: App): vscode.Disposable {
  // Afterwards, and never over anything: edits that are made beforehand raise a dialog.
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) background(app.log, renamed(app, oldUri, newUri));
  });
}

/** A document that has another name now, with the stores that may hold decisions for its sidecars of the old one. */
interface Moved {
  readonly model: DocumentModel;
  readonly uri: vscode.Uri;
  readonly stores: readonly { readonly suffix: string; readonly store: SidecarStore }[];
}

async function renamed(app: App, oldUri: vscode.Uri, newUri: vscode.Uri): Promise<void> {
  if (documentCandidates(baseName(oldUri)).length) return;
  // Before anything is waited for: the search that follows the renaming lets go of documents that are gone.
  const moved = documentsAt(app, oldUri, newUri);
  for (const { model, uri } of moved) app.projects.moved(model, uri);
  // A write that is under way would make the old sidecar anew behind us.
  await Promise.all(moved.flatMap(({ stores }) => stores.map(({ store }) => store.flush())));
  if (!moved.some(({ model }) => isBelow(oldUri, model.uri))) await moveSidecars(app, oldUri, newUri);
  for (const { model, uri } of moved) await app.articles.heldPassages.move(model.uri, uri);
  for (const document of moved) await takeAlong(app, document);
}

/** The document itself, or those in a folder. */
function documentsAt(app: App, oldUri: vscode.Uri, newUri: vscode.Uri): readonly Moved[] {
  const all = app.projects.all().flatMap((project) => [...project.documents.values()]);
  return all.flatMap((model): readonly Moved[] => {
    const at =
      model.uri.toString() === oldUri.toString()
        ? newUri
        : isBelow(oldUri, model.uri)
          ? vscode.Uri.joinPath(newUri, relativePath(oldUri, model.uri))
          : undefined;
    return at ? [{ model, uri: at, stores: model.openSidecars }] : [];
  });
}

/** Decisions that could not be written are for the new name now. They leave the old one's journal when the new one's holds them. */
async function takeAlong(app: App, { model, stores }: Moved): Promise<void> {
  const waiting = stores.filter(({ store }) => store.pendingDecisions.length);
  if (!waiting.length) return;
  const live = await app.projects.live(model);
  if (!live) {
    const count = waiting.reduce((sum, { store }) => sum + store.pendingDecisions.length, 0);
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} decisions about {1} are not written yet. They are kept until a document of that name is opened again.', count, plain(model.path)),
    );
    return;
  }
  for (const { suffix, store } of waiting) if (await live.take([{ suffix, decisions: store.pendingDecisions }])) await store.discardPending();
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
