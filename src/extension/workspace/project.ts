import * as vscode from 'vscode';
import type { DocumentSource, WorkerCorpus } from '../worker/corpus';
import type { ProjectCorpus } from '../worker/crew';
import type { DocumentOptions, PartName, ProjectDecision, ProjectFile, ProjectIndex } from '../../core/project';
import { freeId } from '../../core/project/registry';
import type { Project } from '../../core/project/schema';
import { documentCandidates } from '../../core/sidecar/names';
import type { LocalFolders } from '../../node/localFolders';
import { breathe, eachInSteps } from './breathe';
import { large } from './burst';
import { exists, isBelow, liesIn, relativePath } from './discovery';
import { CorpusPassages } from './corpusPassages';
import { Debounced } from './debounce';
import { type IndexCache, IndexFeed } from './feeding';
import { DocumentModel, type Unwritten } from './document';
import type { Change } from './events';
import { background, type Log } from './log';
import { type OwnFile, ProjectFiles } from './projectFiles';
import { ReadAs } from './readAs';
import { Repeated } from './repeated';
import { searchFolder } from './searching';
import type { FileChange } from './projects';
import type { ProjectStore, Stores } from './stores';
import { Summaries } from './summaries';
import type { CoderName } from './coder';
import type { ShownCoders } from './shown';

/** What a project needs from its surroundings. */
export interface ProjectContext {
  readonly stores: Stores;
  readonly corpus: ProjectCorpus;
  readonly cache: IndexCache | undefined;
  readonly readsFiles: boolean;
  readonly localFolders: LocalFolders | undefined;
  readonly log: Log;
  readonly coder: CoderName;
  readonly shownCoders: ShownCoders;
  readonly emit: (change: Change) => void;
  /** A document is found no more, or again. */
  readonly found: (document: DocumentModel, there: boolean) => void;
  /** Whether a document has been renamed, so that what stands under the name it had is another. */
  readonly hasMoved: (document: DocumentModel) => boolean;
  /** Roots of projects inside this one, whose documents are theirs. */
  readonly innerRoots: () => readonly vscode.Uri[];
}

/** Open documents above which those that an act alone has opened are let go of. */
const manyOpen = 100;
/** Documents, or files that changed, that are looked at between two breaths of the host: some milliseconds. */
const breath = 1000;

/**
 * A folder governed by a `pressmark.yaml`, its documents and their index. Where a folder holds sidecars but no project
 * file, an implicit project stands in: its documents are those that have a sidecar beside them.
 */
export class ProjectModel implements vscode.Disposable {
  readonly documents = new Map<string, DocumentModel>();
  private readonly opened = new Set<DocumentModel>();
  private readonly own: ProjectFiles;
  /** What the index knows of each document. */
  readonly summaries: Summaries;
  /** The passages of all documents. */
  readonly passages: CorpusPassages;
  private readonly feed: IndexFeed;
  private readonly feeding = new Debounced(20, () => background(this.context.log, this.feed.run()));
  private registryKey = '';
  private codebookKey: string | undefined;
  private codedBy: string | undefined;
  private indexedFor: string | undefined;
  private strays: readonly string[] = [];
  private unread: ReadonlySet<string> = new Set();
  /** What is told of sidecars during a search, which may have looked before. */
  private told: { readonly document: DocumentModel; readonly suffix: string; readonly there: boolean }[] | undefined;
  private namesakesNow: ReadonlySet<string> = new Set();
  /** Documents that the index knows from an earlier window, and that are not found yet. */
  private restored: ReadonlySet<string> = new Set();
  /** The index' worker is being told what the project knows. */
  private beginning: Promise<unknown> = Promise.resolve();
  private readonly searches = new Repeated(() => this.search());
  private isFound: () => void = () => undefined;

