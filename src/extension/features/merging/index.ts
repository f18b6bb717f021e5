/** Merging of coding by git: set up in a clone, and taken back. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command } from '../../contributions';
import { exists } from '../../workspace/discovery';
import { background } from '../../workspace/log';

export function registerMerging(app: App): vscode.Disposable {
  const { git } = app.platform;
  if (git) background(app.log, refresh(app));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.setUpGitMerging, async () => (await import('./setup')).setUpMerging(app)),
    vscode.commands.registerCommand(command.removeGitMerging, async () => (await import('./setup')).removeMerging(app)),
  );

  /** Costs one look where merging was never set up. */
  async function refresh({ context }: App): Promise<void> {
    if (git && (await exists(vscode.Uri.joinPath(context.globalStorageUri, 'pressmark-merge.sh')))) await (await import('./setup')).refreshLauncher(app, git);
  }
}
