/**
 * Decisions on their way into one file. *Base* is the file as last seen, *pending* what it does not hold yet; readers
 * see `apply(base, pending)`. A decision is in the journal before it is shown, and leaves pending only when a write
 * that holds it has succeeded or a fresh read has shown that the file holds it. So it is never lost between the two:
 * decisions are idempotent, and applying one again that had arrived changes nothing.
 */
import type { FileError, FilePort, FileResult, IdPort, JournalPort, JournalRecord, LogPort } from '../ports';
import type { Problem } from '../problem';
import { EntryCache, type YamlFile } from './file';
import type { WrittenFile } from './write';

/** What a store must know of its format. */
export interface StoreFormat<Value, D> {
  readonly read: (text: string, cache?: EntryCache) => YamlFile<Value>;
  readonly apply: (value: Value, decision: D) => Value;
  readonly invert: (before: Value, decision: D) => D | undefined;
  readonly write: (file: YamlFile<Value>, decisions: readonly D[], eol: string) => WrittenFile<Value> | { readonly blocked: Problem };
  /** A new file that says just this. */
  readonly fresh: (value: Value) => string;
  /** The entry that a decision changes; `key` names it across the file. Undefined for decisions of other kinds. */
  readonly changes: (value: Value, decision: D) => { readonly key: string; readonly entry: object | undefined } | undefined;
  /** The entry that a decision removes, named as `changes` does. */
  readonly removes: (decision: D) => string | undefined;
  /** The decision that puts an entry there again as a change would have made it. */
  readonly restored: (was: object, decision: D) => D;
}

export type StoreState =
  | { readonly kind: 'settled' }
  /** Decisions wait for the next write. */
  | { readonly kind: 'pending' }
  | { readonly kind: 'writing' }
  /** The file must not be written as it is; decisions are kept and shown. */
  | { readonly kind: 'blocked'; readonly problem: Problem }
  /** The last write or read failed; decisions are kept and shown. */
  | { readonly kind: 'failed'; readonly error: FileError };

export type Decided<D> =
  /** `undo`: the acts that take it back, in the order in which to apply them. */
  | { readonly ok: true; readonly undo: readonly D[] }
  /** The journal could not take it: nothing is shown, nothing is kept. */
  | { readonly ok: false; readonly error: FileError };

export interface StoreOptions<Value, D> {
  readonly path: string;
  readonly format: StoreFormat<Value, D>;
  readonly files: FilePort;
  readonly journal: JournalPort;
  readonly ids: IdPort;
  readonly log?: LogPort | undefined;
  /** Line end of a new file. */
  readonly eol?: string | undefined;
  /** Write without being asked, as soon as there is something to write. */
  readonly autoFlush?: boolean | undefined;
}

interface Pending<D> {
  readonly id: string;
  readonly decision: D;
  readonly was?: object | undefined;
}

/** A write that the file did not take in full, and what it was to replace. */
interface Torn<Value, D> {
  readonly snapshot: readonly Pending<D>[];
  readonly written: WrittenFile<Value>;
  readonly before: string | undefined;
}

const maxMendings = 3;
/** How often in a row a file may change under a write before the store gives up and says so. */
const maxConflicts = 25;
/** Own writes that a late event may still report the text before. */
const rememberedTexts = 8;

