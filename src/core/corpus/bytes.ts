/** Whole numbers in as few bytes as they need: seven bits a byte, the low ones first (LEB128). */

export class ByteWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  /** @param value a whole number from 0 to 2³²−1 */
  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.push((rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 128);
    }
    this.push(rest);
  }

  /** What was written, in memory of its own; the writer begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  private push(byte: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length++] = byte;
  }
}

export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** Goes on by so many numbers. */
  pass(numbers: number): void {
    for (let left = numbers; left > 0;) if ((this.bytes[this.at++] ?? 0) < 0x80) left--;
  }

  /** 0 behind the end. */
  number(): number {
    // Nearly all numbers take one byte.
    const first = this.bytes[this.at++] ?? 0;
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let factor = 128; ; factor *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }
}
