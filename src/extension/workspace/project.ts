import * as vscode from 'vscode';
import type { CorpusService, DocumentInput } from '../../core/corpus/types';
import {
  type DocumentOptions,
  type DocumentSelector,
  documentSelector,
  homeOf,
  indexProject,
  type PartName,
  parseProject,
  partFileName,
  partNames,
  type ProjectDecision,
  projectEntryKey,
  type ProjectFile,
  projectFileName,
  type ProjectIndex,
} from '../../core/project';
import { freeId } from '../../core/project/registry';
import type { Project } from '../../core/project/schema';
import { documentCandidates } from '../../core/sidecar/names';
import { baseName, exists, filesBelow, isBelow, relativePath } from './discovery';
import { Debounced } from './debounce';
import { DocumentModel, type Unwritten } from './document';
import { failureOf } from './failure';
import type { Change } from './events';
import { background, type Log } from './log';
import type { FileChange } from './projects';
import type { ProjectStore, Stores } from './stores';
import type { CoderName } from './coder';
import type { ShownCoders } from './shown';

/** What a project needs from its surroundings. */
export interface ProjectContext {
  readonly stores: Stores;
  readonly corpus: CorpusService & { close(): void };
  readonly log: Log;
  readonly coder: CoderName;
  readonly shownCoders: ShownCoders;
  readonly emit: (change: Change) => void;
  /** Roots of projects inside this one, whose documents are theirs. */
  readonly innerRoots: () => readonly vscode.Uri[];
}

/** Documents are read and sent to the index in slices of this many, so that the window stays usable. */
const sliceSize = 40;

/**
 * A folder governed by a `pressmark.yaml`, its documents and their index. Where a folder holds sidecars but no project
 * file, an implicit project stands in: its documents are those that have a sidecar beside them.
 */
export class ProjectModel implements vscode.Disposable {
  readonly documents = new Map<string, DocumentModel>();
  private file: ProjectFile = parseProject('');
  private valueNow: Project = this.file.value;
  private main: ProjectStore | undefined;
  private readonly parts = new Map<PartName, ProjectStore>();
  private selector: DocumentSelector = documentSelector(this.file.value);
  private lookups: ProjectIndex = indexProject(this.file.value);
  private readonly dirty = new Set<string>();
  /** Indexed, but for what they ascribe to whom: that fills in behind the marks. */
  private readonly unread = new Set<string>();
  private readonly feeding = new Debounced(20, () => background(this.context.log, this.feed()));
  private running: Promise<void> | undefined;
  private disposed = false;
  private registryKey = '';
  private codebookKey: string | undefined;
  private codedBy: string | undefined;
  private indexedFor: string | undefined;
  private strays: readonly vscode.Uri[] = [];
  indexing: { readonly done: number; readonly total: number } | undefined;

  constructor(
    readonly root: vscode.Uri,
    readonly implicit: boolean,
    private readonly context: ProjectContext,
  ) {}

  get id(): string {
    return this.root.toString();
  }
  get name(): string {
    return this.root.path.slice(this.root.path.lastIndexOf('/') + 1) || this.root.toString();
  }
  get value(): Project {
    return this.valueNow;
  }
  /** Lookups by id and name, with merged ids resolved. */
  get index(): ProjectIndex {
    return this.lookups;
  }
  /** The project as its own file says, with the problems found in it and in its parts. */
  get parsed(): ProjectFile {
    return this.file;
  }
  get corpus(): CorpusService {
    return this.context.corpus;
  }
  get stores(): Stores {
    return this.context.stores;
  }
  /** What a reader calls a tag; its id where the codebook does not know it. */
  tagLabel(id: string): string {
    return this.lookups.tag(id)?.tag.label ?? id;
  }

  /** A tag's colour, else that of the nearest tag above that has one. */
  tagColor(id: string): string | undefined {
    for (let flat = this.lookups.tag(id); flat; flat = flat.parent && this.lookups.tag(flat.parent.id)) if (flat.tag.color !== undefined) return flat.tag.color;
    return undefined;
  }

