/** The tag that Enter gives to every selection until Escape is pressed. */
import * as vscode from 'vscode';
import { contextKey } from '../../contributions';
import type { Articles } from '../../workspace/articles';
import type { Projects } from '../../workspace/projects';
import { type KeptTag, tagNow } from './kept';
import { say } from '../../saying';

export class StickyTag implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;
  private kept: KeptTag | undefined;
  private isBound = false;
  private readonly subscriptions: readonly vscode.Disposable[];

  constructor(
    private readonly articles: Articles,
    private readonly projects: Projects,
  ) {
    const follow = (): void => void this.follow();
    this.subscriptions = [articles.onDidChange(follow), projects.onDidChange(follow), vscode.window.onDidChangeActiveTextEditor(follow)];
  }

  get current(): KeptTag | undefined {
    return this.kept;
  }

  /** Resolves when the keys follow. */
  async set(kept: Pick<KeptTag, 'project' | 'tag'> | undefined): Promise<void> {
    this.kept = kept && { ...kept, label: this.projects.byId(kept.project)?.tagLabel(kept.tag) ?? kept.tag };
    this.emitter.fire();
    await this.follow();
  }

  dispose(): void {
    this.emitter.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** A tag that was merged is the one that stays; one that is gone is let go. In another project's document Enter and Escape are what they always are. */
  private async follow(): Promise<void> {
    const { kept } = this;
    const project = kept && this.projects.byId(kept.project);
    if (kept && project) {
      const now = tagNow(kept, project.index);
      if (now !== kept) {
        this.kept = now;
        this.emitter.fire();
        if (!now) say(vscode.l10n.t('The kept tag “{0}” is gone from the codebook: Enter is Enter again.', kept.label), 6000);
      }
    }
    const binds = this.kept !== undefined && this.articles.active?.model.project.id === this.kept.project;
    if (binds === this.isBound) return;
    this.isBound = binds;
    await vscode.commands.executeCommand('setContext', contextKey.tagKept, binds);
  }
}
