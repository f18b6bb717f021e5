/** How two stretches of words compare, in numbers between 0 and 1 that stay the same when the two change places. */
import type { Word } from './words';

export interface Features {
  /** Weight of what a side says that the other says too, in the same words, in synonyms or in near spellings: the smaller of both shares. */
  readonly meant: number;
  /** All words in common, function words like the others (Dice). */
  readonly words: number;
  /** Neighbouring content words in common (Dice). */
  readonly contentPairs: number;
  /** Three neighbouring words in common (Dice). */
  readonly triples: number;
  /** Longest common subsequence, as a share of the longer and of the shorter side. */
  readonly orderLong: number;
  readonly orderShort: number;
  /** Runs of four characters in common (Dice): inflection, compounds, spelling. */
  readonly characters: number;
  /** One side denies and the other does not. */
  readonly negation: number;
  /** Each side has a number that the other lacks. */
  readonly rivalNumbers: number;
  /** Content words that the other side lacks, of twelve: on the side with fewer, and on the side with more. */
  readonly leastOwn: number;
  readonly mostOwn: number;
  /** The longest unbroken run of such words, of ten. */
  readonly ownRun: number;
}

/** Linear in the words, but for the order of the first {@link maxOrdered}. */
export function featuresOf(a: readonly Word[], b: readonly Word[]): Features {
  const [ownA, ownB] = [ownOf(a, b), ownOf(b, a)];
  const common = longestCommon(a, b);
  return {
    meant: Math.min(share(a, b), share(b, a)),
    words: dice(grams(a, 1), grams(b, 1)),
    contentPairs: dice(grams(a.filter(isContent), 2), grams(b.filter(isContent), 2)),
    triples: dice(grams(a, 3), grams(b, 3)),
    orderLong: common / Math.max(1, Math.min(maxOrdered, Math.max(a.length, b.length))),
    orderShort: common / Math.max(1, Math.min(maxOrdered, a.length, b.length)),
    characters: dice(characterGrams(a), characterGrams(b)),
    negation: Number(a.some(({ lexeme }) => lexeme.negation) !== b.some(({ lexeme }) => lexeme.negation)),
    rivalNumbers: Number(ownA.number && ownB.number),
    leastOwn: Math.min(12, ownA.count, ownB.count) / 12,
    mostOwn: Math.min(12, Math.max(ownA.count, ownB.count)) / 12,
    ownRun: Math.min(10, Math.max(ownA.run, ownB.run)) / 10,
  };
}

const isContent = (word: Word): boolean => word.lexeme.content;

/** Words whose keys begin alike are taken for spellings or derivations of one another. */
export const nearLength = 5;
/** What such a likeness counts beside an equal word. */
const nearShare = 0.7;

/** Share of the weight of `words` that `others` has too; each word of the others serves once. */
function share(words: readonly Word[], others: readonly Word[]): number {
  const left = new Map<string, number>();
  for (const { lexeme } of others) left.set(lexeme.group, (left.get(lexeme.group) ?? 0) + 1);
  let total = 0;
  let found = 0;
  const unmatched: Word[] = [];
  for (const word of words) {
    const { weight, group, content, number } = word.lexeme;
    total += weight;
    const rest = left.get(group) ?? 0;
    if (rest > 0) {
      left.set(group, rest - 1);
      found += weight;
    } else if (content && !number) unmatched.push(word);
  }
  if (unmatched.length > 0) {
    const beginnings = new Set<string>();
    for (const [group, rest] of left) if (rest > 0 && group.length >= nearLength) beginnings.add(group.slice(0, nearLength));
    for (const { lexeme } of unmatched)
      if (lexeme.key.length >= nearLength && beginnings.has(lexeme.key.slice(0, nearLength))) found += nearShare * lexeme.weight;
  }
  return total === 0 ? 0 : found / total;
}

function grams(words: readonly Word[], length: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + length <= words.length; i++) {
    let gram = words[i]?.lexeme.key ?? '';
    for (let j = 1; j < length; j++) gram += ` ${words[i + j]?.lexeme.key ?? ''}`;
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function characterGrams(words: readonly Word[]): Map<string, number> {
  const text = ` ${words.map(({ lexeme }) => lexeme.folded).join(' ')} `;
  const counts = new Map<string, number>();
  for (let i = 0; i + 4 <= text.length; i++) {
    const gram = text.slice(i, i + 4);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let both = 0;
  let total = 0;
  for (const [gram, count] of a) {
    both += Math.min(count, b.get(gram) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * both) / total;
}

function ownOf(words: readonly Word[], others: readonly Word[]): { readonly count: number; readonly run: number; readonly number: boolean } {
  const known = new Set<string>();
  const keys = new Set<string>();
  for (const { lexeme } of others) {
    keys.add(lexeme.key);
    known.add(lexeme.group);
    known.add(lexeme.key.slice(0, nearLength));
  }
  let count = 0;
  let run = 0;
  let longest = 0;
  for (const { lexeme } of words) {
    if (!lexeme.content) continue;
    if (known.has(lexeme.group) || (lexeme.key.length >= nearLength && known.has(lexeme.key.slice(0, nearLength)))) run = 0;
    else {
      count++;
      longest = Math.max(longest, ++run);
    }
  }
  return { count, run: longest, number: words.some(({ lexeme }) => lexeme.number && !keys.has(lexeme.key)) };
}

/** Longest common subsequence by keys, in words. Quadratic: for sentences; longer stretches are cut. */
function longestCommon(a: readonly Word[], b: readonly Word[]): number {
  const columns = b.slice(0, maxOrdered);
  let previous = new Uint16Array(columns.length + 1);
  let current = new Uint16Array(columns.length + 1);
  for (const row of a.slice(0, maxOrdered)) {
    for (let j = 0; j < columns.length; j++)
      current[j + 1] = columns[j]?.lexeme.key === row.lexeme.key ? (previous[j] ?? 0) + 1 : Math.max(previous[j + 1] ?? 0, current[j] ?? 0);
    [previous, current] = [current, previous];
  }
  return previous[columns.length] ?? 0;
}

const maxOrdered = 120;
