/** Who speaks in a passage, as far as its surroundings tell: a suggestion, which the coder confirms or corrects. */
import type { Voice } from '../sidecar/schema';
import { blockAt } from '../text/block';
import type { Block } from '../text/block';
import { commentsOf } from '../text/comments';
import type { Range } from '../text/range';
import { sentencesOf } from '../text/sentences';
import { quotationsOf } from './quotation';

export interface VoiceSuggestion {
  readonly voice: Voice;
  /** The phrase that names the speaker, where one stands beside the cue. */
  readonly speaker?: Range;
}

/** Share of a passage that must lie between quotation marks; the rest is the comma and the mark themselves. */
const minQuoted = 0.8;
/** A passage that brings its own cue along ("…", he said) may have so many units besides the speaker's name and the quotation. */
const maxCueLength = 40;
/** How far from a quotation its cue may stand, in units. */
const reach = 160;

const verb =
  '(?:said|says|say|told|tells|stated|states|added|adds|noted|notes|explained|explains|stressed|stresses|emphasi[sz]ed|emphasi[sz]es|underlined|underlines|underscored|clarified|clarifies|announced|announces|' +
  'declared|declares|claimed|claims|argued|argues|warned|warns|believes|believed|concluded|concludes|reported|reports|writes|wrote|confirmed|confirms|denied|denies|repeated|repeats|reaffirmed|' +
  'insisted|insists|recalled|recalls|admitted|admits|suggested|suggests|pointed out|points out|commented|comments|replied|asked|asserted|maintains|maintained|acknowledged|promised|tweeted|made it clear)';
const adverb = '(?:(?:also|has|have|had|further|later|earlier|then|again|once|repeatedly|previously|recently|already|separately) ){0,3}';
const name = "\\p{Lu}[\\p{L}\\p{N}.’'-]{0,40}";
const particle = '(?:of|for|the|and|de|du|la|le|van|von|der|al|bin|in|at)';
/** A name with its titles, a noun phrase with its determiner, or a pronoun. Bounded everywhere: it is tried on short stretches only. */
const phrase =
  `(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|[Aa]nother|[Ss]ome|[Mm]any|[Ss]everal)(?: [\\p{L}\\p{N}’'-]{1,40}){1,8}` +
  `|${name}['’]s(?: [\\p{Ll}-]{1,30}){1,3}|${name}(?: (?:${particle} ){0,2}${name}){0,8}|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e)`;

interface CueRule {
  readonly name: string;
  /** With a group `speaker`. */
  readonly pattern: RegExp;
}

/** Cues in a sentence that make it somebody's statement in the outlet's words. */
const reportingRules: readonly CueRule[] = [
  { name: 'according-to', pattern: new RegExp(`\\b[Aa]ccording to (?<speaker>${phrase})`, 'du') },
  { name: 'as-somebody-says', pattern: new RegExp(`(?:^|, )[Aa]s (?<speaker>${phrase}) ${adverb}${verb}\\b`, 'du') },
  { name: 'as-said-by', pattern: new RegExp(`(?:^|, )[Aa]s (?:was |is )?${verb} (?:in|by|at) (?<speaker>${phrase})`, 'du') },
  { name: 'said-that', pattern: new RegExp(`(?:^|[ ,])(?<speaker>${phrase}) ${adverb}${verb}(?: [\\p{L}’'-]{1,30}){0,4} that\\b`, 'du') },
  { name: 'said-at-the-end', pattern: new RegExp(`, (?<speaker>${phrase}) ${adverb}${verb}(?: [\\p{L}\\p{N}’'-]{1,30}){0,8}[.!]?$`, 'du') },
  {
    name: 'said-plainly',
    pattern: new RegExp(`(?:^|[ ,])(?<speaker>${phrase}) ${adverb}(?:said|says|told|warned|claims|claimed|argues|argued|believes|insists|insisted)\\b`, 'du'),
  },
];

/** Cues beside a quotation: what stands right behind it, and right before it. */
const behindRules: readonly CueRule[] = [
  { name: 'verb-then-name', pattern: new RegExp(`^[\\s,;.–—-]{0,4}${adverb}${verb} (?<speaker>${phrase})`, 'du') },
  { name: 'name-then-verb', pattern: new RegExp(`^[\\s,;.–—-]{0,4}(?<speaker>${phrase}) ${adverb}${verb}\\b`, 'du') },
  { name: 'according-to', pattern: new RegExp(`^[\\s,;.–—-]{0,4}according to (?<speaker>${phrase})`, 'du') },
];
const beforeRules: readonly CueRule[] = [
  { name: 'between-two-quotations', pattern: new RegExp(`["”»][\\s,;.–—-]{0,4}(?<speaker>${phrase}) ${adverb}${verb}[.,]\\s$`, 'du') },
  {
    name: 'name-verb-colon',
    pattern: new RegExp(`(?:^|[ ,])(?<speaker>${phrase})(?:, [^,]{1,80},)? ${adverb}${verb}(?: [\\p{L}\\p{N}’'-]{1,30}){0,8}[\\s,:–—-]{0,4}$`, 'du'),
  },
];

