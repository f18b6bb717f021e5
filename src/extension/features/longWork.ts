/** Work that says how far it is, and can be stopped, once it has taken a second. */
import * as vscode from 'vscode';

/** Longer than this a reader wonders. */
const patience = 1_000;

/** Told after each part how much is done, from 0 to 1. Resolves to false when the reader has stopped the work. */
export type Step = (share: number) => Promise<boolean>;

export async function longWork<T>(title: string, work: (step: Step) => Promise<T>): Promise<T> {
  let stopped = false;
  let share = 0;
  let show: (share: number) => void = () => undefined;
  const running = work(async (now) => {
    show(now - share);
    share = now;
    // Lets the window draw, and a click come through.
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    return !stopped;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), patience)));
  try {
    if ((await Promise.race([running, late])) !== 'late') return await running;
  } finally {
    clearTimeout(timer);
  }
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) => {
    token.onCancellationRequested(() => (stopped = true));
    progress.report({ increment: 100 * share });
    show = (more) => progress.report({ increment: 100 * more });
    return running;
  });
}
