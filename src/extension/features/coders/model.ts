/** The rows of the Coders view, as data: who has what still to code, and where coders differ. No editor in here. */
import type { Case, Mark } from '../../../core/adjudication';
import type { DocumentCoding } from '../../../core/corpus/types';
import type { Assignment } from '../../../core/project/schema';
import { progressOf, type Progress } from '../../../core/assignment';
import type { StanceEntry } from '../../../core/sidecar/schema';
import { reconcile } from '../reconcile';
import { shorten } from '../shorten';

export type SectionKind = 'project' | 'assignments' | 'open' | 'agreed' | 'settled' | 'stretch';

export interface SectionNode {
  readonly type: 'section';
  readonly id: string;
  readonly what: SectionKind;
  /** Of a project its name; of a stretch of a long list, the titles that it is from and to. */
  readonly name?: string;
  /** Number of cases below it, or of coders. */
  readonly count: number;
  readonly children: readonly ListedNode[];
}
export interface CoderNode {
  readonly type: 'coder';
  readonly id: string;
  readonly progress: Progress;
  /** How far another coder has come is hidden with their coding. */
  readonly hidden: boolean;
  readonly children: readonly DocumentNode[];
}
export interface DocumentNode {
  readonly type: 'document';
  readonly id: string;
  readonly project: string;
  readonly path: string;
  readonly title: string;
  readonly cases: readonly Case[];
  /** One of many: its cases are shown when a reader opens it. */
  readonly folded: boolean;
}
/** What the tree is made of before anything is opened. */
export type ListedNode = SectionNode | CoderNode | DocumentNode;
export interface CaseNode {
  readonly type: 'case';
  readonly id: string;
  readonly project: string;
  readonly path: string;
  readonly found: Case;
}
/** What one coder says of a case; nothing, if they have nothing there. */
export interface SideNode {
  readonly type: 'side';
  readonly id: string;
  readonly coder: string;
  readonly of: CaseNode;
  readonly mark: Mark | undefined;
  readonly entry: StanceEntry | undefined;
}
export type CodersNode = ListedNode | CaseNode | SideNode;

export interface ProjectCoding {
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
  /** Those with some coding. */
  readonly documents: readonly DocumentCoding[];
  /** Undefined for what is no document. */
  readonly titleOf: (path: string) => string | undefined;
  /** The coder whose coding alone is shown. */
  readonly only: string | undefined;
}

export interface Tally {
  /** Disagreements, settled or not. */
  readonly disagreements: number;
  readonly settled: number;
  readonly agreed: number;
  readonly accepted: number;
  readonly unplaced: number;
}

/** More documents of one coder are not listed: a coder goes on with the next, and the number says how many there are. */
export const mostListed = 200;
/** Rows that VS Code is given at once; it asks for all of them. */
export const bucketSize = 300;
/** More cases than this are not all open from the start. */
const mostUnfolded = 100;
/** Characters of each of the two titles that name a stretch. */
const titleEnd = 14;

/** Whether there is anything for this view: a second coder, or assignments. */
export function hasSeveralCoders(projects: readonly Pick<ProjectCoding, 'assignments' | 'documents'>[]): boolean {
  return projects.some(({ assignments, documents }) => assignments.length > 0 || new Set(documents.flatMap(({ signedBy }) => signedBy)).size > 1);
}

export function codersTree(projects: readonly ProjectCoding[]): readonly ListedNode[] {
  const trees = projects.map((project) => ({ project, nodes: sectionsOf(project) })).filter(({ nodes }) => nodes.length > 0);
  if (trees.length <= 1) return trees.flatMap(({ nodes }) => nodes);
  return trees.map(({ project: { id, name }, nodes }): SectionNode => ({ type: 'section', id, what: 'project', name, count: nodes.length, children: nodes }));
}

export function tallyOf(documents: readonly DocumentCoding[]): Tally {
  const cases = documents.flatMap((document) => document.cases);
  const count = (agreed: boolean, settled: boolean): number =>
    cases.filter(({ kind, state }) => (kind === 'agreed') === agreed && (!settled || state === 'settled')).length;
  return {
    disagreements: count(false, false),
    settled: count(false, true),
    agreed: count(true, false),
    accepted: count(true, true),
    unplaced: documents.reduce((sum, { unplaced }) => sum + unplaced, 0),
  };
}

/** The rows below one; cases and what coders say of them are made when they are asked for. */
export function childrenOf(node: CodersNode): readonly CodersNode[] {
  switch (node.type) {
    case 'section':
    case 'coder':
      return node.children;
    case 'document':
      return casesOf(node);
    case 'case':
      return sidesOf(node);
    case 'side':
      return [];
    default:
      return node satisfies never;
  }
}

