/**
 * Decisions of one file that are not safely in it, in the order in which they were made. Most are *pending*: the next write takes them. Some are *aside*,
 * because somebody else has deleted or changed meanwhile what they are about: writing them would undo another's work, so a person is asked. Some are in an
 * editor that has yet to be saved.
 */
import type { JournalRecord } from '../ports';
import { foundBy, madeBy } from './effects';
import { sameData } from './equal';
import { type Data, type Format, type Operation, sectionOf } from './format';
import { Run } from './run';

export interface Awaiting<D> {
  readonly id: string;
  readonly decision: D;
  /** What the decision found; null where there was nothing, undefined where that is not known. */
  readonly was?: object | null | undefined;
}

/** `gone`: the entry was deleted. `changed`: it says something else now than when it was decided upon, and than the decision makes of it. */
export type AsideReason = 'gone' | 'changed';

export interface Aside<D> extends Awaiting<D> {
  readonly why: AsideReason;
}

/** What the list must know of the file's format. */
export interface WaitingFormat<Value, D> {
  readonly format: Format;
  readonly operation: (decision: D) => Operation;
  readonly apply: (value: Value, decision: D) => Value;
  /** Whether a field follows from the article's text or the clock: nobody misses what is found anew. */
  readonly derived: (section: string, field: string) => boolean;
  /** The decision that puts an entry there again as a change would have made it. */
  readonly restored: (was: object, decision: D) => D;
}

type Verdict = AsideReason | 'outdated';

export class Waiting<Value extends object, D> {
  pending: readonly Awaiting<D>[] = [];
  aside: readonly Aside<D>[] = [];
  unsaved: readonly Awaiting<D>[] = [];
  /** The order in which they were made: neither ids nor clocks know it. */
  private readonly ranks = new Map<string, number>();
  private last = 0;

  constructor(private readonly format: WaitingFormat<Value, D>) {}

  /** Decisions as records for the journal, each with what it finds when those before it are carried out. */
  recorded(shown: Value, decisions: readonly D[], newId: () => string): readonly Awaiting<D>[] {
    const run = new Run(this.format.format, shown, decisions.length);
    return decisions.map((decision) => {
      const near = run.near(this.format.operation(decision));
      const found = this.found(near, decision);
      const known = found !== undefined && !this.misses(near, decision);
      run.take(this.format.operation(decision));
      return { id: newId(), decision, ...(known && { was: found.entry ?? null }) };
    });
  }

  /** Whether the decision changes an entry that is not there. */
  misses(value: Value, decision: D): boolean {
    return this.format.operation(decision).type === 'change' && this.found(value, decision)?.entry === undefined;
  }

  add(records: readonly Awaiting<D>[]): void {
    for (const { id } of records) this.ranks.set(id, ++this.last);
    this.pending = [...this.pending, ...records];
  }

  /** Takes what the journal has, in its order; what is in an editor counts as pending again. @returns how many were not waiting already */
  restore(records: readonly JournalRecord[]): number {
    const known = new Map([...this.pending, ...this.aside].map((one) => [one.id, one]));
    const restored = records.map(
      ({ id, decision, was }): Awaiting<D> => known.get(id) ?? { id, decision: decision as D, was: was as object | null | undefined },
    );
    const journalled = new Set(records.map(({ id }) => id));
    // Decided while the journal was being read.
    const later = this.pending.filter(({ id }) => !journalled.has(id));
    const aside = new Set(this.aside.map(({ id }) => id));
    this.unsaved = this.unsaved.filter(({ id }) => !journalled.has(id));
    this.pending = [];
    this.add([...restored, ...later].filter(({ id }) => !aside.has(id)));
    // Those aside keep their place among the others.
    [...restored, ...later].forEach(({ id }, index) => this.ranks.set(id, index));
    return restored.filter(({ id }) => !known.has(id)).length;
  }

  /** What an editor took and gave up is pending again. */
  takeBack(): void {
    this.pending = this.inOrder([...this.unsaved, ...this.pending]);
    this.unsaved = [];
  }

  /** These have left: into the file, or into an editor that is not saved yet. */
  leave(gone: readonly Awaiting<D>[], saved: boolean): void {
    const ids = new Set(gone.map(({ id }) => id));
    this.pending = this.pending.filter(({ id }) => !ids.has(id));
    this.aside = this.aside.filter(({ id }) => !ids.has(id));
    this.unsaved = this.unsaved.filter(({ id }) => !ids.has(id));
    if (!saved) this.unsaved = [...this.unsaved, ...gone];
    else for (const id of ids) this.ranks.delete(id);
  }

  /**
   * Sets aside what would undo another's work, takes up again what no longer would, and finds what only repeats an older state of the text.
   * @param value what the file says, without what waits
   * @param sure whether that was read just now. Reports of a file may be late: then nothing new is set aside
   * @returns what need not be written any more; undefined where it takes a fresh look at the file to know
   */
  sortOut(value: Value, sure: boolean): readonly Awaiting<D>[] | undefined {
    const order = this.aside.length === 0 ? this.pending : this.inOrder([...this.aside, ...this.pending]);
    if (order.length === 0) return [];
    const verdicts = this.verdicts(value, order);
    if (!sure && [...verdicts].some(([id, verdict]) => verdict === 'outdated' || !this.aside.some((one) => one.id === id))) return undefined;
    const outdated = order.filter(({ id }) => verdicts.get(id) === 'outdated');
    this.aside = order.flatMap(({ id, decision, was }): Aside<D>[] => {
      const why = verdicts.get(id);
      return why === undefined || why === 'outdated' ? [] : [{ id, decision, was, why }];
    });
    this.pending = order.filter(({ id }) => !verdicts.has(id));
    return outdated;
  }

