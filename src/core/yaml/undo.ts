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

  /**
   * As {@link perform}, for one act that touches several files. Stops at the first that fails, keeping those before it as a step to undo.
   * @param goOn asked before each file: false stops as well, and what was done until then is the step to undo
   * @returns with it how many of the files have the act
   */
  performAll(label: string, acts: readonly Act[], goOn: () => Promise<boolean> = yes): Promise<Decided<unknown> & { readonly done: number }> {
    return this.inTurn(async () => {
      const { result, inverse } = await decideAll(acts, goOn, false);
      if (inverse.length > 0) {
        this.redos.length = 0;
        this.push(this.undos, { label, acts: inverse });
      }
      return { ...result, done: inverse.length };
    });
  }

  /**
   * @returns undefined where there is nothing to undo. A step that fails stays, to be tried again; one that is about what is no longer there is passed over
   * with the error `not-found`, for it would stand before all older ones for ever.
   */
  undo(): Promise<Decided<unknown> | undefined> {
    return this.turnBack(this.undos, this.redos);
  }

  redo(): Promise<Decided<unknown> | undefined> {
    return this.turnBack(this.redos, this.undos);
  }

  private turnBack(from: Step[], to: Step[]): Promise<Decided<unknown> | undefined> {
    return this.inTurn(async () => {
      const step = from.pop();
      if (step === undefined) return undefined;
      const { result, inverse, left } = await decideAll(step.acts, yes, true);
      if (inverse.length > 0) this.push(to, { label: step.label, acts: inverse });
      if (left.length > 0) from.push({ label: step.label, acts: left });
      this.changed();
      // Somebody else has taken it back already.
      return result.ok && inverse.length === 0 ? nothingThere : result;
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

const yes = (): Promise<boolean> => Promise.resolve(true);

interface AllDecided {
  readonly result: Decided<unknown>;
  readonly inverse: readonly Act[];
  /** What was not done and may be tried again. */
  readonly left: readonly Act[];
}

const nothingThere: Decided<unknown> = { ok: false, error: { code: 'not-found', message: 'What it was about is no longer there.' } };

/** @param overMissing whether to go on after what is about something that is no longer there */
async function decideAll(acts: readonly Act[], goOn: () => Promise<boolean>, overMissing: boolean): Promise<AllDecided> {
  const inverse: Act[] = [];
  let result: Decided<unknown> = { ok: true, undo: [] };
  for (const [index, { store, decisions }] of acts.entries()) {
    if (!(await goOn())) break;
    const decided = await store.decide(decisions);
    if (!decided.ok) {
      result = decided;
      if (decided.kept) inverse.unshift({ store, decisions: decided.kept });
      if (overMissing && decided.error.code === 'not-found') continue;
      return { result, inverse, left: acts.slice(index) };
    }
    if (decided.undo.length > 0) inverse.unshift({ store, decisions: decided.undo });
  }
  return { result, inverse, left: [] };
}
