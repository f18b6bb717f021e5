/**
 * Decisions that are not yet in their file, one small file each, in the workspace's own storage: appending and forgetting
 * never touch what is there, so a crash at any moment leaves every other record whole.
 */
import * as vscode from 'vscode';
import type { JournalPort, JournalRecord } from '../../core/ports';
import { textHash } from '../../core/sidecar/hash';
import type { Platform } from '../platform';
import type { Log } from './log';

interface Kept {
  readonly file: string;
  readonly decision: unknown;
  readonly was?: unknown;
}

export class FolderJournal implements JournalPort {
  constructor(
    private readonly folder: vscode.Uri,
    private readonly platform: Platform,
    private readonly log: Log,
  ) {}

  async append(file: string, records: readonly JournalRecord[]): Promise<void> {
    for (const { id, decision, was } of records) {
      const kept: Kept = { file, decision, ...(was !== undefined && { was }) };
      const uri = this.recordUri(file, id);
      if (this.platform.atomicFiles && uri.scheme === 'file') await this.platform.atomicFiles.replace(uri.fsPath, undefined, JSON.stringify(kept), true);
      else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(kept)));
    }
  }

  async read(file: string): Promise<readonly JournalRecord[]> {
    const records: JournalRecord[] = [];
    for (const [name] of await this.entries(this.fileFolder(file))) {
      const kept = name.endsWith('.json') ? await this.load(vscode.Uri.joinPath(this.fileFolder(file), name)) : undefined;
      if (kept?.file === file) records.push({ id: name.slice(0, -'.json'.length), decision: kept.decision, ...(kept.was !== undefined && { was: kept.was }) });
    }
    // Ids are UUIDv7: their order is the order of appending.
    return records.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async remove(file: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        await vscode.workspace.fs.delete(this.recordUri(file, id));
      } catch (error) {
        // Gone already: another window was first. Anything else is tried again.
        if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) throw error;
      }
    }
  }

  /** Files for which decisions are waiting. */
  async waiting(): Promise<readonly string[]> {
    const files = new Set<string>();
    for (const [folder, type] of await this.entries(this.folder)) {
      if (!(type & vscode.FileType.Directory)) continue;
      const uri = vscode.Uri.joinPath(this.folder, folder);
      const first = (await this.entries(uri)).find(([name]) => name.endsWith('.json'));
      const kept = first && (await this.load(vscode.Uri.joinPath(uri, first[0])));
      if (kept) files.add(kept.file);
    }
    return [...files];
  }

  private fileFolder(file: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, textHash(file).slice('sha256:'.length, 'sha256:'.length + 32));
  }

  private recordUri(file: string, id: string): vscode.Uri {
    return vscode.Uri.joinPath(this.fileFolder(file), `${id}.json`);
  }

  private async entries(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
    try {
      return await vscode.workspace.fs.readDirectory(folder);
    } catch {
      return [];
    }
  }

  private async load(uri: vscode.Uri): Promise<Kept | undefined> {
    try {
      const kept: unknown = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
      if (typeof kept === 'object' && kept !== null && 'file' in kept && typeof kept.file === 'string' && 'decision' in kept)
        return { file: kept.file, decision: kept.decision, ...('was' in kept && { was: kept.was }) };
    } catch {
      // Torn while being written: it was never acknowledged, so nobody misses it.
    }
    this.log.warn(`A journal record could not be read and is left where it is: ${uri.toString()}`);
    return undefined;
  }
}
