/**
 * Acts that rewrite many files, kept in the workspace's storage from before their first write: what was interrupted can be
 * finished, and the last ones can be taken back.
 */
import * as vscode from 'vscode';
import { backwards, carryOut, type Rewrite, type Rewritten } from '../../core/rewriting';
import type { Platform } from '../platform';
import type { WorkspaceFiles } from './files';
import { ids } from './ids';
import type { Log } from './log';

export interface Rewriting {
  readonly id: string;
  /** What it was called when it was made. */
  readonly label: string;
  /** Paths are URIs. */
  readonly rewrites: readonly Rewrite[];
  readonly done: boolean;
}

/** How many that are done can still be taken back. */
const kept = 5;

export class Rewritings implements vscode.Disposable {
  private all: readonly Rewriting[] = [];
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly platform: Platform,
    private readonly files: WorkspaceFiles,
    private readonly log: Log,
  ) {}

  /** Reads what earlier windows have kept. */
  async load(): Promise<void> {
    const found: Rewriting[] = [];
    for (const [name] of await vscode.workspace.fs.readDirectory(this.folder).then(undefined, () => [])) {
      const rewriting = name.endsWith('.json') ? await this.read(vscode.Uri.joinPath(this.folder, name)) : undefined;
      if (rewriting) found.push(rewriting);
    }
    this.take(found);
  }

  /** Those that were interrupted. */
  get unfinished(): readonly Rewriting[] {
    return this.all.filter(({ done }) => !done);
  }

  get last(): Rewriting | undefined {
    return this.all.at(-1);
  }

  find(id: unknown): Rewriting | undefined {
    return this.all.find((rewriting) => rewriting.id === id);
  }

  async start(label: string, rewrites: readonly Rewrite[], step: () => void): Promise<Rewritten> {
    const rewriting: Rewriting = { id: ids.next(), label, rewrites, done: false };
    await this.save(rewriting);
    const result = await this.finish(rewriting, step);
    // Nothing has been written yet: then there is nothing to finish or to take back.
    if (!result.ok && result.touched === 0) await this.forget(rewriting);
    return result;
  }

  async finish(rewriting: Rewriting, step: () => void = () => undefined): Promise<Rewritten> {
    const result = await carryOut(this.files, rewriting.rewrites, step);
    if (result.ok) {
      await this.save({ ...rewriting, done: true });
      for (const old of this.all.filter(({ done }) => done).slice(0, -kept)) await this.forget(old);
    }
    return result;
  }

  async takeBack(rewriting: Rewriting): Promise<Rewritten> {
    // From now on it is not done: interrupted, it can be finished or taken back as before.
    await this.save({ ...rewriting, done: false });
    const result = await carryOut(this.files, backwards(rewriting.rewrites));
    if (result.ok) await this.forget(rewriting);
    else if (rewriting.done && result.touched === 0) await this.save(rewriting);
    return result;
  }

  dispose(): void {
    this.emitter.dispose();
  }

  private take(all: readonly Rewriting[]): void {
    // Ids are UUIDv7: their order is the order of the acts.
    this.all = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.emitter.fire();
  }

  private async save(rewriting: Rewriting): Promise<void> {
    const uri = this.uriOf(rewriting);
    const text = JSON.stringify(rewriting);
    const before = this.find(rewriting.id);
    if (this.platform.atomicFiles && uri.scheme === 'file') await this.platform.atomicFiles.replace(uri.fsPath, before && JSON.stringify(before), text, true);
    else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    this.take([...this.all.filter(({ id }) => id !== rewriting.id), rewriting]);
  }

  private async forget(rewriting: Rewriting): Promise<void> {
    this.take(this.all.filter(({ id }) => id !== rewriting.id));
    await vscode.workspace.fs.delete(this.uriOf(rewriting)).then(undefined, (error: unknown) => this.log.warn(String(error)));
  }

  private uriOf({ id }: Rewriting): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, `${id}.json`);
  }

  private async read(uri: vscode.Uri): Promise<Rewriting | undefined> {
    try {
      const value = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as Partial<Rewriting>;
      if (typeof value.id === 'string' && typeof value.label === 'string' && Array.isArray(value.rewrites) && typeof value.done === 'boolean')
        return { id: value.id, label: value.label, rewrites: value.rewrites, done: value.done };
    } catch {
      // Torn before its first file was written: nothing has happened.
    }
    this.log.warn(`A record of rewritten files cannot be read and is left where it is: ${uri.toString()}`);
    return undefined;
  }
}
