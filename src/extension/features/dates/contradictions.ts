/** A text that contradicts itself about a date says so where it stands, as information: it is never mended. */
import * as vscode from 'vscode';
import type { TemporalExpression } from '../../../core/dates/types';
import type { App } from '../../app';
import type { Article } from '../../workspace/article';
import { contradictionInWords } from './words';

export function registerContradictions({ articles, marks }: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('pressmark-dates');
  const show = (article: Article): void => {
    const found = marks.dates ? (article.analysis?.dates ?? []).filter((date) => date.conflict) : [];
    if (found.length)
      collection.set(
        article.uri,
        found.map((date) => diagnostic(article, date)),
      );
    else collection.delete(article.uri);
  };
  return vscode.Disposable.from(
    collection,
    articles.onDidChange(show),
    articles.onDidClose((article) => collection.delete(article.uri)),
    marks.onDidChange(() => {
      for (const article of articles.all()) show(article);
    }),
  );
}

function diagnostic(article: Article, date: TemporalExpression): vscode.Diagnostic {
  const problem = { code: 'date-contradiction', severity: vscode.DiagnosticSeverity.Information };
  const found = new vscode.Diagnostic(article.range(date), contradictionInWords(date, vscode.l10n.t, vscode.env.language), problem.severity);
  found.source = 'Pressmark';
  found.code = problem.code;
  return found;
}
