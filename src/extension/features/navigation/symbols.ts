/** The mentions of a document as its symbols: for the outline, the breadcrumbs and Go to Symbol. */
import * as vscode from 'vscode';
import type { ActorKind, Mention } from '../../../core/actors/types';
import type { App } from '../../app';
import type { Stages } from '../../../core/stages';
import { numeral } from '../../numeral';
import type { Article } from '../../workspace/article';
import { inSteps } from '../../workspace/breathe';
import { kindWord } from '../hovers/words';

/** Rows that are made at once: a millisecond. */
const stage = 256;

export const symbolKinds: Readonly<Record<ActorKind, vscode.SymbolKind>> = {
  person: vscode.SymbolKind.Object,
  organisation: vscode.SymbolKind.Module,
  group: vscode.SymbolKind.Array,
  state: vscode.SymbolKind.Namespace,
  place: vscode.SymbolKind.Constant,
};

/**
 * VS Code keeps the answer for as long as the text stays the same, and asks again where providers change. So a document that was asked about before its
 * project was found, or whose actors have other names now, is told of by registering anew.
 */
export function registerDocumentSymbols({ articles }: App): vscode.Disposable {
  /** What was answered, by document. */
  const answered = new Map<string, { readonly version: number; readonly mentions: readonly Mention[] }>();
  const provider: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(document, token) {
      const article = articles.get(document)?.analysis ? articles.get(document) : await articles.ready(document.uri);
      // Asked at each key, by several parts of VS Code: rows for all mentions would hold the host up each time, and be overtaken by the next.
      if (article) await articles.read(article, token);
      if (token.isCancellationRequested) return undefined;
      const mentions = article?.analysis?.mentions ?? [];
      const { version } = document;
      // Before the rows are made: they may be others by the time that they are.
      answered.set(document.uri.toString(), { version, mentions });
      const symbols = article && (await inSteps(documentSymbols(article, mentions), () => token.isCancellationRequested));
      // A place in another text says nothing, and VS Code asks about that one.
      return document.version === version ? symbols : undefined;
    },
  };
  const register = (): vscode.Disposable => vscode.languages.registerDocumentSymbolProvider('*', provider, { label: vscode.l10n.t('Actors') });
  let registered = register();
  return vscode.Disposable.from(
    articles.onDidChange((article) => {
      const last = answered.get(article.uri.toString());
      const mentions = article.analysis?.mentions ?? [];
      if (last?.version !== article.document.version || last.mentions === mentions || areSaidAlike(last.mentions, mentions)) return;
      answered.delete(article.uri.toString());
      registered.dispose();
      registered = register();
    }),
    articles.onDidClose((article) => answered.delete(article.uri.toString())),
    new vscode.Disposable(() => {
      registered.dispose();
    }),
  );
}

function areSaidAlike(a: readonly Mention[], b: readonly Mention[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, at) => one.start === b[at]?.start && one.end === b[at].end && one.actor === b[at].actor && one.name === b[at].name && one.kind === b[at].kind)
  );
}

/**
 * In the order of the text, each under its actor's name; the outline sorts them by name too. They stand side by side, not below a row for each actor: outline
 * and breadcrumbs go by which row's range holds the cursor, and a range that holds all mentions of one actor holds others' as well.
 */
function* documentSymbols(article: Article, mentions: readonly Mention[]): Stages<vscode.DocumentSymbol[]> {
  const { t } = vscode.l10n;
  const totals = new Map<string, number>();
  for (const { actor } of mentions) totals.set(actor, (totals.get(actor) ?? 0) + 1);
  const seen = new Map<string, number>();
  const symbols: vscode.DocumentSymbol[] = [];
  for (const { actor, name, text, kind, start, end } of mentions) {
    // All of a long text take a tenth of a second, and packing them takes VS Code as long again.
    if (symbols.length % stage === stage - 1) yield;
    const nth = (seen.get(actor) ?? 0) + 1;
    seen.set(actor, nth);
    const total = totals.get(actor) ?? 1;
    // A form may go over the end of a line.
    const words = text.replace(/\s+/g, ' ');
    const form = name === '' || name === words ? [] : [`“${words}”`];
    const detail = [...form, kindWord(kind, t), ...(total > 1 ? [t('{0} of {1}', numeral(nth), numeral(total))] : [])].join(' · ');
    const range = article.range({ start, end });
    symbols.push(new vscode.DocumentSymbol(name || words, detail, symbolKinds[kind], range, range));
  }
  return symbols;
}
