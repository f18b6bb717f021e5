/** Undo and redo of a person's acts in one session, across files: a stack of inverse decisions. */
import type { Decided } from './store';

/** The part of a store that undoing needs. */
export interface Undoable<D> {
  decide(decisions: readonly D[]): Promise<Decided<D>>;
}

/** One person's act in one file, as decisions. */
export interface Act<D = unknown> {
  readonly store: Undoable<D>;
  readonly decisions: readonly D[];
}

interface Step {
  readonly label: string;
  readonly acts: readonly Act[];
}

/** Steps beyond this number are forgotten, oldest first. */
const maxSteps = 200;

export class UndoStack {
  private readonly undos: Step[] = [];
  private readonly redos: Step[] = [];
  private running: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  /** What undoing and redoing would do, for a menu; undefined where there is nothing. */
  get undoLabel(): string | undefined {
    return this.undos.at(-1)?.label;
  }

  get redoLabel(): string | undefined {
    return this.redos.at(-1)?.label;
  }

  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Decides, and remembers how to take it back as one step. What was to be redone is forgotten. */
  perform<D>(label: string, store: Undoable<D>, decisions: readonly D[]): Promise<Decided<D>> {
    return this.inTurn(async () => {
      const result = await store.decide(decisions);
      if (result.ok && result.undo.length > 0) {
        this.redos.length = 0;
        this.push(this.undos, { label, acts: [{ store, decisions: result.undo }] });
      }
      return result;
    });
  }

  /** As {@link perform}, for one act that touches several files. Stops at the first that fails, keeping those before it. */
  performAll(label: string, acts: readonly Act[]): Promise<Decided<unknown>> {
    return this.inTurn(async () => {
      const { result, inverse } = await decideAll(acts);
      if (inverse.length > 0) {
        this.redos.length = 0;
        this.push(this.undos, { label, acts: inverse });
      }
      return result;
    });
  }

  /** @returns undefined where there is nothing to undo. A step that fails stays, to be tried again. */
  undo(): Promise<Decided<unknown> | undefined> {
    return this.turnBack(this.undos, this.redos);
  }

  redo(): Promise<Decided<unknown> | undefined> {
    return this.turnBack(this.redos, this.undos);
  }

  private turnBack(from: Step[], to: Step[]): Promise<Decided<unknown> | undefined> {
    return this.inTurn(async () => {
      const step = from.at(-1);
      if (step === undefined) return undefined;
      const { result, inverse, done } = await decideAll(step.acts);
      from.pop();
      if (inverse.length > 0) this.push(to, { label: step.label, acts: inverse });
      if (!result.ok) from.push({ label: step.label, acts: step.acts.slice(done) });
      this.changed();
      return result;
    });
  }

  private push(stack: Step[], step: Step): void {
    stack.push(step);
    if (stack.length > maxSteps) stack.shift();
    this.changed();
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** One at a time: an undo that overtakes the act it undoes would take back the one before. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.running.then(work);
    this.running = result.catch(() => undefined);
    return result;
  }
}

async function decideAll(acts: readonly Act[]): Promise<{ readonly result: Decided<unknown>; readonly inverse: readonly Act[]; readonly done: number }> {
  const inverse: Act[] = [];
  for (const [done, { store, decisions }] of acts.entries()) {
    const result = await store.decide(decisions);
    if (!result.ok) return { result, inverse, done };
    if (result.undo.length > 0) inverse.unshift({ store, decisions: result.undo });
  }
  return { result: { ok: true, undo: [] }, inverse, done: acts.length };
}
