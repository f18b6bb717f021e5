/**
 * Readers' comments under an article. They are other people's words: nothing in them is the outlet's, and their
 * dates count from the comment's own time.
 */
import type { Block } from './block';
import type { Draft } from './blocks';
import { commentHeaderRules } from './line-rules';
import { maxHeaderLength } from './looks';
import type { Range } from './range';

/** One reader's comment. */
export interface Comment extends Range {
  readonly index: number;
  /** The commenter's name as it stands in the head, where there is one. */
  readonly author?: Range;
  /** The lines above the comment's text: number, name, time. Absent where a section has no heads. */
  readonly header?: Range;
}

/** Furniture that stands between comments; anything else there is somebody's comment. */
const furnitureBetweenComments = new Set(['comment-control', 'newsletter', 'privacy', 'copyright', 'sharing', 'rating']);
/** A heading "3 Comments" must have a comment's head within this many paragraphs, or stand in the last part of the text. */
const headingReach = 4;
const latePart = 0.5;

/** Claims everything from the first comment on. */
export function claimComments(drafts: readonly Draft[], text: string): void {
  const start = sectionStart(drafts, text.length);
  if (start === -1) return;
  let comment = -1;
  let inHeader = false;
  for (let i = start; i < drafts.length; i++) {
    const draft = drafts[i] as Draft;
    const { looks } = draft;
    const header = looks.header !== '';
    if (!header && furnitureBetweenComments.has(looks.furniture)) {
      draft.kind = 'furniture';
      continue;
    }
    draft.kind = 'comment';
    if (i === start && looks.isSectionHeading) continue;
    if ((header && !inHeader) || comment === -1) comment++;
    inHeader = header;
    draft.comment = comment;
  }
}

/** Index of the first paragraph of the comment section, or -1. */
function sectionStart(drafts: readonly Draft[], textLength: number): number {
  const firstText = drafts.findIndex((draft) => draft.runs);
  if (firstText === -1) return -1;
  const isHead = (draft: Draft | undefined): boolean => draft !== undefined && draft.looks.header !== '';
  let strong = drafts.findIndex((draft, i) => i > firstText && draft.looks.header === 'strong');
  // A number and name above the line that proved it belong to the same head.
  while (strong > firstText + 1 && isHead(drafts[strong - 1])) strong--;
  let lastText = drafts.length - 1;
  while (drafts[lastText]?.runs === false) lastText--;
  for (let i = firstText + 1; i < (strong === -1 ? drafts.length : strong); i++) {
    const draft = drafts[i];
    if (!draft?.looks.isSectionHeading) continue;
    const hasHead = drafts.slice(i + 1, i + 1 + headingReach).some(isHead);
    const isLate = draft.start > latePart * textLength && lastText > i;
    if (hasHead || (isLate && strong === -1)) return i;
  }
  return strong;
}

/** The comments of a document, in order. O(blocks). */
export function commentsOf(text: string, blocks: readonly Block[]): readonly Comment[] {
  const groups = new Map<number, Block[]>();
  for (const block of blocks) {
    if (block.comment === undefined) continue;
    const group = groups.get(block.comment);
    if (group) group.push(block);
    else groups.set(block.comment, [block]);
  }
  return [...groups].map(([index, group]) => commentOf(text, index, group));
}

function commentOf(text: string, index: number, group: readonly Block[]): Comment {
  const first = group[0] as Block;
  const last = group.at(-1) as Block;
  let headerEnd: number | undefined;
  let author: Range | undefined;
  for (const block of group) {
    const line = text.slice(block.start, block.end);
    const rule = line.length > maxHeaderLength ? undefined : commentHeaderRules.matching(line);
    if (!rule) break;
    headerEnd = block.end;
    const name = rule.pattern.exec(line)?.groups?.['author'];
    if (name !== undefined && !author) {
      const start = block.start + line.indexOf(name);
      author = { start, end: start + name.length };
    }
  }
  return {
    index,
    start: first.start,
    end: last.end,
    ...(author ? { author } : {}),
    ...(headerEnd === undefined ? {} : { header: { start: first.start, end: headerEnd } }),
  };
}
