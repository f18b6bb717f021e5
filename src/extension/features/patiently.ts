/** Work that is usually done at once: only what takes longer than a second says how far it is, and can be stopped. */
import * as vscode from 'vscode';
import { numeral } from '../numeral';

export interface Going {
  readonly token: vscode.CancellationToken;
  readonly report: (done: number, total: number) => void;
}

/** A reader waits this long without asking whether anything happens. In milliseconds. */
const patience = 1000;

/** @returns undefined where the reader stopped it */
export async function patiently<T>(title: string, work: (going: Going) => Promise<T>): Promise<T | undefined> {
  const source = new vscode.CancellationTokenSource();
  let told: (done: number, total: number) => void = () => undefined;
  const working = work({ token: source.token, report: (done, total) => told(done, total) });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), patience)));
  try {
    if ((await Promise.race([working.then(() => 'done' as const), late])) === 'late')
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
        let shown = 0;
        told = (done, total) => {
          progress.report({ message: vscode.l10n.t('{0} of {1}', numeral(done), numeral(total)), increment: (100 * (done - shown)) / total });
          shown = done;
        };
        const stopped = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
        token.onCancellationRequested(() => source.cancel());
        await Promise.race([working, stopped]);
      });
    const stopped = source.token.isCancellationRequested;
    return stopped ? undefined : await working;
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}