  constructor(
    readonly root: vscode.Uri,
    readonly implicit: boolean,
    private readonly context: ProjectContext,
  ) {
    this.own = new ProjectFiles(root, context.stores, () => background(context.log, this.projectChanged()));
    this.summaries = new Summaries(context.corpus);
    this.passages = new CorpusPassages(context.corpus, this.summaries);
    this.feed = new IndexFeed({
      corpus: context.corpus,
      cache: context.cache,
      source: (path, onlyLooks) => this.sourceOf(path, onlyLooks),
      found: new Promise((resolve) => (this.isFound = resolve)),
      isOpen: (path) => this.documents.get(path)?.isOpen === true,
      onProgress: () => this.progressed(),
      now: () => performance.now(),
    });
    context.corpus.watch({
      lost: () => Promise.all([this.feed.lost(), this.beginning]),
      renewed: () => background(context.log, this.renewed()),
    });
  }

  /** How far the reading of the documents has come, while it goes on. */
  get indexing(): { readonly done: number; readonly total: number } | undefined {
    return this.feed.progress;
  }

  /** The feeding of the index: to be stopped, and gone on with. */
  get reading(): Pick<IndexFeed, 'stop' | 'proceed' | 'isStopped' | 'isLost' | 'left' | 'progress'> {
    return this.feed;
  }

