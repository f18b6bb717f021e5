/** Two documents whole: which two, and their diff. */
import * as vscode from 'vscode';
import { maxComparedLength } from '../../../core/statements/limits';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons, plain } from '../../plain';
import type { DocumentModel } from '../../workspace/document';
import { offering } from '../offered';
import { patiently } from '../patiently';
import { pickRow, type Row } from '../picking';
import { titleOf } from '../sources/model';
import { comparisonOf } from './asking';
import type { ComparedTexts } from './compared';
import { isNode } from './nodes';
import { sidesOf } from './sides';
import { outletOf, sourceOf } from './source';
import { say } from '../../saying';

/** The document of the Sources view, or the active one, beside another that the reader chooses; two selected ones beside each other. */
export async function compareDocuments(app: App, texts: ComparedTexts, first: unknown, second: unknown): Promise<void> {
  const nodes = Array.isArray(second) ? (second as unknown[]) : [first];
  const given = isNode(first, 'sharedDocument') ? [first.own, first.model] : nodes.flatMap((node) => modelOf(app, node) ?? []);
  const [model, chosen] = [...new Set(given.length > 0 ? given : [app.articles.active?.model].filter((active) => active !== undefined))];
  if (!model) {
    say(vscode.l10n.t('Open a document of a project first.'), 4000);
    return;
  }
  const { summaries } = model.project;
  await summaries.update();
  const other = chosen?.project === model.project ? chosen : await chooseOther(app, model);
  if (!other) return;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing documents') }, async () => {
    const comparison = await comparisonOf(app, model, other);
    if (comparison === 'too-long') {
      await vscode.window.showWarningMessage(vscode.l10n.t('Only documents of up to {0} characters are compared.', numeral(maxComparedLength)));
      return;
    }
    if (!comparison) {
      await vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be read.', plain(other.path)));
      return;
    }
    const [a, b] = [sourceOf(model, summaries), sourceOf(other, summaries)];
    const names = a.outlet === b.outlet ? ([a.path, b.path] as const) : ([a.outlet, b.outlet] as const);
    const { left, right } = sidesOf(comparison, names, vscode.l10n.t);
    await vscode.commands.executeCommand(
      'vscode.diff',
      await texts.opened(model, a.outlet, left),
      await texts.opened(other, b.outlet, right),
      vscode.l10n.t('{0} ↔ {1}: {2} shared', a.outlet, b.outlet, numeral(comparison.shared.length)),
      { preview: true } satisfies vscode.TextDocumentShowOptions,
    );
  });
}

function modelOf(app: App, node: unknown): DocumentModel | undefined {
  if (typeof node !== 'object' || node === null || !('type' in node) || node.type !== 'document' || !('project' in node) || !('document' in node))
    return undefined;
  const { project, document } = node as { readonly project: unknown; readonly document: { readonly path?: unknown } };
  return typeof project === 'string' && typeof document.path === 'string' ? app.projects.byId(project)?.documents.get(document.path) : undefined;
}

/** Documents of the same event first, then those that share most, then all others, as far as a list is looked through; any is found by its words. */
async function chooseOther(app: App, model: DocumentModel): Promise<DocumentModel | undefined> {
  const { t } = vscode.l10n;
  const { summaries, documents } = model.project;
  const overview = await patiently(t('Looking for documents that share something'), ({ token }) => app.overviews.of(model, token).then((found) => ({ found })));
  if (!overview) return undefined;
  const shared = new Map(overview.found?.documents.map(({ path, shared: { length } }) => [path, length]));
  const events = summaries.get(model.path)?.metadata.events ?? [];
  const isOfEvent = (path: string): boolean => (summaries.get(path)?.metadata.events ?? []).some((event) => events.includes(event));
  const rank = (path: string): number => (isOfEvent(path) ? 1000 : 0) + (shared.get(path) ?? 0);
  const others = [...documents.keys()].filter((path) => path !== model.path && summaries.get(path)).sort();
  const likely = others.filter((path) => rank(path) > 0).sort((x, y) => rank(y) - rank(x));
  const label = (path: string): string => outletOf(model, path, summaries);
  const title = (path: string): string => {
    const summary = summaries.get(path);
    return summary ? titleOf(summary) : path;
  };
  const row = (path: string): Row => {
    const count = shared.get(path) ?? 0;
    const description = [count > 0 ? t('{0} shared', numeral(count)) : '', isOfEvent(path) ? t('same event') : ''].filter((part) => part !== '').join(' · ');
    return { id: path, label: noIcons(label(path)), description, detail: title(path), alwaysShow: true };
  };
  const offered = offering(likely, others, (path) => `${label(path)} ${title(path)} ${path}`);
  const found = (typed: string): readonly Row[] => offered(typed).map(row);
  const picked = await pickRow<Row>({
    title: t('Compare with Which Document?'),
    placeholder: t('Those of the same event first, then those that share most; type to find any other'),
    rows: found(''),
    found,
  });
  return picked?.id === undefined ? undefined : documents.get(picked.id);
}
