/**
 * What an earlier window decided and could not write. It was acknowledged, so it is carried out without being asked for again; but nobody has seen it arrive,
 * so it is told, and can be taken back.
 */
import { type Data, type Operation } from './format';
import type { Awaiting, WaitingFormat } from './waiting';

/** What is asked of a format to take decisions back. */
export interface RecoveredFormat<Value, D> extends WaitingFormat<Value, D> {
  readonly invert: (before: Value, decision: D) => D | undefined;
}

/** One decision, and what takes it back; nothing where it changed nothing. */
interface One<D> extends Awaiting<D> {
  readonly undo: D | undefined;
}

export class Recovered<Value, D> {
  private list: readonly One<D>[] = [];
  /** Ids that were looked at. */
  private readonly seen = new Set<string>();
  private looked = false;

  constructor(private readonly format: RecoveredFormat<Value, D>) {}

  /**
   * Looks at what waits, once: when file and journal have been read first, and after {@link lookAgain}.
   * @param value what the file says, without what waits
   * @param made ids of decisions of this session: who made them has seen them
   */
  look(value: Value, pending: readonly Awaiting<D>[], made: ReadonlySet<string>): void {
    if (this.looked) return;
    this.looked = true;
    let now = value;
    const found = pending.flatMap((one): One<D>[] => {
      const undo = this.format.invert(now, one.decision);
      now = this.format.apply(now, one.decision);
      return made.has(one.id) || this.seen.has(one.id) || this.follows(this.format.operation(one.decision)) ? [] : [{ ...one, undo }];
    });
    for (const { id } of pending) this.seen.add(id);
    this.list = [...this.list, ...found];
  }

  /** What another window was about may be left over by now. */
  lookAgain(): void {
    this.looked = false;
  }

  /** @param aside what was not carried out after all, because others have decided otherwise meanwhile: that is asked about for itself */
  those(aside: readonly Awaiting<D>[]): readonly One<D>[] {
    return aside.length === 0 ? this.list : this.list.filter(({ id }) => !aside.some((one) => one.id === id));
  }

  /**
   * Nobody need be told any more.
   * @returns the acts that take it all back, in the order in which to apply them, and what is to be called where that is refused: then it is told again
   */
  settle(aside: readonly Awaiting<D>[]): { readonly undo: readonly D[]; readonly refused: () => void } {
    const { list } = this;
    const undo = this.those(aside).flatMap((one) => one.undo ?? []);
    this.list = [];
    return { undo: undo.reverse(), refused: () => void (this.list = list) };
  }

  /** Nobody decided where a passage stands: it follows from the text. */
  private follows(operation: Operation): boolean {
    const changes: Data | undefined = operation.type === 'change' || operation.type === 'fields' ? operation.changes : undefined;
    return changes !== undefined && Object.keys(changes).every((field) => this.format.derived(operation.section ?? '', field));
  }
}
