/** Commands that rewrite files of a project after showing which: switching between one sidecar for all and one a coder, migrating older files. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { Rewriting } from '../../workspace/rewritings';

export function registerRewriting(app: App): vscode.Disposable {
  const { rewritings } = app;
  /** Of the row that a command was invoked on, else the last. */
  const chosen = (first: unknown): Rewriting | undefined =>
    (typeof first === 'object' && first !== null && 'id' in first ? rewritings.find(first.id) : undefined) ?? rewritings.unfinished.at(-1) ?? rewritings.last;
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.switchCoders, async () => (await import('./act')).switchCoders(app)),
    vscode.commands.registerCommand(command.migrateFiles, async () => (await import('./act')).migrateFiles(app)),
    vscode.commands.registerCommand(command.finishRewriting, async (first?: unknown) => (await import('./act')).finish(app, chosen(first))),
    vscode.commands.registerCommand(command.undoRewriting, async (first?: unknown) => (await import('./act')).takeBack(app, chosen(first))),
  );
}
