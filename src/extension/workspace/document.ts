import * as vscode from 'vscode';
import {
  inOrder,
  type Origin,
  returned,
  routed,
  type RoutedDecision,
  type SidecarPart,
  sidecarSuffix,
  signedBy,
  together,
  visibleTo,
} from '../../core/sidecar';
import type { Decision } from '../../core/sidecar/decision';
import type { SidecarInput } from '../../core/corpus/types';
import { countsAmong, setAside } from '../../core/adjudication/settled';
import type { Annotation, Sidecar } from '../../core/sidecar/schema';
import type { Decided } from '../../core/yaml/store';
import { decideWhole } from '../../core/yaml/whole';
import { decodeDocument, canonicalText } from '../../core/text/canonical';
import type { DocumentOptions } from '../../core/project';
import type { DocumentSource, FileSource } from '../worker/corpus';
import { encodingIn, largestDocument } from '../worker/reading';
import { baseName, parentOf } from './discovery';
import { type Failure, failureOf } from './failure';
import type { ProjectModel } from './project';
import type { ProjectStore, SidecarStore } from './stores';

export type DocumentText = { readonly text: string } | { readonly problem: 'undecodable' | 'unknown-encoding' | 'too-large' | 'unreadable' };

/** A sidecar whose store has been asked for. */
interface Opening {
  store: Promise<SidecarStore>;
}

/** A sidecar or a file of the project whose store is open. */
export interface OpenFile {
  /** As a reader knows it: the document's, for one's own sidecar. */
  readonly path: string;
  readonly uri: vscode.Uri;
  readonly store: SidecarStore | ProjectStore;
}

/** A file that decisions cannot reach. */
export interface Unwritten extends OpenFile {
  readonly failure: Failure;
}

/** Decisions for one of a document's sidecars. */
export interface SidecarAct {
  readonly suffix: string;
  readonly decisions: readonly Decision[];
}

/** One document of a project, open or not: its text on disk and what its sidecars say about it. */
export class DocumentModel implements vscode.Disposable {
  /** What the names of the sidecars found beside it have after its own. */
  private readonly found = new Set<string>();
  private readonly opening = new Map<string, Opening>();
  private readonly opened = new Map<string, SidecarStore>();
  /** Open for an act alone: nobody goes on reading it. */
  private isForAct = false;
  private acts = 0;
  private all: { readonly of: readonly Sidecar[]; readonly value: Sidecar } | undefined;
  private shown: { readonly of: Sidecar; readonly only: string | undefined; readonly value: Sidecar } | undefined;

  /** How the project said, when it was last searched, that it is to be read. */
  foundAs: DocumentOptions | undefined;

  constructor(
    readonly project: ProjectModel,
    readonly uri: vscode.Uri,
    /** Relative to the project's folder. */
    readonly path: string,
  ) {}

  get options(): DocumentOptions {
    return this.project.optionsOf(this.path);
  }

  /** The sidecar that this coder's decisions go to. */
  get sidecarUri(): vscode.Uri {
    return this.uriOf(this.ownSuffix);
  }

  /** Whether somebody is reading it, or something else has asked for its sidecars. */
  get isOpen(): boolean {
    return this.opened.size > 0;
  }

  /** Whether something was decided about it in this window, or somebody has read it: it may be undone, whoever has let go of it since. */
  wasOpen = false;

  get ownSuffix(): string {
    return sidecarSuffix(this.project.ownCoder);
  }

  /** The sidecars that are there or may be, one's own first. */
  get suffixes(): readonly string[] {
    const all = new Set([this.ownSuffix, ...this.found, ...this.opening.keys()]);
    return inOrder(
      [...all].map((suffix) => ({ suffix })),
      this.ownSuffix,
    ).map(({ suffix }) => suffix);
  }

  uriOf(suffix: string): vscode.Uri {
    return vscode.Uri.joinPath(parentOf(this.uri), baseName(this.uri) + suffix);
  }

  /** The text that the positions in one's own sidecar belong to, if it says so. */
  get ownHash(): string | undefined {
    return this.opened.get(this.ownSuffix)?.value.document?.text;
  }

  /** The encoding that the text is read with: the sidecar's, else the project's. */
  get encoding(): string {
    return this.everything?.document?.encoding ?? this.options.encoding ?? 'utf-8';
  }

  /** The sidecars that something has asked for, in their order. */
  get openSidecars(): readonly { readonly suffix: string; readonly uri: vscode.Uri; readonly store: SidecarStore }[] {
    // Asked of every document of a corpus, few of which are open.
    if (!this.opened.size) return [];
    return this.suffixes.flatMap((suffix) => {
      const store = this.opened.get(suffix);
      return store ? [{ suffix, uri: this.uriOf(suffix), store }] : [];
    });
  }

