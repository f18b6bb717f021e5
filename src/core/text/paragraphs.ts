/**
 * Splits a text into paragraphs, in one pass. A paragraph ends at a blank line or at a line end, except that lines
 * that were hard-wrapped (an e-mail, an agency feed) are one paragraph again.
 *
 * The decision is local: it looks at nothing beyond the neighbouring blank lines and lines too long to be wrapped,
 * so that an edit in one paragraph leaves the other paragraphs, and everything cached for them, alone.
 */
import { isSpace } from './characters';
import type { Range } from './range';

interface Line extends Range {
  /** White space before the first character, in code units. */
  readonly indent: number;
}

/** Narrower columns are lists, longer lines are unwrapped text: plain-text conventions run from 60 to 100. */
const minWrapWidth = 45;
const maxWrapWidth = 110;
/** Share of line ends at which the next word would not have fitted; the rest are ends of paragraphs. */
const minFullShare = 0.6;

/** The paragraphs of `text`, in order, without surrounding white space, none empty. */
export function paragraphsOf(text: string): readonly Range[] {
  const paragraphs: Range[] = [];
  let run: Line[] = [];
  const flush = (): void => {
    if (run.length === 0) return;
    for (const range of unwrapped(text, run)) paragraphs.push(range);
    run = [];
  };
  for (let start = 0; start <= text.length;) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed === -1 ? text.length : lineFeed;
    const line = trimmed(text, start, end);
    if (!line) flush();
    else if (line.end - start > maxWrapWidth) {
      flush();
      paragraphs.push(line);
    } else run.push(line);
    start = end + 1;
  }
  flush();
  return paragraphs;
}

/** A run of short lines without blank lines between: joined where they were wrapped, else one paragraph a line. */
function unwrapped(text: string, lines: readonly Line[]): readonly Range[] {
  const width = lines.reduce((widest, line) => Math.max(widest, widthOf(line)), 0);
  if (lines.length < 2 || width < minWrapWidth || !isWrapped(text, lines, width)) return lines;
  const joined: { start: number; end: number }[] = [];
  lines.forEach((line, i) => {
    const previous = lines[i - 1];
    const open = joined.at(-1);
    if (previous && open && isFull(text, previous, line, width) && line.indent <= previous.indent + 1) open.end = line.end;
    else joined.push({ start: line.start, end: line.end });
  });
  return joined;
}

/** Wrapped text breaks its lines where the next word no longer fits, and mostly in the middle of a sentence. */
function isWrapped(text: string, lines: readonly Line[], width: number): boolean {
  let full = 0;
  let midSentence = 0;
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    if (!next || !isFull(text, line, next, width)) return;
    full++;
    const runsOn = /[\p{Ll}\p{N},;–-]/u.test(text.charAt(line.end - 1)) || /\p{Ll}/u.test(text.charAt(next.start));
    // Two lines are little evidence: a headline over its sub-headline is "full" too. A sentence that goes on in lower case settles it.
    if (lines.length === 2 ? /\p{Ll}/u.test(text.charAt(next.start)) : runsOn) midSentence++;
  });
  return full > 0 && full >= minFullShare * (lines.length - 1) && midSentence >= full / 2;
}

/** Whether the first word of `next` would not have fitted on `line`. */
function isFull(text: string, line: Line, next: Line, width: number): boolean {
  const space = text.slice(next.start, next.end).search(/\s/);
  const firstWord = space === -1 ? next.end - next.start : space;
  return widthOf(line) + 1 + firstWord > width;
}

function widthOf(line: Line): number {
  return line.indent + line.end - line.start;
}

function trimmed(text: string, start: number, end: number): Line | undefined {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  if (from === to) return undefined;
  while (isSpace(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to, indent: from - start };
}
