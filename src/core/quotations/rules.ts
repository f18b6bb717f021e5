/** The table of rules. Each looks at one token of a sentence and says what is ascribed there, by which words, to whom. */
import type { Sentence } from './sentence';
import { Trigger } from './words';
import type { Manner } from './types';
import type { Phrase } from './subject';
import { accordingTo, asPutIt, asReported, inTheWordsOf } from './rules-phrases';
import { colonSpeaker, dashSpeaker } from './rules-marks';
import { answeredClaim, nounCue } from './rules-nouns';
import { passiveCue } from './rules-passive';
import { verbBehind, verbBefore } from './rules-verbs';

/** Tokens [from, to). */
export type Span = readonly [from: number, to: number];

export interface Found {
  readonly rule: string;
  readonly manner: Manner;
  readonly cue: Span;
  readonly source?: Phrase | undefined;
  readonly content: readonly Span[];
  /** Its verb is joined to one before it, and may share that one's source. */
  readonly joined?: boolean;
  /** Speech word for word, though no quotation marks say so. */
  readonly direct?: boolean;
  /** Only that nothing was said: no statement, though the verbs joined to it share its source. */
  readonly silent?: boolean;
}

export interface Rule {
  readonly name: string;
  /** Words or marks that may set it off. */
  readonly on: Trigger;
  find(s: Sentence, at: number): Found | undefined;
}

/** The first that finds something at a token is taken. What stands between marks before the cue is surer than what follows it. */
export const rules: readonly Rule[] = [
  { name: 'according-to', on: Trigger.Phrase, find: accordingTo },
  { name: 'in-the-words-of', on: Trigger.Phrase, find: inTheWordsOf },
  { name: 'as-reported', on: Trigger.Phrase, find: asReported },
  { name: 'as-put-it', on: Trigger.Phrase, find: asPutIt },
  { name: 'answered-claim', on: Trigger.Verb, find: answeredClaim },
  { name: 'verb-behind', on: Trigger.Verb, find: verbBehind },
  { name: 'passive', on: Trigger.Verb, find: passiveCue },
  { name: 'verb-before', on: Trigger.Verb, find: verbBefore },
  { name: 'noun', on: Trigger.Noun, find: nounCue },
  { name: 'colon', on: Trigger.Mark, find: colonSpeaker },
  { name: 'dash', on: Trigger.Mark, find: dashSpeaker },
];
