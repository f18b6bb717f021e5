/** Overlapping passages each on a line of their own, so that any depth can be told apart. Pure. */
import type { Range } from '../../../core/text/range';

/**
 * The level of each range: 0 for the outermost, and for each other the lowest that no range it overlaps has. Ranges that only touch do not overlap.
 * Of several levels the longest passage has the lowest. O(n log n) and n times the depth.
 */
export function levelsOf(ranges: readonly Range[]): readonly number[] {
  const order = ranges.map((_, index) => index).sort((a, b) => start(a) - start(b) || end(b) - end(a));
  const levels = new Array<number>(ranges.length).fill(0);
  /** Where the range that has a level now ends, by level. */
  const ends: number[] = [];
  for (const index of order) {
    let level = ends.findIndex((taken) => taken <= start(index));
    if (level < 0) level = ends.length;
    ends[level] = end(index);
    levels[index] = level;
  }
  return levels;

  function start(index: number): number {
    return ranges[index]?.start ?? 0;
  }
  function end(index: number): number {
    return ranges[index]?.end ?? 0;
  }
}
