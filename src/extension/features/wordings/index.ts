/** How others worded a passage, what a document shares with others, and two documents side by side. */
import * as vscode from 'vscode';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { command, contextKey, view } from '../../contributions';
import type { Article } from '../../workspace/article';
import type { DocumentModel } from '../../workspace/document';
import { background } from '../../workspace/log';
import { openArticle } from '../../workspace/open';
import type { ProjectModel } from '../../workspace/project';
import { noIcons, plain } from '../../plain';
import { changeMetadata } from '../documents/acts';
import { byId } from '../passages/target';
import { titleOf } from '../sources/model';
import { maxComparedLength } from '../../../core/statements/limits';
import { comparisonOf, textOf, wordingsOf } from './asking';
import { ComparedTexts, scheme } from './compared';
import { tagCounterparts } from './counterparts';
import { registerMargin } from './margin';
import type { PassageState, SharedDocumentNode, StatementNode, ViewState, WordingNode, WordingsNode } from './nodes';
import { sidesOf } from './sides';
import { type Summaries, sourceOf, summariesOf } from './source';
import { WordingsProvider } from './view';
import { markdownTable, overviewWords, tsvTable } from './words';

export function registerWordings(app: App): vscode.Disposable {
  const feature = new Wordings(app);
  const { subscribe } = feature;
  return vscode.Disposable.from(
    feature,
    subscribe(command.showWordings, (first, second, third) => feature.showPassage(first, second, third)),
    subscribe(command.stopWordings, () => feature.stop()),
    subscribe(command.showShared, () => feature.showDocument()),
    subscribe(command.compareDocuments, (first, second) => feature.compare(first, second)),
    subscribe(command.tagCounterparts, (first, second) => feature.tag(first, second)),
    subscribe(command.copyWordingsMarkdown, () => feature.copy(markdownTable)),
    subscribe(command.copyWordingsTsv, () => feature.copy(tsvTable)),
    subscribe(command.openWordings, () => feature.openTable()),
    subscribe(command.acceptCopy, (node) => feature.acceptCopy(node)),
    subscribe(command.openWording, (uri, start, end, words) => feature.open(uri, start, end, words)),
  );
}

class Wordings implements vscode.Disposable {
  private readonly provider = new WordingsProvider();
  private readonly tree: vscode.TreeView<WordingsNode>;
  private readonly texts = new ComparedTexts();
  private readonly subscriptions: vscode.Disposable[] = [];
  private asking: vscode.CancellationTokenSource | undefined;
  /** The answer that was given again last, or tried to. */
  private again: ViewState;

