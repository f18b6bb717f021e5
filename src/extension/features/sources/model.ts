/** Groups a project's documents for the Sources view. Pure: it knows no editor. */
import { type Coverage, coverageOf, isCounted, stanceState } from '../../../core/corpus/coverage';
import type { DocumentSummary } from '../../../core/corpus/types';
import type { Project, StanceQuestion } from '../../../core/project/schema';
import type { Grouping } from '../../contributions';

export { type Coverage, coverageOf, type StanceState, stanceState } from '../../../core/corpus/coverage';

/** What dropping documents on a group writes. */
export type Drop = { readonly project: string } & (
  | { readonly sets: 'stance'; readonly question: string; readonly position: string; readonly label: string }
  | { readonly sets: 'outlet'; readonly outlet: string }
  | { readonly sets: 'event'; readonly event: string }
);

export interface GroupNode {
  readonly type: 'group';
  /** Stable over refreshes, so that expansion is kept. */
  readonly id: string;
  readonly what: 'outlet' | 'stance' | 'event' | 'date' | 'project' | 'bucket';
  readonly label: GroupLabel;
  /** Documents below, copies of others not counted. */
  readonly count: number;
  /** How many of these are coded, have a draft alone, and have been read without anything to code. */
  readonly coverage: { readonly coded: number; readonly draft: number; readonly read: number };
  /** Whose judgements put the documents of a stance here; none elsewhere. By name. */
  readonly coders: readonly string[];
  readonly drop: Drop | undefined;
  readonly children: readonly SourceNode[];
}

/** A name of the user's own, or one of the words the face translates. */
export type GroupLabel =
  | { readonly name: string }
  | { readonly word: 'stance-not-coded' | 'drafts-only' | 'coders-disagree' | 'outlet-not-set' | 'no-event' | 'no-date' }
  | { readonly month: string };

export interface DocumentNode {
  readonly type: 'document';
  readonly id: string;
  readonly project: string;
  readonly document: DocumentSummary;
}

export type SourceNode = GroupNode | DocumentNode;

/** Expanding a node asks for all its children at once, so groups larger than this are split. */
export const bucketSize = 300;

export function sourcesTree(projectId: string, project: Project, documents: readonly DocumentSummary[], grouping: Grouping): readonly SourceNode[] {
  const context: Context = { projectId, project, question: project.stance?.[0], allPositions: false };
  const sorted = [...withoutLostCopies(documents)].sort(byTitle);
  switch (grouping) {
    case 'outlet-stance':
      return byOutlet(context, sorted, `${projectId}/o`, (members, id) => byStance(context, members, id, documentNodes));
    case 'stance-outlet':
      return byStance({ ...context, allPositions: true }, sorted, `${projectId}/s`, (_, members, id) =>
        byOutlet(context, members, id, (inner, innerId) => documentNodes(context, inner, innerId)),
      );
    case 'event':
      return byEvent(context, sorted, `${projectId}/e`);
    case 'date':
      return byDate(context, sorted, `${projectId}/d`);
    default:
      return grouping satisfies never;
  }
}

interface Context {
  readonly projectId: string;
  readonly project: Project;
  readonly question: StanceQuestion | undefined;
  /** Whether positions that no document holds are shown too, as places to drop documents on. */
  readonly allPositions: boolean;
}

function documentNodes({ projectId }: Context, documents: readonly DocumentSummary[], parent: string): readonly SourceNode[] {
  const nodes = documents.map((document): DocumentNode => ({ type: 'document', id: `${parent}/f:${document.path}`, project: projectId, document }));
  if (nodes.length <= bucketSize) return nodes;
  const buckets: GroupNode[] = [];
  for (let from = 0; from < nodes.length; from += bucketSize) {
    const children = nodes.slice(from, from + bucketSize);
    const names = [children[0], children.at(-1)].map((node) => (node ? titleOf(node.document) : ''));
    buckets.push(groupOf(`${parent}/b:${from}`, 'bucket', { name: names.join(' – ') }, undefined, children));
  }
  return buckets;
}

function byOutlet(
  context: Context,
  documents: readonly DocumentSummary[],
  parent: string,
  inside: (members: readonly DocumentSummary[], id: string) => readonly SourceNode[],
): readonly SourceNode[] {
  const outlets = context.project.outlets ?? [];
  const members = groupBy(documents, (document) => document.metadata.outlet ?? '');
  const nodes: GroupNode[] = [];
  const known = outlets.map((outlet) => outlet.id);
  for (const id of [...known, ...[...members.keys()].filter((id) => id !== '' && !known.includes(id))]) {
    const own = members.get(id);
    if (!own) continue;
    const name = outlets.find((outlet) => outlet.id === id)?.name ?? id;
    nodes.push(groupOf(`${parent}/o:${id}`, 'outlet', { name }, { project: context.projectId, sets: 'outlet', outlet: id }, inside(own, `${parent}/o:${id}`)));
  }
  nodes.sort((a, b) => ('name' in a.label && 'name' in b.label ? a.label.name.localeCompare(b.label.name) : 0));
  const unset = members.get('');
  if (unset) nodes.push(groupOf(`${parent}/o`, 'outlet', { word: 'outlet-not-set' }, undefined, inside(unset, `${parent}/o`)));
  return nodes;
}

