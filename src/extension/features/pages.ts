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

  /** Whether a page is open beside, under this name. */
  isBeside(name: string): boolean {
    return this.tabOf(this.uriOf(name)) !== undefined;
  }

  /** Shows a page under its name, in the place of the keys; one that is open already says the new text. */
  async show(name: string, markdown: string): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', this.put(name, markdown));
  }

  /** Shows a page beside what is worked on, and leaves the keys where they are: a preview of the kind that shows one text alone can be asked to. */
  async showBeside(name: string, markdown: string): Promise<void> {
    const uri = this.put(name, markdown);
    const tab = this.tabOf(uri);
    if (tab?.isActive) return;
    const options: vscode.TextDocumentShowOptions = { viewColumn: tab?.group.viewColumn ?? vscode.ViewColumn.Beside, preserveFocus: true };
    await vscode.commands.executeCommand('vscode.openWith', uri, 'vscode.markdown.preview.editor', options);
  }

  private uriOf(name: string): vscode.Uri {
    return vscode.Uri.from({ scheme: this.scheme, path: `/${name.replace(/[/\\]/g, ' ')}.md` });
  }

  private put(name: string, markdown: string): vscode.Uri {
    const uri = this.uriOf(name);
    const known = this.texts.has(uri.toString());
    this.texts.set(uri.toString(), markdown);
    if (known) this.changed.fire(uri);
    return uri;
  }

  private tabOf(uri: vscode.Uri): vscode.Tab | undefined {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    return tabs.find(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString());
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
