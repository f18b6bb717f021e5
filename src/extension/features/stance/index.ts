/** Stances: coded from the view, the editor, the palette and by key, and the questions they answer. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import { onDocuments } from '../documents/targets';
import { say } from '../../saying';

export function registerStance(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    onDocuments(app, command.setStance, async (documents) => (await import('./code')).codeStance(app, documents)),
    vscode.commands.registerCommand(command.editQuestions, async () => {
      const project = app.articles.active?.model.project ?? app.projects.all().find((candidate) => !candidate.implicit) ?? app.projects.all()[0];
      if (project) await (await import('./questions')).editQuestions(app, project);
      else say(vscode.l10n.t('There is no project in this window.'), 4000);
    }),
  );
}
