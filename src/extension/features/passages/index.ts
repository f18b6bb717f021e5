/** The Passages view: of the active document or the corpus; what has drifted or lost its place stands on top. */
import * as vscode from 'vscode';
import type { AnchorState } from '../../../core/annotations/types';
import type { Annotation } from '../../../core/sidecar/schema';
import type { Place } from '../../../core/corpus/types';
import type { App } from '../../app';
import { command, contextKey, contextValue, view } from '../../contributions';
import { escapeMarkdown as esc } from '../../markdown';
import type { DocumentModel } from '../../workspace/document';
import { failureWords } from '../../workspace/failureWords';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';
import { shorten } from '../shorten';
import { outletName, plural, timeInWords, voiceWord } from '../hovers/cards';
import { hiddenWords } from '../documents/shown';
import { unwrittenIn } from '../documents/unwritten';
import { registerPassageCommands } from './commands';

/** Leaves room for tags and state in a narrow sidebar; the tooltip has the whole quote. */
const quoteLength = 24;

export interface PassageNode {
  readonly type: 'passage';
  readonly model: DocumentModel;
  readonly annotation: Annotation;
  readonly state: AnchorState;
  /** 0-based. Undefined where the passage has no place. */
  readonly line: number | undefined;
  readonly candidates: readonly Place[];
}
export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly children: readonly PassageNode[];
}
/** Decisions that could not be written: kept, shown, and offered again. */
interface PendingNode {
  readonly type: 'pending';
  /** Of the sidecar or project file that they are for. */
  readonly uri: string;
  readonly path: string;
  readonly count: number;
  readonly reason: string;
}
/** An act that rewrites many files and was interrupted. */
interface InterruptedNode {
  readonly type: 'interrupted';
  readonly id: string;
  readonly label: string;
  readonly count: number;
}
export type PassagesNode = PassageNode | GroupNode | PendingNode | InterruptedNode;

