/** How often each of very many keys is there, in some 20 to 45 bytes a key, whatever its length. */
import { createHash } from 'node:crypto';

/** Words of 32 bits that a key takes: three of its digest, then how often it is there. */
const width = 4;

/**
 * An open table of digests. A map of strings takes three times as much, and ends at sixteen million. Two keys of a hundred million have the same 95 bits
 * of SHA-256 once in ten million million tables.
 */
export class KeyCounts {
  private slots = new Uint32Array(width * 1024);
  private used = 0;
  private sum = 0;

  /** All keys, each as often as it is there. */
  get total(): number {
    return this.sum;
  }

  add(key: string): void {
    if (this.used * width >= this.slots.length * 0.75) this.grow();
    const at = this.slotOf(wordsOf(key));
    this.slots[at + 3] = (this.slots[at + 3] ?? 0) + 1;
    this.sum++;
  }

  /** Takes it away once. @returns whether it was there */
  take(key: string): boolean {
    const words = wordsOf(key);
    const at = this.placeOf(words);
    const count = this.slots[at + 3] ?? 0;
    if (count === 0) return false;
    this.slots[at + 3] = count - 1;
    this.sum--;
    return true;
  }

  private slotOf(words: Words): number {
    const at = this.placeOf(words);
    if (this.slots[at] === 0) {
      this.slots.set(words, at);
      this.used++;
    }
    return at;
  }

  /** Where the digest stands, or would. */
  private placeOf([first, second, third]: Words): number {
    const { slots } = this;
    let at = (second % (slots.length / width)) * width;
    while (slots[at] !== 0 && (slots[at] !== first || slots[at + 1] !== second || slots[at + 2] !== third)) at = (at + width) % slots.length;
    return at;
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Uint32Array(2 * before.length);
    this.used = 0;
    for (let at = 0; at < before.length; at += width) {
      const [first = 0, second = 0, third = 0, count = 0] = before.subarray(at, at + width);
      if (first !== 0) this.slots[this.slotOf([first, second, third]) + 3] = count;
    }
  }
}

type Words = readonly [number, number, number];

/** The first word is never zero, which is how an empty slot is told. */
function wordsOf(key: string): Words {
  const digest = createHash('sha256').update(key).digest();
  return [(digest.readUInt32LE(0) | 1) >>> 0, digest.readUInt32LE(4), digest.readUInt32LE(8)];
}
