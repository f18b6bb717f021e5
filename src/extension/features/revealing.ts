/** Acts that would tell of coding that is hidden ask for it to be shown first: revealing is an act of its own. */
import * as vscode from 'vscode';
import { command } from '../contributions';
import { say } from '../saying';
import type { ProjectModel } from '../workspace/project';

/**
 * @param question what the act would tell of
 * @returns whether everybody's coding is shown now
 */
export async function revealed(project: ProjectModel, question: string): Promise<boolean> {
  if (project.only === undefined) return true;
  const { t } = vscode.l10n;
  const show = t('Show Everyone’s Coding');
  const detail = t('It is hidden again with “Show Only My Coding”; what you have seen, you have seen.');
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, show);
  if (answer === show) await vscode.commands.executeCommand(command.showEveryone);
  return project.only === undefined;
}

/** Whether others' coding has been hidden while something was made of it: then nobody is shown that, and it is said why. */
export function isHidden(project: ProjectModel): boolean {
  const hidden = project.only !== undefined;
  if (hidden) say(vscode.l10n.t('Others’ coding is hidden.'), 4000);
  return hidden;
}
