/** How others worded a passage, what a document shares with others, and two documents side by side. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command, contextKey, view } from '../../contributions';
import { Debounced } from '../../workspace/debounce';
import type { DocumentModel } from '../../workspace/document';
import { background } from '../../workspace/log';
import type { ProjectModel } from '../../workspace/project';
import { textOf } from './asking';
import { ComparedTexts, scheme } from './compared';
import { compareDocuments } from './comparing';
import { acceptCopy } from './copies';
import { tagSame } from './counterparts';
import { registerMargin } from './margin';
import type { PassageState, ViewState, WordingsNode } from './nodes';
import { openPlace } from './opening';
import { passageAsked, passageMessage, passageState, stillReading } from './passage';
import { Rehearsal } from './rehearsal';
import { outletOf, summariesOf } from './source';
import { WordingsProvider } from './view';
import { markdownTable, overviewWords, tsvTable } from './words';
import { say } from '../../saying';

export function registerWordings(app: App): vscode.Disposable {
  const feature = new Wordings(app);
  const { subscribe } = feature;
  return vscode.Disposable.from(
    feature,
    subscribe(command.showWordings, (first, second, third) => feature.showPassage(first, second, third)),
    subscribe(command.stopWordings, () => feature.stop()),
    subscribe(command.showShared, () => feature.showDocument()),
    subscribe(command.compareDocuments, (first, second) => compareDocuments(app, feature.texts, first, second)),
    subscribe(command.tagCounterparts, (first, second) => tagSame(app, feature.provider.current, feature.ask, first, second)),
    subscribe(command.copyWordingsMarkdown, () => feature.copy(markdownTable)),
    subscribe(command.copyWordingsTsv, () => feature.copy(tsvTable)),
    subscribe(command.openWordings, () => feature.openTable()),
    subscribe(command.acceptCopy, (node) => acceptCopy(app, feature.provider, feature.tree, node)),
    subscribe(command.openWording, (uri, start, end, words) => openPlace(app, uri, start, end, words)),
  );
}

/** Milliseconds without news of the index after which nothing else is to be done. */
const idle = 500;
/** Milliseconds for which a document is looked at before what it shares is asked for: a reader who walks through a list asks of none. */
const pause = 150;

class Wordings implements vscode.Disposable {
  readonly provider = new WordingsProvider();
  readonly tree: vscode.TreeView<WordingsNode>;
  readonly texts = new ComparedTexts();
  private readonly subscriptions: vscode.Disposable[] = [];
  private asking: vscode.CancellationTokenSource | undefined;
  /** The answer that was given again last, or tried to. */
  private again: ViewState;
  private readonly rehearsal = new Rehearsal();
  private readonly rehearsing = new Debounced(idle, () => background(this.app.log, this.rehearse()));
  private isDisposed = false;

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
        if (change.kind !== 'index') return;
        background(app.log, this.completed(change.project));
        this.rehearsing.call();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.rehearsing.call(pause)),
      this.rehearsing,
      registerMargin(app, (article, token) => app.overviews.of(article.model, token)),
    );
  }

  readonly subscribe = (id: string, act: (...args: unknown[]) => Promise<void>): vscode.Disposable => vscode.commands.registerCommand(id, act);

  /** How others worded the selection, the passage or sentence of a card, or the sentence at the cursor. */
  async showPassage(first: unknown, second: unknown, third: unknown): Promise<void> {
    await this.ask(async (token) => {
      const asked = await passageAsked(this.app, first, second, third);
      if (!asked) {
        say(vscode.l10n.t('Put the cursor in a sentence of a document, or select a passage.'), 4000);
        return;
      }
      await vscode.commands.executeCommand(`${view.wordings}.focus`);
      const state = await passageState(this.app, asked.model, asked.range, token);
      if (!state || token.isCancellationRequested) return;
      const isFirst = !this.provider.current;
      this.provider.show(state);
      await this.say(passageMessage(state), true);
      await this.toFirstRow(isFirst);
    });
  }

  /**
   * The focus goes to the first row.
   * @param isFirst the view has shown no row yet: it gives its rows their height behind the answer, and a row that is revealed with the focus before is put half out of sight
   */
  private async toFirstRow(isFirst: boolean): Promise<void> {
    const [root] = this.provider.getChildren();
    if (!root) return;
    if (!isFirst) return this.tree.reveal(root, { select: true, focus: true });
    await this.tree.reveal(root, { select: false });
    await vscode.commands.executeCommand(`${view.wordings}.focus`);
    await vscode.commands.executeCommand('list.focusFirst');
    await this.tree.reveal(root, { select: true });
  }

  /** Ends the question that runs; the view goes on showing what it showed. */
  async stop(): Promise<void> {
    if (!this.asking) return;
    this.asking.cancel();
    this.asking = undefined;
    await vscode.commands.executeCommand('setContext', contextKey.wordingsAsked, false);
    say(vscode.l10n.t('Stopped.'), 3000);
  }

  /** What the active document shares with others. */
  async showDocument(again?: DocumentModel): Promise<void> {
    const model = again ?? this.app.articles.active?.model;
    if (!model) {
      say(vscode.l10n.t('Open a document of a project first.'), 4000);
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
      const state = await passageState(this.app, current.model, current.passage.range, token);
      if (!state || token.isCancellationRequested || this.provider.current !== current) return;
      this.provider.show(state);
      await this.say(passageMessage(state), true);
    });
  }

  /**
   * What the document before the reader shares with others is found before a card asks for it: over a word that is no name a card has nothing else to say.
   * Then a rehearsal; one project does: what is made ready serves them all.
   */
  private async rehearse(): Promise<void> {
    const { app } = this;
    const editor = vscode.window.activeTextEditor;
    // Looked at a moment ago, it may still be being opened.
    const shown = (app.articles.active ?? (editor && (await app.articles.ready(editor.document.uri))))?.model;
    if (app.marks.enabled && shown?.project.knowsStatements && shown.project.documents.size > 1) await app.overviews.of(shown);
    const project = app.projects.all().find(({ documents, knowsStatements }) => documents.size > 1 && knowsStatements);
    if (!project) return;
    await this.rehearsal.run({
      paths: [...project.documents.keys()],
      corpus: project.corpus,
      text: async (path) => {
        const model = project.documents.get(path);
        return model && textOf(app, model);
      },
      isIdle: () => !this.isDisposed && !this.asking && project.knowsStatements && app.projects.all().includes(project),
    });
  }

  async copy(table: typeof markdownTable): Promise<void> {
    const state = this.passageShown();
    if (!state) return;
    await vscode.env.clipboard.writeText(table(state, vscode.l10n.t));
    say(vscode.l10n.t('Copied, with citations.'), 3000);
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

  dispose(): void {
    this.isDisposed = true;
    this.asking?.cancel();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** One question at a time: a new one ends the one before it. Progress, and the button that stops it, stand in the view. */
  readonly ask = async <T>(question: (token: vscode.CancellationToken) => Promise<T>): Promise<T | undefined> => {
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
        this.rehearsing.call();
      }
    }
  };

  private passageShown(): PassageState | undefined {
    const { current } = this.provider;
    if (current?.type === 'passage') return current;
    say(vscode.l10n.t('Ask how others worded a passage first.'), 4000);
    return undefined;
  }

  private async say(message: string, isPassage: boolean): Promise<void> {
    this.tree.message = message;
    await vscode.commands.executeCommand('setContext', contextKey.wordingsShown, isPassage ? 'passage' : 'document');
  }
}
