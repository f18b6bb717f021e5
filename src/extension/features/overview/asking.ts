/** What the overview asks of the index, for its page and for its tables. */
import * as vscode from 'vscode';
import { type Survey, surveyPlots } from '../../../core/corpus/survey/types';
import { indexProject } from '../../../core/project/lookup';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import type { ProjectModel } from '../../workspace/project';
import { hiddenWords } from '../documents/shown';
import type { Choices, OverviewView } from './protocol';
import { onPage, requestOf, viewOf } from './view';
import type { Wording } from './words';

export function wordingOf(project: ProjectModel): Wording {
  return { t: vscode.l10n.t, locale: vscode.env.language, project: indexProject(project.value) };
}

/** The project of the choices while it is there, else that of the active document, else the first. */
export function projectShown(app: App, { project }: Choices): ProjectModel | undefined {
  return (project === undefined ? undefined : app.projects.byId(project)) ?? app.articles.active?.model.project ?? app.projects.all()[0];
}

/**
 * One plot after the other, so that a hover's question to the index waits for one of them at most.
 * @returns undefined once `wanted` says no more
 */
export async function overviewOf(app: App, project: ProjectModel, choices: Choices, wanted: () => boolean): Promise<OverviewView | undefined> {
  const comments = app.marks.countComments;
  const surveys: Survey[] = [];
  for (const plot of surveyPlots) {
    surveys.push(await project.corpus.survey(plot, requestOf(choices, comments, onPage)));
    if (!wanted()) return undefined;
  }
  const { indexing } = project;
  const remarks = [
    hiddenWords(app, [project]),
    indexing ? vscode.l10n.t('Reading documents: {0} of {1}', numeral(indexing.done), numeral(indexing.total)) : '',
  ];
  return viewOf(surveys, { name: project.name, choices: { ...choices, project: project.id }, comments, remarks }, wordingOf(project));
}
