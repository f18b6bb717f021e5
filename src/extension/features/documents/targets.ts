/** Which documents a command is about: those a view's rows or a card's address name, those selected in the Sources view for its keys, else the one being read. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import { byKey } from '../rowsByKey';
import type { SourceNode } from '../sources/model';
import { say } from '../../saying';

export async function targets(app: App, first: unknown, second: unknown): Promise<readonly DocumentModel[]> {
  // The view's own keys: rows of it, whatever is being read.
  if (first === byKey) return modelsOf(app, await app.selectedSources.byKey());
  if (typeof first === 'string') {
    const named = app.projects.documentAt(vscode.Uri.parse(first));
    return named ? [named] : [];
  }
  // The editor's title gives the address of what it shows.
  if (first instanceof vscode.Uri) {
    const shown = app.projects.documentAt(first);
    if (shown) return [shown];
  }
  const models = modelsOf(app, Array.isArray(second) ? second : [first]);
  if (models.length) return models;
  const { active } = app.articles;
  return active ? [active.model] : [];
}

/** Each document once, however many of its rows are named. */
function modelsOf(app: App, nodes: readonly unknown[]): readonly DocumentModel[] {
  return [...new Set(nodes.filter(isDocumentNode).flatMap((node) => app.projects.byId(node.project)?.documents.get(node.document.path) ?? []))];
}

function isDocumentNode(value: unknown): value is Extract<SourceNode, { type: 'document' }> {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'document' && 'project' in value && 'document' in value;
}

/** Registers a command about whole documents; where there is none, it says what to do. */
export function onDocuments(app: App, id: string, action: (documents: readonly DocumentModel[]) => Promise<unknown>): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (first?: unknown, second?: unknown) => {
    const documents = await targets(app, first, second);
    if (documents.length) await action(documents);
    else say(vscode.l10n.t('Open a document of a project, or choose one in the Sources view.'), 4000);
  });
}
