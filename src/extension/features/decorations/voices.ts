/** Who speaks in which stretch of a document, for the layer that shows it and its card: whatever is in none of them is the outlet's own voice. Pure. */
import type { Quotation } from '../../../core/quotations';
import type { Block } from '../../../core/text/block';
import { commentsOf } from '../../../core/text/comments';
import type { Range } from '../../../core/text/range';

export interface Voices {
  readonly quoted: readonly Range[];
  readonly reported: readonly Range[];
  readonly caption: readonly Range[];
  readonly comment: readonly Range[];
}

/** A caption or a reader's comment, with whoever wrote it as far as the text says. */
export interface Beside extends Range {
  readonly voice: 'caption' | 'comment';
  readonly author?: string;
}

/** In order, without overlap. */
export function besides(text: string, blocks: readonly Block[]): readonly Beside[] {
  const captions = blocks.filter(({ kind }) => kind === 'caption').map(({ start, end }): Beside => ({ voice: 'caption', start, end }));
  const comments = commentsOf(text, blocks).map(({ start, end, author }): Beside => ({
    voice: 'comment',
    start,
    end,
    ...(author && { author: text.slice(author.start, author.end) }),
  }));
  return [...captions, ...comments].sort((a, b) => a.start - b.start);
}

/** What a caption or a comment quotes is its own affair: all of it has its voice, as a passage tagged there gets it. */
export function voicesOf(text: string, blocks: readonly Block[], quotations: readonly Quotation[]): Voices {
  const beside = besides(text, blocks);
  const inText = quotations.filter(({ start, nested, manner }) => !nested && isReport(manner) && !at(beside, start));
  const spans = (direct: boolean): readonly Range[] => inText.filter(({ form }) => (form === 'direct') === direct).flatMap((quotation) => quotation.spans);
  return {
    quoted: spans(true),
    reported: spans(false),
    caption: beside.filter(({ voice }) => voice === 'caption'),
    comment: beside.filter(({ voice }) => voice === 'comment'),
  };
}

/** Who speaks at an offset: the caption or comment there, else the innermost statement; undefined in the outlet's own voice. */
export function voiceAt(text: string, blocks: readonly Block[], quotations: readonly Quotation[], offset: number): Beside | Quotation | undefined {
  return (
    at(besides(text, blocks), offset) ??
    quotations.filter(({ spans, manner }) => isReport(manner) && spans.some(({ start, end }) => start <= offset && offset <= end)).at(-1)
  );
}

/** What is wished or judged is no report. */
const isReport = (manner: Quotation['manner']): boolean => manner !== 'wants' && manner !== 'judges';

function at(ranges: readonly Beside[], offset: number): Beside | undefined {
  return ranges.find(({ start, end }) => start <= offset && offset <= end);
}