  get id(): string {
    return this.root.toString();
  }
  get name(): string {
    return this.root.path.slice(this.root.path.lastIndexOf('/') + 1) || this.root.toString();
  }
  get value(): Project {
    return this.own.value;
  }
  /** Lookups by id and name, with merged ids resolved. */
  get index(): ProjectIndex {
    return this.own.index;
  }
  /** The project as its own file says, with the problems found in it and in its parts. */
  get parsed(): ProjectFile {
    return this.own.parsed;
  }
  /** Provisional ids that several persons of the corpus would share: in an open document they are told apart as in the index. */
  get namesakes(): ReadonlySet<string> {
    return this.namesakesNow;
  }
  get corpus(): WorkerCorpus {
    return this.context.corpus;
  }
  get stores(): Stores {
    return this.context.stores;
  }
  /** The documents whose sidecars something has asked for, by path: few of the corpus, which is not looked through with every decision. */
  get openDocuments(): readonly DocumentModel[] {
    return [...this.opened].filter((document) => this.documents.get(document.path) === document).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  get isCrowded(): boolean {
    return this.opened.size > manyOpen;
  }

  /** Its sidecars are open, or no longer. */
  openedOrClosed(document: DocumentModel): void {
    if (!document.isOpen) {
      this.opened.delete(document);
      return;
    }
    this.opened.add(document);
    this.feed.opened(document.path);
  }

  /** What a reader calls a tag; its id where the codebook does not know it. */
  tagLabel(id: string): string {
    return this.index.tag(id)?.tag.label ?? id;
  }

  /** A tag's colour, else that of the nearest tag above that has one. */
  tagColor(id: string): string | undefined {
    for (let flat = this.index.tag(id); flat; flat = flat.parent && this.index.tag(flat.parent.id)) if (flat.tag.color !== undefined) return flat.tag.color;
    return undefined;
  }

  get fileUri(): vscode.Uri {
    return this.own.uri;
  }

  load(): Promise<void> {
    return this.loadAll().finally(() => this.isFound());
  }

  private async loadAll(): Promise<void> {
    if (!this.implicit) await this.own.open();
    this.own.take();
    await this.outlived(this.begin());
    await this.findDocuments();
  }

  /** Where the index' worker dies meanwhile, documents are found all the same: the one in its place is told everything anew. */
  private outlived(told: Promise<unknown>): Promise<unknown> {
    return told.catch((error: unknown) => this.context.log.error(String(error)));
  }

  private begin(): Promise<void> {
    const begun = this.tellIndex();
    this.beginning = begun.catch(() => undefined);
    return begun;
  }

  private async tellIndex(): Promise<void> {
    this.registryKey = this.registry();
    this.codebookKey = this.codebook();
    const known = await this.feed.restore();
    const again = [...(await this.context.corpus.setProject(this.value))];
    this.codedBy = this.ownCoder;
    this.indexedFor = this.only;
    again.push(...(await this.context.corpus.show(this.indexedFor)));
    for (const path of again) this.feed.add(path);
    this.restored = known;
  }

  /** Another worker keeps the index, and is told everything anew: what was kept saves most of the reading. */
  private async renewed(): Promise<void> {
    const hasBegun = this.codebookKey !== undefined;
    this.summaries.forget();
    await this.feed.anew(async () => {
      if (!hasBegun) return;
      await this.begin();
      for (const path of this.documents.keys()) if (!this.restored.has(path)) this.feed.add(path);
    });
    if (hasBegun) await this.findDocuments();
  }

  /** Sidecars below the root whose document is gone: kept, and listed as problems. */
  get sidecarsWithoutDocument(): readonly vscode.Uri[] {
    return this.strays.map((path) => vscode.Uri.joinPath(this.root, path));
  }

  /** Folders below the root that the last search could not look into: what is known of documents there stands. */
  get notSearched(): ReadonlySet<string> {
    return this.unread;
  }

  /** Every file of the project itself. */
  files(): readonly OwnFile[] {
    return this.own.all();
  }

  /** Files of the project itself that decisions cannot reach. */
  get unwritten(): readonly Unwritten[] {
    return this.own.unwritten;
  }

  /** The file that a decision belongs in: the part that holds the entry, or would; undefined for the project file. */
  homeOf(decision: ProjectDecision): PartName | undefined {
    return this.own.homeOf(decision);
  }

  /** The store of a part, or of the project file where there is no such part. */
  storeOf(part: PartName | undefined): ProjectStore {
    const store = this.own.storeOf(part);
    if (!store) throw new Error(`${this.name} has no project file.`);
    return store;
  }

  /** Whether the statements of all documents are known, and with them how others word one. */
  get knowsStatements(): boolean {
    return this.feed.isComplete;
  }

  /** Whether the index lags behind what the project knows: counts from it are of a part of the documents. */
  get filling(): boolean {
    return this.feed.lagging;
  }

  optionsOf(path: string): DocumentOptions {
    return this.own.selector(path) ?? { quotes: 'kept', encoding: this.value.encoding };
  }

  /** An id made from a name, that no other entry has. */
  freeId(name: string, taken: readonly string[]): string {
    return freeId(name, (id) => taken.includes(id));
  }

  /** Whether each coder has a sidecar of their own. */
  get separate(): boolean {
    return this.value.coders === 'separate';
  }

  /** The coder whose sidecar this window's decisions go to; undefined where all share one, or no name is known yet. */
  get ownCoder(): string | undefined {
    return this.separate ? this.context.coder.current : undefined;
  }

  /** Whose coding alone is shown; undefined for everybody's. Who has no name has coded nothing. */
  get only(): string | undefined {
    return this.context.shownCoders.of(this) === 'mine' ? (this.context.coder.current ?? '') : undefined;
  }

  documentAt(uri: vscode.Uri): DocumentModel | undefined {
    return isBelow(this.root, uri) ? this.documents.get(relativePath(this.root, uri)) : undefined;
  }

  /** Whether a path is one of the project's documents, by what its file says: not excluded, and in no project within it, which governs its own. */
  holds(path: string): boolean {
    return (this.implicit || this.own.selector(path) !== undefined) && !this.liesInOther()(path);
  }

  /** Whether a document has another name now. */
  hasMoved(document: DocumentModel): boolean {
    return this.context.hasMoved(document);
  }

  private liesInOther(): (path: string) => boolean {
    return liesIn(this.root, this.context.innerRoots());
  }

  /** Brings the list of documents up to date with the folder. Of two searches at once, the one that began first could end last, and bring back what it had seen. */
  findDocuments(): Promise<void> {
    return this.searches.run();
  }

  private async search(): Promise<void> {
    const { restored } = this;
    this.restored = new Set();
    const told: typeof this.told = [];
    this.told = told;
    const found = await searchFolder({
      root: this.root,
      localFolders: this.context.localFolders,
      selector: this.implicit ? undefined : (path) => this.own.selector(path),
      liesInOther: this.liesInOther(),
      known: new Set([...this.documents.keys(), ...restored]),
      hasMoved: (path) => {
        const document = this.documents.get(path);
        return document !== undefined && this.hasMoved(document);
      },
    });
    const { gone } = found;
    await eachInSteps(gone, (path) => {
      const document = this.documents.get(path);
      if (document) this.letGo(document);
      this.documents.delete(path);
      this.feed.remove(path);
    });
    if (gone.length) await this.outlived(this.context.corpus.remove(gone));
    this.strays = found.strays;
    this.unread = found.unread;
    const [first] = this.unread;
    if (first !== undefined) this.context.log.warn(`${this.unread.size} folders of ${this.id} were not searched, the first of them “${first}”.`);
    const readAs = new ReadAs();
    let looked = 0;
    for (const path of found.documents) {
      if (++looked % breath === 0) await breathe();
      const known = this.documents.get(path);
      const document = known ?? new DocumentModel(this, vscode.Uri.joinPath(this.root, path), path);
      const beside = found.suffixes.get(path) ?? (found.isUnread(path) ? undefined : []);
      const more = beside !== undefined && document.setFound(beside);
      const now = found.options.get(path) ?? this.optionsOf(path);
      readAs.look(path, document.foundAs, now, restored.has(path));
      document.foundAs = now;
      if (known && more && document.openSidecars.length) background(this.context.log, this.openFound(document));
      if (known) continue;
      this.documents.set(path, document);
      this.context.found(document, true);
      if (!restored.has(path)) this.feed.add(path);
    }
    this.told = undefined;
    // All at once, so that none comes behind what is told from now on.
    await Promise.all(told.map(({ document, suffix, there: isThere }) => document.sidecarFound(suffix, isThere)));
    await this.outlived(readAs.tell(this.context.corpus, this.feed));
    if ((gone.length || restored.size) && !this.feed.lagging) this.context.emit({ kind: 'index', project: this });
    this.feeding.call();
    this.context.emit({ kind: 'projects' });
  }

  /** Files below the root changed on disk. */
  async filesChanged(changes: readonly FileChange[]): Promise<void> {
    let structural = false;
    let looked = 0;
    for (const { uri, structural: appeared } of changes) {
      if (++looked % breath === 0) await breathe();
      const path = relativePath(this.root, uri);
      if (appeared && !this.implicit && this.own.isPart(path)) {
        await this.own.findParts();
        await this.projectChanged();
        continue;
      }
      const own = this.files().find((file) => file.uri.toString() === uri.toString());
      if (own) {
        await this.stores.reload(uri);
        continue;
      }
      const document = this.documents.get(path) ?? this.ownerOf(path);
      if (document) {
        if (document.path !== path) await this.sidecarOnDisk(document, path.slice(document.path.length), uri, appeared);
        this.feed.add(document.path);
      }
      // One that was renamed, and another that took its name at once, are told as one that has changed.
      const isNew = appeared || (document === undefined && !this.implicit && this.holds(path));
      structural ||= isNew && (!document || document.path === path);
    }
    if (changes.length >= large) await this.lookAgain();
    if (structural) await this.findDocuments();
    else this.feeding.call();
  }

  /** Of so many changes at once the system's watcher, or VS Code's, may lose some without a word: what is known is held against the files. */
  private async lookAgain(): Promise<void> {
    this.feed.recheck(this.documents.keys());
    for (const { uri } of [...this.files(), ...this.openDocuments.flatMap(({ openSidecars }) => openSidecars)]) await this.stores.reload(uri);
  }

  /** Another coder codes, or others' coding is revealed or hidden: other sidecars, or other entries of them, are shown. */
  async codersChanged(): Promise<void> {
    const own = this.ownCoder;
    const { only } = this;
    if (own === this.codedBy && only === this.indexedFor) return;
    const open = this.openDocuments;
    const isLeft = await Promise.all(own === this.codedBy ? [] : open.map((document) => document.close()));
    this.codedBy = own;
    this.indexedFor = only;
    // What waits to be written is shown and told whoever codes, also of documents that nobody reads.
    for (const [index, document] of open.entries()) if (isLeft[index]) background(this.context.log, this.openFound(document));
    for (const path of await this.context.corpus.show(only)) this.feed.add(path);
    for (const document of open) this.sidecarChanged(document);
    this.context.emit({ kind: 'index', project: this });
    this.feeding.call();
  }

  sidecarChanged(document: DocumentModel): void {
    this.context.emit({ kind: 'sidecar', document });
    this.feed.add(document.path);
    this.feeding.call();
  }

  /** Resolves when the index knows all that the project knows. */
  async settled(): Promise<void> {
    await this.feed.settled();
  }

  dispose(): void {
    this.feed.dispose();
    this.feeding.dispose();
    for (const document of this.documents.values()) this.letGo(document);
    this.own.dispose();
    this.context.corpus.close();
  }

  private letGo(document: DocumentModel): void {
    this.context.found(document, false);
    document.dispose();
  }

  private progressed(): void {
    this.context.emit({ kind: 'index', project: this });
    if (!this.feed.lagging) background(this.context.log, this.findNamesakes());
  }

  private async findNamesakes(): Promise<void> {
    const ids = await this.corpus.namesakes();
    if (ids.length === this.namesakesNow.size && ids.every((id) => this.namesakesNow.has(id))) return;
    this.namesakesNow = new Set(ids);
    this.context.emit({ kind: 'namesakes', project: this });
  }

  private async openFound(document: DocumentModel): Promise<void> {
    await document.decided();
    this.sidecarChanged(document);
  }

  private async sidecarOnDisk(document: DocumentModel, suffix: string, uri: vscode.Uri, appeared: boolean): Promise<void> {
    if (!appeared) return this.stores.reload(uri);
    const there = await exists(uri);
    this.told?.push({ document, suffix, there });
    await document.sidecarFound(suffix, there);
  }

  /** The documents that a sidecar's name may stand for, by which of them exists. */
  private ownerOf(path: string): DocumentModel | undefined {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return documentCandidates(path.slice(folder.length))
      .map(({ document }) => this.documents.get(folder + document))
      .find((document) => document !== undefined);
  }

  private async projectChanged(): Promise<void> {
    const before = JSON.stringify([this.value.documents, this.value.exclude, this.value.encoding, this.value.coders]);
    this.own.take();
    this.context.emit({ kind: 'project', project: this });
    const codebook = this.codebook();
    if (this.registry() === this.registryKey && codebook !== this.codebookKey) {
      // Analyses know nothing of tags, outlets and positions: only what Problems says of unknown ones may be another.
      this.codebookKey = codebook;
      for (const path of await this.context.corpus.setCodebook(this.value)) this.feed.add(path);
      this.context.emit({ kind: 'index', project: this });
    }
    if (this.registry() !== this.registryKey) {
      this.registryKey = this.registry();
      this.codebookKey = codebook;
      // What is known stands until the documents that this is about have been read again.
      for (const path of await this.context.corpus.setProject(this.value)) this.feed.add(path);
      this.context.emit({ kind: 'index', project: this });
    }
    if (JSON.stringify([this.value.documents, this.value.exclude, this.value.encoding, this.value.coders]) !== before) await this.findDocuments();
    else this.feeding.call();
    // Where coders are separate now and were not, or the other way round, other sidecars are one's own.
    await this.codersChanged();
  }

  /** What the index was built with: a change of it makes every document be read again. */
  private registry(): string {
    const { actors, events } = this.value;
    return JSON.stringify([actors, this.value['not-actors'], events]);
  }

  /** What sidecars name and analyses do not know. */
  private codebook(): string {
    const { tags, outlets, stance, assignments } = this.value;
    return JSON.stringify([tags, outlets, stance, assignments]);
  }

  private async sourceOf(path: string, onlyLooks: boolean): Promise<DocumentSource | undefined> {
    return this.documents.get(path)?.source(this.context.readsFiles, onlyLooks);
  }
}
