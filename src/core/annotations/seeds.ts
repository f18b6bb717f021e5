/**
 * Where in the new text a passage might be: places that share runs of three words with its old surroundings.
 * Seed and extend, as sequence search does (BLAST; Altschul et al. 1990): linear in the text, then work only
 * where something was found.
 */
import type { Words } from './words';

/** A guess that old word `i` stands at new word `i + diagonal`. */
export interface Seed {
  readonly diagonal: number;
  /** Rarer shared runs weigh more. */
  readonly weight: number;
}

export interface SeedIndex {
  /** The best places for the given old words, best first, at most `maxSeeds`. */
  seedsOf(old: Words): readonly Seed[];
}

const run = 3;
const maxSeeds = 8;
/** A run that occurs more often says nothing, and a text of one sentence repeated must not cost the square of its length. */
const maxOccurrences = 48;
/** Of a long quote so many runs are looked up, evenly spread. */
const maxRuns = 160;
/** Words that may have come in or gone out between two seeds of one place. */
const slack = 12;

export function seedIndexOf(words: Words): SeedIndex {
  const runs = Math.max(0, words.count - run + 1);
  const bits = Math.max(4, Math.ceil(Math.log2(2 * runs + 1)));
  const heads = new Int32Array(1 << bits).fill(-1);
  const next = new Int32Array(runs);
  const slotOf = (ids: Int32Array, at: number): number => {
    const h = Math.imul(ids[at] ?? 0, 0x9e3779b1) ^ Math.imul(ids[at + 1] ?? 0, 0x85ebca6b) ^ Math.imul(ids[at + 2] ?? 0, 0xc2b2ae35);
    return Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> (32 - bits);
  };
  for (let at = runs - 1; at >= 0; at--) {
    const slot = slotOf(words.ids, at);
    next[at] = heads[slot] ?? -1;
    heads[slot] = at;
  }

  const occurrences = (old: Words, at: number): readonly number[] | undefined => {
    const found: number[] = [];
    let steps = 0;
    for (let place = heads[slotOf(old.ids, at)] ?? -1; place !== -1; place = next[place] ?? -1) {
      if (++steps > 2 * maxOccurrences) return undefined;
      if (words.ids[place] === old.ids[at] && words.ids[place + 1] === old.ids[at + 1] && words.ids[place + 2] === old.ids[at + 2]) found.push(place);
    }
    return found.length > maxOccurrences ? undefined : found;
  };

  return {
    seedsOf(old) {
      const votes: Seed[] = [];
      const step = Math.max(1, (old.count - run + 1) / maxRuns);
      for (let at = 0; at + run <= old.count; at += step) {
        const from = Math.floor(at);
        const places = occurrences(old, from);
        if (places) for (const place of places) votes.push({ diagonal: place - from, weight: 1 / places.length });
      }
      return clustered(votes);
    },
  };
}

/** Votes for nearly the same place are one seed, at their weighted middle. */
function clustered(votes: Seed[]): readonly Seed[] {
  votes.sort((a, b) => a.diagonal - b.diagonal);
  const clusters: { last: number; sum: number; weight: number }[] = [];
  for (const { diagonal, weight } of votes) {
    const open = clusters.at(-1);
    if (open && diagonal - open.last <= slack) {
      open.last = diagonal;
      open.sum += diagonal * weight;
      open.weight += weight;
    } else clusters.push({ last: diagonal, sum: diagonal * weight, weight });
  }
  return clusters
    .map(({ sum, weight }) => ({ diagonal: Math.round(sum / weight), weight }))
    .sort((a, b) => b.weight - a.weight || a.diagonal - b.diagonal)
    .slice(0, maxSeeds);
}
