/**
 * Copies of documents as their passages were tagged in them, in the workspace's own storage, so that a passage is found again by
 * comparing whole texts. Off unless the user turns them on, for they copy what may be confidential; turned off, they are deleted.
 */
import * as vscode from 'vscode';
import { setting } from '../contributions';
import { background, type Log } from './log';

/** Bytes of all snapshots together; the oldest go first. */
const maxTotal = 64 * 1024 * 1024;
/** Characters; a longer text is found by its selectors. */
const maxText = 4_000_000;

export class Snapshots implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private readonly known = new Set<string>();

  constructor(
    /** Undefined in a window without a folder: there is nowhere to keep them. */
    private readonly folder: vscode.Uri | undefined,
    private readonly log: Log,
  ) {
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting.keepTexts) && !this.enabled) background(log, this.clear());
    });
    if (!this.enabled) background(log, this.clear());
  }

  get enabled(): boolean {
    return this.folder !== undefined && vscode.workspace.getConfiguration().get<boolean>(setting.keepTexts, false);
  }

  async find(hash: string): Promise<string | undefined> {
    const uri = this.enabled ? this.uri(hash) : undefined;
    if (!uri) return undefined;
    try {
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      return undefined;
    }
  }

  /** @param allowed false where the project keeps no quotes: then no copy may stay either */
  async keep(hash: string, text: string, allowed: boolean): Promise<void> {
    const uri = this.enabled ? this.uri(hash) : undefined;
    if (!uri) return;
    try {
      if (!allowed) return await this.forget(uri);
      if (this.known.has(hash) || text.length > maxText) return;
      this.known.add(hash);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      await this.prune();
    } catch (error) {
      this.known.delete(hash);
      this.log.warn(`A former text could not be kept: ${String(error)}`);
    }
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private uri(hash: string): vscode.Uri | undefined {
    const name = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
    return this.folder && name !== undefined ? vscode.Uri.joinPath(this.folder, `${name}.txt`) : undefined;
  }

  private async forget(uri: vscode.Uri): Promise<void> {
    await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
  }

  private async prune(): Promise<void> {
    const { folder } = this;
    if (!folder) return;
    const uris = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => vscode.Uri.joinPath(folder, name));
    const files = await Promise.all(uris.map(async (uri) => ({ uri, stat: await vscode.workspace.fs.stat(uri) })));
    let total = 0;
    for (const { uri, stat } of files.sort((a, b) => b.stat.mtime - a.stat.mtime)) {
      total += stat.size;
      if (total > maxTotal) await this.forget(uri);
    }
  }

  private async clear(): Promise<void> {
    this.known.clear();
    if (this.folder) await vscode.workspace.fs.delete(this.folder, { recursive: true }).then(undefined, () => undefined);
  }
}
