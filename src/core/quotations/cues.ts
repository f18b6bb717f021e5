/** The words that ascribe a statement, as a list shows them: what somebody denies, or is not reported to say, must not read as said. */
import type { Quotation } from './types';

/** Longer cues ("has on several occasions in the past weeks repeatedly called for") are cut. */
const maxCue = 60;

/** What a cue in the infinitive hangs on: "failed to say", "refused on Monday to say", "did not want to speak of". */
const refusing = /(?:^|[^\p{L}])((?:refus|declin|fail|omit|neglect)\p{L}*|(?:\p{L}+\s)?(?:not|never)\s\p{L}+|\p{L}+n[’']t\s\p{L}+)((?:\s[\p{L}\d]+){0,4})\s$/iu;
const denying =
  /\b(?:no|not(?!\s+only\b)|never|nor|neither|without|cannot)\b|n[’']t\b|\b(?:den(?:y|ies|ied|ying)|refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|fail(?:s|ed|ing)?|omit(?:s|ted|ting)?|neglect(?:s|ed|ing)?|reject(?:s|ed|ing)?|disput(?:e[sd]?|ing)|dismiss(?:e[sd]|ing)?|rebut(?:s|ted|ting)?|refut(?:e[sd]?|ing)|disown(?:s|ed|ing)?|disavow(?:s|ed|ing)?|oppos(?:e[sd]?|ing)|contest(?:s|ed|ing)?|doubt(?:s|ed|ing)?|denial|refusal|rejection|opposition)\b/iu;

export interface CueWords {
  /** In one line. */
  readonly words: string;
  /** The content is denied, refused, doubted or rejected, or it is denied that it was said. */
  readonly denied: boolean;
}

/** @returns undefined where only marks ascribe it, or nothing does */
export function cueWords(text: string, { cue }: Pick<Quotation, 'cue'>): CueWords | undefined {
  if (!cue) return undefined;
  const own = text.slice(cue.start, cue.end).replace(/\s+/g, ' ');
  if (!/\p{L}/u.test(own)) return undefined;
  const [, refused, between] = (/^to\s/i.test(own) && refusing.exec(text.slice(Math.max(0, cue.start - 60), cue.start))) || [];
  const words = refused === undefined ? own : `${refused}${between === '' ? '' : ' …'} ${own}`;
  return { words: words.length > maxCue ? `${words.slice(0, maxCue - 1)}…` : words, denied: denying.test(words) };
}
