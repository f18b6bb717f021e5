/** The questions before an export: which format, of what, for whom, under which names. */
import * as vscode from 'vscode';
import {
  type Choice,
  type ConllLayer,
  conllLayers,
  type ExportFormat,
  exportFormats,
  type ImportFormat,
  importFormats,
  type TableName,
  tableNames,
} from '../../../core/exchange';
import { noIcons } from '../../plain';
import type { ProjectModel } from '../../workspace/project';

export async function askExportFormat(): Promise<ExportFormat | undefined> {
  const { t } = vscode.l10n;
  const words: Readonly<Record<ExportFormat, readonly [string, string]>> = {
    csv: [t('CSV tables'), t('For spreadsheets and statistics: documents, passages, stances, actors, dates')],
    jsonl: [t('JSON lines'), t('The same records, one a line')],
    w3c: [t('W3C Web Annotations'), t('Passages as JSON-LD')],
    brat: ['brat', t('A text and an .ann file for each document')],
    conll: ['CoNLL', t('Tokens in columns with one layer of labels')],
    qdpx: [t('REFI-QDA project'), t('For NVivo, MAXQDA, ATLAS.ti, QualCoder')],
    qdc: [t('REFI-QDA codebook'), t('The tags and their definitions alone')],
  };
  const items = exportFormats.map((format) => ({ label: words[format][0], description: extensionOf(format), detail: words[format][1], format }));
  return (await vscode.window.showQuickPick(items, { title: t('Export: To Which Format?'), matchOnDescription: true, matchOnDetail: true }))?.format;
}

function extensionOf(format: ExportFormat): string {
  return { csv: '.csv', jsonl: '.jsonl', w3c: '.jsonld', brat: '.txt, .ann', conll: '.conll', qdpx: '.qdpx', qdc: '.qdc' }[format];
}

export async function askImportFormat(): Promise<ImportFormat | undefined> {
  const { t } = vscode.l10n;
  const words: Readonly<Record<ImportFormat, readonly [string, string]>> = {
    w3c: [t('W3C Web Annotations'), '.jsonld, .json'],
    brat: ['brat', t('.ann, each with its .txt beside it')],
    qdpx: [t('REFI-QDA project'), '.qdpx'],
    qdc: [t('REFI-QDA codebook'), '.qdc'],
    csv: [t('CSV tables'), t('with the columns document, tags, and quote or start and end')],
    jsonl: [t('JSON lines'), '.jsonl'],
    hypothesis: ['Hypothesis', t('JSON of its API')],
  };
  const items = importFormats.map((format) => ({ label: words[format][0], description: words[format][1], format }));
  return (await vscode.window.showQuickPick(items, { title: t('Import: From Which Format?'), matchOnDescription: true }))?.format;
}

export async function askTables(): Promise<readonly TableName[] | undefined> {
  const { t } = vscode.l10n;
  const words: Readonly<Record<TableName, string>> = {
    documents: t('documents'),
    passages: t('passages'),
    stance: t('stances'),
    mentions: t('actors where they are named'),
    dates: t('dates'),
  };
  const items = tableNames.map((name) => ({ label: words[name], picked: true, name }));
  const chosen = await vscode.window.showQuickPick(items, { title: t('Export: Which Tables?'), canPickMany: true });
  return chosen?.map(({ name }) => name);
}

export async function askLayer(): Promise<ConllLayer | undefined> {
  const { t } = vscode.l10n;
  const words: Readonly<Record<ConllLayer, string>> = { actors: t('actors'), dates: t('dates'), passages: t('tags of passages') };
  const items = conllLayers.map((layer) => ({ label: words[layer], layer }));
  return (await vscode.window.showQuickPick(items, { title: t('Export: Which Layer of Labels?') }))?.layer;
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly of?: keyof Choice;
  readonly id?: string;
  readonly settled?: true;
}

/** What to export, and whether only of what holds once adjudicators have spoken. */
export interface Wanted {
  readonly choice: Choice;
  readonly settled: boolean;
}

/** Nothing chosen restricts nothing; several of a kind are one or the other. Undefined where the user gave up. */
export async function askChoice(project: ProjectModel): Promise<Wanted | undefined> {
  const { t } = vscode.l10n;
  const coding = await project.corpus.codedDocuments();
  const coders = [...new Set(coding.flatMap(({ signedBy }) => signedBy))].sort();
  const group = (label: string, of: keyof Choice, entries: readonly { readonly id: string; readonly label: string }[]): ChoiceItem[] =>
    entries.length === 0
      ? []
      : [
          { label, kind: vscode.QuickPickItemKind.Separator },
          ...entries.map((entry) => ({ label: noIcons(entry.label), ...(entry.label !== entry.id && { description: noIcons(entry.id) }), of, id: entry.id })),
        ];
  const isSettled = project.only === undefined && coding.some(({ cases }) => cases.some(({ state }) => state !== 'open'));
  const items: ChoiceItem[] = [
    ...(isSettled ? [{ label: t('Only what holds once settled'), description: t('what a settlement has set aside is left out'), settled: true as const }] : []),
    ...group(
      t('Tags'),
      'tags',
      project.index.tags.map(({ tag }) => tag),
    ),
    ...group(
      t('Outlets'),
      'outlets',
      (project.value.outlets ?? []).map(({ id, name }) => ({ id, label: name })),
    ),
    ...group(
      t('Coders'),
      'coders',
      coders.map((id) => ({ id, label: id })),
    ),
    ...group(
      t('Events'),
      'events',
      (project.value.events ?? []).map(({ id, name }) => ({ id, label: name })),
    ),
  ];
  if (items.length === 0) return { choice: {}, settled: false };
  const chosen = await vscode.window.showQuickPick(items, {
    title: t('Export: Only These?'),
    placeHolder: t('Nothing chosen: everything is exported.'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen) return undefined;
  const ids = (of: keyof Choice): readonly string[] | undefined => {
    const own = chosen.flatMap((item) => (item.of === of && item.id !== undefined ? [item.id] : []));
    return own.length === 0 ? undefined : own;
  };
  const choice = { tags: ids('tags'), outlets: ids('outlets'), coders: ids('coders'), events: ids('events') };
  return { choice, settled: chosen.some(({ settled }) => settled === true) };
}

export interface Names {
  readonly commenters: boolean;
  readonly actors: readonly string[];
}

/** Nobody chosen: all names stay. Undefined where the user gave up. */
export async function askNames(project: ProjectModel): Promise<Names | undefined> {
  const { t } = vscode.l10n;
  const actors = (await project.corpus.actorNames()).filter(({ registered, kind }) => registered && (kind === 'person' || kind === 'group'));
  const items = [
    { label: t('Everybody who commented'), description: '', actor: undefined },
    ...(actors.length > 0 ? [{ label: t('Actors of the registry'), kind: vscode.QuickPickItemKind.Separator, actor: undefined }] : []),
    ...actors.map(({ id, name }) => ({ label: noIcons(name), description: noIcons(id), actor: id })),
  ];
  const [everybody] = items;
  const chosen = await vscode.window.showQuickPick(items, {
    title: t('Export: Pseudonyms for Whom?'),
    placeHolder: t('Nobody chosen: names stay as they are.'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen) return undefined;
  return { commenters: chosen.some((item) => item === everybody), actors: chosen.flatMap(({ actor }) => actor ?? []) };
}
