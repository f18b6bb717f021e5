/** Whose coding is shown: one's own, or everybody's. With a sidecar a coder, others' is hidden until it is revealed. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { ProjectModel } from '../../workspace/project';
import type { Shown } from '../../workspace/shown';

export function registerShown(app: App): vscode.Disposable {
  const { projects, shownCoders } = app;
  const concerned = (): readonly ProjectModel[] => (app.articles.active ? [app.articles.active.model.project] : projects.all());
  const tell = (): void => shownCoders.tell(concerned().every((project) => shownCoders.of(project) === 'everyone') ? 'everyone' : 'mine');
  const show = async (shown: Shown): Promise<void> => {
    // Nobody's own coding can be told from others' before there is a name.
    if (shown === 'mine' && (await app.coder.require()) === undefined) return;
    await shownCoders.set(concerned(), shown);
  };
  tell();
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.showMine, () => show('mine')),
    vscode.commands.registerCommand(command.showEveryone, () => show('everyone')),
    shownCoders.onDidChange(tell),
    projects.onDidChange(({ kind }) => {
      if (kind === 'projects' || kind === 'project') tell();
    }),
    vscode.window.onDidChangeActiveTextEditor(tell),
    app.articles.onDidChange(tell),
  );
}

/** Says above a view that not everything is shown; empty where it is. */
export function hiddenWords(app: App, projects: readonly ProjectModel[]): string {
  const { t } = vscode.l10n;
  const hiding = projects.filter((project) => project.only !== undefined);
  const [first] = hiding;
  if (!first) return '';
  if (app.coder.current === undefined) return t('No coding is shown: Pressmark does not know yet who you are.');
  return first.separate
    ? t('Only your coding is shown ({0}); others’ is hidden.', app.coder.current)
    : t('Only your coding is shown ({0}).', app.coder.current);
}
