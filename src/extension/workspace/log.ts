import type * as vscode from 'vscode';

export type Log = Pick<vscode.LogOutputChannel, 'debug' | 'info' | 'warn' | 'error' | 'show'>;

/** For promises nobody awaits: what they throw goes to the log instead of vanishing. */
export function background(log: Log, work: Promise<unknown>): void {
  work.catch((error: unknown) => log.error(error instanceof Error ? error : String(error)));
}
