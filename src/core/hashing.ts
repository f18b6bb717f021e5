/** Short numbers for strings and bytes, to tell them apart and not to keep secrets: FNV-1a (Fowler, Noll, Vo), and a finish that spreads its bits. */

const prime = 0x01000193;
const basis = 0x811c9dc5;

/** 32 bits, signed. */
export function hash32(text: string): number {
  let hash = basis | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), prime);
  return spread(hash);
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

/** 53 bits as a whole number: two texts of a corpus of millions have the same one in less than one of a hundred corpora. */
export function hash53(text: string): number {
  let [high, low] = [basis | 0, 0x9e3779b9 | 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, prime);
    low = Math.imul(low ^ unit, prime);
  }
  return (spread(high) >>> 0) * 0x20_0000 + (spread(low) >>> 11);
}

/** Of whole 32-bit words: one changed word always changes it. */
export function hashWords(words: Int32Array): number {
  let hash = basis | 0;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ (words[i] ?? 0), prime);
  return hash;
}
