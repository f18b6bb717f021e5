/** Building the filter of the Passages view by keyboard: a list of conditions, each with what is asked now; words are just typed. Loaded when first used. */
import * as vscode from 'vscode';
import { dayPart, daysOf, formatDay } from '../../../core/dates/calendar';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import { outletName, plural } from '../hovers/cards';
import {
  type AskedState,
  filterWords,
  isEmpty,
  noFilter,
  noTags,
  type PassageFilter,
  stanceKey,
  stanceWords,
  stateWords,
  type TagCondition,
  tidyFilter,
} from './filter';
import type { PassageRow } from './rows';
import type { PassagesProvider } from './view';

/** Changes the filter, or nothing for undefined. */
type Ask = (filter: PassageFilter, view: PassagesProvider) => Promise<PassageFilter | undefined>;

interface ConditionItem extends vscode.QuickPickItem {
  readonly ask?: Ask;
  /** What was typed, or the end of all conditions: nothing more is asked. */
  readonly filter?: PassageFilter;
}

/** Asks for conditions until the reader has enough (Escape); each holds at once, so that its effect is seen. */
export async function askFilter(view: PassagesProvider, apply: (filter: PassageFilter) => Promise<void>): Promise<void> {
  for (;;) {
    const chosen = await chooseCondition(view);
    if (!chosen) return;
    if (chosen.filter) return apply(chosen.filter);
    const next = await chosen.ask?.(view.filter, view);
    if (next) await apply(next);
  }
}

function chooseCondition(view: PassagesProvider): Promise<ConditionItem | undefined> {
  const { t } = vscode.l10n;
  const { filter } = view;
  const pick = vscode.window.createQuickPick<ConditionItem>();
  pick.title = t('Filter Passages: {0} of {1}', numeral(view.fitting.length), numeral(view.all.length));
  pick.placeholder = t('Type words of the quote or the note, or choose a condition; Escape when it is enough');
  const fixed = conditions(view);
  const update = (): void => {
    const text = pick.value.trim();
    const typed: ConditionItem[] =
      text === ''
        ? []
        : [{ label: noIcons(`“${text}”`), description: t('in the quote or the note'), alwaysShow: true, filter: tidyFilter({ ...filter, text }) }];
    pick.items = [...typed, ...fixed];
  };
  update();
  pick.onDidChangeValue(update);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]);
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** One a kind of condition, with what it asks now. */
function conditions(view: PassagesProvider): readonly ConditionItem[] {
  const { t } = vscode.l10n;
  const { filter } = view;
  const { text, tags = noTags, outlets, stances, from, to, coders, states } = filter;
  const now = (part: PassageFilter): string => filterWords(part, indexOf(view), t).join('; ');
  const item = (label: string, part: PassageFilter, ask: Ask): ConditionItem => ({ label, description: noIcons(now(part)), ask });
  return [
    ...(isEmpty(filter) ? [] : [{ label: `$(clear-all) ${t('Clear the filter')}`, description: noIcons(now(filter)), filter: noFilter }]),
    ...(text === undefined ? [] : [item(t('Without the words'), { text }, (current) => Promise.resolve({ ...current, text: undefined }))]),
    item(t('Tags: all of…'), { tags: { ...noTags, all: tags.all } }, askTags('all')),
    item(t('Tags: any of…'), { tags: { ...noTags, any: tags.any } }, askTags('any')),
    item(t('Tags: none of…'), { tags: { ...noTags, none: tags.none } }, askTags('none')),
    item(t('Outlet…'), { outlets }, askOutlets),
    item(t('Stance…'), { stances }, askStances),
    item(t('Published…'), { from, to }, askDates),
    item(t('Coder…'), { coders }, askCoders),
    item(t('State…'), { states }, askStates),
  ];
}

function indexOf(view: PassagesProvider) {
  return view.projects()[0]?.index;
}

