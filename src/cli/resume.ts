/**
 * Going on where an earlier run of `pressmark analyze --resume FILE` was stopped: FILE holds its answers, and what is answered is known by its id.
 *
 * Documents that come as they came before are compared with the answers side by side, in memory that does not depend on how many there are. Where they part
 * (a document was put in, taken out or moved), the ids of the answers that are left are counted, in some forty bytes an answer, and from there on a document
 * is passed over if its id is among them: once for each answer, where several have the same id. All other documents are answered behind what is there, in
 * their own order. So no document is passed over that has no answer of its id, none is answered twice, and nothing in FILE changes.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { maxBytes } from './files';
import { InputError, Interrupted } from './host';
import { KeyCounts } from './keyCounts';
import { type Batch, joined, type Line, linesIn, linesOf, newline } from './lines';
import { count, systemReason } from './messages';
import { idIn, objectIn } from './objects';
import type { Progress } from './progress';

/** Bytes that are looked through at once for the end of the last whole line. */
const block = 1 << 16;
/** An answer holds every mark of its document, and may be this much longer than the line that it answers. */
const longestAnswer = 16 * maxBytes;
/** The key of what has no id, such as a line that is not JSON. */
const nameless = '';

/** What has been answered already. A document that is asked about takes its answer, so that another of its id wants another. */
export interface Answered {
  /** The files that have no answer yet. @throws InputError where FILE is none of answers */
  rest(files: readonly string[], say: (sentence: string) => void): Promise<readonly string[]>;
  /** The lines that have no answer yet. @throws InputError where FILE is none of answers */
  restOf(batches: AsyncIterable<Batch>, progress: Progress): AsyncIterable<Batch>;
  /** When all documents have been asked about: what is to be said of answers that are left. */
  left(): Promise<string | undefined>;
}

export const nothingAnswered: Answered = {
  rest: (files) => Promise.resolve(files),
  restOf: (batches) => batches,
  left: () => Promise.resolve(undefined),
};

/**
 * Opens FILE, or begins it. A last line that is not whole, as a crash leaves it, is cut off; a file that does not hold answers is left as it is.
 *
 * @returns what was answered, and where the answers go that are still to come
 * @throws InputError
 */
