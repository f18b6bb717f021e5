/** Passages taken elsewhere: copied as quotations, and read together on a page that can be kept as a file. Loaded when first used. */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { setting } from '../../contributions';
import { baseName } from '../../workspace/discovery';
import { refreshPreviews } from '../pages';
import { factsOf, type PassageRow, rowOf } from './rows';
import { quotationMarkdown, quotationOf, quotationPlain } from './quotation';
import { type Page, pageFor, readingPage } from './reading';
import type { PassageTarget } from './target';
import { say } from '../../saying';

export const readingScheme = 'pressmark-reading';

/** A page is kept as long as a reader may look at it; no more than this many at once. */
const keptPages = 20;

/** The row of a passage that stands in no view: what its document says of itself comes from the index, or from the sidecar where that is not there yet. */
export async function rowsOf(targets: readonly PassageTarget[]): Promise<readonly PassageRow[]> {
  const rows: PassageRow[] = [];
  for (const project of new Set(targets.map(({ model }) => model.project))) {
    const own = targets.filter(({ model }) => model.project === project);
    const summaries = new Map(
      (await project.corpus.summaries([...new Set(own.map(({ model }) => model.path))])).map((summary) => [summary.path, summary] as const),
    );
    const facts = new Map<string, ReturnType<typeof factsOf>>();
    for (const { model, annotation } of own) {
      const summary = summaries.get(model.path) ?? { path: model.path, metadata: model.sidecar?.document ?? {}, publication: undefined, stance: [] };
      const document = facts.get(model.path) ?? factsOf(project.id, summary, project.index);
      facts.set(model.path, document);
      rows.push(
        rowOf(document, { annotation, state: 'exact', line: undefined, places: [], actors: [], setAsideBy: model.setAside.get(annotation.id) }, project.index),
      );
    }
  }
  return rows;
}

export async function copyQuotations(app: App, targets: readonly PassageTarget[], as: 'markdown' | 'plain'): Promise<void> {
  const { t } = vscode.l10n;
  const words = { t, locale: vscode.env.language };
  const texts = (await rowsOf(targets)).flatMap((row) => {
    const index = app.projects.byId(row.document.project)?.index;
    if (!index) return [];
    const quotation = quotationOf(row, index, words);
    return [{ text: as === 'markdown' ? quotationMarkdown(quotation, t) : quotationPlain(quotation, t), warned: quotation.warning !== undefined }];
  });
  if (!texts.length) return;
  await vscode.env.clipboard.writeText(texts.map(({ text }) => text).join('\n\n'));
  const warned = texts.some((one) => one.warned);
  say(warned ? t('Copied with its source. The wording is a translation.') : t('Copied with its source.'), 5000);
}

/** Serves reading pages to VS Code's own Markdown preview. A page says what may be seen when it is read, not when it was asked for. */
export class ReadingPages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly pages = new Map<string, Page>();
  private count = 0;
  private last: string | undefined;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(private readonly app: App) {
    this.subscriptions = [
      this.changed,
      app.shownCoders.onDidChange(() => this.tell()),
      // A project that becomes one of separate coders, or another coder at the keyboard.
      app.projects.onDidChange(({ kind }) => {
        if (kind === 'project') this.tell();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(setting.coder)) this.tell();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const page = this.pages.get(uri.query);
    return page ? this.textOf(page) : '';
  }

  async show(page: Page): Promise<void> {
    const key = String(++this.count);
    this.pages.set(key, page);
    this.last = key;
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= keptPages) break;
      this.pages.delete(oldest);
    }
    const uri = vscode.Uri.from({ scheme: readingScheme, path: `/${fileName(page.title)}.md`, query: key });
    try {
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // Where VS Code's Markdown is switched off, its source can be read too.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
    }
  }

  /** As a file, where the reader says. */
  async save(): Promise<void> {
    const { t } = vscode.l10n;
    const page = this.last === undefined ? undefined : this.pages.get(this.last);
    if (!page) {
      say(t('Read passages as a page first.'), 4000);
      return;
    }
    if (!this.seen(page)) {
      say(t('Others’ coding is hidden.'), 4000);
      return;
    }
    const root = this.app.projects.all()[0]?.root;
    const name = `${fileName(page.title)}.md`;
    const target = await vscode.window.showSaveDialog({
      title: t('Save the Page “{0}” as Markdown', page.title),
      ...(root && { defaultUri: vscode.Uri.joinPath(root, name) }),
      filters: { Markdown: ['md'] },
    });
    if (!target) return;
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(this.textOf(page)));
    say(t('Saved as {0}.', baseName(target)), 4000);
  }

  private textOf(page: Page): string {
    const { t } = vscode.l10n;
    const seen = this.seen(page);
    return seen ? readingPage(seen, (project) => this.app.projects.byId(project)?.index, { t, locale: vscode.env.language }) : t('Others’ coding is hidden.');
  }

  private seen(page: Page): Page | undefined {
    return pageFor(page, (project) => this.app.projects.byId(project)?.only, vscode.l10n.t('Others’ coding is hidden.'));
  }

  /** The pages that are open are asked for anew. */
  private tell(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === readingScheme) this.changed.fire(uri);
    if (this.pages.size > 0) void refreshPreviews();
  }
}

/** A title as the name of a file on any system. */
function fileName(title: string): string {
  return (
    title
      .replace(/[^\p{L}\p{N} _-]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 80) || 'page'
  );
}
