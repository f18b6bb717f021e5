/** Quick fixes for problems of sidecars and project files: edits in the editor, undone there like any other. */
import * as vscode from 'vscode';
import type { App } from '../../app';

const files: vscode.DocumentFilter = { pattern: '**/*pressmark*.yaml' };

export function registerFixes(app: App): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    files,
    {
      provideCodeActions: async (document, _range, { diagnostics }, token) => {
        const own = diagnostics.filter(({ source }) => source === 'Pressmark');
        if (!own.length) return undefined;
        const { actionsFor } = await import('./actions');
        return token.isCancellationRequested ? undefined : actionsFor(app, document, own);
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