  /** What is shown of what coders have decided, if the sidecars are open: everybody's, or one's own alone. */
  get sidecar(): Sidecar | undefined {
    const { everything: of } = this;
    const { only } = this.project;
    if (!of) return undefined;
    if (this.shown?.of !== of || this.shown.only !== only) this.shown = { of, only, value: visibleTo(of, only) };
    return this.shown.value;
  }

  /** Whether a passage counts, see core/adjudication/settled, by what is shown. */
  get counts(): (annotation: Annotation) => boolean {
    return countsAmong(this.settling);
  }

  /** The passages that are set aside, by id, with whose settlement did so, by what is shown. */
  get setAside(): ReadonlyMap<string, string> {
    return setAside(this.settling);
  }

  /** What is shown, with the settlements that say that none holds. */
  private get settling(): readonly Annotation[] {
    const { everything } = this;
    return (everything && signedBy(everything, this.project.only).annotations) ?? [];
  }

  /** What all sidecars say together, hidden or not. */
  get everything(): Sidecar | undefined {
    if (!this.opened.has(this.ownSuffix)) return undefined;
    const of = this.openSidecars.map(({ store }) => store.value);
    if (this.all?.of.length !== of.length || this.all.of.some((value, index) => value !== of[index])) this.all = { of, value: together(of) };
    return this.all.value;
  }

  /** Opens all sidecars, which stay open: for who shows them. @returns what is shown of what they say */
  async decided(): Promise<Sidecar> {
    this.isForAct = false;
    await this.openAll();
    return this.sidecar ?? this.decided();
  }

  /** As {@link decided}, for who asks of many documents: sidecars that nobody has open are read and stay closed. */
  async said(): Promise<Sidecar> {
    return visibleTo(await this.saidByAll(), this.project.only);
  }

  /** As {@link everything}, read like {@link said}. */
  async saidByAll(): Promise<Sidecar> {
    if (this.everything) return this.everything;
    const values = await Promise.all(this.suffixes.map((suffix) => this.project.stores.said(this.uriOf(suffix))));
    if (!values.includes('unsure')) return together(values.filter((value) => typeof value === 'object'));
    await this.decided();
    return this.everything ?? this.saidByAll();
  }

  /** As {@link ownHash}, also where nobody has the sidecars open. */
  async hashSaid(): Promise<string | undefined> {
    const own = this.opened.get(this.ownSuffix)?.value ?? (await this.project.stores.said(this.uriOf(this.ownSuffix)));
    if (own !== 'unsure') return own?.document?.text;
    await this.decided();
    return this.ownHash;
  }

  private async openAll(): Promise<void> {
    // The coder's name may change meanwhile, and with it which sidecar is one's own.
    do await Promise.all(this.suffixes.map((suffix) => this.openStore(suffix)));
    while (!this.everything);
  }

  storeOf(suffix: string): Promise<SidecarStore> {
    this.isForAct = false;
    return this.openStore(suffix);
  }

  private openStore(suffix: string): Promise<SidecarStore> {
    const known = this.opening.get(suffix);
    return known ? this.stillOpen(suffix, known) : this.openAnew(suffix);
  }

  private async stillOpen(suffix: string, known: Opening): Promise<SidecarStore> {
    const store = await known.store;
    // Who decides about a document that has another name now is refused: what stands under this one is another.
    if (!store.isDisposed || this.project.hasMoved(this)) return store;
    const now = this.opening.get(suffix);
    if (now !== known) return now?.store ?? store;
    // Let go of under us, for its file went along with the document that had this name before.
    this.opened.delete(suffix);
    const anew = await this.openAnew(suffix);
    this.project.sidecarChanged(this);
    return anew;
  }

  private openAnew(suffix: string): Promise<SidecarStore> {
    const opening: Opening = { store: this.project.stores.sidecar(this.uriOf(suffix)) };
    this.opening.set(suffix, opening);
    opening.store = opening.store.then((store) => {
      // Let go of meanwhile: somebody else's name is set, or the document is gone.
      if (this.opening.get(suffix) !== opening) return store;
      this.opened.set(suffix, store);
      this.wasOpen = true;
      this.project.openedOrClosed(this);
      store.onDidChange(() => {
        this.project.sidecarChanged(this);
        if (this.isForAct) void store.atRest().then(() => this.rest());
      });
      return store;
    });
    return opening.store;
  }

