/** What a newcomer has done: the steps of the walkthrough are ticked off by the deed, by whatever key, menu or drag it was done. */
import * as vscode from 'vscode';
import type { Decision } from '../../core/sidecar/decision';
import { contextKey } from '../contributions';

export type Milestone = 'cardShown' | 'passageTagged' | 'stanceCoded';

export class Milestones {
  private readonly reached = new Set<Milestone>();

  reach(milestone: Milestone): void {
    if (this.reached.has(milestone)) return;
    this.reached.add(milestone);
    void vscode.commands.executeCommand('setContext', contextKey[milestone], true);
  }

  decided(decisions: readonly Decision[]): void {
    if (decisions.some((one) => one.type === 'add' && one.section === 'annotations')) this.reach('passageTagged');
    if (decisions.some((one) => (one.type === 'add' || one.type === 'change') && one.section === 'stance')) this.reach('stanceCoded');
  }
}
