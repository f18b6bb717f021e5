/** {@link LeftBehind} on the projects and stores of the window. */
import * as vscode from 'vscode';
import { documentCandidates, sidecarName } from '../../core/sidecar/names';
import type { Annotation } from '../../core/sidecar/schema';
import { Debounced } from './debounce';
import { baseName, parentOf, relativePath } from './discovery';
import type { Unwritten } from './document';
import { failureOf } from './failure';
import { attempt } from './fileResults';
import type { HeldPassages } from './heldPassages';
import { LeftBehind } from './leftBehind';
import { type WaitingPassages, withPassages } from './leftRecords';
import { background, type Log } from './log';
import type { Projects } from './projects';
import type { SidecarStore, Stores } from './stores';

export class LeftDocuments implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private readonly left: LeftBehind<SidecarStore>;
  private readonly subscriptions: vscode.Disposable[];
  /** Others are left behind, or fewer. */
  readonly onDidChange = this.emitter.event;

  constructor(
    private readonly projects: Projects,
    stores: Stores,
    private readonly heldPassages: HeldPassages,
    log: Log,
  ) {
    const at = (uri: string): vscode.Uri => vscode.Uri.parse(uri, true);
    let next = (): void => undefined;
    const quiet = new Debounced(0, () => next());
    const passages: WaitingPassages = {
      of: async (sidecar) => (await Promise.all(this.documentsOf(at(sidecar)).map((document) => this.passagesLeft(document)))).flat(),
      forget: async (sidecar, ids) => void (await Promise.all(this.documentsOf(at(sidecar)).map((document) => heldPassages.forget(document, ids)))),
    };
    this.left = new LeftBehind({
      waiting: async () => {
        // What goes along with a renaming waits for its new name in a moment.
        await projects.renamed();
        const decided = (await stores.waiting()).filter((uri) => documentCandidates(baseName(uri)).length > 0);
        const tagged: vscode.Uri[] = [];
        for (const document of (await heldPassages.waiting()).map(at)) if ((await this.passagesLeft(document)).length) tagged.push(this.sidecarOf(document));
        return [...new Set([...decided, ...tagged].map(String))];
      },
      openSidecar: (uri) => projects.openSidecar(at(uri)),
      isHere: (uri) => projects.projectOf(at(uri)) !== undefined,
      waits: async (uri) => (await stores.waits(at(uri))) || (await passages.of(uri)).length > 0,
      takeOver: (uri) => stores.takeOver(at(uri)),
      folderOf: (uri) => attempt(async () => vscode.workspace.fs.stat(parentOf(at(uri)))),
      open: (uri) => stores.left(at(uri), (journal) => withPassages(journal, passages)),
      later: (milliseconds, look) => {
        next = look;
        quiet.call(milliseconds);
      },
      changed: () => this.emitter.fire(),
      failed: (error) => log.error(String(error)),
    });
    this.subscriptions = [
      this.emitter,
      quiet,
      // What was tagged in a document that is gone waits for it to be saved as long as an editor has its text unsaved. Given up, that may stay open, unseen.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (this.left.all.has(this.sidecarOf(uri).toString())) this.left.lookSoon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 && !document.isDirty && projects.projectOf(document.uri)) background(log, this.passagesReleased(document.uri));
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (projects.projectOf(uri)) background(log, this.passagesReleased(uri));
      }),
      projects.onDidChange(({ kind }) => {
        if (kind === 'projects') this.left.lookSoon();
      }),
    ];
  }

  get all(): readonly Unwritten[] {
    return [...this.left.all].map(([key, store]) => {
      const uri = vscode.Uri.parse(key, true);
      const project = this.projects.projectOf(uri);
      const sidecar = project ? relativePath(project.root, uri) : uri.fsPath;
      const path = documentCandidates(sidecar)[0]?.document ?? sidecar;
      return { path, uri, store, failure: failureOf(store.state) ?? { code: 'unknown', message: vscode.l10n.t('There is no document of that name.') } };
    });
  }

  /** When a window opens: what an earlier one decided and could not write is opened, and written. */
  start(): Promise<void> {
    return this.left.look(true);
  }

  /** What is known of them is as things are now: nothing of it has another name since, or is somebody else's. */
  async look(): Promise<void> {
    await this.left.look();
  }

  /** What another window had decided for a file may be left over by now. */
  released(uri: vscode.Uri): Promise<void> {
    return this.left.released(uri.toString());
  }

  /** The window, or the editor, that had the unsaved text in which something was tagged may be gone. */
  async passagesReleased(document: vscode.Uri): Promise<void> {
    await this.projects.renamed();
    if ((await this.passagesLeft(document)).length) await this.left.released(this.sidecarOf(document).toString());
  }

  /** The passages that wait for a document which is not there to be saved, in an editor or as a file. */
  private async passagesLeft(document: vscode.Uri): Promise<readonly Annotation[]> {
    const isThere =
      this.projects.documentAt(document) ?? vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.toString() === document.toString());
    return isThere ? [] : this.heldPassages.of(document);
  }

  /** The sidecar that would take what is tagged in a document. */
  private sidecarOf(document: vscode.Uri): vscode.Uri {
    return vscode.Uri.joinPath(parentOf(document), sidecarName(baseName(document), this.projects.projectOf(document)?.ownCoder));
  }

  private documentsOf(sidecar: vscode.Uri): readonly vscode.Uri[] {
    return documentCandidates(baseName(sidecar))
      .map(({ document }) => vscode.Uri.joinPath(parentOf(sidecar), document))
      .filter((document) => this.sidecarOf(document).toString() === sidecar.toString());
  }

  /** @param uri one of {@link all} */
  forget(uri: vscode.Uri): Promise<void> {
    return this.left.forget(uri.toString());
  }

  dispose(): void {
    this.left.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
