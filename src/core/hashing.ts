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
  // Four sums side by side: one alone waits for each product, and takes three times as long.
  let [a, b, c, d] = [basis | 0, prime, 0x9e3779b9 | 0, 0x2c1b3c6d];
  const fours = words.length & ~3;
  for (let i = 0; i < fours; i += 4) {
    a = Math.imul(a ^ (words[i] as number), prime);
    b = Math.imul(b ^ (words[i + 1] as number), prime);
    c = Math.imul(c ^ (words[i + 2] as number), prime);
    d = Math.imul(d ^ (words[i + 3] as number), prime);
  }
  for (let i = fours; i < words.length; i++) a = Math.imul(a ^ (words[i] as number), prime);
  for (const sum of [b, c, d]) a = Math.imul(a ^ sum, prime);
  return a;
}
