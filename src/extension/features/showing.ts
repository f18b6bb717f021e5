/** Revealing a row of a tree that may be drawn anew at the same moment: VS Code then knows the row no more, or not yet. */
import type * as vscode from 'vscode';
import type { Log } from '../workspace/log';

const attempts = 3;

/**
 * @param find the row as it is now; undefined where there is none, and nothing is shown
 * @returns the row that is selected
 */
export async function showRow<Node extends { readonly id: string }>(
  tree: vscode.TreeView<Node>,
  find: () => Node | undefined | Promise<Node | undefined>,
  log: Log,
  expand = false,
): Promise<Node | undefined> {
  for (let tried = 0; tried < attempts; tried++) {
    const node = await find();
    if (!node) return undefined;
    const failed = await tree.reveal(node, { select: true, focus: true, expand }).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (failed === undefined && tree.selection.some(({ id }) => id === node.id)) return node;
    if (failed !== undefined) log.warn(failed);
  }
  return undefined;
}
