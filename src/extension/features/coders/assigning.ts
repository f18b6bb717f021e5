/** Dealing documents out to coders, with a look at the result first. Imported with the first use. */
import * as vscode from 'vscode';
import { deal, type Dealt } from '../../../core/assignment';
import type { ProjectDecision } from '../../../core/project';
import type { Assignment } from '../../../core/project/schema';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';
import { plural } from '../hovers/words';
import { say } from '../../saying';

export async function assignDocuments(app: App, project: ProjectModel): Promise<void> {
  const { t } = vscode.l10n;
  if (project.implicit) {
    await vscode.window.showInformationMessage(t('Make a project of the folder first: assignments are kept in pressmark.yaml.'));
    return;
  }
  // A copy counts with its original, so nobody codes it for itself.
  const documents = (await project.corpus.documents()).filter(({ metadata }) => metadata['copy-of'] === undefined).map(({ path }) => path);
  const before = project.value.assignments ?? [];
  const asked = await ask(documents, before, await knownCoders(app, project));
  if (!asked) return;
  const kept = asked.anew ? [] : before;
  const dealt = deal({ ...asked, documents: [...documents].sort(), before: kept });
  if (dealt.added.length === 0) return void say(t('Every document is assigned already.'), 4000);
  if (!(await confirmed(dealt))) return;
  const decisions: readonly ProjectDecision[] = [
    ...(asked.anew ? withoutAssignment(before, dealt.added) : []).map(({ document }): ProjectDecision => ({
      type: 'remove',
      section: 'assignments',
      key: document,
    })),
    ...dealt.added.map((entry): ProjectDecision => ({ type: 'add', section: 'assignments', entry })),
  ];
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: t('Assigning {0} documents', numeral(dealt.added.length)) }, () =>
    app.deciding.actOnProject(t('Assign documents'), project, decisions),
  );
}

function withoutAssignment(before: readonly Assignment[], after: readonly Assignment[]): readonly Assignment[] {
  const assigned = new Set(after.map(({ document }) => document));
  return before.filter(({ document }) => !assigned.has(document));
}

/** Those who are named in assignments, those whose coding is shown, and oneself. */
async function knownCoders(app: App, project: ProjectModel): Promise<readonly string[]> {
  const coding = await project.corpus.codedDocuments();
  const assigned = (project.value.assignments ?? []).flatMap(({ coders }) => coders);
  return [...new Set([...assigned, ...coding.flatMap(({ signedBy }) => signedBy), ...(app.coder.current === undefined ? [] : [app.coder.current])])].sort();
}

interface Asked {
  readonly coders: readonly string[];
  /** 0 to 1. */
  readonly overlap: number;
  readonly together: number;
  readonly seed: number;
  readonly anew: boolean;
}

async function ask(documents: readonly string[], before: readonly Assignment[], known: readonly string[]): Promise<Asked | undefined> {
  const { t } = vscode.l10n;
  const anew = await scope(documents, before);
  if (anew === undefined) return undefined;
  const names = await vscode.window.showInputBox({
    title: t('Who Codes?'),
    prompt: t('The names that coders sign with, with commas between them.'),
    value: known.join(', '),
    ignoreFocusOut: true,
    validateInput: (text) => (namesIn(text).length > 0 && namesIn(text).every(isName) ? undefined : t('Names on one line, 128 characters each at most.')),
  });
  if (names === undefined) return undefined;
  const coders = namesIn(names);
  const share =
    coders.length < 2 ? 0 : await number(t('How Many Documents of a Hundred Are Coded by Several?'), t('A whole number from 0 to 100.'), 20, 0, 100);
  if (share === undefined) return undefined;
  const together =
    coders.length < 3 || share === 0 ? 2 : await number(t('By How Many?'), t('A whole number from 2 to {0}.', numeral(coders.length)), 2, 2, coders.length);
  if (together === undefined) return undefined;
  const seed = await number(t('Seed'), t('The same number deals the same documents out in the same way: note it in your methods.'), 1, 0, 999_999_999);
  return seed === undefined ? undefined : { coders, overlap: share / 100, together, seed, anew };
}

async function scope(documents: readonly string[], before: readonly Assignment[]): Promise<boolean | undefined> {
  const { t } = vscode.l10n;
  const had = new Set(before.map(({ document }) => document));
  if (had.size === 0) return false;
  const rest = documents.filter((document) => !had.has(document)).length;
  const items = [
    { label: t('Only documents without an assignment'), description: numeral(rest), anew: false },
    { label: t('All documents anew'), description: t('{0}; what is assigned now is replaced', numeral(documents.length)), anew: true },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Assign Documents') }))?.anew;
}

async function number(title: string, prompt: string, value: number, least: number, most: number): Promise<number | undefined> {
  const fits = (text: string): boolean => /^\d{1,9}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
  const answer = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    ignoreFocusOut: true,
    validateInput: (text) => (fits(text) ? undefined : prompt),
  });
  return answer === undefined ? undefined : Number(answer);
}

function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(',').map((name) => name.trim()))].filter((name) => name !== '');
}

function isName(name: string): boolean {
  return name.length <= 128 && !/\p{Cc}/u.test(name);
}

/** The whole list, document by document, before anything is written. */
async function confirmed({ added, loads, overlapping, assigned }: Dealt): Promise<boolean> {
  const { t } = vscode.l10n;
  const each = [...loads].map(([coder, load]) => t('{0}: {1}', coder, numeral(load))).join(', ');
  const go = {
    label: `$(check) ${t('Assign {0}', plural(added.length, t('document'), t('documents')))}`,
    description: noIcons(each),
    detail: t('{0} of {1} by several coders', numeral(overlapping), numeral(assigned)),
    go: true,
  };
  const rows = added.map(({ document, coders }) => ({ label: noIcons(document), description: noIcons(coders.join(', ')), detail: '', go: false }));
  const picked = await vscode.window.showQuickPick([go, ...rows], {
    title: t('Assign Documents'),
    placeHolder: t('This is what would be written. Choose the first line to write it.'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.go === true;
}
