/** UTF-16 code units of block text whose results are kept: two documents of a million and some. */
const budget = 4_000_000;

/**
 * What was found in blocks, by their text. Kept in two halves: what is asked for moves to the newer one, and when that is full the older one is forgotten.
 * So what was lately asked for stays, and asking again for what is new moves nothing.
 */
export class BlockCache<Found> {
  private newer = new Map<string, Found>();
  private older = new Map<string, Found>();
  private length = 0;

  /** @param read must depend on nothing but the text */
  get(blockText: string, read: (own: string) => Found): Found {
    const known = this.newer.get(blockText);
    if (known !== undefined) return known;
    const old = this.older.get(blockText);
    // A slice keeps the whole text that it was cut from alive.
    const own = ` ${blockText}`.slice(1);
    const found = old ?? read(own);
    this.newer.set(own, found);
    this.length += own.length;
    if (this.length > budget / 2) {
      this.older = this.newer;
      this.newer = new Map();
      this.length = 0;
    }
    return found;
  }
}
