/** {@link LeftBehind} on the projects and stores of the window. */
import * as vscode from 'vscode';
import { documentCandidates } from '../../core/sidecar/names';
import { Debounced } from './debounce';
import { baseName, parentOf, relativePath } from './discovery';
import type { Unwritten } from './document';
import { failureOf } from './failure';
import { attempt } from './fileResults';
import { LeftBehind } from './leftBehind';
import type { Log } from './log';
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
    log: Log,
  ) {
    const at = (uri: string): vscode.Uri => vscode.Uri.parse(uri, true);
    let next = (): void => undefined;
    const quiet = new Debounced(0, () => next());
    this.left = new LeftBehind({
      waiting: async () => {
        // What goes along with a renaming waits for its new name in a moment.
        await projects.renamed();
        return (await stores.waiting()).filter((uri) => documentCandidates(baseName(uri)).length > 0).map(String);
      },
      openSidecar: (uri) => projects.openSidecar(at(uri)),
      isHere: (uri) => projects.projectOf(at(uri)) !== undefined,
      waits: (uri) => stores.waits(at(uri)),
      takeOver: (uri) => stores.takeOver(at(uri)),
      folderOf: (uri) => attempt(async () => vscode.workspace.fs.stat(parentOf(at(uri)))),
      open: (uri) => stores.left(at(uri)),
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

  /** @param uri one of {@link all} */
  forget(uri: vscode.Uri): Promise<void> {
    return this.left.forget(uri.toString());
  }

  dispose(): void {
    this.left.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
