/**
 * Windows that share one journal. What a window has not written yet is its own while it is at work: another that has the same document open, from a folder
 * above or as a single file, must not take it for left over. It is at work for as long as it says so, every few seconds while something of it waits; no
 * process can be asked, for windows may be on other machines, in containers, or in a browser. A window that is taken for gone and is not does no harm: both
 * carry out the same decisions, which change nothing the second time.
 */
import type { LogPort } from '../../core/ports';
import type { Timer } from '../../core/yaml/patience';

/** Milliseconds between two signs of a window that something waits in. */
const signEvery = 3_000;
/** Milliseconds without a sign after which a window is gone, as for locks: three signs and a busy second. */
const goneAfter = 10_000;

/** Where windows leave signs: the time, by owner. They need not be safe, nor whole. */
export interface Signs {
  read(owner: string): Promise<string | undefined>;
  write(owner: string, text: string): Promise<void>;
  /** One that is not there is no error. */
  remove(owner: string): Promise<void>;
}

/** Whose a record is, and when it was made, in milliseconds since 1970. Absent: left over. */
export interface Owned {
  readonly owner?: string;
  readonly at?: number;
}

export class Owners {
  private signing = false;
  /** Files that are looked at again once their window may be gone. */
  private readonly later = new Set<string>();

  /**
   * @param own the workspace's name: its next window is the same owner, and takes up at once what this one leaves
   * @param released is told of a file whose decisions were another window's a while ago, and may be left over by now
   */
  constructor(
    private readonly own: string,
    private readonly signs: Signs,
    private readonly now: () => number,
    private readonly timer: Timer,
    private readonly released: (file: string) => void,
    private readonly log: LogPort,
  ) {}

  mark(): Owned {
    return { owner: this.own, at: this.now() };
  }

  isOwn({ owner }: Owned): boolean {
    return owner === this.own;
  }

  /** Whether it is of another window that is at work. Then its file is looked at again later. */
  async isAnothers(record: Owned, file: string): Promise<boolean> {
    if (!isName(record.owner) || this.isOwn(record)) return false;
    const left = this.leftOf(record.at) ?? (await this.leftOfSigns(record.owner));
    if (left === undefined) return false;
    if (!this.later.has(file)) {
      this.later.add(file);
      void this.timer(left).elapsed.then(() => {
        this.later.delete(file);
        this.released(file);
      });
    }
    return true;
  }

  /** Gives signs for as long as something waits. */
  stayWhile(waits: () => boolean): void {
    if (this.signing || !waits()) return;
    this.signing = true;
    void this.sign(waits);
  }

  private async sign(waits: () => boolean): Promise<void> {
    let signed = false;
    for (;;) {
      // Most decisions are in their file long before that.
      await this.timer(signEvery).elapsed;
      if (!waits()) break;
      signed = true;
      await this.signs.write(this.own, String(this.now())).catch((error: unknown) => this.log.warn(String(error)));
    }
    // In one breath with the last look at what waits: what comes from here on begins anew.
    this.signing = false;
    // Windows without a folder never have the same name again: their signs would become ever more.
    if (signed) await this.removed(this.own);
  }

  private async leftOfSigns(owner: string): Promise<number | undefined> {
    const sign = await this.signs.read(owner).catch(() => undefined);
    const left = this.leftOf(Number(sign));
    if (sign !== undefined && left === undefined) await this.removed(owner);
    return left;
  }

  private removed(owner: string): Promise<void> {
    return this.signs.remove(owner).catch((error: unknown) => this.log.warn(String(error)));
  }

  /** Milliseconds for which a sign counts still; undefined where it does not. In either direction: a clock that was set back makes signs of the future. */
  private leftOf(at: number | undefined): number | undefined {
    const left = at === undefined ? 0 : goneAfter - Math.abs(this.now() - at);
    return left > 0 ? left : undefined;
  }
}

/** What names a file beside others, and none elsewhere. */
function isName(owner: unknown): owner is string {
  return typeof owner === 'string' && /^[^./\\][^/\\]*$/.test(owner);
}
