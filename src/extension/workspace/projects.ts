import * as vscode from 'vscode';
import { projectFileName } from '../../core/project/names';
import { documentCandidates } from '../../core/sidecar/names';
import { setting } from '../contributions';
import type { Platform } from '../platform';
import type { Crew } from '../worker/crew';
import { breathe } from './breathe';
import type { CoderName } from './coder';
import { large, quietAfter, quietTime } from './burst';
import { Debounced } from './debounce';
import { baseName, enclosingProject, exists, filesBelow, isBelow, liesIn, parentOf, relativePath } from './discovery';
import type { DocumentModel } from './document';
import type { Change } from './events';
import type { IndexCaches } from './indexCache';
import { background, type Log } from './log';
import type { ProjectModel } from './project';
import type { ShownCoders } from './shown';
import type { Stores } from './stores';

export interface FileChange {
  readonly uri: vscode.Uri;
  /** It appeared or vanished; else only what is in it changed. */
  readonly structural: boolean;
}

/** Every project of the window. */
export class Projects implements vscode.Disposable {
  private readonly projects = new Map<string, ProjectModel>();
  private readonly emitter = new vscode.EventEmitter<Change>();
  private readonly watchers: vscode.Disposable[] = [];
  private readonly changed = new Map<string, FileChange>();
  private changedSince = 0;
  private readonly batch = new Debounced(quietTime, () => background(this.log, this.filesChanged()));
  readonly onDidChange = this.emitter.event;
  private discovery: Promise<void> = Promise.resolve();
  private readonly movedTo = new Map<DocumentModel, vscode.Uri>();
  /** By the address that they had: documents that were read here and are found no more. News of a renaming may come after the search has missed them. */
  private readonly missed = new Map<string, DocumentModel>();
  private renamings: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly crew: Crew,
    private readonly stores: Stores,
    private readonly coder: CoderName,
    private readonly shownCoders: ShownCoders,
    private readonly caches: IndexCaches,
    private readonly platform: Pick<Platform, 'workerReadsFiles' | 'localFolders'>,
    private readonly log: Log,
  ) {}

  all(): readonly ProjectModel[] {
    return [...this.projects.values()].sort((a, b) => a.id.localeCompare(b.id));
  }

  byId(id: string): ProjectModel | undefined {
    return this.projects.get(id);
  }

  /** The project whose folder is the nearest at or above a file; implicit ones come last. */
  projectOf(uri: vscode.Uri): ProjectModel | undefined {
    return [...this.projects.values()]
      .filter((project) => isBelow(project.root, uri))
      .sort((a, b) => Number(a.implicit) - Number(b.implicit) || b.root.path.length - a.root.path.length)[0];
  }

  /** The document of that name; undefined where the one that is known has another name by now, and the search that looks for what may have taken this one has not ended. */
  documentAt(uri: vscode.Uri): DocumentModel | undefined {
    for (const project of this.projects.values()) {
      const document = project.documentAt(uri);
      if (document && !this.hasMoved(document)) return document;
    }
    return undefined;
  }

  /** Documents that were read in this window and are not found any more, and not known to be elsewhere. */
  get gone(): Iterable<DocumentModel> {
    return this.missed.values();
  }

  hasMoved(document: DocumentModel): boolean {
    return this.movedTo.has(document);
  }

  /** A document has another name from now on: what is undone later is undone there. */
  moved(document: DocumentModel, to: vscode.Uri): void {
    this.movedTo.set(document, to);
    this.missed.delete(document.uri.toString());
  }

  /** Files have other names, documents among them that had others before: what is undone later is undone where they are now. */
  movedOn(renamed: (uri: vscode.Uri) => vscode.Uri | undefined): void {
    for (const [document, at] of this.movedTo) this.movedTo.set(document, renamed(at) ?? at);
  }

  /** Documents that have another name and are still known under the one they had: what stands there now, if anything does, is another. */
  async replaceMoved(documents: readonly DocumentModel[]): Promise<void> {
    const listed = documents.filter((document) => document.project.documents.get(document.path) === document);
    for (const project of new Set(listed.map((document) => document.project)))
      if (this.projects.get(project.id) === project) await project.findDocuments().catch((error: unknown) => this.log.error(String(error)));
  }

  private found(document: DocumentModel, there: boolean): void {
    const address = document.uri.toString();
    if (there) this.missed.delete(address);
    else if (document.wasOpen && !this.hasMoved(document)) this.missed.set(address, document);
  }

  /** While sidecars go along with a renaming, nobody opens one under the name that they leave. */
  whileLeaving<T>(isAbout: (sidecar: vscode.Uri) => boolean, leave: () => Promise<T>): Promise<T> {
    return this.stores.during(isAbout, leave);
  }

  /** Its store writes no more; what it has not written stays in the journal. */
  release(sidecar: vscode.Uri): void {
    this.stores.release(sidecar);
  }

  /** Until a renaming's sidecars have gone along, no decision goes to either name. */
  during(renaming: Promise<unknown>): void {
    this.renamings = Promise.allSettled([this.renamings, renaming]);
  }

  /** Resolves when what was renamed by now has its sidecars beside it. */
  async renamed(): Promise<void> {
    await this.renamings;
  }

  /** Resolves when nothing is written for documents that are gone. */
  ended(): Promise<void> {
    return this.stores.ended();
  }

  /** What waits for a file is for another name now. @returns how many decisions */
  carry(from: vscode.Uri, to: vscode.Uri): Promise<number> {
    return this.stores.carry(from, to);
  }

  /** Files that decisions are waiting for. */
  waiting(): Promise<readonly vscode.Uri[]> {
    return this.stores.waiting();
  }

  /** The document as it is known now: between an act and its undoing it may have been renamed, or read anew. */
  async live(document: DocumentModel): Promise<DocumentModel | undefined> {
    await this.renamings;
    const to = this.movedTo.get(document);
    if (!to) return document.project.documents.get(document.path) ?? this.documentAt(document.uri);
    if (!this.documentAt(to)) {
      await this.discover();
      await this.projectOf(to)?.findDocuments();
    }
    return this.documentAt(to);
  }

  /** A file may say something else now. */
  async reload(uri: vscode.Uri): Promise<void> {
    await this.stores.reload(uri);
  }

  /** Opens the store of a sidecar, wherever its document is, so that what is left to write is written. @returns whether there is a document of it */
  async openSidecar(uri: vscode.Uri, justRenamed = false): Promise<boolean> {
    const found = this.documentOf(uri) ?? (justRenamed ? await this.search(uri) : undefined);
    await found?.model.storeOf(found.suffix);
    return found !== undefined;
  }

  private documentOf(sidecar: vscode.Uri): { readonly model: DocumentModel; readonly suffix: string } | undefined {
    for (const { document } of documentCandidates(baseName(sidecar))) {
      const model = this.documentAt(vscode.Uri.joinPath(parentOf(sidecar), document));
      if (model) return { model, suffix: baseName(sidecar).slice(document.length) };
    }
    return undefined;
  }

  /** Just after a renaming the document may not have been found yet. */
  private async search(sidecar: vscode.Uri): Promise<ReturnType<Projects['documentOf']>> {
    await this.discover();
    await this.projectOf(sidecar)?.findDocuments();
    return this.documentOf(sidecar);
  }

  async start(): Promise<void> {
    this.watchers.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => background(this.log, this.discover())),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(setting.coder)) for (const project of this.all()) background(this.log, project.codersChanged());
      }),
      this.shownCoders.onDidChange(() => {
        for (const project of this.all()) background(this.log, project.codersChanged());
      }),
    );
    this.watch('**/*');
    await this.discover();
    await this.caches.forgetAllBut(this.all().map(({ root }) => root));
  }

  /** Finds projects anew; documents of projects that stay are kept. */
  discover(): Promise<void> {
    return (this.discovery = this.discovery.then(() => this.findProjects()).catch((error: unknown) => this.log.error(String(error))));
  }

  /** A document opened from outside the workspace folders may still belong to a project; one inside, to a project whose file was written a moment ago. */
  async adopt(uri: vscode.Uri): Promise<void> {
    // Only where a sidecar could be written: not for the read-only schemes of old versions, outputs and the like.
    if (!vscode.workspace.fs.isWritableFileSystem(uri.scheme)) return;
    const known = this.projectOf(uri);
    const inside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
    // An implicit project holds until the event of a project file has come: what is tagged in between would go by rules that are not the document's.
    if (known ? !known.implicit : inside) return;
    const root = await enclosingProject(uri);
    if (!root || this.projects.has(root.toString())) return;
    if (inside) await this.discover();
    else await this.add(root, false);
  }

  /** Resolves when discovery has finished and every index is up to date. */
  async settled(): Promise<void> {
    await this.discovery;
    await Promise.all(this.all().map((project) => project.settled()));
  }

  dispose(): void {
    for (const watcher of this.watchers) watcher.dispose();
    this.batch.dispose();
    for (const project of this.projects.values()) project.dispose();
    this.emitter.dispose();
  }

  private async findProjects(): Promise<void> {
    const roots = new Map<string, vscode.Uri>();
    const loose = new Map<string, vscode.Uri>();
    const unsure: ((project: ProjectModel) => boolean)[] = [];
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      // One search for both: between two, a project that is just being written would look like sidecars without one.
      const searched = await filesBelow(folder.uri, this.platform.localFolders, (path) => path.endsWith('pressmark.yaml'));
      this.log.debug(`Searched ${folder.uri.toString()} for projects.`);
      // What is known of where nobody could look stands: a project there, or sidecars of one that has no file.
      unsure.push(({ root, implicit, fileUri, documents }) =>
        implicit
          ? root.toString() === folder.uri.toString() && [...documents.keys()].some((path) => searched.isUnread(path))
          : isBelow(folder.uri, fileUri) && searched.isUnread(relativePath(folder.uri, fileUri)),
      );
      for (const path of searched.files.filter((file) => file.endsWith(`/${projectFileName}`) || file === projectFileName)) {
        const root = parentOf(vscode.Uri.joinPath(folder.uri, path));
        roots.set(root.toString(), root);
      }
      // A workspace folder inside a project's folder: the project above governs it.
      const above = await enclosingProject(vscode.Uri.joinPath(folder.uri, 'x'));
      if (above && !isBelow(folder.uri, above)) roots.set(above.toString(), above);
      const isGoverned = liesIn(folder.uri, [...roots.values()]);
      if (searched.files.some((path) => path.endsWith('.pressmark.yaml') && !isGoverned(path))) loose.set(folder.uri.toString(), folder.uri);
    }
    const wanted = new Map<string, { readonly root: vscode.Uri; readonly implicit: boolean }>([
      ...[...loose].filter(([id]) => !roots.has(id)).map(([id, root]) => [id, { root, implicit: true }] as const),
      ...[...roots].map(([id, root]) => [id, { root, implicit: false }] as const),
    ]);
    for (const [id, project] of this.projects) {
      const still = wanted.get(id);
      const adopted = !vscode.workspace.getWorkspaceFolder(project.root) && !project.implicit;
      if (still ? still.implicit !== project.implicit : !(adopted && (await exists(project.fileUri))) && !unsure.some((isUnsure) => isUnsure(project))) {
        project.dispose();
        this.projects.delete(id);
      }
    }
    const before = this.all();
    // The inner ones first: what they govern is never, not for a moment, taken for the outer project's.
    const added = [...wanted.values()].filter(({ root }) => !this.projects.has(root.toString())).sort((a, b) => b.root.path.length - a.root.path.length);
    for (const { root, implicit } of added) await this.add(root, implicit);
    // Projects that were there before lose what a new inner project now governs.
    for (const project of before) if (added.some(({ root }) => isBelow(project.root, root))) await project.findDocuments();
    this.emitter.fire({ kind: 'projects' });
  }

  private async add(root: vscode.Uri, implicit: boolean): Promise<void> {
    // In two parts, with the host's other work between them and before what is done with them: at once they held it up for 60 ms. What finds problems is
    // needed for any project, and brings most of the rest along.
    await import('./checking');
    await breathe();
    const { ProjectModel: Model } = await import('./opening');
    await breathe();
    // Two documents of one project may have been opened at once.
    if (this.projects.has(root.toString())) return;
    const project: ProjectModel = new Model(root, implicit, {
      stores: this.stores,
      corpus: this.crew.corpus(root.toString()),
      cache: this.caches.of(root),
      readsFiles: this.platform.workerReadsFiles,
      localFolders: this.platform.localFolders,
      log: this.log,
      coder: this.coder,
      shownCoders: this.shownCoders,
      emit: (change) => this.emitter.fire(change),
      found: (document, there) => this.found(document, there),
      hasMoved: (document) => this.hasMoved(document),
      innerRoots: () =>
        this.all()
          .filter((other) => other !== project && !other.implicit && isBelow(root, other.root))
          .map((other) => other.root),
    });
    this.projects.set(project.id, project);
    // What lies above or beside the workspace's folders is not watched with them.
    if (!vscode.workspace.getWorkspaceFolder(root)) this.watch(new vscode.RelativePattern(root, '**/*'));
    await project.load();
  }

  private watch(pattern: vscode.GlobPattern): void {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const take =
      (appeared: boolean) =>
      (uri: vscode.Uri): void => {
        const key = uri.toString();
        if (this.changed.size === 0) this.changedSince = Date.now();
        this.changed.set(key, { uri, structural: appeared || this.changed.get(key)?.structural === true });
        this.batch.call(quietAfter(this.changed.size, Date.now() - this.changedSince));
      };
    this.watchers.push(watcher, watcher.onDidChange(take(false)), watcher.onDidCreate(take(true)), watcher.onDidDelete(take(true)));
  }

  /** Whether projects may have come or gone with it. */
  private concernsProjects({ uri, structural }: FileChange): boolean {
    if (!structural) return false;
    // Every tag replaces a sidecar, which the system tells as one that appeared: a search of the folder each time. It makes a project only where none governs it.
    if (uri.path.endsWith('.pressmark.yaml')) return this.projectOf(uri)?.implicit !== false;
    // A deleted folder comes as one event for the folder alone: whatever has no ending may have been one.
    return /\/(pressmark\.yaml|[^./]+)$/.test(uri.path);
  }

  private async filesChanged(): Promise<void> {
    const changes = [...this.changed.values()].filter(({ uri }) => !/\/(\.git|node_modules)\/|\.(lock|lock\.stale|tmp)$/.test(uri.path));
    this.changed.clear();
    if (!changes.length) return;
    if (changes.length >= large) this.log.info(`${changes.length} files changed at once.`);
    await this.discovery;
    if (changes.some((change) => this.concernsProjects(change))) await this.discover();
    for (const project of this.all()) {
      const own = changes.filter(({ uri }) => isBelow(project.root, uri) || isBelow(uri, project.root) || uri.toString() === project.id);
      // What one project cannot take in keeps nothing from the others.
      if (own.length) await project.filesChanged(own).catch((error: unknown) => this.log.error(String(error)));
    }
  }
}
