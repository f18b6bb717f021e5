/** The longest word that is remembered, in code units: what is longer is an address, and comes once. */
const longest = 40;
/** Places in the table of a new memory, a power of two. */
const fewest = 1 << 10;

/**
 * What is known of words, found by their characters where they stand in a text. A map would have each word cut out of the text, and the piece hashed, to be told
 * that it is known.
 */
export class WordMemory<T> {
  /** A word at its place or at the next free one behind. */
  private words: (string | undefined)[] = [];
  private values: (T | undefined)[] = [];
  private hashes = new Int32Array(0);
  private size = 0;

  /**
   * @param make what is known of a word that was not met before; of its characters alone
   * @param most words that are remembered; then all are forgotten: numbers and misspellings never end
   */
  constructor(
    private readonly make: (word: string) => T,
    private readonly most: number,
  ) {
    this.clear(fewest);
  }

  /** Of the word in `[start, end)` of a text. */
  at(text: string, start: number, end: number): T {
    if (end - start > longest) return this.make(text.slice(start, end));
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    const mask = this.words.length - 1;
    let place = placeOf(hash, mask);
    for (let word = this.words[place]; word !== undefined; word = this.words[place]) {
      if (this.hashes[place] === hash && isSame(word, text, start, end)) return this.values[place] as T;
      place = (place + 1) & mask;
    }
    // A slice keeps the whole text that it was cut from alive.
    return this.keep(` ${text.slice(start, end)}`.slice(1), hash);
  }

  of(word: string): T {
    return this.at(word, 0, word.length);
  }

  private keep(word: string, hash: number): T {
    // Made first: what is made may ask for other words.
    const made = this.make(word);
    if (this.size >= this.most) this.clear(fewest);
    if (2 * this.size >= this.words.length) this.grow();
    this.put(word, made, hash);
    this.size++;
    return made;
  }

  private put(word: string, value: T | undefined, hash: number): void {
    const mask = this.words.length - 1;
    let place = placeOf(hash, mask);
    while (this.words[place] !== undefined) place = (place + 1) & mask;
    this.words[place] = word;
    this.values[place] = value;
    this.hashes[place] = hash;
  }

  private grow(): void {
    const { words, values, hashes, size } = this;
    this.clear(2 * words.length);
    this.size = size;
    words.forEach((word, i) => {
      if (word !== undefined) this.put(word, values[i], hashes[i] ?? 0);
    });
  }

  private clear(places: number): void {
    this.words = new Array<string | undefined>(places).fill(undefined);
    this.values = new Array<T | undefined>(places).fill(undefined);
    this.hashes = new Int32Array(places);
    this.size = 0;
  }
}

function placeOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 16)) & mask;
}

function isSame(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}
