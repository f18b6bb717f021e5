/** Quotes that a project does not keep: `sha256:<salt>:<hex>` of salt + quote, both in UTF-8. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The hash that stands for `quote`. `salt` is any text without a colon; a fresh random one for each entry. */
export function quoteHash(quote: string, salt: string): string {
  return `sha256:${salt}:${bytesToHex(sha256(utf8ToBytes(salt + quote)))}`;
}

/** Whether `hash` stands for `quote`. A malformed hash stands for nothing. */
export function hashMatches(hash: string, quote: string): boolean {
  const [algorithm, salt, hex, ...rest] = hash.split(':');
  return (
    algorithm === 'sha256' &&
    salt !== undefined &&
    hex !== undefined &&
    rest.length === 0 &&
    quoteHash(quote, salt) === hash.toLowerCase().replace(/^[^:]*:[^:]*/, `sha256:${salt}`)
  );
}
