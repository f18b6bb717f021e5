/** The Passages view: of the active document or the corpus, filtered and grouped; what has drifted or lost its place stands on top. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command, contextKey, type PassageGrouping, passageGroupings, view } from '../../contributions';
import { numeral } from '../../numeral';
import { Debounced } from '../../workspace/debounce';
import { background } from '../../workspace/log';
import { hiddenWords } from '../documents/shown';
import { plural } from '../hovers/cards';
import { byKey, rowsByKey } from '../rowsByKey';
import { registerPassageCommands } from './commands';
import { isEmpty, noFilter, type PassageFilter, tidyFilter } from './filter';
import { countWords } from './items';
import type { PassagesNode } from './nodes';
import type { Row } from './target';
import { PassagesProvider, type Scope, type Shown } from './view';

/** While the index fills, the view follows it no oftener than this, in milliseconds: every answer brings all passages anew. */
const followEvery = 1000;

export function registerPassages(app: App): vscode.Disposable {
  const groupings = new Groupings(app.context.workspaceState);
  const provider = new PassagesProvider(app, (scope) => groupings.of(scope));
  const tree = vscode.window.createTreeView(view.passages, { treeDataProvider: provider, canSelectMany: true, showCollapseAll: true });
  const show = (shown: Shown | undefined): void => {
    if (!shown) return;
    const { drifted } = shown;
    tree.badge = drifted.length ? { value: drifted.length, tooltip: vscode.l10n.t('{0} to check', countWords(drifted)) } : undefined;
    void vscode.commands.executeCommand('setContext', contextKey.hasDrifted, drifted.length > 0);
    tree.description = description(provider);
    tree.message = [hiddenWords(app, provider.projects()), filterMessage(provider, shown)].filter((text) => text !== '').join(' ');
  };
  let asked = 0;
  const refresh = (): void => {
    // With every slice of a large corpus all passages would come again.
    if (provider.scope === 'corpus' && Date.now() - asked < followEvery && provider.projects().some(({ filling }) => filling)) return later.call();
    asked = Date.now();
    background(app.log, provider.refresh().then(show));
  };
  const later = new Debounced(followEvery, refresh);
  const setScope = async (scope: Scope): Promise<void> => {
    provider.scope = scope;
    await vscode.commands.executeCommand('setContext', contextKey.passagesScope, scope);
    refresh();
  };
  const setFilter = async (filter: PassageFilter): Promise<void> => {
    provider.filter = tidyFilter(filter);
    await vscode.commands.executeCommand('setContext', contextKey.passagesFiltered, !isEmpty(provider.filter));
    show(await provider.refresh());
    // What is done next is done to what was asked for, though an event may have had the view look again meanwhile.
    await provider.upToDate();
  };
  const chosen = async (first: unknown): Promise<readonly PassagesNode[]> => (first === byKey ? rowsByKey(tree) : tree.selection);
  background(app.log, setScope('document'));
  return vscode.Disposable.from(
    provider,
    tree,
    later,
    app.projects.onDidChange(refresh),
    app.rewritings.onDidChange(refresh),
    app.leftBehind.onDidChange(refresh),
    app.articles.onDidChange((article) => {
      if (article === app.articles.active) refresh();
    }),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.commands.registerCommand(command.passagesOfDocument, () => setScope('document')),
    vscode.commands.registerCommand(command.passagesOfCorpus, () => setScope('corpus')),
    vscode.commands.registerCommand(command.filterPassages, async () => {
      const { askFilter } = await import('./filtering');
      await askFilter(provider, setFilter);
    }),
    vscode.commands.registerCommand(command.clearPassageFilter, () => setFilter(noFilter)),
    vscode.commands.registerCommand(command.groupPassages, async () => {
      const grouping = await chooseGrouping(provider.grouping);
      if (!grouping) return;
      await groupings.set(provider.scope, grouping);
      refresh();
    }),
    registerPassageCommands(app, {
      provider,
      selected: async (first) => (await chosen(first)).filter(isRowNode),
      drifted: () => provider.drifted,
      narrow: async (filter, scope) => {
        if (scope !== provider.scope) await setScope(scope);
        await setFilter(filter);
        await vscode.commands.executeCommand(`${view.passages}.focus`);
      },
    }),
  );
}

function isRowNode(node: PassagesNode): node is Row {
  return node.type === 'passage' || node.type === 'mark' || node.type === 'candidate';
}

/** How each scope is grouped: a document by its text and the corpus by tags, until a reader says otherwise. Outlives the window. */
class Groupings {
  constructor(private readonly state: vscode.Memento) {}

  of(scope: Scope): PassageGrouping {
    const kept = this.state.get<string>(`passages by ${scope}`);
    return passageGroupings.find((grouping) => grouping === kept) ?? (scope === 'document' ? 'none' : 'tag');
  }

  async set(scope: Scope, grouping: PassageGrouping): Promise<void> {
    await this.state.update(`passages by ${scope}`, grouping);
  }
}

function groupingWord(grouping: PassageGrouping): string {
  const { t } = vscode.l10n;
  const words: Readonly<Record<PassageGrouping, string>> = {
    none: t('in the order of the text'),
    tag: t('by tag'),
    document: t('by document'),
    outlet: t('by outlet'),
    stance: t('by stance'),
    actor: t('by actor mentioned'),
    coder: t('by coder'),
    voice: t('by voice'),
    speaker: t('by speaker'),
  };
  return words[grouping];
}

async function chooseGrouping(current: PassageGrouping): Promise<PassageGrouping | undefined> {
  const items = passageGroupings.map((grouping) => ({
    label: groupingWord(grouping),
    description: grouping === current ? vscode.l10n.t('current') : '',
    grouping,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Group Passages') }))?.grouping;
}

/** Beside the view's name: what is shown, how, and whether it is filtered. */
function description({ scope, grouping, filter }: PassagesProvider): string {
  const { t } = vscode.l10n;
  return [
    ...(scope === 'corpus' ? [t('Whole corpus')] : []),
    ...(grouping === 'none' ? [] : [groupingWord(grouping)]),
    ...(isEmpty(filter) ? [] : [t('filtered')]),
  ].join(' · ');
}

function filterMessage(provider: PassagesProvider, { fitting, all }: Shown): string {
  const words = provider.filterWords();
  return words.length
    ? vscode.l10n.t('Shown: {0} of {1}: {2}', numeral(fitting), plural(all, vscode.l10n.t('passage'), vscode.l10n.t('passages')), words.join('; '))
    : '';
}
