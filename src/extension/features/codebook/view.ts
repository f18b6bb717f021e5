/** The tree of the Codebook view: nested tags with their counts; tags are dragged below others. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import type { ProjectModel } from '../../workspace/project';
import { ShownProject } from '../shownProject';
import { TreeNews } from '../treeNews';
import { tagItem, tagTooltip } from './items';
import { type CodebookFilter, type Uses, visibleTags } from './model';
import { isTagNode, type TagNode } from './selection';

/** A codebook of more tags begins with its groups closed. */
const mostOpen = 300;

export class CodebookProvider implements vscode.TreeDataProvider<TagNode>, vscode.Disposable {
  private readonly changed = new TreeNews<TagNode>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly shownProject: ShownProject;
  private uses: Uses = new Map();
  private visible: ReadonlySet<string> | undefined;
  private shown = '';
  private shownTags: ProjectModel['value']['tags'];
  private run = 0;
  filter: CodebookFilter = {};

  constructor(private readonly app: App) {
    this.shownProject = new ShownProject(app);
  }

  get project(): ProjectModel | undefined {
    return this.shownProject.current;
  }

  async refresh(): Promise<void> {
    const run = ++this.run;
    const project = this.shownProject.update();
    const uses = (await project?.corpus.tagUses()) ?? [];
    if (run !== this.run) return;
    this.uses = new Map(uses.map((use) => [use.tag, use]));
    this.redraw();
  }

  /** Redraws only when something shown has changed: analysis runs after every pause in typing, and a row that is drawn anew may miss a click. */
  redraw(): void {
    const { project, app } = this;
    const isHere = app.articles.active !== undefined;
    const key = JSON.stringify([project?.id, isHere, [...this.here()], [...this.uses], this.filter, app.marks.countComments]);
    if (key === this.shown && project?.value.tags === this.shownTags) return;
    this.shown = key;
    this.shownTags = project?.value.tags;
    this.visible = this.project && visibleTags(this.project.index, this.filter, this.uses);
    this.changed.fire();
  }

  getChildren(node?: TagNode): TagNode[] {
    if (!node) this.changed.asked();
    const project = node?.project ?? this.project;
    if (!project) return [];
    return (node ? (node.tag.children ?? []) : (project.value.tags ?? []))
      .filter(({ id }) => this.visible?.has(id) ?? true)
      .map((tag) => ({ type: 'tag', project, tag, parent: node, color: tag.color ?? node?.color }));
  }

  getParent(node: TagNode): TagNode | undefined {
    return node.parent;
  }

  getTreeItem(node: TagNode): vscode.TreeItem {
    const use = this.uses.get(node.tag.id);
    const corpus = (use?.passages ?? 0) + (this.app.marks.countComments ? (use?.comments ?? 0) : 0);
    const here = this.app.articles.active ? (this.here().get(node.tag.id) ?? 0) : undefined;
    return tagItem(node, { here, corpus, older: use?.older ?? 0 }, node.project.index.tags.length <= mostOpen || this.visible !== undefined);
  }

  resolveTreeItem(item: vscode.TreeItem, { tag }: TagNode): vscode.TreeItem {
    item.tooltip = tagTooltip(tag, this.uses.get(tag.id));
    return item;
  }

  /** The row of a tag, for showing it. */
  nodeOf(tag: string): TagNode | undefined {
    const flat = this.project?.index.tag(tag);
    if (!flat) return undefined;
    const siblings = flat.parent ? this.nodeOf(flat.parent.id) : undefined;
    return flat.parent && !siblings ? undefined : this.getChildren(siblings).find((node) => node.tag.id === flat.tag.id);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private here(): Map<string, number> {
    const counts = new Map<string, number>();
    const article = this.app.articles.active;
    const { project } = this;
    if (!article || !project || article.model.project !== project) return counts;
    for (const { annotation } of article.counted) {
      if (annotation.voice === 'comment' && !this.app.marks.countComments) continue;
      for (const tag of new Set(annotation.tags.map(project.index.tagId))) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
    return counts;
  }
}

/** VS Code names it after the view, in small letters. */
const mime = 'application/vnd.code.tree.pressmark.codebook';

/** Tags dragged onto a tag come below it; onto the empty part of the view, to the top. */
export class CodebookDragging implements vscode.TreeDragAndDropController<TagNode> {
  readonly dragMimeTypes = [mime];
  readonly dropMimeTypes = [mime];

  constructor(private readonly move: (nodes: readonly TagNode[], below: TagNode | undefined) => Promise<void>) {}

  handleDrag(nodes: readonly TagNode[], transfer: vscode.DataTransfer): void {
    transfer.set(mime, new vscode.DataTransferItem(nodes));
  }

  async handleDrop(below: TagNode | undefined, transfer: vscode.DataTransfer): Promise<void> {
    const dragged: unknown = transfer.get(mime)?.value;
    const nodes = Array.isArray(dragged) ? dragged.filter(isTagNode) : [];
    if (nodes.length) await this.move(nodes, below);
  }
}
