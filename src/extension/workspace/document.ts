import * as vscode from 'vscode';
import { parseSidecar } from '../../core/sidecar';
import type { Decision } from '../../core/sidecar/decision';
import { sidecarText } from '../../core/sidecar/text';
import type { Sidecar } from '../../core/sidecar/schema';
import { decodeDocument, canonicalText } from '../../core/text/canonical';
import type { DocumentOptions } from '../../core/project';
import { baseName, parentOf } from './discovery';
import { type Failure, failureOf } from './failure';
import type { ProjectModel } from './project';
import type { SidecarStore } from './stores';

/** Texts above this are neither indexed nor kept: VS Code itself stops sending documents to extensions at 50 MB. */
export const largestDocument = 50 * 1024 * 1024;

export type DocumentText = { readonly text: string } | { readonly problem: 'undecodable' | 'unknown-encoding' | 'too-large' | 'unreadable' };

/** One document of a project, open or not: its text on disk and the decisions about it. */
export class DocumentModel implements vscode.Disposable {
  private opening: { readonly uri: vscode.Uri; readonly store: Promise<SidecarStore> } | undefined;
  private opened: SidecarStore | undefined;

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
    return vscode.Uri.joinPath(parentOf(this.uri), this.project.sidecarNameFor(baseName(this.uri)));
  }

  /** The encoding that the text is read with: the sidecar's, else the project's. */
  get encoding(): string {
    return this.opened?.value.document?.encoding ?? this.options.encoding ?? 'utf-8';
  }

  /** The store, if something has asked for it before. */
  get openStore(): SidecarStore | undefined {
    return this.opened;
  }

  /** What coders have decided, if the store is open. */
  get sidecar(): Sidecar | undefined {
    return this.opened?.value;
  }

  store(): Promise<SidecarStore> {
    // With separate coders the sidecar is another when the coder's name is.
    const uri = this.sidecarUri;
    if (this.opening && this.opening.uri.toString() !== uri.toString()) this.dispose();
    this.opening ??= { uri, store: this.open(uri) };
    return this.opening.store;
  }

  /** Decisions on their way to the sidecar. */
  get pending(): readonly Decision[] {
    return this.opened?.pendingDecisions ?? [];
  }

  /** Why decisions cannot reach the sidecar; undefined while they can. They are kept meanwhile. */
  get failure(): Failure | undefined {
    return this.opened && failureOf(this.opened.state);
  }

  /** The sidecar with everything decided, as a file of its own. */
  copyText(): string | undefined {
    const value = this.opened?.value;
    return value && sidecarText(value);
  }

  /** Decisions that follow from an act of the editor, such as saving the text: journalled, shown and written, but nothing to undo. */
  async decide(decisions: readonly Decision[]): Promise<void> {
    await (await this.store()).decide(decisions);
  }

  /**
   * The text as it stands on disk.
   * @param sidecar the sidecar's text, if it has been read already: it may name the encoding
   */
  async read(sidecar: Promise<string | undefined> = this.sidecarText()): Promise<DocumentText> {
    let bytes: Uint8Array;
    try {
      if ((await vscode.workspace.fs.stat(this.uri)).size > largestDocument) return { problem: 'too-large' };
      bytes = await vscode.workspace.fs.readFile(this.uri);
    } catch {
      return { problem: 'unreadable' };
    }
    const decoded = decodeDocument(bytes, this.opened ? this.encoding : (encodingIn(await sidecar) ?? this.encoding));
    return 'text' in decoded ? { text: canonicalText(decoded.text) } : decoded;
  }

  /** The sidecar's text on disk, or what an open store knows of it; undefined where there is none. */
  async sidecarText(): Promise<string | undefined> {
    if (this.opened) return this.opened.text;
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(this.sidecarUri));
    } catch {
      return undefined;
    }
  }

  dispose(): void {
    if (this.opening) this.project.stores.release(this.opening.uri);
    this.opening = undefined;
    this.opened = undefined;
  }

  private async open(uri: vscode.Uri): Promise<SidecarStore> {
    const store = await this.project.stores.sidecar(uri);
    if (this.opening?.uri !== uri) return store;
    this.opened = store;
    store.onDidChange(() => this.project.sidecarChanged(this));
    return store;
  }
}

/** What a sidecar says of its document's encoding; most say nothing, and need not be parsed to know it. */
function encodingIn(sidecar: string | undefined): string | undefined {
  return sidecar?.includes('encoding:') ? parseSidecar(sidecar).value.document?.encoding : undefined;
}
