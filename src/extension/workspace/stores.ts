/** Stores of sidecars and project files on the ports of the editor. */
import * as vscode from 'vscode';
import type { PartName, ProjectDecision } from '../../core/project';
import type { Project } from '../../core/project/schema';
import type { Decision } from '../../core/sidecar/decision';
import type { Sidecar } from '../../core/sidecar/schema';
import type { Timer } from '../../core/yaml/patience';
import type { YamlStore } from '../../core/yaml/store';
import { inSteps } from './breathe';
import { eolOfNewFiles } from './eol';
import { attempt } from './fileResults';
import type { FilePort, JournalPort } from '../../core/ports';
import { ids } from './ids';
import { background, type Log } from './log';

/** Bytes of YAML that are read within a few milliseconds. */
const largeFile = 4000;

export type SidecarStore = YamlStore<Sidecar, Decision>;
export type ProjectStore = YamlStore<Project, ProjectDecision>;

/** Hands out one store a file, and tells each what happens to its file in editors. */
export class Stores implements vscode.Disposable {
  private readonly open = new Map<string, SidecarStore | ProjectStore>();
  private readonly loading = new WeakMap<SidecarStore | ProjectStore, Promise<unknown>>();
  /** Ids of what was decided in this window. */
  private readonly made = new Set<string>();
  /** What stores that were let go of are still writing. */
  private readonly ending = new Set<Promise<void>>();
  /** Sidecars that are going along with a document that has another name, until they have. */
  private readonly leaving = new Set<{ readonly isAbout: (sidecar: vscode.Uri) => boolean; readonly gone: Promise<unknown> }>();
  /** Documents that are being saved. */
  private readonly saving = new Set<string>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly files: FilePort,
    private readonly journal: JournalPort,
    private readonly filesInJournal: () => Promise<readonly string[]>,
    private readonly timer: Timer,
    private readonly log: Log,
  ) {
    const tell = (document: vscode.TextDocument): void => this.open.get(document.uri.toString())?.setBase(document.getText());
    this.subscriptions = [
      vscode.workspace.onDidOpenTextDocument(tell),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        tell(document);
        if (contentChanges.length) this.saving.delete(document.uri.toString());
        // Clean without having been saved: its changes were given up.
        else if (!document.isDirty && !this.saving.has(document.uri.toString())) this.open.get(document.uri.toString())?.didRevert();
      }),
      vscode.workspace.onWillSaveTextDocument(({ document }) => void this.saving.add(document.uri.toString())),
      vscode.workspace.onDidSaveTextDocument((document) => {
        this.saving.delete(document.uri.toString());
        const saved = this.open.get(document.uri.toString())?.didSave();
        if (saved) background(this.log, saved);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => background(this.log, this.closed(document.uri))),
    ];
  }

  async sidecar(uri: vscode.Uri): Promise<SidecarStore> {
    for (const { isAbout, gone } of this.leaving) if (isAbout(uri)) await gone;
    const { EntryCache, sidecarStoreFormat: format, YamlStore: Store } = await import('./opening');
    const cache = new EntryCache();
    const make = (): SidecarStore => new Store({ ...this.options(uri), format, cache });
    return (await this.get(uri, make, (text) => format.entries(text, cache))) as SidecarStore;
  }

  /** What a sidecar says, as its store has it if that is open; else it is read, and no store of it stays. Undefined where there is none; or only a store can say. */
  async said(uri: vscode.Uri): Promise<Sidecar | 'unsure' | undefined> {
    const key = uri.toString();
    if (this.open.has(key)) return (await this.sidecar(uri)).value;
    const { EntryCache, sidecarStoreFormat: format } = await import('./opening');
    const read = await this.files.read(key);
    // Something of it may wait in the journal still.
    if (!read.ok || (await this.waits(uri))) return 'unsure';
    if (read.value === undefined) return undefined;
    const cache = new EntryCache();
    await inSteps(format.entries(read.value, cache)[Symbol.iterator]());
    return format.read(read.value, cache).value;
  }

  async project(uri: vscode.Uri, part: PartName | undefined): Promise<ProjectStore> {
    const { EntryCache, projectStoreFormat: formatOf, YamlStore: Store } = await import('./opening');
    const cache = new EntryCache();
    const format = formatOf(part);
    const make = (): ProjectStore => new Store({ ...this.options(uri), format, cache });
    return (await this.get(uri, make, (text) => format.entries(text, cache))) as ProjectStore;
  }

  /** The file may say something else now. */
  async reload(uri: vscode.Uri): Promise<void> {
    await this.open.get(uri.toString())?.reload();
  }

  /**
   * What stands on disk counts again. If the editor was closed without saving, decisions that were written into it are in
   * the journal still: they are taken from there and written anew.
   */
  private async closed(uri: vscode.Uri): Promise<void> {
    await this.resume(uri);
  }

  /** What waits for the file in the journal is taken from there, whoever decided it, and written. */
  async resume(uri: vscode.Uri): Promise<void> {
    const store = this.open.get(uri.toString());
    await store?.flush();
    await store?.load();
    await store?.flush();
  }

  /** As {@link resume}, where another window that had decided something may be gone: what it left is told of. */
  async takeOver(uri: vscode.Uri): Promise<void> {
    this.open.get(uri.toString())?.expectMore();
    await this.resume(uri);
  }

  /**
   * What waits for a file that nobody has open, with what may be done about it: nothing is written before somebody asks.
   * @param more gives what the journal has together with what waits elsewhere
   */
  async left(uri: vscode.Uri, more: (journal: JournalPort) => JournalPort): Promise<SidecarStore> {
    const { sidecarStoreFormat: format, YamlStore: Store } = await import('./opening');
    const store: SidecarStore = new Store({ ...this.options(uri), journal: more(this.journal), format, autoFlush: false });
    await store.load();
    return store;
  }

  /** Whether something waits for a file that is not another window's. */
  async waits(uri: vscode.Uri): Promise<boolean> {
    return (await this.journal.read(uri.toString())).length > 0;
  }

  /** Lets go of a store whose file is no longer anybody's. What it has not written stays in the journal. */
  release(uri: vscode.Uri): void {
    const store = this.open.get(uri.toString());
    this.open.delete(uri.toString());
    if (!store) return;
    store.dispose();
    const rest = store.atRest();
    this.ending.add(rest);
    background(
      this.log,
      rest.finally(() => this.ending.delete(rest)),
    );
  }

  /** Resolves when no store that was let go of writes any more: it would make a file anew that has another name by now. */
  async ended(): Promise<void> {
    await Promise.all(this.ending);
  }

  /** While sidecars leave a name, nobody opens one under it: what waits for the document that had it would be taken for that of one that has it now. */
  async during<T>(isAbout: (sidecar: vscode.Uri) => boolean, leave: () => Promise<T>): Promise<T> {
    const done = leave();
    const leaving = { isAbout, gone: done.catch(() => undefined) };
    this.leaving.add(leaving);
    return done.finally(() => this.leaving.delete(leaving));
  }

  /** A file has another name: what waits for it in the journal waits for the new one, whether its store was open or gone already. */
  async carry(from: vscode.Uri, to: vscode.Uri): Promise<number> {
    this.release(from);
    const records = await this.journal.read(from.toString());
    // First there, then gone here: a crash between the two leaves them twice, and decisions are idempotent.
    await this.journal.append(to.toString(), records);
    await this.journal.remove(
      from.toString(),
      records.map(({ id }) => id),
    );
    // One that was opened under the new name before the file had come.
    await this.resume(to);
    return records.length;
  }

  /** Files for which an earlier run left decisions unwritten. */
  async waiting(): Promise<readonly vscode.Uri[]> {
    return (await this.filesInJournal()).map((file) => vscode.Uri.parse(file));
  }

  /** Resolves when nothing is being written. What could not be written waits on. */
  async atRest(): Promise<void> {
    await Promise.all([...[...this.open.values()].map((store) => store.atRest()), ...this.ending]);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const store of this.open.values()) store.dispose();
  }

  private options(uri: vscode.Uri) {
    return { path: uri.toString(), files: this.files, journal: this.journal, ids, made: this.made, timer: this.timer, log: this.log, eol: eolOfNewFiles(uri) };
  }

  /** Large files are read entry by entry, with the host's other work in between, before the store takes them whole. */
  private async load(store: SidecarStore | ProjectStore, entries: (text: string) => Iterable<undefined>): ReturnType<SidecarStore['load']> {
    await inSteps(entries(await this.largeText(store.path))[Symbol.iterator]());
    return store.load();
  }

  /** Nothing where there is little to read, or it cannot be read: the store says so. */
  private async largeText(path: string): Promise<string> {
    const large = await attempt(async () => (await vscode.workspace.fs.stat(vscode.Uri.parse(path, true))).size > largeFile);
    const read = large.ok && large.value ? await attempt(() => this.files.read(path)) : undefined;
    return read?.ok && read.value.ok ? (read.value.value ?? '') : '';
  }

  private async get(
    uri: vscode.Uri,
    make: () => SidecarStore | ProjectStore,
    entries: (text: string) => Iterable<undefined>,
  ): Promise<SidecarStore | ProjectStore> {
    const key = uri.toString();
    const known = this.open.get(key);
    if (known) {
      // One that is still being read says nothing yet.
      await this.loading.get(known);
      return known;
    }
    const store = make();
    this.open.set(key, store);
    const loading = this.load(store, entries);
    this.loading.set(store, loading);
    const loaded = await loading;
    // Decided before and acknowledged, then a crash or a closed window: it is the user's word, and it is written now. The Passages view tells of it.
    if (loaded.ok && loaded.value.restored) {
      this.log.info(`${loaded.value.restored} decisions for ${key} were left unwritten and are written now.`);
      background(this.log, store.flush());
    }
    return store;
  }
}
