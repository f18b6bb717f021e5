/** Work that takes in all there is each time it is done. Pure. */

/** Done one at a time: of those who ask while it is done, all are served by the one time that comes after it. */
export class Repeated {
  private last: Promise<unknown> = Promise.resolve();
  private next: Promise<void> | undefined;
  private undone = 0;

  constructor(private readonly work: () => Promise<void>) {}

  /** Whether it is neither being done nor going to be. */
  get isIdle(): boolean {
    return this.undone === 0;
  }

  /** Resolves when the work was begun after this call and is done; rejects where it fails. */
  run(): Promise<void> {
    if (this.next) return this.next;
    this.undone++;
    const next = this.last.then(async () => {
      this.next = undefined;
      await this.work().finally(() => this.undone--);
    });
    this.last = next.catch(() => undefined);
    return (this.next = next);
  }
}
