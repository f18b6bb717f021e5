import * as vscode from 'vscode';
import type { App } from '../app';
import type { Article } from './article';
import type { DocumentModel } from './document';

/** Shows a document and waits until it is analysed. */
export async function openArticle(
  app: App,
  model: DocumentModel,
  options: vscode.TextDocumentShowOptions = {},
): Promise<{ readonly editor: vscode.TextEditor; readonly article: Article | undefined }> {
  const document = await vscode.workspace.openTextDocument(model.uri);
  const editor = await vscode.window.showTextDocument(document, options);
  return { editor, article: await app.articles.ready(model.uri) };
}
