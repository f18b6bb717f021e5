/** A stream of bytes as lines, in memory that depends on the longest line allowed, never on the stream. */

export type Line = { readonly text: string } | { readonly error: string };

/** Whole lines, or what is to be answered instead of one that is too long. */
export type Batch = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly error: string };

export const newline = 0x0a;

const tooLong = (maxBytes: number): string => `the line is longer than ${maxBytes} bytes`;

/**
 * The lines of `chunks`, without their LF. A line that is longer than `maxBytes`, or not UTF-8, is an error in its place;
 * what follows it is read as before. The last line needs no LF.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array | string>, maxBytes: number): AsyncGenerator<Line> {
  for await (const batch of batchesOf(chunks, maxBytes)) for (const { line } of linesIn(batch, maxBytes)) yield line;
}

/**
 * The lines that have come with a chunk, together: some 64 kB of a pipe or file, and a single line of a slow writer, which is answered before the next is
 * sent. Of a line longer than `maxBytes` nothing is kept but that it is. Only line ends are looked for: what is in the lines is for a worker to read.
 */
export async function* batchesOf(chunks: AsyncIterable<Uint8Array | string>, maxBytes: number): AsyncGenerator<Batch> {
  let open: Uint8Array[] = [];
  let size = 0;
  const keep = (part: Uint8Array): void => {
    size += part.length;
    if (size > maxBytes) open = [];
    else if (part.length > 0) open.push(part);
  };
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const first = bytes.indexOf(newline);
    if (first < 0) {
      keep(bytes);
      continue;
    }
    const over = size + first > maxBytes;
    if (over) yield { error: tooLong(maxBytes) };
    const last = bytes.lastIndexOf(newline) + 1;
    const lines = joined([...(over ? [] : open), bytes.subarray(over ? first + 1 : 0, last)]);
    open = [];
    size = 0;
    if (lines.length > 0) yield { bytes: lines };
    keep(bytes.subarray(last));
  }
  if (size > maxBytes) yield { error: tooLong(maxBytes) };
  else if (size > 0) yield { bytes: joined(open) };
}

/** The lines of a batch, each with the place behind it, its LF included: one reading for whoever answers a line and whoever asks what it is. */
export function* linesIn(batch: Batch, maxBytes: number): Generator<{ readonly line: Line; readonly end: number }> {
  if ('error' in batch) {
    yield { line: batch, end: 0 };
    return;
  }
  const { bytes } = batch;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(newline, from);
    const end = at < 0 ? bytes.length : at;
    const line = lineOf(decoder, bytes.subarray(from, end), maxBytes);
    from = end + 1;
    yield { line, end: Math.min(from, bytes.length) };
  }
}

function lineOf(decoder: TextDecoder, bytes: Uint8Array, maxBytes: number): Line {
  if (bytes.length > maxBytes) return { error: tooLong(maxBytes) };
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { error: 'the line is not UTF-8' };
  }
}

/** In memory of their own, which can be handed to another thread. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
