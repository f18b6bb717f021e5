/** The Sources view: documents by outlet and stance, by event, or by date; dropping documents on a group codes them. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command, type Grouping, groupings, setting, view } from '../../contributions';
import type { DocumentModel } from '../../workspace/document';
import { breathe, inSteps } from '../../workspace/breathe';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';
import { Repeated } from '../../workspace/repeated';
import { settingOf } from '../../workspace/settings';
import { setOutlet, addEvent } from '../documents/acts';
import { dayFormat } from '../dates/words';
import { hiddenWords } from '../documents/shown';
import { escapeMarkdown } from '../../markdown';
import { outletName } from '../hovers/cards';
import { showRow } from '../showing';
import { TreeNews } from '../treeNews';
import { overviewWords } from '../wordings/words';
import { documentItem, evidenceWords, groupItem, tooltipOf } from './items';
import { bucketSize, type DocumentNode, type SourceNode, type SourcesInput, SourcesTree } from './model';
import { registerReading } from './reading';
import { readingWords } from './readingWords';

const mime = `application/vnd.code.tree.${view.sources.toLowerCase()}`;

export function registerSources(app: App): vscode.Disposable {
  const provider = new SourcesProvider(app);
  const tree = vscode.window.createTreeView(view.sources, {
    treeDataProvider: provider,
    dragAndDropController: provider,
    canSelectMany: true,
    showCollapseAll: true,
  });
  return vscode.Disposable.from(
    provider,
    tree,
    registerReading(app),
    app.selectedSources.watch(tree),
    app.projects.onDidChange((change) => {
      if (change.kind !== 'sidecar')
        background(
          app.log,
          // Where nobody answers, the view says so.
          provider.refresh(change.kind === 'projects').finally(() => {
            tree.message = provider.message();
          }),
        );
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting.groupBy)) background(app.log, provider.refresh());
      if (event.affectsConfiguration(setting.comments)) provider.redraw();
    }),
    vscode.commands.registerCommand(command.groupSources, () => chooseGrouping()),
    vscode.commands.registerCommand(command.revealDocument, () => revealActive(app, provider, tree)),
  );
}

/** A document that was opened a moment ago is still being read, and news that comes while its row is looked for makes another of it: then that one is. */
async function revealActive(app: App, provider: SourcesProvider, tree: vscode.TreeView<SourceNode>): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const article = uri && (await app.articles.ready(uri));
  if (!article) return;
  const find = async (): Promise<SourceNode | undefined> => {
    await provider.refresh();
    return provider.nodeOf(article.model);
  };
  await showRow<SourceNode>(tree, find, app.log);
}

interface Dragged {
  readonly project: string;
  readonly path: string;
}

function isDragged(value: unknown): value is readonly Dragged[] {
  return (
    Array.isArray(value) &&
    value.every(
      (item: unknown) =>
        typeof item === 'object' && item !== null && 'project' in item && typeof item.project === 'string' && 'path' in item && typeof item.path === 'string',
    )
  );
}

class SourcesProvider implements vscode.TreeDataProvider<SourceNode>, vscode.TreeDragAndDropController<SourceNode>, vscode.Disposable {
  private readonly changed = new TreeNews<SourceNode>();
  readonly onDidChangeTreeData = this.changed.event;
  readonly dragMimeTypes = [mime];
  readonly dropMimeTypes = [mime];
  private trees: readonly ProjectTree[] = [];
  /** A tree takes in one thing at a time, and later news goes along with it. */
  private readonly refreshes = new Repeated(() => this.takeIn());
  private anew = false;
  private readonly shortDay = dayFormat(vscode.env.language, { day: 'numeric', month: 'short', year: 'numeric' });

  private warm: Promise<void> | undefined;

  constructor(private readonly app: App) {}

  /** The first format of a day takes the engine 15 to 40 ms to make: it has a turn of its own, before rows ask for it. */
  private async warmUp(): Promise<void> {
    await breathe();
    this.shortDay('2000-01-01');
  }

  /**
   * Takes in what is new in the index. Of a tree that stays what it is, only the groups that this is about are drawn anew.
   * @param anew all are: documents were found, which rows open
   */
  refresh(anew = false): Promise<void> {
    this.anew ||= anew;
    return this.refreshes.run();
  }

  private async takeIn(): Promise<void> {
    const projects = this.app.projects.all();
    if (projects.length > 0) await (this.warm ??= this.warmUp());
    await Promise.all(projects.map(({ summaries }) => summaries.update()));
    const shown = this.trees;
    const trees = projects.map((project) => this.treeOf(project));
    const several = projects.length > 1;
    const drawn: SourceNode[] = [];
    let all = shown.length !== trees.length || shown.some((one, at) => one !== trees[at]);
    for (const one of trees) {
      const { revision, paths } = one.project.summaries.since(one.revision);
      one.revision = revision;
      const rows = await inSteps(one.tree.taking(paths, (path) => one.project.summaries.get(path)));
      // Its own row counts what is below.
      if (several && rows?.some(({ type }) => type === 'group') !== false) drawn.push(one.tree.root);
      else if (rows) drawn.push(...rows);
      else all = true;
    }
    // A new one is shown when it has all.
    this.trees = trees;
    all ||= this.anew;
    this.anew = false;
    if (all) this.changed.fire();
    else if (drawn.length > 0) this.changed.fire(drawn);
  }

