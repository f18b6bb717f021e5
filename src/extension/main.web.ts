/**
 * The browser host's entry, in two roles. A host there loads one file, and a worker starts only from a blob; so the worker is this same file, started again.
 * Each role is imported when its turn comes: what belongs to the other is never run, and core is shipped once.
 */
import type * as vscode from 'vscode';
import type { Api } from './activate';

/** Called by the host. */
export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const { activateInBrowser } = await import('./host.web');
  return activateInBrowser(context);
}

/** Called in the worker, by the line that `host.web.ts` adds to this file's source. */
export async function work(): Promise<void> {
  await import('./worker/worker.web');
}
