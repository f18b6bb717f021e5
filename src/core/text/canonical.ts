/**
 * The canonical text of a document: what every offset in Pressmark counts in.
 * Decoded, without a leading byte order mark, every line end a single LF.
 */

/** `decoded` with one leading byte order mark dropped and CRLF and lone CR turned into LF. Idempotent but for a doubled mark. */
export function canonicalText(decoded: string): string {
  const text = decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded;
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

export type DecodeResult = { readonly text: string } | { readonly problem: 'undecodable' | 'unknown-encoding' };

/**
 * The canonical text of a file's bytes, or why there is none. Never guesses: bytes that are not valid in `encoding`
 * are `undecodable`, because offsets into replacement characters would be worth nothing once the right setting is found.
 *
 * @param encoding a label of the WHATWG Encoding Standard ("utf-8", "windows-1251"), or VS Code's spelling of one ("windows1251")
 */
export function decodeDocument(bytes: Uint8Array, encoding = 'utf-8'): DecodeResult {
  const decoder = decoderFor(encoding) ?? decoderFor(labelOf(encoding));
  if (!decoder) return { problem: 'unknown-encoding' };
  try {
    return { text: canonicalText(decoder.decode(bytes)) };
  } catch {
    return { problem: 'undecodable' };
  }
}

/** Keeps the byte order mark, so that `canonicalText` alone decides about it. */
function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    return undefined;
  }
}

/** VS Code's `files.encoding` ids drop the hyphens that the standard's labels have: "iso88592", "koi8r", "windows1251", "utf16le". */
function labelOf(encoding: string): string {
  return encoding
    .trim()
    .toLowerCase()
    .replace(/^windows(\d)/, 'windows-$1')
    .replace(/^iso8859(\d)/, 'iso-8859-$1')
    .replace(/^koi8([ru])$/, 'koi8-$1')
    .replace(/^utf(8|16)/, 'utf-$1')
    .replace(/^shiftjis$/, 'shift_jis')
    .replace(/^euc(jp|kr)$/, 'euc-$1');
}
