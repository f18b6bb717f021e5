import * as vscode from 'vscode';

/**
 * What a tree view is told to draw anew. Before anybody has asked for its topmost rows there is nothing to draw, and nothing is said: VS Code takes up such
 * news late, and where that is while it asks for the first time, groups stand open with no rows below them.
 */
export class TreeNews<Node> implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<Node[] | undefined>();
  readonly event = this.emitter.event;
  private isAsked = false;

  /** The topmost rows are being asked for. */
  asked(): void {
    this.isAsked = true;
  }

  /** @param rows drawn anew with all below them; without, the whole tree is */
  fire(rows?: Node[]): void {
    if (this.isAsked) this.emitter.fire(rows);
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
