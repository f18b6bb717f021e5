/** ", a claim Kyiv denied", ", a charge that the general rejected": what stands before the comma is named by a noun, and somebody's answer to it told. */
import type { Sentence } from './sentence';
import type { Phrase } from './subject';
import { Kind } from './tokens';
import { Takes } from './verbs';
import { verbGroupAt } from './verb-group';
import { W } from './words';

export interface Comment {
  /** "a claim" */
  readonly noun: Phrase;
  /** "Kyiv" */
  readonly subject: Phrase;
  /** First token of the verb's group, and the verb. */
  readonly cue: readonly [from: number, verb: number];
}

/** A determiner, two adjectives and the noun. */
const nounReach = 4;
/** Whoever answers is named in so many words. */
const subjectReach = 10;

/** The comment whose noun phrase begins at `start`. */
export function commentAt(s: Sentence, start: number): Comment | undefined {
  if (!s.has(start, W.Determiner) || s.has(start, W.Pronoun)) return undefined;
  let noun = start + 1;
  while (noun < start + nounReach && s.at(noun)?.kind === Kind.Word && !isClaim(s, noun)) noun++;
  if (!isClaim(s, noun)) return undefined;
  const from = s.has(noun + 1, W.That | W.Relative) ? noun + 2 : noun + 1;
  if (s.has(from, W.Preposition | W.To | W.Be | W.Have | W.Modal) || s.finite(from)) return undefined;
  for (let k = from + 1; k < s.to && k - from < subjectReach; k++) {
    if (s.at(k)?.kind !== Kind.Word) return undefined;
    const verbs = s.at(k)?.word.verbs ?? [];
    const group = verbs.length > 0 ? verbGroupAt(s, k) : undefined;
    if (group?.use === 'finite' && group.from > from) {
      const answers = verbs.some(({ verbClass: { takes } }) => takes & Takes.Thing);
      // "a claim that Kyiv denied the talks": what is claimed, not an answer to it.
      return answers && nothingBehind(s, k + 1) ? { noun: { from: start, to: noun + 1 }, subject: { from, to: group.from }, cue: [group.from, k] } : undefined;
    }
    if (s.finite(k) && group === undefined && !s.has(k, W.Be | W.Have | W.Modal)) return undefined;
  }
  return undefined;
}

function isClaim(s: Sentence, at: number): boolean {
  const manner = s.at(at)?.word.noun?.manner;
  return manner === 'says' || manner === 'thinks' || claims.has(s.key(at));
}

/** Nouns for something said that are also prices, offices and wishes. */
const claims = new Set(['charge', 'charges', 'figure', 'figures', 'demand', 'demands', 'proposal', 'offer']);

/** The end of the clause, or only when it was. */
function nothingBehind(s: Sentence, at: number): boolean {
  if (s.is(at, Kind.Comma) || s.ends(at) || s.has(at, W.Time) || s.has(at, W.Coordinator)) return true;
  return s.has(at, W.Adverb) ? nothingBehind(s, at + 1) : s.has(at, W.Preposition) && s.has(at + 1, W.Time);
}
