/** Which rows of a view a key is about. */
import * as vscode from 'vscode';
import { delay } from '../workspace/breathe';

/** The argument of the views' key bindings. */
export const byKey = 'selection';

export type Selectable<Row> = Pick<vscode.TreeView<Row>, 'selection' | 'onDidChangeSelection'>;

/** How often, and after how many milliseconds, it is asked again while rows are drawn anew. */
const attempts = 20;
const pause = 100;

/**
 * The row that has the focus; all that are selected where it is one of them, and where none has it. The arrows move the focus alone, and VS Code tells
 * extensions of the selection only: so the row with the focus is put into the selection, or taken out of it, and back again.
 *
 * While rows are drawn anew VS Code leaves them out of the selection that it tells: it changes, and is as long as before. Then it is asked again, for a key
 * is never about another row; a row that does not come back is none.
 */
export async function rowsByKey<Row>(tree: Selectable<Row>): Promise<readonly Row[]> {
  for (let tried = 0; tried < attempts; tried++) {
    let changed = false;
    const listening = tree.onDidChangeSelection(() => (changed = true));
    const before = tree.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const after = tree.selection;
    if (changed) await vscode.commands.executeCommand('list.toggleSelection');
    listening.dispose();
    // What is put in comes last.
    if (after.length > before.length) return after.slice(-1);
    if (after.length < before.length || !changed) return before;
    await delay(pause);
  }
  return [];
}

/** The rows selected in a view, for commands that stand elsewhere. */
export class SelectedRows<Row> {
  private rows: readonly Row[] = [];
  private tree: Selectable<Row> | undefined;

  watch(tree: Selectable<Row>): vscode.Disposable {
    this.tree = tree;
    // While rows are drawn anew the view itself says that none is selected.
    return tree.onDidChangeSelection(({ selection }) => (this.rows = selection));
  }

  get current(): readonly Row[] {
    return this.rows;
  }

  /** What a key is about. */
  async byKey(): Promise<readonly Row[]> {
    return this.tree ? rowsByKey(this.tree) : [];
  }
}
