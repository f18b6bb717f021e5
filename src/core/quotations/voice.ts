/** Who speaks in a passage: a suggestion from the document's statements, which the coder confirms or corrects. */
import type { Voice } from '../sidecar/schema';
import { type Block, blockAt } from '../text/block';
import { commentsOf } from '../text/comments';
import type { Range } from '../text/range';
import type { Quotation } from './types';

export interface VoiceSuggestion {
  readonly voice: Voice;
  /** The statement that the passage is, where it is one. */
  readonly quotation?: Quotation;
  /** The words that name the speaker. */
  readonly speaker?: Range;
}

/** Share of a passage that must lie in quoted speech; the rest is the comma and the mark themselves. */
const minQuoted = 0.8;
/** A passage that brings its own cue along ("…", he said) may have so many units besides the speaker's name and the quotation. */
const maxCueLength = 40;
/** Share of a passage that must be reported for it to be a paraphrase rather than the outlet's sentence with a statement in it. */
const minReported = 0.4;

/** Voice and speaker as a new passage gets them: only a registered actor is a speaker whom others can look up. */
export function spokenBy(
  { voice, quotation }: VoiceSuggestion,
  isRegistered: (actor: string) => boolean,
): { readonly voice: Voice; readonly speaker?: string } {
  const source = quotation?.source;
  return { voice, ...(source?.kind === 'actor' && isRegistered(source.actor) && { speaker: source.actor }) };
}

/** The voice of `range` in `text` (canonical). */
export function suggestVoice(text: string, blocks: readonly Block[], quotations: readonly Quotation[], range: Range): VoiceSuggestion {
  const block = blockAt(blocks, range.start);
  if (!block) return { voice: 'outlet' };
  if (block.kind === 'caption') return { voice: 'caption' };
  if (block.kind === 'comment') {
    const author = commentsOf(text, blocks).find(({ index }) => index === block.comment)?.author;
    return { voice: 'comment', ...(author && { speaker: author }) };
  }
  const length = range.end - range.start;
  const near = quotations.filter(
    ({ start, end, nested, manner }) => start < range.end && end > range.start && !nested && manner !== 'judges' && manner !== 'wants',
  );
  const best = most(near, range);
  if (!best) return { voice: 'outlet' };
  const share = overlap(best, range) / length;
  if (best.form === 'direct') {
    const rest = (1 - share) * length;
    const own = best.cue ? (best.phrase ? best.phrase.end - best.phrase.start : 0) + maxCueLength : 0;
    if (share >= minQuoted || (best.cue && rest <= own)) return suggestion('quoted', best);
  } else if (best.form === 'mixed' && insideMarks(text, best, range)) return suggestion('quoted', best);
  return best.cue && (share >= minReported || reports(best, range)) ? suggestion('paraphrased', best) : { voice: 'outlet' };
}

function suggestion(voice: Voice, quotation: Quotation): VoiceSuggestion {
  return { voice, quotation, ...(quotation.phrase && { speaker: quotation.phrase }) };
}

function overlap({ spans }: Quotation, { start, end }: Range): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)), 0);
}

/** The statement that covers most of the passage; of equals the shortest. */
function most(quotations: readonly Quotation[], range: Range): Quotation | undefined {
  let best: Quotation | undefined;
  let bestOverlap = 0;
  for (const quotation of quotations) {
    const covered = overlap(quotation, range);
    if (covered > bestOverlap || (covered === bestOverlap && best && quotation.end - quotation.start < best.end - best.start))
      [best, bestOverlap] = [quotation, covered];
  }
  return bestOverlap > 0 ? best : undefined;
}

const marks = /["“”„«»]|''|``/gu;

/** Whether the passage lies within marks that stand in the statement: its words are somebody's, though the sentence is the outlet's. */
function insideMarks(text: string, { spans }: Quotation, { start, end }: Range): boolean {
  const span = spans.find((candidate) => candidate.start <= start && candidate.end >= end);
  if (!span) return false;
  const before = text.slice(span.start, start).match(marks)?.length ?? 0;
  const inside = text.slice(start, end).match(marks)?.length ?? 0;
  return (
    (before % 2 === 1 && inside === 0) ||
    (before % 2 === 0 && inside === 2 && /^["“„«'`]/u.test(text.slice(start, end)) && /["”“»']$/u.test(text.slice(start, end)))
  );
}

/** Share of a sentence that statement, cue and speaker must make up between them for the sentence to be a report. */
const minTogether = 0.6;

/** A passage that takes in a statement with its cue reports it, if there is little else in it. */
function reports(quotation: Quotation, range: Range): boolean {
  const { cue, phrase } = quotation;
  if (!cue || cue.start < range.start || cue.end > range.end) return false;
  const named = phrase && phrase.start >= range.start && phrase.end <= range.end ? phrase.end - phrase.start : 0;
  return overlap(quotation, range) + (cue.end - cue.start) + named >= minTogether * (range.end - range.start);
}
