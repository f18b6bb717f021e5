/** UTF-16 code units of block text whose results are kept: two documents of a million and some. */
const budget = 4_000_000;

/** What was found in blocks, by their text: the least lately asked for is forgotten first. */
export class BlockCache<Found> {
  private readonly kept = new Map<string, Found>();
  private length = 0;

  /** @param read must depend on nothing but the text */
  get(blockText: string, read: (own: string) => Found): Found {
    const known = this.kept.get(blockText);
    if (known !== undefined) {
      this.kept.delete(blockText);
      this.kept.set(blockText, known);
      return known;
    }
    // A slice keeps the whole text that it was cut from alive.
    const own = ` ${blockText}`.slice(1);
    const found = read(own);
    this.kept.set(own, found);
    this.length += own.length;
    for (const [oldest] of this.kept) {
      if (this.length <= budget) break;
      this.kept.delete(oldest);
      this.length -= oldest.length;
    }
    return found;
  }
}
