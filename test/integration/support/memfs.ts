/** A file system in memory, as a virtual workspace has one. It may be told to refuse writing. */
import * as vscode from 'vscode';

export class MemoryFiles implements vscode.FileSystemProvider {
  private readonly files = new Map<string, { readonly bytes: Uint8Array; readonly time: number }>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private time = 1;
  /** Paths of what was read, in order. */
  readonly read: string[] = [];
  /** As a folder does that its user may read and not write. */
  refusesWriting = false;
  /** Path of a folder that cannot be read for now, as one of a server that does not answer. */
  shut: string | undefined;
  /** What an answer with what is in a folder waits for on its way. */
  answers: Promise<unknown> = Promise.resolve();
  /** Such answers that are on their way. */
  searches = 0;

  put(uri: vscode.Uri, text: string): void {
    this.files.set(uri.path, { bytes: new TextEncoder().encode(text), time: this.time++ });
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  text(uri: vscode.Uri): string | undefined {
    const file = this.files.get(uri.path);
    return file && new TextDecoder().decode(file.bytes);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.files.get(uri.path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: file.time, size: file.bytes.length };
    if (this.namesBelow(uri).size > 0) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    if (uri.path === this.shut) throw vscode.FileSystemError.Unavailable(uri);
    const entries = [...this.namesBelow(uri)];
    this.searches++;
    await this.answers;
    this.searches--;
    return entries;
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.files.get(uri.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    this.read.push(uri.path);
    return file.bytes;
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    // A provider that throws at once, instead of rejecting, blocks VS Code's queue of writes to that file for good.
    await Promise.resolve();
    if (this.refusesWriting) throw vscode.FileSystemError.NoPermissions(uri);
    const type = this.files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.files.set(uri.path, { bytes, time: this.time++ });
    this.changed.fire([{ type, uri }]);
  }

  createDirectory(): void {
    // Folders are where files are.
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
  }

  async rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const bytes = this.readFile(from);
    await this.writeFile(to, bytes);
    this.delete(from);
  }

  private namesBelow(uri: vscode.Uri): Map<string, vscode.FileType> {
    const prefix = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    const below = [...this.files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    return new Map(below.map((path) => [path.split('/')[0] ?? '', path.includes('/') ? vscode.FileType.Directory : vscode.FileType.File]));
  }
}
