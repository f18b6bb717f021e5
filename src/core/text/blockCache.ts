/** UTF-16 code units of block text whose results are kept where documents are read again and again: two of a million and some. */
export const forEditing = 4_000_000;

/**
 * The same where many documents are read once: what all pages of a site have in common, and a few articles that are compared. What is found in a text takes
 * some twenty times its length.
 */
export const forPassing = 400_000;

/**
 * What was found in blocks, by their text. Kept in two halves: what is asked for moves to the newer one, and when that is full the older one is forgotten.
 * So what was lately asked for stays, and asking again for what is new moves nothing.
 */
export class BlockCache<Found> {
  private newer = new Map<string, Found>();
  private older = new Map<string, Found>();
  private length = 0;

  /** @param budget code units of text, {@link forEditing} or {@link forPassing} */
  constructor(private readonly budget = forEditing) {}

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
    if (this.length > this.budget / 2) {
      this.older = this.newer;
      this.newer = new Map();
      this.length = 0;
    }
    return found;
  }
}
