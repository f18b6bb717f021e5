/** Whose coding is shown, by project: everybody's where coders share their sidecars, one's own where each has one, until it is said otherwise. */
import * as vscode from 'vscode';
import { contextKey } from '../contributions';
import type { ProjectModel } from './project';

export type Shown = 'mine' | 'everyone';

export class ShownCoders implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  readonly onDidChange = this.emitter.event;
  private told: Shown | undefined;

  /** @param state the workspace's: what was revealed stays so in the next window on it, and nowhere else */
  constructor(private readonly state: vscode.Memento) {}

  of(project: Pick<ProjectModel, 'id' | 'separate'>): Shown {
    return this.state.get<Shown>(key(project)) ?? (project.separate ? 'mine' : 'everyone');
  }

  async set(projects: readonly Pick<ProjectModel, 'id' | 'separate'>[], shown: Shown): Promise<void> {
    for (const project of projects) await this.state.update(key(project), shown);
    this.emitter.fire();
  }

  /** Tells menus which of the two they offer. */
  tell(shown: Shown): void {
    if (shown === this.told) return;
    this.told = shown;
    void vscode.commands.executeCommand('setContext', contextKey.codersShown, shown);
  }

  dispose(): void {
    this.emitter.dispose();
  }
}

/** The answer is remembered for the mode it was given in: revealing shared coding says nothing about blind coding. */
function key({ id, separate }: Pick<ProjectModel, 'id' | 'separate'>): string {
  return `coders shown ${separate ? 'separate' : 'shared'} ${id}`;
}
