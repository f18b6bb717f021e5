/** Types of l10n.mjs, for the tests that are written in TypeScript. */
export interface Extracted {
  /** In alphabetical order. */
  readonly messages: readonly string[];
  /** `path:line:column: sentence` of what cannot be gathered. */
  readonly mistakes: readonly string[];
}

export function extract(from?: { readonly root?: string; readonly files?: readonly string[] }): Extracted;
export function bundleText(messages: readonly string[]): string;
