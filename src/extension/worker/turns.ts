/** Long answers of the worker, in pieces: what else is asked meanwhile is answered between two of them. */
import type { Stages } from '../../core/stages';

/** A reader does not notice that an answer comes so many milliseconds later. */
const piece = 8;

interface Long {
  readonly stages: Stages<unknown>;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

export class Turns {
  /** One at a time, in the order in which they were asked for. */
  private readonly waiting: Long[] = [];
  private left = 0;

  /** @param later runs something behind the messages that have come by then */
  constructor(private readonly later: (run: () => void) => void = (run) => setTimeout(run, 0)) {}

  /** Begins behind what has been asked already. */
  take(stages: Stages<unknown>, done: (result: unknown) => void, failed: (error: unknown) => void): void {
    this.waiting.push({ stages, done, failed });
    if (this.waiting.length === 1) this.leave();
  }

  private leave(): void {
    this.left = performance.now();
    this.later(() => this.go());
  }

  private go(): void {
    const [long] = this.waiting;
    if (!long) return;
    const started = performance.now();
    // As long as what came between, at least: while the index is filled, an answer takes no more than twice its time.
    const until = started + Math.max(piece, started - this.left);
    let isOver = true;
    try {
      let step = long.stages.next();
      while (!step.done && performance.now() < until) step = long.stages.next();
      isOver = step.done === true;
      if (step.done) long.done(step.value);
    } catch (error) {
      long.failed(error);
    }
    if (isOver) this.waiting.shift();
    if (this.waiting.length) this.leave();
  }
}
