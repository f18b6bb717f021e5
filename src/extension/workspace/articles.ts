import * as vscode from 'vscode';
import type { Following } from '../../core/annotations/following';
import { textHash } from '../../core/sidecar/hash';
import { rebasing } from './selectors';
import { languageId } from '../contributions';
import type { Article } from './article';
import { breathe } from './breathe';
import { Debounced } from './debounce';
import type { DocumentModel } from './document';
import { followSaved } from './following';
import type { Annotation } from '../../core/sidecar/schema';
import type { Undoable } from '../../core/yaml/undo';
import type { Held, HeldAct, Leaving } from './held';
import { type HeldPassages, savedSelector } from './heldPassages';
import { background, type Log } from './log';
import type { OldTexts } from './oldTexts';
import type { Projects } from './projects';
import { Repeated } from './repeated';

/** The whole of a document is analysed when typing has rested this long; what is typed is marked at once. */
const typingPause = 30;
/** Of a long document, whose analysis would be overtaken by the next keys. */
const longPause = 400;

type ArticleMaker = (document: vscode.TextDocument, model: DocumentModel, saved: string | undefined) => Article;

/** The articles that are open in editors. */
export class Articles implements vscode.Disposable {
  private readonly byUri = new Map<string, Article>();
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly emitter = new vscode.EventEmitter<Article>();
  /** Fired when an article was opened, analysed anew, or has other passages. */
  readonly onDidChange = this.emitter.event;
  private readonly followed = new vscode.EventEmitter<Article>();
  /** Fired when an article's marks have followed an edit, before {@link onDidChange} tells of all. */
  readonly onDidFollow = this.followed.event;
  private readonly opened = new vscode.EventEmitter<Article>();
  /** Fired when a document has its article, before that is analysed. */
  readonly onDidOpen = this.opened.event;
  private readonly closed = new vscode.EventEmitter<Article>();
  readonly onDidClose = this.closed.event;
  private reading: Promise<ArticleMaker> | undefined;
  private behindNote: vscode.TextDocument | undefined = vscode.window.activeTextEditor?.document;
  private readonly opening = new Map<string, Repeated>();
  private readonly edited = new Set<Article>();
  private readonly afterTyping = new Debounced(typingPause, () => {
    const articles = [...this.edited];
    this.edited.clear();
    for (const article of articles) background(this.log, this.cameToRest(article));
  });

