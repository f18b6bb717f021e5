import type * as vscode from 'vscode';

/** Runs an action once things have been quiet for `milliseconds`; every call within that time starts it anew. */
export class Debounced implements vscode.Disposable {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly milliseconds: number,
    private readonly action: () => void,
  ) {}

  /** @param milliseconds to wait this time */
  call(milliseconds = this.milliseconds): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.action();
    }, milliseconds);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }
}
