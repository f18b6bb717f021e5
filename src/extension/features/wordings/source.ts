/** Where a wording stands, for a row and its citation. */
import * as vscode from 'vscode';
import type { DocumentSummary } from '../../../core/corpus/types';
import type { DocumentModel } from '../../workspace/document';
import type { ProjectModel } from '../../workspace/project';
import { formatDate } from '../dates/words';
import { outletName } from '../hovers/cards';
import type { Source } from './words';

export type Summaries = ReadonlyMap<string, DocumentSummary>;

/** @param paths the documents that are shown */
export async function summariesOf(project: ProjectModel, paths: Iterable<string>): Promise<Summaries> {
  const summaries = await project.corpus.summaries([...new Set(paths)]);
  return new Map(summaries.map((summary) => [summary.path, summary]));
}

/** What is known of single documents. */
type Known = Pick<Summaries, 'get'>;

export function sourceOf(model: DocumentModel, summaries: Known): Source {
  const { t } = vscode.l10n;
  const summary = summaries.get(model.path);
  const metadata = summary?.metadata ?? {};
  const translations = { machine: t('machine translation'), human: t('translation'), none: '', unknown: '' } as const;
  const day = summary?.publication?.end;
  return {
    outlet: metadata.outlet === undefined ? model.path : outletName(model.project.value, metadata.outlet, t),
    date: day === undefined ? '' : formatDate(day, vscode.env.language, { day: 'numeric', month: 'short', year: 'numeric' }),
    title: metadata.title ?? model.path,
    path: model.path,
    url: metadata.url,
    translation: translations[metadata.translation ?? 'none'],
  };
}

export function outletOf(model: DocumentModel, path: string, summaries: Known): string {
  const other = model.project.documents.get(path);
  return other ? sourceOf(other, summaries).outlet : path;
}
