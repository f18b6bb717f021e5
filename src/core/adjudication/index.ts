/**
 * Where coders differ about a document, and what an adjudicator has said of it. Only coders who have finished the document are
 * compared, its tags or its stance, as for agreement: what somebody is still at work on is no disagreement.
 */
import { finishedCoders } from '../agreement/coding';
import type { FinishedRules } from '../agreement/finished';
import type { ProjectIndex } from '../project';
import type { Annotation, Sidecar, StanceEntry } from '../sidecar/schema';
import type { Range } from '../text/range';
import { firstId, grouped, lastTouched, type Mark, marksOf, type Placed } from './marks';

export type { Mark, Placed } from './marks';
export { type Choice, reopening, settlement, type Settling } from './settle';

/**
 * `presence`: somebody has no passage there. `tags`: all have, with other tags. `boundaries`: with the same tags, from or to
 * elsewhere. `stance`: other positions, or none by one of them. `agreed`: all say the same.
 */
export const caseKinds = ['stance', 'presence', 'tags', 'boundaries', 'agreed'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** `changed`: it was settled, and one of the coders has decided otherwise since. */
export type CaseState = 'open' | 'settled' | 'changed';

interface Common {
  /** Unique in its document, and the same as long as the coders' entries are there. */
  readonly id: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Who has finished the tags of the document, or of a stance its judgement, by name. */
  readonly coders: readonly string[];
}

export interface PassageCase extends Common {
  readonly about: 'passage';
  /** From where the first of the passages begins to where the last one ends. */
  readonly range: Range;
  /** At most one a coder. */
  readonly marks: readonly Mark[];
  /** What adjudicators have written about it, newest last. */
  readonly settlements: readonly Annotation[];
  /** Ids of passages outside of this case that its settlements speak of too, as where coders have moved theirs apart since. */
  readonly elsewhere: readonly string[];
}

export interface StanceCase extends Common {
  readonly about: 'stance';
  readonly question: string;
  readonly entries: readonly StanceEntry[];
  readonly settlements: readonly StanceEntry[];
}

export type Case = PassageCase | StanceCase;

/**
 * All that at least two coders who finished a document can be compared in, agreed or not: stances in the order of the questions,
 * then passages in the order of the text.
 *
 * @param placed the annotations that have a place in the text
 * @param rules by which rule each coder has finished a document
 */
export function casesOf(sidecar: Sidecar, placed: readonly Placed[], project: ProjectIndex, rules: FinishedRules): readonly Case[] {
  const judged = finishedCoders(sidecar, rules, 'stance');
  const tagged = finishedCoders(sidecar, rules, 'tags');
  return [
    ...(judged.length < 2 ? [] : stanceCases(sidecar.stance ?? [], judged, project)),
    ...(tagged.length < 2 ? [] : passageCases(sidecar.annotations ?? [], placed, tagged, project)),
  ];
}

function stanceCases(stance: readonly StanceEntry[], coders: readonly string[], { project }: ProjectIndex): readonly StanceCase[] {
  const known = (project.stance ?? []).map(({ id }) => id);
  const questions = [...new Set([...known, ...stance.map(({ question }) => question)])];
  return questions.flatMap((question): readonly StanceCase[] => {
    const about = stance.filter((entry) => entry.question === question);
    const entries = about.filter(({ adjudicates, by }) => adjudicates === undefined && coders.includes(by)).sort((a, b) => (a.by < b.by ? -1 : 1));
    if (entries.length === 0) return [];
    const settlements = about.filter(({ adjudicates }) => adjudicates !== undefined).sort((a, b) => timeOf(a.at) - timeOf(b.at));
    const kind = entries.length === coders.length && new Set(entries.map(({ position }) => position)).size === 1 ? 'agreed' : 'stance';
    const settled = settlements.at(-1);
    const covered = settled !== undefined && entries.every(({ by }) => settled.adjudicates?.includes(by));
    const later = settled !== undefined && entries.some(({ at }) => timeOf(at) > timeOf(settled.at));
    const state = settled === undefined ? 'open' : covered && !later ? 'settled' : 'changed';
    return [{ about: 'stance', id: `stance ${question}`, kind, state, coders, question, entries, settlements }];
  });
}

function passageCases(all: readonly Annotation[], placed: readonly Placed[], coders: readonly string[], { tagId }: ProjectIndex): readonly PassageCase[] {
  const standing = new Set(all.map(({ id }) => id));
  const own = placed.filter(({ annotation }) => annotation.adjudicates === undefined && coders.includes(annotation.by));
  const settling = new Map<string, Annotation[]>();
  for (const { annotation } of placed) {
    for (const id of annotation.adjudicates ?? []) settling.set(id, [...(settling.get(id) ?? []), annotation]);
  }
  return grouped(marksOf(own, tagId))
    .map((marks): PassageCase => {
      const range = { start: Math.min(...marks.map((mark) => mark.range.start)), end: Math.max(...marks.map((mark) => mark.range.end)) };
      const annotations = marks.flatMap((mark) => mark.annotations);
      const settlements = [...new Set(annotations.flatMap(({ id }) => settling.get(id) ?? []))].sort((a, b) => lastTouched(a) - lastTouched(b));
      const id = `passage ${marks.map(firstId).reduce((first, other) => (other < first ? other : first))}`;
      const ids = new Set(annotations.map((one) => one.id));
      const named = new Set(settlements.flatMap(({ adjudicates = [] }) => adjudicates));
      const elsewhere = [...named].filter((one) => standing.has(one) && !ids.has(one));
      return { about: 'passage', id, kind: kindOf(marks, coders), state: stateOf(annotations, settlements), coders, range, marks, settlements, elsewhere };
    })
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.id < b.id ? -1 : 1));
}

function kindOf(marks: readonly Mark[], coders: readonly string[]): CaseKind {
  if (marks.length < coders.length) return 'presence';
  if (new Set(marks.map(({ tags }) => tags.join(' '))).size > 1) return 'tags';
  return new Set(marks.map(trimmed)).size > 1 ? 'boundaries' : 'agreed';
}

/** A space more or less at an end is nobody's judgement. */
function trimmed({ text, range }: Mark): string {
  const from = range.start + text.length - text.trimStart().length;
  return `${from} ${from + text.trim().length}`;
}

/** Settled where the newest settlement speaks of every passage, and none was decided anew since. */
function stateOf(annotations: readonly Annotation[], settlements: readonly Annotation[]): CaseState {
  const newest = settlements.at(-1);
  if (newest === undefined) return 'open';
  const covered = annotations.every(({ id }) => newest.adjudicates?.includes(id));
  return covered && annotations.every((annotation) => lastTouched(annotation) <= lastTouched(newest)) ? 'settled' : 'changed';
}

function timeOf(timestamp: string): number {
  return Date.parse(timestamp);
}
