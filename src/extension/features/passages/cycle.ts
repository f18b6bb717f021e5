/** Going through the passages at one place: the one whose turn it is, is what the passage commands are about. */
import * as vscode from 'vscode';
import type { Article, ShownPassage } from '../../workspace/article';

interface Turn {
  readonly uri: string;
  /** Where the cursor stood when the round began. */
  readonly origin: number;
  readonly id: string;
  readonly selection: vscode.Selection;
}

export class PassageCycle {
  private turn: Turn | undefined;

  /** The id of the passage whose turn it is, as long as the selection that showed it stands. */
  current(editor: vscode.TextEditor): string | undefined {
    const { turn } = this;
    return turn?.uri === editor.document.uri.toString() && turn.selection.isEqual(editor.selection) ? turn.id : undefined;
  }

  /**
   * Selects the next passage at the cursor, the shortest first.
   * @returns it, its number in the round counted from 1, and how many there are
   */
  next(editor: vscode.TextEditor, article: Article): { readonly passage: ShownPassage; readonly number: number; readonly count: number } | undefined {
    const id = this.current(editor);
    const origin = id === undefined ? article.offset(editor.selection.active) : (this.turn?.origin ?? 0);
    const here = article.passagesAt(origin);
    const at = (here.findIndex(({ annotation }) => annotation.id === id) + 1) % Math.max(1, here.length);
    const passage = here[at];
    if (!passage) return undefined;
    const place = article.range(passage.range);
    const selection = new vscode.Selection(place.start, place.end);
    editor.selection = selection;
    editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.turn = { uri: editor.document.uri.toString(), origin, id: passage.annotation.id, selection };
    return { passage, number: at + 1, count: here.length };
  }
}
