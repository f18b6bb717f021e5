import type { Range } from '../text/range';

/**
 * How a passage is found again: W3C Web Annotation's text position and text quote selectors in one.
 * The sidecar's annotations and mention decisions both carry these fields.
 */
export interface Selector {
  readonly quote?: string | undefined;
  readonly 'quote-hash'?: string | undefined;
  /** 32 to 64 UTF-16 code units of context on each side, fewer only at the ends of the text. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** `[start, end)` in the canonical saved text. */
  readonly position: readonly [number, number];
}

export type AnchorState = 'exact' | 'moved' | 'fuzzy' | 'ambiguous' | 'orphan';

/** Where a selector points in the text at hand. A wrong anchor is worse than an orphan. */
export interface Anchor {
  readonly state: AnchorState;
  /** Null exactly when the state is ambiguous or orphan. */
  readonly range: Range | null;
  /** Other places it might be, best first; for ambiguous ones, the places that tie. */
  readonly candidates: readonly Range[];
}

/** A replacement of `[start, end)` by `text`; the unit of every edit, in articles and in YAML. */
export interface Splice extends Range {
  readonly text: string;
}
