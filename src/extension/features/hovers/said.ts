/** What an actor is reported to say, as a card shows it: with its sentence, for "the plan" says nothing without "rejected". Pure; loaded with the first such card. */
import type { StatementPlace } from '../../../core/corpus/types';
import { blocksOf } from '../../../core/text/blocks';
import { lineIndexOf } from '../../../core/text/lines';
import type { Range } from '../../../core/text/range';
import { sentenceAt } from '../../../core/text/sentences';

export interface Said extends Range {
  /** The statement's own words, which its link is held against. */
  readonly text: string;
  /** The sentence that it begins in. */
  readonly sentence: string;
  /** The words that ascribe it, in lower case. */
  readonly cue?: string;
  /** It is denied, refused or rejected, or denied to have been said. */
  readonly denied: boolean;
}

/** @returns undefined where the text has become shorter since the index read it */
export function saidAt(text: string, place: StatementPlace): Said | undefined {
  const lines = lineIndexOf(text);
  const start = lines.offsetAt(place);
  const end = lines.offsetAt({ line: place.endLine, character: place.endCharacter });
  if (start >= end) return undefined;
  const sentence = sentenceAt(text, blocksOf(text), start) ?? { start, end };
  return {
    start,
    end,
    text: text.slice(start, end),
    sentence: text.slice(sentence.start, sentence.end),
    denied: place.denied,
    ...(place.cue !== undefined && { cue: place.cue }),
  };
}
