/** The Codebook view: the project's tags; activating one tags the selection in the active document. */
import * as vscode from 'vscode';
import type { Tag } from '../../../core/project/schema';
import type { App } from '../../app';
import { color, command, contextValue, tagColors, view } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import type { ProjectModel } from '../../workspace/project';
import { plural } from '../hovers/cards';
import { background } from '../../workspace/log';
import { onShownProject, ShownProject } from '../shownProject';

interface TagNode {
  readonly project: ProjectModel;
  readonly tag: Tag;
  readonly parent: TagNode | undefined;
  /** From the nearest tag above that has a colour. */
  readonly color: string | undefined;
}

export function registerCodebook(app: App): vscode.Disposable {
  const provider = new CodebookProvider(app);
  const tree = vscode.window.createTreeView(view.codebook, { treeDataProvider: provider, showCollapseAll: true });
  return vscode.Disposable.from(
    provider,
    tree,
    onShownProject(app, () => provider.refresh()),
    app.articles.onDidChange(() => provider.redraw()),
    app.marks.onDidChange(() => background(app.log, provider.refresh())),
  );
}

class CodebookProvider implements vscode.TreeDataProvider<TagNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TagNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly shownProject: ShownProject;
  private corpus = new Map<string, number>();
  private shown = '';

  constructor(private readonly app: App) {
    this.shownProject = new ShownProject(app);
  }

  private get project(): ProjectModel | undefined {
    return this.shownProject.current;
  }

  async refresh(): Promise<void> {
    this.shownProject.update();
    const counts = new Map<string, number>();
    for (const document of (await this.project?.corpus.documents()) ?? []) {
      const counted = [document.tags, ...(this.app.marks.countComments ? [document.comments.tags] : [])].flatMap((tags) => Object.entries(tags));
      for (const [tag, count] of counted) counts.set(this.resolve(tag), (counts.get(this.resolve(tag)) ?? 0) + count);
    }
    this.corpus = counts;
    this.shown = '';
    this.redraw();
  }

  /** Redraws only when a count shown has changed: analysis runs after every pause in typing. */
  redraw(): void {
    const key = JSON.stringify([[...this.here()], [...this.corpus]]);
    if (key === this.shown) return;
    this.shown = key;
    this.changed.fire(undefined);
  }

  getChildren(node?: TagNode): TagNode[] {
    const project = node?.project ?? this.project;
    if (!project) return [];
    return (node ? (node.tag.children ?? []) : (project.value.tags ?? [])).map((tag) => ({ project, tag, parent: node, color: tag.color ?? node?.color }));
  }

  getParent(node: TagNode): TagNode | undefined {
    return node.parent;
  }

  getTreeItem({ project, tag, color: tagColor }: TagNode): vscode.TreeItem {
    const { t } = vscode.l10n;
    const item = new vscode.TreeItem(tag.label, tag.children?.length ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None);
    const [here, corpus] = [this.here().get(tag.id) ?? 0, this.corpus.get(tag.id) ?? 0];
    item.id = `${project.id} ${tag.id}`;
    item.description = [
      ...(tag.pin === undefined ? [] : [t('key {0}', tag.pin)]),
      ...(corpus ? [this.app.articles.active ? `${here} / ${corpus}` : String(corpus)] : []),
    ].join(' · ');
    const named = tagColors.find((name) => name === tagColor);
    item.iconPath = new vscode.ThemeIcon(tag.children?.length ? 'symbol-folder' : 'tag', named && new vscode.ThemeColor(color.tag(named)));
    item.contextValue = contextValue.tag;
    item.tooltip = definition(tag);
    item.command = { command: command.applyTag, title: t('Tag the Selection'), arguments: [tag.id] };
    item.accessibilityInformation = {
      label: t('Tag {0}, {1} in this document, {2}', tag.label, here, t('{0} in the corpus', plural(corpus, t('passage'), t('passages')))),
    };
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private here(): Map<string, number> {
    const counts = new Map<string, number>();
    const article = this.app.articles.active;
    if (!article || article.model.project !== this.project) return counts;
    const counted = article.passages.filter(({ annotation }) => this.app.marks.countComments || annotation.voice !== 'comment');
    for (const { annotation } of counted) for (const tag of annotation.tags) counts.set(this.resolve(tag), (counts.get(this.resolve(tag)) ?? 0) + 1);
    return counts;
  }

  private resolve(tag: string): string {
    return this.project?.index.tagId(tag) ?? tag;
  }
}

export function definition(tag: Tag): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const lines = [`**${esc(tag.label)}**`];
  if (tag.description !== undefined) lines.push(esc(tag.description));
  if (tag.include !== undefined) lines.push(`${esc(t('Include:'))} ${esc(tag.include)}`);
  if (tag.exclude !== undefined) lines.push(`${esc(t('Exclude:'))} ${esc(tag.exclude)}`);
  if (tag.example !== undefined) lines.push(`${esc(t('Example:'))} ${esc(tag.example)}`);
  return new vscode.MarkdownString(lines.join('\n\n'));
}