  get fileUri(): vscode.Uri {
    return vscode.Uri.joinPath(this.root, projectFileName);
  }

  async load(): Promise<void> {
    if (!this.implicit) {
      this.main = await this.openStore(this.fileUri, undefined);
      await this.findParts();
    }
    this.takeProject();
    this.registryKey = this.registry();
    this.codebookKey = this.codebook();
    await this.context.corpus.setProject(this.value);
    this.codedBy = this.ownCoder;
    this.indexedFor = this.only;
    await this.context.corpus.show(this.indexedFor);
    await this.findDocuments();
  }

  /** Sidecars below the root whose document is gone: kept, and listed as problems. */
  get sidecarsWithoutDocument(): readonly vscode.Uri[] {
    return this.strays;
  }

  /** Every file of the project itself. */
  files(): readonly { readonly uri: vscode.Uri; readonly part: PartName | undefined; readonly store: ProjectStore }[] {
    const main = this.main ? [{ uri: this.fileUri, part: undefined, store: this.main }] : [];
    return [...main, ...[...this.parts].map(([part, store]) => ({ uri: vscode.Uri.joinPath(this.root, partFileName(part)), part, store }))];
  }

  /** Files of the project itself that decisions cannot reach. */
  get unwritten(): readonly Unwritten[] {
    return this.files().flatMap(({ uri, store }) => {
      const failure = failureOf(store.state);
      return failure ? [{ path: baseName(uri), uri, store, failure }] : [];
    });
  }

  /** The file that a decision belongs in: the part that holds the entry, or would; undefined for the project file. */
  homeOf(decision: ProjectDecision): PartName | undefined {
    const held = (store: ProjectStore | undefined): boolean =>
      'key' in decision && (store?.value[decision.section] ?? []).some((entry) => projectEntryKey(decision.section, entry) === decision.key);
    // What was decided a moment ago may not be in its file yet.
    if (held(this.main)) return undefined;
    for (const [part, store] of this.parts) if (held(store)) return part;
    return homeOf(this.file, decision);
  }

  /** The store of a part, or of the project file where there is no such part. */
  storeOf(part: PartName | undefined): ProjectStore {
    const store = (part && this.parts.get(part)) ?? this.main;
    if (!store) throw new Error(`${this.name} has no project file.`);
    return store;
  }

  /** Whether the index lags behind what the project knows: counts from it are of a part of the documents. */
  get filling(): boolean {
    return this.dirty.size > 0 || this.indexing !== undefined;
  }

