/** Which passage is asked about, and how others word it: the state of the view. */
import * as vscode from 'vscode';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import type { Article } from '../../workspace/article';
import type { DocumentModel } from '../../workspace/document';
import { openArticle } from '../../workspace/open';
import { byId } from '../passages/target';
import { textOf, wordingsOf } from './asking';
import { isNode, type PassageState } from './nodes';
import { isOffset } from './opening';
import { sourceOf, summariesOf } from './source';

/** What was given by a row, a card or a passage's id; else the passage or sentence at the cursor, or the selection. */
export async function passageAsked(
  app: App,
  first: unknown,
  second: unknown,
  third: unknown,
): Promise<{ readonly model: DocumentModel; readonly range: Range } | undefined> {
  if (isNode(first, 'statement')) return { model: first.parent.own, range: first.wording.a.range };
  if (typeof first === 'string' && isOffset(second) && isOffset(third)) {
    const article = await app.articles.ready(vscode.Uri.parse(first));
    return article && second < third && third <= article.text.length ? { model: article.model, range: { start: second, end: third } } : undefined;
  }
  const given = typeof first === 'string' && typeof second === 'string' ? await byId(app, first, second) : undefined;
  const article = given ? (await openArticle(app, given.model)).article : app.articles.active;
  if (!article) return undefined;
  if (given) {
    const range = article.passages.find(({ annotation }) => annotation.id === given.annotation.id)?.range;
    return range ? { model: given.model, range } : undefined;
  }
  const range = rangeAtCursor(article);
  return range && { model: article.model, range };
}

/** @returns undefined where the text cannot be read, or nobody waits any more */
export async function passageState(app: App, model: DocumentModel, range: Range, token: vscode.CancellationToken): Promise<PassageState | undefined> {
  const isPart = !model.project.knowsStatements;
  const own = await textOf(app, model);
  const wordings = await wordingsOf(app, model, range, token);
  if (!own || !wordings || token.isCancellationRequested) return undefined;
  const summaries = await summariesOf(model.project, [model.path, ...wordings.map(({ b }) => b.path)]);
  if (token.isCancellationRequested) return undefined;
  const rows = wordings.flatMap((wording) => {
    const other = model.project.documents.get(wording.b.path);
    return other ? [{ model: other, source: sourceOf(other, summaries), wording }] : [];
  });
  const lines = own.text.slice(0, range.start).split('\n');
  const passage = rows[0]?.wording.a ?? {
    path: model.path,
    range,
    line: lines.length - 1,
    character: lines.at(-1)?.length ?? 0,
    endLine: lines.length - 1,
    endCharacter: 0,
    text: own.text.slice(range.start, range.end),
    before: '',
    after: '',
  };
  return {
    type: 'passage',
    model,
    own: sourceOf(model, summaries),
    passage: { ...passage, range, text: own.text.slice(range.start, range.end) },
    voice: rows[0]?.wording.voiceA,
    rows: together(rows),
    isPart,
  };
}

function rangeAtCursor(article: Article): Range | undefined {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  if (!editor.selection.isEmpty) return article.offsets(editor.selection);
  const offset = article.offset(editor.selection.active);
  return article.passagesAt(offset)[0]?.range ?? article.sentenceAt(offset);
}

export function passageMessage({ rows, isPart }: PassageState): string {
  const { t } = vscode.l10n;
  if (rows.length > 0) return isPart ? t('Documents are still being read: more may follow.') : '';
  return isPart ? stillReading(t('No other document that was read reports this.')) : t('No other document reports this.');
}

/** What is said of a part of the documents says so. */
export function stillReading(summary: string): string {
  return `${summary} ${vscode.l10n.t('Documents are still being read: more may follow.')}`;
}

/** Rows of one outlet one after the other, where its nearest stands. */
function together(rows: PassageState['rows']): PassageState['rows'] {
  const groups = new Map<string, PassageState['rows'][number][]>();
  for (const row of rows) groups.set(row.source.outlet, [...(groups.get(row.source.outlet) ?? []), row]);
  return [...groups.values()].flat();
}
