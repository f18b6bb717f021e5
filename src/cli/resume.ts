/** Going on where an earlier run of `pressmark analyze --resume FILE` was stopped: FILE holds its answers, in the order of the documents. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { maxBytes } from './files';
import { InputError } from './host';
import { linesOf, newline } from './lines';
import { systemReason } from './messages';
import { idIn, objectIn } from './objects';

/** Bytes that are looked through at once for the end of the last whole line. */
const block = 1 << 16;
/** An answer holds every mark of its document, and may be this much longer than the line that it answers. */
const longestAnswer = 16 * maxBytes;

/** What has been answered already. */
export interface Answered {
  /** The files that have no answer yet. @throws InputError where the answers are to others */
  rest(files: readonly string[]): Promise<readonly string[]>;
  /** The bytes that follow the lines that have an answer. @throws InputError where the answers are to others */
  restOf(chunks: AsyncIterable<Uint8Array | string>): AsyncIterable<Uint8Array | string>;
}

export const nothingAnswered: Answered = { rest: (files) => Promise.resolve(files), restOf: (chunks) => chunks };

/**
 * Opens FILE, or begins it. A last line that is not whole, as a crash leaves it, is cut off.
 *
 * @returns what was answered, and where the answers go that are still to come
 * @throws InputError
 */
export async function resume(file: string): Promise<{ readonly answered: Answered; readonly stream: Writable }> {
  try {
    const handle = await open(file, 'a+');
    try {
      const { size } = await handle.stat();
      const end = await endOfLastLine(handle, size);
      if (end < size) await handle.truncate(end);
      return { answered: end === 0 ? nothingAnswered : new Answers(file, end), stream: createWriteStream(file, { flags: 'a' }) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new InputError(`${file} cannot be gone on with: ${systemReason(error)}.`);
  }
}

async function endOfLastLine(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<number> {
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

/** Answers and documents are compared side by side, id by id: the memory does not depend on how many there are. */
class Answers implements Answered {
  constructor(
    private readonly file: string,
    private readonly end: number,
  ) {}

  async rest(files: readonly string[]): Promise<readonly string[]> {
    let count = 0;
    for await (const id of this.ids()) {
      if (count >= files.length || id !== files[count]) throw this.stranger(count + 1);
      count++;
    }
    return files.slice(count);
  }

  async *restOf(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array | string> {
    const ids = this.ids();
    let next = await ids.next();
    let number = 0;
    let parts: Uint8Array[] = [];
    for await (const chunk of chunks) {
      let rest: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      while (!next.done) {
        const end = rest.indexOf(newline) + 1;
        parts.push(end > 0 ? rest.subarray(0, end) : rest);
        if (end === 0) break;
        number++;
        if (idOf(parts) !== next.value) throw this.stranger(number);
        parts = [];
        rest = rest.subarray(end);
        next = await ids.next();
      }
      if (next.done && rest.length > 0) yield rest;
    }
    if (next.done) return;
    // The last line of the input may have no line end.
    if (parts.length > 0 && idOf(parts) === next.value && (await ids.next()).done) return;
    throw this.stranger(number + 1);
  }

  /** The id of each answer; undefined for an answer to what has none. */
  private async *ids(): AsyncGenerator<string | number | undefined> {
    let number = 0;
    for await (const line of linesOf(createReadStream(this.file, { end: this.end - 1 }), longestAnswer)) {
      number++;
      const read = 'error' in line ? line : objectIn(line.text, '');
      if ('error' in read) throw new InputError(`Line ${number} of ${this.file} is no answer of pressmark analyze.`);
      const named = idIn(read.value);
      yield 'id' in named ? named.id : undefined;
    }
  }

  private stranger(number: number): InputError {
    return new InputError(`Line ${number} of ${this.file} is the answer to another document. Give the documents, in the order, that it was begun with.`);
  }
}

function idOf(parts: readonly Uint8Array[]): string | number | undefined {
  if (parts.reduce((sum, { length }) => sum + length, 0) > maxBytes) return undefined;
  const read = objectIn(Buffer.concat(parts).toString('utf8').replace(/\n$/, ''), '');
  const named = 'error' in read ? read : idIn(read.value);
  return 'id' in named ? named.id : undefined;
}
