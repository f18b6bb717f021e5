/** Accepting the places of drifted passages: one act, however many passages and documents. */
import * as vscode from 'vscode';
import type { Decision } from '../../../core/sidecar/decision';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import { rebasing } from '../../workspace/selectors';
import type { PassageTarget } from './target';

/** Accepting in more documents than this is shown with its progress, and can be stopped. */
const manyDocuments = 20;

/** Takes each passage's place as its own: the one chosen, else the one where it was found. The coder stays who it was: the judgement is not changed. */
export async function acceptPlaces(app: App, targets: readonly PassageTarget[], only: 'moved' | 'any' = 'any'): Promise<void> {
  const byDocument = new Map<DocumentModel, PassageTarget[]>();
  for (const target of targets) byDocument.set(target.model, [...(byDocument.get(target.model) ?? []), target]);
  const parts = await withProgress(byDocument, async (model, list) => ({ document: model, decisions: await decisionsFor(app, model, list, only) }));
  const made = parts.filter(({ decisions }) => decisions.length > 0);
  if (!made.length) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('There is no place to accept: look at the passages one by one.'), 5000);
    return;
  }
  await app.deciding.act(targets.length === 1 ? vscode.l10n.t('Accept place') : vscode.l10n.t('Accept places'), made);
}

async function withProgress<T>(
  byDocument: ReadonlyMap<DocumentModel, readonly PassageTarget[]>,
  work: (model: DocumentModel, targets: readonly PassageTarget[]) => Promise<T>,
): Promise<readonly T[]> {
  const all = async (step: () => boolean): Promise<readonly T[]> => {
    const results: T[] = [];
    for (const [model, targets] of byDocument) {
      if (!step()) break;
      results.push(await work(model, targets));
    }
    return results;
  };
  if (byDocument.size <= manyDocuments) return all(() => true);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Accepting places…'), cancellable: true },
    (progress, token) =>
      all(() => {
        progress.report({ increment: 100 / byDocument.size });
        return !token.isCancellationRequested;
      }),
  );
}

async function decisionsFor(app: App, model: DocumentModel, targets: readonly PassageTarget[], only: 'moved' | 'any'): Promise<readonly Decision[]> {
  const places = await app.articles.placesOf(model);
  if (!places) return [];
  const shown = new Map(places.passages.map((passage) => [passage.annotation.id, passage]));
  const choices = new Map<string, Range | undefined>();
  for (const { annotation, place, words } of targets) {
    const passage = shown.get(annotation.id);
    if (!passage || (only === 'moved' && passage.state !== 'moved')) continue;
    const range = place ?? passage.range;
    // In a document with unsaved edits, a place that touches them cannot be written yet; one that was shown before the text changed is no place.
    const saved = range && places.chosen(range, place && words);
    if (saved) choices.set(annotation.id, saved);
  }
  const { rebased, current } = places.accept(choices);
  const decisions = rebased.map((entry) => rebasing(entry, places.saved));
  return current ? [...decisions, { type: 'document', changes: { text: places.hashOfSaved() } }] : decisions;
}

/** The decision by which the text's hash follows, once these passages are gone or placed anew and nothing else is left to look at. */
export async function settling(app: App, model: DocumentModel, ids: readonly string[]): Promise<readonly Decision[]> {
  const places = await app.articles.placesOf(model);
  return places?.isSettledWithout(new Set(ids)) && places.isDrifted ? [{ type: 'document', changes: { text: places.hashOfSaved() } }] : [];
}
