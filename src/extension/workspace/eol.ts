import * as vscode from 'vscode';

/** The line end of a file that does not exist yet: the user's setting, else LF, so that one corpus is the same on all machines. */
export function eolOfNewFiles(uri: vscode.Uri): string {
  const configured = vscode.workspace.getConfiguration('files', uri).get<string>('eol');
  return configured === '\r\n' ? '\r\n' : '\n';
}