export async function resume(file: string, signal: AbortSignal): Promise<{ readonly answered: Answered; readonly stream: Writable }> {
  try {
    const handle = await open(file, 'a+');
    try {
      const { size } = await handle.stat();
      const end = await endOfLastLine(handle, size);
      if (end < size) {
        for (const at of [0, end]) if (!beginsAsAnswer(await textAt(handle, at))) throw noAnswer(at === 0 ? 'Line 1' : 'The last line', file);
        await handle.truncate(end);
      }
      return { answered: end === 0 ? nothingAnswered : new Answers(file, end, signal), stream: createWriteStream(file, { flags: 'a' }) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${file} cannot be gone on with: ${systemReason(error)}.`);
  }
}

type Handle = Awaited<ReturnType<typeof open>>;

async function endOfLastLine(handle: Handle, size: number): Promise<number> {
  const buffer = Buffer.alloc(Math.min(block, size));
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - block);
    const { bytesRead } = await handle.read(buffer, 0, end - start, start);
    const at = buffer.subarray(0, bytesRead).lastIndexOf(newline);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

/** The beginning of what stands there; without the zeros that a machine that lost its power may leave at the end of a file. */
async function textAt(handle: Handle, at: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(block), 0, block, at);
  return new TextDecoder().decode(buffer.subarray(0, bytesRead)).replace(/\0+$/, '');
}

/** Whether this, which may end anywhere, can be how an answer begins: somebody's notes, or the documents themselves, must not lose a last line. */
function beginsAsAnswer(text: string): boolean {
  if (!'{'.startsWith(text.slice(0, 1))) return false;
  const head = /^\{(?:"id":(?:"(?:[^"\\]|\\.)*"|[-+.\de]+),)?(?:"published":"[^"]*",)?/.exec(text)?.[0] ?? '';
  const rest = text.slice(head.length);
  if (['"publishedBasis":"', '"error":"', '"id":', '"published":'].some((key) => key.startsWith(rest))) return true;
  // Cut within the id or the day.
  return /^"publishedBasis":"|^"error":"|^"id":(?:"(?:[^"\\]|\\.)*(?:\\|")?|[-+.\de]*)$|^"published":"[^"]*"?$/.test(rest);
}

class Answers implements Answered {
  private readonly keys: AsyncIterator<string, undefined>;
  /** The answer whose document is awaited, while documents come as they came before. */
  private next: IteratorResult<string, undefined> | undefined;
  /** The answers that are left, once they do not. */
  private others: KeyCounts | undefined;

  constructor(
    private readonly file: string,
    end: number,
    signal: AbortSignal,
  ) {
    this.keys = this.read(end, signal);
  }

  async rest(files: readonly string[], say: (sentence: string) => void): Promise<readonly string[]> {
    const rest: string[] = [];
    for (const file of files) if (!(await this.take(JSON.stringify(file), say))) rest.push(file);
    return rest;
  }

  async *restOf(batches: AsyncIterable<Batch>, progress: Progress): AsyncGenerator<Batch> {
    const say = (sentence: string): void => progress.say(sentence);
    for await (const batch of batches) {
      if (await this.spent()) {
        yield batch;
        continue;
      }
      const kept: Uint8Array[] = [];
      let from = 0;
      for (const { line, end } of linesIn(batch, maxBytes)) {
        const answered = await this.take(keyOf(line), say);
        if ('error' in batch) {
          if (!answered) yield batch;
          continue;
        }
        if (answered) progress.skip(end - from);
        else kept.push(batch.bytes.subarray(from, end));
        from = end;
      }
      if (kept.length > 0) yield { bytes: joined(kept) };
    }
  }

  async left(): Promise<string | undefined> {
    const { total } = (this.others ??= await this.remaining());
    return total === 0
      ? undefined
      : `${count(total, 'answer')} in ${this.file} ${total === 1 ? 'is to a document that was' : 'are to documents that were'} not given this time, and ${total === 1 ? 'stays' : 'stay'}.`;
  }

  /** Whether this document has an answer, which then is taken. */
  private async take(key: string, say: (sentence: string) => void): Promise<boolean> {
    if (!this.others) {
      if (await this.spent()) return false;
      if (this.next?.value === key) {
        this.next = undefined;
        return true;
      }
      this.others = await this.remaining();
      say(`${this.file} was begun with other documents, or in another order: those that have no answer in it are answered at its end.`);
    }
    return this.others.take(key);
  }

  private async spent(): Promise<boolean> {
    if (this.others) return this.others.total === 0;
    this.next ??= await this.keys.next();
    return this.next.done === true;
  }

  private async remaining(): Promise<KeyCounts> {
    const counts = new KeyCounts();
    while (!(await this.spent())) {
      if (this.next?.value !== undefined) counts.add(this.next.value);
      this.next = undefined;
    }
    return counts;
  }

  /** The key of each answer. */
  private async *read(end: number, signal: AbortSignal): AsyncGenerator<string, undefined> {
    let number = 0;
    for await (const line of linesOf(createReadStream(this.file, { end: end - 1 }), longestAnswer)) {
      if (signal.aborted) throw new Interrupted();
      number++;
      const read = 'error' in line ? line : objectIn(line.text, '');
      if ('error' in read || !('publishedBasis' in read.value || 'error' in read.value)) throw noAnswer(`Line ${number}`, this.file);
      yield keyIn(read.value);
    }
    return undefined;
  }
}

function noAnswer(line: string, file: string): InputError {
  return new InputError(`${line} of ${file} is no answer of pressmark analyze: give a file that it has written, or a new one.`);
}

/** The same of a line and of the answer to it. */
function keyOf(line: Line): string {
  const read = 'error' in line ? line : objectIn(line.text, '');
  return 'error' in read ? nameless : keyIn(read.value);
}

/** 1 and "1" are two. */
function keyIn(value: Readonly<Record<string, unknown>>): string {
  const named = idIn(value);
  return 'id' in named ? JSON.stringify(named.id) : nameless;
}
