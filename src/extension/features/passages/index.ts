/** The Passages view: of the active document or the corpus; what has drifted or lost its place stands on top. */
import * as vscode from 'vscode';
import type { AnchorState } from '../../../core/annotations/types';
import type { Place } from '../../../core/corpus/types';
import type { Range } from '../../../core/text/range';
import type { Article } from '../../workspace/article';
import type { Row } from './target';
import type { AsideReason } from '../../../core/yaml/waiting';
import type { App } from '../../app';
import { command, contextKey, view } from '../../contributions';
import type { DocumentModel, OpenFile } from '../../workspace/document';
import { failureWords } from '../../workspace/failureWords';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';
import { hiddenWords } from '../documents/shown';
import { asideIn, unwrittenIn } from '../documents/unwritten';
import { registerPassageCommands } from './commands';
import { countWords, groupItem, passageItem, pendingItem } from './items';
import { overtakenWords } from './overtaken';
import { candidatesOf, type GroupNode, type MarkNode, type PassageNode, type PassagesNode, type PendingNode, type WaitingNode } from './nodes';

export function registerPassages(app: App): vscode.Disposable {
  const provider = new PassagesProvider(app);
  const tree = vscode.window.createTreeView(view.passages, { treeDataProvider: provider, canSelectMany: true, showCollapseAll: true });
  const refresh = (): void =>
    background(
      app.log,
      provider.refresh().then((drifted) => {
        if (drifted === undefined) return;
        tree.badge = drifted ? { value: drifted, tooltip: vscode.l10n.t('{0} to check', countWords(provider.drifted)) } : undefined;
        void vscode.commands.executeCommand('setContext', contextKey.hasDrifted, drifted > 0);
        tree.description = provider.scope === 'document' ? '' : vscode.l10n.t('Whole corpus');
        tree.message = hiddenWords(app, provider.projects());
      }),
    );
  const setScope = async (scope: 'document' | 'corpus'): Promise<void> => {
    provider.scope = scope;
    await vscode.commands.executeCommand('setContext', contextKey.passagesScope, scope);
    refresh();
  };
  background(app.log, setScope('document'));
  return vscode.Disposable.from(
    provider,
    tree,
    app.projects.onDidChange(refresh),
    app.rewritings.onDidChange(refresh),
    app.articles.onDidChange((article) => {
      if (article === app.articles.active) refresh();
    }),
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.commands.registerCommand(command.passagesOfDocument, () => setScope('document')),
    vscode.commands.registerCommand(command.passagesOfCorpus, () => setScope('corpus')),
    registerPassageCommands(app, {
      selected: () => tree.selection.filter((node): node is Row => node.type === 'passage' || node.type === 'mark' || node.type === 'candidate'),
      drifted: () => provider.drifted,
    }),
  );
}

/** So many are shown with their places open. */
const fewDrifted = 5;

