/** Where a workspace keeps what its index knows between two windows; see CONTRIBUTING, "What the cache holds". */
import * as vscode from 'vscode';
import { hash53 } from '../../core/hashing';
import type { CacheFile } from '../../core/corpus/types';
import { metaName } from '../../core/corpus/cacheNames';
import type { IndexCache } from './feeding';
import type { Log } from './log';

/** Of all that marks follow from but documents and projects: the sources of core and its word lists, hashed by the build. */
declare const ANALYSER_VERSION: string;

/** Files that are read together. */
const together = 8;

export class IndexCaches {
  constructor(
    /** Undefined in a window without a folder: then nothing is kept. */
    private readonly folder: vscode.Uri | undefined,
    private readonly log: Log,
  ) {}

  of(root: vscode.Uri): IndexCache | undefined {
    return this.folder && new FolderCache(vscode.Uri.joinPath(this.folder, nameOf(root)), this.log);
  }

  /** Deletes what was kept of projects that are no longer in the workspace. */
  async forgetAllBut(roots: readonly vscode.Uri[]): Promise<void> {
    const { folder } = this;
    if (!folder) return;
    const wanted = new Set(roots.map(nameOf));
    for (const [name] of await entries(folder)) {
      if (!wanted.has(name)) await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name), { recursive: true }).then(undefined, () => undefined);
    }
  }
}

class FolderCache implements IndexCache {
  readonly version = ANALYSER_VERSION;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly log: Log,
  ) {}

  async *files(): AsyncGenerator<readonly CacheFile[]> {
    const names = (await entries(this.folder)).map(([name]) => name);
    const meta = names.includes(metaName) ? await this.read(metaName) : undefined;
    const others = names.filter((name) => name !== metaName).sort();
    for (let from = 0; from < others.length; from += together) {
      const files = await Promise.all(others.slice(from, from + together).map((name) => this.read(name)));
      yield [...(meta ? [meta] : []), ...files];
    }
  }

  async write(files: readonly CacheFile[]): Promise<void> {
    try {
      for (const { name, bytes } of files) {
        const uri = vscode.Uri.joinPath(this.folder, name);
        if (bytes) await vscode.workspace.fs.writeFile(uri, bytes);
        else await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
      }
    } catch (error) {
      // A full disk costs the next window its start, and nothing else: a torn file is found out by its hash.
      this.log.warn(`What the index knows could not be kept: ${String(error)}`);
    }
  }

  /** What cannot be read is handed on as empty: it is made anew. */
  private async read(name: string): Promise<CacheFile> {
    try {
      return { name, bytes: await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name)) };
    } catch {
      return { name, bytes: new Uint8Array(0) };
    }
  }
}

function nameOf(root: vscode.Uri): string {
  return hash53(root.toString()).toString(16).padStart(14, '0');
}

async function entries(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