export function registerPassages(app: App): vscode.Disposable {
  const provider = new PassagesProvider(app);
  const tree = vscode.window.createTreeView(view.passages, { treeDataProvider: provider, canSelectMany: true, showCollapseAll: true });
  const refresh = (): void =>
    background(
      app.log,
      provider.refresh().then((drifted) => {
        if (drifted === undefined) return;
        tree.badge = drifted
          ? { value: drifted, tooltip: vscode.l10n.t('{0} to check', plural(drifted, vscode.l10n.t('passage'), vscode.l10n.t('passages'))) }
          : undefined;
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
    registerPassageCommands(app, () => tree.selection.filter((node): node is PassageNode => node.type === 'passage')),
  );
}

class PassagesProvider implements vscode.TreeDataProvider<PassagesNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<PassagesNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  scope: 'document' | 'corpus' = 'document';
  private roots: readonly PassagesNode[] = [];
  private run = 0;
  private shown = '';

  constructor(private readonly app: App) {}

  /** @returns how many passages have to be checked; undefined if a later call has overtaken this one */
  async refresh(): Promise<number | undefined> {
    const run = ++this.run;
    const passages = this.scope === 'document' ? this.ofDocument() : await this.ofCorpus();
    if (run !== this.run) return undefined;
    const drifted = passages.filter((passage) => passage.state !== 'exact');
    const fine = passages.filter((passage) => passage.state === 'exact');
    const roots: readonly PassagesNode[] = [
      ...this.app.rewritings.unfinished.map(({ id, label, rewrites }): InterruptedNode => ({ type: 'interrupted', id, label, count: rewrites.length })),
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
    return node ? (node.type === 'group' ? [...node.children] : []) : [...this.roots];
  }

  getTreeItem(node: PassagesNode): vscode.TreeItem {
    switch (node.type) {
      case 'group':
        return groupItem(node);
      case 'passage':
        return passageItem(node, this.scope === 'corpus');
      case 'pending':
        return pendingItem(node);
      case 'interrupted':
        return interruptedItem(node);
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

  private ofDocument(): PassageNode[] {
    const article = this.app.articles.active;
    if (!article) return [];
    return article.passages
      .map(({ annotation, state, range, candidates }): PassageNode => {
        const place = (at: { start: number; end: number }): Place => {
          const { start, end } = article.range(at);
          return {
            path: article.model.path,
            range: at,
            line: start.line,
            character: start.character,
            endLine: end.line,
            endCharacter: end.character,
            text: article.text.slice(at.start, at.end),
            before: '',
            after: '',
          };
        };
        return {
          type: 'passage',
          model: article.model,
          annotation,
          state,
          line: range ? article.range(range).start.line : undefined,
          candidates: candidates.map(place),
        };
      })
      .sort((a, b) => (a.line ?? -1) - (b.line ?? -1));
  }

  private async ofCorpus(): Promise<PassageNode[]> {
    const lists = await Promise.all(this.projects().map(async (project) => ({ project, passages: await project.corpus.passages() })));
    return lists.flatMap(({ project, passages }) =>
      passages.flatMap(({ path, annotation, state, place, candidates }): PassageNode[] => {
        const model = project.documents.get(path);
        return model ? [{ type: 'passage', model, annotation, state, line: place?.line, candidates }] : [];
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

function group(id: string, label: string, icon: string, children: readonly PassageNode[]): GroupNode {
  return { type: 'group', id, label, icon, children };
}

function groupItem(node: GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = node.id;
  item.description = String(node.children.length);
  item.iconPath = new vscode.ThemeIcon(node.icon);
  if (node.id === 'drifted') item.contextValue = contextValue.driftedGroup;
  item.accessibilityInformation = { label: `${node.label}, ${plural(node.children.length, vscode.l10n.t('passage'), vscode.l10n.t('passages'))}` };
  return item;
}

function pendingItem({ path, count, reason }: PendingNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Not written: {0}', path));
  item.description = plural(count, vscode.l10n.t('decision'), vscode.l10n.t('decisions'));
  item.tooltip = `${reason}\n${vscode.l10n.t('The decisions are kept on this computer and offered again.')}`;
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = contextValue.pending;
  item.accessibilityInformation = { label: vscode.l10n.t('{0} decisions for {1} are not written: {2}', count, path, reason) };
  return item;
}

function interruptedItem({ id, label, count }: InterruptedNode): vscode.TreeItem {
  const { t } = vscode.l10n;
  const item = new vscode.TreeItem(t('Interrupted: {0}', label));
  item.id = id;
  item.description = plural(count, t('file'), t('files'));
  item.tooltip = t('Nothing is lost: every entry stands in one file or in two. Finish it, or take it back.');
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = contextValue.interrupted;
  item.accessibilityInformation = { label: t('Interrupted: {0}, {1}. Finish it, or take it back.', label, plural(count, t('file'), t('files'))) };
  return item;
}

function passageItem(node: PassageNode, withDocument: boolean): vscode.TreeItem {
  const { annotation, model, state } = node;
  const { t } = vscode.l10n;
  const quote = (annotation.quote ?? t('(no quote is kept)')).replace(/\s+/g, ' ').trim();
  const item = new vscode.TreeItem(shorten(quote, quoteLength));
  const tags = annotation.tags.map((tag) => model.project.tagLabel(tag)).join(', ');
  const where = [
    withDocument ? outletName(model.project.value, model.sidecar?.document?.outlet, t) : '',
    node.line === undefined ? '' : t('line {0}', node.line + 1),
  ]
    .filter((part) => part !== '')
    .join(', ');
  const stateText = state === 'exact' ? '' : stateWord(state);
  item.id = `${model.uri.toString()} ${annotation.id}${withDocument ? ` ${annotation.tags.join(' ')}` : ''}`;
  item.description = [stateText, tags].filter((part) => part !== '').join(' · ');
  item.iconPath = new vscode.ThemeIcon(state === 'exact' ? (annotation.note === undefined ? 'quote' : 'note') : state === 'orphan' ? 'question' : 'warning');
  item.contextValue = state === 'moved' || state === 'fuzzy' ? contextValue.driftedPassage : contextValue.passage;
  item.tooltip = tooltip(node, tags);
  item.command = { command: command.openPassage, title: t('Open Passage'), arguments: [model.uri.toString(), annotation.id] };
  item.accessibilityInformation = {
    label: [
      t('Passage {0}', quote),
      t('tagged {0}', tags),
      stateText,
      annotation.voice === undefined ? '' : t('voice {0}', voiceWord(annotation.voice, t)),
      annotation.note === undefined ? '' : t('note {0}', annotation.note),
      where,
    ]
      .filter((part) => part !== '')
      .join(', '),
  };
  return item;
}

function tooltip({ annotation, model, state, candidates }: PassageNode, tags: string): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const lines = [`**${esc(tags)}**`, esc(annotation.quote ?? '')];
  if (annotation.voice !== undefined) lines.push(esc(t('Voice: {0}', voiceWord(annotation.voice, t))));
  if (annotation.note !== undefined) lines.push(esc(annotation.note));
  lines.push(`*${esc(t('Coded by {0}, {1}', annotation.by, timeInWords(annotation.updated ?? annotation.created, vscode.env.language)))}*`);
  if (state !== 'exact') lines.push(esc(stateSentence(state, candidates.length)));
  lines.push(esc(model.path));
  return new vscode.MarkdownString(lines.join('\n\n'));
}

function stateWord(state: Exclude<AnchorState, 'exact'>): string {
  const { t } = vscode.l10n;
  const words = { moved: t('moved'), fuzzy: t('edited'), ambiguous: t('two places'), orphan: t('lost') };
  return words[state];
}

function stateSentence(state: Exclude<AnchorState, 'exact'>, candidates: number): string {
  const { t } = vscode.l10n;
  const sentences = {
    moved: t('The same words now stand elsewhere. Accept the new place, or move the passage to the selection.'),
    fuzzy: t('The words were edited. Accept the likeliest place, or move the passage to the selection.'),
    ambiguous: t('{0} places fit equally well, so none is taken. Select the right one and move the passage there.', candidates),
    orphan: t('Its words are no longer in the text. Select where it belongs and move it there, or delete it.'),
  };
  return sentences[state];
}