class PassagesProvider implements vscode.TreeDataProvider<PassagesNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<PassagesNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  scope: 'document' | 'corpus' = 'document';
  private roots: readonly PassagesNode[] = [];
  private run = 0;
  private shown = '';
  /** What waits for a person, in the scope of the view. */
  drifted: readonly (PassageNode | MarkNode)[] = [];

  constructor(private readonly app: App) {}

  /** @returns how many passages and decisions have to be checked; undefined if a later call has overtaken this one */
  async refresh(): Promise<number | undefined> {
    const run = ++this.run;
    const [passages, marks] =
      this.scope === 'document' ? [this.ofDocument(), this.marksOfDocument()] : await Promise.all([this.ofCorpus(), this.marksOfCorpus()]);
    if (run !== this.run) return undefined;
    const drifted = [...passages.filter((passage) => passage.state !== 'exact'), ...marks];
    this.drifted = drifted;
    const fine = passages.filter((passage) => passage.state === 'exact');
    const roots: readonly PassagesNode[] = [
      ...this.waiting(),
      ...this.pending(),
      ...(drifted.length ? [group('drifted', vscode.l10n.t('To check'), 'warning', drifted)] : []),
      ...(this.scope === 'document' ? fine : this.byTag(fine)),
    ];
    const key = JSON.stringify(roots, (name, value: unknown) => (name === 'model' ? (value as DocumentModel | undefined)?.path : value));
    if (key !== this.shown) {
      this.shown = key;
      this.roots = roots;
      this.changed.fire(undefined);
    }
    return drifted.length;
  }

  getChildren(node?: PassagesNode): PassagesNode[] {
    if (!node) return [...this.roots];
    return node.type === 'group' ? [...node.children] : node.type === 'passage' || node.type === 'mark' ? candidatesOf(node) : [];
  }

  getParent(node: PassagesNode): PassagesNode | undefined {
    if (node.type === 'candidate') return node.of;
    if (node.type !== 'passage' && node.type !== 'mark') return undefined;
    return this.roots.find((root) => root.type === 'group' && root.children.includes(node));
  }

  getTreeItem(node: PassagesNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    switch (node.type) {
      case 'group':
        return groupItem(node);
      case 'passage':
        return passageItem(node, this.scope === 'corpus', this.drifted.length <= fewDrifted);
      case 'mark':
        return import('./marks').then(({ markItem }) => markItem(node, this.drifted.length <= fewDrifted));
      case 'candidate':
        return import('./candidates').then(({ candidateItem }) => candidateItem(node));
      case 'pending':
        return pendingItem(node);
      case 'gone':
      case 'changed':
      case 'interrupted':
        return import('./waiting').then(({ waitingItem }) => waitingItem(node));
      default:
        return node satisfies never;
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** The active document's, else all of the window. */
  projects(): readonly ProjectModel[] {
    return this.app.articles.active ? [this.app.articles.active.model.project] : this.app.projects.all();
  }

  /** What other acts have left for a person to settle. */
  private waiting(): WaitingNode[] {
    return [
      ...this.app.rewritings.unfinished.map(({ id, label, rewrites }): WaitingNode => ({ type: 'interrupted', id, label, count: rewrites.length })),
      ...(['changed', 'gone'] as const).flatMap((why) => asideIn(this.app, why).map((file) => asideNode(file, why))),
    ];
  }

  private ofDocument(): PassageNode[] {
    const article = this.app.articles.active;
    if (!article) return [];
    return article.passages
      .map(({ annotation, state, range, candidates }): PassageNode => ({
        type: 'passage',
        model: article.model,
        annotation,
        ...shownPlaces(article, state, range, candidates),
      }))
      .sort((a, b) => (a.line ?? -1) - (b.line ?? -1));
  }

  private marksOfDocument(): MarkNode[] {
    const article = this.app.articles.active;
    if (!article) return [];
    return article.driftedDecisions.map(({ decision, state, range, candidates }): MarkNode => ({
      type: 'mark',
      model: article.model,
      decision,
      ...shownPlaces(article, state, range, candidates),
    }));
  }

  private async marksOfCorpus(): Promise<MarkNode[]> {
    const lists = await Promise.all(this.projects().map(async (project) => ({ project, found: await project.corpus.driftedDecisions() })));
    return lists.flatMap(({ project, found }) =>
      found.flatMap(({ path, decision, state, place, candidates }): MarkNode[] => {
        const model = project.documents.get(path);
        return model ? [{ type: 'mark', model, decision, state, line: place?.line, places: [...(place ? [place] : []), ...candidates] }] : [];
      }),
    );
  }

  private async ofCorpus(): Promise<PassageNode[]> {
    const lists = await Promise.all(this.projects().map(async (project) => ({ project, passages: await project.corpus.passages() })));
    return lists.flatMap(({ project, passages }) =>
      passages.flatMap(({ path, annotation, state, place, candidates }): PassageNode[] => {
        const model = project.documents.get(path);
        const places = state === 'exact' ? [] : [...(place ? [place] : []), ...candidates];
        return model ? [{ type: 'passage', model, annotation, state, line: place?.line, places }] : [];
      }),
    );
  }

  private byTag(passages: readonly PassageNode[]): GroupNode[] {
    const groups = new Map<string, { label: string; passages: PassageNode[] }>();
    for (const passage of passages) {
      for (const id of passage.annotation.tags.length ? passage.annotation.tags : ['']) {
        const { project } = passage.model;
        const key = `${project.id} ${project.index.tagId(id)}`;
        const entry = groups.get(key) ?? { label: id === '' ? vscode.l10n.t('Without tag') : project.tagLabel(id), passages: [] };
        entry.passages.push(passage);
        groups.set(key, entry);
      }
    }
    return [...groups].map(([key, { label, passages: members }]) => group(key, label, 'tag', members)).sort((a, b) => a.label.localeCompare(b.label));
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

function asideNode({ path, uri, store }: OpenFile, why: AsideReason): WaitingNode {
  const words = store.overtaken(why).map(({ aside, standing }) => overtakenWords(aside, standing, vscode.l10n.t));
  return { type: why, uri: uri.toString(), path, count: words.length, words };
}

function shownPlaces(article: Article, state: AnchorState, range: Range | null, candidates: readonly Range[]): Pick<PassageNode, 'state' | 'line' | 'places'> {
  const place = (at: Range): Place => {
    const { start, end } = article.range(at);
    return {
      path: article.model.path,
      range: at,
      line: start.line,
      character: start.character,
      endLine: end.line,
      endCharacter: end.character,
      text: article.text.slice(at.start, at.end),
    };
  };
  return {
    state,
    line: range ? article.range(range).start.line : undefined,
    places: state === 'exact' ? [] : [...(range ? [range] : []), ...candidates].map(place),
  };
}

function group(id: string, label: string, icon: string, children: readonly (PassageNode | MarkNode)[]): GroupNode {
  return { type: 'group', id, label, icon, children };
}
