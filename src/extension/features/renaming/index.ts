/** Sidecars go along when their documents are renamed or moved in VS Code, and so does what is not written yet. */
import * as vscode from 'vscode';
import type { ProjectDecision } from '../../../core/project';
import { documentCandidates } from '../../../core/sidecar/names';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import { baseName, exists, isBelow, parentOf, relativePath } from '../../workspace/discovery';
import type { DocumentModel } from '../../workspace/document';
import { background } from '../../workspace/log';
import type { SidecarStore } from '../../workspace/stores';

export function registerRenaming(app: App): vscode.Disposable {
  // One after the other: what is renamed twice is to be found under its second name only when it has gone along to its first.
  let last: Promise<unknown> = Promise.resolve();
  let assigned: Promise<unknown> = Promise.resolve();
  // Afterwards, and never over anything: edits that are made beforehand raise a dialog.
  return vscode.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) {
      if (documentCandidates(baseName(oldUri)).length) continue;
      const moved = documentsAt(app, oldUri, newUri);
      // Before anything is waited for: the search that follows the renaming lets go of documents that are gone.
      app.projects.movedOn((uri) => renamed(uri, oldUri, newUri));
      for (const { model, uri } of moved) app.projects.moved(model, uri);
      const moving = last.then(() =>
        app.projects.whileLeaving(
          (sidecar) => belongsUnder(oldUri, sidecar),
          () => move(app, moved, oldUri, newUri),
        ),
      );
      last = moving.catch(() => undefined);
      app.projects.during(moving);
      background(
        app.log,
        moving.finally(() => app.projects.replaceMoved(moved.map(({ model }) => model))).then((carried) => writeOrSay(app, carried)),
      );
      assigned = assigned.then(() => moveAssignments(app, oldUri, newUri)).catch((error: unknown) => app.log.error(String(error)));
    }
  });
}

/** A document that has another name now, with the sidecars of it whose stores are open. */
interface Moved {
  readonly model: DocumentModel;
  readonly uri: vscode.Uri;
  readonly stores: readonly { readonly suffix: string; readonly uri: vscode.Uri; readonly store: SidecarStore }[];
}

interface Carried {
  readonly uri: vscode.Uri;
  readonly decisions: number;
}

/** @returns the sidecars' new names that decisions are waiting for */
async function move(app: App, moved: readonly Moved[], oldUri: vscode.Uri, newUri: vscode.Uri): Promise<readonly Carried[]> {
  // First of all: who opens the document under its new name looks for them there.
  await app.articles.moved(moved, (uri) => renamed(uri, oldUri, newUri));
  // A write that is under way would make the old sidecar anew behind us.
  const open = moved.flatMap(({ stores }) => stores);
  await Promise.all(open.map(({ store }) => store.flush()));
  // Nor does one write from now on: told that its file is gone, it would make it anew for what waits.
  for (const { uri } of open) app.projects.release(uri);
  await app.projects.ended();
  const along = moved.some(({ model }) => isBelow(oldUri, model.uri)) ? [] : await moveSidecars(app, oldUri, newUri);
  // Not only the open ones: the search may have let go of a store before we were told, and what it had not written is in the journal.
  // A store under the new name may have looked before its file had come.
  const names = new Map([...along, ...open.map(({ uri }) => uri)].map((uri) => [uri.toString(), uri] as const));
  for (const uri of await app.projects.waiting()) if (isBelow(oldUri, uri) || (await isSidecarOf(oldUri, uri))) names.set(uri.toString(), uri);
  const carried: Carried[] = [];
  for (const from of names.values()) {
    const to = renamed(from, oldUri, newUri) ?? beside(from, oldUri, newUri);
    const decisions = await app.projects.carry(from, to);
    if (decisions > 0) carried.push({ uri: to, decisions });
  }
  return carried;
}

/** Who codes a document goes on coding it under its new name, as far as that is in the same project. */
async function moveAssignments(app: App, oldUri: vscode.Uri, newUri: vscode.Uri): Promise<void> {
  for (const project of app.projects.all()) {
    const decisions = (project.value.assignments ?? []).flatMap((entry): ProjectDecision[] => {
      const to = renamed(vscode.Uri.joinPath(project.root, entry.document), oldUri, newUri);
      if (!to || !isBelow(project.root, to)) return [];
      return [
        { type: 'remove', section: 'assignments', key: entry.document },
        { type: 'add', section: 'assignments', entry: { ...entry, document: relativePath(project.root, to) } },
      ];
    });
    if (decisions.length > 0) await app.deciding.actOnProject(vscode.l10n.t('Move assignments'), project, decisions);
  }
}

/** Decisions that could not be written under the old name are tried under the new one. */
async function writeOrSay(app: App, carried: readonly Carried[]): Promise<void> {
  for (const { uri, decisions } of carried) {
    if (!(await app.projects.openSidecar(uri, true)))
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          '{0} decisions about {1} are not written yet. They are kept until a document of that name is opened again.',
          numeral(decisions),
          plain(baseName(uri)),
        ),
      );
  }
}

function beside(sidecar: vscode.Uri, oldUri: vscode.Uri, newUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(newUri, '..', baseName(newUri) + baseName(sidecar).slice(baseName(oldUri).length));
}

async function isSidecarOf(document: vscode.Uri, sidecar: vscode.Uri): Promise<boolean> {
  return parentOf(document).toString() === parentOf(sidecar).toString() && (await belongsTo(document, baseName(sidecar)));
}

/** Whether a sidecar's name may stand for the document, or for one in a folder of that name. */
function belongsUnder(renamedFrom: vscode.Uri, sidecar: vscode.Uri): boolean {
  const isBeside = parentOf(renamedFrom).toString() === parentOf(sidecar).toString();
  return isBelow(renamedFrom, sidecar) || (isBeside && documentCandidates(baseName(sidecar)).some(({ document }) => document === baseName(renamedFrom)));
}

/** The document itself, or those in a folder. */
function documentsAt(app: App, oldUri: vscode.Uri, newUri: vscode.Uri): readonly Moved[] {
  // The disk has the new name a moment before we are told: the search may have missed the old one already.
  const all = [...app.projects.gone, ...app.projects.all().flatMap((project) => [...project.documents.values()])];
  return all.flatMap((model): readonly Moved[] => {
    const at = renamed(model.uri, oldUri, newUri);
    return at ? [{ model, uri: at, stores: model.openSidecars }] : [];
  });
}

/** Where a file is now; undefined where the renaming is not about it. */
function renamed(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  if (uri.toString() === from.toString()) return to;
  return isBelow(from, uri) ? vscode.Uri.joinPath(to, relativePath(from, uri)) : undefined;
}

/** @returns the names that sidecars had which have gone along */
async function moveSidecars({ log }: App, oldUri: vscode.Uri, newUri: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const along: vscode.Uri[] = [];
  for (const [name] of await entries(parentOf(oldUri))) {
    if (!(await belongsTo(oldUri, name))) continue;
    const from = vscode.Uri.joinPath(oldUri, '..', name);
    const to = beside(from, oldUri, newUri);
    if (from.toString() === to.toString()) continue;
    try {
      await vscode.workspace.fs.rename(from, to, { overwrite: false });
      along.push(from);
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
  return along;
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
