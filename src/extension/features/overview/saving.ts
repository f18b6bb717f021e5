/** Pictures and tables of the overview as files, where the reader says. */
import * as vscode from 'vscode';
import { type SurveyPlot, surveyPlots } from '../../../core/corpus/survey/types';
import type { App } from '../../app';
import { plain } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { projectShown, wordingOf } from './asking';
import type { Choices } from './protocol';
import { surveyCsv } from './tables';
import { inFile, requestOf } from './view';
import { plotHeading } from './words';
import { say } from '../../saying';

const kinds = {
  svg: (): string => vscode.l10n.t('Scalable Vector Graphics'),
  png: (): string => vscode.l10n.t('PNG image'),
  csv: (): string => vscode.l10n.t('Comma-separated values'),
} as const;

/** Asks where to, and writes. VS Code's own dialog asks before it replaces a file. */
export async function save(project: ProjectModel, plot: SurveyPlot, ending: keyof typeof kinds, content: Uint8Array): Promise<void> {
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(project.root, `overview-${plot}.${ending}`),
    filters: { [kinds[ending]()]: [ending] },
    title: plotHeading(plot, vscode.l10n.t),
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, content);
    say(vscode.l10n.t('Saved.'), 3000);
  } catch (error) {
    await vscode.window.showErrorMessage(
      vscode.l10n.t('{0} cannot be written: {1}', plain(target.path), plain(error instanceof Error ? error.message : String(error))),
    );
  }
}

export async function saveCsv(app: App, project: ProjectModel, plot: SurveyPlot, choices: Choices): Promise<void> {
  const survey = await project.corpus.survey(plot, requestOf(choices, app.marks.countComments, inFile));
  await save(project, plot, 'csv', new TextEncoder().encode(surveyCsv(survey, wordingOf(project))));
}

/** From the palette, without the page. */
export async function chooseAndSaveCsv(app: App, choices: Choices): Promise<void> {
  const project = projectShown(app, choices);
  if (!project) return;
  const items = surveyPlots.map((plot) => ({ label: plotHeading(plot, vscode.l10n.t), plot }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export Which Table?') });
  if (chosen) await saveCsv(app, project, chosen.plot, choices);
}
