/** The tag that Enter gives to every selection until Escape is pressed. */
import * as vscode from 'vscode';
import { contextKey } from '../../contributions';

export interface KeptTag {
  readonly project: string;
  readonly tag: string;
}

export class StickyTag implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;
  private kept: KeptTag | undefined;

  get current(): KeptTag | undefined {
    return this.kept;
  }

  /** Resolves when the keys follow. */
  async set(kept: KeptTag | undefined): Promise<void> {
    this.kept = kept;
    this.emitter.fire();
    await vscode.commands.executeCommand('setContext', contextKey.tagKept, kept !== undefined);
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
