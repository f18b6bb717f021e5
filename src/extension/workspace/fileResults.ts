/** What file systems answer, and throw, as values. */
import type { FileError, FileErrorCode, FileResult, WriteReceipt } from '../../core/ports';

export const written: FileResult<WriteReceipt> = { ok: true, value: { saved: true } };
export const changed: FileResult<WriteReceipt> = { ok: false, error: { code: 'changed', message: 'The file was changed by somebody else.' } };

export function failure(code: FileErrorCode, message: string): { readonly ok: false; readonly error: FileError } {
  return { ok: false, error: { code, message } };
}

export function flatten<T>(result: FileResult<FileResult<T>>): FileResult<T> {
  return result.ok ? result.value : result;
}

export async function attempt<T>(action: () => Promise<T>): Promise<FileResult<T>> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return failure(codeOf(error), error instanceof Error ? error.message : String(error));
  }
}

/** The text of a file's bytes. @throws where they are not UTF-8 */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
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
