/**
 * Decisions that are not yet in their file, in small files of the workspace's own storage, one for what was decided together. Appending and forgetting
 * never write over what is there, so a crash at any moment leaves every other record whole. Their names begin with a number that rises with every one:
 * that is their order, whatever the clock says.
 */
import type { JournalPort, JournalRecord, LogPort } from '../../core/ports';
import { textHash } from '../../core/sidecar/hash';

/** The storage, one level of folders deep. */
export interface RecordFolders {
  /** Names in a folder, or of the folders where none is given; none where it does not exist. Rejects where it cannot be read. */
  list(folder?: string): Promise<readonly string[]>;
  /** Undefined where there is no such file. */
  read(folder: string, name: string): Promise<string | undefined>;
  /** A new file. Resolves when it is safe. */
  write(folder: string, name: string, text: string): Promise<void>;
  /** One that is gone already is no error: another window was first. */
  remove(folder: string, name: string): Promise<void>;
}

interface Kept {
  readonly file: string;
  readonly records: readonly JournalRecord[];
}

export class FolderJournal implements JournalPort {
  /** By folder: the last number given. */
  private readonly numbers = new Map<string, number>();
  /** By folder and file name: the records in it. */
  private readonly known = new Map<string, Map<string, Kept>>();
  /** By folder: the work that the next one waits for. What is listed and then read must not be replaced in between. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly folders: RecordFolders,
    private readonly log: LogPort,
  ) {}

  async append(file: string, records: readonly JournalRecord[]): Promise<void> {
    if (records.length === 0) return;
    const folder = folderOf(file);
    await this.inTurn(folder, async () => this.write(folder, await this.nextNumber(folder), { file, records }));
  }

  async read(file: string): Promise<readonly JournalRecord[]> {
    const folder = folderOf(file);
    const records = new Map<string, JournalRecord>();
    const files = await this.inTurn(folder, () => this.load(folder));
    for (const kept of files.values()) if (kept.file === file) for (const record of kept.records) records.set(record.id, record);
    return [...records.values()];
  }

  remove(file: string, ids: readonly string[]): Promise<void> {
    const folder = folderOf(file);
    return this.inTurn(folder, async () => {
      const gone = new Set(ids);
      for (const [name, { records }] of await this.holding(folder, gone)) {
        const left = records.filter(({ id }) => !gone.has(id));
        // What stays is safe under another name before this one goes.
        if (left.length > 0) await this.write(folder, numberOf(name), { file, records: left });
        await this.folders.remove(folder, name);
        this.known.get(folder)?.delete(name);
      }
    });
  }

  /** Files for which decisions are waiting. */
  async waiting(): Promise<readonly string[]> {
    const files = new Set<string>();
    for (const folder of await this.folders.list()) for (const { file } of (await this.inTurn(folder, () => this.load(folder))).values()) files.add(file);
    return [...files];
  }

  private inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
    const result = (this.turns.get(folder) ?? Promise.resolve()).then(work);
    this.turns.set(
      folder,
      result.catch(() => undefined),
    );
    return result;
  }

  private async write(folder: string, number: number, kept: Kept): Promise<void> {
    // What is left of a file is less than it was: no two have one name.
    const name = `${String(number).padStart(12, '0')}-${kept.records[0]?.id ?? ''}-${kept.records.length}.json`;
    await this.folders.write(folder, name, JSON.stringify(kept));
    const known = this.known.get(folder) ?? new Map<string, Kept>();
    this.known.set(folder, known.set(name, kept));
  }

  private async nextNumber(folder: string): Promise<number> {
    const known = this.numbers.get(folder) ?? Math.max(0, ...(await this.folders.list(folder)).map(numberOf));
    const number = Math.max(known, this.numbers.get(folder) ?? 0) + 1;
    this.numbers.set(folder, number);
    return number;
  }

  /** The files that hold some of these records. Those of an earlier run, or of another window, are looked for on disk. */
  private async holding(folder: string, ids: ReadonlySet<string>): Promise<readonly (readonly [string, Kept])[]> {
    const holding = (files: ReadonlyMap<string, Kept>): (readonly [string, Kept])[] =>
      [...files].filter(([, { records }]) => records.some(({ id }) => ids.has(id)));
    const found = holding(this.known.get(folder) ?? new Map<string, Kept>());
    const known = new Set(found.flatMap(([, { records }]) => records.map(({ id }) => id)));
    return [...ids].every((id) => known.has(id)) ? found : holding(await this.load(folder));
  }

  private async load(folder: string): Promise<ReadonlyMap<string, Kept>> {
    for (;;) {
      const files = await this.listed(folder);
      if (!files) continue;
      this.known.set(folder, files);
      return files;
    }
  }

  /** Undefined where another window has taken a file away between listing and reading: what stayed of it has another name by now. */
  private async listed(folder: string): Promise<Map<string, Kept> | undefined> {
    const names = (await this.folders.list(folder)).filter((name) => name.endsWith('.json'));
    const known = this.known.get(folder);
    const files = new Map<string, Kept>();
    for (const name of names.sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))) {
      const have = known?.get(name);
      const text = have ? undefined : await this.folders.read(folder, name);
      if (!have && text === undefined) return undefined;
      const kept = have ?? this.parsed(text ?? '', `${folder}/${name}`);
      if (kept) files.set(name, kept);
    }
    return files;
  }

  private parsed(text: string, name: string): Kept | undefined {
    try {
      const kept: unknown = JSON.parse(text);
      if (isKept(kept)) return kept;
    } catch {
      // Torn while being written: it was never acknowledged, so nobody misses it.
    }
    this.log.warn(`A journal record could not be read and is left where it is: ${name}`);
    return undefined;
  }
}

function folderOf(file: string): string {
  return textHash(file).slice('sha256:'.length, 'sha256:'.length + 32);
}

function numberOf(name: string): number {
  return Number(/^\d+/.exec(name)?.[0] ?? 0);
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('file' in value) || typeof value.file !== 'string') return false;
  return 'records' in value && Array.isArray(value.records) && value.records.every(isRecord);
}

function isRecord(value: unknown): value is JournalRecord {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'decision' in value;
}
