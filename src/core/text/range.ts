/** `[start, end)` in UTF-16 code units of the canonical text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
