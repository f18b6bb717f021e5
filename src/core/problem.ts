/**
 * Something wrong in a file a user wrote. Never thrown: problems are collected beside whatever could be read.
 * `message` is an English template with `{0}`, `{1}` … for `args`, so that a face can translate it.
 */
export interface Problem {
  /** Stable, kebab-case, documented in docs/problems.md: `unknown-tag`, `duplicate-id`, `conflict-marker` … */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly args: readonly string[];
  /** UTF-16 code units into the file's own text. */
  readonly start: number;
  readonly end: number;
}