  constructor(
    private readonly projects: Projects,
    private readonly gazetteer: Promise<string>,
    private readonly heldPassages: HeldPassages,
    private readonly oldTexts: OldTexts,
    private readonly log: Log,
  ) {
    this.subscriptions.push(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (!editor || !isNote(editor.document)) this.behindNote = editor?.document;
      }),
      vscode.workspace.onDidOpenTextDocument((document) => background(log, this.open(document))),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      vscode.workspace.onDidChangeTextDocument((event) => this.follow(event)),
      vscode.workspace.onDidSaveTextDocument((document) => background(log, this.saved(document))),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => this.scrolled(textEditor, visibleRanges)),
      projects.onDidChange((change) => {
        if (change.kind === 'projects' || change.kind === 'project') background(log, this.oldTexts.sweep(projects));
        if (change.kind === 'projects') background(log, this.syncAll());
        else if (change.kind === 'project' || change.kind === 'namesakes') this.refresh((article) => article.model.project === change.project);
        // One decision is news several times, on its way to the disk.
        else if (change.kind === 'sidecar') this.refresh((article) => article.model === change.document && article.isBehind);
      }),
    );
  }

  get(document: vscode.TextDocument | vscode.Uri): Article | undefined {
    const article = this.byUri.get(('uri' in document ? document.uri : document).toString());
    // What is in the editor under the name that its document had is another.
    return article && !this.projects.hasMoved(article.model) ? article : undefined;
  }

  /** The article in the active editor. */
  get active(): Article | undefined {
    const document = vscode.window.activeTextEditor?.document;
    // The field that a note is written in counts as an editor; the article that it is about is still the one in front.
    const front = document && isNote(document) ? this.behindNote : document;
    return front && this.get(front);
  }

  all(): Iterable<Article> {
    return this.byUri.values();
  }

  /** The article of a document that is open, once it is analysed; undefined where the document is no article. */
  async ready(uri: vscode.Uri): Promise<Article | undefined> {
    const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri.toString());
    if (document) await this.open(document);
    return this.get(uri);
  }

  /** Resolves once the whole text of an article is read as it stands, when typing rests; at once where it is, and where nobody waits any more. */
  async read(article: Article, token: vscode.CancellationToken): Promise<void> {
    const isDone = (): boolean => article.isRead || token.isCancellationRequested || this.get(article.uri) !== article;
    if (isDone()) return;
    const subscriptions: vscode.Disposable[] = [];
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (isDone()) resolve();
      };
      subscriptions.push(this.onDidChange(look), this.onDidClose(look), token.onCancellationRequested(look));
    });
    for (const subscription of subscriptions) subscription.dispose();
  }

  /** Where a document's passages are: as its editor shows them, or as they stand in the file. Undefined where it cannot be read. */
  async placesOf(model: DocumentModel): Promise<Following | undefined> {
    const article = await this.ready(model.uri);
    await model.decided();
    if (article?.model === model && article.document.isDirty) return article.places;
    const read = await model.read();
    if (!('text' in read)) return undefined;
    // An editor hears of a change of its file a moment later than the index may.
    if (article?.model === model && article.savedText === read.text && article.text === read.text) return article.places;
    const { entriesOf, Following: Places } = await import('./reading');
    const places = new Places(read.text);
    places.take(entriesOf(model.everything));
    const { missing } = places;
    const former = missing === undefined ? undefined : await this.oldTexts.find(model, missing);
    if (former !== undefined) places.learn(former);
    return places;
  }

  /** The passages of a document that wait for it to be saved, under whatever name it has when something is decided about them, open or not. */
  heldOf(model: DocumentModel): Undoable<HeldAct> {
    return {
      decide: async (acts) => {
        const live = await this.projects.live(model);
        if (!live) return { ok: false, error: { code: 'not-found', message: vscode.l10n.t('{0} is no longer a document of the project.', model.path) } };
        return (this.get(live.uri)?.held ?? (await this.closedHeld(live))).decide(acts);
      },
    };
  }

  /**
   * Documents have other names: what waits for them goes along, whether or not anybody has them open, or knows them still.
   * @param known those that were documents a moment ago, with where they are now
   * @param renamed where a file is now; undefined for those that were not renamed
   */
  async moved(
    known: readonly { readonly model: DocumentModel; readonly uri: vscode.Uri }[],
    renamed: (uri: vscode.Uri) => vscode.Uri | undefined,
  ): Promise<void> {
    // What was typed a moment ago has moved them.
    for (const article of [...this.byUri.values()]) if (renamed(article.uri)) await article.held.keepPlaces();
    for (const address of await this.heldPassages.waiting()) {
      const from = vscode.Uri.parse(address, true);
      const to = renamed(from);
      if (to) await this.move(from, to);
    }
    for (const { model, uri } of known) await this.oldTexts.moved(model.uri, uri);
  }

  private async move(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const left = await this.heldPassages.move(from, to);
    // Opened under the new name already, it has found nothing.
    await this.takeOver(to, left);
  }

  /**
   * Passages that another window had tagged in unsaved text may be left over by now.
   * @param more those that are kept elsewhere
   */
  async takeOver(uri: vscode.Uri, more: readonly Annotation[] = []): Promise<void> {
    const article = this.get(uri);
    if (!article) return;
    await article.held.restore(async () => [...(await this.heldPassages.of(uri)), ...more]);
    // Renamed, or closed, meanwhile: who has it open now finds them.
    if (this.get(uri) === article && !article.document.isDirty) await this.writeHeld(article);
  }

  private async closedHeld(model: DocumentModel): Promise<Held> {
    const { Held: HeldClass } = await import('./reading');
    await model.decided();
    const held = new HeldClass({
      keep: (records) => this.heldPassages.keep(model.uri, records),
      forget: (ids) => background(this.log, this.heldPassages.forget(model.uri, ids)),
      kept: ({ annotation }) => annotation,
      written: (id) => model.everything?.annotations?.find((entry) => entry.id === id),
      decide: (decisions) => model.act(decisions),
      text: () => '',
      changed: () => undefined,
    });
    await held.restore(() => this.heldPassages.of(model.uri));
    return held;
  }

  async start(): Promise<void> {
    await this.syncAll();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.afterTyping.dispose();
    for (const article of this.byUri.values()) article.dispose();
    this.emitter.dispose();
    this.followed.dispose();
    this.opened.dispose();
    this.closed.dispose();
  }

  private async syncAll(): Promise<void> {
    for (const article of [...this.byUri.values()]) {
      if (this.projects.documentAt(article.uri) !== article.model) this.letGo(article);
    }
    await Promise.all(vscode.workspace.textDocuments.map((document) => this.open(document)));
  }

  /** Whoever asks while it is being opened may know of what that came too early for: another document of that name, or a text that was opened anew. */
  private open({ uri }: vscode.TextDocument): Promise<void> {
    const address = uri.toString();
    const opening = this.opening.get(address) ?? new Repeated(() => this.openNow(address));
    this.opening.set(address, opening);
    return opening.run().finally(() => {
      if (opening.isIdle) this.opening.delete(address);
    });
  }

  private async openNow(uri: string): Promise<void> {
    let document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
    if (!document || this.byUri.has(uri)) return;
    await this.projects.adopt(document.uri);
    const model = this.projects.documentAt(document.uri);
    if (!model || this.byUri.has(uri) || document.isClosed) return;
    // Only a plain text becomes an article: a Markdown or HTML document keeps its own language, and is marked all the same.
    if (document.languageId === 'plaintext') {
      await vscode.languages.setTextDocumentLanguage(document, languageId);
      const replaced = vscode.workspace.textDocuments.find((other) => other.uri.toString() === uri);
      if (!replaced || this.byUri.has(uri)) return;
      document = replaced;
    }
    // The sidecar may name the encoding.
    await model.decided();
    document = await inProjectEncoding(document, model.encoding);
    const makeArticle = await (this.reading ??= this.loadReading());
    const saved = await savedTextOf(document, model);
    if (this.byUri.has(uri) || document.isClosed || this.projects.documentAt(document.uri) !== model) return;
    const article = makeArticle(document, model, saved);
    this.byUri.set(uri, article);
    this.opened.fire(article);
    article.onDidChange(() => {
      this.emitter.fire(article);
      this.writeLate(article);
    });
    article.onDidFollow(() => this.followed.fire(article));
    await article.checkEncoding();
    await this.restoreHeld(article);
    // The window was closed and the edits given up: what was tagged in them is written all the same, to be looked at.
    if (!document.isDirty) await this.writeHeld(article);
    const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
    if (editor) article.setVisible(editor.visibleRanges);
    await article.refresh();
    await article.ready();
    // A tag asks who speaks: what is read for the first time holds it up, of a long text for half a second.
    background(this.log, article.quotations());
  }

  private async loadReading(): Promise<ArticleMaker> {
    // In parts, with the host's other work between them: at once they held it up for 70 ms.
    await import('../../core/dates');
    await breathe();
    await import('../../core/actors');
    await breathe();
    const { Analysers, Article: ArticleClass } = await import('./reading');
    await breathe();
    const analysers = new Analysers(this.gazetteer, this.log);
    return (document, model, saved) => new ArticleClass(document, model, analysers, this.oldTexts, this.heldPassages, this.log, saved);
  }

  private close(document: vscode.TextDocument): void {
    const uri = document.uri.toString();
    const article = this.byUri.get(uri);
    // Setting the language closes a document and opens it again; the article lives on with the one that is there.
    if (!article || vscode.workspace.textDocuments.some((other) => other.uri.toString() === uri && !other.isClosed)) return;
    this.letGo(article);
  }

  private letGo(article: Article): void {
    this.byUri.delete(article.uri.toString());
    this.edited.delete(article);
    this.closed.fire(article);
    article.dispose();
  }

  private follow(event: vscode.TextDocumentChangeEvent): void {
    const article = this.get(event.document);
    if (!article) return;
    // Without a change of content, the document has become dirty or clean.
    if (event.contentChanges.length) article.edited(event);
    else if (event.document.isDirty) return;
    this.edited.add(article);
    this.afterTyping.call(article.isLong && event.contentChanges.length ? longPause : typingPause);
  }

  private async cameToRest(article: Article): Promise<void> {
    await article.settle();
    await article.held.keepPlaces();
    // The edits were given up, by undoing them or by going back to the file: what was tagged in them is written all the same, to be looked at.
    if (isSaved(article)) await this.writeHeld(article);
    await article.analyse();
  }

  /** Tagged in unsaved text, and kept only when that was saved, or given up, already: nobody would save it for that passage's sake. */
  private writeLate(article: Article): void {
    if (article.held.passages.length && isSaved(article)) background(this.log, this.writeHeld(article));
  }

  /** Edits made in the editor are a person's own: what moved with them is written without asking. */
  private async saved(document: vscode.TextDocument): Promise<void> {
    const article = this.get(document);
    if (!article) return;
    const before = article.savedText;
    const { rebased, current } = article.takeSaved();
    // Before anything is waited for: typing goes on meanwhile.
    const leaving = leavingOf(article);
    const { text } = article;
    const decisions = rebased.map((entry) => rebasing(entry, article.savedText));
    if (current && article.model.ownHash !== undefined) decisions.push({ type: 'document', changes: { text: article.places.hashOfSaved() } });
    await followSaved(article.model, decisions, textHash(before), textHash(text));
    await this.writeHeld(article, leaving);
    await article.refresh();
  }

  /** Writes passages that waited for the document to be saved. */
  private async writeHeld(article: Article, leaving = leavingOf(article)): Promise<void> {
    if (leaving.length) await article.held.write(leaving);
  }

  /** What cannot be read now stays where it is kept, and is read when the document is opened next. */
  private async restoreHeld(article: Article): Promise<void> {
    try {
      await article.held.restore(() => this.heldPassages.of(article.uri));
    } catch (error) {
      this.log.error(`Passages that wait for ${article.uri.toString()} cannot be read: ${String(error)}`);
    }
  }

  private refresh(wanted: (article: Article) => boolean): void {
    for (const article of this.byUri.values()) if (wanted(article)) background(this.log, this.refreshOne(article));
  }

  private async refreshOne(article: Article): Promise<void> {
    if (article.checkedWith !== article.model.encoding) {
      await inProjectEncoding(article.document, article.model.encoding);
      await article.checkEncoding();
    }
    await article.refresh();
  }

  private scrolled(editor: vscode.TextEditor, ranges: readonly vscode.Range[]): void {
    const article = this.get(editor.document);
    if (article?.setVisible(ranges)) {
      this.edited.add(article);
      this.afterTyping.call();
    }
  }
}

function leavingOf(article: Article): readonly Leaving[] {
  return article.held.leaving((passage) => savedSelector(article, passage));
}

/** Restored after a restart, or renamed, a document may be opened with edits that are not saved. @returns undefined where it has none, or the file cannot be read */
async function savedTextOf(document: vscode.TextDocument, model: DocumentModel): Promise<string | undefined> {
  if (!document.isDirty) return undefined;
  const onDisk = await model.read();
  return document.isDirty && 'text' in onDisk ? onDisk.text : undefined;
}

/** Whether the editor shows what stands in the file. */
function isSaved(article: Article): boolean {
  return !article.document.isDirty && article.text === article.savedText;
}

function isNote(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'comment';
}

/** The project says how its texts are encoded; VS Code opens them by its own settings. */
async function inProjectEncoding(document: vscode.TextDocument, encoding: string): Promise<vscode.TextDocument> {
  const plain = encoding.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (plain === 'utf8' || document.isDirty || document.encoding === plain) return document;
  try {
    return await vscode.workspace.openTextDocument(document.uri, { encoding: plain });
  } catch {
    return document;
  }
}
