/** New outlets and events of the project, asked for where a document needs one; written in the same act as what names them. */
import * as vscode from 'vscode';
import * as v from 'valibot';
import type { ProjectDecision } from '../../../core/project';
import { PartialDate } from '../../../core/project/schema';
import type { ProjectModel } from '../../workspace/project';

export interface Made {
  readonly id: string;
  readonly decision: ProjectDecision;
}

/** A name on one line that a list has room for. */
function nameMistake(text: string): string | undefined {
  return text.trim() !== '' && text.length <= 200 ? undefined : vscode.l10n.t('A name on one line, 200 characters at most.');
}

export async function askOutlet(project: ProjectModel): Promise<Made | undefined> {
  const { t } = vscode.l10n;
  const name = (
    await vscode.window.showInputBox({ title: t('New Outlet'), prompt: t('Its name, as readers know it'), ignoreFocusOut: true, validateInput: nameMistake })
  )?.trim();
  if (name === undefined || nameMistake(name) !== undefined) return undefined;
  const id = project.freeId(
    name,
    (project.value.outlets ?? []).flatMap((outlet) => [outlet.id, ...(outlet.replaces ?? [])]),
  );
  return { id, decision: { type: 'add', section: 'outlets', entry: { id, name } } };
}

export async function askEvent(project: ProjectModel): Promise<Made | undefined> {
  const { t } = vscode.l10n;
  const title = t('New Event');
  const name = (
    await vscode.window.showInputBox({ title, prompt: t('What happened, in a few words'), ignoreFocusOut: true, validateInput: nameMistake })
  )?.trim();
  if (name === undefined || nameMistake(name) !== undefined) return undefined;
  const mistake = (text: string): string | undefined =>
    text === '' || v.is(PartialDate, text) ? undefined : t('A day, month or year that exists: 2019-12-01, 2019-12 or 2019.');
  const date = (
    await vscode.window.showInputBox({
      title: t('New Event: When?'),
      prompt: t('Documents of the event are dated by it. Empty: not known'),
      placeHolder: '2022-01-15',
      ignoreFocusOut: true,
      validateInput: (text) => mistake(text.trim()),
    })
  )?.trim();
  if (date === undefined || mistake(date) !== undefined) return undefined;
  const id = project.freeId(
    name,
    (project.value.events ?? []).map((event) => event.id),
  );
  return { id, decision: { type: 'add', section: 'events', entry: { id, name, ...(date !== '' && { date }) } } };
}
