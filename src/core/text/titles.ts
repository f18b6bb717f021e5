/** Titles of other texts that a text quotes: an article titled “Europe between two fires”. Whom they name is not whom the article speaks of. */
import type { Range } from './range';

const works =
  'article|articles|column|op-ed|editorial|essay|report|study|paper|book|novel|memoir|film|documentary|series|programme|program|show|podcast|speech|lecture|letter|story|interview|headline|title|post|material|publication|review|song|album|play';

/** A word for a work, or "titled", as it ends in front of the opening mark. */
const beforeTitle = new RegExp(`\\b(?:(?:${works}),?(?: (?:titled|entitled|headlined|called|named))?|titled|entitled|headlined):? ?$`, 'iu');

/** Words behind which quotation marks set off a term or a name; "so-called" does not. */
const beforeTerm =
  /\b(?:terms?|words?|phrases?|expression|slogan|motto|nickname|nicknamed|codenamed|known as|(?<!so-)called|named|dubbed|magazine|newspaper|daily|weekly|website|channel|ship|vessel|yacht|frigate|cruiser|destroyer|submarine|tanker|freighter|ferry|boat|liner|icebreaker|satellite|rocket|operation|restaurant|hotel|café|club|band|group|party|movement|exhibition|festival|game|opera|poem|painting),? $/iu;

/** The longest of the two patterns above is shorter, with what they look at before it. */
const beforeLength = 40;

/** Both marks stand within one line and 200 characters. */
const maxLength = 200;

/** Terms, names and titles between quotation marks, without the marks: what is set off there is a word, not a doubt. Linear in the text. */
export function quotedTerms(text: string): readonly Range[] {
  return [...quotedTitles(text), ...marked(text, beforeTerm)];
}

/** Where the titles stand, without their quotation marks; what ends like a sentence is somebody's words, not a title. Linear in the text. */
export function quotedTitles(text: string): readonly Range[] {
  return marked(text, beforeTitle).filter(({ start, end }) => !/[.,;]\s*$/.test(text.slice(Math.max(start, end - 20), end)));
}

/**
 * What stands between marks behind words that `before` finds. From the marks, not from the words: there are far fewer of them, and a
 * search for so many words takes as long as all else that is done to a block.
 */
function marked(text: string, before: RegExp): readonly Range[] {
  const found: Range[] = [];
  let last = 0;
  const mark = /["“„«‘]/g;
  while (mark.test(text)) {
    const at = mark.lastIndex - 1;
    if (at < last || !isBehindWord(text, at) || !before.test(text.slice(Math.max(last, at - beforeLength), at))) continue;
    const end = closing(text, at + 1);
    if (end === undefined) continue;
    found.push({ start: at + 1, end });
    last = end + 1;
  }
  return found;
}

/** Whether nothing but a comma, a colon and a space stands between a word and a mark at `at`; most marks close what they opened, or begin a sentence. */
function isBehindWord(text: string, at: number): boolean {
  let before = at - 1;
  if (text.charCodeAt(before) === 0x20) before--;
  if (text.charCodeAt(before) === 0x3a) before--;
  if (text.charCodeAt(before) === 0x2c) before--;
  const code = text.charCodeAt(before);
  return ((code | 0x20) - 0x61) >>> 0 < 26 || code >= 0x80;
}

/** Where the stretch that begins at `start` is closed; ’ may be an apostrophe in it, and closes it only where nothing else does. */
function closing(text: string, start: number): number | undefined {
  const stretch = text.slice(start, start + maxLength + 1);
  const border = stretch.search(/["“”„«»\n]/u);
  const end = border >= 0 && '"“”»'.includes(stretch.charAt(border)) ? border : (border < 0 ? stretch : stretch.slice(0, border)).lastIndexOf('’');
  return end >= 2 ? start + end : undefined;
}
