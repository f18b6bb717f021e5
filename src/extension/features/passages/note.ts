/**
 * Writing a note where the reader is, over several lines: VS Code's comment editor, opened below the passage.
 *
 * A comment thread's range does not follow edits, and a thread for every passage would fill the Comments panel and mark its lines twice. So a thread lives only
 * while its note is written, and is moved along with the passage for as long. What is saved goes into the sidecar as every decision does.
 */
import * as vscode from 'vscode';
import type { App } from '../../app';
import { command, noteController } from '../../contributions';
import { numeral } from '../../numeral';
import { plain } from '../../plain';
import { openArticle } from '../../workspace/open';
import { shorten } from '../shorten';
import type { PassageTarget } from './target';
import type { Change } from './voice';
import { say } from '../../saying';

interface Draft extends vscode.Comment {
  readonly target: PassageTarget;
}

interface Writing {
  readonly thread: vscode.CommentThread;
  readonly draft: Draft;
  readonly follow: vscode.Disposable;
}

/** A note is a remark, not a document; a sidecar must stay readable. */
const longestNote = 20_000;

export class NoteEditor implements vscode.Disposable {
  private controller: vscode.CommentController | undefined;
  private writing: Writing | undefined;

  constructor(
    private readonly app: App,
    private readonly change: Change,
  ) {}

  /** Opens the passage and below it the editor of its note. */
  async open(target: PassageTarget): Promise<void> {
    if (this.writing && (await this.comeBackTo(this.writing.thread))) return;
    this.close();
    const { editor, article } = await openArticle(this.app, target.model);
    const rangeNow = (): vscode.Range | undefined => {
      const passage = article?.passages.find(({ annotation }) => annotation.id === target.annotation.id);
      const range = passage?.range ?? passage?.candidates[0];
      return article && range ? article.range(range) : undefined;
    };
    // A passage that has lost its place is remarked on at the top.
    const range = rangeNow() ?? new vscode.Range(0, 0, 0, 0);
    const thread = this.threads().createCommentThread(target.model.uri, new vscode.Range(range.end, range.end), []);
    const draft: Draft = {
      target,
      author: { name: this.app.coder.current ?? target.annotation.by },
      body: target.annotation.note ?? '',
      mode: vscode.CommentMode.Editing,
      contextValue: 'note',
    };
    thread.canReply = false;
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    thread.label = vscode.l10n.t('Note on: {0}', plain(shorten(target.annotation.quote ?? '', 80)));
    thread.comments = [draft];
    const follow = this.app.articles.onDidChange((changed) => {
      const now = changed === article ? rangeNow() : undefined;
      if (now && !now.end.isEqual(thread.range?.end ?? now.end)) thread.range = new vscode.Range(now.end, now.end);
    });
    this.writing = { thread, draft, follow };
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** What is being written is known to the editor alone: another note would throw it away. @returns false where its document is gone */
  private async comeBackTo({ uri, range }: vscode.CommentThread): Promise<boolean> {
    const editor = await vscode.window.showTextDocument(uri).then(
      (shown) => shown,
      () => undefined,
    );
    if (!editor) return false;
    if (range) editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    say(vscode.l10n.t('This note is not saved yet. Save it, or discard the changes, before you write another.'), 6000);
    return true;
  }

  /** VS Code gives the comment with the text as it was typed. */
  async save(comment: unknown): Promise<void> {
    const { writing } = this;
    if (!writing || !isComment(comment)) return;
    const body = typeof comment.body === 'string' ? comment.body : comment.body.value;
    const note = body.trim();
    if (note.length > longestNote) {
      // The field stays open with what was typed: nothing is cut.
      writing.thread.label = vscode.l10n.t(
        'Not saved: this note has {0} characters, and {1} are the most. What you wrote is kept here.',
        numeral(note.length),
        numeral(longestNote),
      );
      say(writing.thread.label, 8000);
      return;
    }
    const { target } = writing.draft;
    this.close();
    if (note !== (target.annotation.note ?? '')) await this.change(vscode.l10n.t('Edit note'), [target], () => ({ note: note || null }));
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  }

  close(): void {
    this.writing?.thread.dispose();
    this.writing?.follow.dispose();
    this.writing = undefined;
  }

  dispose(): void {
    this.close();
    this.controller?.dispose();
  }

  private threads(): vscode.CommentController {
    if (this.controller) return this.controller;
    this.controller = vscode.comments.createCommentController(noteController, vscode.l10n.t('Pressmark notes'));
    this.controller.options = { prompt: vscode.l10n.t('Note, in Markdown'), placeHolder: vscode.l10n.t('Note, in Markdown') };
    return this.controller;
  }
}

export function registerNoteCommands(notes: NoteEditor): vscode.Disposable {
  return vscode.Disposable.from(
    notes,
    vscode.commands.registerCommand(command.saveNote, (comment?: unknown) => notes.save(comment)),
    vscode.commands.registerCommand(command.discardNote, () => notes.close()),
  );
}

function isComment(value: unknown): value is vscode.Comment {
  if (typeof value !== 'object' || value === null || !('body' in value)) return false;
  const { body } = value;
  return typeof body === 'string' || body instanceof vscode.MarkdownString;
}
