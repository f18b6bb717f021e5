/** Titles of other texts that a text quotes: an article titled “Europe between two fires”. Whom they name is not whom the article speaks of. */
import type { Range } from './range';

const works =
  'article|articles|column|op-ed|editorial|essay|report|study|paper|book|novel|memoir|film|documentary|series|programme|program|show|podcast|speech|lecture|letter|story|interview|headline|title|post|material|publication|review|song|album|play';

/**
 * A word for a work or "titled", then quotation marks. Both marks within one line and 200 characters; what ends like a sentence is
 * somebody's words, not a title.
 */
const quotedTitle = new RegExp(
  `\\b(?:(?:${works}),?(?: (?:titled|entitled|headlined|called|named))?|titled|entitled|headlined):? ?["“„«‘]([^"“”„«»\\n]{2,200})["”“»’]`,
  'giu',
);

/** Where the titles stand, without their quotation marks. Linear in the text. */
export function quotedTitles(text: string): readonly Range[] {
  const found: Range[] = [];
  for (const match of text.matchAll(quotedTitle)) {
    const [whole, title = ''] = match;
    if (/[.,;]\s*$/.test(title)) continue;
    const start = match.index + whole.length - 1 - title.length;
    found.push({ start, end: start + title.length });
  }
  return found;
}
