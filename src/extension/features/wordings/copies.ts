/** Documents that turn out to be another's copy: marked so when a person says it. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { noIcons } from '../../plain';
import type { DocumentModel } from '../../workspace/document';
import { changeMetadata } from '../documents/acts';
import { byKey, rowsByKey, type Selectable } from '../rowsByKey';
import { isNode, type SharedDocumentNode, type WordingsNode } from './nodes';
import { summariesOf } from './source';
import type { WordingsProvider } from './view';
import { say } from '../../saying';

type Selection = Selectable<WordingsNode>;

/**
 * The later of two near-copies is the copy; without dates, the one that was looked at. From the palette, which of those suggested is asked where there
 * are several; by key, the selected one is meant.
 */
export async function acceptCopy(app: App, provider: WordingsProvider, tree: Selection, given: unknown): Promise<void> {
  const node = await suggestedCopy(provider, tree, given);
  if (!node) return;
  const summaries = await summariesOf(node.own.project, [node.own.path, node.model.path]);
  const day = (model: DocumentModel): string => summaries.get(model.path)?.publication?.end ?? '';
  const ownIsOriginal = day(node.own) !== '' && day(node.model) !== '' && day(node.own) < day(node.model);
  const [copy, original] = ownIsOriginal ? [node.model, node.own] : [node.own, node.model];
  await changeMetadata(app, vscode.l10n.t('Mark as copy'), [copy], { 'copy-of': original.path });
  const { current } = provider;
  if (current?.type !== 'document') return;
  // Shown at once; the index follows when the decision has reached it.
  const known = new Map(current.documents);
  const summary = known.get(copy.path);
  if (summary) known.set(copy.path, { ...summary, metadata: { ...summary.metadata, 'copy-of': original.path } });
  provider.show({ ...current, documents: known });
}

async function suggestedCopy(provider: WordingsProvider, tree: Selection, given: unknown): Promise<SharedDocumentNode | undefined> {
  const suggested = (node: unknown): node is SharedDocumentNode => isNode(node, 'sharedDocument') && node.suggestsCopy;
  if (given !== undefined && given !== byKey) return suggested(given) ? given : undefined;
  const [selected] = given === byKey ? await rowsByKey(tree) : [];
  if (selected) {
    if (suggested(selected)) return selected;
    say(vscode.l10n.t('The selected row is not suggested as a copy.'), 4000);
    return undefined;
  }
  const all = provider.getChildren().filter(suggested);
  if (all.length === 0) say(vscode.l10n.t('No copy is suggested in this view.'), 4000);
  if (all.length < 2) return all[0];
  const items = all.map((node) => ({ label: noIcons(node.model.path), node }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Mark as copy') }))?.node;
}
