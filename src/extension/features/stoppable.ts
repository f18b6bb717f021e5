/** Work that can be stopped once it takes longer than a reader waits, whatever shows it. */

import { breathe } from '../workspace/breathe';

/** Told after each part how much is done, from 0 to 1. Resolves to false when the reader has stopped the work. */
export type Step = (share: number) => Promise<boolean>;

/** Shows that something runs until it is done: takes what to report (parts of 1, to be added) and hands on the press of its button. */
export type Shown = <T>(run: (report: (more: number) => void, whenStopped: (stop: () => void) => void) => Promise<T>) => Promise<T>;

/** @param patience in milliseconds: work that is done by then is never shown */
export async function stoppable<T>(work: (step: Step) => Promise<T>, shown: Shown, patience: number): Promise<T> {
  let stopped = false;
  let share = 0;
  let show: (more: number) => void = () => undefined;
  const running = work(async (now) => {
    show(now - share);
    share = now;
    // Lets the window draw, and a click come through.
    await breathe();
    return !stopped;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), patience)));
  try {
    if ((await Promise.race([running, late])) !== 'late') return await running;
  } finally {
    clearTimeout(timer);
  }
  return shown((report, whenStopped) => {
    whenStopped(() => (stopped = true));
    report(share);
    show = report;
    return running;
  });
}
