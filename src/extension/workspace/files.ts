/** Text files as VS Code sees them: through an open editor where there is one, atomically on a desktop disk, else written and read back. */
import * as vscode from 'vscode';
import type { Splice } from '../../core/annotations/types';
import type { FileError, FileErrorCode, FilePort, FileResult, WriteReceipt } from '../../core/ports';
import type { RewriteFiles } from '../../core/rewriting';
import { canonicalText } from '../../core/text/canonical';
import { lineIndexOf } from '../../core/text/lines';
import type { Platform } from '../platform';

export class WorkspaceFiles implements FilePort, RewriteFiles {
  constructor(private readonly platform: Platform) {}

  async read(path: string): Promise<FileResult<string | undefined>> {
    const uri = vscode.Uri.parse(path, true);
    const open = openDocument(uri);
    if (open) return { ok: true, value: open.getText() };
    return attempt(() => readText(uri));
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
    return writeAndReadBack(uri, expected, text);
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
        if ((await readText(uri)) !== expected) return changed;
        await vscode.workspace.fs.delete(uri);
        return written;
      }),
    );
  }
}

const written: FileResult<WriteReceipt> = { ok: true, value: { saved: true } };
const inEditor: FileResult<WriteReceipt> = { ok: true, value: { saved: false } };
const changed: FileResult<WriteReceipt> = { ok: false, error: { code: 'changed', message: 'The file was changed by somebody else.' } };

/**
 * The file is open: an edit of its text, so that nothing the user typed there is lost. It is saved for the user only if
 * there was nothing unsaved in it before.
 */
async function writeThroughEditor(document: vscode.TextDocument, expected: string | undefined, splices: readonly Splice[]): Promise<FileResult<WriteReceipt>> {
  if (document.getText() !== (expected ?? '')) return changed;
  const wasDirty = document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  // Line positions are the same whatever ends the lines; offsets of the raw text are mapped through its own lines.
  const lines = lineIndexOf(canonicalText(document.getText()));
  const raw = document.getText();
  const position = (offset: number): vscode.Position => {
    const at = lines.positionAt(canonicalText(raw.slice(0, offset)).length);
    return new vscode.Position(at.line, at.character);
  };
  for (const splice of splices) edit.replace(document.uri, new vscode.Range(position(splice.start), position(splice.end)), splice.text);
  // Refused: somebody typed there at the same moment. It is read again and tried again.
  if (!(await vscode.workspace.applyEdit(edit))) return changed;
  if (wasDirty) return inEditor;
  return (await document.save()) ? written : inEditor;
}

/** Where a write cannot be atomic it is checked afterwards. The journal still holds the decision until it is. */
async function writeAndReadBack(uri: vscode.Uri, expected: string | undefined, text: string): Promise<FileResult<WriteReceipt>> {
  return flatten(
    await attempt(async () => {
      if ((await readText(uri)) !== expected) return changed;
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const back = await readText(uri);
      if (back === text) return written;
      // The beginning of ours is a write that was cut. Anything else came from somebody else meanwhile, and is not to be written over.
      return text.startsWith(back ?? '') ? failure('partial', 'What was written did not read back the same.') : changed;
    }),
  );
}

function flatten<T>(result: FileResult<FileResult<T>>): FileResult<T> {
  return result.ok ? result.value : result;
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());
}

function failure(code: FileErrorCode, message: string): { readonly ok: false; readonly error: FileError } {
  return { ok: false, error: { code, message } };
}

async function attempt<T>(action: () => Promise<T>): Promise<FileResult<T>> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return failure(codeOf(error), error instanceof Error ? error.message : String(error));
  }
}

const codes: Readonly<Record<string, FileErrorCode>> = {
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  NoPermissions: 'no-permission',
  EROFS: 'read-only',
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EBUSY: 'busy',
  ENOENT: 'not-found',
  FileNotFound: 'not-found',
  Unavailable: 'unavailable',
  EFBIG: 'too-large',
};

function codeOf(error: unknown): FileErrorCode {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') return codes[error.code] ?? 'unknown';
  return 'unknown';
}
