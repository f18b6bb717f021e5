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
export { type Choice, isEmpty, reopening, settlement, type Settling } from './settle';

/**
 * `presence`: somebody has no passage there. `tags`: all have, with other tags. `boundaries`: with the same tags, from or to
 * elsewhere. `stance`: other positions, or none by one of them. `agreed`: all say the same.
 */
export const caseKinds = ['stance', 'presence', 'tags', 'boundaries', 'agreed'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** `changed`: it was settled, and one of the coders has decided otherwise since, or deleted what they had decided. */
export type CaseState = 'open' | 'settled' | 'changed';

interface Common {
  /** Unique in its document, and the same as long as the coders' entries are there. */
  readonly id: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Whether the newest settlement names an entry that stands nowhere any more. */
  readonly gone: boolean;
  /** Who has finished the tags of the document, or of a stance its judgement, by name. */
  readonly coders: readonly string[];
}

export interface PassageCase extends Common {
  readonly about: 'passage';
  /** From where the first of the passages begins to where the last one ends; of a settlement's own where there is none left. */
  readonly range: Range;
  /** At most one a coder; none where everything that was settled has been deleted since. */
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
 * then passages in the order of the text. What somebody has settled is told of whoever is left: a settlement counts as long as it stands,
 * and nobody would take one back that they do not see.
 *
 * @param placed the annotations that have a place in the text
 * @param rules by which rule each coder has finished a document
 */
export function casesOf(sidecar: Sidecar, placed: readonly Placed[], project: ProjectIndex, rules: FinishedRules): readonly Case[] {
  const judged = finishedCoders(sidecar, rules, 'stance');
  const tagged = finishedCoders(sidecar, rules, 'tags');
  const isTold = ({ coders, settlements }: Case): boolean => coders.length > 1 || settlements.length > 0;
  return [...stanceCases(sidecar.stance ?? [], judged, project), ...passageCases(sidecar.annotations ?? [], placed, tagged, project)].filter(isTold);
}

function stanceCases(stance: readonly StanceEntry[], coders: readonly string[], { project }: ProjectIndex): readonly StanceCase[] {
  const known = (project.stance ?? []).map(({ id }) => id);
  const questions = [...new Set([...known, ...stance.map(({ question }) => question)])];
  return questions.flatMap((question): readonly StanceCase[] => {
    const about = stance.filter((entry) => entry.question === question);
    const entries = about.filter(({ adjudicates, by }) => adjudicates === undefined && coders.includes(by)).sort((a, b) => (a.by < b.by ? -1 : 1));
    const settlements = about.filter(({ adjudicates }) => adjudicates !== undefined).sort((a, b) => timeOf(a.at) - timeOf(b.at));
    if (entries.length === 0 && settlements.length === 0) return [];
    const kind = coders.length > 1 && entries.length === coders.length && new Set(entries.map(({ position }) => position)).size === 1 ? 'agreed' : 'stance';
    const settled = settlements.at(-1);
    const covered = settled !== undefined && entries.every(({ by }) => settled.adjudicates?.includes(by));
    const later = settled !== undefined && entries.some(({ at }) => timeOf(at) > timeOf(settled.at));
    const judges = new Set(about.flatMap(({ adjudicates, by }) => (adjudicates === undefined ? by : [])));
    const gone = settled?.adjudicates?.some((by) => !judges.has(by)) === true;
    const state = settled === undefined ? 'open' : covered && !later && !gone ? 'settled' : 'changed';
    return [{ about: 'stance', id: `stance ${question}`, kind, state, gone, coders, question, entries, settlements }];
  });
}

function passageCases(all: readonly Annotation[], placed: readonly Placed[], coders: readonly string[], { tagId }: ProjectIndex): readonly PassageCase[] {
  const standing = new Set(all.map(({ id }) => id));
  const own = placed.filter(({ annotation }) => annotation.adjudicates === undefined && coders.includes(annotation.by));
  const settling = new Map<string, Annotation[]>();
  for (const { annotation } of placed) {
    for (const id of annotation.adjudicates ?? []) settling.set(id, [...(settling.get(id) ?? []), annotation]);
  }
  const cases = grouped(marksOf(own, tagId)).map((marks): PassageCase => {
    const range = { start: Math.min(...marks.map((mark) => mark.range.start)), end: Math.max(...marks.map((mark) => mark.range.end)) };
    const annotations = marks.flatMap((mark) => mark.annotations);
    const settlements = [...new Set(annotations.flatMap(({ id }) => settling.get(id) ?? []))].sort((a, b) => lastTouched(a) - lastTouched(b));
    const id = `passage ${marks.map(firstId).reduce((first, other) => (other < first ? other : first))}`;
    const ids = new Set(annotations.map((one) => one.id));
    const named = new Set(settlements.flatMap(({ adjudicates = [] }) => adjudicates));
    const elsewhere = [...named].filter((one) => standing.has(one) && !ids.has(one));
    const gone = settlements.at(-1)?.adjudicates?.some((one) => !standing.has(one)) === true;
    const state = stateOf(annotations, settlements, gone);
    return { about: 'passage', id, kind: kindOf(marks, coders), state, gone, coders, range, marks, settlements, elsewhere };
  });
  const settlesNothing = placed.filter(({ annotation: { adjudicates } }) => adjudicates?.length && !adjudicates.some((id) => standing.has(id)));
  return [...cases, ...goneCases(settlesNothing, coders)].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.id < b.id ? -1 : 1));
}

/** Settlements of passages that have all been deleted since; those that spoke of the same ones are one case. */
function goneCases(settlesNothing: readonly Placed[], coders: readonly string[]): readonly PassageCase[] {
  const groups = new Map<string, Placed[]>();
  for (const one of settlesNothing) {
    const key = [...(one.annotation.adjudicates ?? [])].sort().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group): PassageCase => {
    const settlements = group.map(({ annotation }) => annotation).sort((a, b) => lastTouched(a) - lastTouched(b));
    const range = { start: Math.min(...group.map((one) => one.range.start)), end: Math.max(...group.map((one) => one.range.end)) };
    const id = `passage ${settlements.map((one) => one.id).reduce((first, other) => (other < first ? other : first))}`;
    return { about: 'passage', id, kind: 'presence', state: 'changed', gone: true, coders, range, marks: [], settlements, elsewhere: [] };
  });
}

function kindOf(marks: readonly Mark[], coders: readonly string[]): CaseKind {
  if (coders.length < 2 || marks.length < coders.length) return 'presence';
  if (new Set(marks.map(({ tags }) => tags.join(' '))).size > 1) return 'tags';
  return new Set(marks.map(trimmed)).size > 1 ? 'boundaries' : 'agreed';
}

/** A space more or less at an end is nobody's judgement. */
function trimmed({ text, range }: Mark): string {
  const from = range.start + text.length - text.trimStart().length;
  return `${from} ${from + text.trim().length}`;
}

/** Settled where the newest settlement speaks of every passage and of no other that is gone, and none was decided anew since. */
function stateOf(annotations: readonly Annotation[], settlements: readonly Annotation[], gone: boolean): CaseState {
  const newest = settlements.at(-1);
  if (newest === undefined) return 'open';
  const covered = !gone && annotations.every(({ id }) => newest.adjudicates?.includes(id));
  return covered && annotations.every((annotation) => lastTouched(annotation) <= lastTouched(newest)) ? 'settled' : 'changed';
}

function timeOf(timestamp: string): number {
  return Date.parse(timestamp);
}
