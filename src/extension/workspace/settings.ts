import * as vscode from 'vscode';

const own = 'pressmark.';

/**
 * One of our settings, by its whole name.
 * Asked for without a section, VS Code first copies every setting that there is: half a millisecond, and some are read for every row and every key.
 */
export function settingOf<T>(key: string, fallback: T): T {
  return vscode.workspace.getConfiguration(own.slice(0, -1)).get<T>(key.slice(own.length), fallback);
}
