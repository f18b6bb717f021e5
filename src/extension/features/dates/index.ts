/** What a reader does about a date: go to all that speaks of it, correct it, take it as the day of publication. */
import * as vscode from 'vscode';
import { intervalOf } from '../../../core/corpus/interval';
import type { TemporalExpression } from '../../../core/dates/types';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { Article } from '../../workspace/article';
import { openArticle } from '../../workspace/open';
import { setPublished } from '../documents/published';
import { locationOf } from '../navigation/actors';
import { askedFrom, listed, mostAsked, showFound } from '../navigation/places';
import { registerContradictions } from './contradictions';
import { valueInWords } from './words';
import { say } from '../../saying';

export function registerDates(app: App): vscode.Disposable {
  const on = (id: string, action: (article: Article, date: TemporalExpression) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (uri?: unknown, start?: unknown) => {
      const target = await dateTarget(app, uri, start);
      if (target) await action(target.article, target.date);
      else say(vscode.l10n.t('Put the cursor on a date.'), 4000);
    });
  return vscode.Disposable.from(
    registerContradictions(app),
    vscode.languages.registerReferenceProvider('*', { provideReferences: (document, position, _context, token) => references(app, document, position, token) }),
    vscode.commands.registerCommand(command.showDay, (value?: unknown, uri?: unknown) => showDay(app, value, uri)),
    vscode.commands.registerCommand(command.goToDate, (uri?: unknown, start?: unknown) => goToDate(app, uri, start)),
    on(command.useAsPublished, (article, date) => useAsPublished(app, article, date)),
    vscode.commands.registerCommand(command.correctDate, async (uri?: unknown, start?: unknown) => {
      const target = await dateTarget(app, uri, start);
      const selected = target ? undefined : selection(app);
      if (target) await (await import('./correct')).correct(app, target.article, target.date);
      else if (selected) await (await import('./correct')).markAsDate(app, selected.article, selected.range);
      else say(vscode.l10n.t('Put the cursor on a date, or select the words of one that is not marked.'), 4000);
    }),
    on(command.showReadings, async (article, date) => (await import('./correct')).chooseReading(app, article, date)),
  );
}

async function dateTarget(app: App, uri: unknown, start: unknown): Promise<{ article: Article; date: TemporalExpression } | undefined> {
  const given = typeof uri === 'string' && typeof start === 'number';
  const article = given ? await app.articles.ready(vscode.Uri.parse(uri)) : app.articles.active;
  const editor = vscode.window.activeTextEditor;
  const offset = given ? start : article && editor ? article.offset(editor.selection.active) : undefined;
  const date = article && offset !== undefined ? article.dateAt(offset) : undefined;
  return article && date && (!given || date.start === start) ? { article, date } : undefined;
}

/** The selected words of the active document, without the blanks around them. */
function selection({ articles }: App): { article: Article; range: { start: number; end: number } } | undefined {
  const article = articles.active;
  const editor = vscode.window.activeTextEditor;
  if (!article || !editor || editor.selection.isEmpty) return undefined;
  const { start, end } = article.offsets(editor.selection);
  const text = article.text.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  const range = { start: from, end: from + text.trim().length };
  return range.end > range.start ? { article, range } : undefined;
}

/** A day, or days, that the text names; a reader comment only says that the text was there by then. */
async function useAsPublished(app: App, article: Article, date: TemporalExpression): Promise<void> {
  const why = vscode.l10n.t('the text says “{0}”', date.text);
  const value = date.value.replaceAll(/T[^/]*/g, '');
  if (article.blockAt(date.start)?.kind === 'comment')
    say(vscode.l10n.t('A reader comment says only that the text was there by then. “Set Publication Date…” offers what follows from it.'), 8000);
  else if (/^\d{4}-\d{2}-\d{2}$/.test(value)) await setPublished(app, article.model, { value, basis: 'inferred', why });
  else if (/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/.test(value)) await setPublished(app, article.model, { value, basis: 'bounded', why });
  else say(vscode.l10n.t('“{0}” names no day.', date.text), 4000);
}

/** Where another document speaks of a day, as a card's link gives it. */
async function goToDate(app: App, uri: unknown, start: unknown): Promise<void> {
  const model = typeof uri === 'string' ? app.projects.documentAt(vscode.Uri.parse(uri)) : undefined;
  if (!model || typeof start !== 'number') return;
  const { editor, article } = await openArticle(app, model);
  const date = article?.dateAt(start);
  // The text may have changed since the card was made: then there is nothing to select.
  if (!article || date?.start !== start) return;
  const range = article.range(date);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The editor's own References, on a date: what the corpus says of that day. An actor at the same place comes first. */
async function references(
  { articles }: App,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Location[]> {
  const article = articles.get(document);
  const offset = article?.offset(position);
  const date = article && offset !== undefined && !article.mentionAt(offset) ? article.dateAt(offset) : undefined;
  if (!article || !date) return [];
  const { project, path } = article.model;
  const found = await project.corpus.mentionsOfDay(date.value, { most: mostAsked, first: path });
  if (token.isCancellationRequested) return [];
  return listed(found, valueInWords(date.value, vscode.l10n.t, vscode.env.language)).flatMap(({ place }) => locationOf(project, place) ?? []);
}

/** All mentions in the corpus that resolve to a day or cover it, in the editor's list of references. */
async function showDay(app: App, value: unknown, uri: unknown): Promise<void> {
  const given = typeof value === 'string' && intervalOf(value) !== undefined ? value : undefined;
  const project =
    (typeof uri === 'string' ? app.projects.documentAt(vscode.Uri.parse(uri))?.project : undefined) ??
    app.articles.active?.model.project ??
    app.projects.all()[0];
  if (!project) return;
  const { dayAsked } = await import('./value');
  const publication = app.articles.active?.analysis?.publication;
  const asked =
    given ??
    (await vscode.window.showInputBox({
      title: vscode.l10n.t('Go to Day'),
      prompt: vscode.l10n.t('A day (2022-01-15, or 15 January 2022), week (2022-W02), month (2022-01) or year'),
      value: publication?.end ?? '',
      validateInput: (text) =>
        dayAsked(text, publication) === undefined
          ? vscode.l10n.t('A day such as 2022-01-15 or 15 January 2022, a week such as 2022-W02, a month such as 2022-01, or a year')
          : undefined,
    }));
  const day = asked === undefined ? undefined : dayAsked(asked, publication);
  if (day === undefined) return;
  await showFound(project, valueInWords(day, vscode.l10n.t, vscode.env.language), async () =>
    (await project.corpus.mentionsOfDay(day, askedFrom(app))).map(({ place }) => place),
  );
}