  constructor(private readonly app: App) {
    this.tree = vscode.window.createTreeView(view.wordings, { treeDataProvider: this.provider, showCollapseAll: true });
    this.subscriptions.push(
      this.provider,
      this.tree,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this.texts),
      vscode.languages.registerDocumentLinkProvider({ scheme }, this.texts),
      this.texts,
      app.shownCoders.onDidChange(() => this.texts.hide()),
      app.projects.onDidChange((change) => {
        if (change.kind === 'index') background(app.log, this.completed(change.project));
      }),
      registerMargin(app, (article, token) => app.overviews.of(article.model, token)),
    );
  }

  readonly subscribe = (id: string, act: (...args: unknown[]) => Promise<void>): vscode.Disposable => vscode.commands.registerCommand(id, act);

  /** How others worded the selection, the passage or sentence of a card, or the sentence at the cursor. */
  async showPassage(first: unknown, second: unknown, third: unknown): Promise<void> {
    await this.ask(async (token) => {
      const asked = await this.passageAsked(first, second, third);
      if (!asked) {
        vscode.window.setStatusBarMessage(vscode.l10n.t('Put the cursor in a sentence of a document, or select a passage.'), 4000);
        return;
      }
      await vscode.commands.executeCommand(`${view.wordings}.focus`);
      const state = await this.passageState(asked.model, asked.range, token);
      if (!state || token.isCancellationRequested) return;
      this.provider.show(state);
      await this.say(passageMessage(state), true);
      const [root] = this.provider.getChildren();
      if (root) await this.tree.reveal(root, { select: true, focus: true });
    });
  }

  /** Ends the question that runs; the view goes on showing what it showed. */
  async stop(): Promise<void> {
    if (!this.asking) return;
    this.asking.cancel();
    this.asking = undefined;
    await vscode.commands.executeCommand('setContext', contextKey.wordingsAsked, false);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Stopped.'), 3000);
  }

  /** What the active document shares with others. */
  async showDocument(again?: DocumentModel): Promise<void> {
    const model = again ?? this.app.articles.active?.model;
    if (!model) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('Open a document of a project first.'), 4000);
      return;
    }
    await this.ask(async (token) => {
      if (!again) await vscode.commands.executeCommand(`${view.wordings}.focus`);
      const isPart = !model.project.knowsStatements;
      const overview = await this.app.overviews.of(model, token);
      if (!overview || token.isCancellationRequested) return;
      const documents = await summariesOf(model.project, [model.path, ...overview.documents.map(({ path }) => path)]);
      if (token.isCancellationRequested) return;
      const summary = overviewWords(overview, (path) => outletOf(model, path, documents), vscode.l10n.t);
      this.provider.show({ type: 'document', model, overview, summary, documents, isPart });
      await this.say(isPart ? stillReading(summary) : summary, false);
    });
  }

  /** An answer of which documents were still unread is given again when all are, where the reader still looks at it. */
  private async completed(project: ProjectModel): Promise<void> {
    const { current } = this.provider;
    if (!current?.isPart || current.model.project !== project || !project.knowsStatements || this.asking || this.again === current) return;
    this.again = current;
    if (current.type === 'document') return this.showDocument(current.model);
    await this.ask(async (token) => {
      const { start, end } = current.passage.range;
      const own = await textOf(this.app, current.model);
      if (own?.text.slice(start, end) !== current.passage.text) return;
      const state = await this.passageState(current.model, current.passage.range, token);
      if (!state || token.isCancellationRequested || this.provider.current !== current) return;
      this.provider.show(state);
      await this.say(passageMessage(state), true);
    });
  }

  /** The document of the Sources view, or the active one, beside another that the reader chooses; two selected ones beside each other. */
  async compare(first: unknown, second: unknown): Promise<void> {
    const nodes = Array.isArray(second) ? (second as unknown[]) : [first];
    const given = isNode(first, 'sharedDocument') ? [first.own, first.model] : nodes.flatMap((node) => this.modelOf(node) ?? []);
    const [model, chosen] = [...new Set(given.length > 0 ? given : [this.app.articles.active?.model].filter((active) => active !== undefined))];
    if (!model) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('Open a document of a project first.'), 4000);
      return;
    }
    const summaries = await summariesOf(model.project);
    const other = chosen?.project === model.project ? chosen : await this.chooseOther(model, summaries);
    if (!other) return;
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing documents') }, async () => {
      const comparison = await comparisonOf(this.app, model, other);
      if (comparison === 'too-long') {
        await vscode.window.showWarningMessage(vscode.l10n.t('Only documents of up to {0} characters are compared.', maxComparedLength.toLocaleString()));
        return;
      }
      if (!comparison) {
        await vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be read.', plain(other.path)));
        return;
      }
      const [a, b] = [sourceOf(model, summaries), sourceOf(other, summaries)];
      const names = a.outlet === b.outlet ? ([a.path, b.path] as const) : ([a.outlet, b.outlet] as const);
      const { left, right } = sidesOf(comparison, names, vscode.l10n.t);
      await vscode.commands.executeCommand(
        'vscode.diff',
        await this.texts.opened(model, a.outlet, left),
        await this.texts.opened(other, b.outlet, right),
        vscode.l10n.t('{0} ↔ {1}: {2} shared', a.outlet, b.outlet, comparison.shared.length),
        { preview: true } satisfies vscode.TextDocumentShowOptions,
      );
    });
  }

  /** Tags the counterparts of a tagged passage with its tags and note; those of what the view shows with tags that are asked for. */
  async tag(first: unknown, second: unknown): Promise<void> {
    const node = isNode(first, 'wording') ? first : undefined;
    if (node) {
      const { current } = this.provider;
      const row = current?.type === 'passage' ? current.rows.find(({ wording }) => wording === node.wording) : undefined;
      if (current?.type === 'passage' && row) await tagCounterparts(this.app, current, undefined, row);
      return;
    }
    const given = typeof first === 'string' && typeof second === 'string' ? await byId(this.app, first, second) : undefined;
    const here = this.app.articles.active;
    const editor = vscode.window.activeTextEditor;
    const [atCursor] = !given && here && editor ? here.passagesAt(here.offset(editor.selection.active)) : [];
    const target = given ?? (here && atCursor ? { model: here.model, annotation: atCursor.annotation } : undefined);
    if (!target) {
      const { current } = this.provider;
      if (current?.type === 'passage') await tagCounterparts(this.app, current, undefined);
      else vscode.window.setStatusBarMessage(vscode.l10n.t('Put the cursor in a passage, or ask how others worded one.'), 4000);
      return;
    }
    const { article } = given ? await openArticle(this.app, target.model) : { article: here };
    const range = article?.passages.find(({ annotation }) => annotation.id === target.annotation.id)?.range;
    if (!range) return;
    const state = await this.ask((token) => this.passageState(target.model, range, token));
    if (state) await tagCounterparts(this.app, state, target.annotation);
  }

  async copy(table: typeof markdownTable): Promise<void> {
    const state = this.passageShown();
    if (!state) return;
    await vscode.env.clipboard.writeText(table(state, vscode.l10n.t));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied, with citations.'), 3000);
  }

  /** The same table to read at any size: VS Code's own preview shows it, and where that is missing, its source. */
  async openTable(): Promise<void> {
    const state = this.passageShown();
    if (!state) return;
    const uri = this.texts.add(state.model, `${vscode.l10n.t('How others worded this')}.md`, { text: markdownTable(state, vscode.l10n.t), links: [] }, true);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    }
  }

  /**
   * The later of two near-copies is the copy; without dates, the one that was looked at. From the palette, which of those suggested is asked where there
   * are several; by key, the selected one is meant.
   */
  async acceptCopy(given: unknown): Promise<void> {
    const node = await this.suggestedCopy(given);
    if (!node) return;
    const summaries = await summariesOf(node.own.project, [node.own.path, node.model.path]);
    const day = (model: DocumentModel): string => summaries.get(model.path)?.publication?.end ?? '';
    const ownIsOriginal = day(node.own) !== '' && day(node.model) !== '' && day(node.own) < day(node.model);
    const [copy, original] = ownIsOriginal ? [node.model, node.own] : [node.own, node.model];
    await changeMetadata(this.app, vscode.l10n.t('Mark as copy'), [copy], { 'copy-of': original.path });
    const { current } = this.provider;
    if (current?.type !== 'document') return;
    // Shown at once; the index follows when the decision has reached it.
    const known = new Map(current.documents);
    const summary = known.get(copy.path);
    if (summary) known.set(copy.path, { ...summary, metadata: { ...summary.metadata, 'copy-of': original.path } });
    this.provider.show({ ...current, documents: known });
  }

  private async suggestedCopy(given: unknown): Promise<SharedDocumentNode | undefined> {
    const suggested = (node: unknown): node is SharedDocumentNode => isNode(node, 'sharedDocument') && node.suggestsCopy;
    if (given !== undefined && given !== 'selection') return suggested(given) ? given : undefined;
    const [selected] = this.tree.selection;
    if (given === 'selection' && selected) {
      if (suggested(selected)) return selected;
      vscode.window.setStatusBarMessage(vscode.l10n.t('The selected row is not suggested as a copy.'), 4000);
      return undefined;
    }
    const all = this.provider.getChildren().filter(suggested);
    if (all.length === 0) vscode.window.setStatusBarMessage(vscode.l10n.t('No copy is suggested in this view.'), 4000);
    if (all.length < 2) return all[0];
    const items = all.map((node) => ({ label: noIcons(node.model.path), node }));
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Mark as copy') }))?.node;
  }

  /** Goes to a place of a document; the arguments come from links, and are held against what stands there. */
  async open(uri: unknown, start: unknown, end: unknown, words: unknown): Promise<void> {
    if (typeof uri !== 'string' || !isOffset(start) || !isOffset(end) || start > end || typeof words !== 'string' || words === '') return;
    const model = this.app.projects.documentAt(vscode.Uri.parse(uri));
    if (!model) return;
    const { editor, article } = await openArticle(this.app, model);
    if (!article) return;
    const { placeNow } = await import('./placed');
    const place = placeNow(article.text, { start, end }, words);
    if (!place) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('The document has changed since it was compared. Ask again.'), 6000);
      return;
    }
    const range = article.range(place);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  dispose(): void {
    this.asking?.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** One question at a time: a new one ends the one before it. Progress, and the button that stops it, stand in the view. */
  private async ask<T>(question: (token: vscode.CancellationToken) => Promise<T>): Promise<T | undefined> {
    this.asking?.cancel();
    const source = (this.asking = new vscode.CancellationTokenSource());
    const stopped = new Promise<undefined>((resolve) => source.token.onCancellationRequested(() => resolve(undefined)));
    void vscode.commands.executeCommand('setContext', contextKey.wordingsAsked, true);
    try {
      // The worker finishes what it has begun; nobody waits for it.
      const answer = await vscode.window.withProgress({ location: { viewId: view.wordings } }, () => Promise.race([question(source.token), stopped]));
      return source.token.isCancellationRequested ? undefined : answer;
    } finally {
      if (this.asking === source) {
        this.asking = undefined;
        void vscode.commands.executeCommand('setContext', contextKey.wordingsAsked, false);
        const { current } = this.provider;
        // What became complete meanwhile has said so while nobody listened.
        if (current) background(this.app.log, this.completed(current.model.project));
      }
    }
  }

  private async passageAsked(first: unknown, second: unknown, third: unknown): Promise<{ readonly model: DocumentModel; readonly range: Range } | undefined> {
    if (isNode(first, 'statement')) return { model: first.parent.own, range: first.wording.a.range };
    if (typeof first === 'string' && isOffset(second) && isOffset(third)) {
      const article = await this.app.articles.ready(vscode.Uri.parse(first));
      return article && second < third && third <= article.text.length ? { model: article.model, range: { start: second, end: third } } : undefined;
    }
    const given = typeof first === 'string' && typeof second === 'string' ? await byId(this.app, first, second) : undefined;
    const article = given ? (await openArticle(this.app, given.model)).article : this.app.articles.active;
    if (!article) return undefined;
    if (given) {
      const range = article.passages.find(({ annotation }) => annotation.id === given.annotation.id)?.range;
      return range ? { model: given.model, range } : undefined;
    }
    const range = rangeAtCursor(article);
    return range && { model: article.model, range };
  }

  private async passageState(model: DocumentModel, range: Range, token: vscode.CancellationToken): Promise<PassageState | undefined> {
    const isPart = !model.project.knowsStatements;
    const own = await textOf(this.app, model);
    const wordings = await wordingsOf(this.app, model, range, token);
    if (!own || !wordings || token.isCancellationRequested) return undefined;
    const summaries = await summariesOf(model.project, [model.path, ...wordings.map(({ b }) => b.path)]);
    if (token.isCancellationRequested) return undefined;
    const rows = wordings.flatMap((wording) => {
      const other = model.project.documents.get(wording.b.path);
      return other ? [{ model: other, source: sourceOf(other, summaries), wording }] : [];
    });
    const lines = own.text.slice(0, range.start).split('\n');
    const passage = rows[0]?.wording.a ?? {
      path: model.path,
      range,
      line: lines.length - 1,
      character: lines.at(-1)?.length ?? 0,
      endLine: lines.length - 1,
      endCharacter: 0,
      text: own.text.slice(range.start, range.end),
      before: '',
      after: '',
    };
    return {
      type: 'passage',
      model,
      own: sourceOf(model, summaries),
      passage: { ...passage, range, text: own.text.slice(range.start, range.end) },
      voice: rows[0]?.wording.voiceA,
      rows: together(rows),
      isPart,
    };
  }

  private passageShown(): PassageState | undefined {
    const { current } = this.provider;
    if (current?.type === 'passage') return current;
    vscode.window.setStatusBarMessage(vscode.l10n.t('Ask how others worded a passage first.'), 4000);
    return undefined;
  }

  private async say(message: string, isPassage: boolean): Promise<void> {
    this.tree.message = message;
    await vscode.commands.executeCommand('setContext', contextKey.wordingsShown, isPassage ? 'passage' : 'document');
  }

  private modelOf(node: unknown): DocumentModel | undefined {
    if (typeof node !== 'object' || node === null || !('type' in node) || node.type !== 'document' || !('project' in node) || !('document' in node))
      return undefined;
    const { project, document } = node as { readonly project: unknown; readonly document: { readonly path?: unknown } };
    return typeof project === 'string' && typeof document.path === 'string' ? this.app.projects.byId(project)?.documents.get(document.path) : undefined;
  }

  private async chooseOther(model: DocumentModel, summaries: Summaries): Promise<DocumentModel | undefined> {
    const { t } = vscode.l10n;
    const picked = await vscode.window.showQuickPick(this.others(model, summaries), {
      title: t('Compare with Which Document?'),
      placeHolder: t('Those of the same event first, then those that share most'),
      matchOnDetail: true,
      matchOnDescription: true,
    });
    return picked && model.project.documents.get(picked.path);
  }

  /** Documents of the same event first, then those that share most, then all others. */
  private async others(model: DocumentModel, summaries: Summaries): Promise<readonly (vscode.QuickPickItem & { readonly path: string })[]> {
    const { t } = vscode.l10n;
    const overview = await this.app.overviews.of(model);
    const shared = new Map(overview?.documents.map(({ path, shared: { length } }) => [path, length]));
    const events = summaries.get(model.path)?.metadata.events ?? [];
    return [...summaries.values()]
      .filter(({ path }) => path !== model.path)
      .map((summary) => {
        const sameEvent = (summary.metadata.events ?? []).some((event) => events.includes(event));
        const count = shared.get(summary.path) ?? 0;
        return {
          label: noIcons(outletOf(model, summary.path, summaries)),
          description: [count > 0 ? t('{0} shared', count) : '', sameEvent ? t('same event') : ''].filter((part) => part !== '').join(' · '),
          detail: noIcons(titleOf(summary)),
          rank: (sameEvent ? 1000 : 0) + count,
          path: summary.path,
        };
      })
      .sort((x, y) => y.rank - x.rank || (x.label < y.label ? -1 : 1));
  }
}

