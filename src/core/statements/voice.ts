/** Who is given as saying a passage, and with which word: what stands in a row beside the wording. */
import type { Quotation, VoiceSuggestion } from '../quotations';
import { cueWords } from '../quotations/cues';
import { suggestVoice } from '../quotations/voice';
import type { Block } from '../text/block';
import type { Range } from '../text/range';
import { type CueTone, cueTones } from './vocabulary';

export interface StatementVoice {
  readonly voice: VoiceSuggestion['voice'];
  /** The speaker's name, or else how the text calls them. */
  readonly speaker?: string;
  /** The id of the actor who speaks, where it is one. */
  readonly actor?: string;
  /** The words that ascribe it: "said", "admitted". */
  readonly cue?: string;
  readonly tone?: CueTone;
}

export function voiceBeside(text: string, blocks: readonly Block[], quotations: readonly Quotation[], range: Range): StatementVoice {
  const { voice, quotation, speaker: phrase } = suggestVoice(text, blocks, quotations, range);
  if (!quotation) return { voice, ...(phrase && { speaker: text.slice(phrase.start, phrase.end) }) };
  const { source, cue } = quotation;
  const speaker = source.kind === 'actor' ? source.name : source.text;
  const words = cueWords(text, quotation)?.words ?? (cue && text.slice(cue.start, cue.end));
  const tone = words
    ?.toLowerCase()
    .match(/\p{L}+/gu)
    ?.map((word) => cueTones.get(word))
    .find((found) => found !== undefined);
  return {
    voice,
    ...(speaker !== '' && { speaker }),
    ...(source.kind === 'actor' && { actor: source.actor }),
    ...(words !== undefined && { cue: words }),
    ...(tone && { tone }),
  };
}
