/** Pages that VS Code's Markdown preview shows: of a document, and of all documents of a project. They follow what is decided. */
import * as vscode from 'vscode';
import type { DocumentFacts, DocumentSummary } from '../../../core/corpus/types';
import { documentTable, documentTableCsv } from '../../../core/exchange/documentTable';
import type { App } from '../../app';
import { Debounced } from '../../workspace/debounce';
import { parentOf } from '../../workspace/discovery';
import type { DocumentModel } from '../../workspace/document';
import type { ProjectModel } from '../../workspace/project';
import { documentPage, documentsPage, documentTableMarkdown, mostRows } from './page';
import { hiddenWords } from './shown';
import { pageScheme } from './pageScheme';
import { patiently, type Going } from '../patiently';
import { say } from '../../saying';

/** Documents whose facts are asked for at once: an answer of this many is made in a few milliseconds. */
const sliceSize = 250;
/** Pages follow decisions after a pause this long, in milliseconds. */
const followAfter = 200;

export class Pages implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly later = new Debounced(followAfter, () => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === pageScheme) this.changed.fire(uri);
  });

  /** @param changed told which page says something else now */
  constructor(
    private readonly app: App,
    private readonly changed: vscode.EventEmitter<vscode.Uri>,
  ) {
    this.subscriptions.push(
      app.projects.onDidChange(() => this.later.call()),
      app.shownCoders.onDidChange(() => this.later.call()),
    );
  }

  /** @returns the page's text; what it was about may be gone */
  async textOf(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
    const about = vscode.Uri.parse(uri.query, true);
    const document = this.app.projects.documentAt(about);
    if (document) return this.ofDocument(document);
    const project = this.app.projects.byId(uri.query);
    return project
      ? this.ofProject(project, { token, report: () => undefined }, mostRows)
      : vscode.l10n.t('What this page was about is no longer in the window.');
  }

  async showDocument(document: DocumentModel): Promise<void> {
    const title = (await document.decided()).document?.title ?? document.path;
    await preview(pageUri(title, document.uri.toString()));
  }

  async showProject(project: ProjectModel): Promise<void> {
    await preview(pageUri(vscode.l10n.t('Documents of {0}', project.name), project.id));
  }

  /** The table of all documents in a file. */
  async exportTable(project: ProjectModel): Promise<void> {
    const { t } = vscode.l10n;
    const formats = [
      { label: 'CSV', description: t('for spreadsheets and statistics'), ending: 'csv' as const },
      { label: 'Markdown', description: t('to read and to cite'), ending: 'md' as const },
    ];
    const format = await vscode.window.showQuickPick(formats, { title: t('Export the Table of Documents') });
    if (!format) return;
    const target = await vscode.window.showSaveDialog({
      title: t('Export the Table of Documents'),
      defaultUri: vscode.Uri.joinPath(parentOf(project.fileUri), `documents.${format.ending}`),
      filters: { [format.label]: [format.ending] },
    });
    if (!target) return;
    const text = await patiently(t('Making the table of documents'), async (going) => {
      const { documents, facts } = await this.gathered(project, going, Infinity);
      const table = documentTable(documents, facts, project.index);
      return format.ending === 'csv' ? documentTableCsv(table) : documentTableMarkdown(project.name, table, this.words(project));
    });
    if (text === undefined) return;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    say(t('The table of documents is written.'), 4000);
  }

  dispose(): void {
    this.later.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async ofDocument(document: DocumentModel): Promise<string> {
    const { project, path } = document;
    const [summaries, [facts], sidecar] = await Promise.all([project.corpus.documents(), project.corpus.facts([path]), document.decided()]);
    const summary = summaries.find((one) => one.path === path);
    if (!summary) return vscode.l10n.t('This document is being read.');
    return documentPage({
      // The sidecar is ahead of the index by a moment.
      document: { ...summary, metadata: sidecar.document ?? {}, stance: sidecar.stance ?? [] },
      facts,
      annotations: sidecar.annotations ?? [],
      project: project.value,
      ...this.words(project),
    });
  }

  private async ofProject(project: ProjectModel, going: Going, most: number): Promise<string> {
    const { documents, facts } = await this.gathered(project, going, most);
    return documentsPage(project.name, documents, facts, project.value, { ...this.words(project), most });
  }

  /** In the order of the paths, slice by slice, so that it can be stopped and says how far it is. */
  private async gathered(
    project: ProjectModel,
    { token, report }: Going,
    most: number,
  ): Promise<{ readonly documents: readonly DocumentSummary[]; readonly facts: ReadonlyMap<string, DocumentFacts> }> {
    const documents = [...(await project.corpus.documents())].sort((a, b) => (a.path < b.path ? -1 : 1));
    const facts = new Map<string, DocumentFacts>();
    for (let from = 0; from < Math.min(documents.length, most) && !token.isCancellationRequested; from += sliceSize) {
      const paths = documents.slice(from, from + sliceSize).map(({ path }) => path);
      for (const one of await project.corpus.facts(paths)) facts.set(one.path, one);
      report(Math.min(from + sliceSize, documents.length), documents.length);
    }
    return { documents, facts };
  }

  private words(project: ProjectModel) {
    return {
      tagLabel: (id: string) => project.tagLabel(id),
      hidden: hiddenWords(this.app, [project]),
      t: vscode.l10n.t,
      locale: vscode.env.language,
    };
  }
}

function pageUri(title: string, about: string): vscode.Uri {
  return vscode.Uri.from({ scheme: pageScheme, path: `/${title.replace(/[/\\?#]/gu, ' ').slice(0, 80)}.md`, query: about });
}

/** VS Code's own preview shows it, and where that is missing, its source. */
async function preview(uri: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(document, { preview: true });
  }
}
