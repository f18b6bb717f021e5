/**
 * Sentences of two documents that say the same in other words or another order, as after a translation and back: compared
 * as bags of words with synonyms, names and dates, then cut to the clauses that take part.
 */
import { nearLength } from './features';
import { type Count, meaningOf } from './lookups';
import { type Prepared, type Stretch, stretchOf } from './prepare';
import { inName } from './runs';
import type { Word } from './words';

export interface Reworded {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  /** Share of the weight that both sides have, 0 to 1: the smaller side's. */
  readonly kept: number;
  /** Weight of what both have. */
  readonly weight: number;
}

/** A word that stands more often than this in either text brings no two sentences together. */
const maxOccurrences = 8;
/** Weight of shared words from which two sentences are looked at. */
const minCandidate = 1.6;

/**
 * Every pair of sentences that may say the same, in no order.
 *
 * @param wanted which sentences are compared, by their numbers
 */
export function rewordedOf(a: Prepared, b: Prepared, wanted: (i: number, j: number) => boolean = () => true): readonly Reworded[] {
  const [countsA, countsB] = [a.lookups().counts, b.lookups().counts];
  const rarity = (key: string): number => 1 / Math.sqrt(Math.max(1, countsA.get(key)?.total ?? 1) * Math.max(1, countsB.get(key)?.total ?? 1));
  const found: Reworded[] = [];
  for (const [pair, weight] of candidates(countsA, countsB, b.sentences.length, rarity, wanted)) {
    if (weight < minCandidate) continue;
    const [i, j] = [Math.floor(pair / b.sentences.length), pair % b.sentences.length];
    const reworded = compared(a, b, a.sentences[i] as Stretch, b.sentences[j] as Stretch, rarity);
    if (reworded) found.push(reworded);
  }
  return found;
}

const keyAt = ({ words, marks }: Prepared, i: number): string => meaningOf(words[i] as Word, marks.get(i));

function candidates(
  a: ReadonlyMap<string, Count>,
  b: ReadonlyMap<string, Count>,
  columns: number,
  rarity: (key: string) => number,
  wanted: (i: number, j: number) => boolean,
): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const [key, count] of a) {
    const other = b.get(key);
    if (!other || count.total > maxOccurrences || other.total > maxOccurrences) continue;
    const weight = count.weight * Math.sqrt(rarity(key));
    for (const i of count.sentences) for (const j of other.sentences) if (wanted(i, j)) sums.set(i * columns + j, (sums.get(i * columns + j) ?? 0) + weight);
  }
  return sums;
}

/** Least share of both sides that must be common, and least weight of it. */
const minKept = 0.5;
const minRare = 1.8;
/** Least number of common words that either text writes small: names alone make no statement. */
const minPlain = 4;

function compared(a: Prepared, b: Prepared, x: Stretch, y: Stretch, rarity: (key: string) => number): Reworded | undefined {
  let [rangeA, rangeB] = [x, y];
  for (let round = 0; round < 2; round++) {
    const inB = vocabulary(b, rangeB);
    const inA = vocabulary(a, rangeA);
    const nextA = densest(a, x, inB);
    const nextB = densest(b, y, inA);
    if (!nextA || !nextB) return undefined;
    [rangeA, rangeB] = [nextA, nextB];
  }
  const sideA = sideOf(a, rangeA, vocabulary(b, rangeB), rarity);
  const sideB = sideOf(b, rangeB, vocabulary(a, rangeA), rarity);
  const kept = Math.min(sideA.kept, sideB.kept);
  const plain = new Set([...sideA.plain, ...sideB.plain]).size;
  if (kept < minKept || plain < minPlain || Math.min(sideA.rare, sideB.rare) < minRare) return undefined;
  return { a: [rangeA.first, rangeA.last], b: [rangeB.first, rangeB.last], kept, weight: Math.min(sideA.weight, sideB.weight) };
}

/** What the other side says: its words in all the ways by which they may be met, and those that it writes small. */
interface Vocabulary {
  readonly known: ReadonlySet<string>;
  readonly small: ReadonlySet<string>;
}

function vocabulary(document: Prepared, { first, last }: Stretch): Vocabulary {
  const known = new Set<string>();
  const small = new Set<string>();
  for (let i = first; i < last; i++) {
    const lexeme = document.words[i]?.lexeme;
    if (!lexeme?.content) continue;
    known.add(keyAt(document, i));
    known.add(lexeme.group);
    if (lexeme.key.length >= nearLength) known.add(lexeme.key.slice(0, nearLength));
    if (document.words[i]?.capital === false) small.add(lexeme.key);
  }
  return { known, small };
}

function isKnown(document: Prepared, i: number, { known }: Vocabulary): boolean {
  const lexeme = (document.words[i] as Word).lexeme;
  return known.has(keyAt(document, i)) || known.has(lexeme.group) || (lexeme.key.length >= nearLength && known.has(lexeme.key.slice(0, nearLength)));
}

/** A capital makes a name of a word, unless the other side writes the word small. */
function isName({ words }: Prepared, i: number, { small }: Vocabulary): boolean {
  const word = words[i] as Word;
  return word.capital && !small.has(word.lexeme.key);
}

function weightAt(document: Prepared, i: number, other: Vocabulary): number {
  const { content, weight } = (document.words[i] as Word).lexeme;
  return content ? weight * (isName(document, i, other) ? inName : 1) : 0;
}

/** The clauses of the sentence among which most is common and least is not (the greatest sum of neighbours, Kadane). */
function densest(document: Prepared, sentence: Stretch, other: Vocabulary): Stretch | undefined {
  let best = 0;
  let range: readonly [number, number] | undefined;
  let sum = 0;
  let from = sentence.first;
  for (const clause of clausesOf(document, sentence)) {
    if (sum <= 0) {
      sum = 0;
      from = clause.first;
    }
    for (let i = clause.first; i < clause.last; i++) sum += weightAt(document, i, other) * (isKnown(document, i, other) ? 1 : -unlikeCost);
    if (sum > best) {
      best = sum;
      range = [from, clause.last];
    }
  }
  return range && stretchOf(document.words, range[0], range[1]);
}

/** What a word without counterpart costs beside what one with it earns. */
const unlikeCost = 0.7;

function clausesOf({ clauses }: Prepared, { first, last }: Stretch): readonly Stretch[] {
  let low = 0;
  let high = clauses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.first ?? 0) < first) low = middle + 1;
    else high = middle;
  }
  const inside: Stretch[] = [];
  for (let at = low; at < clauses.length && (clauses[at]?.first ?? 0) < last; at++) inside.push(clauses[at] as Stretch);
  return inside;
}

interface Side {
  readonly kept: number;
  readonly weight: number;
  /** The weight, but that words which stand all over the texts weigh less. */
  readonly rare: number;
  readonly plain: ReadonlySet<string>;
}

function sideOf(document: Prepared, { first, last }: Stretch, other: Vocabulary, rarity: (key: string) => number): Side {
  let total = 0;
  let weight = 0;
  let rare = 0;
  const plain = new Set<string>();
  const seen = new Set<string>();
  for (let i = first; i < last; i++) {
    const own = weightAt(document, i, other);
    total += own;
    if (own === 0 || !isKnown(document, i, other)) continue;
    weight += own;
    const key = keyAt(document, i);
    if (!isName(document, i, other)) plain.add(key);
    if (seen.has(key)) continue;
    seen.add(key);
    rare += own * Math.sqrt(rarity(key));
  }
  return { kept: total === 0 ? 0 : weight / total, weight, rare, plain };
}
