/** The Actors view: who the project's documents name, by kind or by frequency, with the forms of each name and merges that are suggested. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { type ActorGrouping, command, contextKey, setting, view } from '../../contributions';
import { noIcons } from '../../plain';
import { Debounced } from '../../workspace/debounce';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';
import { settingOf } from '../../workspace/settings';
import { outletName, plural } from '../hovers/words';
import { showRow } from '../showing';
import { byKey, rowsByKey } from '../rowsByKey';
import { onShownProject, ShownProject } from '../shownProject';
import { TreeNews } from '../treeNews';
import { SetAside } from './aside';
import { registerActorCommands } from './commands';
import { registerActorCodeActions } from './codeActions';
import { actorsItem, actorsTooltip } from './items';
import { type ActorFilter, type ActorNode, type ActorsNode, childrenOf, openSuggestions, reconcile, type SuggestionNode } from './model';
import { atCursor } from './targets';
import { say } from '../../saying';

/** While the index fills, the view follows it no oftener than this, in milliseconds: every answer counts all mentions anew. */
const followEvery = 1000;
/** Of a large corpus counting takes its time, and nobody else is answered meanwhile: it is done for a tenth of the time at most. */
const restAfter = 10;
/** Milliseconds of counting that nobody notices. */
const unnoticed = 100;

export function registerActors(app: App): vscode.Disposable {
  const aside = new SetAside(app.context.workspaceState);
  const provider = new ActorsProvider(app, aside);
  const tree = vscode.window.createTreeView(view.actors, { treeDataProvider: provider, showCollapseAll: true, canSelectMany: true });
  /** Whether rows were selected here since the cursor moved in an editor. */
  let viewLast = false;
  const refresh = async (): Promise<void> => {
    if (!(await provider.refresh())) return;
    const open = openSuggestions(provider.roots);
    tree.badge = open
      ? { value: open, tooltip: plural(open, vscode.l10n.t('suggested merge of actors'), vscode.l10n.t('suggested merges of actors')) }
      : undefined;
    tree.message = provider.message();
  };
  const run = (): void => background(app.log, refresh());
  const again = new Debounced(followEvery, run);
  provider.onLater = () => again.call();
  const filter = (chosen: ActorFilter): void => {
    provider.filter = chosen;
    void vscode.commands.executeCommand('setContext', contextKey.actorsFiltered, chosen.text !== undefined || chosen.outlet !== undefined);
    run();
  };
  return vscode.Disposable.from(
    provider,
    tree,
    again,
    onShownProject(app, refresh),
    aside.onDidChange(run),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting.actorsGroupBy)) run();
    }),
    vscode.commands.registerCommand(command.actorsByKind, () => groupBy('kind')),
    vscode.commands.registerCommand(command.actorsByFrequency, () => groupBy('frequency')),
    vscode.commands.registerCommand(command.filterActors, async () => {
      const chosen = provider.project && (await askFilter(provider.project, provider.filter));
      if (chosen) filter(chosen);
    }),
    vscode.commands.registerCommand(command.clearActorFilter, () => filter({})),
    vscode.commands.registerCommand(command.revealActor, async () => {
      if (!(await showRow<ActorsNode>(tree, () => provider.nodeOf(atCursor(app)?.id), app.log, true)))
        say(vscode.l10n.t('Put the cursor on an actor that the view shows.'), 4000);
    }),
    tree.onDidChangeSelection(({ selection }) => {
      if (selection.length) viewLast = true;
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor) viewLast = false;
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) viewLast = false;
    }),
    registerActorCommands(app, {
      selected: async (first) => (first === byKey ? rowsByKey(tree) : tree.selection),
      selection: () => tree.selection,
      last: () => viewLast,
      suggestions: () => provider.suggestions(),
      setAside: (nodes) => setAside(app, aside, nodes),
    }),
    registerActorCodeActions(app),
    registerImport(app),
  );
}

/** Problems of a list stand at its rows until the list is another. */
function registerImport(app: App): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('pressmark.import');
  return vscode.Disposable.from(
    problems,
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length) problems.delete(document.uri);
    }),
    vscode.commands.registerCommand(command.importActors, async (file?: unknown) => {
      const { importActors } = await import('./importing');
      await importActors(app, problems, file instanceof vscode.Uri ? file : undefined);
    }),
  );
}

/** Set aside, or taken up again: both are taken back like any act. */
async function setAside(app: App, aside: SetAside, nodes: readonly SuggestionNode[]): Promise<void> {
  const decisions = nodes.map(({ id, later }) => ({ suggestion: id, aside: !later }));
  await app.deciding.perform(vscode.l10n.t('Set suggestion aside'), [{ store: aside, decisions }]);
}

class ActorsProvider implements vscode.TreeDataProvider<ActorsNode>, vscode.Disposable {
  private readonly changed = new TreeNews<ActorsNode>();
  readonly onDidChangeTreeData = this.changed.event;
  roots: readonly ActorsNode[] = [];
  filter: ActorFilter = {};
  /** Called where a refresh was put off. */
  onLater: () => void = () => undefined;
  private readonly shown: ShownProject;
  /** The project whose mentions were counted when all of it was read: that is shown while it is read anew. */
  private complete: ProjectModel | undefined;
  private readonly parents = new Map<string, ActorsNode>();
  private run = 0;
  private asked = 0;
  /** How long the last counting took, in milliseconds. */
  private took = 0;

  constructor(
    app: App,
    private readonly aside: SetAside,
  ) {
    this.shown = new ShownProject(app);
  }

  get project(): ProjectModel | undefined {
    return this.shown.current;
  }

