import * as vscode from 'vscode';
import { lineIndexOf } from '../../../core/text/lines';
import type { ProjectModel } from '../../workspace/project';

/** Where an actor stands in the project's files; undefined where the registry does not know it. */
export function entryLocation(project: ProjectModel, id: string): vscode.Location | undefined {
  const actor = project.index.actor(id);
  if (!actor) return undefined;
  for (const { uri, store } of project.files()) {
    const range = store.current.entryRange('actors', actor.id);
    if (!range) continue;
    const lines = lineIndexOf(store.current.text);
    const [start, end] = [lines.positionAt(range.start), lines.positionAt(range.end)];
    return new vscode.Location(uri, new vscode.Range(start.line, start.character, end.line, end.character));
  }
  return undefined;
}
