/** The import: files of another tool, placed in the project's documents, looked at, then taken as one act. Imported with the first one. */
import * as vscode from 'vscode';
import {
  bySidecar,
  documentNamed,
  fromQdc,
  type Imported,
  type ImportedDocument,
  type ImportFormat,
  type Loss,
  type PassageFormat,
  planImport,
  readPassages,
  standingWith,
  utf8,
} from '../../../core/exchange';
import { importTags, planCodebook } from '../../../core/project/codebookImport';
import { sidecarSuffix } from '../../../core/sidecar';
import type { Decision } from '../../../core/sidecar/decision';
import type { App } from '../../app';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import type { DocumentPart, Signature } from '../../workspace/deciding';
import { baseName, parentOf } from '../../workspace/discovery';
import type { DocumentModel } from '../../workspace/document';
import type { ProjectModel } from '../../workspace/project';
import { plural } from '../hovers/words';
import { askImportFormat } from './asking';
import { preview } from './preview';

/** An exported project with its texts; what is larger was made to be. */
const largest = 256 * 1024 * 1024;

const filters: Readonly<Record<ImportFormat, Record<string, string[]>>> = {
  w3c: { 'JSON-LD': ['jsonld', 'json'] },
  brat: { brat: ['ann'] },
  qdpx: { 'REFI-QDA': ['qdpx'] },
  qdc: { 'REFI-QDA': ['qdc'] },
  csv: { CSV: ['csv'] },
  jsonl: { JSON: ['jsonl'] },
  hypothesis: { JSON: ['json'] },
};

export async function importCoding(app: App, project: ProjectModel): Promise<void> {
  const { t } = vscode.l10n;
  const format = await askImportFormat();
  const files =
    format &&
    (await vscode.window.showOpenDialog({ title: t('Import'), openLabel: t('Read'), canSelectMany: true, defaultUri: project.root, filters: filters[format] }));
  if (!format || !files?.length) return;
  try {
    if (format === 'qdc') await importCodebook(app, project, files);
    else await importPassages(app, project, format, files);
  } catch (error) {
    await vscode.window.showErrorMessage(t('The file cannot be read: {0}', plain(error instanceof Error ? error.message : String(error))));
  }
}

async function importPassages(app: App, project: ProjectModel, format: PassageFormat, files: readonly vscode.Uri[]): Promise<void> {
  const { t } = vscode.l10n;
  const signature = await app.deciding.sign();
  if (!signature) return;
  const taking = new Taking(app, project, signature);
  const done = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Import'), cancellable: true },
    async (progress, token) => {
      for (const file of files) {
        progress.report({ message: baseName(file) });
        const imported = await read(format, file);
        taking.losses.push(...imported.losses);
        for (const document of imported.documents) {
          if (token.isCancellationRequested) return false;
          await taking.take(document);
        }
      }
      return true;
    },
  );
  if (!done) return;
  const { parts, losses, known, settlements, count, passages } = taking.result();
  const documents = new Set(parts.map(({ document }) => document)).size;
  const decided = passages === count ? plural(count, t('passage'), t('passages')) : plural(count, t('decision'), t('decisions'));
  const go = t('Import {0} into {1}', decided, plural(documents, t('document'), t('documents')));
  const there: readonly Loss[] = known > 0 ? [{ message: '{0} entries are there already and stay as they are.', args: [known] }] : [];
  const settling: readonly Loss[] =
    settlements > 0 ? [{ message: '{0} settlements are among what is imported: what others coded is settled by them.', args: [settlements] }] : [];
  if (await preview(t('Import'), count > 0 ? go : undefined, [...settling, ...there, ...losses])) await app.deciding.act(t('Import'), parts);
}

/** What has been read so far, on its way to sidecars. */
class Taking {
  readonly losses: Loss[] = [];
  private readonly parts: DocumentPart[] = [];
  private readonly taken = new Map<DocumentModel, readonly Decision[]>();
  private readonly unknownTags = new Set<string>();
  private settlements = 0;
  private known = 0;
  private addresses: Promise<ReadonlyMap<string, readonly string[]>> | undefined;

  constructor(
    private readonly app: App,
    private readonly project: ProjectModel,
    private readonly signature: Signature,
  ) {}