  /** Rows say something else than before, though the index does not. */
  redraw(): void {
    this.changed.fire();
  }

  /** What the view says above its items while the index is being filled. */
  message(): string {
    const reading = readingWords(this.app.projects.all(), vscode.l10n.t);
    return [hiddenWords(this.app, this.app.projects.all()), reading].filter((sentence) => sentence !== '').join(' ');
  }

  getTreeItem(node: SourceNode): vscode.TreeItem {
    const project = node.type === 'document' ? this.app.projects.byId(node.project) : undefined;
    return node.type === 'group'
      ? groupItem(node, vscode.l10n.t, vscode.env.language)
      : documentItem(node, project, this.app.marks.countComments, vscode.l10n.t, this.shortDay);
  }

  /** Made when the reader rests on the row: what a document shares with others takes a comparison. A row that had a tooltip would keep that one. */
  async resolveTreeItem(item: vscode.TreeItem, node: SourceNode, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    const project = node.type === 'document' ? this.app.projects.byId(node.project) : undefined;
    if (node.type !== 'document' || !project) return item;
    const { document } = node;
    const parts = [tooltipOf(document, project.value, this.app.marks.countComments, vscode.l10n.t, vscode.env.language)];
    const model = project.documents.get(document.path);
    if (model) {
      parts.push(evidenceWords(document, (await model.said()).annotations ?? [], this.app.marks.countComments, vscode.l10n.t));
      const overview = await this.app.overviews.of(model, token);
      const outletOf = (path: string): string => {
        const { outlet } = project.summaries.get(path)?.metadata ?? {};
        return outlet === undefined ? path : outletName(project.value, outlet, vscode.l10n.t);
      };
      if (overview && !token.isCancellationRequested) parts.push(escapeMarkdown(overviewWords(overview, outletOf, vscode.l10n.t)));
    }
    item.tooltip = new vscode.MarkdownString(parts.filter((part) => part !== '').join('\n\n'));
    return item;
  }

  getChildren(node?: SourceNode): SourceNode[] {
    if (!node) this.changed.asked();
    if (node) return node.type === 'group' ? [...node.children] : [];
    if (this.trees.length > 1) return this.trees.map(({ tree }) => tree.root);
    return [...(this.trees[0]?.tree.root.children ?? [])];
  }

  getParent({ parent }: SourceNode): SourceNode | undefined {
    return parent?.what === 'project' && this.trees.length === 1 ? undefined : parent;
  }

  nodeOf(model: DocumentModel): DocumentNode | undefined {
    return this.trees.find(({ project }) => project === model.project)?.tree.nodeOf(model.path);
  }

  handleDrag(nodes: readonly SourceNode[], transfer: vscode.DataTransfer): void {
    const dragged = nodes.flatMap((node) => (node.type === 'document' ? [{ project: node.project, path: node.document.path }] : []));
    transfer.set(mime, new vscode.DataTransferItem(dragged));
    const uris = dragged.flatMap(({ project, path }) => this.app.projects.byId(project)?.documents.get(path)?.uri.toString() ?? []);
    transfer.set('text/uri-list', new vscode.DataTransferItem(uris.join('\r\n')));
  }

  async handleDrop(target: SourceNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const drop = (target?.type === 'document' ? target.parent : target)?.drop;
    const dragged: unknown = transfer.get(mime)?.value;
    if (!drop || !isDragged(dragged)) return;
    // Ids of one project mean nothing in another.
    const models = dragged
      .filter(({ project }) => project === drop.project)
      .flatMap(({ project, path }) => this.app.projects.byId(project)?.documents.get(path) ?? []);
    if (!models.length) return;
    switch (drop.sets) {
      case 'stance':
        return (await import('../stance/code')).dropOnPosition(this.app, models, { question: drop.question, position: drop.position });
      case 'outlet':
        return setOutlet(this.app, models, drop.outlet);
      case 'event':
        return addEvent(this.app, models, drop.event);
      default:
        return drop satisfies never;
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private treeOf(project: ProjectModel): ProjectTree {
    const input: SourcesInput = {
      projectId: project.id,
      name: project.name,
      project: project.value,
      grouping: settingOf<Grouping>(setting.groupBy, 'outlet-stance'),
      large: project.documents.size > bucketSize,
    };
    const known = this.trees.find((one) => one.project === project && one.tree.isOf(input));
    return known ?? { project, tree: new SourcesTree(input), revision: 0 };
  }
}

/** @property revision what of the project's summaries the tree has taken in */
interface ProjectTree {
  readonly project: ProjectModel;
  readonly tree: SourcesTree;
  revision: number;
}

async function chooseGrouping(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const current = configuration.get<Grouping>(setting.groupBy, 'outlet-stance');
  const words: Readonly<Record<Grouping, string>> = {
    'outlet-stance': vscode.l10n.t('Outlet, then stance'),
    'stance-outlet': vscode.l10n.t('Stance, then outlet'),
    event: vscode.l10n.t('Event'),
    date: vscode.l10n.t('Publication date'),
  };
  const items = groupings.map((grouping) => ({ label: words[grouping], grouping, ...(grouping === current && { description: vscode.l10n.t('current') }) }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group Sources By') });
  if (chosen)
    await configuration.update(
      setting.groupBy,
      chosen.grouping,
      configuration.inspect(setting.groupBy)?.workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace,
    );
}
