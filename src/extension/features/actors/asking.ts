/** Questions about actors: names, kinds, roles, and whether that is meant. */
import * as vscode from 'vscode';
import * as v from 'valibot';
import { isName, type NamedActor, type Role, tidyName } from '../../../core/project/registry';
import { type Actor, actorKinds, PartialDate } from '../../../core/project/schema';
import { numeral } from '../../numeral';
import type { ProjectModel } from '../../workspace/project';
import { kindWord } from '../hovers/words';
import { shorten } from '../shorten';

/** Names that are listed in a question; the others are counted. */
export const mostNames = 8;

export async function askName(title: string, value: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({ title, value, validateInput: (input) => (isName(tidyName(input)) ? undefined : notAName()) });
  const name = text === undefined ? '' : tidyName(text);
  return isName(name) ? name : undefined;
}

export function notAName(): string {
  return vscode.l10n.t('A name on one line, 200 characters at most.');
}

export async function pickKind(title: string, current: Actor['kind'] | undefined, placeHolder = ''): Promise<Actor['kind'] | undefined> {
  const items = actorKinds.map((kind) => ({
    label: kindWord(kind, vscode.l10n.t),
    description: kind === current ? vscode.l10n.t('current') : '',
    value: kind,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.value;
}

export async function askRole(who: string): Promise<Role | undefined> {
  const { t } = vscode.l10n;
  const title = t('Role of {0}', who);
  const role = await vscode.window.showInputBox({
    title,
    prompt: t('What the actor is: an office, a rank, a part'),
    validateInput: (text) => (isName(tidyName(text)) ? undefined : notAName()),
  });
  if (role === undefined || !isName(tidyName(role))) return undefined;
  const date = (prompt: string, from: string): Thenable<string | undefined> =>
    vscode.window.showInputBox({
      title: `${title}: ${tidyName(role)}`,
      prompt,
      placeHolder: '2019-12-01, 2019-12, 2019',
      validateInput: (text) => dateMistake(text.trim(), from),
    });
  const from = (await date(t('From when? Empty: not known'), ''))?.trim();
  if (from === undefined || dateMistake(from, '') !== undefined) return undefined;
  const to = (await date(t('Until when? Empty: still, or not known'), from))?.trim();
  if (to === undefined || dateMistake(to, from) !== undefined) return undefined;
  return { title: tidyName(role), ...(from !== '' && { from }), ...(to !== '' && { to }) };
}

function dateMistake(text: string, from: string): string | undefined {
  if (text === '') return undefined;
  if (!v.is(PartialDate, text)) return vscode.l10n.t('A day, month or year that exists: 2019-12-01, 2019-12 or 2019.');
  return text < from.slice(0, text.length) ? vscode.l10n.t('It ends before it begins.') : undefined;
}

export async function confirmed(question: string, detail: string, yes: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}

export async function hasProjectFile(project: ProjectModel): Promise<boolean> {
  if (project.implicit) await vscode.window.showInformationMessage(vscode.l10n.t('Make a project of the folder first: its actors are kept in pressmark.yaml.'));
  return !project.implicit;
}

export function list(actors: readonly NamedActor[]): string {
  return listOf(actors.map(({ name }) => name));
}

export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => shorten(name, 60));
  return names.length > mostNames ? vscode.l10n.t('{0} and {1} more', shown.join(', '), numeral(names.length - mostNames)) : shown.join(', ');
}
