/** Where a set stands in its table. */
export type IdSet = number;

/** Above every {@link IdSet}, so that two make one number. */
const most = 2 ** 24;

/**
 * Many sets of small whole numbers, a bit each, side by side in one table; equal sets are one. A search asks hundreds of
 * them in turn: together they stay in the processor's nearest cache, as objects of their own they would not.
 */
export class IdSets {
  /** How many 32-bit words a set takes. */
  private readonly width: number;
  private data: Int32Array;
  private used = 0;
  private readonly byHash = new Map<number, IdSet[]>();
  private readonly singles = new Map<number, IdSet>();
  /** By the two sets: compiling a grammar asks thousands of unions of two, most of them trivial or asked before. */
  private readonly pairs = new Map<number, IdSet>();
  readonly empty: IdSet;
  /** All numbers. */
  readonly full: IdSet;

  /** Sets of numbers below `size`. */
  constructor(size: number) {
    this.width = (size >>> 5) + 1;
    this.data = new Int32Array(this.width * 512);
    this.empty = this.of([]);
    this.full = this.of(Array(size).keys());
  }

  of(ids: Iterable<number>): IdSet {
    if (Array.isArray(ids) && ids.length === 1) return this.one(ids[0] as number);
    const at = this.blank();
    for (const id of ids) this.data[at + (id >>> 5)] = (this.data[at + (id >>> 5)] ?? 0) | (1 << (id & 31));
    return this.keep(at);
  }

  /** Most sets hold one number: these are found by it, and need not be compared with the others. */
  private one(id: number): IdSet {
    const known = this.singles.get(id);
    if (known !== undefined) return known;
    const at = this.blank();
    this.data[at + (id >>> 5)] = 1 << (id & 31);
    this.used += this.width;
    this.singles.set(id, at);
    return at;
  }

  union(sets: readonly IdSet[]): IdSet {
    let first = this.empty;
    let at = -1;
    let last = this.empty;
    for (const set of sets) {
      if (set === this.empty || set === last || set === first) continue;
      if (set === this.full) return set;
      last = set;
      if (first === this.empty) first = set;
      else if (at < 0) this.add((at = this.copy(first)), set);
      else this.add(at, set);
    }
    return at < 0 ? first : this.keep(at);
  }

  /** As {@link union}, of two. */
  both(a: IdSet, b: IdSet): IdSet {
    if (a === b || b === this.empty) return a;
    if (a === this.empty) return b;
    if (a === this.full || b === this.full) return this.full;
    const key = a < b ? a * most + b : b * most + a;
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const at = this.copy(a);
    this.add(at, b);
    const made = this.keep(at);
    this.pairs.set(key, made);
    return made;
  }

  has(set: IdSet, id: number): boolean {
    return (((this.data[set + (id >>> 5)] ?? 0) >>> (id & 31)) & 1) !== 0;
  }

  /** Room for one more set, all zero. */
  private blank(): IdSet {
    const at = this.used;
    if (at + this.width > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data.fill(0, at, at + this.width);
    return at;
  }

  private copy(set: IdSet): IdSet {
    const at = this.blank();
    this.data.copyWithin(at, set, set + this.width);
    return at;
  }

  private add(at: IdSet, set: IdSet): void {
    const { data, width } = this;
    for (let k = 0; k < width; k++) data[at + k] = (data[at + k] as number) | (data[set + k] as number);
  }

  /** The set just written, or the equal one that stands already. */
  private keep(at: IdSet): IdSet {
    let hash = 0;
    for (let k = 0; k < this.width; k++) hash = (Math.imul(hash, 31) + (this.data[at + k] ?? 0)) | 0;
    const like = this.byHash.get(hash) ?? [];
    const known = like.find((set) => this.equal(set, at));
    if (known !== undefined) return known;
    this.byHash.set(hash, [...like, at]);
    this.used += this.width;
    return at;
  }

  private equal(a: IdSet, b: IdSet): boolean {
    for (let k = 0; k < this.width; k++) if (this.data[a + k] !== this.data[b + k]) return false;
    return true;
  }
}
