import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The name of a text in a sidecar's `document.text`: SHA-256 of its UTF-8, as `sha256:` and 64 hexadecimal digits. */
export function textHash(canonicalText: string): `sha256:${string}` {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalText)))}`;
}

/** What stands for a quote where the project keeps none: `sha256:<salt>:<hex>` of salt and quote. The salt is hexadecimal. */
export function quoteHash(quote: string, salt: string): string {
  return `sha256:${salt}:${bytesToHex(sha256(utf8ToBytes(salt + quote)))}`;
}

/** Whether a quote is the one that a hash stands for. */
export function matchesQuoteHash(quote: string, hash: string): boolean {
  const salt = /^sha256:([^:]*):/.exec(hash)?.[1];
  return salt !== undefined && quoteHash(quote, salt) === hash;
}
