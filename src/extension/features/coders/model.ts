/** The rows of the Coders view, as data: who has what still to code, and where coders differ. No editor in here. */
import type { Case, Mark } from '../../../core/adjudication';
import type { DocumentCoding } from '../../../core/corpus/types';
import type { Assignment } from '../../../core/project/schema';
import { progressOf, type Progress } from '../../../core/assignment';
import type { StanceEntry } from '../../../core/sidecar/schema';

export type SectionKind = 'project' | 'assignments' | 'open' | 'agreed' | 'settled';

export interface SectionNode {
  readonly type: 'section';
  readonly id: string;
  readonly what: SectionKind;
  /** Of a project: its name. */
  readonly name?: string;
  /** Number of cases below it, or of coders. */
  readonly count: number;
  readonly children: readonly CodersNode[];
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
  readonly children: readonly CaseNode[];
}
export interface CaseNode {
  readonly type: 'case';
  readonly id: string;
  readonly project: string;
  readonly path: string;
  readonly found: Case;
  readonly children: readonly SideNode[];
}
/** What one coder says of a case; nothing, if they have nothing there. */
export interface SideNode {
  readonly type: 'side';
  readonly id: string;
  readonly coder: string;
  readonly of: Pick<CaseNode, 'project' | 'path' | 'found'>;
  readonly mark: Mark | undefined;
  readonly entry: StanceEntry | undefined;
}
export type CodersNode = SectionNode | CoderNode | DocumentNode | CaseNode | SideNode;

export interface ProjectCoding {
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly documents: readonly DocumentCoding[];
  readonly titles: ReadonlyMap<string, string>;
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

/** Whether there is anything for this view: a second coder, or assignments. */
export function hasSeveralCoders(projects: readonly Pick<ProjectCoding, 'assignments' | 'documents'>[]): boolean {
  return projects.some(({ assignments, documents }) => assignments.length > 0 || new Set(documents.flatMap(({ signedBy }) => signedBy)).size > 1);
}

export function codersTree(projects: readonly ProjectCoding[]): readonly CodersNode[] {
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

/** The cases that wait, in the order of the view. */
export function waiting(nodes: readonly CodersNode[]): readonly CaseNode[] {
  return nodes.flatMap((node): readonly CaseNode[] => {
    if (node.type === 'case') return [node];
    if (node.type === 'document') return node.children;
    return node.type === 'section' && (node.what === 'open' || node.what === 'project') ? waiting(node.children) : [];
  });
}

function sectionsOf(project: ProjectCoding): readonly SectionNode[] {
  const finished = new Map(project.documents.map(({ path, finishedBy }) => [path, finishedBy] as const));
  const coders = progressOf(project.assignments, (document) => finished.get(document)).map((progress): CoderNode => {
    const hidden = project.only !== undefined && project.only !== progress.coder;
    const id = `${project.id} assigned ${progress.coder}`;
    const children = hidden ? [] : progress.open.slice(0, mostListed).map((path) => documentNode(project, id, path, []));
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
  const children = project.documents.flatMap(({ path, cases }) => {
    const own = cases.filter(belongs);
    return own.length > 0 ? [documentNode(project, id, path, own)] : [];
  });
  const sorted = [...children].sort((a, b) => a.title.localeCompare(b.title) || a.path.localeCompare(b.path));
  return { type: 'section', id, what, count: sorted.reduce((sum, document) => sum + document.children.length, 0), children: sorted };
}

function documentNode(project: ProjectCoding, parent: string, path: string, cases: readonly Case[]): DocumentNode {
  const id = `${parent} ${path}`;
  const children = cases.map((found): CaseNode => {
    const of = { project: project.id, path, found };
    return { type: 'case', id: `${id} ${found.id}`, ...of, children: sidesOf(`${id} ${found.id}`, of) };
  });
  return { type: 'document', id, project: project.id, path, title: project.titles.get(path) ?? path, children };
}

/** Everybody who has finished the document, in the order of their names: the order of the keys 1, 2, … */
function sidesOf(parent: string, of: SideNode['of']): readonly SideNode[] {
  const { found } = of;
  return found.coders.map((coder): SideNode => {
    const mark = found.about === 'passage' ? found.marks.find((one) => one.coder === coder) : undefined;
    const entry = found.about === 'stance' ? found.entries.find(({ by }) => by === coder) : undefined;
    return { type: 'side', id: `${parent} ${coder}`, coder, of, mark, entry };
  });
}
