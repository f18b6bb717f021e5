/** Tagging passages: the selection, or without one the sentence at the cursor. What the commands do is read when the first of them runs. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import type * as Work from './tag';

export function registerTagging(app: App): vscode.Disposable {
  const on = (id: string, run: (work: typeof Work, argument: unknown) => Promise<void> | undefined): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument?: unknown) => run(await import('./tag'), argument));
  return vscode.Disposable.from(
    on(command.tagSelection, ({ tagWith, asking }) => tagWith(app, asking(app, false))),
    on(command.tagSeveral, ({ tagWith, asking }) => tagWith(app, asking(app, true))),
    on(command.applyTag, ({ tagWith, named }, tag) => (typeof tag === 'string' ? tagWith(app, named(tag)) : undefined)),
    on(command.tagAgain, ({ tagWith, again }) => tagWith(app, again(app))),
    on(command.tagPinned, ({ tagWith, pinned }, key) => tagWith(app, pinned(key))),
    on(command.newTag, ({ newTag }, first) => newTag(app, first)),
    on(command.keepTag, ({ chooseSticky }) => {
      const project = app.articles.active?.model.project;
      return project && chooseSticky(app, project);
    }),
    on(command.tagKept, ({ tagWith, named }) => {
      const kept = app.sticky.current;
      return kept && tagWith(app, (article) => (article.model.project.id === kept.project ? named(kept.tag)(article) : Promise.resolve(undefined)));
    }),
    vscode.commands.registerCommand(command.releaseTag, () => app.sticky.set(undefined)),
    vscode.commands.registerCommand(command.tagIdentical, async () => (await import('./identical')).tagIdentical(app)),
  );
}