/** Several of a list; what is chosen now is chosen from the start. None chosen: no condition. */
async function askSeveral<T>(
  title: string,
  options: readonly { readonly value: T; readonly label: string; readonly count?: number }[],
  current: readonly T[] | undefined,
): Promise<readonly T[] | undefined> {
  const { t } = vscode.l10n;
  const items = options.map(({ value, label, count }) => ({
    label: noIcons(label),
    description: count === undefined ? '' : plural(count, t('passage'), t('passages')),
    picked: current?.includes(value) === true,
    value,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true, placeHolder: t('None chosen: no condition') });
  return picked?.map(({ value }) => value);
}

function askTags(part: keyof TagCondition): Ask {
  return async (filter, view) => {
    const { t } = vscode.l10n;
    const titles = { all: t('Passages with All of These Tags'), any: t('Passages with Any of These Tags'), none: t('Passages with None of These Tags') };
    const tags = filter.tags ?? noTags;
    const options = (indexOf(view)?.tags ?? []).map(({ tag, depth }) => ({ value: tag.id, label: `${'\u2003'.repeat(depth)}${tag.label}` }));
    const chosen = await askSeveral(titles[part], options, tags[part]);
    return chosen && { ...filter, tags: { ...tags, [part]: chosen } };
  };
}

/** What the rows have, with how many: most first. */
function counts<T>(rows: readonly PassageRow[], of: (row: PassageRow) => T): readonly (readonly [T, number])[] {
  const found = new Map<T, number>();
  for (const row of rows) found.set(of(row), (found.get(of(row)) ?? 0) + 1);
  return [...found].sort(([, a], [, b]) => b - a);
}

const askOutlets: Ask = async (filter, view) => {
  const project = view.projects()[0]?.value;
  if (!project) return undefined;
  const options = counts(view.all, ({ document }) => document.metadata.outlet ?? null).map(([value, count]) => ({
    value,
    label: outletName(project, value ?? undefined, vscode.l10n.t),
    count,
  }));
  const outlets = await askSeveral(vscode.l10n.t('Passages of These Outlets'), options, filter.outlets);
  return outlets && { ...filter, outlets };
};

const askStances: Ask = async (filter, view) => {
  const options = counts(view.all, ({ document }) => stanceKey(document.stance)).map(([value, count]) => ({
    value,
    label: stanceWords(value, indexOf(view), vscode.l10n.t),
    count,
  }));
  const stances = await askSeveral(vscode.l10n.t('Passages of Documents Coded as'), options, filter.stances);
  return stances && { ...filter, stances };
};

const askCoders: Ask = async (filter, view) => {
  const options = counts(view.all, ({ annotation }) => annotation.by).map(([value, count]) => ({ value, label: value, count }));
  const coders = await askSeveral(vscode.l10n.t('Passages Coded by'), options, filter.coders);
  return coders && { ...filter, coders };
};

const allStates: readonly AskedState[] = ['older', 'noted', 'exact', 'moved', 'fuzzy', 'ambiguous', 'orphan'];

const askStates: Ask = async (filter, view) => {
  const options = allStates.map((value) => ({
    value,
    label: stateWords(value, vscode.l10n.t),
    count: view.all.filter(({ state, older, annotation }) =>
      value === 'older' ? older.length > 0 : value === 'noted' ? annotation.note !== undefined : state === value,
    ).length,
  }));
  const states = await askSeveral(vscode.l10n.t('Passages That Are'), options, filter.states);
  return states && { ...filter, states };
};

const askDates: Ask = async (filter) => {
  const { t } = vscode.l10n;
  const text = await vscode.window.showInputBox({
    title: t('Passages of Documents Published'),
    prompt: t('A day, month, year or week, or two with a slash between: 2022-01, 2022-01-10/2022-01-20, 2022-01-10/ for from then on. Empty: whenever.'),
    value: filter.from === undefined && filter.to === undefined ? '' : `${filter.from ?? ''}/${filter.to ?? ''}`,
    validateInput: (input) => (readDates(input) ? undefined : t('Dates such as 2022-01-10, 2022-01, 2022 or 2022-W02, with a slash between two.')),
  });
  const dates = text === undefined ? undefined : readDates(text);
  return dates && { ...filter, ...dates };
};

/** "2022-01/2022-W07", with either side left open. */
export function readDates(input: string): { readonly from: string | undefined; readonly to: string | undefined } | undefined {
  const text = input.trim();
  if (text === '') return { from: undefined, to: undefined };
  const [first = '', second = first, ...more] = text.split('/').map((part) => part.trim());
  if (more.length || (first === '' && second === '')) return undefined;
  const [from, to] = [first, second].map((part) => (part === '' ? undefined : daysOf(dayPart(part))));
  if ((first !== '' && !from) || (second !== '' && !to) || (from && to && from.first > to.last)) return undefined;
  return { from: from && formatDay(from.first), to: to && formatDay(to.last) };
}