/** The voice of `range` in `text` (canonical), and the phrase that names the speaker if it stands beside the cue. */
export function suggestVoice(text: string, blocks: readonly Block[], range: Range): VoiceSuggestion {
  const block = blockAt(blocks, range.start);
  if (!block) return { voice: 'outlet' };
  if (block.kind === 'caption') return { voice: 'caption' };
  if (block.kind === 'comment') {
    const author = commentsOf(text, blocks).find(({ index }) => index === block.comment)?.author;
    return { voice: 'comment', ...(author && { speaker: author }) };
  }
  const quotation = mostly(quotationsOf(text, blocks), range);
  if (quotation) {
    const speaker = speakerBeside(text, blocks, quotation.range);
    const rest = (1 - quotation.share) * (range.end - range.start);
    if (quotation.share >= minQuoted || (speaker && rest <= speaker.end - speaker.start + maxCueLength)) return withSpeaker('quoted', speaker);
  }
  const cue = reported(text, block, range);
  return cue ? withSpeaker('paraphrased', cue.speaker) : { voice: 'outlet' };
}

function withSpeaker(voice: Voice, speaker: Range | undefined): VoiceSuggestion {
  return { voice, ...(speaker && { speaker }) };
}

/** The quotation that covers most of the passage, and what share of it. */
function mostly(quotations: readonly Range[], { start, end }: Range): { readonly range: Range; readonly share: number } | undefined {
  return quotations
    .map((range) => ({ range, share: (Math.min(end, range.end) - Math.max(start, range.start)) / (end - start) }))
    .reduce<{ range: Range; share: number } | undefined>((best, next) => (next.share > (best?.share ?? 0) ? next : best), undefined);
}

/** The speaker of a quotation: right behind its end, else right before its beginning, else at the end of the paragraph above. */
function speakerBeside(text: string, blocks: readonly Block[], { start, end }: Range): Range | undefined {
  const last = blockAt(blocks, end - 1);
  const first = blockAt(blocks, start);
  if (!first || !last) return undefined;
  const behind = firstCue(behindRules, text, end, Math.min(last.end, end + reach))?.speaker;
  if (behind) return behind;
  const above = blocks[blocks.indexOf(first) - 1];
  if (start > first.start || !above || !text.slice(above.start, above.end).endsWith(':'))
    return firstCue(beforeRules, text, Math.max(first.start, start - reach), start)?.speaker;
  return firstCue(beforeRules, text, Math.max(above.start, above.end - reach), above.end)?.speaker;
}

/** The cue by which the sentences of the passage are ascribed to somebody. */
function reported(text: string, block: Block, range: Range): Cue | undefined {
  for (const sentence of sentencesOf(text.slice(block.start, block.end))) {
    const start = block.start + sentence.start;
    const end = block.start + sentence.end;
    if (start >= range.end || end <= range.start) continue;
    const cue = firstCue(reportingRules, text, start, Math.min(end, start + maxSentence));
    if (cue) return cue;
  }
  return undefined;
}

/** Longer sentences are lists or missing full stops; cues stand at their beginning or not at all. */
const maxSentence = 1_200;

interface Cue {
  readonly speaker: Range | undefined;
}

function firstCue(rules: readonly CueRule[], text: string, start: number, end: number): Cue | undefined {
  const stretch = text.slice(start, end);
  for (const { pattern } of rules) {
    const indices = pattern.exec(stretch)?.indices?.groups?.['speaker'];
    if (indices) return { speaker: tidied(text, start + indices[0], start + indices[1]) };
  }
  return undefined;
}

/** Words that the phrase took in at its edges without belonging to it; undefined where what is left names nobody. */
function tidied(text: string, start: number, end: number): Range | undefined {
  const words = text.slice(start, end);
  // The capital of a sentence's first word makes it no name: "Later Putin said".
  const starter =
    /^(?:Later|Then|However|Meanwhile|Now|Earlier|Also|And|But|So|Yet|Still|Again|Thus|Nevertheless|In|On|At|For|As|When|While|After|Before|Today|Yesterday) (?=\S)/u.exec(
      words,
    )?.[0].length ?? 0;
  const trailer = /(?: (?:then|also|later|earlier|now|once|again|further|had|has|have)){0,3}[.,'’-]{0,3}$/u.exec(words)?.[0].length ?? 0;
  const core = words.slice(starter, words.length - trailer);
  return core === '' || timePhrase.test(core) ? undefined : { start: start + starter, end: end - trailer };
}

/** "at the end of November said": a time that stands between the speaker and the verb. */
const timePhrase =
  /\b(?:19|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month|year|day|morning|evening)s?$/u;
