/**
 * When a coder is done with a document. One passage in it may be the first of many, and what somebody is still at work on is neither
 * agreement nor disagreement; on the other hand nobody has to say "done" of each document in order to be compared.
 */
import type { Assignment } from '../project/schema';
import type { CoderEntries } from './coding';

/**
 * `marked`: a document counts as finished if the coder has marked it as read, which says that there is nothing more to code. This holds
 * for whoever has documents assigned, or has marked at least one document so after coding in it: who says "done" of some has not said
 * it of the others. `coded`: whoever does neither is taken to be done with whatever they have coded.
 */
export const finishedRules = ['marked', 'coded'] as const;
export type FinishedRule = (typeof finishedRules)[number];

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

/** A draft is unfinished by either rule. */
export function hasFinished({ annotations, stance, read }: CoderEntries, rule: FinishedRule = 'coded'): boolean {
  if (stance.some(({ status }) => status === 'draft')) return false;
  return read !== undefined || (rule === 'coded' && annotations.length + stance.length > 0);
}

/** "Read, nothing to code" of a document that was coded only later is no sign of somebody who marks what they have done. */
function isMarkedAfterCoding({ annotations, stance, read }: CoderEntries): boolean {
  if (read === undefined) return false;
  const marked = Date.parse(read);
  return [...annotations.map(({ created }) => created), ...stance.map(({ at }) => at)].some((time) => Date.parse(time) <= marked);
}
