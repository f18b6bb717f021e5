/** Numbers that tell two versions of a text apart while it is edited. Not for keeping, and only beside the length. */
import type { Splice } from './types';

/** Odd, so that each has an inverse modulo 2^32. */
const bases = [0x01000193, 0x85ebca6b] as const;

/** Of one text that is edited: an edit costs its distance from the one before, not the text's length. */
export class Fingerprint {
  private readonly sums: readonly Sum[];

  constructor(text: string) {
    this.sums = bases.map((base) => new Sum(base, text));
  }

  /** The same whichever edits led to a text. 53 bits. */
  get value(): number {
    const [high = 0, low = 0] = this.sums.map(({ value }) => value >>> 0);
    return high * 0x20_0000 + (low >>> 11);
  }

  /** Follows the edits of one change event. @param before the text that they are of; ascending, as in `mapRange` */
  edit(before: string, splices: readonly Splice[]): void {
    // From the last one back: what stands before each is as it was.
    for (const splice of [...splices].reverse()) for (const sum of this.sums) sum.replace(before, splice);
  }
}

/** The units of a text, each by a power of the base that its offset says: modulo 2^32. */
class Sum {
  private readonly inverse: number;
  /** Where the last edit was, the power of its offset, and the sum of all before it. */
  private at = 0;
  private power = 1;
  private ahead = 0;
  value: number;

  constructor(
    private readonly base: number,
    text: string,
  ) {
    // Each turn doubles the bits that are right; of an odd number, it is its own inverse in the last three.
    let inverse = base;
    for (let bits = 3; bits < 32; bits *= 2) inverse = Math.imul(inverse, 2 - Math.imul(base, inverse));
    this.inverse = inverse;
    this.value = this.sumOf(text, 0, text.length);
  }

  replace(before: string, { start, end, text }: Splice): void {
    this.moveTo(before, start);
    const behind = this.value - this.ahead - Math.imul(this.power, this.sumOf(before, start, end));
    const moved = Math.imul(behind, this.raised(text.length - (end - start)));
    this.value = (this.ahead + Math.imul(this.power, this.sumOf(text, 0, text.length)) + moved) | 0;
  }

  private moveTo(text: string, offset: number): void {
    for (; this.at < offset; this.at++) {
      this.ahead = (this.ahead + Math.imul(text.charCodeAt(this.at), this.power)) | 0;
      this.power = Math.imul(this.power, this.base);
    }
    while (this.at > offset) {
      this.at--;
      this.power = Math.imul(this.power, this.inverse);
      this.ahead = (this.ahead - Math.imul(text.charCodeAt(this.at), this.power)) | 0;
    }
  }

  /** As if the text began at `start`. */
  private sumOf(text: string, start: number, end: number): number {
    let sum = 0;
    for (let at = end - 1; at >= start; at--) sum = (Math.imul(sum, this.base) + text.charCodeAt(at)) | 0;
    return sum;
  }

  private raised(exponent: number): number {
    let result = 1;
    let factor = exponent < 0 ? this.inverse : this.base;
    for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
      if (left % 2) result = Math.imul(result, factor);
      factor = Math.imul(factor, factor);
    }
    return result;
  }
}
