/**
 * Decisions that are not yet in their file, in small files of the extension's own storage, one for what was decided together. Appending and forgetting
 * never write over what is there, so a crash at any moment leaves every other record whole. Their names begin with a number that rises with every one:
 * that is their order, whatever the clock says.
 *
 * All windows share them, so that what one left is found by the next that opens the document, whichever folder it opens ({@link Owners}).
 */
import type { JournalPort, JournalRecord, LogPort } from '../../core/ports';
import { textHash } from '../../core/sidecar/hash';
import type { Owned, Owners } from './owners';

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
  /** Takes away a folder that is empty, and leaves any other. */
  drop(folder: string): Promise<void>;
}

interface Kept extends Owned {
  readonly file: string;
  readonly records: readonly JournalRecord[];
}

/** The folders of a journal that all windows share. */
export interface Shared {
  /** Undefined where what a window is still about is everybody's matter: all of it is given to whoever asks. */
  readonly owners: Owners | undefined;
  /** Where earlier versions kept a workspace's records: they are taken over. */
  readonly former: readonly RecordFolders[];
}

export class FolderJournal implements JournalPort {
  /** By folder: the last number given. */
  private readonly numbers = new Map<string, number>();
  /** By folder and file name: the records in it. */
  private readonly known = new Map<string, Map<string, Kept>>();
  /** By folder: the work that the next one waits for. What is listed and then read must not be replaced in between. */
  private readonly turns = new Map<string, Promise<unknown>>();

  /** What earlier versions kept elsewhere is here by then. */
  private ready: Promise<void> | undefined;

  /** @param shared undefined where one window alone keeps anything in these folders */
  constructor(
    private readonly folders: RecordFolders,
    private readonly log: LogPort,
    private readonly shared?: Shared,
  ) {}

  async append(file: string, records: readonly JournalRecord[]): Promise<void> {
    if (records.length === 0) return;
    const folder = folderOf(file);
    await this.inTurn(folder, async () => this.write(folder, await this.nextNumber(folder), { ...this.shared?.owners?.mark(), file, records }));
  }

  async read(file: string): Promise<readonly JournalRecord[]> {
    const folder = folderOf(file);
    const records = new Map<string, JournalRecord>();
    const files = await this.inTurn(folder, () => this.load(folder));
    for (const kept of files.values())
      if (kept.file === file && !(await this.isAnothers(kept))) for (const record of kept.records) records.set(record.id, record);
    return [...records.values()];
  }

  remove(file: string, ids: readonly string[]): Promise<void> {
    const folder = folderOf(file);
    return this.inTurn(folder, async () => {
      const gone = new Set(ids);
      for (const [name, kept] of await this.holding(folder, gone)) {
        const left = kept.records.filter(({ id }) => !gone.has(id));
        // What stays is safe under another name before this one goes.
        if (left.length > 0) await this.write(folder, numberOf(name), { ...kept, records: left });
        await this.folders.remove(folder, name);
        this.known.get(folder)?.delete(name);
      }
    });
  }

  /** Files for which decisions are waiting. */
  async waiting(): Promise<readonly string[]> {
    const files = new Set<string>();
    await this.takenOver();
    // At once: one after the other, hundreds of empty folders would hold up what waits for the answer by a second or more in a host that is busy.
    const all = await Promise.all((await this.folders.list()).map((folder) => this.inTurn(folder, () => this.load(folder))));
    for (const kept of all.flatMap((folder) => [...folder.values()])) if (!(await this.isAnothers(kept))) files.add(kept.file);
    return [...files];
  }

  /** Whether another window is at work on it still: it is not left over, and the window that it was made in shows and writes it. */
  private async isAnothers(kept: Kept): Promise<boolean> {
    return (await this.shared?.owners?.isAnothers(kept, kept.file)) === true;
  }

  private takenOver(): Promise<void> {
    return (this.ready ??= this.takeOver());
  }

  private async takeOver(): Promise<void> {
    for (const former of this.shared?.former ?? []) {
      try {
        for (const folder of await former.list()) {
          for (const name of (await former.list(folder)).filter(isRecordFile)) {
            const kept = this.parsed((await former.read(folder, name)) ?? '', `${folder}/${name}`);
            if (!kept) continue;
            // First here, then gone there: what is found in both has the same ids.
            await this.folders.write(folderOf(kept.file), name, JSON.stringify(kept));
            await former.remove(folder, name);
          }
          await former.drop(folder);
        }
      } catch (error) {
        this.log.warn(`Decisions that an earlier version kept could not be taken over yet: ${String(error)}`);
      }
    }
  }

  private inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
    const result = (this.turns.get(folder) ?? this.takenOver()).then(work);
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
    this.stayAtWork();
  }

  /** Others are told that this window is there, for as long as something of it waits. */
  private stayAtWork(): void {
    const { owners } = this.shared ?? {};
    owners?.stayWhile(() => [...this.known.values()].some((files) => [...files.values()].some((kept) => owners.isOwn(kept))));
  }

  private async nextNumber(folder: string): Promise<number> {
    if (!this.numbers.has(folder)) this.countOn(folder, await this.folders.list(folder));
    const number = (this.numbers.get(folder) ?? 0) + 1;
    this.numbers.set(folder, number);
    return number;
  }

  /** What is decided after another window's was read comes after it. */
  private countOn(folder: string, names: readonly string[]): void {
    this.numbers.set(
      folder,
      names.reduce((highest, name) => Math.max(highest, numberOf(name)), this.numbers.get(folder) ?? 0),
    );
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
      this.stayAtWork();
      return files;
    }
  }

  /** Undefined where another window has taken a file away between listing and reading: what stayed of it has another name by now. */
  private async listed(folder: string): Promise<Map<string, Kept> | undefined> {
    const names = (await this.folders.list(folder)).filter(isRecordFile);
    this.countOn(folder, names);
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

/** One of 256, shared by many files: one each would be left behind, empty, for every file that was ever decided upon. */
function folderOf(file: string): string {
  return textHash(file).slice('sha256:'.length, 'sha256:'.length + 2);
}

function isRecordFile(name: string): boolean {
  return name.endsWith('.json');
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
