/**
 * Copies of documents as their passages were tagged in them, in the workspace's own storage, so that a passage is found again by
 * comparing whole texts. Off unless the user turns them on, for they copy what may be confidential; turned off, they are deleted, and so are
 * those of a document whose quotes are not to be kept any more, or that is gone. A folder a document, which says whose it is.
 */
import * as vscode from 'vscode';
import { textHash } from '../../core/sidecar/hash';
import { setting } from '../contributions';
import { background, type Log } from './log';

/** Bytes of all snapshots together; the oldest go first. */
const maxTotal = 64 * 1024 * 1024;
/** Characters; a longer text is found by its selectors. */
const maxText = 4_000_000;
/** In each folder: the address of the document. */
const ownerFile = 'document';

export class Snapshots implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private readonly known = new Set<string>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    /** Undefined in a window without a folder: there is nowhere to keep them. */
    private readonly root: vscode.Uri | undefined,
    private readonly log: Log,
  ) {
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting.keepTexts) && !this.enabled) background(log, this.clear());
    });
    if (!this.enabled) background(log, this.clear());
  }

  get enabled(): boolean {
    return this.root !== undefined && vscode.workspace.getConfiguration().get<boolean>(setting.keepTexts, false);
  }

  async find(document: vscode.Uri, hash: string): Promise<string | undefined> {
    const uri = this.enabled ? this.uri(document, hash) : undefined;
    return uri && textOf(uri);
  }

  keep(document: vscode.Uri, hash: string, text: string): Promise<void> {
    const uri = this.enabled ? this.uri(document, hash) : undefined;
    if (!uri || this.known.has(uri.path) || text.length > maxText) return Promise.resolve();
    this.known.add(uri.path);
    return this.inTurn(async () => {
      try {
        // Whose it is comes first: a copy that nobody could be told of would never be deleted.
        await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(uri, '..', ownerFile), new TextEncoder().encode(document.toString()));
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
        await this.prune();
      } catch (error) {
        this.known.delete(uri.path);
        this.log.warn(`A former text could not be kept: ${String(error)}`);
      }
    });
  }

  /** Deletes the copies of documents of which none may stay. @param allowed asked for each document that has any */
  sweep(allowed: (document: vscode.Uri) => Promise<boolean>): Promise<void> {
    return this.inTurn(async () => {
      for (const folder of await this.folders()) {
        const owner = await textOf(vscode.Uri.joinPath(folder, ownerFile));
        if (owner !== undefined && (await allowed(vscode.Uri.parse(owner)))) continue;
        this.known.clear();
        await this.forget(folder);
      }
    });
  }

  /** A document has another name. */
  move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    return this.inTurn(async () => {
      const [old, now] = [this.folder(from), this.folder(to)];
      if (!old || !now || (await textOf(vscode.Uri.joinPath(old, ownerFile))) === undefined) return;
      this.known.clear();
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(old, ownerFile), new TextEncoder().encode(to.toString()));
      await vscode.workspace.fs.rename(old, now, { overwrite: true }).then(undefined, (error: unknown) => this.log.warn(String(error)));
    });
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private folder(document: vscode.Uri): vscode.Uri | undefined {
    return this.root && vscode.Uri.joinPath(this.root, textHash(document.toString()).slice('sha256:'.length, 'sha256:'.length + 32));
  }

  private uri(document: vscode.Uri, hash: string): vscode.Uri | undefined {
    const name = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
    const folder = this.folder(document);
    return folder && name !== undefined ? vscode.Uri.joinPath(folder, `${name}.txt`) : undefined;
  }

  private async folders(): Promise<readonly vscode.Uri[]> {
    const { root } = this;
    if (!root) return [];
    const entries = await vscode.workspace.fs.readDirectory(root).then(undefined, () => []);
    return entries.map(([name]) => vscode.Uri.joinPath(root, name));
  }

  private async forget(uri: vscode.Uri): Promise<void> {
    await vscode.workspace.fs.delete(uri, { recursive: true }).then(undefined, () => undefined);
  }

  private async prune(): Promise<void> {
    const uris: vscode.Uri[] = [];
    for (const folder of await this.folders()) {
      const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).filter((name) => name !== ownerFile);
      uris.push(...names.map((name) => vscode.Uri.joinPath(folder, name)));
    }
    const files = await Promise.all(uris.map(async (uri) => ({ uri, stat: await vscode.workspace.fs.stat(uri) })));
    let total = 0;
    for (const { uri, stat } of files.sort((a, b) => b.stat.mtime - a.stat.mtime)) {
      total += stat.size;
      if (total > maxTotal) await this.forget(uri);
    }
  }

  private async clear(): Promise<void> {
    this.known.clear();
    if (this.root) await this.forget(this.root);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
