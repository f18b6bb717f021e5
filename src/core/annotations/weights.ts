/**
 * The numbers that decide where a passage is, in one place. Evidence is counted in bits: a word that makes up one in
 * 2^n of the text is worth n when it is found where it should be (its surprisal; Shannon 1948), so rare words count more
 * and a common name alone never carries a decision.
 */
export const weights = {
  /** A word's worth: never nothing, and no hapax decides alone. */
  minWordBits: 2,
  maxWordBits: 12,
  /** Context fades with its distance in words: at this distance it counts half. */
  contextHalf: 8,
  /** Context that stands this many words too near or too far counts half. */
  displacementHalf: 3,
  /** Bits beyond those it takes to name a place in the text at all (log2 of its words): 8 is one chance in 256. */
  minSurplus: 8,
  /** In a text too short to give that many bits, this share of all there is suffices. */
  enough: 0.8,
  /** Share of a perfect match's evidence below which a place is refused however long the passage is. */
  minShare: 0.38,
  /** Share of the context, on its better side, without which a place is refused: a copy elsewhere has the quote and nothing around it. */
  minContext: 0.4,
  /** With this share of it on both sides, a place needs no look back. */
  bothContexts: 0.7,
  /** In the look back, the passage's own place must match at least this share of what the best other one does. */
  minMirror: 1,
  /** Of this share of the passage's length, the old text between two points of the spine cannot have held a copy of it. */
  maxOldGap: 0.3,
  /** A passage that moved away from all its context must be nearly itself, and long: this share of its characters, this many times the bits that are needed. */
  movedAlike: 0.8,
  movedShare: 2,
  /** Share of the quote's own characters that must be there. A coder's passage of which less is left is another text. */
  minAlike: 0.55,
  /** The runner-up must have less than this share of the winner's evidence. */
  maxRunnerUp: 0.88,
  /** Of two places that are the same to the letter, the spine must prefer one by so many bits. */
  twinMargin: 3,
  /** What agreement with the spine is worth at most, in bits. */
  spineBits: 12,
  /** So many of them, with quote and context to the letter, need no further question. */
  sureSupport: 8,
  /** With fewer, nothing but its own words says that the passage is where it was: a lone annotation, far from any other. */
  someSupport: 4,
  /** Share of the passage's length by which the text around a place must have grown for the passage to have come there from elsewhere. */
  minRoom: 0.8,
} as const;
