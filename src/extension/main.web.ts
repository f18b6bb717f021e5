/**
 * The browser host's entry. A host there loads one file, CommonJS; so this one file is small and loads the same ES modules as the other hosts share, from the
 * extension's folder. Its host's role and its worker's are two of them.
 */
import type * as vscode from 'vscode';
import type { Api } from './activate';
import type * as Host from './host.web';
import { Modules } from './modules.web';

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const modules = new Modules(context.extensionUri);
  const host = (await modules.import('browser.mjs')) as typeof Host;
  return host.activateInBrowser(context, () => modules.address('browser-worker.mjs'));
}
