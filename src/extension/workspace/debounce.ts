import type * as vscode from 'vscode';

/** Runs an action once things have been quiet for `milliseconds`; every call within that time starts it anew. */
export class Debounced implements vscode.Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private latest = 0;

  constructor(
    private readonly milliseconds: number,
    private readonly action: () => void,
  ) {}

  /** @param milliseconds to wait this time */
  call(milliseconds = this.milliseconds): void {
    clearTimeout(this.timer);
    const own = ++this.latest;
    const act = (): void => {
      if (own === this.latest) this.action();
    };
    this.timer = setTimeout(() => behindEvents(act), milliseconds);
  }

  dispose(): void {
    this.latest++;
    clearTimeout(this.timer);
  }
}

/** Where a host was held up, its timers go before the events that came in that time: what is run here lets them in first. */
function behindEvents(run: () => void): void {
  // Browsers have none, and hand out what came first first.
  if (typeof setImmediate === 'function') setImmediate(run);
  else run();
}
