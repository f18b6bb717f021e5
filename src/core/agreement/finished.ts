/**
 * When a coder is done with a document. One passage in it may be the first of many, and what somebody is still at work on is neither
 * agreement nor disagreement; on the other hand nobody has to say "done" of each document in order to be compared.
 *
 * Tagging and judging are two acts. Where nobody has said "done", the one says nothing of the other: a judgement alone does not make every
 * tag absent, and a tag does not make a question unanswered. Whoever found nothing to tag says so ("read, nothing to code").
 */
import type { Assignment } from '../project/schema';
import type { CoderEntries } from './coding';

/**
 * `marked`: a document counts as finished if the coder has marked it as read, which says that there is nothing more to code. This holds
 * for whoever has documents assigned, or has marked at least one document so after tagging passages in it: who says "done" of some has
 * not said it of the others. `coded`: whoever does neither is taken to be done with what they have coded: with the tags of a document in
 * which they have passages, with the stance of one that they have judged, and with both of one that they have marked.
 */
export const finishedRules = ['marked', 'coded'] as const;
export type FinishedRule = (typeof finishedRules)[number];

/** What somebody can be done with in a document. */
export type FinishedPart = 'tags' | 'stance';

/** Rules by coder. */
export type FinishedRules = ReadonlyMap<string, FinishedRule>;

/**
 * @param documents every document's entries, see `entriesByCoder`: a coder's rule is the same in all documents
 * @param given the rule for everybody, where somebody has said which
 */
export function rulesOf(documents: Iterable<ReadonlyMap<string, CoderEntries>>, assignments: readonly Assignment[] = [], given?: FinishedRule): FinishedRules {
  const assigned = new Set(assignments.flatMap(({ coders }) => coders));
  const rules = new Map<string, FinishedRule>();
  for (const document of documents) {
    for (const [coder, entries] of document) {
      if (given !== undefined) rules.set(coder, given);
      else if (assigned.has(coder) || isMarkedAfterCoding(entries)) rules.set(coder, 'marked');
      else if (!rules.has(coder)) rules.set(coder, 'coded');
    }
  }
  return rules;
}

/**
 * A draft is unfinished by either rule.
 * @param part what of the document; without, any
 */
export function hasFinished({ annotations, stance, read }: CoderEntries, rule: FinishedRule = 'coded', part?: FinishedPart): boolean {
  if (stance.some(({ status }) => status === 'draft')) return false;
  const isCoded = (part !== 'stance' && annotations.length > 0) || (part !== 'tags' && stance.length > 0);
  return read !== undefined || (rule === 'coded' && isCoded);
}

/**
 * "Read, nothing to code" is no sign of somebody who marks what they have done where passages were found only later, nor beside a
 * judgement alone, where it is the only way to say that there is nothing to tag.
 */
function isMarkedAfterCoding({ annotations, read }: CoderEntries): boolean {
  if (read === undefined) return false;
  const marked = Date.parse(read);
  return annotations.some(({ created }) => Date.parse(created) <= marked);
}
