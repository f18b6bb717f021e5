/** `[start, end)` in UTF-16 code units of the canonical text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Sorted and without overlap. */
export function merged(ranges: readonly Range[]): readonly Range[] {
  const out: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && range.start <= last.end) out[out.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else out.push({ start: range.start, end: range.end });
  }
  return out;
}
