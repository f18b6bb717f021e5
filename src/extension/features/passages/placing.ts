/** Accepting the places of drifted passages: one act, however many passages and documents. */
import * as vscode from 'vscode';
import type { Decision } from '../../../core/sidecar/decision';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import type { DocumentModel } from '../../workspace/document';
import type { DocumentPart } from '../../workspace/deciding';
import { rebasing } from '../../workspace/selectors';
import { longWork, type Step } from '../longWork';
import { say } from '../../saying';

/** A passage, or a decision about a mark, that gets its place. */
export interface PlaceTarget {
  readonly model: DocumentModel;
  readonly id: string;
  /** The place that was chosen for it, in the text as it is now. */
  readonly place?: Range | undefined;
  /** What stood there when it was shown. */
  readonly words?: string | undefined;
}

/** Takes each entry's place as its own: the one chosen, else the one where it was found. The coder stays who it was: the judgement is not changed. */
export async function acceptPlaces(app: App, targets: readonly PlaceTarget[], only: 'moved' | 'any' = 'any'): Promise<void> {
  const label = targets.length === 1 ? vscode.l10n.t('Accept place') : vscode.l10n.t('Accept places');
  const accepted = await longWork(vscode.l10n.t('Accepting places…'), (step) => accept(app, label, targets, only, step));
  if (accepted === 'none') say(vscode.l10n.t('There is no place to accept: look at the passages one by one.'), 5000);
  else if (accepted === 'stopped') say(vscode.l10n.t('Stopped. What was accepted until then is one step to undo.'), 6000);
}

/** Finding the places is half of the work, keeping them the other. Stopped before the second half, nothing has changed. */
async function accept(app: App, label: string, targets: readonly PlaceTarget[], only: 'moved' | 'any', step: Step): Promise<'accepted' | 'none' | 'stopped'> {
  const byDocument = new Map<DocumentModel, PlaceTarget[]>();
  for (const target of targets) byDocument.set(target.model, [...(byDocument.get(target.model) ?? []), target]);
  const parts: DocumentPart[] = [];
  let done = 0;
  for (const [document, list] of byDocument) {
    parts.push({ document, decisions: await decisionsFor(app, document, list, only) });
    if (!(await step(++done / (2 * byDocument.size)))) return 'stopped';
  }
  const made = parts.filter(({ decisions }) => decisions.length > 0);
  if (!made.length) return 'none';
  let kept = 0;
  let going = true;
  await app.deciding.act(label, made, async () => (going = await step(0.5 + kept++ / (2 * made.length))));
  return going ? 'accepted' : 'stopped';
}

async function decisionsFor(app: App, model: DocumentModel, targets: readonly PlaceTarget[], only: 'moved' | 'any'): Promise<readonly Decision[]> {
  const places = await app.articles.placesOf(model);
  if (!places) return [];
  const passages = places.passages.map(({ annotation, state, range }) => [annotation.id, { state, range }] as const);
  const shown = new Map([...passages, ...places.driftedDecisions.map(({ decision, state, range }) => [decision.id, { state, range }] as const)]);
  const choices = new Map<string, Range | undefined>();
  for (const { id, place, words } of targets) {
    const found = shown.get(id);
    if (!found || (only === 'moved' && found.state !== 'moved')) continue;
    const range = place ?? found.range;
    // In a document with unsaved edits, a place that touches them cannot be written yet; one that was shown before the text changed is no place.
    const saved = range && places.chosen(range, place && words);
    if (saved) choices.set(id, saved);
  }
  const { rebased, current } = places.accept(choices);
  const decisions = rebased.map((entry) => rebasing(entry, places.saved));
  return current ? [...decisions, { type: 'document', changes: { text: places.hashOfSaved() } }] : decisions;
}

/** The decision by which the text's hash follows, once these entries are gone or placed anew and nothing else is left to look at. */
export async function settling(app: App, model: DocumentModel, ids: readonly string[]): Promise<readonly Decision[]> {
  const places = await app.articles.placesOf(model);
  return places?.isSettledWithout(new Set(ids)) && places.isDrifted ? [{ type: 'document', changes: { text: places.hashOfSaved() } }] : [];
}
