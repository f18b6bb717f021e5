/** Work that says how far it is, and can be stopped, once it has taken a second. */
import * as vscode from 'vscode';
import { stoppable, type Step } from './stoppable';

export type { Step } from './stoppable';

/** Longer than this a reader wonders. */
const patience = 1_000;

export function longWork<T>(title: string, work: (step: Step) => Promise<T>): Promise<T> {
  return stoppable(
    work,
    (run) =>
      Promise.resolve(
        vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) =>
          run(
            (more) => progress.report({ increment: 100 * more }),
            (stop) => token.onCancellationRequested(stop),
          ),
        ),
      ),
    patience,
  );
}
