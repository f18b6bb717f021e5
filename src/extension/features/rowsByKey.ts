/** Which rows of a view a key is about. */
import * as vscode from 'vscode';

/** The argument of the views' key bindings. */
export const byKey = 'selection';

/**
 * The row that has the focus; all that are selected where it is one of them, and where none has it. The arrows move the focus alone, and VS Code tells
 * extensions of the selection only: so the row with the focus is put into the selection, or taken out of it, and back again.
 * @param selected the view's selection as it is when called
 */
export async function rowsByKey<Row>(selected: () => readonly Row[]): Promise<readonly Row[]> {
  const before = selected();
  await vscode.commands.executeCommand('list.toggleSelection');
  const after = selected();
  if (after.length === before.length) return before;
  await vscode.commands.executeCommand('list.toggleSelection');
  // What is put in comes last.
  return after.length > before.length ? after.slice(-1) : before;
}
