import * as vscode from 'vscode';
import type { ProjectModel } from '../../workspace/project';
import { locationOf, type PlaceInDocument } from './actors';
import { say } from '../../saying';

/** Shows places of the corpus in the editor's own list of references: peek, open, walk with F4. */
export async function showPlaces(project: ProjectModel, places: readonly PlaceInDocument[], title: string): Promise<void> {
  const locations = places.flatMap((place) => locationOf(project, place) ?? []);
  const editor = vscode.window.activeTextEditor;
  const first = locations[0];
  if (!first) {
    say(vscode.l10n.t('{0}: none', title), 4000);
    return;
  }
  const [uri, position] = editor ? [editor.document.uri, editor.selection.active] : [first.uri, first.range.start];
  await vscode.commands.executeCommand('editor.action.goToLocations', uri, position, locations, 'peek', vscode.l10n.t('{0}: none', title));
}
