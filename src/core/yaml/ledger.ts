/** A store's part of the journal: what is appended is safe before anything comes after it, and what has reached the file is forgotten, the oldest first. */
import type { FileResult, JournalPort, JournalRecord, LogPort } from '../ports';
import { guarded } from './guarded';

export class Ledger {
  /** Records whose decision is in the file, still to be forgotten. */
  private done: string[] = [];
  /** The journal could not be read: what it has is not known yet. */
  unrecalled = true;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly journal: JournalPort,
    private readonly log: LogPort | undefined,
  ) {}

  /** One after the other, so that the order of deciding is the order of appending. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  async append(records: readonly JournalRecord[]): Promise<FileResult<void>> {
    const safe = await guarded(async () => ({ ok: true as const, value: await this.journal.append(this.path, records) }));
    // Part of it may have been kept: it must not come back as if it had been acknowledged.
    if (!safe.ok) {
      this.settle(records);
      void this.forget();
    }
    return safe;
  }

  /** What waits in the journal, in the order in which it came. */
  async recall(): Promise<FileResult<readonly JournalRecord[]>> {
    const records = await guarded(async () => ({ ok: true as const, value: await this.journal.read(this.path) }));
    this.unrecalled = !records.ok;
    if (!records.ok) {
      this.log?.error(`The journal of ${this.path} cannot be read: ${records.error.message}`);
      return records;
    }
    const done = new Set(this.done);
    return { ok: true, value: records.value.filter(({ id }) => !done.has(id)) };
  }

  /** These need not be kept any more; the next {@link forget} forgets them. */
  settle(records: readonly { readonly id: string }[]): void {
    this.done.push(...records.map(({ id }) => id));
  }

  forget(): Promise<void> {
    const ids = this.done;
    if (ids.length === 0) return Promise.resolve();
    this.done = [];
    return this.inTurn(async () => {
      const result = await guarded(async () => ({ ok: true as const, value: await this.journal.remove(this.path, ids) }));
      if (result.ok) return;
      // They are in the file: coming back they would change nothing. Tried again with the next, the oldest first: of what was
      // changed and then removed, the change must not be what is left.
      this.done.unshift(...ids);
      this.log?.warn(`The journal of ${this.path} cannot be shortened: ${result.error.message}`);
    });
  }
}