function rangeAtCursor(article: Article): Range | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  if (!editor.selection.isEmpty) return article.offsets(editor.selection);
  const offset = article.offset(editor.selection.active);
  return article.passagesAt(offset)[0]?.range ?? article.sentenceAt(offset);
}

function passageMessage({ rows, isPart }: PassageState): string {
  const { t } = vscode.l10n;
  if (rows.length > 0) return isPart ? t('Documents are still being read: more may follow.') : '';
  return isPart ? stillReading(t('No other document that was read reports this.')) : t('No other document reports this.');
}

/** What is said of a part of the documents says so. */
function stillReading(summary: string): string {
  return `${summary} ${vscode.l10n.t('Documents are still being read: more may follow.')}`;
}

/** Rows of one outlet one after the other, where its nearest stands. */
function together(rows: PassageState['rows']): PassageState['rows'] {
  const groups = new Map<string, PassageState['rows'][number][]>();
  for (const row of rows) groups.set(row.source.outlet, [...(groups.get(row.source.outlet) ?? []), row]);
  return [...groups.values()].flat();
}

function outletOf(model: DocumentModel, path: string, summaries: Summaries): string {
  const other = model.project.documents.get(path);
  return other ? sourceOf(other, summaries).outlet : path;
}

interface NodeTypes {
  readonly wording: WordingNode;
  readonly statement: StatementNode;
  readonly sharedDocument: SharedDocumentNode;
}

/** The view's own rows, which menus hand back as they are. */
function isNode<T extends keyof NodeTypes>(value: unknown, type: T): value is NodeTypes[T] {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === type && ('wording' in value || 'entry' in value);
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
