/** The project's own files: `pressmark.yaml` and the parts beside it, which may come and go, and what they say together. */
import * as vscode from 'vscode';
import {
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
import type { Project } from '../../core/project/schema';
import { baseName, exists } from './discovery';
import type { Unwritten } from './document';
import { failureOf } from './failure';
import type { ProjectStore, Stores } from './stores';

export interface OwnFile {
  readonly uri: vscode.Uri;
  /** Undefined for the project file itself. */
  readonly part: PartName | undefined;
  readonly store: ProjectStore;
}

export class ProjectFiles {
  private parsedNow: ProjectFile = parseProject('');
  private valueNow: Project = this.parsedNow.value;
  private main: ProjectStore | undefined;
  private readonly parts = new Map<PartName, ProjectStore>();
  private select: DocumentSelector = documentSelector(this.parsedNow.value);
  private lookups: ProjectIndex = indexProject(this.parsedNow.value);

  /** @param changed called after each change of any of the files, before {@link take} */
  constructor(
    private readonly root: vscode.Uri,
    private readonly stores: Stores,
    private readonly changed: () => void,
  ) {}

  /** As the files say with everything decided since. */
  get value(): Project {
    return this.valueNow;
  }

  /** As its own file says, with the problems found in it and in its parts. */
  get parsed(): ProjectFile {
    return this.parsedNow;
  }

  get index(): ProjectIndex {
    return this.lookups;
  }

  get selector(): DocumentSelector {
    return this.select;
  }

  get uri(): vscode.Uri {
    return vscode.Uri.joinPath(this.root, projectFileName);
  }

  async open(): Promise<void> {
    this.main = await this.openStore(this.uri, undefined);
    await this.findParts();
  }

  /** The actors, outlets and tags may each stand in a file of their own. */
  async findParts(): Promise<void> {
    for (const part of partNames) {
      const uri = this.uriOf(part);
      const there = await exists(uri);
      if (there && !this.parts.has(part)) this.parts.set(part, await this.openStore(uri, part));
      if (!there && this.parts.delete(part)) this.stores.release(uri);
    }
  }

  isPart(path: string): boolean {
    return partNames.some((part) => path === partFileName(part));
  }

  all(): readonly OwnFile[] {
    const main = this.main ? [{ uri: this.uri, part: undefined, store: this.main }] : [];
    return [...main, ...[...this.parts].map(([part, store]) => ({ uri: this.uriOf(part), part, store }))];
  }

  /** Those that decisions cannot reach. */
  get unwritten(): readonly Unwritten[] {
    return this.all().flatMap(({ uri, store }) => {
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
    return homeOf(this.parsedNow, decision);
  }

  /** The store of a part, or of the project file where there is no such part; undefined where there is neither. */
  storeOf(part: PartName | undefined): ProjectStore | undefined {
    return (part && this.parts.get(part)) ?? this.main;
  }

  /** Takes what the files say now. */
  take(): void {
    const current = [...this.parts].map(([part, store]) => [part, store.current] as const);
    // What the stores have read is not read again.
    const caches = { main: this.main?.current.cache, parts: Object.fromEntries(current.map(([part, { cache }]) => [part, cache])) };
    this.parsedNow = parseProject(this.main?.current.text ?? '', Object.fromEntries(current.map(([part, { text }]) => [part, text])), caches);
    // Shown is what the files say with everything decided since.
    let value = this.main?.value ?? this.parsedNow.value;
    for (const [part, store] of this.parts) value = { ...value, [part]: [...(value[part] ?? []), ...(store.value[part] ?? [])] };
    this.valueNow = value;
    this.select = documentSelector(value);
    this.lookups = indexProject(value);
  }

  dispose(): void {
    for (const { uri } of this.all()) this.stores.release(uri);
  }

  private uriOf(part: PartName): vscode.Uri {
    return vscode.Uri.joinPath(this.root, partFileName(part));
  }

  private async openStore(uri: vscode.Uri, part: PartName | undefined): Promise<ProjectStore> {
    const store = await this.stores.project(uri, part);
    store.onDidChange(this.changed);
    return store;
  }
}
