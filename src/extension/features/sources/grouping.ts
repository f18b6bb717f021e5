/** Which groups a document stands in, for each way to group the Sources view. Pure. */
import { stanceState } from '../../../core/corpus/coverage';
import type { DocumentSummary } from '../../../core/corpus/types';
import type { Project } from '../../../core/project/schema';
import type { Grouping } from '../../contributions';
import type { Drop, GroupLabel, GroupNode } from './nodes';

/** A group among those of its parent. */
export interface GroupKey {
  /** Of its parent's id, the rest. */
  readonly id: string;
  readonly what: GroupNode['what'];
  readonly label: GroupLabel;
  readonly drop: Drop | undefined;
  /** Groups stand by this first, then by name. */
  readonly rank: number;
  /** Its documents stand by day. */
  readonly newestFirst?: boolean;
}

export interface Grouper {
  /** What follows the project's id in the ids of all groups. */
  readonly prefix: string;
  /** Chains of groups from the top, one a place; a document of two events has two. An empty chain is the top itself. */
  placesOf(document: DocumentSummary): readonly (readonly GroupKey[])[];
  /** Groups that are there without documents: to drop documents on. */
  readonly standing: readonly GroupKey[];
}

const last = Number.MAX_SAFE_INTEGER;

export function grouperOf(projectId: string, project: Project, grouping: Grouping): Grouper {
  const outlet = outletKeys(projectId, project);
  const stance = stanceKeys(projectId, project);
  switch (grouping) {
    case 'outlet-stance':
      return { prefix: 'o', standing: [], placesOf: (document) => [[outlet(document), ...stance.of(document)]] };
    case 'stance-outlet':
      return { prefix: 's', standing: stance.positions, placesOf: (document) => [[...stance.of(document), outlet(document)]] };
    case 'event':
      return byEvent(projectId, project);
    case 'date':
      return { prefix: 'd', standing: [], placesOf: (document) => [[monthOf(document)]] };
    default:
      return grouping satisfies never;
  }
}

/** What groups say of a project, and by what they know a document's: where that is the same, so are they. */
export function shownOf({ outlets = [], events = [], stance: [question] = [] }: Project, grouping: Grouping): string {
  const asked = grouping === 'event' || grouping === 'date' ? undefined : question?.positions.map(({ id, label }) => [id, label]);
  const named =
    grouping === 'event' ? events.map(({ id, name, date }) => [id, name, date]) : grouping === 'date' ? [] : outlets.map(({ id, name }) => [id, name]);
  return JSON.stringify([question?.id, asked, named]);
}

function outletKeys(project: string, { outlets = [] }: Project): (document: DocumentSummary) => GroupKey {
  const unset: GroupKey = { id: '/o', what: 'outlet', label: { word: 'outlet-not-set' }, drop: undefined, rank: last };
  const key = (id: string, name: string): GroupKey => {
    return { id: `/o:${id}`, what: 'outlet', label: { name }, drop: { project, sets: 'outlet', outlet: id }, rank: 0 };
  };
  const known = new Map(outlets.map(({ id, name }) => [id, key(id, name)]));
  return ({ metadata: { outlet } }) => (outlet === undefined ? unset : (known.get(outlet) ?? key(outlet, outlet)));
}

/** By the project's first question; without one, no groups. */
function stanceKeys(
  project: string,
  { stance: [question] = [] }: Project,
): { readonly positions: readonly GroupKey[]; of(document: DocumentSummary): readonly GroupKey[] } {
  if (!question) return { positions: [], of: () => [] };
  const key = (position: string, label: string, rank: number): GroupKey => {
    const drop: Drop = { project, sets: 'stance', question: question.id, position, label };
    return { id: `/s:${position}`, what: 'stance', label: { name: label }, drop, rank };
  };
  const positions = new Map(question.positions.map(({ id, label }, rank) => [id, key(id, label, rank)]));
  const open = {
    disagree: [{ id: '/disagree', what: 'stance', label: { word: 'coders-disagree' }, drop: undefined, rank: last - 2 }],
    draft: [{ id: '/draft', what: 'stance', label: { word: 'drafts-only' }, drop: undefined, rank: last - 1 }],
    'not-coded': [{ id: '/not-coded', what: 'stance', label: { word: 'stance-not-coded' }, drop: undefined, rank: last }],
  } as const satisfies Record<string, readonly GroupKey[]>;
  return {
    positions: [...positions.values()],
    of: (document) => {
      const state = stanceState(document.stance, question.id);
      return state.kind === 'coded' ? [positions.get(state.position) ?? key(state.position, state.position, last - 3)] : open[state.kind];
    },
  };
}

function byEvent(project: string, { events = [] }: Project): Grouper {
  const dated = [...events].sort((a, b) => (a.date ?? '9').localeCompare(b.date ?? '9'));
  const keys = new Map(
    dated.map(({ id, name }, rank): [string, GroupKey] => {
      return [id, { id: `/e:${id}`, what: 'event', label: { name }, drop: { project, sets: 'event', event: id }, rank }];
    }),
  );
  const none: GroupKey = { id: '/none', what: 'event', label: { word: 'no-event' }, drop: undefined, rank: last };
  return {
    prefix: 'e',
    standing: [...keys.values()],
    placesOf: ({ metadata: { events: own = [] } }) => {
      const found = [...new Set(own)].flatMap((id) => keys.get(id) ?? []);
      return found.length > 0 ? found.map((key) => [key]) : [[none]];
    },
  };
}

/** By month of publication, newest first; within a month by day. */
function monthOf({ publication }: DocumentSummary): GroupKey {
  if (!publication) return { id: '/none', what: 'date', label: { word: 'no-date' }, drop: undefined, rank: last };
  const month = publication.end.slice(0, 7);
  return { id: `/d:${month}`, what: 'date', label: { month }, drop: undefined, rank: -Number(month.replace('-', '')), newestFirst: true };
}
