/** Pages of Markdown that nothing on disk holds, read in VS Code's own preview: its keys, its themes and its accessibility serve. */
import * as vscode from 'vscode';

/** VS Code closes a text that only a preview shows after some minutes, and tells the preview nothing of it any more: all are asked to read theirs anew. */
export async function refreshPreviews(): Promise<void> {
  // Where VS Code's Markdown is switched off, there is none.
  if ((await vscode.commands.getCommands(true)).includes('markdown.preview.refresh')) await vscode.commands.executeCommand('markdown.preview.refresh');
}

export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration: vscode.Disposable;

  /**
   * @param scheme one of these pages' own: VS Code asks one provider a scheme
   * @param gone what a page says that may not be read any more
   */
  constructor(
    private readonly scheme: string,
    private readonly gone: string,
  ) {
    this.registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  /** Shows a page under its name; one that is open already says the new text. */
  async show(name: string, markdown: string, beside: boolean): Promise<void> {
    const uri = vscode.Uri.from({ scheme: this.scheme, path: `/${name.replace(/[/\\]/g, ' ')}.md` });
    const known = this.texts.has(uri.toString());
    this.texts.set(uri.toString(), markdown);
    if (known) this.changed.fire(uri);
    // Locked, or it would follow to the next Markdown file that is opened.
    await vscode.commands.executeCommand(beside ? 'markdown.showLockedPreviewToSide' : 'markdown.showPreview', uri);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** What the pages said is not to be seen any more; those that are open say so. */
  forget(): void {
    for (const uri of this.texts.keys()) {
      this.texts.set(uri, this.gone);
      this.changed.fire(vscode.Uri.parse(uri));
    }
    if (this.texts.size > 0) void refreshPreviews();
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}
