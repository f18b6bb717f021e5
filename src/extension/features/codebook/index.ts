/** The Codebook view: the project's tags. Activating one tags the selection in the active document; their curating is loaded when it is first used. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command, contextKey, view } from '../../contributions';
import { noIcons } from '../../plain';
import { background } from '../../workspace/log';
import { onShownProject } from '../shownProject';
import { type CodebookFilter, filterSentence } from './model';
import { oneTag, tagTargets } from './targets';
import type { TagTarget } from './selection';
import { CodebookDragging, CodebookProvider } from './view';

export { definition } from './items';

const acts = () => import('./acts');

export function registerCodebook(app: App): vscode.Disposable {
  const provider = new CodebookProvider(app);
  const dragAndDropController = new CodebookDragging(async (nodes, below) => {
    const project = nodes[0]?.project;
    if (project)
      await (
        await acts()
      ).move(
        app,
        project,
        nodes.filter((node) => node.project === project).map(({ tag }) => tag.id),
        below?.tag.id,
        'ask',
      );
  });
  const tree = vscode.window.createTreeView(view.codebook, { treeDataProvider: provider, showCollapseAll: true, canSelectMany: true, dragAndDropController });
  const filter = async (chosen: CodebookFilter): Promise<void> => {
    provider.filter = chosen;
    await vscode.commands.executeCommand('setContext', contextKey.codebookFiltered, chosen.text !== undefined || chosen.only !== undefined);
    tree.message = filterSentence(chosen, vscode.l10n.t);
    provider.redraw();
  };
  return vscode.Disposable.from(
    provider,
    tree,
    app.tagSelection.watch(tree),
    onShownProject(app, () => provider.refresh()),
    app.articles.onDidChange(() => provider.redraw()),
    app.marks.onDidChange(() => background(app.log, provider.refresh())),
    vscode.commands.registerCommand(command.filterCodebook, async () => {
      const chosen = await askFilter(provider.filter);
      if (chosen) await filter(chosen);
    }),
    vscode.commands.registerCommand(command.clearCodebookFilter, () => filter({})),
    registerActs(app),
  );
}

function registerActs(app: App): vscode.Disposable {
  const { t } = vscode.l10n;
  type Act = Awaited<ReturnType<typeof acts>>;
  const one = (id: string, title: string, run: (act: Act, target: TagTarget) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown) => {
      const target = await oneTag(app, first, title);
      if (target) await run(await acts(), target);
    });
  const several = (id: string, title: string, run: (act: Act, project: TagTarget['project'], tags: readonly string[]) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
      const targets = await tagTargets(app, first, second, title);
      const [target] = targets;
      if (target)
        await run(
          await acts(),
          target.project,
          targets.map(({ tag }) => tag),
        );
    });
  return vscode.Disposable.from(
    one(command.editTag, t('Edit Tag'), (act, target) => act.edit(app, target)),
    one(command.renameTag, t('Rename Tag'), (act, target) => act.rename(app, target)),
    one(command.describeTag, t('Describe Tag'), (act, target) => act.describe(app, target)),
    several(command.colorTag, t('Colour of Which Tag?'), (act, project, tags) => act.recolour(app, project, tags)),
    one(command.pinTag, t('Pin Which Tag to a Key?'), (act, target) => act.pin(app, target)),
    several(command.moveTag, t('Move Which Tag?'), (act, project, tags) => act.askMove(app, project, tags)),
    one(command.moveTagUp, t('Move Which Tag Up?'), (act, target) => act.shift(app, target, 'up')),
    one(command.moveTagDown, t('Move Which Tag Down?'), (act, target) => act.shift(app, target, 'down')),
    several(command.mergeTag, t('Merge Which Tag?'), (act, project, tags) => act.merge(app, project, tags)),
    several(command.deleteTag, t('Delete Which Tag?'), (act, project, tags) => act.remove(app, project, tags)),
    one(command.openTagEntry, t('Which Tag’s Entry?'), (act, target) => act.openEntry(target)),
    vscode.commands.registerCommand(command.importCodebook, async (file?: unknown) =>
      (await import('./exchange')).importCodebook(app, file instanceof vscode.Uri ? file : undefined),
    ),
    vscode.commands.registerCommand(command.exportCodebook, async () => (await import('./exchange')).exportCodebook(app)),
  );
}

/** Letters are typed, or one of the kinds is chosen. */
function askFilter(current: CodebookFilter): Promise<CodebookFilter | undefined> {
  const { t } = vscode.l10n;
  interface FilterItem extends vscode.QuickPickItem {
    readonly filter: CodebookFilter;
  }
  const pick = vscode.window.createQuickPick<FilterItem>();
  pick.title = t('Filter the Codebook');
  pick.placeholder = t('Type words of a label, an id or a definition');
  const fixed: FilterItem[] = [
    { label: t('All tags'), alwaysShow: true, filter: {} },
    { label: t('Tags with passages coded before their revision'), filter: { ...current, only: 'older' } },
    { label: t('Tags without passages'), filter: { ...current, only: 'unused' } },
  ];
  const update = (): void => {
    const text = pick.value.trim();
    const typed: FilterItem[] =
      text === '' ? [] : [{ label: noIcons(`“${text}”`), description: t('in labels and definitions'), alwaysShow: true, filter: { ...current, text } }];
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
