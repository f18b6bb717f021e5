import type { Range } from './range';

/** A place as an editor names it: zero-based line, and UTF-16 code units from the start of that line. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/**
 * Converts between offsets in the canonical text and line positions.
 * Line positions are the same for LF, CRLF and CR files, which is why an editor's offsets always pass through here.
 */
export interface LineIndex {
  readonly lineCount: number;
  /** Clamped into the text; O(log lines). */
  positionAt(offset: number): LinePosition;
  /** Clamped: a line past the end is the end of the text, a character past the end of its line is the end of that line. O(1). */
  offsetAt(position: LinePosition): number;
  /** The line without its line end; clamped. */
  lineRange(line: number): Range;
}

/** Indexes `text` (canonical: LF only) in one pass. */
export function lineIndexOf(text: string): LineIndex {
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (line: number): number => starts[line] ?? text.length;
  const endOf = (line: number): number => (line + 1 < starts.length ? startOf(line + 1) - 1 : text.length);

  return Object.freeze({
    lineCount: starts.length,
    positionAt(offset: number): LinePosition {
      const inside = clamp(offset, 0, text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (startOf(middle) <= inside) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: inside - startOf(low) };
    },
    offsetAt({ line, character }: LinePosition): number {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      return clamp(startOf(line) + Math.max(0, character), startOf(line), endOf(line));
    },
    lineRange(line: number): Range {
      const inside = clamp(line, 0, starts.length - 1);
      return { start: startOf(inside), end: endOf(inside) };
    },
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
