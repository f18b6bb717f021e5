/** Work that takes in all there is each time it is done. Pure. */

/** Done one at a time: of those who ask while it is done, all are served by the one time that comes after it. */
export class Repeated {
  private last: Promise<unknown> = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(private readonly work: () => Promise<void>) {}

  /** Resolves when the work was begun after this call and is done; rejects where it fails. */
  run(): Promise<void> {
    if (this.next) return this.next;
    const next = this.last.then(() => {
      this.next = undefined;
      return this.work();
    });
    this.last = next.catch(() => undefined);
    return (this.next = next);
  }
}
