/** A stream of bytes as lines, in memory that depends on the longest line allowed, never on the stream. */

export type Line = { readonly text: string } | { readonly error: string };

export const newline = 0x0a;

export const tooLong = (maxBytes: number): string => `the line is longer than ${maxBytes} bytes`;

/**
 * The lines of `chunks`, without their LF. A line that is longer than `maxBytes`, or not UTF-8, is an error in its place;
 * what follows it is read as before. The last line needs no LF.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array | string>, maxBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Buffer[] = [];
  let size = 0;
  const take = (): Line => {
    const line = lineOf(decoder, parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts), size, maxBytes);
    parts = [];
    size = 0;
    return line;
  };
  const keep = (part: Buffer): void => {
    size += part.length;
    // Of a line that is too long nothing is kept but that it is.
    if (size > maxBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
      keep(bytes.subarray(from, at));
      yield take();
      from = at + 1;
    }
    keep(bytes.subarray(from));
  }
  if (size > 0) yield take();
}

/** The lines of whole bytes, as {@link linesOf} gives those of a stream. */
export function* splitLines(bytes: Uint8Array, maxBytes: number): Generator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(newline, from);
    const end = at < 0 ? bytes.length : at;
    yield lineOf(decoder, bytes.subarray(from, end), end - from, maxBytes);
    from = end + 1;
  }
}

function lineOf(decoder: TextDecoder, bytes: Uint8Array, size: number, maxBytes: number): Line {
  if (size > maxBytes) return { error: tooLong(maxBytes) };
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { error: 'the line is not UTF-8' };
  }
}
