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
  private newer = new Half<Found>();
  private older = new Half<Found>();
  private length = 0;

  /** @param budget code units of text, {@link forEditing} or {@link forPassing} */
  constructor(private readonly budget = forEditing) {}

  /** @param read must depend on nothing but the text */
  get(blockText: string, read: (own: string) => Found): Found {
    const sample = sampleOf(blockText);
    const known = this.newer.get(sample, blockText);
    if (known !== undefined) return known;
    const own = copyOf(blockText);
    const found = this.older.get(sample, blockText) ?? read(own);
    this.newer.set(sample, own, found);
    this.length += own.length;
    if (this.length > this.budget / 2) {
      this.older = this.newer;
      this.newer = new Half();
      this.length = 0;
    }
    return found;
  }
}

/**
 * Texts by a sample of their characters, which tells nearly all of them apart: to hash the whole of a text takes longer than to cut it out, and most are
 * new. Those that have one sample are told apart by all that they say.
 */
class Half<Found> {
  private readonly bySample = new Map<number, { readonly text: string; readonly found: Found }>();
  private readonly byText = new Map<string, Found>();

  get(sample: number, text: string): Found | undefined {
    const known = this.bySample.get(sample);
    return known === undefined || known.text === text ? known?.found : this.byText.get(text);
  }

  set(sample: number, text: string, found: Found): void {
    if (this.bySample.has(sample)) this.byText.set(text, found);
    else this.bySample.set(sample, { text, found });
  }
}

/** Characters of a sample, evenly from the whole text: shorter ones are in it altogether. */
const sampled = 24;

/** A whole number that an array of the engine's holds as it is. */
function sampleOf(text: string): number {
  const { length } = text;
  const step = Math.ceil(length / sampled);
  let hash = length;
  for (let i = 0; i < length; i += step) hash = Math.imul(hash ^ text.charCodeAt(i), prime);
  return (hash ^ (hash >>> 15)) & 0x3fff_ffff;
}

/** Of FNV-1a (Fowler, Noll, Vo). */
const prime = 0x01000193;

/** A slice keeps the whole text that it was cut from alive, and is slower to read. Joining makes a string that is a part of none. */
const copyOf = (slice: string): string => [slice.slice(0, 1), slice.slice(1)].join('');
