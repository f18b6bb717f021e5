/** The tree of the Passages view: what has drifted on top, then the passages that fit the filter, grouped as asked. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import type { PassageGrouping } from '../../contributions';
import { failureWords } from '../../workspace/failureWords';
import type { ProjectModel } from '../../workspace/project';
import type { AsideReason } from '../../../core/yaml/waiting';
import type { OpenFile } from '../../workspace/document';
import { asideIn, recoveredIn, unwrittenIn } from '../documents/unwritten';
import { TreeNews } from '../treeNews';
import { filterWords, isEmpty, matcher, noFilter, type PassageFilter } from './filter';
import { marksOfCorpus, marksOfDocument, projectsShown, rowsOfCorpus, rowsOfDocument } from './gather';
import { bucketSize, groupRows, type RowGroup } from './groups';
import { groupItem, passageItem, passageTooltip, pendingItem, rowsItem } from './items';
import {
  candidatesOf,
  driftedNodes,
  groupNodes,
  type ModelOf,
  passageNode,
  type PassageNode,
  type PassagesNode,
  type PendingNode,
  rowNodes,
  type WaitingNode,
  type MarkNode,
} from './nodes';
import { mayTell, overtakenWords, recoveredWords } from './overtaken';
import { type Indexes, type PassageRow, sameRows } from './rows';

export type Scope = 'document' | 'corpus';

/** So many drifted passages are shown with their places open. */
const fewDrifted = 5;

/** What the view looks like after it looked again. */
export interface Shown {
  /** What waits for a person, whatever the filter. */
  readonly drifted: readonly (PassageNode | MarkNode)[];
  /** Passages that fit, and all in the scope. */
  readonly fitting: number;
  readonly all: number;
}

export class PassagesProvider implements vscode.TreeDataProvider<PassagesNode>, vscode.Disposable {
  private readonly changed = new TreeNews<PassagesNode>();
  readonly onDidChangeTreeData = this.changed.event;
  scope: Scope = 'document';
  filter: PassageFilter = noFilter;
  private roots: readonly PassagesNode[] = [];
  private readonly parents = new Map<string, PassagesNode>();
  private run = 0;
  private latest: Promise<unknown> = Promise.resolve();
  private shown = '';
  private shownRows: readonly PassageRow[] = [];
  /** What waits for a person, in the scope of the view. */
  drifted: readonly (PassageNode | MarkNode)[] = [];
  private marks: readonly MarkNode[] = [];
  /** All in the scope, whatever the filter. */
  all: readonly PassageRow[] = [];
  /** Those that fit the filter. */
  fitting: readonly PassageRow[] = [];

  /** By project as it was read: see {@link labels}. */
  private readonly labelled = new WeakMap<object, string>();

  /** @param groupingOf how a scope is grouped */
  constructor(
    private readonly app: App,
    private readonly groupingOf: (scope: Scope) => PassageGrouping,
  ) {}

  get grouping(): PassageGrouping {
    return this.groupingOf(this.scope);
  }

  readonly indexes: Indexes = (project) => this.app.projects.byId(project)?.index;

  readonly modelOf: ModelOf = ({ document }) => this.app.projects.byId(document.project)?.documents.get(document.path);

  /** @returns undefined if a later call has overtaken this one */
  refresh(): Promise<Shown | undefined> {
    return (this.latest = this.look());
  }

  /** Resolves when the rows are of what is asked for now, whichever call has brought them. */
  async upToDate(): Promise<void> {
    for (let seen: Promise<unknown> | undefined; seen !== this.latest;) await (seen = this.latest);
  }

  private async look(): Promise<Shown | undefined> {
    const run = ++this.run;
    const { active } = this.app.articles;
    const [all, marks] =
      this.scope === 'corpus'
        ? await Promise.all([rowsOfCorpus(this.projects()), marksOfCorpus(this.projects())])
        : active
          ? [rowsOfDocument(active), marksOfDocument(active)]
          : [[], []];
    if (run !== this.run) return undefined;
    this.all = all;
    this.marks = marks;
    this.fitting = isEmpty(this.filter) ? all : all.filter(matcher(this.filter, this.indexes));
    const rows = (of: readonly PassageRow[]): readonly PassageNode[] =>
      of.filter(({ state }) => state !== 'exact').flatMap((row) => passageNode(row, 'drifted', this.modelOf) ?? []);
    // A filter asks for passages: decisions about marks are none.
    this.drifted = [...rows(this.fitting), ...(isEmpty(this.filter) ? marks : [])];
    const waiting = [...this.waiting(), ...this.pending()];
    const key = JSON.stringify([waiting, this.scope, this.grouping, this.labels(), this.marks.map(({ model, ...mark }) => [model.path, mark])]);
    if (key !== this.shown || !sameRows(this.shownRows, this.fitting)) {
      this.shown = key;
      this.shownRows = this.fitting;
      this.parents.clear();
      const drifted: readonly PassagesNode[] = this.drifted.length
        ? [{ type: 'group', id: 'drifted', label: vscode.l10n.t('To check'), icon: 'warning', children: this.drifted }]
        : [];
      this.roots = [...waiting, ...drifted, ...this.grouped()];
      this.changed.fire();
    }
    return { drifted: [...rows(all), ...marks], fitting: this.fitting.length, all: all.length };
  }