  async take(document: ImportedDocument): Promise<void> {
    const model = await this.find(document.source);
    if (!model) return void this.losses.push({ message: 'The project has no document “{0}”, or more than one.', args: [document.source] });
    const everything = await model.saidByAll();
    const read = await model.read();
    if (!('text' in read)) return void this.losses.push({ message: '{0} cannot be read.', args: [model.path] });
    const before = this.taken.get(model) ?? [];
    const plan = planImport(document, {
      text: read.text,
      standing: standingWith(everything, before),
      project: this.project.index,
      coder: this.signature.by,
      now: this.signature.at,
      path: model.path,
      salt: model.options.quotes === 'none' ? () => this.app.deciding.newId().replaceAll('-', '').slice(-16) : undefined,
      blind: this.project.separate && this.project.only !== undefined,
    });
    this.taken.set(model, [...before, ...plan.decisions]);
    this.losses.push(...plan.losses);
    this.known += plan.known;
    this.settlements += plan.settlements;
    for (const tag of plan.unknownTags) this.unknownTags.add(tag);
    for (const [coder, decisions] of bySidecar(plan.decisions, this.signature.by, this.project.separate))
      this.parts.push({ document: model, decisions, suffix: sidecarSuffix(coder) });
  }

  result() {
    const tags: readonly Loss[] =
      this.unknownTags.size > 0
        ? [{ message: 'The codebook has no “{0}”. Add them and import again: what is there stays.', args: [[...this.unknownTags].sort().join('”, “')] }]
        : [];
    const decisions = this.parts.flatMap((part) => part.decisions);
    return {
      parts: this.parts,
      losses: [...tags, ...this.losses],
      known: this.known,
      settlements: this.settlements,
      count: decisions.length,
      passages: decisions.filter((decision) => decision.type === 'add' && decision.section === 'annotations').length,
    };
  }

  private async find(source: string): Promise<DocumentModel | undefined> {
    const { documents } = this.project;
    const found = await documentNamed(source, [...documents.keys()], async (address) => (await (this.addresses ??= this.byAddress())).get(address) ?? []);
    return found === undefined ? undefined : documents.get(found);
  }

  private async byAddress(): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = new Map<string, string[]>();
    for (const { path, metadata } of await this.project.corpus.documents()) {
      if (metadata.url !== undefined) found.set(metadata.url, [...(found.get(metadata.url) ?? []), path]);
    }
    return found;
  }
}

async function read(format: PassageFormat, file: vscode.Uri): Promise<Imported> {
  const imported = await readPassages(format, {
    name: baseName(file),
    bytes: await bytesOf(file),
    textBeside: (name) => bytesOf(vscode.Uri.joinPath(parentOf(file), name)).catch(() => undefined),
  });
  return imported ?? { documents: [], losses: [{ message: '{0} is not UTF-8 text.', args: [baseName(file)] }] };
}

/** Codes as tags: those that the codebook has, by label, stay as they are. */
async function importCodebook(app: App, project: ProjectModel, files: readonly vscode.Uri[]): Promise<void> {
  const { t } = vscode.l10n;
  if (project.implicit) {
    await vscode.window.showInformationMessage(t('Make a project of the folder first: its codebook is kept in pressmark.yaml.'));
    return;
  }
  const losses: Loss[] = [];
  const tags = [];
  for (const file of files) {
    const text = utf8(await bytesOf(file));
    if (text === undefined) losses.push({ message: '{0} is not UTF-8 text.', args: [baseName(file)] });
    else {
      const found = fromQdc(text);
      tags.push(...found.tags);
      losses.push(...found.losses);
    }
  }
  const plan = planCodebook(project.value, tags, false);
  const fresh = new Set(plan.listed.filter(({ into }) => into === undefined).map(({ index }) => index));
  const decisions = importTags(project.value, plan, fresh, app.deciding.now());
  const go = fresh.size > 0 ? t('Add {0} to the codebook', plural(fresh.size, t('tag'), t('tags'))) : undefined;
  if (await preview(t('Import Codebook'), go, losses)) await app.deciding.actOnProject(t('Import codebook'), project, decisions);
}

async function bytesOf(file: vscode.Uri): Promise<Uint8Array> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largest) throw new Error(vscode.l10n.t('it is larger than {0} MB', numeral(largest >> 20)));
  return vscode.workspace.fs.readFile(file);
}
