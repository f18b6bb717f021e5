/**
 * Rewriting many files as one act that a crash cannot spoil: each file is replaced whole, and only while it says what it
 * said when the act was planned. The plan is kept until it is done, so that what was interrupted can be finished or taken
 * back; a file that says neither the one nor the other was changed by somebody and stops both.
 */
import type { FileError, FileResult, WriteReceipt } from './ports';
import type { Splice } from './annotations/types';

/** One file of the act. Undefined: there is no such file. */
export interface Rewrite {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The files, as far as rewriting needs them. */
export interface RewriteFiles {
  read(path: string): Promise<FileResult<string | undefined>>;
  /** Replaces `expected` by `text`; fails with `changed` where the file holds anything else. */
  write(path: string, expected: string | undefined, splices: readonly Splice[], text: string): Promise<FileResult<WriteReceipt>>;
  /** Deletes the file; fails with `changed` where it holds anything but `expected`. */
  remove(path: string, expected: string): Promise<FileResult<WriteReceipt>>;
  /** Whether an editor shows something else than the disk has. */
  isUnsaved(path: string): boolean;
}

export type Rewritten =
  | { readonly ok: true }
  /**
   * `path` could not be taken further. Files before it in the list are done, those after it are as they were.
   * `touched`: how many this run has written, one that an editor took and did not save included.
   */
  | { readonly ok: false; readonly path: string; readonly error: FileError; readonly touched: number };

/**
 * Carries a plan out, or on from where it was interrupted. Nothing is written before every file has been found to say what
 * the plan knows of it. The order of the list is kept: a plan puts what adds before what takes away.
 * @param step called after each file
 */
export async function carryOut(files: RewriteFiles, rewrites: readonly Rewrite[], step: () => void = () => undefined): Promise<Rewritten> {
  for (const rewrite of rewrites) {
    const state = await stateOf(files, rewrite);
    if (!state.ok) return { ...state, touched: 0 };
  }
  let touched = 0;
  for (const rewrite of rewrites) {
    const state = await stateOf(files, rewrite);
    if (!state.ok) return { ...state, touched };
    if (state.now === 'before') {
      const result = await replace(files, rewrite);
      if (!result.ok) return { ok: false, path: rewrite.path, error: result.error, touched };
      touched++;
      // The disk has it not: what comes later in the plan takes away what would then stand nowhere.
      if (!result.value.saved) return { ok: false, path: rewrite.path, error: unsaved, touched };
    }
    step();
  }
  return { ok: true };
}

/** The plan that takes another one back. */
export function backwards(rewrites: readonly Rewrite[]): readonly Rewrite[] {
  return [...rewrites].reverse().map(({ path, before, after }) => ({ path, before: after, after: before }));
}

const unsaved: FileError = { code: 'unavailable', message: 'It is open with changes that are not saved.' };

async function stateOf(
  files: RewriteFiles,
  { path, before, after }: Rewrite,
): Promise<{ readonly ok: true; readonly now: 'before' | 'after' } | { readonly ok: false; readonly path: string; readonly error: FileError }> {
  if (files.isUnsaved(path)) return { ok: false, path, error: unsaved };
  const read = await files.read(path);
  if (!read.ok) return { ok: false, path, error: read.error };
  if (read.value === after) return { ok: true, now: 'after' };
  if (read.value === before) return { ok: true, now: 'before' };
  return { ok: false, path, error: { code: 'changed', message: 'The file was changed by somebody else.' } };
}

function replace(files: RewriteFiles, { path, before, after }: Rewrite): Promise<FileResult<WriteReceipt>> {
  if (after === undefined) return files.remove(path, before ?? '');
  return files.write(path, before, [{ start: 0, end: before?.length ?? 0, text: after }], after);
}
