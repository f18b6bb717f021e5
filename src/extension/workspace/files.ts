/** Text files as VS Code sees them: through an open editor where there is one, atomically on a desktop disk, else written and read back. */
import * as vscode from 'vscode';
import type { Splice } from '../../core/annotations/types';
import type { FilePort, FileResult, IdPort, JournalPort, WriteReceipt } from '../../core/ports';
import type { RewriteFiles } from '../../core/rewriting';
import type { Platform } from '../platform';
import { type ByteFiles, CheckedFiles } from './checkedFiles';
import { attempt, changed, decoded, flatten, written } from './fileResults';

export class WorkspaceFiles implements FilePort, RewriteFiles {
  private readonly checked: CheckedFiles;

  /** @param copies where a text is kept on its way into a file that cannot be replaced whole */
  constructor(
    private readonly platform: Platform,
    copies: JournalPort,
    ids: IdPort,
  ) {
    this.checked = new CheckedFiles(byteFiles, copies, ids);
  }

  async read(path: string): Promise<FileResult<string | undefined>> {
    const uri = vscode.Uri.parse(path, true);
    const open = openDocument(uri);
    if (open && (open.isDirty || this.isAtomic(uri) || !(await this.checked.isUnderWay(path)))) return { ok: true, value: open.getText() };
    return this.readSaved(path);
  }

  /** Whatever an editor shows, and whether or not it calls itself dirty: VS Code says `isDirty` is false after any save, also where something came in meanwhile. */
  readSaved(path: string): Promise<FileResult<string | undefined>> {
    const uri = vscode.Uri.parse(path, true);
    return this.isAtomic(uri) ? attempt(() => readText(uri)) : this.checked.read(path);
  }

  private isAtomic(uri: vscode.Uri): boolean {
    return this.platform.atomicFiles !== undefined && uri.scheme === 'file';
  }

  async write(path: string, expected: string | undefined, splices: readonly Splice[], text: string): Promise<FileResult<WriteReceipt>> {
    const uri = vscode.Uri.parse(path, true);
    const open = openDocument(uri);
    if (open) return writeThroughEditor(open, expected, splices);
    const { atomicFiles } = this.platform;
    if (atomicFiles && uri.scheme === 'file') {
      const done = await attempt(() => atomicFiles.replace(uri.fsPath, expected, text));
      return done.ok ? (done.value ? written : changed) : done;
    }
    return this.checked.write(path, expected, text);
  }

  isUnsaved(path: string): boolean {
    return openDocument(vscode.Uri.parse(path, true))?.isDirty ?? false;
  }

  async remove(path: string, expected: string): Promise<FileResult<WriteReceipt>> {
    const uri = vscode.Uri.parse(path, true);
    if (openDocument(uri)?.isDirty) return changed;
    const { atomicFiles } = this.platform;
    return flatten(
      await attempt(async () => {
        if (atomicFiles && uri.scheme === 'file') return (await atomicFiles.remove(uri.fsPath, expected)) ? written : changed;
        const found = await this.checked.read(path);
        if (!found.ok || found.value !== expected) return found.ok ? changed : found;
        await vscode.workspace.fs.delete(uri);
        return written;
      }),
    );
  }
}

const inEditor: FileResult<WriteReceipt> = { ok: true, value: { saved: false } };

/**
 * The file is open: an edit of its text, so that nothing the user typed there is lost. It is saved for the user only if
 * there was nothing unsaved in it before.
 */
async function writeThroughEditor(document: vscode.TextDocument, expected: string | undefined, splices: readonly Splice[]): Promise<FileResult<WriteReceipt>> {
  if (document.getText() !== (expected ?? '')) return changed;
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  // The splices are of this very text, line ends and all, as the editor counts it.
  for (const { start, end, text } of splices) edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  // Refused: somebody typed there at the same moment. It is read again and tried again.
  if (!(await vscode.workspace.applyEdit(edit))) return changed;
  if (wasDirty) return inEditor;
  return (await document.save()) ? written : inEditor;
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const bytes = await readBytes(uri);
  return bytes && decoded(bytes);
}

async function readBytes(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** Files whose writing cannot be atomic, as VS Code writes them. */
const byteFiles: ByteFiles = {
  read: (path) => readBytes(vscode.Uri.parse(path, true)),
  write: async (path, bytes) => vscode.workspace.fs.writeFile(vscode.Uri.parse(path, true), bytes),
};

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());
}
