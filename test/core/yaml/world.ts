/** Files and journals in memory, with every fault that a file system has, one step at a time. */
import type { FileErrorCode, FilePort, FileResult, IdPort, JournalPort, JournalRecord, WriteReceipt } from '../../../src/core/ports';

export type StepName = 'journal-append' | 'journal-appended' | 'journal-read' | 'journal-remove' | 'journal-removed' | 'read' | 'write' | 'write-checked' | 'written';
/** `kill`: the process ends before this step; nothing it does later reaches the world. `stale`: the read yields what stood there before. */
export type Fault = 'kill' | 'stale' | 'torn' | 'throw' | FileErrorCode;
export type Plan = (step: StepName, count: number) => Fault | undefined;

/** What survives a process. */
export class Disk {
  readonly files = new Map<string, string>();
  readonly before = new Map<string, string | undefined>();
  readonly journals = new Map<string, JournalRecord[]>();
  /** Called after a file has changed, by anybody. */
  readonly watchers = new Set<(path: string, text: string | undefined) => void>();

  put(path: string, text: string | undefined): void {
    this.before.set(path, this.files.get(path));
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    for (const watcher of [...this.watchers]) watcher(path, text);
  }
}

/** One process on the disk. Its steps are counted, so that a test can strike before each in turn. */
export class Process implements FilePort, JournalPort, IdPort {
  readonly steps: StepName[] = [];
  killed = false;
  private minted = 0;

  constructor(
    private readonly disk: Disk,
    private readonly name = 'p',
    private readonly plan: Plan = () => undefined,
    /** Lets other processes run between steps. */
    private readonly pause: () => Promise<void> = () => Promise.resolve(),
  ) {}

  next(): string {
    return `${this.name}-${this.minted++}`;
  }

  async read(path: string): Promise<FileResult<string | undefined>>;
  async read(file: string): Promise<readonly JournalRecord[] & FileResult<string | undefined>>;
  async read(path: string): Promise<unknown> {
    const fault = await this.step('read');
    if (fault === 'stale') return { ok: true, value: this.disk.before.get(path) };
    if (fault !== undefined) return this.failed(fault);
    return { ok: true, value: this.disk.files.get(path) };
  }

  async write(path: string, expected: string | undefined, _splices: unknown, text: string): Promise<FileResult<WriteReceipt>> {
    const fault = (await this.step('write')) ?? undefined;
    if (fault !== undefined && fault !== 'torn') return this.failed(fault);
    if (this.disk.files.get(path) !== expected) return this.failed('changed');
    if (fault === 'torn') {
      this.disk.put(path, text.slice(0, text.length / 2));
      return this.failed('partial');
    }
    // Locked from the check to the renaming: no pause, but a kill may fall between.
    this.strike('write-checked');
    this.disk.put(path, text);
    const late = await this.step('written');
    return late === undefined ? { ok: true, value: { saved: true } } : this.failed(late);
  }

  async append(file: string, records: readonly JournalRecord[]): Promise<void> {
    const fault = await this.step('journal-append');
    if (fault !== undefined) throw new Error(fault);
    const copied = JSON.parse(JSON.stringify(records)) as JournalRecord[];
    this.disk.journals.set(this.key(file), [...(this.disk.journals.get(this.key(file)) ?? []), ...copied]);
    const late = await this.step('journal-appended');
    if (late !== undefined) throw new Error(late);
  }

  async remove(file: string, ids: readonly string[]): Promise<void> {
    const fault = await this.step('journal-remove');
    if (fault !== undefined) throw new Error(fault);
    this.disk.journals.set(this.key(file), (this.disk.journals.get(this.key(file)) ?? []).filter(({ id }) => !ids.includes(id)));
    await this.step('journal-removed');
  }

  /** As a journal; a class cannot implement both `read`s. */
  get journal(): JournalPort {
    return {
      append: (file, records) => this.append(file, records),
      remove: (file, ids) => this.remove(file, ids),
      read: async (file) => {
        const fault = await this.step('journal-read');
        if (fault !== undefined) throw new Error(fault);
        return this.disk.journals.get(this.key(file)) ?? [];
      },
    };
  }

  private key(file: string): string {
    return `${this.name.split('#')[0] ?? ''} ${file}`;
  }

  private async step(name: StepName): Promise<Fault | undefined> {
    await this.pause();
    const fault = this.strike(name);
    if (fault === 'throw') throw new Error(`thrown at ${name}`);
    if (this.killed) await new Promise(() => undefined);
    return fault;
  }

  private strike(name: StepName): Fault | undefined {
    if (this.killed) throw new Error('a dead process writes nothing');
    this.steps.push(name);
    const fault = this.plan(name, this.steps.length);
    if (fault !== 'kill') return fault;
    this.killed = true;
    if (name === 'write-checked') throw new Error('killed');
    return undefined;
  }

  private failed(code: Fault): { readonly ok: false; readonly error: { readonly code: FileErrorCode; readonly message: string } } {
    return { ok: false, error: { code: code as FileErrorCode, message: code } };
  }
}
