/** Revealing a row of a tree that may be drawn anew at the same moment: VS Code then knows the row no more, or not yet. */
import type * as vscode from 'vscode';
import { delay } from '../workspace/breathe';
import type { Log } from '../workspace/log';

const attempts = 3;
/** A row that is drawn anew is told as selected some milliseconds later. Revealing it once more then would take the keys back from where they have gone. */
const patience = 300;
const pause = 30;

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
    if (failed !== undefined) log.warn(failed);
    else if (await isSelected(tree, node.id)) return node;
  }
  return undefined;
}

async function isSelected<Node extends { readonly id: string }>(tree: vscode.TreeView<Node>, id: string): Promise<boolean> {
  for (let waited = 0; ; waited += pause) {
    const { selection } = tree;
    if (selection.some((node) => node.id === id)) return true;
    // Another row is: that is certain.
    if (selection.length > 0 || waited >= patience) return false;
    await delay(pause);
  }
}
