/** A coder's own value for a date, chosen or typed; it wins over every rule from then on. */
import * as vscode from 'vscode';
import type { TemporalExpression, TimexType } from '../../../core/dates/types';
import type { App } from '../../app';
import type { Article } from '../../workspace/article';
import { decideMark } from '../actors/marking';
import { type GivenDate, timexType, valueOfWords, withMod } from './value';
import { dateInWords } from './words';

interface ValueItem extends vscode.QuickPickItem {
  /** Undefined: it is not a date. */
  readonly date: GivenDate | undefined;
}

/** Offers the other readings, past, present and future as such, and takes what is typed: a TIMEX3 value or words. */
export async function correct(app: App, article: Article, date: TemporalExpression): Promise<void> {
  const picked = await askValue(vscode.l10n.t('Correct “{0}”', date.text), known(date), article, date.type);
  if (!picked) return;
  const given = picked.date && withMod(picked.date, date.mod);
  if (given?.value === date.value && given.type === date.type && given.mod === date.mod) return;
  await decideMark(app, article, date, given ? { date: given } : { reject: 'mention' }, vscode.l10n.t('Correct date'));
}

/** A date that the recogniser missed: the selection, with the value that the coder gives it. */
export async function markAsDate(app: App, article: Article, range: { readonly start: number; readonly end: number }): Promise<void> {
  const text = article.text.slice(range.start, range.end);
  const picked = await askValue(vscode.l10n.t('Which time is “{0}”?', text.slice(0, 60)), references(), article, 'DATE');
  if (picked?.date) await decideMark(app, article, { ...range, text }, { date: picked.date }, vscode.l10n.t('Mark as date'));
}

/** The readings that were weighed and rejected: choosing one makes it the coder's. */
export async function chooseReading(app: App, article: Article, date: TemporalExpression): Promise<void> {
  const picked = await vscode.window.showQuickPick(readings(date), {
    title: vscode.l10n.t('Other readings of “{0}”', date.text),
    placeHolder: vscode.l10n.t('Choosing one records it as your correction'),
  });
  if (picked?.date) await decideMark(app, article, date, { date: withMod(picked.date, date.mod) }, vscode.l10n.t('Correct date'));
}

function readings(date: TemporalExpression): readonly ValueItem[] {
  return date.alternatives.map(({ type, value, rule }) => item({ type, value }, rule));
}

function known(date: TemporalExpression): readonly ValueItem[] {
  const offered = readings(date);
  const rest = references().filter((one) => one.date?.value !== date.value && !offered.some((other) => other.date?.value === one.date?.value));
  return [...offered, ...rest, { label: vscode.l10n.t('This is not a date'), description: '', date: undefined }];
}

function references(): readonly ValueItem[] {
  return ['FUTURE_REF', 'PRESENT_REF', 'PAST_REF'].map((value) => item({ type: 'DATE', value }));
}

function item(date: GivenDate, rule?: string): ValueItem {
  return { label: dateInWords(date, vscode.l10n.t, vscode.env.language), description: date.value, ...(rule !== undefined && { detail: rule }), date };
}

async function askValue(title: string, offered: readonly ValueItem[], article: Article, former: TimexType): Promise<ValueItem | undefined> {
  const picker = vscode.window.createQuickPick<ValueItem>();
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Choose, or type a day such as 2022-01-15 or 15 January 2022, a week 2022-W02, a month 2022-01, a duration P3M (TIMEX3)');
  picker.matchOnDescription = true;
  picker.items = offered;
  picker.onDidChangeValue((text) => {
    const typed = typedValue(text.trim(), article, former);
    const words = typed && dateInWords(typed, vscode.l10n.t, vscode.env.language);
    picker.items =
      typed && words !== undefined
        ? [{ label: text.trim(), description: words === text.trim() ? typed.value : `${words} · ${typed.value}`, alwaysShow: true, date: typed }, ...offered]
        : offered;
  });
  const picked = await new Promise<ValueItem | undefined>((resolve) => {
    picker.onDidAccept(() => resolve(picker.activeItems[0]));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  picker.dispose();
  return picked;
}

function typedValue(text: string, article: Article, former: TimexType): GivenDate | undefined {
  if (text === '') return undefined;
  const type = timexType(text, former);
  return type ? { type, value: text } : valueOfWords(text, article.analysis?.publication);
}
