/** Stance questions and their positions, edited: each act as the decisions that write it. Ids stay what they are, because entries name them. */
import type { StanceEntry } from '../sidecar/schema';
import type { ProjectDecision } from './decision';
import { freeId } from './registry';
import type { Project, StancePosition, StanceQuestion } from './schema';

/** The entries of a document that name a question or position. */
export interface Uses {
  readonly path: string;
  readonly entries: readonly StanceEntry[];
}

/** Who uses a position, or any position of a question, document by document. */
export function usesOf(
  documents: readonly { readonly path: string; readonly stance: readonly StanceEntry[] }[],
  question: string,
  position?: string,
): readonly Uses[] {
  return documents.flatMap(({ path, stance }) => {
    const entries = stance.filter((entry) => entry.question === question && (position === undefined || entry.position === position));
    return entries.length > 0 ? [{ path, entries }] : [];
  });
}

/** A question with an id of its own. @param used ids that entries name, though no question has them any more */
export function newQuestion(
  project: Project,
  question: string,
  used: Iterable<string> = [],
): { readonly type: 'add'; readonly section: 'stance'; readonly entry: StanceQuestion } {
  const taken = new Set([...(project.stance ?? []).map(({ id }) => id), ...used]);
  const id = freeId(firstWords(question), (candidate) => taken.has(candidate));
  return { type: 'add', section: 'stance', entry: { id, question, positions: [] } };
}

/** Ids are read in sidecars and diffs: the whole question would be none. */
function firstWords(question: string): string {
  return question.split(/\s+/u, 5).join(' ').slice(0, 40);
}

/** A position at the end of its question. @param used ids that entries name: a removed position's is nobody else's */
export function newPosition(question: StanceQuestion, label: string, used: Iterable<string> = []): ProjectDecision {
  const taken = new Set([...question.positions.map(({ id }) => id), ...used]);
  return positionsOf(question, [...question.positions, { id: freeId(label, (candidate) => taken.has(candidate)), label }]);
}

/** `null` removes a field. */
export type PositionChanges = {
  readonly label?: string;
  readonly description?: string | null;
  readonly color?: NonNullable<StancePosition['color']> | null;
  readonly 'off-scale'?: true | null;
};

export function changePosition(question: StanceQuestion, id: string, changes: PositionChanges): ProjectDecision {
  return positionsOf(
    question,
    question.positions.map((position) => {
      if (position.id !== id) return position;
      return Object.fromEntries(Object.entries({ ...position, ...changes }).filter(([, value]) => value !== null)) as StancePosition;
    }),
  );
}

/** One place up (-1) or down (1); nothing at either end. */
export function movePosition(question: StanceQuestion, id: string, by: -1 | 1): ProjectDecision | undefined {
  const moved = swapped(question.positions, id, by);
  return moved && positionsOf(question, moved);
}

export function removePosition(question: StanceQuestion, id: string): ProjectDecision {
  return positionsOf(
    question,
    question.positions.filter((position) => position.id !== id),
  );
}

/** One place up or down among the questions, with all that stands in it. The first is the view's. */
export function moveQuestion(project: Project, id: string, by: -1 | 1): readonly ProjectDecision[] {
  const questions = project.stance ?? [];
  const order = swapped(questions, id, by);
  const at = order?.findIndex((question) => question.id === id) ?? -1;
  const entry = order?.[at];
  if (!order || !entry) return [];
  return [
    { type: 'remove', section: 'stance', key: id },
    { type: 'add', section: 'stance', entry, before: order[at + 1]?.id ?? null },
  ];
}

function positionsOf({ id }: StanceQuestion, positions: readonly StancePosition[]): ProjectDecision {
  return { type: 'change', section: 'stance', key: id, changes: { positions: [...positions] } };
}

function swapped<T extends { readonly id: string }>(items: readonly T[], id: string, by: -1 | 1): readonly T[] | undefined {
  const at = items.findIndex((item) => item.id === id);
  const [own, other] = [items[at], items[at + by]];
  if (!own || !other) return undefined;
  return items.map((item) => (item === own ? other : item === other ? own : item));
}