  /** A sidecar has appeared beside the document, or has vanished. */
  async sidecarFound(suffix: string, there: boolean): Promise<void> {
    if (there) this.found.add(suffix);
    else this.found.delete(suffix);
    if (this.opened.has(suffix)) {
      await this.openStore(suffix);
      await this.project.stores.reload(this.uriOf(suffix));
    } else if (there && this.opened.size) {
      await this.openStore(suffix);
      this.project.sidecarChanged(this);
    }
  }

  /** Those that are beside it, as a search has found them. @returns whether there are any that were not known */
  setFound(suffixes: readonly string[]): boolean {
    const more = suffixes.some((suffix) => !this.found.has(suffix));
    this.found.clear();
    for (const suffix of suffixes) this.found.add(suffix);
    return more;
  }

  /** Decisions on their way to the sidecars. */
  get pending(): readonly SidecarAct[] {
    return this.openSidecars.flatMap(({ suffix, store }) => (store.pendingDecisions.length ? [{ suffix, decisions: store.pendingDecisions }] : []));
  }

  /** Sidecars that decisions cannot reach. They are kept meanwhile. */
  get unwritten(): readonly Unwritten[] {
    return this.openSidecars.flatMap(({ suffix, uri, store }) => {
      const failure = failureOf(store.state);
      const path = this.path + (suffix === this.ownSuffix ? '' : suffix);
      return failure ? [{ path, uri, store, failure }] : [];
    });
  }

  /** Why decisions cannot reach a sidecar; undefined while they can. They are kept meanwhile. */
  get failure(): Failure | undefined {
    return this.unwritten[0]?.failure;
  }

  /** Which sidecars decisions go to: what is new to one's own, changes to where the entry stands. */
  async routed(decisions: readonly Decision[]): Promise<readonly SidecarAct[]> {
    const parts = await this.parts();
    return bySuffix(decisions.flatMap((one) => routed(parts, this.ownSuffix, one)));
  }

  /** As {@link take}, in the sidecars that an act was done in, unless modes were switched since. */
  takeAgain(origin: Origin, decisions: readonly Decision[]): Promise<Decided<Decision>> {
    return this.acting(async () => {
      const parts = await this.parts();
      return this.take(bySuffix(decisions.flatMap((one) => returned(parts, this.ownSuffix, this.project.separate, origin, one))));
    });
  }

  private parts(): Promise<readonly SidecarPart[]> {
    return this.acting(async () => {
      await this.openAll();
      return this.openSidecars.map(({ suffix, store }): SidecarPart => ({ suffix, value: store.value }));
    });
  }

  /** What is opened for it alone is let go of afterwards, see {@link rest}. */
  private async acting<T>(act: () => Promise<T>): Promise<T> {
    if (this.opening.size === 0) this.isForAct = true;
    this.acts++;
    try {
      return await act();
    } finally {
      this.acts--;
      this.rest();
    }
  }

  /** An act may be about any number of documents: where there are many open, those that it alone has opened are let go of once all that was decided is in its file. */
  private rest(): void {
    const open = this.openSidecars;
    if (!this.isForAct || this.acts > 0 || !this.project.isCrowded || open.length < this.opening.size || !open.every(({ store }) => store.isIdle)) return;
    for (const { suffix, store } of open) if (store.text !== undefined) this.found.add(suffix);
    this.dispose();
  }

  /**
   * Decisions that follow from an act of the editor, such as saving the text: journalled, shown and written, but nothing to undo.
   * @returns false where not even the journal took them
   */
  async decide(decisions: readonly Decision[]): Promise<boolean> {
    return (await this.act(decisions)).ok;
  }

  /** As {@link decide}, with what takes it back. */
  async act(decisions: readonly Decision[]): Promise<Decided<Decision>> {
    // Let go of, and no longer of this name: the sidecar that is there is not its own.
    if (this.opening.size === 0 && this.project.hasMoved(this))
      return { ok: false, error: { code: 'unavailable', message: `${this.path} has another name now.` } };
    return this.acting(async () => this.take(await this.routed(decisions)));
  }

  /** In all of the sidecars, or in none: see {@link decideWhole}. */
  take(acts: readonly SidecarAct[]): Promise<Decided<Decision>> {
    return this.acting(() => decideWhole<Decision, SidecarAct>(acts, ({ suffix }, decisions) => this.decideIn(suffix, decisions)));
  }

