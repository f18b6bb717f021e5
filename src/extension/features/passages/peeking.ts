/** Passages in the editor's own peek view: read in their place without leaving the document. Loaded when first used. */
import * as vscode from 'vscode';
import type { Place } from '../../../core/corpus/types';
import { lineIndexOf } from '../../../core/text/lines';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import { showPlaces } from '../navigation/places';
import { plural } from '../hovers/cards';
import type { PassageTarget } from './target';

/** A peek view of more is no longer looked through. */
const mostPeeked = 500;

export async function peekPassages(app: App, targets: readonly PassageTarget[]): Promise<void> {
  const [first] = targets;
  if (!first) return;
  const { project } = first.model;
  const own = targets.filter(({ model }) => model.project === project).slice(0, mostPeeked);
  const wanted = new Map<DocumentModel, Set<string>>();
  for (const { model, annotation } of own) wanted.set(model, (wanted.get(model) ?? new Set()).add(annotation.id));
  const places: Omit<Place, 'text'>[] = [];
  for (const [model, ids] of wanted) {
    const following = await app.articles.placesOf(model);
    if (!following) continue;
    const lines = lineIndexOf(following.text);
    for (const { annotation, range } of following.passages) {
      if (!ids.has(annotation.id) || !range) continue;
      const [start, end] = [lines.positionAt(range.start), lines.positionAt(range.end)];
      places.push({ path: model.path, range, line: start.line, character: start.character, endLine: end.line, endCharacter: end.character });
    }
  }
  const { t } = vscode.l10n;
  await showPlaces(project, places, plural(own.length, t('passage'), t('passages')));
}
