/**
 * A file as last seen, and how text gets into it. What is reported of a file may be late, and what was written may have arrived in part: only a fresh read
 * tells, and until then nothing that is known of it is taken for sure.
 */
import type { FileError, FilePort, FileResult, WriteReceipt } from '../ports';
import { EntryCache, type YamlFile } from './file';
import { guarded } from './guarded';
import type { WrittenFile } from './write';

const maxMendings = 3;
/** Own writes that a late event may still report the text before. */
const rememberedTexts = 8;

/** A write that the file did not take in full, and what it was to replace. */
interface Torn<Value> {
  readonly written: WrittenFile<Value>;
  readonly before: string | undefined;
}

export class Base<Value extends object> {
  /** Undefined where there is no file. */
  text: string | undefined;
  file: YamlFile<Value>;
  /** The file has not been read yet, or could not be when it last should have been. */
  unread = true;
  /** Counts changes from outside: tells a write whether one came while it was under way. */
  changes = 0;
  /** Counts writes that arrived: what was read before one is not what it left. */
  private writes = 0;
  private torn: Torn<Value> | undefined;
  /** Undefined: there was no file. */
  private readonly superseded: (string | undefined)[] = [];

  constructor(
    private readonly path: string,
    private readonly files: FilePort,
    private readonly parse: (text: string, cache: EntryCache) => YamlFile<Value>,
    private readonly cache = new EntryCache(),
  ) {
    this.file = parse('', this.cache);
  }

  /** Half of our own text stands in the file: what is reported of it says nothing. */
  get isTorn(): boolean {
    return this.torn !== undefined;
  }

  /** Whether what was read is safe on disk, and not only in an editor. */
  get isSaved(): boolean {
    return !(this.files.isUnsaved?.(this.path) ?? false);
  }

  /**
   * What the disk holds, whatever an editor shows.
   * @returns `same` where that is all that was known of the file when it was asked; undefined where it cannot be read, or only an editor has it
   */
  async onDisk(): Promise<'same' | YamlFile<Value> | undefined> {
    const { text } = this;
    if (!this.files.readSaved) return this.isSaved ? 'same' : undefined;
    const read = await guarded(() => this.files.readSaved?.(this.path) ?? this.files.read(this.path));
    if (!read.ok) return undefined;
    return read.value === text ? 'same' : this.parse(read.value ?? '', this.cache);
  }

  /** Takes what is reported. @returns false where only the file knows: we have overwritten this text ourselves, so the report is late, or somebody went back to it */
  report(text: string | undefined): boolean {
    this.changes++;
    this.unread = false;
    if (this.superseded.includes(text)) return false;
    this.take(text);
    return true;
  }

  /** @returns whether the file says something else than was known */
  async read(): Promise<FileResult<boolean>> {
    return this.answered(await guarded(() => this.files.read(this.path)));
  }

  /** As {@link read}; undefined where the answer is not wanted any more, because the file was heard of, or written, meanwhile. */
  async look(isWanted: () => boolean): Promise<FileResult<boolean> | undefined> {
    const { changes, writes } = this;
    const read = await guarded(() => this.files.read(this.path));
    return changes === this.changes && writes === this.writes && isWanted() ? this.answered(read) : undefined;
  }

  private answered(read: FileResult<string | undefined>): FileResult<boolean> {
    const wasUnread = this.unread;
    this.unread = !read.ok;
    if (!read.ok) return read;
    const differs = read.value !== this.text || wasUnread;
    if (differs) this.take(read.value);
    return { ok: true, value: differs };
  }

  async write(written: WrittenFile<Value>): Promise<FileResult<WriteReceipt>> {
    const before = this.text;
    const result = await guarded(() => this.files.write(this.path, before, written.splices, written.text));
    if (result.ok) this.arrived({ written, before });
    else if (result.error.code === 'partial') {
      this.torn = { written, before };
      return this.mend();
    }
    return result;
  }

  /**
   * A write of ours that went wrong half-way is written again in full.
   * @returns `changed`, and is torn no more, where somebody else has put another text there
   */
  async mend(): Promise<FileResult<WriteReceipt>> {
    let receipt: WriteReceipt = { saved: true };
    for (let tries = 0; this.torn !== undefined; tries++) {
      const { text } = this.torn.written;
      const read = await guarded(() => this.files.read(this.path));
      if (!read.ok) return read;
      if (!text.startsWith(read.value ?? '')) return this.overtaken(read.value);
      const result = read.value === text ? { ok: true as const, value: { saved: this.isSaved } } : await this.writeWhole(read.value, text);
      if (result.ok) {
        this.arrived(this.torn);
        receipt = result.value;
      } else if (tries >= maxMendings || !isPassing(result.error)) return result;
    }
    return { ok: true, value: receipt };
  }

  private overtaken(text: string | undefined): FileResult<never> {
    this.torn = undefined;
    this.changes++;
    this.take(text);
    return { ok: false, error: { code: 'changed', message: 'The file was changed by somebody else.' } };
  }

  private writeWhole(broken: string | undefined, text: string): Promise<FileResult<WriteReceipt>> {
    return guarded(() => this.files.write(this.path, broken, [{ start: 0, end: broken?.length ?? 0, text }], text));
  }

  private arrived({ written, before }: Torn<Value>): void {
    this.torn = undefined;
    this.writes++;
    this.remember(before);
    this.take(written.text, written.file);
  }

  private take(text: string | undefined, file?: YamlFile<Value>): void {
    this.text = text;
    this.file = file ?? this.parse(text ?? '', this.cache);
  }

  private remember(text: string | undefined): void {
    this.superseded.push(text);
    if (this.superseded.length > rememberedTexts) this.superseded.shift();
  }
}

function isPassing({ code }: FileError): boolean {
  return code === 'partial' || code === 'changed';
}