  /** The rows that are in place, by what they are grouped by; as one group where they are a list. */
  groups(): readonly RowGroup[] {
    const { grouping } = this;
    return grouping === 'none' ? [] : groupRows(this.fine(), grouping, this.indexes, vscode.l10n.t);
  }

  getChildren(node?: PassagesNode): PassagesNode[] {
    if (!node) this.changed.asked();
    const children = node ? this.childrenOf(node) : this.roots;
    if (node) for (const child of children) this.parents.set(idOf(child), node);
    return [...children];
  }

  getParent(node: PassagesNode): PassagesNode | undefined {
    return node.type === 'candidate' ? node.of : this.parents.get(idOf(node));
  }

  getTreeItem(node: PassagesNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    switch (node.type) {
      case 'group':
        return groupItem(node);
      case 'rows':
      case 'groups':
        return rowsItem(node);
      case 'passage':
        return passageItem(node, { corpus: this.scope === 'corpus', grouping: this.grouping, open: this.drifted.length <= fewDrifted });
      case 'mark':
        return import('./marks').then(({ markItem }) => markItem(node, this.drifted.length <= fewDrifted));
      case 'candidate':
        return import('./candidates').then(({ candidateItem }) => candidateItem(node));
      case 'pending':
        return pendingItem(node);
      case 'gone':
      case 'changed':
      case 'recovered':
      case 'interrupted':
        return import('./waiting').then(({ waitingItem }) => waitingItem(node));
      default:
        return node satisfies never;
    }
  }

  resolveTreeItem(item: vscode.TreeItem, node: PassagesNode): vscode.TreeItem {
    if (node.type === 'passage') item.tooltip = passageTooltip(node);
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }

  projects(): readonly ProjectModel[] {
    return projectsShown(this.app);
  }

  /** What is asked for, as it stands above the view; empty where nothing is. */
  filterWords(): readonly string[] {
    return filterWords(this.filter, this.projects()[0]?.index, vscode.l10n.t);
  }

  private childrenOf(node: PassagesNode): readonly PassagesNode[] {
    switch (node.type) {
      case 'group':
        return driftedNodes(node);
      case 'rows':
        return rowNodes(node.rows, node.id, this.modelOf);
      case 'groups':
        return node.groups;
      case 'passage':
      case 'mark':
        return candidatesOf(node);
      case 'candidate':
      case 'pending':
      case 'gone':
      case 'changed':
      case 'recovered':
      case 'interrupted':
        return [];
      default:
        return node satisfies never;
    }
  }

  private fine(): readonly PassageRow[] {
    return this.fitting.filter(({ state }) => state === 'exact');
  }

  private grouped(): readonly PassagesNode[] {
    if (this.grouping === 'none') return rowNodes(this.fine(), '', this.modelOf);
    return groupNodes(this.groups(), this.fitting.length <= bucketSize);
  }

  /** Names that rows and groups show and that change without them: a renamed tag, outlet or actor. */
  private labels(): readonly unknown[] {
    return this.projects().map(({ value }) => {
      const { tags, outlets, actors, stance } = value;
      // Asked for with every decision, and a registry is large.
      const known = this.labelled.get(value) ?? JSON.stringify([tags, outlets, actors?.map(({ id, name }) => [id, name]), stance]);
      this.labelled.set(value, known);
      return known;
    });
  }

  /** What other acts have left for a person to settle. */
  private waiting(): WaitingNode[] {
    return [
      ...this.app.rewritings.unfinished.map(({ id, label, rewrites }): WaitingNode => ({ type: 'interrupted', id, label, count: rewrites.length })),
      ...(['changed', 'gone'] as const).flatMap((why) => asideIn(this.app, why).map((file) => asideNode(file, why, this.shownIn(file)))),
      ...recoveredIn(this.app).map((file) => recoveredNode(file, this.shownIn(file))),
    ];
  }

  /** Whose coding alone is shown where a file is. */
  private shownIn({ uri }: OpenFile): string | undefined {
    return this.app.projects.projectOf(uri)?.only;
  }

  private pending(): PendingNode[] {
    return unwrittenIn(this.app).map(({ path, uri, store, failure }): PendingNode => ({
      type: 'pending',
      uri: uri.toString(),
      path,
      count: store.pendingDecisions.length,
      reason: failureWords(failure),
    }));
  }
}

function idOf(node: PassagesNode): string {
  switch (node.type) {
    case 'candidate':
      return `${idOf(node.of)} ${node.index}`;
    case 'mark':
      return `mark ${node.model.uri.toString()} ${node.decision.id}`;
    case 'pending':
    case 'gone':
    case 'changed':
    case 'recovered':
      return `${node.type} ${node.uri}`;
    default:
      return node.id;
  }
}

function asideNode({ path, uri, store }: OpenFile, why: AsideReason, only: string | undefined): WaitingNode {
  const all = store.overtaken(why);
  const told = all.filter(({ aside }) => mayTell(aside.decision, aside.was, only));
  const words = told.map(({ aside, standing }) => overtakenWords(aside, standing, vscode.l10n.t));
  return { type: why, uri: uri.toString(), path, count: all.length, words };
}

function recoveredNode({ path, uri, store }: OpenFile, only: string | undefined): WaitingNode {
  const told = store.recovered.filter(({ decision, was }) => mayTell(decision, was, only));
  const words = told.map(({ decision, was }) => recoveredWords(decision, was, vscode.l10n.t));
  return { type: 'recovered', uri: uri.toString(), path, count: store.recovered.length, words };
}
