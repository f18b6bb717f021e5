import type * as vscode from 'vscode';
import type { Decided } from '../../../core/yaml/store';
import type { Undoable } from '../../../core/yaml/undo';

/** A suggestion by its id in the view, and whether it is set aside. */
export interface AsideDecision {
  readonly suggestion: string;
  readonly aside: boolean;
}

const stateKey = 'pressmark.suggestionsSetAside';
/** The oldest are forgotten, and asked about again. */
const most = 2000;

/** Suggested merges that the reader wants to decide later. It is nobody's judgement, so it is kept for the workspace and in no file. */
export class SetAside implements Undoable<AsideDecision> {
  private readonly listeners = new Set<() => void>();
  private set: ReadonlySet<string>;

  constructor(private readonly state: vscode.Memento) {
    this.set = new Set(state.get<readonly string[]>(stateKey, []));
  }

  get ids(): ReadonlySet<string> {
    return this.set;
  }

  onDidChange(listener: () => void): vscode.Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  async decide(decisions: readonly AsideDecision[]): Promise<Decided<AsideDecision>> {
    const changing = decisions.filter(({ suggestion, aside }) => this.set.has(suggestion) !== aside);
    const ids = new Set(this.set);
    for (const { suggestion, aside } of changing)
      if (aside) ids.add(suggestion);
      else ids.delete(suggestion);
    this.set = new Set([...ids].slice(-most));
    await this.state.update(stateKey, [...this.set]);
    for (const listener of this.listeners) listener();
    return { ok: true, undo: changing.map(({ suggestion, aside }) => ({ suggestion, aside: !aside })).reverse() };
  }
}
