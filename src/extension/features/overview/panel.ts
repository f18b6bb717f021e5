/** The overview's panel: keeps its page up to date and does what the page asks for. */
import * as vscode from 'vscode';
import { moved } from '../../../core/corpus/survey/units';
import { actorKinds } from '../../../core/project/schema';
import { laneKinds } from '../../../core/corpus/survey/types';
import type { App } from '../../app';
import { command, setting } from '../../contributions';
import { Debounced } from '../../workspace/debounce';
import { background } from '../../workspace/log';
import { openArticle } from '../../workspace/open';
import type { ProjectModel } from '../../workspace/project';
import { overviewOf, projectShown, wordingOf } from './asking';
import { cellsOf, detailOf, type Target } from './detail';
import { pageHtml } from './html';
import { fromPage } from './messages';
import type { Choices, FromPage, OverviewView, ToPage } from './protocol';
import { save, saveCsv } from './saving';
import { onPage, requestOf } from './view';

/** Decisions come in bursts, slices of the index one after the other: the page follows when they pause, and at least so often while they do not. */
const quiet = 250;
const longestWait = 3000;

export class OverviewPanel implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly refreshing = new Debounced(quiet, () => background(this.app.log, this.refresh()));
  private shown: { readonly view: OverviewView; readonly json: string; readonly cells: ReturnType<typeof cellsOf> } | undefined;
  /** The key of the open cell. */
  private open: string | undefined;
  private targets: ReadonlyMap<string, Target> = new Map();
  private run = 0;
  private refreshedAt = 0;
  /** The page is there and listens. */
  private listening = false;
  private disposed = false;

  constructor(
    private readonly app: App,
    private readonly panel: vscode.WebviewPanel,
    private choices: Choices,
  ) {
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(app.context.extensionUri, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.subscriptions.push(
      this.refreshing,
      webview.onDidReceiveMessage((data: unknown) => {
        const message = fromPage(data);
        if (message) background(app.log, this.take(message));
        else app.log.warn('The overview page sent something that is no message.');
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible && this.listening) this.refreshing.call();
      }),
      app.projects.onDidChange((change) => {
        if (change.kind === 'index' || change.kind === 'project' ? change.project.id === this.choices.project : change.kind === 'projects') this.changed();
      }),
      app.shownCoders.onDidChange(() => {
        // What is being counted of everybody's may not arrive after it was hidden.
        this.run++;
        this.changed();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(setting.comments) || event.affectsConfiguration(setting.coder)) this.changed();
      }),
      panel.onDidDispose(() => this.dispose()),
    );
    panel.iconPath = vscode.Uri.joinPath(app.context.extensionUri, 'media', 'icon.png');
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'overview.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'overview.css')).toString(),
      nonce: nonce(),
      lang: vscode.env.language,
      title: vscode.l10n.t('Overview'),
      waiting: vscode.l10n.t('Counting …'),
    });
  }

  /** Comes to the front; shows another project if one is given. */
  reveal(project: ProjectModel | undefined): void {
    if (project && project.id !== this.choices.project) {
      this.choices = { ...this.choices, project: project.id, window: undefined, question: undefined };
      this.refreshing.call();
    }
    this.panel.reveal();
  }

  /** What the reader chose to see, for the tables that are made without the page. */
  get chosen(): Choices {
    return this.choices;
  }

  dispose(): void {
    this.disposed = true;
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private changed(): void {
    if (!this.listening) return;
    if (Date.now() - this.refreshedAt > longestWait && this.shown) background(this.app.log, this.refresh());
    else this.refreshing.call();
  }

  private readonly wanted = (run: number) => (): boolean => run === this.run && !this.disposed;

  private async refresh(): Promise<void> {
    // A hidden page is gone: it says so when it is there again.
    if (!this.panel.visible || this.disposed) return;
    const run = ++this.run;
    this.refreshedAt = Date.now();
    const project = projectShown(this.app, this.choices);
    if (!project) return;
    const view = await overviewOf(this.app, project, this.choices, this.wanted(run));
    if (!view) return;
    this.choices = view.choices;
    this.panel.title = view.heading;
    const json = JSON.stringify(view);
    // What has not changed is not drawn again.
    if (json !== this.shown?.json) {
      this.shown = { view, json, cells: cellsOf(view.plots) };
      this.post({ type: 'view', view });
    }
    if (this.open !== undefined) await this.openCell(project, this.open, false);
  }

  private post(message: ToPage): void {
    if (!this.disposed) void this.panel.webview.postMessage(message);
  }

  private async take(message: FromPage): Promise<void> {
    const project = projectShown(this.app, this.choices);
    switch (message.type) {
      case 'ready':
        this.listening = true;
        this.shown = undefined;
        this.open = message.cell;
        return this.refresh();
      case 'choose':
        this.choices = chosen(this.choices, message);
        return this.refresh();
      case 'move':
        this.choices = { ...this.choices, window: this.windowAfter(message.move) };
        return this.refresh();
      case 'open':
        return project && this.openCell(project, message.cell, true);
      case 'close':
        this.open = undefined;
        return;
      case 'go':
        return project && this.go(project, message.key);
      case 'act':
        await vscode.commands.executeCommand(message.act === 'comments' ? command.toggleComments : command.showOverviewTables);
        return;
      case 'csv':
        return project && saveCsv(this.app, project, message.plot, this.choices);
      case 'svg':
        return project && save(project, message.plot, 'svg', new TextEncoder().encode(message.text));
      case 'png':
        return project && save(project, message.plot, 'png', message.bytes);
      default:
        message satisfies never;
    }
  }

  private windowAfter(move: (FromPage & { readonly type: 'move' })['move']): Choices['window'] {
    const timeline = this.shown?.view.plots.find((plot) => plot.shape === 'timeline');
    if (!timeline || move === 'usual') return undefined;
    if (move === 'all') return timeline.all;
    return moved(timeline.window, move);
  }

  /** Only cells of the view that the page was given last are opened. */
  private async openCell(project: ProjectModel, key: string, asked: boolean): Promise<void> {
    const held = this.shown?.cells.get(key);
    const { only } = project;
    // A cell that is not there yet, as the index is still filling, or not there any more, opens when it comes.
    this.open = key;
    const content = held && (await project.corpus.surveyCell(held.cell, requestOf(this.choices, this.app.marks.countComments, onPage)));
    const texts = await textsOf(project, content?.documents.filter(({ mentions }) => mentions.length > 0).map(({ path }) => path) ?? []);
    if (this.open !== key || project.only !== only) return;
    const detail = held && content && detailOf(held.cell, held.label, content, wordingOf(project), texts);
    this.targets = detail?.targets ?? new Map();
    this.post({ type: 'detail', detail: detail?.view, asked });
  }

  /** Goes to a place beside the page, which stays. The text may have changed since: then to what is nearest. */
  private async go(project: ProjectModel, key: string): Promise<void> {
    const target = this.targets.get(key);
    const model = target && project.documents.get(target.path);
    if (!model) return;
    const { editor, article } = await openArticle(this.app, model, { viewColumn: vscode.ViewColumn.Beside, preview: true });
    if (!target.range || !article || target.range.end > article.text.length) return;
    const range = article.range(target.range);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function chosen(choices: Choices, { control, value }: FromPage & { readonly type: 'choose' }): Choices {
  switch (control) {
    case 'lanes':
      return { ...choices, lanes: laneKinds.find((kind) => kind === value) ?? choices.lanes };
    case 'question':
      return { ...choices, question: value };
    case 'kind':
      return { ...choices, kind: actorKinds.find((kind) => kind === value) };
    default:
      return control satisfies never;
  }
}

function nonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Documents as they stand on disk; without those that cannot be read. */
async function textsOf(project: ProjectModel, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const read = await Promise.all(paths.map(async (path) => [path, await project.documents.get(path)?.read()] as const));
  return new Map(read.flatMap(([path, text]) => (text && 'text' in text ? [[path, text.text] as const] : [])));
}
