/** Overlapping passages each on a line of their own, so that any depth can be told apart. Pure. */
import type { Range } from '../../../core/text/range';

/** A tag of a passage, which has a line of its own below or above the text. */
export interface TagLine {
  /** Of the passages given. */
  readonly passage: number;
  /** Undefined for a passage without a tag, which has a line all the same. */
  readonly tag: string | undefined;
  readonly level: number;
  /** Which of its passage's tags it is: it has its own lane in the overview ruler. */
  readonly order: number;
}

/** The lines of all passages: one a tag, so that a passage with several shows each of them, and not by colour alone. */
export function tagLines(passages: readonly { readonly range: Range; readonly tags: readonly string[] }[]): readonly TagLine[] {
  const lines = passages.flatMap(({ tags }, passage) => (tags.length > 0 ? tags : [undefined]).map((tag, order) => ({ passage, tag, order })));
  const levels = levelsOf(lines.map(({ passage }) => passages[passage]?.range ?? { start: 0, end: 0 }));
  return lines.map((line, index) => ({ ...line, level: levels[index] ?? 0 }));
}

/**
 * The level of each range: 0 for the outermost, and for each other the lowest that no range it overlaps has. Ranges that only touch do not overlap.
 * Of several levels the longest passage has the lowest; of equal ranges, the first. O(n log n) and n times the depth.
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