export function casesOf({ id, project, path, cases }: DocumentNode): readonly CaseNode[] {
  return cases.map((found) => ({ type: 'case', id: `${id} ${found.id}`, project, path, found }));
}

/** Everybody who has finished the document, in the order of their names: the order of the keys 1, 2, … */
export function sidesOf(of: CaseNode): readonly SideNode[] {
  const { id, found } = of;
  return found.coders.map((coder): SideNode => {
    const mark = found.about === 'passage' ? found.marks.find((one) => one.coder === coder) : undefined;
    const entry = found.about === 'stance' ? found.entries.find(({ by }) => by === coder) : undefined;
    return { type: 'side', id: `${id} ${coder}`, coder, of, mark, entry };
  });
}

/** All cases below, each as often as it stands there. */
export function casesBelow(nodes: readonly CodersNode[]): readonly CaseNode[] {
  return nodes.flatMap((node) => (node.type === 'case' ? [node] : node.type === 'side' ? [] : casesBelow(childrenOf(node))));
}

/** The cases that wait, in the order of the view. */
export function waiting(nodes: readonly CodersNode[]): readonly CaseNode[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'section') return [];
    if (node.what === 'project') return waiting(node.children);
    return node.what === 'open' ? casesBelow(node.children) : [];
  });
}

/** Takes a new tree over into the one that is shown: what says the same is not drawn anew. */
export function redrawn(shown: readonly ListedNode[], fresh: readonly ListedNode[]): ReturnType<typeof reconcile<ListedNode>> {
  return reconcile(shown, fresh, {
    says: (node) => JSON.stringify(node.type === 'document' ? node : { ...node, children: [] }),
    below: (node) => (node.type === 'document' ? undefined : node.children),
  });
}

function sectionsOf(project: ProjectCoding): readonly SectionNode[] {
  const finished = new Map(project.documents.map(({ path, finishedBy }) => [path, finishedBy] as const));
  const finishedBy = (path: string): readonly string[] | undefined => finished.get(path) ?? (project.titleOf(path) === undefined ? undefined : []);
  const coders = progressOf(project.assignments, finishedBy).map((progress): CoderNode => {
    const hidden = project.only !== undefined && project.only !== progress.coder;
    const id = `${project.id} assigned ${progress.coder}`;
    const children = hidden ? [] : progress.open.slice(0, mostListed).map((path) => documentNode(project, id, path, [], true));
    return { type: 'coder', id, progress, hidden, children };
  });
  const assignments: SectionNode = { type: 'section', id: `${project.id} assignments`, what: 'assignments', count: coders.length, children: coders };
  const sections = [
    casesSection(project, 'open', ({ kind, state }) => kind !== 'agreed' && state !== 'settled'),
    casesSection(project, 'agreed', ({ kind, state }) => kind === 'agreed' && state !== 'settled'),
    casesSection(project, 'settled', ({ state }) => state === 'settled'),
  ];
  return [...(coders.length > 0 ? [assignments] : []), ...sections.filter(({ count }) => count > 0)];
}

function casesSection(project: ProjectCoding, what: SectionKind, belongs: (found: Case) => boolean): SectionNode {
  const id = `${project.id} ${what}`;
  const found = project.documents.flatMap(({ path, cases }) => {
    const own = cases.filter(belongs);
    return own.length > 0 ? [{ path, own }] : [];
  });
  const count = found.reduce((sum, { own }) => sum + own.length, 0);
  const { compare } = new Intl.Collator();
  const documents = found
    .map(({ path, own }) => documentNode(project, id, path, own, count > mostUnfolded))
    .sort((a, b) => compare(a.title, b.title) || compare(a.path, b.path));
  return { type: 'section', id, what, count, children: stretches(id, documents) };
}

/** Opening a row asks for everything below it at once, so a long list is split. */
function stretches(id: string, documents: readonly DocumentNode[]): readonly (SectionNode | DocumentNode)[] {
  if (documents.length <= bucketSize) return documents;
  const size = Math.max(bucketSize, Math.ceil(documents.length / bucketSize));
  return Array.from({ length: Math.ceil(documents.length / size) }, (_, index): SectionNode => {
    const children = documents.slice(index * size, (index + 1) * size);
    const name = `${shorten(children[0]?.title ?? '', titleEnd)} – ${shorten(children.at(-1)?.title ?? '', titleEnd)}`;
    const count = children.reduce((sum, { cases }) => sum + cases.length, 0);
    return { type: 'section', id: `${id} stretch ${index}`, what: 'stretch', name, count, children };
  });
}

function documentNode(project: ProjectCoding, parent: string, path: string, cases: readonly Case[], folded: boolean): DocumentNode {
  return { type: 'document', id: `${parent} ${path}`, project: project.id, path, title: project.titleOf(path) ?? path, cases, folded };
}
