/**
 * Files where a write is not atomic: what is written there may arrive in part. The whole text is kept elsewhere before the write begins, and until it has been
 * read back. So a write that was cut, by a fault or with its process, is known by the next read, which mends it before it answers: nobody sees half a file.
 */
import type { FileResult, IdPort, JournalPort, WriteReceipt } from '../../core/ports';
import { attempt, changed, decoded, failure, flatten, written } from './fileResults';

/** Bytes by path. What cannot be done is thrown. */
export interface ByteFiles {
  /** Undefined where there is no file. */
  read(path: string): Promise<Uint8Array | undefined>;
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/** A text on its way into a file. */
interface Intent {
  readonly text: string;
  /** Whether there was a file before: only then is one that is missing a cut one. */
  readonly existed: boolean;
}

export class CheckedFiles {
  private readonly turns = new Map<string, Promise<unknown>>();
  /** Copies that are of no more use and could not be forgotten: what has become of the file since is no write that was cut. */
  private readonly useless = new Set<string>();

  /** @param copies keeps the texts, as safe as a journal keeps decisions */
  constructor(
    private readonly files: ByteFiles,
    private readonly copies: JournalPort,
    private readonly ids: IdPort,
  ) {}

  /** The whole text, after mending what was cut. */
  read(path: string): Promise<FileResult<string | undefined>> {
    return this.inTurn(path, () => attempt(() => this.wholeText(path)));
  }

  /** Whether a write may not have reached the file in full. */
  async isUnderWay(path: string): Promise<boolean> {
    return (await this.copies.read(path)).some(({ id }) => !this.useless.has(id));
  }

  /** As {@link FilePort.write}. Nothing locks such a file: what another program writes between our look and our write is written over. */
  write(path: string, expected: string | undefined, text: string): Promise<FileResult<WriteReceipt>> {
    return this.inTurn(path, async () => flatten(await attempt(() => this.put(path, { text, existed: expected !== undefined }, expected))));
  }

  /** One after the other: a read in the midst of our own write would find half of it. */
  private inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
    const result = (this.turns.get(path) ?? Promise.resolve()).then(work);
    this.turns.set(
      path,
      result.then(
        () => undefined,
        () => undefined,
      ),
    );
    return result;
  }

  private async wholeText(path: string): Promise<string | undefined> {
    const records = await this.copies.read(path);
    const intent = records.filter(({ id }) => !this.useless.has(id)).at(-1)?.decision as Intent | undefined;
    let bytes = await this.files.read(path);
    if (intent && isCut(bytes, intent)) {
      bytes = new TextEncoder().encode(intent.text);
      await this.files.write(path, bytes);
      const back = await this.files.read(path);
      if (!isSame(back, bytes)) throw new Error('A write that was cut could not be mended.');
    }
    await this.forget(path, records);
    return bytes && decoded(bytes);
  }

  private async put(path: string, intent: Intent, expected: string | undefined): Promise<FileResult<WriteReceipt>> {
    const left = await this.copies.read(path);
    if (left.length > 0 && (await this.wholeText(path)) !== expected) return changed;
    const copy = { id: this.ids.next(), decision: intent };
    await this.copies.append(path, [copy]);
    const result = await this.replace(path, intent, expected);
    // What was cut, or cannot be looked at, is mended by the next read.
    if (result.ok || result.error.code !== 'partial') await this.forget(path, [...left, copy]);
    return result;
  }

  private async replace(path: string, intent: Intent, expected: string | undefined): Promise<FileResult<WriteReceipt>> {
    const before = await this.files.read(path);
    if ((before && decoded(before)) !== expected) return changed;
    const bytes = new TextEncoder().encode(intent.text);
    // What throws may have written all the same, or have emptied the file before: only the file tells.
    const tried = await attempt(() => this.files.write(path, bytes));
    const back = await attempt(() => this.files.read(path));
    if (!back.ok) return failure('partial', back.error.message);
    if (isSame(back.value, bytes)) return written;
    if (!tried.ok && isSame(back.value, before)) return tried;
    // The beginning of ours is a write that was cut. Anything else came from somebody else meanwhile, and is not to be written over.
    return isCut(back.value, intent) ? failure('partial', 'What was written did not read back the same.') : changed;
  }

  /** What cannot be forgotten now is forgotten with the next reading or writing, and nothing is mended by it meanwhile. */
  private async forget(path: string, copies: readonly { readonly id: string }[]): Promise<void> {
    if (copies.length === 0) return;
    const ids = copies.map(({ id }) => id);
    for (const id of ids) this.useless.add(id);
    const forgotten = await attempt(() => this.copies.remove(path, ids));
    if (forgotten.ok) for (const id of ids) this.useless.delete(id);
  }
}

function isCut(found: Uint8Array | undefined, { text, existed }: Intent): boolean {
  if (!found) return existed;
  const whole = new TextEncoder().encode(text);
  return found.length < whole.length && found.every((byte, index) => byte === whole[index]);
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
