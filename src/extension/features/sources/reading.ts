/** How far the reading of a large corpus has come, in the view, where it can be stopped and gone on with. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command, contextKey, view } from '../../contributions';
import { background } from '../../workspace/log';
import { worthSaying } from './readingWords';

export function registerReading({ projects, log }: App): vscode.Disposable {
  let finish: (() => void) | undefined;
  const update = (): void => {
    const all = projects.all();
    const busy = all.some(({ reading }) => (reading.progress?.total ?? 0) > worthSaying);
    const stopped = all.some(({ reading }) => reading.isStopped || reading.isLost);
    void vscode.commands.executeCommand('setContext', contextKey.reading, busy);
    void vscode.commands.executeCommand('setContext', contextKey.readingStopped, stopped);
    if (busy && !finish) {
      const finished = new Promise<void>((resolve) => (finish = resolve));
      void vscode.window.withProgress({ location: { viewId: view.sources } }, () => finished);
    } else if (!busy) {
      finish?.();
      finish = undefined;
    }
  };
  return vscode.Disposable.from(
    projects.onDidChange(({ kind }) => {
      if (kind === 'index' || kind === 'projects') update();
    }),
    vscode.commands.registerCommand(command.stopReading, () => projects.all().forEach(({ reading }) => reading.stop())),
    vscode.commands.registerCommand(command.goOnReading, () => {
      for (const { reading } of projects.all()) background(log, reading.proceed());
    }),
    { dispose: () => finish?.() },
  );
}
