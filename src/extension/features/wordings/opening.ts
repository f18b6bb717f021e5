/** Going to a place of a document from a row or a link. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { openArticle } from '../../workspace/open';
import { say } from '../../saying';

/** Goes to a place of a document; the arguments come from links, and are held against what stands there. */
export async function openPlace(app: App, uri: unknown, start: unknown, end: unknown, words: unknown): Promise<void> {
  if (typeof uri !== 'string' || !isOffset(start) || !isOffset(end) || start > end || typeof words !== 'string' || words === '') return;
  const model = app.projects.documentAt(vscode.Uri.parse(uri));
  if (!model) return;
  const { editor, article } = await openArticle(app, model);
  if (!article) return;
  const { placeNow } = await import('./placed');
  const place = placeNow(article.text, { start, end }, words);
  if (!place) {
    say(vscode.l10n.t('The document has changed since it was compared. Ask again.'), 6000);
    return;
  }
  const range = article.range(place);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

export function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