export class YamlStore<Value extends object, D> {
  private base: string | undefined;
  private file: YamlFile<Value>;
  private pending: readonly Pending<D>[] = [];
  /** Changes of entries that somebody else has deleted meanwhile. */
  private bereft: readonly Pending<D>[] = [];
  private shown: Value;
  private currentState: StoreState = { kind: 'settled' };
  private flushing: Promise<void> | undefined;
  private journalled: Promise<unknown> = Promise.resolve();
  /** Counts changes of base from outside: tells a write whether one came while it was under way. */
  private baseChanges = 0;
  private readonly superseded: string[] = [];
  /** Records whose decision is in the file, still to be forgotten by the journal. */
  private done: string[] = [];
  /** What is in an editor that is not saved yet. */
  private unsaved: readonly Pending<D>[] = [];
  private torn: Torn<Value, D> | undefined;
  private disposed = false;
  private readonly cache = new EntryCache();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: StoreOptions<Value, D>) {
    this.file = options.format.read('', this.cache);
    this.shown = this.file.value;
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
    return this.file;
  }

  /** Undefined where there is no file. */
  get text(): string | undefined {
    return this.base;
  }

  get state(): StoreState {
    return this.currentState;
  }

  get pendingDecisions(): readonly D[] {
    return this.pending.map(({ decision }) => decision);
  }

  /** Decisions that cannot be carried out because somebody else has deleted their entry: kept until a person says what is to become of them. */
  get bereftDecisions(): readonly D[] {
    return this.bereft.map(({ decision }) => decision);
  }

  /** Puts the deleted entries there again, as they were when they were changed, with the changes. */
  async restoreBereft(): Promise<Decided<D>> {
    const restorable = this.bereft.flatMap(({ was, decision }) => (was === undefined ? [] : [{ was, decision }]));
    const entries = new Map<string, { was: object; readonly decisions: D[] }>();
    for (const { was, decision } of restorable) {
      const key = this.options.format.changes(this.shown, decision)?.key ?? '';
      const known = entries.get(key);
      if (known) known.decisions.push(decision);
      else entries.set(key, { was, decisions: [decision] });
    }
    const decisions = [...entries.values()].flatMap(({ was, decisions: [first, ...more] }) =>
      first === undefined ? [] : [this.options.format.restored(was, first), ...more],
    );
    const decided = await this.decide(decisions);
    if (decided.ok) await this.letGo((one) => one.was !== undefined);
    return decided;
  }

  /** Lets the changes of deleted entries go, as a person asked. */
  async discardBereft(): Promise<void> {
    await this.letGo(() => true);
  }

  private async letGo(which: (one: Pending<D>) => boolean): Promise<void> {
    this.done.push(...this.bereft.filter(which).map(({ id }) => id));
    this.bereft = this.bereft.filter((one) => !which(one));
    this.changed();
    await this.forgetDone();
  }

  /** The file as it would be with everything decided; where it cannot be written, a new one of all that could be read of it. */
  copyText(): string {
    const written = this.options.format.write(this.file, this.pendingDecisions, this.options.eol ?? '\n');
    return 'blocked' in written ? this.options.format.fresh(this.shown) : written.text;
  }

  /** Calls back after every change of value, file or state. The result takes the listener out again. */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  dispose(): void {
    this.disposed = true;
    this.listeners.clear();
  }

  /**
   * Reads the file, and the journal for decisions that an earlier run left unwritten: those are pending again.
   * They are not written before {@link flush} or the next decision, so that a face can ask first.
   * @returns how many there are that the file does not hold.
   */
  async load(): Promise<FileResult<{ readonly restored: number }>> {
    const read = await guarded(() => this.options.files.read(this.path));
    if (!read.ok) {
      this.become({ kind: 'failed', error: read.error });
      return read;
    }
    this.takeBase(read.value);
    const records = await guarded(async () => ({ ok: true as const, value: await this.options.journal.read(this.path) }));
    if (!records.ok) {
      this.options.log?.error(`The journal of ${this.path} cannot be read: ${records.error.message}`);
      this.changed();
      return records;
    }
    const known = new Set([...this.pending, ...this.bereft].map(({ id }) => id));
    const restored = records.value
      .filter((record) => !known.has(record.id))
      .map(({ id, decision, was }): Pending<D> => ({ id, decision: decision as D, was: was as object | undefined }));
    this.pending = [...restored, ...this.pending];
    // The journal has them still: they count as any other that the file may lack.
    const again = new Set(restored.map(({ id }) => id));
    this.unsaved = this.unsaved.filter(({ id }) => !again.has(id));
    this.sortOut();
    const open = this.dropSettledOnLoad();
    this.recompute();
    return { ok: true, value: { restored: open } };
  }

  /** Takes decisions: journalled, then shown, then written. Resolves as soon as they are shown. */
  decide(decisions: readonly D[]): Promise<Decided<D>> {
    const result = this.journalled.then(() => this.take(decisions));
    this.journalled = result.catch(() => undefined);
    return result;
  }

  /**
   * The file, or the editor it is open in, says something else now. Decisions that it holds leave pending when the
   * next flush has confirmed it.
   */
  setBase(text: string | undefined): void {
    // While half of our own text stands in the file, what is reported of it says nothing.
    if (text === this.base || this.torn !== undefined) return;
    this.baseChanges++;
    // What we have overwritten ourselves comes back: a late event, or somebody went back to it. Only the file knows.
    if (text !== undefined && this.superseded.includes(text)) {
      void this.reload();
      return;
    }
    this.takeBase(text);
    this.recompute();
    if (this.pending.length > 0) this.autoFlush();
  }

  /** Reads the file again. */
  async reload(): Promise<void> {
    const changes = this.baseChanges;
    const read = await guarded(() => this.options.files.read(this.path));
    if (this.disposed || changes !== this.baseChanges || this.flushing !== undefined) return;
    if (!read.ok) this.become({ kind: 'failed', error: read.error });
    else if (read.value !== this.base) {
      this.takeBase(read.value);
      this.recompute();
      if (this.pending.length > 0) this.autoFlush();
    }
  }

  /** The editor that took the last writes was saved. */
  didSave(): void {
    this.done.push(...this.unsaved.map(({ id }) => id));
    this.unsaved = [];
    void this.forgetDone();
  }

  /** The editor that took the last writes gave up its changes: what it took is pending again. Its text comes by {@link setBase}. */
  didRevert(): void {
    if (this.unsaved.length === 0) return;
    this.pending = [...this.unsaved, ...this.pending];
    this.unsaved = [];
    this.recompute();
    this.autoFlush();
  }

  /** Resolves when what is being written now is written, or has failed; starts nothing. */
  atRest(): Promise<void> {
    return this.flushing ?? Promise.resolve();
  }

  /** Writes what is pending; one write at a time, which takes along what comes in meanwhile. Never rejects. */
  flush(): Promise<void> {
    this.flushing ??= this.flushAll().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  /** Tries again after a failure. */
  retry(): Promise<void> {
    return this.flush();
  }

  /** Gives up decisions that are pending, as a person asked. */
  async discardPending(): Promise<void> {
    this.done.push(...this.pending.map(({ id }) => id));
    this.pending = [];
    this.recompute();
    await this.forgetDone();
  }

  // ---- deciding ----

  private async take(decisions: readonly D[]): Promise<Decided<D>> {
    // Journalled here, it would be shown by nobody and applied in some later session.
    if (this.disposed) return { ok: false, error: { code: 'unavailable', message: `${this.path} is no longer open.` } };
    const records: Pending<D>[] = [];
    let before = this.shown;
    for (const decision of decisions) {
      const was = this.options.format.changes(before, decision)?.entry;
      records.push({ id: this.options.ids.next(), decision, ...(was && { was }) });
      before = this.options.format.apply(before, decision);
    }
    const journal: readonly JournalRecord[] = records;
    const safe = await guarded(async () => ({ ok: true as const, value: await this.options.journal.append(this.path, journal) }));
    if (!safe.ok) {
      // Part of it may have been kept: it must not come back as if it had been acknowledged.
      this.done.push(...records.map(({ id }) => id));
      void this.forgetDone();
      return safe;
    }
    const undo: D[] = [];
    let value = this.shown;
    for (const { decision } of records) {
      const inverse = this.options.format.invert(value, decision);
      if (inverse !== undefined) undo.unshift(inverse);
      value = this.options.format.apply(value, decision);
    }
    this.pending = [...this.pending, ...records];
    this.shown = value;
    if (this.currentState.kind === 'settled') this.currentState = { kind: 'pending' };
    this.changed();
    this.autoFlush();
    return { ok: true, undo };
  }

  private autoFlush(): void {
    if (this.options.autoFlush !== false && !this.disposed) void this.flush();
  }

  // ---- writing ----

  private async flushAll(): Promise<void> {
    for (let conflicts = 0; this.pending.length > 0 && !this.disposed;) {
      if (this.torn !== undefined) {
        const mended = await this.mend();
        if (mended !== 'done') return this.become({ kind: 'failed', error: mended });
        continue;
      }
      this.sortOut();
      const snapshot = this.pending;
      if (snapshot.length === 0) break;
      const written = this.options.format.write(
        this.file,
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
    await this.forgetDone();
    if (!this.disposed) this.become(this.pending.length > 0 ? { kind: 'pending' } : { kind: 'settled' });
  }

  private async writeOnce(snapshot: readonly Pending<D>[], written: WrittenFile<Value>): Promise<'done' | 'again' | FileError> {
    this.become({ kind: 'writing' });
    const before = this.base;
    const changes = this.baseChanges;
    const result = await guarded(() => this.options.files.write(this.path, before, written.splices, written.text));
    if (!result.ok) {
      if (result.error.code === 'partial') this.torn = { snapshot, written, before };
      return result.error.code === 'partial' ? this.mend() : result.error.code === 'changed' ? ((await this.reread()) ?? 'again') : result.error;
    }
    this.arrived({ snapshot, written, before }, result.value.saved);
    // Something was reported while we wrote: whether it was before or after our write, the file says.
    if (changes !== this.baseChanges) return (await this.reread()) ?? 'done';
    return 'done';
  }

  private arrived({ snapshot, written, before }: Torn<Value, D>, saved: boolean): void {
    this.torn = undefined;
    if (before !== undefined) this.remember(before);
    this.takeBase(written.text, written.file);
    this.leave(snapshot, saved);
  }

  /** A write of ours that went wrong half-way stands in the file: it is written again in full, over whatever is there. */
  private async mend(): Promise<'done' | FileError> {
    for (let tries = 0; this.torn !== undefined; tries++) {
      const { text } = this.torn.written;
      const read = await guarded(() => this.options.files.read(this.path));
      if (!read.ok) return read.error;
      const broken = read.value;
      const splices = [{ start: 0, end: broken?.length ?? 0, text }];
      const result =
        broken === text ? { ok: true as const, value: { saved: true } } : await guarded(() => this.options.files.write(this.path, broken, splices, text));
      if (result.ok) this.arrived(this.torn, result.value.saved);
      else if (tries >= maxMendings || (result.error.code !== 'partial' && result.error.code !== 'changed')) return result.error;
    }
    return 'done';
  }

  /** The base holds everything already: true only if the file still says so. */
  private async confirm(snapshot: readonly Pending<D>[]): Promise<'done' | 'again' | FileError> {
    const before = this.base;
    const error = await this.reread();
    if (error !== undefined) return error;
    if (this.base !== before) return 'again';
    this.leave(snapshot, true);
    return 'done';
  }

  private async reread(): Promise<FileError | undefined> {
    const read = await guarded(() => this.options.files.read(this.path));
    if (!read.ok) return read.error;
    if (read.value !== this.base) {
      this.takeBase(read.value);
      this.recompute();
    }
    return undefined;
  }

  private leave(snapshot: readonly Pending<D>[], saved: boolean): void {
    const gone = new Set(snapshot.map(({ id }) => id));
    this.pending = this.pending.filter(({ id }) => !gone.has(id));
    if (saved) this.done.push(...gone);
    else this.unsaved = [...this.unsaved, ...snapshot];
    this.recompute();
    void this.forgetDone();
  }

  private forgetDone(): Promise<void> {
    const ids = this.done;
    if (ids.length === 0) return Promise.resolve();
    this.done = [];
    const forgotten = this.journalled.then(async () => {
      const result = await guarded(async () => ({ ok: true as const, value: await this.options.journal.remove(this.path, ids) }));
      if (result.ok) return;
      // They are in the file: coming back they would change nothing. Tried again with the next, the oldest first: of what was
      // changed and then removed, the change must not be what is left.
      this.done.unshift(...ids);
      this.options.log?.warn(`The journal of ${this.path} cannot be shortened: ${result.error.message}`);
    });
    this.journalled = forgotten;
    return forgotten;
  }

  /** Changes of entries that are not there any more are set aside; those whose entry is back are taken up again. */
  private sortOut(): void {
    const { format } = this.options;
    // What cannot be read may well be there.
    if (this.file.writable !== true) return;
    const all = [...this.bereft, ...this.pending].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    const order = this.bereft.length === 0 ? this.pending : all;
    // What we remove ourselves, now or in this list, is missed by nobody.
    const removed = new Set(order.map(({ decision }) => format.removes(decision)).filter((key) => key !== undefined));
    const bereft: Pending<D>[] = [];
    let value = this.file.value;
    for (const one of order) {
      const changed = format.changes(value, one.decision);
      if (changed !== undefined && changed.entry === undefined && !removed.has(changed.key)) bereft.push(one);
      value = format.apply(value, one.decision);
    }
    if (bereft.length === 0 && this.bereft.length === 0) return;
    this.bereft = bereft;
    this.pending = order.filter((one) => !bereft.includes(one));
  }

  // ---- state ----

  private takeBase(text: string | undefined, file?: YamlFile<Value>): void {
    this.base = text;
    this.file = file ?? this.options.format.read(text ?? '', this.cache);
    if (this.bereft.length > 0) this.sortOut();
  }

  private remember(text: string): void {
    this.superseded.push(text);
    if (this.superseded.length > rememberedTexts) this.superseded.shift();
  }

  /** Decisions of an earlier run that had reached the file before it ended. */
  private dropSettledOnLoad(): number {
    if (this.pending.length === 0 || this.file.writable !== true) return this.pending.length;
    const written = this.options.format.write(this.file, this.pendingDecisions, this.options.eol ?? '\n');
    if ('blocked' in written || written.splices.length > 0) return this.pending.length;
    this.leave(this.pending, true);
    return 0;
  }

  private recompute(): void {
    this.shown = this.pending.reduce((value, { decision }) => this.options.format.apply(value, decision), this.file.value);
    if (this.pending.length > 0 && this.currentState.kind === 'settled') this.currentState = { kind: 'pending' };
    if (this.pending.length === 0 && this.currentState.kind !== 'writing') this.currentState = { kind: 'settled' };
    this.changed();
  }

  private become(state: StoreState): void {
    this.currentState = state;
    this.changed();
  }

  private changed(): void {
    if (this.disposed) return;
    for (const listener of [...this.listeners]) listener();
  }
}

/** Ports fail by value; one that throws all the same is taken at its word. */
async function guarded<T>(call: () => Promise<FileResult<T>>): Promise<FileResult<T>> {
  try {
    return await call();
  } catch (error) {
    return { ok: false, error: { code: 'unknown', message: error instanceof Error ? error.message : String(error) } };
  }
}
