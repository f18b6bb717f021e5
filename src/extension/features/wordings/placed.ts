/** Where a place is now that its document may have been edited. Loaded when a link is followed: it brings the anchoring. Pure. */
import { anchorAll } from '../../../core/annotations/anchor';
import type { Range } from '../../../core/text/range';

/**
 * Where the words of a place stand in the text as it is now; undefined where they no longer do, or may be in two places.
 *
 * @param words the place's text, or its beginning
 */
export function placeNow(text: string, { start, end }: Range, words: string): Range | undefined {
  if (end <= text.length && words.length <= end - start && text.startsWith(words, start)) return { start, end };
  const [anchor] = anchorAll(text, [{ quote: words, position: [start, start + words.length] }]);
  return anchor?.range ?? undefined;
}
