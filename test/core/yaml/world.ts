/** Files and journals in memory, with the faults of real ones, one step at a time. */
import type { FileErrorCode, FilePort, FileResult, IdPort, JournalPort, JournalRecord } from '../../../src/core/ports';

export type StepName = 'append' | 'appended' | 'recall' | 'forget' | 'forgotten' | 'read' | 'write' | 'rename' | 'renamed';
/** `kill`: the process ends before this step. `stale`: a read yields what stood there before. `torn`: half of the text is written. */
export type Fault = 'kill' | 'stale' | 'torn' | 'throw' | FileErrorCode;
export type Plan = (step: StepName, count: number) => Fault | undefined;

/** What survives a process. */
export class Disk {
  readonly files = new Map<string, string>();
  readonly before = new Map<string, string | undefined>();
  readonly journals = new Map<string, readonly JournalRecord[]>();
  /** Called after a file has changed, whoever changed it. */
  readonly watchers = new Set<(text: string | undefined) => void>();

  put(path: string, text: string | undefined): void {
    this.before.set(path, this.files.get(path));
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    for (const watcher of [...this.watchers]) watcher(text);
  }
}

/** A file that is open in an editor with changes that are not saved: writes go into the editor. */
export class Editor implements FilePort {
  private shown: string | undefined;
  /** What the editor says of itself: after any save it is clean, also where something came in while the save was under way. */
  private dirty = false;

  constructor(
    private readonly disk: Disk,
    private readonly path: string,
    /** Tells the store, as an editor's events do. */
    private readonly tell: () => { setBase(text: string | undefined): void; didSave(): Promise<void>; didRevert(): void },
  ) {}

  read(): Promise<FileResult<string | undefined>> {
    return Promise.resolve({ ok: true, value: this.shown ?? this.disk.files.get(this.path) });
  }

  async write(_path: string, expected: string | undefined, _splices: unknown, text: string): Promise<FileResult<{ readonly saved: boolean }>> {
    // An editor answers later, never within the call.
    await Promise.resolve();
    if ((this.shown ?? this.disk.files.get(this.path)) !== expected) return failed('changed');
    const saved = this.shown === undefined;
    if (saved) this.disk.put(this.path, text);
    else this.shown = text;
    this.dirty = !saved;
    this.tell().setBase(text);
    return { ok: true, value: { saved } };
  }

  isUnsaved(): boolean {
    return this.dirty;
  }

  readSaved(): Promise<FileResult<string | undefined>> {
    return Promise.resolve({ ok: true, value: this.disk.files.get(this.path) });
  }

  type(text: string): void {
    this.shown = text;
    this.dirty = true;
    this.tell().setBase(text);
  }

  save(): void {
    this.beginSave()();
  }

  /** The text as it stands now is on its way. @returns ends the save, however long that takes */
  beginSave(): () => void {
    const saved = this.shown;
    return () => {
      this.disk.put(this.path, saved);
      if (this.shown === saved) this.shown = undefined;
      this.dirty = false;
      void this.tell().didSave();
    };
  }

  /** Closed without being saved. */
  close(): void {
    this.shown = undefined;
    this.dirty = false;
  }

  revert(): void {
    this.shown = undefined;
    this.dirty = false;
    this.tell().setBase(this.disk.files.get(this.path));
    this.tell().didRevert();
  }
}

/** The ports of one process. Its steps are recorded, so that a test can strike before each in turn. */
export class Process {
  readonly steps: StepName[] = [];
  private killed = false;
  private minted = 0;

  constructor(
    private readonly disk: Disk,
    /** A process that comes after another has its name, and its journal. */
    private readonly name: string,
    private readonly plan: Plan = () => undefined,
    /** Lets others run between steps. */
    private readonly pause: (step: StepName) => Promise<void> = () => Promise.resolve(),
  ) {}

  readonly ids: IdPort = { next: () => `${this.name}-${this.disk.before.size}-${this.minted++}-${Math.random()}` };

  readonly files: FilePort = {
    read: async (path) => {
      const fault = await this.step('read');
      if (fault === 'stale') return { ok: true, value: this.disk.before.get(path) };
      return fault === undefined ? { ok: true, value: this.disk.files.get(path) } : failed(fault);
    },
    write: async (path, expected, splices, text) => {
      const fault = await this.step('write');
      if (fault !== undefined && fault !== 'torn') return failed(fault);
      // Under a lock from here to the renaming.
      if (this.disk.files.get(path) !== expected) return failed('changed');
      let applied = expected ?? '';
      for (const splice of [...splices].reverse()) applied = applied.slice(0, splice.start) + splice.text + applied.slice(splice.end);
      if (applied !== text) throw new Error('the splices do not make the text');
      if (fault === 'torn') {
        this.disk.put(path, text.slice(0, text.length / 2));
        return failed('partial');
      }
      const last = this.strike('rename');
      if (this.killed) return never();
      if (last !== undefined) return failed(last);
      this.disk.put(path, text);
      const late = await this.step('renamed');
      return late === undefined ? { ok: true, value: { saved: true } } : failed(late);
    },
  };

  readonly journal: JournalPort = {
    append: async (_file, records) => {
      await this.succeed('append');
      this.disk.journals.set(this.name, [...this.records, ...(JSON.parse(JSON.stringify(records)) as JournalRecord[])]);
      await this.succeed('appended');
    },
    read: async () => {
      await this.succeed('recall');
      return this.records;
    },
    remove: async (_file, ids) => {
      await this.succeed('forget');
      this.disk.journals.set(
        this.name,
        this.records.filter(({ id }) => !ids.includes(id)),
      );
      await this.succeed('forgotten');
    },
  };

  get records(): readonly JournalRecord[] {
    return this.disk.journals.get(this.name) ?? [];
  }

  private async succeed(name: StepName): Promise<void> {
    const fault = await this.step(name);
    if (fault !== undefined) throw new Error(fault);
  }

  private async step(name: StepName): Promise<Fault | undefined> {
    if (this.killed) return never();
    await this.pause(name);
    const fault = this.strike(name);
    if (this.killed) return never();
    if (fault === 'throw') throw new Error(`thrown at ${name}`);
    return fault;
  }

  private strike(name: StepName): Fault | undefined {
    if (this.killed) return undefined;
    this.steps.push(name);
    const fault = this.plan(name, this.steps.length - 1);
    if (fault === 'kill') this.killed = true;
    return fault;
  }
}

function failed(code: Fault): FileResult<never> {
  return { ok: false, error: { code: code as FileErrorCode, message: `it is ${code}` } };
}

function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** Until the process has nothing more to do, or hangs. */
export async function idle(turns = 200): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
