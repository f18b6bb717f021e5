/** Two documents whole: which two, and their diff. */
import * as vscode from 'vscode';
import { maxComparedLength } from '../../../core/statements/limits';
import type { App } from '../../app';
import { noIcons, plain } from '../../plain';
import type { DocumentModel } from '../../workspace/document';
import { titleOf } from '../sources/model';
import { comparisonOf } from './asking';
import type { ComparedTexts } from './compared';
import { isNode } from './nodes';
import { sidesOf } from './sides';
import { outletOf, sourceOf, type Summaries, summariesOf } from './source';
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
  const summaries = await summariesOf(model.project);
  const other = chosen?.project === model.project ? chosen : await chooseOther(app, model, summaries);
  if (!other) return;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing documents') }, async () => {
    const comparison = await comparisonOf(app, model, other);
    if (comparison === 'too-long') {
      await vscode.window.showWarningMessage(vscode.l10n.t('Only documents of up to {0} characters are compared.', maxComparedLength.toLocaleString()));
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
      vscode.l10n.t('{0} ↔ {1}: {2} shared', a.outlet, b.outlet, comparison.shared.length),
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

async function chooseOther(app: App, model: DocumentModel, summaries: Summaries): Promise<DocumentModel | undefined> {
  const { t } = vscode.l10n;
  const picked = await vscode.window.showQuickPick(othersOf(app, model, summaries), {
    title: t('Compare with Which Document?'),
    placeHolder: t('Those of the same event first, then those that share most'),
    matchOnDetail: true,
    matchOnDescription: true,
  });
  return picked && model.project.documents.get(picked.path);
}

/** Documents of the same event first, then those that share most, then all others. */
async function othersOf(app: App, model: DocumentModel, summaries: Summaries): Promise<readonly (vscode.QuickPickItem & { readonly path: string })[]> {
  const { t } = vscode.l10n;
  const overview = await app.overviews.of(model);
  const shared = new Map(overview?.documents.map(({ path, shared: { length } }) => [path, length]));
  const events = summaries.get(model.path)?.metadata.events ?? [];
  return [...summaries.values()]
    .filter(({ path }) => path !== model.path)
    .map((summary) => {
      const sameEvent = (summary.metadata.events ?? []).some((event) => events.includes(event));
      const count = shared.get(summary.path) ?? 0;
      return {
        label: noIcons(outletOf(model, summary.path, summaries)),
        description: [count > 0 ? t('{0} shared', count) : '', sameEvent ? t('same event') : ''].filter((part) => part !== '').join(' · '),
        detail: noIcons(titleOf(summary)),
        rank: (sameEvent ? 1000 : 0) + count,
        path: summary.path,
      };
    })
    .sort((x, y) => y.rank - x.rank || (x.label < y.label ? -1 : 1));
}
