/** A list of actors from a CSV file: read, shown row by row, and taken into the registry as one act. Loaded when first used. */
import * as vscode from 'vscode';
import { type ActorList, importInSteps, type ListedActor, mostRows, readActorList } from '../../../core/project/actorList';
import { decodeDocument } from '../../../core/text/canonical';
import { lineIndexOf } from '../../../core/text/lines';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { noIcons, plain } from '../../plain';
import { baseName } from '../../workspace/discovery';
import type { ProjectModel } from '../../workspace/project';
import { kindWord, plural } from '../hovers/words';
import { longWork } from '../longWork';
import { hasProjectFile } from './asking';
import { draftOf } from './draft';
import { csvRows } from './csv';

/** A list of ten thousand rows with many aliases is a tenth of this. */
const largestList = 10 * 1024 * 1024;
const severities = { error: vscode.DiagnosticSeverity.Error, warning: vscode.DiagnosticSeverity.Warning, information: vscode.DiagnosticSeverity.Information };

/** @param given the file, where it is known already */
export async function importActors(app: App, problems: vscode.DiagnosticCollection, given: vscode.Uri | undefined): Promise<void> {
  const project = app.articles.active?.model.project ?? app.projects.all().find((candidate) => !candidate.implicit) ?? app.projects.all()[0];
  if (!project || !(await hasProjectFile(project))) return;
  const uri = given ?? (await chooseFile(project));
  const text = uri && (await readText(uri));
  if (!uri || text === undefined) return;
  const list = readActorList(project.value, csvRows(text, mostRows + 2));
  showProblems(problems, uri, text, list);
  const chosen = await preview(list, uri);
  if (!chosen?.length) return;
  await longWork(vscode.l10n.t('Importing {0} actors', numeral(chosen.length)), async (step) => {
    // The registry may have changed while the list was looked at.
    const now = readActorList(project.value, csvRows(text, mostRows + 2)).listed;
    const rows = new Set(chosen.map(({ row }) => row.start));
    const decisions = await importInSteps(
      await draftOf(project),
      now.filter(({ row }) => rows.has(row.start)),
      step,
    );
    // Stopped, nothing is written; what is written is written as one.
    if (decisions) await app.deciding.actOnProject(vscode.l10n.t('Import actors'), project, decisions);
  });
}

async function chooseFile(project: ProjectModel): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Import Actors: a CSV File with the Columns name, kind and aliases'),
    openLabel: vscode.l10n.t('Read'),
    defaultUri: project.root,
    filters: { CSV: ['csv', 'tsv', 'txt'] },
  });
  return chosen?.[0];
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestList) {
      await vscode.window.showErrorMessage(vscode.l10n.t('The list is larger than 10 MB and is not read. Split it.'));
      return undefined;
    }
    const decoded = decodeDocument(await vscode.workspace.fs.readFile(uri), 'utf-8');
    if ('text' in decoded) return decoded.text;
    await vscode.window.showErrorMessage(vscode.l10n.t('The list is not UTF-8 text. In a spreadsheet, save it as “CSV UTF-8”.'));
  } catch (error) {
    await vscode.window.showErrorMessage(vscode.l10n.t('The list cannot be read: {0}', plain(error instanceof Error ? error.message : String(error))));
  }
  return undefined;
}

function showProblems(problems: vscode.DiagnosticCollection, uri: vscode.Uri, text: string, list: ActorList): void {
  const lines = lineIndexOf(text);
  problems.set(
    uri,
    list.problems.map((problem) => {
      const { code, severity, start, end } = problem;
      const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
      const diagnostic = new vscode.Diagnostic(
        new vscode.Range(from.line, from.character, to.line, to.character),
        vscode.l10n.t(problem.message, ...problem.args),
        severities[severity],
      );
      diagnostic.source = 'Pressmark';
      diagnostic.code = code;
      return diagnostic;
    }),
  );
}

interface RowItem extends vscode.QuickPickItem {
  readonly listed?: ListedActor;
}

/** Every row that would change something, all chosen at first; what is left out is said in the title, and at its row among the problems. */
function preview(list: ActorList, uri: vscode.Uri): Promise<readonly ListedActor[] | undefined> {
  const { t } = vscode.l10n;
  const fresh = list.listed.filter(({ into }) => !into);
  const changed = list.listed.filter(({ into }) => into);
  const counts = [
    t('{0} new', numeral(fresh.length)),
    t('{0} with new forms', numeral(changed.length)),
    ...(list.known ? [t('{0} known', numeral(list.known))] : []),
    ...(list.problems.length ? [plural(list.problems.length, t('problem'), t('problems'))] : []),
  ];
  const items: RowItem[] = [
    ...(fresh.length ? [separator(t('New actors'))] : []),
    ...fresh.map(rowItem),
    ...(changed.length ? [separator(t('In the registry: new forms'))] : []),
    ...changed.map(rowItem),
  ];
  const pick = vscode.window.createQuickPick<RowItem>();
  pick.title = t('Import from {0}: {1}', baseName(uri), counts.join(', '));
  pick.placeholder = list.problems.length
    ? t('Problems stand at their row in the Problems panel. Uncheck what is not to be imported.')
    : t('Uncheck what is not to be imported.');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.items = items;
  pick.selectedItems = items.filter(({ listed }) => listed);
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems.flatMap(({ listed }) => listed ?? []));
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function separator(label: string): RowItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function rowItem(listed: ListedActor): RowItem {
  const { name, kind, aliases, into } = listed;
  const forms = aliases.join('; ');
  const description = into ? `+ ${forms}` : [kindWord(kind, vscode.l10n.t), forms].filter((part) => part !== '').join(' · ');
  return { label: noIcons(name), description: noIcons(description), listed };
}