  optionsOf(path: string): DocumentOptions {
    return this.selector(path) ?? { quotes: 'kept', encoding: this.value.encoding };
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

  /** Brings the list of documents up to date with the folder. */
  async findDocuments(): Promise<void> {
    const inner = this.context.innerRoots();
    const mine = (path: string): boolean => !inner.some((root) => isBelow(root, vscode.Uri.joinPath(this.root, path)));
    const uris = this.implicit ? await this.withSidecars(mine) : await filesBelow(this.root, '**/*', (path) => this.selector(path) !== undefined && mine(path));
    const paths = new Map(uris.map((uri) => [relativePath(this.root, uri), uri]));
    const gone = [...this.documents.keys()].filter((path) => !paths.has(path));
    for (const path of gone) {
      this.documents.get(path)?.dispose();
      this.documents.delete(path);
      this.dirty.delete(path);
      this.unread.delete(path);
    }
    if (gone.length) await this.context.corpus.remove(gone);
    const sidecars = await filesBelow(this.root, '**/*.pressmark.yaml', mine);
    const suffixes = this.suffixesOf(sidecars, (path) => paths.has(path));
    for (const [path, uri] of paths) {
      const known = this.documents.get(path);
      const document = known ?? new DocumentModel(this, uri, path);
      const more = document.setFound(suffixes.get(path) ?? []);
      if (known && more && document.openSidecars.length) background(this.context.log, this.openFound(document));
      if (known) continue;
      this.documents.set(path, document);
      this.dirty.add(path);
    }
    if (gone.length && !this.dirty.size) this.context.emit({ kind: 'index', project: this });
    this.feeding.call();
    this.context.emit({ kind: 'projects' });
  }

  /** Files below the root changed on disk. */
  async filesChanged(changes: readonly FileChange[]): Promise<void> {
    let structural = false;
    for (const { uri, structural: appeared } of changes) {
      const path = relativePath(this.root, uri);
      if (appeared && !this.implicit && partNames.some((part) => path === partFileName(part))) {
        await this.findParts();
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
        this.dirty.add(document.path);
      }
      structural ||= appeared && (!document || document.path === path);
    }
    if (structural) await this.findDocuments();
    else this.feeding.call();
  }

  /** Another coder codes, or others' coding is revealed or hidden: other sidecars, or other entries of them, are shown. */
  async codersChanged(): Promise<void> {
    const own = this.ownCoder;
    const { only } = this;
    if (own === this.codedBy && only === this.indexedFor) return;
    const open = [...this.documents.values()].filter((document) => document.openSidecars.length);
    if (own !== this.codedBy) await Promise.all(open.map((document) => document.close()));
    this.codedBy = own;
    this.indexedFor = only;
    for (const path of await this.context.corpus.show(only)) this.dirty.add(path);
    for (const document of open) this.sidecarChanged(document);
    this.context.emit({ kind: 'index', project: this });
    this.feeding.call();
  }

  sidecarChanged(document: DocumentModel): void {
    this.context.emit({ kind: 'sidecar', document });
    this.dirty.add(document.path);
    this.feeding.call();
  }

  /** Resolves when the index knows all that the project knows. */
  async settled(): Promise<void> {
    // A project that was let go of meanwhile feeds nothing any more.
    while (!this.disposed && (this.dirty.size || this.unread.size || this.running)) await (this.running ?? this.feed());
  }

  dispose(): void {
    this.disposed = true;
    this.feeding.dispose();
    for (const document of this.documents.values()) document.dispose();
    for (const { uri } of this.files()) this.stores.release(uri);
    this.context.corpus.close();
  }

  /** The actors, outlets and tags may each stand in a file of their own, which may come and go. */
  private async findParts(): Promise<void> {
    for (const part of partNames) {
      const uri = vscode.Uri.joinPath(this.root, partFileName(part));
      const there = await exists(uri);
      if (there && !this.parts.has(part)) this.parts.set(part, await this.openStore(uri, part));
      if (!there && this.parts.delete(part)) this.stores.release(uri);
    }
  }

  private async openStore(uri: vscode.Uri, part: PartName | undefined): Promise<ProjectStore> {
    const store = await this.context.stores.project(uri, part);
    store.onDidChange(() => background(this.context.log, this.projectChanged()));
    return store;
  }

  /** By document: what the names of its sidecars have after its own. */
  private suffixesOf(sidecars: readonly vscode.Uri[], isDocument: (path: string) => boolean): ReadonlyMap<string, readonly string[]> {
    const suffixes = new Map<string, string[]>();
    const strays: vscode.Uri[] = [];
    for (const uri of sidecars) {
      const path = relativePath(this.root, uri);
      const owner = documentCandidates(path).find(({ document }) => isDocument(document))?.document;
      if (owner === undefined) strays.push(uri);
      else suffixes.set(owner, [...(suffixes.get(owner) ?? []), path.slice(owner.length)]);
    }
    this.strays = strays;
    return suffixes;
  }

  private async openFound(document: DocumentModel): Promise<void> {
    await document.decided();
    this.sidecarChanged(document);
  }

  private async sidecarOnDisk(document: DocumentModel, suffix: string, uri: vscode.Uri, appeared: boolean): Promise<void> {
    if (appeared) await document.sidecarFound(suffix, await exists(uri));
    else await this.stores.reload(uri);
  }

  /** The documents that a sidecar's name may stand for, by which of them exists. */
  private ownerOf(path: string): DocumentModel | undefined {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return documentCandidates(path.slice(folder.length))
      .map(({ document }) => this.documents.get(folder + document))
      .find((document) => document !== undefined);
  }

  private takeProject(): void {
    const texts = Object.fromEntries([...this.parts].map(([part, store]) => [part, store.current.text]));
    this.file = parseProject(this.main?.current.text ?? '', texts);
    // Shown is what the files say with everything decided since.
    let value = this.main?.value ?? this.file.value;
    for (const [part, store] of this.parts) value = { ...value, [part]: [...(value[part] ?? []), ...(store.value[part] ?? [])] };
    this.valueNow = value;
    this.selector = documentSelector(value);
    this.lookups = indexProject(value);
  }

  private async projectChanged(): Promise<void> {
    const before = JSON.stringify([this.value.documents, this.value.exclude, this.value.encoding, this.value.coders]);
    this.takeProject();
    this.context.emit({ kind: 'project', project: this });
    const codebook = this.codebook();
    if (this.registry() === this.registryKey && codebook !== this.codebookKey) {
      // Analyses know nothing of tags, outlets and positions: only what Problems says of unknown ones may be another.
      this.codebookKey = codebook;
      for (const path of await this.context.corpus.setCodebook(this.value)) this.dirty.add(path);
      this.context.emit({ kind: 'index', project: this });
    }
    if (this.registry() !== this.registryKey) {
      this.registryKey = this.registry();
      this.codebookKey = codebook;
      const taken = this.context.corpus.setProject(this.value);
      // From here on the index is empty, and says so.
      for (const path of this.documents.keys()) this.dirty.add(path);
      await taken;
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
    const { tags, outlets, stance } = this.value;
    return JSON.stringify([tags, outlets, stance]);
  }

  private async withSidecars(mine: (path: string) => boolean): Promise<vscode.Uri[]> {
    const sidecars = await filesBelow(this.root, '**/*.pressmark.yaml', mine);
    const documents = new Map<string, vscode.Uri>();
    for (const sidecar of sidecars) {
      for (const { document } of documentCandidates(sidecar.path)) {
        const uri = sidecar.with({ path: document });
        if (documents.has(uri.toString()) || (await exists(uri))) {
          documents.set(uri.toString(), uri);
          break;
        }
      }
    }
    return [...documents.values()];
  }

  /** One run at a time; what becomes dirty meanwhile is taken by the next slice. */
  private feed(): Promise<void> {
    return (this.running ??= this.feedAll().finally(() => {
      this.running = undefined;
      this.indexing = undefined;
    }));
  }

  private async feedAll(): Promise<void> {
    let done = 0;
    while ((this.dirty.size || this.unread.size) && !this.disposed) {
      if (!this.dirty.size) {
        await this.readStatements();
        continue;
      }
      const paths = [...this.dirty].slice(0, sliceSize);
      this.indexing = { done, total: done + this.dirty.size };
      for (const path of paths) this.dirty.delete(path);
      const inputs = await Promise.all(paths.map((path) => this.inputOf(path)));
      if (this.disposed) return;
      await this.context.corpus.put(inputs.filter((input) => input !== undefined));
      for (const input of inputs) if (input && input.text !== null) this.unread.add(input.path);
      done += paths.length;
      this.indexing = this.dirty.size ? { done, total: done + this.dirty.size } : undefined;
      this.context.emit({ kind: 'index', project: this });
    }
  }

  /** A slice of the documents whose marks are known. */
  private async readStatements(): Promise<void> {
    const paths = [...this.unread].slice(0, sliceSize);
    for (const path of paths) this.unread.delete(path);
    const read = await Promise.all(paths.map(async (path) => ({ path, read: await this.documents.get(path)?.read() })));
    if (this.disposed) return;
    await this.context.corpus.readStatements(read.flatMap(({ path, read: text }) => (text && 'text' in text ? [{ path, text: text.text }] : [])));
    if (!this.unread.size) this.context.emit({ kind: 'index', project: this });
  }

  private async inputOf(path: string): Promise<DocumentInput | undefined> {
    const document = this.documents.get(path);
    if (!document) return undefined;
    const reading = document.sidecarInputs();
    const [text, sidecars] = await Promise.all([document.read(reading), reading]);
    return { path, text: 'text' in text ? text.text : null, sidecars };
  }
}
