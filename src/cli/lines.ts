/** A stream of bytes as lines, in memory that depends on the longest line allowed, never on the stream. */

export type Line = { readonly text: string } | { readonly error: string };

const newline = 0x0a;

/**
 * The lines of `chunks`, without their LF. A line that is longer than `maxBytes`, or not UTF-8, is an error in its place;
 * what follows it is read as before. The last line needs no LF.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array | string>, maxBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Buffer[] = [];
  let size = 0;
  const take = (): Line => {
    const tooLong = size > maxBytes;
    const bytes = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts = [];
    size = 0;
    if (tooLong) return { error: `the line is longer than ${maxBytes} bytes` };
    try {
      return { text: decoder.decode(bytes) };
    } catch {
      return { error: 'the line is not UTF-8' };
    }
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