  /** @returns false where a later call has overtaken this one, or it is put off */
  async refresh(): Promise<boolean> {
    const run = ++this.run;
    const before = this.project;
    const project = this.shown.update();
    const since = Date.now() - this.asked;
    if (project && before === project && this.complete !== project && project.filling && since < followEvery) {
      this.onLater();
      return false;
    }
    const fresh = project ? await this.rowsOf(project, since) : [];
    if (run !== this.run) return false;
    const { roots, changed } = reconcile(this.roots, fresh);
    this.roots = roots;
    this.index();
    if (!changed) this.changed.fire();
    else if (changed.length) this.changed.fire([...changed]);
    return true;
  }

  message(): string {
    const { t } = vscode.l10n;
    const { text, outlet } = this.filter;
    const parts = [
      ...(text === undefined ? [] : [t('names with “{0}”', text)]),
      ...(outlet === undefined || !this.project ? [] : [outletName(this.project.value, outlet ?? undefined, t)]),
    ];
    return parts.length ? t('Shown: {0}', parts.join(', ')) : '';
  }

  /** Suggestions in the order of the view. */
  suggestions(): readonly SuggestionNode[] {
    const visit = (nodes: readonly ActorsNode[]): SuggestionNode[] =>
      nodes.flatMap((node) => (node.type === 'group' ? visit(node.children) : node.type === 'suggestion' ? [node] : []));
    return visit(this.roots);
  }

  /** The row of an actor, with those above it opened. */
  async nodeOf(actor: string | undefined): Promise<ActorNode | undefined> {
    const path = actor === undefined ? undefined : await this.project?.corpus.actorPath(actor);
    if (!path) return undefined;
    let rows = this.roots;
    for (const id of path) {
      const group = rows.find((row) => row.id === id);
      rows = group ? await this.getChildren(group) : [];
    }
    return rows.find((row): row is ActorNode => row.type === 'actor' && row.actor.id === actor);
  }

  async getChildren(node?: ActorsNode): Promise<ActorsNode[]> {
    if (!node) this.changed.asked();
    if (!node) return [...this.roots];
    if (node.type === 'group' && node.lazy) {
      const children = await this.project?.corpus.actorsBelow(node.id);
      // Asked for twice, and answered already: rows stay the objects they are.
      if (node.lazy) Object.assign(node, { children: children ?? [], lazy: false });
    }
    const children = childrenOf(node);
    for (const child of children) this.parents.set(child.id, node);
    return [...children];
  }

  getParent(node: ActorsNode): ActorsNode | undefined {
    return this.parents.get(node.id);
  }

  getTreeItem(node: ActorsNode): vscode.TreeItem {
    return actorsItem(node, this.project?.value, vscode.l10n.t);
  }

  resolveTreeItem(item: vscode.TreeItem, node: ActorsNode): vscode.TreeItem {
    const tooltip = this.project && actorsTooltip(node, this.project.value, vscode.l10n.t);
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async rowsOf(project: ProjectModel, since: number): Promise<readonly ActorsNode[]> {
    // The registry changed, and every document is read again: until then what was counted holds, seen in the light of the new registry.
    const stands = project.filling && this.complete === project;
    const rests = this.complete === project && this.took > unnoticed && since < restAfter * this.took;
    if (rests && !stands) this.onLater();
    const count = !stands && !rests;
    const complete = !project.filling;
    const started = Date.now();
    if (count) this.asked = started;
    const rows = await project.corpus.actorsView({
      projectId: project.id,
      count,
      complete,
      later: [...this.aside.ids],
      grouping: settingOf<ActorGrouping>(setting.actorsGroupBy, 'kind'),
      filter: this.filter,
      open: openGroups(this.roots),
    });
    if (count) this.took = Date.now() - started;
    if (count && complete) this.complete = project;
    return rows;
  }

  private index(): void {
    this.parents.clear();
    const visit = (nodes: readonly ActorsNode[], parent: ActorsNode | undefined): void => {
      for (const node of nodes) {
        if (parent) this.parents.set(node.id, parent);
        if (node.type === 'group') visit(node.children, node);
      }
    };
    visit(this.roots, undefined);
  }
}

/** Those whose rows are here: VS Code may show them. */
function openGroups(nodes: readonly ActorsNode[]): readonly string[] {
  return nodes.flatMap((node) => (node.type === 'group' && !node.lazy ? [node.id, ...openGroups(node.children)] : []));
}

/** Written where it is set already, so that a workspace's own choice is not hidden by the user's. */
async function groupBy(grouping: ActorGrouping): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const inWorkspace = configuration.inspect(setting.actorsGroupBy)?.workspaceValue !== undefined;
  await configuration.update(setting.actorsGroupBy, grouping, inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global);
}

/** Letters are typed, an outlet is chosen; either takes the place of what was shown by before. */
function askFilter(project: ProjectModel, current: ActorFilter): Promise<ActorFilter | undefined> {
  const { t } = vscode.l10n;
  interface FilterItem extends vscode.QuickPickItem {
    readonly filter: ActorFilter;
  }
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = t('Filter Actors');
  pick.placeholder = t('Type letters of a name, or choose an outlet');
  const outlets = [...(project.value.outlets ?? []).map(({ id, name }) => ({ id, name })), { id: null, name: outletName(project.value, undefined, t) }];
  const fixed: FilterItem[] = [
    { label: t('All actors'), alwaysShow: true, filter: {} },
    ...outlets.map(({ id, name }): FilterItem => ({ label: noIcons(name), description: t('only its counts'), filter: { ...current, outlet: id } })),
  ];
  const update = (): void => {
    const text = pick.value.trim();
    const typed: FilterItem[] =
      text === '' ? [] : [{ label: noIcons(text), description: t('names with these letters'), alwaysShow: true, filter: { ...current, text } }];
    pick.items = [...typed, ...fixed];
  };
  update();
  pick.onDidChangeValue(update);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]?.filter);
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
