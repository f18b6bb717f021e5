/** Walking through a document: passages, mentions and dates; and what the cursor stands on. */
import * as vscode from 'vscode';
import type { Range } from '../../../core/text/range';
import type { App } from '../../app';
import { command, contextKey } from '../../contributions';
import type { Article } from '../../workspace/article';
import { registerActorNavigation } from './actors';

export function registerNavigation(app: App): vscode.Disposable {
  const contexts = new Contexts(app);
  const walk = (id: string, ranges: (article: Article) => readonly Range[], direction: 1 | -1): vscode.Disposable =>
    vscode.commands.registerCommand(id, () => {
      const editor = vscode.window.activeTextEditor;
      const article = app.articles.active;
      if (editor && article) go(editor, article, ranges(article), direction);
    });
  const passages = (article: Article): Range[] => article.passages.flatMap(({ range }) => range ?? []).sort((a, b) => a.start - b.start);
  const marks = (article: Article): Range[] => [...(article.analysis?.mentions ?? []), ...(article.analysis?.dates ?? [])].sort((a, b) => a.start - b.start);
  return vscode.Disposable.from(
    walk(command.nextPassage, passages, 1),
    walk(command.previousPassage, passages, -1),
    walk(command.nextMention, marks, 1),
    walk(command.previousMention, marks, -1),
    walk(command.nextUncoded, uncoded, 1),
    walk(command.previousUncoded, uncoded, -1),
    vscode.window.onDidChangeTextEditorSelection(() => contexts.update()),
    vscode.window.onDidChangeActiveTextEditor(() => contexts.update()),
    app.articles.onDidChange(() => contexts.update()),
    app.articles.onDidClose(() => contexts.update()),
    registerActorNavigation(app),
  );
}

/** Paragraphs of the article itself that no passage touches. */
function uncoded({ analysis, passages }: Article): Range[] {
  return (analysis?.blocks ?? []).filter(
    ({ kind, start, end }) => (kind === 'headline' || kind === 'body') && !passages.some(({ range }) => range && range.start < end && start < range.end),
  );
}

function go(editor: vscode.TextEditor, article: Article, ranges: readonly Range[], direction: 1 | -1): void {
  const { start } = article.offsets(editor.selection);
  const next = direction > 0 ? (ranges.find((range) => range.start > start) ?? ranges[0]) : (ranges.findLast((range) => range.start < start) ?? ranges.at(-1));
  if (!next) return;
  const range = article.range(next);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** What the cursor stands on, for menus and keys. */
class Contexts {
  private readonly known = new Map<string, boolean>();

  constructor(private readonly app: App) {}

  update(): void {
    const editor = vscode.window.activeTextEditor;
    // Not the article behind a note: its keys would act while the note is typed.
    const article = editor && this.app.articles.get(editor.document);
    const offset = article && editor ? article.offset(editor.selection.active) : undefined;
    const at = article && offset !== undefined ? { article, offset } : undefined;
    this.set(contextKey.inDocument, article !== undefined);
    this.set(contextKey.inPassage, at !== undefined && at.article.passagesAt(at.offset).length > 0);
    this.set(contextKey.onActor, at?.article.mentionAt(at.offset) !== undefined);
    this.set(contextKey.onDate, at?.article.dateAt(at.offset) !== undefined);
  }

  private set(key: string, value: boolean): void {
    if (this.known.get(key) === value) return;
    this.known.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
