/** Data out and in: the formats of other tools, by the same core as the command line's. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { ProjectModel } from '../../workspace/project';
import { say } from '../../saying';

export function registerExchange(app: App): vscode.Disposable {
  const project = (): ProjectModel | undefined => {
    const found = app.articles.active?.model.project ?? app.projects.all()[0];
    if (!found) say(vscode.l10n.t('Open a folder with a project first.'), 4000);
    return found;
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.exportCoding, async () => {
      const found = project();
      if (found) await (await import('./exporting')).exportCoding(app, found);
    }),
    vscode.commands.registerCommand(command.importCoding, async () => {
      const found = project();
      if (found) await (await import('./importing')).importCoding(app, found);
    }),
  );
}