  /** Decisions set aside as a person now wants them: the first change of an entry that is gone puts it there again, those after it change it. */
  asWanted(wanted: readonly Aside<D>[], shown: Value): readonly D[] {
    let value = shown;
    return wanted.map(({ decision, was }) => {
      const now = was && this.misses(value, decision) ? this.format.restored(was, decision) : decision;
      value = this.format.apply(value, now);
      return now;
    });
  }

  private verdicts(value: Value, order: readonly Awaiting<D>[]): ReadonlyMap<string, Verdict> {
    const verdicts = new Map<string, Verdict>();
    const groups = new Map<string, Awaiting<D>[]>();
    // Nothing is taken: it is asked for each what the file has.
    const file = new Run(this.format.format, value, order.length);
    const near = (decision: D): Value => file.near(this.format.operation(decision));
    for (const one of order) {
      const key = this.found(near(one.decision), one.decision)?.key;
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
    for (const group of groups.values()) if (group[0]) this.judge(near(group[0].decision), group, verdicts);
    this.findBereft(value, order, verdicts);
    return verdicts;
  }

  /**
   * Whether somebody else has changed what these decisions of one entry are about. Each of its fields that they touch must say what one of them found there
   * or made of it: so much may have reached the file before a process ended. Anything else is another's.
   */
  private judge(value: Value, group: readonly Awaiting<D>[], verdicts: Map<string, Verdict>): void {
    const [first] = group;
    const found = first && this.found(value, first.decision);
    const now = found?.entry;
    if (!found || now === undefined) return;
    const touched = group.map((one) => this.touched(one, now));
    const ours = new Map<string, unknown[]>();
    touched.forEach(({ fields, states }) => {
      for (const field of fields) ours.set(field, [...(ours.get(field) ?? []), ...states.map((state) => state[field])]);
    });
    const isStrange = (field: string): boolean => !(ours.get(field) ?? []).some((state) => sameData(state ?? null, now[field] ?? null));
    group.forEach(({ id }, index) => {
      const strange = touched[index]?.fields.filter(isStrange) ?? [];
      if (strange.some((field) => !this.format.derived(found.section, field))) verdicts.set(id, 'changed');
      else if (strange.length > 0 && touched[index]?.fields.every((field) => this.format.derived(found.section, field))) verdicts.set(id, 'outdated');
    });
  }

  /** The fields that a decision sets, all of them where it adds or removes the entry, and what it found in them and made of them. */
  private touched({ decision, was }: Awaiting<D>, now: Data): { readonly fields: readonly string[]; readonly states: readonly Data[] } {
    if (was === undefined) return { fields: [], states: [] };
    const found = was === null ? undefined : (was as Data);
    const made = madeBy(this.format.operation(decision), found);
    const states = [found, made].filter((state) => state !== undefined);
    // What stands below an entry are entries of their own, which have been moved or changed for themselves.
    const below = this.nestedIn(decision);
    const all = [...new Set([...states.flatMap((state) => Object.keys(state)), ...(states.length < 2 ? Object.keys(now) : [])])].filter(
      (field) => field !== below,
    );
    return { fields: states.length < 2 ? all : all.filter((field) => !sameData(found?.[field] ?? null, made?.[field] ?? null)), states };
  }

  private nestedIn(decision: D): string | undefined {
    const { section } = this.format.operation(decision);
    const list = section === undefined ? undefined : sectionOf(this.format.format, section);
    return list?.kind === 'list' ? list.nested : undefined;
  }

  /** Changes of entries that are not there any more. */
  private findBereft(file: Value, order: readonly Awaiting<D>[], verdicts: Map<string, Verdict>): void {
    // What we remove ourselves, now or in this list, is missed by nobody.
    const { operation: operationOf } = this.format;
    const whole = new Run(this.format.format, file, order.length);
    const removed = new Set(
      order.flatMap(({ decision }) => (operationOf(decision).type === 'remove' ? [this.found(whole.near(operationOf(decision)), decision)?.key] : [])),
    );
    const run = new Run(this.format.format, file, order.length);
    for (const one of order) {
      const { decision } = one;
      const value = run.near(operationOf(decision));
      if (!verdicts.has(one.id) && this.misses(value, decision) && !removed.has(this.found(value, decision)?.key)) {
        const operation = this.format.operation(decision);
        const fields = operation.type === 'change' ? Object.keys(operation.changes) : [];
        const section = this.found(value, decision)?.section ?? '';
        // Where a passage stands follows from the text: of one that is gone, nobody misses that.
        verdicts.set(one.id, fields.every((field) => this.format.derived(section, field)) ? 'outdated' : 'gone');
      }
      if (!verdicts.has(one.id)) run.take(operationOf(decision));
    }
  }

  /** What a decision is about, as a value has it. */
  found(value: Value, decision: D): ReturnType<typeof foundBy> {
    return foundBy(this.format.format, value, this.format.operation(decision));
  }

  private inOrder<T extends Awaiting<D>>(all: readonly T[]): readonly T[] {
    const rank = ({ id }: T): number => this.ranks.get(id) ?? 0;
    return [...all].sort((a, b) => rank(a) - rank(b));
  }
}
