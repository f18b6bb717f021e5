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

/** Words behind which quotation marks set off a term or a name; "so-called" does not. */
const quotedTerm =
  /\b(?:terms?|words?|phrases?|expression|slogan|motto|nickname|nicknamed|codenamed|known as|(?<!so-)called|named|dubbed|magazine|newspaper|daily|weekly|website|channel|ship|vessel|yacht|frigate|cruiser|destroyer|submarine|tanker|freighter|ferry|boat|liner|icebreaker|satellite|rocket|operation|restaurant|hotel|café|club|band|group|party|movement|exhibition|festival|game|opera|poem|painting),? ["“„«‘]([^"“”„«»\n]{2,200})["”“»’]/giu;

/** Terms, names and titles between quotation marks, without the marks: what is set off there is a word, not a doubt. Linear in the text. */
export function quotedTerms(text: string): readonly Range[] {
  const terms = [...text.matchAll(quotedTerm)].map((match): Range => {
    const end = match.index + match[0].length - 1;
    return { start: end - (match[1] ?? '').length, end };
  });
  return [...quotedTitles(text), ...terms];
}

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
