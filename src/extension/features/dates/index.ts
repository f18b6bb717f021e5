/** What a reader does about a date: go to all that speaks of it, correct it, take it as the day of publication. */
import * as vscode from 'vscode';
import { intervalOf } from '../../../core/corpus/interval';
import type { TemporalExpression, TimexType } from '../../../core/dates/types';
import type { App } from '../../app';
import { command } from '../../contributions';
import type { Article } from '../../workspace/article';
import { decideMark } from '../actors/marking';
import { setPublished } from '../documents/acts';
import { showPlaces } from '../navigation/places';
import { valueInWords } from './words';

export function registerDates(app: App): vscode.Disposable {
  const on = (id: string, action: (article: Article, date: TemporalExpression) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (uri?: unknown, start?: unknown) => {
      const target = await dateTarget(app, uri, start);
      if (target) await action(target.article, target.date);
      else vscode.window.setStatusBarMessage(vscode.l10n.t('Put the cursor on a date.'), 4000);
    });
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command.showDay, (value?: unknown, uri?: unknown) => showDay(app, value, uri)),
    on(command.useAsPublished, async (article, date) => {
      const day = date.value.slice(0, 10);
      const why = vscode.l10n.t('the text says “{0}”', date.text);
      if (/^\d{4}-\d{2}-\d{2}$/.test(day)) await setPublished(app, article.model, { value: day, basis: 'inferred', why });
    }),
    on(command.correctDate, (article, date) => correct(app, article, date)),
    on(command.showReadings, (article, date) => readings(app, article, date)),
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

async function showDay(app: App, value: unknown, uri: unknown): Promise<void> {
  const given = typeof value === 'string' && intervalOf(value) !== undefined ? value : undefined;
  const project =
    (typeof uri === 'string' ? app.projects.documentAt(vscode.Uri.parse(uri))?.project : undefined) ??
    app.articles.active?.model.project ??
    app.projects.all()[0];
  if (!project) return;
  const day =
    given ??
    (
      await vscode.window.showInputBox({
        title: vscode.l10n.t('Go to Day'),
        prompt: vscode.l10n.t('A day (2022-01-15), week (2022-W02), month (2022-01) or year'),
        value: app.articles.active?.analysis?.publication?.end ?? '',
        validateInput: (text) =>
          intervalOf(text.trim()) ? undefined : vscode.l10n.t('A day such as 2022-01-15, a week such as 2022-W02, a month such as 2022-01, or a year'),
      })
    )?.trim();
  if (!day) return;
  const found = await project.corpus.mentionsOfDay(day);
  await showPlaces(
    project,
    found.map(({ place }) => place),
    valueInWords(day, vscode.l10n.t, vscode.env.language),
  );
}

const types: readonly TimexType[] = ['DATE', 'TIME', 'DURATION', 'SET'];
const values =
  /^(PRESENT_REF|PAST_REF|FUTURE_REF|P(?:X|\d+(?:\.\d+)?)[YMWD]|PT(?:X|\d+(?:\.\d+)?)[HMS]|[\dX]{2,4}(?:-(?:\d{2}|XX|W\d{2}|WXX|[QH]\d|SP|SU|FA|WI))?(?:-(?:\d{1,2}|WE))?(?:T(?:\d{2}(?::\d{2}){0,2}|MO|AF|EV|NI|MI|DT)(?:Z|[+-]\d{2}:?\d{2})?)?(?:\/\d{4}-\d{2}-\d{2})?)$/;

/** A coder's own value for the mark; it wins over every rule from then on. */
async function correct(app: App, article: Article, date: TemporalExpression): Promise<void> {
  const value = (
    await vscode.window.showInputBox({
      title: vscode.l10n.t('Correct “{0}”', date.text),
      prompt: vscode.l10n.t('2022-01-15, 2022-W02, 2022-01, P3M, PRESENT_REF, PAST_REF or FUTURE_REF (TIMEX3). Empty: this is not a date.'),
      value: date.value,
      validateInput: (text) => (text.trim() === '' || values.test(text.trim()) ? undefined : vscode.l10n.t('Not a TIMEX3 value')),
    })
  )?.trim();
  if (value === undefined || value === date.value) return;
  const verdict = value === '' ? { reject: 'mention' as const } : { date: { type: typeOf(value, date.type), value } };
  await decideMark(app, article, date, verdict, vscode.l10n.t('Correct date'));
}

function typeOf(value: string, former: TimexType): TimexType {
  if (value.startsWith('P') && /^P(T?[\dX])/.test(value)) return former === 'SET' ? 'SET' : 'DURATION';
  if (value.includes('T') && /^\d/.test(value)) return 'TIME';
  return types.includes(former) && former !== 'DURATION' && former !== 'TIME' ? former : 'DATE';
}

async function readings(app: App, article: Article, date: TemporalExpression): Promise<void> {
  const items = date.alternatives.map((reading) => ({
    label: valueInWords(reading.value, vscode.l10n.t, vscode.env.language),
    description: reading.value,
    detail: reading.rule,
    reading,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Other readings of “{0}”', date.text),
    placeHolder: vscode.l10n.t('Choosing one records it as your correction'),
  });
  if (!picked) return;
  const { type, value } = picked.reading;
  await decideMark(app, article, date, { date: { type, value } }, vscode.l10n.t('Correct date'));
}
