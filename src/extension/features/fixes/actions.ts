/** Code actions from the fixes that core knows for the problems of a file as it stands in the editor. */
import * as vscode from 'vscode';
import { type Fix, type FixContext, fixesFor } from '../../../core/fixes';
import { parsePart, parseProject } from '../../../core/project';
import { checkReferences, metadataConflicts, parseSidecar, type SidecarFile, together } from '../../../core/sidecar';
import type { DocumentMetadata } from '../../../core/sidecar/schema';
import { baseName } from '../../workspace/discovery';
import type { Problem } from '../../../core/problem';
import type { App } from '../../app';
import { ids } from '../../workspace/ids';
import type { ProjectModel } from '../../workspace/project';

interface Place {
  readonly project: ProjectModel;
  readonly kind: FixContext['kind'];
  readonly problems: readonly Problem[];
  readonly counting?: DocumentMetadata;
}

export async function actionsFor(app: App, document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): Promise<vscode.CodeAction[]> {
  const place = placeOf(app, document);
  if (!place) return [];
  const context: FixContext = {
    text: document.getText(),
    kind: place.kind,
    project: place.project.parsed,
    newId: () => ids.next(),
    ...(place.counting && { counting: place.counting }),
  };
  const actions: vscode.CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const problem = place.problems.find((candidate) => candidate.code === diagnostic.code && rangeOf(document, candidate).isEqual(diagnostic.range));
    for (const fix of problem ? fixesFor(problem, context) : []) {
      const action = await actionOf(document, place.project, fix, diagnostic);
      if (action) actions.push(action);
    }
  }
  return actions;
}

/** What the file is, and what is wrong with it as it stands in the editor. */
function placeOf(app: App, document: vscode.TextDocument): Place | undefined {
  const text = document.getText();
  const uri = document.uri.toString();
  for (const project of app.projects.all()) {
    const own = project.files().find((file) => file.uri.toString() === uri);
    if (own) return { project, kind: own.part ?? 'project', problems: (own.part ? parsePart(text, own.part) : parseProject(text)).problems };
  }
  const project = app.projects.projectOf(document.uri);
  if (!project || !uri.endsWith('.pressmark.yaml')) return undefined;
  const file = parseSidecar(text);
  const { problems, counting } = besideOthers(project, uri, file);
  return { project, kind: 'sidecar', problems: [...file.problems, ...checkReferences(file, project.index), ...problems], counting };
}

/** Where the document has several sidecars: what those say that count before this one, and where it says something else. */
function besideOthers(project: ProjectModel, uri: string, file: SidecarFile): { readonly problems: readonly Problem[]; readonly counting: DocumentMetadata } {
  const own = project.openDocuments.map(({ openSidecars }) => openSidecars).find((all) => all.some((one) => one.uri.toString() === uri)) ?? [];
  const at = own.findIndex((one) => one.uri.toString() === uri);
  const files = own.map(({ suffix, uri: other, store }, index) => ({ suffix, name: baseName(other), value: index === at ? file : store.current }));
  const before = files.slice(0, Math.max(0, at)).map(({ value }) => value.value);
  return { problems: metadataConflicts(files)[at] ?? [], counting: before.length ? (together(before).document ?? {}) : {} };
}

async function actionOf(document: vscode.TextDocument, project: ProjectModel, fix: Fix, diagnostic: vscode.Diagnostic): Promise<vscode.CodeAction | undefined> {
  // A project that is not there cannot be added to.
  if (fix.file !== undefined && project.implicit) return undefined;
  const target = fix.file === undefined ? document : await vscode.workspace.openTextDocument(vscode.Uri.joinPath(project.root, fix.file));
  const known = fix.file === undefined ? document.getText() : project.files().find(({ uri }) => uri.toString() === target.uri.toString())?.store.current.text;
  // The project's file is being edited, and not read yet: the next look offers the fix again.
  if (known !== target.getText()) return undefined;
  const action = new vscode.CodeAction(vscode.l10n.t(fix.message, ...fix.args), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of fix.splices) action.edit.replace(target.uri, new vscode.Range(target.positionAt(start), target.positionAt(end)), text);
  action.diagnostics = [diagnostic];
  action.isPreferred = fix.preferred;
  return action;
}

function rangeOf(document: vscode.TextDocument, { start, end }: Problem): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
