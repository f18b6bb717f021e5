/** The Actors view: who the project's documents name, by kind, with each outlet's forms of the name. */
import * as vscode from 'vscode';
import type { ActorKind } from '../../../core/actors/types';
import type { ActorSummary, OutletForms } from '../../../core/corpus/types';
import type { App } from '../../app';
import { contextValue, view } from '../../contributions';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';
import { outletName, plural } from '../hovers/cards';

interface KindNode {
  readonly type: 'kind';
  readonly kind: ActorKind;
  readonly project: ProjectModel;
  readonly actors: readonly ActorSummary[];
}
export interface ActorNode {
  readonly type: 'actor';
  readonly project: ProjectModel;
  readonly actor: ActorSummary;
}
interface VariantNode {
  readonly type: 'variant';
  readonly project: ProjectModel;
  readonly actor: ActorSummary;
  readonly forms: OutletForms;
}
type Node = KindNode | ActorNode | VariantNode;

/** People and organisations first: they act; states and places are half of all marks. */
const order: readonly ActorKind[] = ['person', 'organisation', 'group', 'state', 'place'];
const icons: Readonly<Record<ActorKind, string>> = {
  person: 'person',
  organisation: 'organization',
  state: 'globe',
  place: 'location',
  group: 'group-by-ref-type',
};

export function registerActors(app: App): vscode.Disposable {
  const provider = new ActorsProvider(app);
  const tree = vscode.window.createTreeView(view.actors, { treeDataProvider: provider, showCollapseAll: true });
  const refresh = (): void => background(app.log, provider.refresh());
  return vscode.Disposable.from(
    provider,
    tree,
    app.projects.onDidChange((change) => {
      if (change.kind !== 'sidecar') refresh();
    }),
    vscode.window.onDidChangeActiveTextEditor(() => refresh()),
  );
}

class ActorsProvider implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private roots: readonly KindNode[] = [];
  private project: ProjectModel | undefined;
  private shown = '';
  private run = 0;

  constructor(private readonly app: App) {}

  async refresh(): Promise<void> {
    const run = ++this.run;
    const projects = this.app.projects.all();
    const project = this.app.articles.active?.model.project ?? projects.find((candidate) => candidate === this.project) ?? projects[0];
    const actors = (await project?.corpus.actors()) ?? [];
    if (run !== this.run) return;
    this.project = project;
    const key = `${project?.id ?? ''} ${JSON.stringify(actors)}`;
    if (key === this.shown) return;
    this.shown = key;
    this.roots = project
      ? order
          .map((kind): KindNode => ({ type: 'kind', kind, project, actors: actors.filter((actor) => actor.kind === kind && actor.mentions > 0) }))
          .filter(({ actors: members }) => members.length)
      : [];
    this.changed.fire(undefined);
  }

  getChildren(node?: Node): Node[] {
    if (!node) return [...this.roots];
    const { project } = node;
    if (node.type === 'kind') return node.actors.map((actor) => ({ type: 'actor', project, actor }));
    if (node.type === 'actor') return node.actor.variants.map((forms) => ({ type: 'variant', project, actor: node.actor, forms }));
    return [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const { t } = vscode.l10n;
    if (node.type === 'kind') {
      const label = kindPlural(node.kind);
      const expanded = node.kind === 'person' || node.kind === 'organisation';
      const item = new vscode.TreeItem(label, expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed);
      item.id = `${node.project.id} ${node.kind}`;
      item.description = String(node.actors.length);
      item.accessibilityInformation = { label: `${label}, ${node.actors.length}` };
      return item;
    }
    if (node.type === 'actor') {
      const { actor } = node;
      const item = new vscode.TreeItem(actor.name, vscode.TreeItemCollapsibleState.Collapsed);
      item.id = `${node.project.id} ${actor.id}`;
      item.description = [String(actor.mentions), ...(actor.registered ? [] : [t('not in the registry')])].join(' · ');
      item.iconPath = new vscode.ThemeIcon(icons[actor.kind]);
      item.contextValue = actor.registered ? contextValue.actor : contextValue.provisionalActor;
      const counts = t('{0} in {1}', plural(actor.mentions, t('mention'), t('mentions')), plural(actor.documents, t('document'), t('documents')));
      item.tooltip = `${actor.name}\n${counts}${actor.asides ? `\n${t('{0} of them in captions, comments or page furniture', actor.asides)}` : ''}`;
      item.accessibilityInformation = { label: `${actor.name}, ${counts}${actor.registered ? '' : `, ${t('not in the registry')}`}` };
      return item;
    }
    const outlet = outletName(node.project.value, node.forms.outlet, t);
    const forms = node.forms.forms.map(({ form, count }) => `${form} ${count}`).join(', ');
    const item = new vscode.TreeItem(outlet);
    item.id = `${node.project.id} ${node.actor.id} ${node.forms.outlet ?? ''}`;
    item.description = forms;
    item.tooltip = `${outlet}: ${forms}`;
    item.iconPath = new vscode.ThemeIcon('broadcast');
    item.accessibilityInformation = { label: `${outlet}: ${forms}` };
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function kindPlural(kind: ActorKind): string {
  const { t } = vscode.l10n;
  const words: Readonly<Record<ActorKind, string>> = {
    person: t('People'),
    organisation: t('Organisations'),
    group: t('Groups'),
    state: t('States'),
    place: t('Places'),
  };
  return words[kind];
}
