/** The export: gathered, looked at, then written. Imported with the first one. */
import * as vscode from 'vscode';
import { anchorDecisions } from '../../../core/annotations/anchored';
import {
  chosen,
  exchangeDocument,
  type ExchangeDocument,
  exported,
  type ExportedFile,
  type ExportFormat,
  type Loss,
  pseudonymised,
} from '../../../core/exchange';
import { signedBy } from '../../../core/sidecar';
import { eventsOf, statedPublication } from '../../../core/sidecar/publication';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import { Analysers } from '../../workspace/analysers';
import { breathe } from '../../workspace/breathe';
import { exists } from '../../workspace/discovery';
import type { DocumentModel } from '../../workspace/document';
import { ids } from '../../workspace/ids';
import type { ProjectModel } from '../../workspace/project';
import { plural } from '../hovers/words';
import { isHidden } from '../revealing';
import { askChoice, askExportFormat, askLayer, askNames, askTables, type Names, type Wanted } from './asking';
import { preview } from './preview';
import { say } from '../../saying';

/** Formats in which actors and dates stand; the others need no analysis. */
const analysed: ReadonlySet<ExportFormat> = new Set(['csv', 'jsonl', 'conll']);

/** What is asked for, of the coder whose coding alone is shown when it is. */
interface Going extends Wanted {
  readonly only: string | undefined;
}

export async function exportCoding(app: App, project: ProjectModel): Promise<void> {
  const { t } = vscode.l10n;
  const format = await askExportFormat();
  if (format === undefined) return;
  const tables = format === 'csv' || format === 'jsonl' ? await askTables() : [];
  const layer = format === 'conll' ? await askLayer() : undefined;
  if (!tables || (tables.length === 0 && (format === 'csv' || format === 'jsonl')) || (format === 'conll' && !layer)) return;
  const wanted = format === 'qdc' ? { choice: {}, settled: false } : await askChoice(project);
  const names = wanted && (format === 'qdc' ? { commenters: false, actors: [] } : await askNames(project));
  if (!wanted || !names) return;
  const hides = names.commenters || names.actors.length > 0;
  const analyses = hides || (analysed.has(format) && (layer !== undefined ? layer !== 'passages' : tables.includes('mentions') || tables.includes('dates')));
  const { only } = project;
  const gathered = format === 'qdc' ? [] : await gather(app, project, { ...wanted, only }, analyses);
  // What was gathered of everybody's goes nowhere once it is hidden, not even in part.
  if (!gathered || (only === undefined && isHidden(project))) return;
  const { documents, whole, losses: before } = hiddenNames(gathered, project, names);
  const { files, losses } = exported(format, documents, whole, { tables, layer });
  // What is hidden is not exported either: a reader must not take a part for the whole.
  const hidden: readonly Loss[] = only === undefined || format === 'qdc' ? [] : [{ message: 'Only your own coding is exported: others’ is hidden.', args: [] }];
  const label = t('Export {0} from {1}', plural(files.length, t('file'), t('files')), plural(documents.length, t('document'), t('documents')));
  if (await preview(t('What This Format Cannot Carry'), label, [...hidden, ...before, ...losses])) await write(project, files);
}

function hiddenNames(documents: readonly ExchangeDocument[], project: ProjectModel, names: Names) {
  const whole = { name: project.name, index: project.index };
  if (!names.commenters && names.actors.length === 0) return { documents, whole, losses: [] };
  const hidden = pseudonymised(documents, whole, { ...names, seed: ids.next() });
  return { documents: hidden.documents, whole: hidden.project, losses: hidden.losses };
}

/** Undefined where it was cancelled, or a document cannot be read: a part would look like the whole. */
async function gather(app: App, project: ProjectModel, wanted: Going, analyses: boolean): Promise<readonly ExchangeDocument[] | undefined> {
  const { t } = vscode.l10n;
  const models = [...project.documents.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const analysers = analyses ? new Analysers(app.gazetteer, app.log) : undefined;
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: t('Export'), cancellable: true }, async (progress, token) => {
    const found: ExchangeDocument[] = [];
    for (const [index, model] of models.entries()) {
      if (token.isCancellationRequested) return undefined;
      progress.report({ message: t('Reading documents: {0} of {1}', numeral(index + 1), numeral(models.length)), increment: 100 / models.length });
      const document = await exchangeOf(model, analysers, wanted);
      if (!document) {
        await vscode.window.showWarningMessage(t('{0} cannot be read, and an export without it would look like the whole.', plain(model.path)));
        return undefined;
      }
      const kept = chosen(document, wanted.choice, project.index);
      if (kept) found.push(kept);
      // The window stays usable.
      await breathe();
    }
    return found;
  });
}

async function exchangeOf(model: DocumentModel, analysers: Analysers | undefined, { settled, only }: Going): Promise<ExchangeDocument | undefined> {
  const { project, path, uri } = model;
  const everything = await model.saidByAll();
  const read = await model.read();
  if (!('text' in read)) return undefined;
  // With the settlements that none holds, which no view shows: an export is the same here and on the command line.
  const sidecar = signedBy(everything, only);
  const { text } = read;
  const { document, mentions = [] } = sidecar;
  const analysis = (await analysers?.of(project))?.analyse(text, {
    publication: statedPublication(document),
    fileName: uri.path.slice(uri.path.lastIndexOf('/') + 1),
    url: document?.url,
    events: eventsOf(project.index, document),
    decisions: anchorDecisions(text, mentions),
    namesakes: project.namesakes,
  });
  const marks = analysis && { mentions: analysis.mentions, dates: analysis.dates };
  return exchangeDocument({ path, text, quotes: model.options.quotes !== 'none', sidecars: [sidecar], settled, ...marks }, project.index);
}

/** One file where the user says, several into a folder; what is there already is replaced after a question only. */
async function write(project: ProjectModel, files: readonly ExportedFile[]): Promise<void> {
  const { t } = vscode.l10n;
  const [only, ...more] = files;
  if (!only) return;
  if (more.length === 0) {
    const target = await vscode.window.showSaveDialog({ title: t('Export'), defaultUri: vscode.Uri.joinPath(project.root, only.path) });
    if (target) await put([[target, only]]);
    return;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: t('Export: Into Which Folder?'),
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: t('Export Here'),
    })) ?? [];
  if (!folder) return;
  const targets = files.map((file) => [vscode.Uri.joinPath(folder, ...file.path.split('/')), file] as const);
  const there = (await Promise.all(targets.map(([uri]) => exists(uri)))).filter(Boolean).length;
  if (there > 0) {
    const replace = t('Replace');
    const question = t('{0} of these files are there already.', numeral(there));
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail: t('What they say now is lost.') }, replace)) !== replace) return;
  }
  await put(targets);
}

async function put(targets: readonly (readonly [vscode.Uri, ExportedFile])[]): Promise<void> {
  const { t } = vscode.l10n;
  try {
    for (const [uri, { content }] of targets)
      await vscode.workspace.fs.writeFile(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    say(t('{0} written.', plural(targets.length, t('file'), t('files'))), 4000);
  } catch (error) {
    await vscode.window.showErrorMessage(t('The export cannot be written: {0}', plain(error instanceof Error ? error.message : String(error))));
  }
}
