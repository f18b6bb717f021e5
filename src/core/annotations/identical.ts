/** Where else the very same words stand. */
import type { Range } from '../text/range';

const isWord = /[\p{L}\p{N}]/u;

/**
 * Every place of `words` in `text`, whole words only, case and signs as they are; white space between words may differ, because line breaks do.
 * Places do not overlap. Linear in the text for words that are found at all.
 * @param most stops after this many
 */
export function placesOf(text: string, words: string, most: number): readonly Range[] {
  const parts = words.trim().split(/\s+/);
  const [first = ''] = parts;
  const places: Range[] = [];
  if (first === '') return places;
  for (let at = text.indexOf(first); at >= 0 && places.length < most;) {
    const end = endOf(text, at, parts);
    const whole = end !== undefined && !joins(text, at) && !joins(text, end);
    if (whole) places.push({ start: at, end });
    at = text.indexOf(first, whole ? end : at + 1);
  }
  return places;
}

/** Where the words end that begin at `at`; undefined where others stand there. */
function endOf(text: string, at: number, parts: readonly string[]): number | undefined {
  let end = at;
  for (const [index, part] of parts.entries()) {
    if (index > 0) {
      const from = end;
      while (/\s/u.test(text.charAt(end))) end++;
      if (end === from) return undefined;
    }
    if (!text.startsWith(part, end)) return undefined;
    end += part.length;
  }
  return end;
}

/** Whether a cut at `at` would go through a word. */
function joins(text: string, at: number): boolean {
  return at > 0 && at < text.length && isWord.test(text.charAt(at - 1)) && isWord.test(text.charAt(at));
}
