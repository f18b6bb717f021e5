/** The overview: a page of plots, and the same figures as tables without it. All that it needs is read when it is asked for. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command, setting } from '../../contributions';
import type { ProjectModel } from '../../workspace/project';
import { refreshPreviews } from '../pages';
import type { OverviewPanel } from './panel';
import { viewType } from './protocol';

const scheme = 'pressmark-overview';

export function registerOverview(app: App): vscode.Disposable {
  const feature = new Overview(app);
  return vscode.Disposable.from(
    feature,
    vscode.workspace.registerTextDocumentContentProvider(scheme, feature),
    vscode.window.registerWebviewPanelSerializer(viewType, feature),
    vscode.commands.registerCommand(command.showOverview, () => feature.show()),
    vscode.commands.registerCommand(command.showOverviewTables, () => feature.showTables()),
    vscode.commands.registerCommand(command.exportOverview, () => feature.exportTable()),
  );
}

class Overview implements vscode.Disposable, vscode.WebviewPanelSerializer, vscode.TextDocumentContentProvider {
  private panel: OverviewPanel | undefined;
  /** The page of tables that was made last, and of which project. */
  private tables = '';
  private tabled: ProjectModel | undefined;
  /** How often what may be seen has changed. */
  private changes = 0;
  private readonly tablesChanged = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.tablesChanged.event;

  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly app: App) {
    this.subscriptions = [
      app.shownCoders.onDidChange(() => this.hide()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(setting.coder)) this.hide();
      }),
    ];
  }

  async show(): Promise<void> {
    if (this.panel) {
      this.panel.reveal(this.app.articles.active?.model.project);
      return;
    }
    const panel = vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Overview'), vscode.ViewColumn.Active);
    await this.fill(panel, undefined);
  }

  /** VS Code brings a page back after a reload, with what it kept. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    // There is one page: what is asked for while it comes back is this one.
    if (this.panel) panel.dispose();
    else await this.fill(panel, state);
  }

  async showTables(): Promise<void> {
    const [{ overviewOf, projectShown }, { overviewMarkdown }, choices] = await Promise.all([import('./asking'), import('./tables'), this.choices()]);
    const project = projectShown(this.app, choices);
    if (!project) return;
    const { changes } = this;
    const view = await overviewOf(this.app, project, choices, () => changes === this.changes);
    // What was counted of everybody's is not shown to who has hidden it meanwhile.
    if (changes !== this.changes) return this.showTables();
    if (!view) return;
    this.tables = overviewMarkdown(view);
    this.tabled = project;
    const uri = tablesUri();
    this.tablesChanged.fire(uri);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    }
  }

  async exportTable(): Promise<void> {
    const [{ chooseAndSaveCsv }, choices] = await Promise.all([import('./saving'), this.choices()]);
    await chooseAndSaveCsv(this.app, choices);
  }

  provideTextDocumentContent(): string {
    return this.tables;
  }

  /** The tables are of what could be seen when they were made: where others' coding is hidden now, they are emptied. */
  private hide(): void {
    this.changes++;
    if (this.tabled?.only === undefined) return;
    this.tabled = undefined;
    this.tables = vscode.l10n.t('Others’ coding is hidden.');
    this.tablesChanged.fire(tablesUri());
    void refreshPreviews();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.panel?.dispose();
    this.tablesChanged.dispose();
  }

  private async choices(): ReturnType<typeof usual> {
    return this.panel?.chosen ?? (await usual());
  }

  private async fill(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    let gone = false;
    panel.onDidDispose(() => {
      gone = true;
      this.panel = undefined;
    });
    const [{ OverviewPanel: Filled }, { choicesOf }] = await Promise.all([import('./panel'), import('./messages')]);
    if (gone) return;
    const choices = choicesOf(state);
    this.panel = new Filled(this.app, panel, { ...choices, project: choices.project ?? this.app.articles.active?.model.project.id });
  }
}

function tablesUri(): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Overview')}.md` });
}

async function usual() {
  return (await import('./messages')).usualChoices;
}