function byStance(
  context: Context,
  documents: readonly DocumentSummary[],
  parent: string,
  inside: (context: Context, members: readonly DocumentSummary[], id: string) => readonly SourceNode[],
): readonly SourceNode[] {
  const { question } = context;
  if (!question) return inside(context, documents, parent);
  const states = groupBy(documents, (document) => {
    const state = stanceState(document.stance, question.id);
    return state.kind === 'coded' ? `p:${state.position}` : state.kind;
  });
  const nodes: GroupNode[] = [];
  const positions = question.positions.map((position) => position.id);
  const strays = [...states.keys()].filter((key) => key.startsWith('p:') && !positions.includes(key.slice(2))).map((key) => key.slice(2));
  for (const id of [...positions, ...strays]) {
    const own = states.get(`p:${id}`) ?? [];
    if (!own.length && !context.allPositions) continue;
    const label = question.positions.find((position) => position.id === id)?.label ?? id;
    nodes.push(
      groupOf(
        `${parent}/s:${id}`,
        'stance',
        { name: label },
        { project: context.projectId, sets: 'stance', question: question.id, position: id, label },
        inside(context, own, `${parent}/s:${id}`),
        codersAmong(own, question.id),
      ),
    );
  }
  for (const [key, word] of [
    ['disagree', 'coders-disagree'],
    ['draft', 'drafts-only'],
    ['not-coded', 'stance-not-coded'],
  ] as const) {
    const own = states.get(key);
    const at = `${parent}/${key}`;
    if (own) nodes.push(groupOf(at, 'stance', { word }, undefined, inside(context, own, at), codersAmong(own, question.id)));
  }
  return nodes;
}

/** Whose entries decide where the documents stand. */
function codersAmong(documents: readonly DocumentSummary[], question: string): readonly string[] {
  const all = documents.flatMap(({ stance }) => {
    const state = stanceState(stance, question);
    return state.kind === 'not-coded' ? [] : state.by;
  });
  return [...new Set(all)].sort();
}

function byEvent(context: Context, documents: readonly DocumentSummary[], parent: string): readonly SourceNode[] {
  const events = [...(context.project.events ?? [])].sort((a, b) => (a.date ?? '9').localeCompare(b.date ?? '9'));
  const nodes: GroupNode[] = events.flatMap((event) => {
    const own = documents.filter((document) => document.metadata.events?.includes(event.id));
    const id = `${parent}/e:${event.id}`;
    return [groupOf(id, 'event', { name: event.name }, { project: context.projectId, sets: 'event', event: event.id }, documentNodes(context, own, id))];
  });
  const known = new Set(events.map((event) => event.id));
  const rest = documents.filter((document) => !document.metadata.events?.some((event) => known.has(event)));
  if (rest.length) nodes.push(groupOf(`${parent}/none`, 'event', { word: 'no-event' }, undefined, documentNodes(context, rest, `${parent}/none`)));
  return nodes;
}

/** By month of publication, newest first; within a month by day. */
function byDate(context: Context, documents: readonly DocumentSummary[], parent: string): readonly SourceNode[] {
  const months = groupBy(documents, (document) => document.publication?.end.slice(0, 7) ?? '');
  const nodes = [...months.keys()]
    .filter((month) => month !== '')
    .sort((a, b) => b.localeCompare(a))
    .map((month) => {
      const own = [...(months.get(month) ?? [])].sort((a, b) => (b.publication?.end ?? '').localeCompare(a.publication?.end ?? ''));
      return groupOf(`${parent}/d:${month}`, 'date', { month }, undefined, documentNodes(context, own, `${parent}/d:${month}`));
    });
  const undated = months.get('');
  if (undated) nodes.push(groupOf(`${parent}/none`, 'date', { word: 'no-date' }, undefined, documentNodes(context, undated, `${parent}/none`)));
  return nodes;
}

/** A copy counts with its original, so only if that is there, and is not itself given as the copy. */
function withoutLostCopies(documents: readonly DocumentSummary[]): readonly DocumentSummary[] {
  const byPath = new Map(documents.map((document) => [document.path, document]));
  return documents.map((document) => {
    if (document.metadata['copy-of'] === undefined || !isCounted(document, (path) => byPath.get(path))) return document;
    const metadata = { ...document.metadata };
    delete metadata['copy-of'];
    return { ...document, metadata };
  });
}

export function groupOf(
  id: string,
  what: GroupNode['what'],
  label: GroupLabel,
  drop: Drop | undefined,
  children: readonly SourceNode[],
  coders: readonly string[] = [],
): GroupNode {
  const documents = children.flatMap(originals);
  const having = (kind: Coverage): number => documents.filter((document) => coverageOf(document) === kind).length;
  return {
    type: 'group',
    id,
    what,
    label,
    count: documents.length,
    coverage: { coded: having('coded'), draft: having('draft'), read: having('read') },
    coders,
    drop,
    children,
  };
}

/** The documents below a node, copies of others left out. */
function originals(node: SourceNode): readonly DocumentSummary[] {
  if (node.type === 'group') return node.children.flatMap(originals);
  return node.document.metadata['copy-of'] === undefined ? [node.document] : [];
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const members = groups.get(key(item));
    if (members) members.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

export function titleOf(document: DocumentSummary): string {
  return document.metadata.title ?? document.path;
}

function byTitle(a: DocumentSummary, b: DocumentSummary): number {
  return titleOf(a).localeCompare(titleOf(b)) || a.path.localeCompare(b.path);
}