  /** Where modes were switched a moment ago, the sidecars are let go of and opened anew: the decision is for the store that is open then. */
  private async decideIn(suffix: string, decisions: readonly Decision[]): Promise<Decided<Decision>> {
    for (let tried = 0; ; tried++) {
      const store = await this.openStore(suffix);
      const decided = await store.decide(decisions);
      const released = this.opened.get(suffix) !== store || store.isDisposed;
      // Kept in the journal before it was let go of: whoever is open now takes it from there.
      if (decided.ok && released) await this.openStore(suffix).then(() => this.project.stores.resume(this.uriOf(suffix)));
      if (decided.ok || !released || tried === attempts) return decided;
    }
  }

  /**
   * The text as it stands on disk.
   * @param sidecars what the sidecars say, if they have been read already: one may name the encoding
   */
  async read(sidecars: Promise<readonly SidecarInput[]> = this.sidecarInputs()): Promise<DocumentText> {
    let bytes: Uint8Array;
    try {
      if ((await vscode.workspace.fs.stat(this.uri)).size > largestDocument) return { problem: 'too-large' };
      bytes = await vscode.workspace.fs.readFile(this.uri);
    } catch {
      return { problem: 'unreadable' };
    }
    const decoded = decodeDocument(bytes, this.everything ? this.encoding : (encodingIn(await sidecars) ?? this.encoding));
    return 'text' in decoded ? { text: canonicalText(decoded.text) } : decoded;
  }

  /**
   * Where the index finds the document as it stands on disk.
   * @param direct whether the worker reads files by itself; else they are read here and sent along
   * @param onlyLooks what they look like is sent alone: to be held against what they looked like before
   */
  async source(direct: boolean, onlyLooks = false): Promise<DocumentSource> {
    const { uri, path, options } = this;
    const own = direct && uri.scheme === 'file';
    const from = async (file: vscode.Uri): Promise<FileSource> => (own ? { file: file.fsPath } : fileAt(file, onlyLooks));
    const sidecars = await Promise.all(
      // Most documents have no sidecar, and none is looked for.
      this.suffixes
        .filter((suffix) => this.found.has(suffix) || this.opened.has(suffix))
        .map(async (suffix) => {
          const store = this.opened.get(suffix);
          if (store) return { suffix, pending: store.pendingDecisions, text: store.text ?? '' };
          return { suffix, pending: [], ...(await from(this.uriOf(suffix))) };
        }),
    );
    return { path, encoding: options.encoding ?? 'utf-8', confidential: options.quotes === 'none', content: await from(uri), sidecars };
  }

  /** The sidecars as they stand on disk, or as open stores know them, one's own first. */
  async sidecarInputs(): Promise<readonly SidecarInput[]> {
    const inputs = await Promise.all(
      this.suffixes.map(async (suffix): Promise<SidecarInput | undefined> => {
        const store = this.opened.get(suffix);
        if (store) return { suffix, text: store.text ?? '', pending: store.pendingDecisions };
        const text = await textAt(this.uriOf(suffix));
        return text === undefined ? undefined : { suffix, text, pending: [] };
      }),
    );
    return inputs.filter((input) => input !== undefined);
  }

  /**
   * Lets go of the sidecars after writing what can be written: the next who asks opens those that are one's own then.
   * @returns whether something is left that could not be written, or that a person is asked about
   */
  async close(): Promise<boolean> {
    await Promise.all(this.openSidecars.map(({ store }) => store.flush()));
    const isLeft = this.openSidecars.some(({ store }) => store.pendingDecisions.length + store.aside.length > 0);
    for (const { suffix } of this.openSidecars) this.found.add(suffix);
    this.dispose();
    return isLeft;
  }

  dispose(): void {
    for (const suffix of this.opening.keys()) this.project.stores.release(this.uriOf(suffix));
    this.opening.clear();
    this.opened.clear();
    this.project.openedOrClosed(this);
  }
}

/** How often a decision follows a sidecar that is opened anew under it: more than one act of switching cannot come between. */
const attempts = 3;

function bySuffix(decisions: readonly RoutedDecision[]): readonly SidecarAct[] {
  const acts = new Map<string, Decision[]>();
  for (const { suffix, decision } of decisions) acts.set(suffix, [...(acts.get(suffix) ?? []), decision]);
  return [...acts].map(([suffix, own]) => ({ suffix, decisions: own }));
}

async function textAt(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

async function fileAt(uri: vscode.Uri, onlyLooks: boolean): Promise<FileSource> {
  try {
    const { size, mtime } = await vscode.workspace.fs.stat(uri);
    return { bytes: size <= largestDocument && !onlyLooks ? await vscode.workspace.fs.readFile(uri) : undefined, stamp: `${size} ${mtime}` };
  } catch {
    return { bytes: undefined, stamp: undefined };
  }
}
