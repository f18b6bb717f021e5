import * as vscode from 'vscode';
import { noIcons } from './plain';

/** Says something in the status bar for so many milliseconds. What it names is text: `$(…)` in a name becomes no icon. */
export function say(sentence: string, milliseconds: number): vscode.Disposable {
  // eslint-disable-next-line no-restricted-properties -- this is the one place
  return vscode.window.setStatusBarMessage(noIcons(sentence), milliseconds);
}
