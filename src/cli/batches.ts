/** A stream of bytes in pieces of whole lines, for workers that read the lines themselves: this thread only looks for line ends. */
import { newline, tooLong } from './lines';

/** Whole lines, or what is to be answered instead of one that is too long. */
export type Batch = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly error: string };

/**
 * The lines that have come with a chunk, together: some 64 kB of a pipe or file, and a single line of a slow writer, which is answered before the next is
 * sent. Of a line longer than `maxBytes` nothing is kept but that it is. Memory depends on the longest line allowed, never on the stream.
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

/** In memory of their own, which can be handed to another thread. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
