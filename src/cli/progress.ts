/** How far a long run has come, for a person who watches; silent when nobody does. */
import type { Host } from './host';
import { count } from './messages';

/** Milliseconds between two signs: fewer than a reader notices, and none in a run that is over at once. */
const interval = 250;

export class Progress {
  private readonly shown: boolean;
  private readonly started = performance.now();
  private last = this.started;
  private done = 0;
  private wrote = false;

  /** @param total number of documents, where it is known */
  constructor(
    private readonly host: Pick<Host, 'stdout' | 'stderr'>,
    private readonly total?: number,
  ) {
    // Data that goes to the same terminal shows the progress itself.
    this.shown = host.stderr.isTTY === true && host.stdout.isTTY !== true;
  }

  step(): void {
    this.done++;
    const now = performance.now();
    if (!this.shown || now - this.last < interval) return;
    this.last = now;
    const rate = Math.round((1000 * this.done) / (now - this.started));
    const of = this.total === undefined ? '' : ` of ${this.total}`;
    this.write(`${this.done}${of} documents, ${count(rate, 'document')} a second`);
  }

  /** Takes the line away again. */
  end(): void {
    if (this.wrote) this.write('');
  }

  private write(text: string): void {
    this.wrote = true;
    if (!this.host.stderr.destroyed) this.host.stderr.write(`\r\u001b[K${text}`);
  }
}
