import * as vscode from 'vscode';
import type { Listed } from '../../../core/corpus/types';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import type { ProjectModel } from '../../workspace/project';
import { locationOf, type PlaceInDocument } from './actors';
import { say } from '../../saying';
import { patiently } from '../patiently';

/** A list of more is no longer looked through; of a hundred thousand documents it would be a million places, and the window would stand still. */
const mostListed = 5_000;

/** One more than are listed: so it is known whether there are more. */
export const mostAsked = mostListed + 1;

/** What the active document has comes before all others. */
export function askedFrom({ articles }: App): Listed {
  const first = articles.active?.model.path;
  return { most: mostAsked, ...(first !== undefined && { first }) };
}

/** As many as are listed; that there are more is said. */
export function listed<T>(places: readonly T[], title: string): readonly T[] {
  if (places.length > mostListed) say(vscode.l10n.t('{0}: the first {1} places are listed, and there are more.', title, numeral(mostListed)), 10_000);
  return places.slice(0, mostListed);
}

/** Asks the corpus for places and shows them. A question that takes longer than a second says so, and can be stopped. */
export async function showFound(project: ProjectModel, title: string, ask: () => Promise<readonly PlaceInDocument[]>): Promise<void> {
  const found = await patiently(title, ask);
  if (found) await showPlaces(project, listed(found, title), title);
}

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
