/** Which passages a command is about: those given by a view or a card, else those selected in the view, else the one at the cursor. */
import * as vscode from 'vscode';
import type { Annotation } from '../../../core/sidecar/schema';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import type { GroupNode, PassageNode } from './index';

/** The argument of the Passages view's key bindings. */
const selectionOnly = 'selection';

export interface PassageTarget {
  readonly model: DocumentModel;
  readonly annotation: Annotation;
}

/**
 * @param first the item a command was invoked on, or a document's URI from a card
 * @param second all selected items, or the annotation's id from a card
 */
export async function passageTargets(app: App, first: unknown, second: unknown, selected: readonly PassageNode[]): Promise<readonly PassageTarget[]> {
  // The view's own keys: what is selected there, wherever the cursor stands.
  if (first === selectionOnly) return selected;
  if (typeof first === 'string' && typeof second === 'string') {
    const target = await byId(app, first, second);
    return target ? [target] : [];
  }
  // All at once only where the words are the same: an edited passage wants a look of its own.
  if (isGroup(first)) return first.children.filter(({ state }) => state === 'moved');
  const nodes = Array.isArray(second) ? second.filter(isPassage) : isPassage(first) ? [first] : [];
  if (nodes.length) return nodes;
  const article = app.articles.active;
  const editor = vscode.window.activeTextEditor;
  if (article && editor) {
    const [passage] = article.passagesAt(article.offset(editor.selection.active));
    if (passage) return [{ model: article.model, annotation: passage.annotation }];
  }
  return selected;
}

export async function byId(app: App, uri: string, id: string): Promise<PassageTarget | undefined> {
  const model = app.projects.documentAt(vscode.Uri.parse(uri));
  const held = model && app.articles.get(model.uri)?.held.find(id);
  if (held) return { model, annotation: held.annotation };
  const annotation = (await model?.decided())?.annotations?.find((entry) => entry.id === id);
  return model && annotation && { model, annotation };
}

function isGroup(value: unknown): value is GroupNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'group' && 'children' in value;
}

function isPassage(value: unknown): value is PassageNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'passage' && 'annotation' in value && 'model' in value;
}
