/**
 * Decisions on their way into one file. *Base* is the file as last seen, *pending* what it does not hold yet; readers
 * see `apply(base, pending)`. A decision is in the journal before it is shown, and leaves pending only when a write
 * that holds it has succeeded or a fresh read has shown that the file holds it. So it is never lost between the two:
 * decisions are idempotent, and applying one again that had arrived changes nothing.
 */
import type { FileError, FileResult } from '../ports';
import { Base } from './base';
import { sameData } from './equal';
import type { YamlFile } from './file';
import { Ledger } from './ledger';
import { Recovered } from './recovered';
import { applyAll, Run } from './run';
import type { Decided, StoreOptions, StoreState } from './storeTypes';
import { type Aside, type Awaiting, Waiting, type AsideReason } from './waiting';
import type { WrittenFile } from './write';

export type { Decided, StoreFormat, StoreOptions, StoreState } from './storeTypes';

/** How often in a row a file may change under a write before the store gives up and says so. */
const maxConflicts = 25;
/** Milliseconds of writing after which it is said that decisions have not arrived: most writings take a tenth of a second. */
const sayAfter = 5_000;

export class YamlStore<Value extends object, D> {
  private readonly base: Base<Value>;
  private readonly ledger: Ledger;
  private readonly waiting: Waiting<Value, D>;
  private readonly left: Recovered<Value, D>;
  private readonly made: Set<string>;
  private shown: Value;
  private currentState: StoreState = { kind: 'settled' };
  private flushing: Promise<void> | undefined;
  /** Somebody has asked for a writing since the one under way began. */
  private asked = false;
  /** What the write that went wrong half-way was to bring into the file. */
  private halfWritten: readonly Awaiting<D>[] = [];
  private disposed = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: StoreOptions<Value, D>) {
    this.base = new Base(options.path, options.files, options.format.read, options.cache);
    this.ledger = new Ledger(options.path, options.journal, options.log);
    this.waiting = new Waiting(options.format);
    this.left = new Recovered(options.format);
    this.made = options.made ?? new Set();
    this.shown = this.base.file.value;
  }

  get path(): string {
    return this.options.path;
  }

  /** What the file says with everything decided since. */
  get value(): Value {
    return this.shown;
  }

  /** The file as last seen, without what is pending. */
  get current(): YamlFile<Value> {
    return this.base.file;
  }

  /** Undefined where there is no file. */
  get text(): string | undefined {
    return this.base.text;
  }

  get state(): StoreState {
    return this.currentState;
  }

  /** Whether nothing would be missed if it were let go of: all that was decided is in the file on disk, and a person is asked about nothing. */
  get isIdle(): boolean {
    const { pending, aside, unsaved } = this.waiting;
    return this.currentState.kind === 'settled' && !this.flushing && pending.length + aside.length + unsaved.length + this.recovered.length === 0;
  }

  get pendingDecisions(): readonly D[] {
    return this.waiting.pending.map(({ decision }) => decision);
  }

  /** Decisions that would undo what somebody else has done meanwhile: kept, not shown, until a person says what is to become of them. */
  get aside(): readonly Aside<D>[] {
    return this.waiting.aside;
  }

  /** Those set aside for a reason, each with what the file says of that which it is about. */
  overtaken(why: AsideReason): readonly { readonly aside: Aside<D>; readonly standing: object | undefined }[] {
    const { waiting, base } = this;
    return waiting.aside.filter((one) => one.why === why).map((aside) => ({ aside, standing: waiting.found(base.file.value, aside.decision)?.entry }));
  }

  /** Carries out what was set aside, as a person asked: deleted entries are there again as they were when they were changed, changed ones say what was decided. */
  async carryOutAside(why: AsideReason): Promise<Decided<D>> {
    const wanted = this.waiting.aside.filter((one) => one.why === why);
    const decided = await this.decide(this.waiting.asWanted(wanted, this.shown));
    if (decided.ok) await this.letGo(wanted);
    return decided;
  }

  /** Lets go of what was set aside, as a person asked. */
  discardAside(why: AsideReason): Promise<void> {
    return this.letGo(this.waiting.aside.filter((one) => one.why === why));
  }

  /** What an earlier window decided and could not write: carried out by now, and not seen by anybody. */
  get recovered(): readonly Awaiting<D>[] {
    return this.left.those(this.waiting.aside);
  }

  /** A person knows of it. @returns the decisions that would take it all back, and what is to be called where they are refused: then that is offered again */
  settleRecovered(): { readonly undo: readonly D[]; readonly refused: () => void } {
    const { undo, refused } = this.left.settle(this.waiting.aside);
    this.changed();
    return {
      undo,
      refused: () => {
        refused();
        this.changed();
      },
    };
  }

  /** Lets go of what waits, as a person asked who has it in {@link copyText}. What is aside, or came into the journal since, is not in there, and waits on. */
  async forgetPending(): Promise<void> {
    const { pending } = this.waiting;
    this.waiting.leave(pending, true);
    this.ledger.settle(pending);
    this.recompute();
    await this.ledger.forget();
  }

  /** Another window may be gone that had decided something for this file: what the next {@link load} finds of it is recovered. */
  expectMore(): void {
    this.left.lookAgain();
  }

  private async letGo(which: readonly Aside<D>[]): Promise<void> {
    this.waiting.leave(which, true);
    this.ledger.settle(which);
    this.changed();
    await this.ledger.forget();
  }

  /** The file as it would be with everything decided; where it cannot be written, a new one of all that could be read of it. */
  copyText(): string {
    const written = this.options.format.write(this.base.file, this.pendingDecisions, this.options.eol ?? '\n');
    return 'blocked' in written ? this.options.format.fresh(this.shown) : written.text;
  }

  /** Calls back after every change of value, file or state. The result takes the listener out again. */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether it takes no more decisions. */
  get isDisposed(): boolean {
    return this.disposed;
  }

  dispose(): void {
    this.disposed = true;
    this.listeners.clear();
  }

  /**
   * Reads the file, and the journal for decisions that an earlier run left unwritten: those are pending again, whether or not the file can be read.
   * They are not written before {@link flush} or the next decision.
   * @returns how many there are that the file does not hold.
   */
  async load(): Promise<FileResult<{ readonly restored: number }>> {
    const read = await this.base.read();
    const records = await this.recall();
    const open = read.ok && records.ok ? await this.dropSettledOnLoad() : this.waiting.pending.length;
    this.lookBack();
    this.recompute();
    if (!read.ok) this.become({ kind: 'failed', error: read.error });
    else if (!records.ok) this.become({ kind: 'failed', error: records.error });
    return read.ok ? (records.ok ? { ok: true, value: { restored: open } } : records) : read;
  }

  private async recall(): Promise<FileResult<undefined>> {
    const records = await this.ledger.recall();
    if (!records.ok) return records;
    this.waiting.restore(records.value);
    if (!this.base.unread) this.sortOut(true);
    return { ok: true, value: undefined };
  }

  private lookBack(): void {
    if (!this.base.unread && !this.ledger.unrecalled) this.left.look(this.base.file.value, this.waiting.pending, this.made);
  }

  /** Takes decisions: journalled, then shown, then written. Resolves as soon as they are shown. */
  decide(decisions: readonly D[]): Promise<Decided<D>> {
    return this.ledger.inTurn(() => this.take(decisions));
  }

  /**
   * The file, or the editor it is open in, says something else now. Decisions that it holds leave pending when the
   * next flush has confirmed it.
   */
  setBase(text: string | undefined): void {
    if (text === this.base.text || this.base.isTorn) return;
    if (!this.base.report(text)) return void this.reload();
    this.reconsider(false);
  }

  /** Reads the file again. */
  async reload(): Promise<void> {
    if (this.base.isTorn) return;
    const read = await this.base.look(() => !this.disposed && this.flushing === undefined);
    if (read?.ok === false) this.become({ kind: 'failed', error: read.error });
    else if (read?.value === true) this.reconsider(true);
  }

  /** The base is another: what waits is held against it, and written. */
  private reconsider(sure: boolean): void {
    if (sure || this.waiting.aside.length > 0) this.sortOut(sure);
    this.recompute();
    if (this.waiting.pending.length > 0) this.autoFlush();
  }

  /** The editor that took the last writes was saved. What it took while the save was under way is not on disk yet, and stays unsaved. */
  async didSave(): Promise<void> {
    const { unsaved } = this.waiting;
    if (unsaved.length === 0) return;
    const { safe } = await this.onDisk(unsaved);
    this.waiting.leave(safe, true);
    this.ledger.settle(safe);
    await this.ledger.forget();
  }

  /** The editor that took the last writes gave up its changes: what it took is pending again. Its text comes by {@link setBase}. */
  didRevert(): void {
    if (this.waiting.unsaved.length === 0) return;
    this.waiting.takeBack();
    this.recompute();
    this.autoFlush();
  }

  /** Resolves when what is being written now is written, or has failed; starts nothing. */
  atRest(): Promise<void> {
    return this.flushing ?? Promise.resolve();
  }

  /** Writes what is pending; one write at a time, which takes along what comes in meanwhile. Never rejects. */
  flush(): Promise<void> {
    this.asked = true;
    this.flushing ??= this.writeAsAsked();
    return this.flushing;
  }

  /** Tries again after a failure. */
  retry(): Promise<void> {
    return this.flush();
  }

  // ---- deciding ----

  private async take(decisions: readonly D[]): Promise<Decided<D>> {
    // Journalled here, it would be shown by nobody and applied in some later session.
    if (this.disposed) return { ok: false, error: { code: 'unavailable', message: `${this.path} is no longer open.` } };
    const { ids, format } = this.options;
    const wanted = await this.possible(decisions);
    if (wanted.length === 0 && decisions.length > 0) return { ok: false, error: { code: 'not-found', message: 'What it is about was deleted meanwhile.' } };
    const records = this.waiting.recorded(this.shown, wanted, () => ids.next());
    for (const { id } of records) this.made.add(id);
    const safe = await this.ledger.append(records);
    if (!safe.ok) return safe;
    const undo: D[] = [];
    const run = new Run(format.format, this.shown, records.length);
    for (const { decision } of records) {
      const operation = format.operation(decision);
      const inverse = format.invert(run.near(operation), decision);
      if (inverse !== undefined) undo.push(inverse);
      run.take(operation);
    }
    undo.reverse();
    this.waiting.add(records);
    this.shown = run.value;
    if (this.currentState.kind === 'settled') this.currentState = { kind: 'pending' };
    this.changed();
    this.autoFlush();
    return { ok: true, undo };
  }

  /** Without changes of entries that are not there: nothing could come of them. What is known of the file may be late, so it is asked first. */
  private async possible(decisions: readonly D[]): Promise<readonly D[]> {
    if (this.there(decisions).length === decisions.length) return decisions;
    // While half of our own text stands in the file, or nobody can read it, the entry may well be there.
    if (this.base.isTorn || (await this.reread()) !== undefined || this.base.file.writable !== true) return decisions;
    return this.there(decisions);
  }

  private there(decisions: readonly D[]): readonly D[] {
    const { format, operation } = this.options.format;
    const run = new Run(format, this.shown, decisions.length);
    return decisions.filter((decision) => {
      if (this.waiting.misses(run.near(operation(decision)), decision)) return false;
      run.take(operation(decision));
      return true;
    });
  }

  private autoFlush(): void {
    if (this.options.autoFlush !== false && !this.disposed) void this.flush();
  }

  // ---- writing ----

  private async writeAsAsked(): Promise<void> {
    const { timer } = this.options;
    const late = timer?.(sayAfter);
    void late?.elapsed.then(() => this.sayLate());
    do {
      this.asked = false;
      try {
        await this.flushAll();
      } catch (error) {
        // A fault of ours, or of a listener: it is said like any other, and must not be the end of all writing.
        this.options.log?.error(`${this.path} could not be written.`, error);
        this.become({ kind: 'failed', error: { code: 'unknown', message: error instanceof Error ? error.message : String(error) } });
      }
    } while (this.asked && this.waiting.pending.length > 0 && !this.disposed);
    late?.cancel();
    // In one breath with the last look at what was asked: whoever decides from here on finds nobody at work, and begins anew.
    this.flushing = undefined;
  }

  /** Files that do not answer are given up at last by who reads and writes them; a reader need not wait so long to know why nothing arrives. */
  private sayLate(): void {
    const { kind } = this.currentState;
    if (this.flushing === undefined || this.waiting.pending.length === 0 || (kind !== 'pending' && kind !== 'writing')) return;
    this.become({ kind: 'failed', error: { code: 'late', message: `The file system has not answered for ${sayAfter / 1000} seconds.` } });
  }

  private async flushAll(): Promise<void> {
    const error = await this.readAgain();
    if (error !== undefined) return this.become({ kind: 'failed', error });
    for (let conflicts = 0; this.waiting.pending.length > 0 && !this.disposed;) {
      if (this.base.isTorn) {
        const mended = await this.base.mend();
        if (mended.ok) this.leave(this.halfWritten, mended.value.saved);
        else if (this.base.isTorn) return this.become({ kind: 'failed', error: mended.error });
        else this.recompute();
        continue;
      }
      if (!this.sortOut(false)) {
        const error = await this.reread();
        if (error !== undefined) return this.become({ kind: 'failed', error });
        this.sortOut(true);
      }
      const snapshot = this.waiting.pending;
      if (snapshot.length === 0) break;
      const written = this.options.format.write(
        this.base.file,
        snapshot.map(({ decision }) => decision),
        this.options.eol ?? '\n',
      );
      if ('blocked' in written) return this.become({ kind: 'blocked', problem: written.blocked });
      const outcome = written.splices.length === 0 ? await this.confirm(snapshot) : await this.writeOnce(snapshot, written);
      if (outcome === 'done') conflicts = 0;
      else if (outcome === 'again') conflicts++;
      else return this.become({ kind: 'failed', error: outcome });
      if (conflicts > maxConflicts) return this.become({ kind: 'failed', error: { code: 'changed', message: 'The file keeps changing.' } });
    }
    await this.ledger.forget();
    if (this.disposed) return;
    // Decided while the journal was shortened.
    if (this.waiting.pending.length > 0) this.asked = true;
    else this.become({ kind: 'settled' });
  }

  /** What could not be read before: the file, or what waits for it. */
  private async readAgain(): Promise<FileError | undefined> {
    if (!this.base.unread && !this.ledger.unrecalled) return undefined;
    const read = this.base.unread ? await this.base.read() : undefined;
    if (read?.ok === false) return read.error;
    const records = this.ledger.unrecalled ? await this.recall() : undefined;
    this.lookBack();
    this.recompute();
    return records?.ok === false ? records.error : undefined;
  }

  private async writeOnce(snapshot: readonly Awaiting<D>[], written: WrittenFile<Value>): Promise<'done' | 'again' | FileError> {
    // Why the last writing failed is said until one has succeeded.
    if (this.currentState.kind !== 'failed') this.become({ kind: 'writing' });
    const { changes } = this.base;
    this.halfWritten = snapshot;
    const result = await this.base.write(written);
    if (!result.ok) return result.error.code === 'changed' && !this.base.isTorn ? ((await this.reread()) ?? 'again') : result.error;
    this.leave(snapshot, result.value.saved);
    // Something was reported while we wrote: whether it was before or after our write, the file says.
    return changes === this.base.changes ? 'done' : ((await this.reread()) ?? 'done');
  }

  /** The base holds everything already: true only if the file still says so. */
  private async confirm(snapshot: readonly Awaiting<D>[]): Promise<'done' | 'again' | FileError> {
    const before = this.base.text;
    const error = await this.reread();
    if (error !== undefined) return error;
    if (this.base.text !== before) return 'again';
    await this.leaveAsSaved(snapshot);
    return 'done';
  }

  /** The file, or an editor, holds these: what the disk does not hold yet waits for the editor to be saved. */
  private async leaveAsSaved(snapshot: readonly Awaiting<D>[]): Promise<void> {
    const { safe, rest } = await this.onDisk(snapshot);
    if (safe.length > 0) this.leave(safe, true);
    if (rest.length > 0) this.leave(rest, false);
  }

  /** A save holds what was decided before it: as many of the first as the disk has come to. */
  private async onDisk(records: readonly Awaiting<D>[]): Promise<{ readonly safe: readonly Awaiting<D>[]; readonly rest: readonly Awaiting<D>[] }> {
    const disk = await this.base.onDisk();
    let count = disk === undefined ? 0 : records.length;
    while (disk !== undefined && disk !== 'same' && count > 0 && !this.holds(disk, records.slice(0, count))) count--;
    return { safe: records.slice(0, count), rest: records.slice(count) };
  }

  private holds(file: YamlFile<Value>, records: readonly Awaiting<D>[]): boolean {
    const written = this.options.format.write(
      file,
      records.map(({ decision }) => decision),
      this.options.eol ?? '\n',
    );
    return !('blocked' in written) && written.splices.length === 0;
  }

  private async reread(): Promise<FileError | undefined> {
    const read = await this.base.read();
    if (!read.ok) return read.error;
    if (read.value) this.recompute();
    return undefined;
  }

  private leave(snapshot: readonly Awaiting<D>[], saved: boolean): void {
    this.waiting.leave(snapshot, saved);
    if (saved) this.ledger.settle(snapshot);
    this.recompute();
    void this.ledger.forget();
  }

  /** @returns whether it is known what is to be written: false where only a fresh look at the file can tell */
  private sortOut(sure: boolean): boolean {
    // What cannot be read may well be there.
    if (this.base.file.writable !== true) return true;
    const { aside } = this.waiting;
    const outdated = this.waiting.sortOut(this.base.file.value, sure);
    if (outdated === undefined) return false;
    if (outdated.length > 0) {
      this.waiting.leave(outdated, true);
      this.ledger.settle(outdated);
    }
    if (outdated.length > 0 || aside.length > 0 || this.waiting.aside.length > 0) this.recompute();
    return true;
  }

  // ---- state ----

  /** Decisions of an earlier run that had reached the file before it ended. */
  private async dropSettledOnLoad(): Promise<number> {
    const { pending } = this.waiting;
    if (pending.length === 0 || this.base.file.writable !== true) return pending.length;
    if (!this.holds(this.base.file, pending)) return pending.length;
    await this.leaveAsSaved(pending);
    return 0;
  }

  private recompute(): void {
    const { pending } = this.waiting;
    const { format, operation } = this.options.format;
    const value = applyAll(
      format,
      this.base.file.value,
      pending.map(({ decision }) => operation(decision)),
    );
    // What has come into the file says nothing new: who shows it knows by the object that there is nothing to show anew.
    if (!sameData(value, this.shown)) this.shown = value;
    if (pending.length > 0 && this.currentState.kind === 'settled') this.currentState = { kind: 'pending' };
    if (pending.length === 0 && this.currentState.kind !== 'writing' && !this.base.unread && !this.ledger.unrecalled) this.currentState = { kind: 'settled' };
    this.changed();
  }

  private become(state: StoreState): void {
    this.currentState = state;
    this.changed();
  }

  private changed(): void {
    if (this.disposed) return;
    for (const listener of [...this.listeners]) {
      try {
        listener();
      } catch (error) {
        // Who shows decisions has no say in whether they are written.
        this.options.log?.error(`What shows ${this.path} failed.`, error);
      }
    }
  }
}
