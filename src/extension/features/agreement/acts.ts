/** Asking for a report, showing it, and saving it. Imported with the first of these. */
import * as vscode from 'vscode';
import { unitKinds, type UnitKind } from '../../../core/agreement';
import { agreementColumns, agreementTable } from '../../../core/agreement/table';
import { csvText } from '../../../core/exchange/csv';
import type { App } from '../../app';
import { noIcons, plain } from '../../plain';
import { refsOf } from '../../workspace/gitRefs';
import type { ProjectModel } from '../../workspace/project';
import { Pages } from '../pages';
import { isHidden, revealed } from '../revealing';
import { codingsOfFiles, codingsOfRefs, reportOf, Unready } from './computing';
import { agreementPage, type Report, unitWord } from './page';

interface Kept {
  readonly project: ProjectModel;
  readonly report: Report;
}

export class Agreements implements vscode.Disposable {
  private readonly pages = new Pages('pressmark-agreement', vscode.l10n.t('Others’ coding is hidden.'));
  private kept: Kept | undefined;
  private readonly hiding: vscode.Disposable;

  constructor(private readonly app: App) {
    this.hiding = app.shownCoders.onDidChange(() => {
      this.kept = undefined;
      this.pages.forget();
    });
  }

  async show(refs?: readonly [string, string]): Promise<void> {
    const project = this.project();
    if (!project || !(await this.revealed(project))) return;
    const unit = await askUnit();
    const report = unit && (await this.compute(project, unit, refs));
    if (!report || isHidden(project)) return;
    this.kept = { project, report };
    await this.pages.show(vscode.l10n.t('Agreement between coders'), agreementPage(report, project.name, vscode.l10n.t));
  }

  async ofRefs(): Promise<void> {
    const { t } = vscode.l10n;
    const project = this.project();
    if (!project || !(await this.revealed(project))) return;
    const names = await refsOf(project.root);
    if (!names) return void vscode.window.showWarningMessage(t('The project is in no git repository that VS Code has open.'));
    const first = await askRef(names, t('The First Branch'));
    const second =
      first === undefined
        ? undefined
        : await askRef(
            names.filter((name) => name !== first),
            t('The Second Branch'),
          );
    if (first !== undefined && second !== undefined) await this.show([first, second]);
  }

  /** The report that was shown last; without one, asks for it. */
  async save(): Promise<void> {
    const { t } = vscode.l10n;
    if (!this.kept) await this.show();
    if (!this.kept) return;
    const { project, report } = this.kept;
    const target = await vscode.window.showSaveDialog({
      title: t('Export Agreement'),
      defaultUri: vscode.Uri.joinPath(project.root, 'agreement.csv'),
      filters: { CSV: ['csv'], Markdown: ['md'] },
    });
    if (!target || isHidden(project)) return;
    const text = target.path.toLowerCase().endsWith('.md')
      ? agreementPage(report, project.name, t)
      : csvText([[...agreementColumns], ...agreementTable(report.rows, report.codebook.index)]);
    try {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    } catch (error) {
      await vscode.window.showErrorMessage(t('The file cannot be written: {0}', plain(error instanceof Error ? error.message : String(error))));
    }
  }

  dispose(): void {
    this.hiding.dispose();
    this.pages.dispose();
  }

  private project(): ProjectModel | undefined {
    return this.app.articles.active?.model.project ?? this.app.projects.all()[0];
  }

  private revealed(project: ProjectModel): Promise<boolean> {
    return revealed(project, vscode.l10n.t('Others’ coding is hidden, and agreement would tell of it. Show it first.'));
  }

  private async compute(project: ProjectModel, unit: UnitKind, refs: readonly [string, string] | undefined): Promise<Report | undefined> {
    const { t } = vscode.l10n;
    try {
      return await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: t('Agreement between coders'), cancellable: true },
        async (progress, token) => {
          const running = { token, report: (message: string) => progress.report({ message }) };
          await project.settled();
          const codings = refs ? await codingsOfRefs(project, refs, running) : await codingsOfFiles(project, running);
          return token.isCancellationRequested ? undefined : reportOf(codings, unit, refs, running);
        },
      );
    } catch (error) {
      if (!(error instanceof Unready)) throw error;
      await vscode.window.showWarningMessage(plain(error.message));
      return undefined;
    }
  }
}

async function askUnit(): Promise<UnitKind | undefined> {
  const { t } = vscode.l10n;
  const details: Readonly<Record<UnitKind, string>> = {
    sentence: t('The usual choice: most codebooks speak of statements.'),
    paragraph: t('Where coders mark loosely, and only what is spoken of matters.'),
    document: t('Whether a tag occurs at all.'),
    character: t('Every character more or less counts: strict about boundaries.'),
  };
  const order: readonly UnitKind[] = ['sentence', ...unitKinds.filter((unit) => unit !== 'sentence')];
  const items = order.map((unit) => ({ label: unitWord(unit, t), detail: details[unit], unit }));
  return (await vscode.window.showQuickPick(items, { title: t('Agreement: Counted By'), matchOnDetail: true }))?.unit;
}

async function askRef(names: readonly string[], title: string): Promise<string | undefined> {
  const items = names.map((name) => ({ label: noIcons(name), name }));
  return (await vscode.window.showQuickPick(items, { title }))?.name;
}
