/** All places where a passage may be in a new text, scored. */
import { alignerFor } from './align';
import type { Pattern } from './align';
import type { OldContext } from './context';
import { placeOf } from './place';
import type { Passage, Place } from './place';
import { seedIndexOf } from './seeds';
import { weights } from './weights';
import { firstWordAfter, wordsOf } from './words';
import type { Words } from './words';

export interface Search {
  /** The text in words. */
  readonly words: Words;
  /** Bits it takes to name one place of this text by chance in one of 2^`minSurplus` texts. */
  readonly needed: number;
  /** The places for a passage, by what is known of its old surroundings; `hints` are further places to look at (offsets of the quote's start). */
  placesOf(context: OldContext, hints: readonly number[]): readonly Place[];
}

/** Indexes `text`, in time linear in its length. */
export function searchIn(text: string): Search {
  const words = wordsOf(text);
  const seeds = seedIndexOf(words);
  const aligner = alignerFor(text, words);
  const counts = countsOf(words);
  const bitsOf = (id: number): number => Math.min(weights.maxWordBits, Math.max(weights.minWordBits, Math.log2((words.count + 1) / (counts.get(id) ?? 1))));

  return {
    words,
    needed: Math.log2(words.count + 1) + weights.minSurplus,
    placesOf(context, hints) {
      const passage = passageOf(context, bitsOf);
      if (!passage) return [];
      const diagonals = new Set(seeds.seedsOf(passage.pattern.words).map(({ diagonal }) => diagonal));
      for (const hint of hints) diagonals.add(firstWordAfter(words, hint) - passage.first);
      const places: Place[] = [];
      for (const diagonal of diagonals) {
        const place = placeOf(passage, aligner.align(passage.pattern, diagonal), text, words);
        if (place && place.end > place.start && !places.some((other) => other.start === place.start && other.end === place.end && other.evidence >= place.evidence)) places.push(place);
      }
      return places;
    },
  };
}

/** The passage in words, without the torn words at the ends of its context; undefined for a quote without any word. */
function passageOf(context: OldContext, bitsOf: (id: number) => number): Passage | undefined {
  const all = wordsOf(context.text);
  const { quote, whole } = context;
  let from = 0;
  let to = all.count;
  if (!whole.start && (all.starts[0] ?? 1) === 0 && (all.ends[0] ?? 0) <= quote.start) from++;
  if (!whole.end && (all.ends[to - 1] ?? 0) === context.text.length && (all.starts[to - 1] ?? 0) >= quote.end) to--;
  const words: Words = { count: to - from, starts: all.starts.subarray(from, to), ends: all.ends.subarray(from, to), ids: all.ids.subarray(from, to), masks: all.masks.subarray(from, to) };
  const first = firstWordAfter(words, quote.start);
  let last = firstWordAfter(words, quote.end - 1);
  if (last === words.count || (words.starts[last] ?? 0) >= quote.end) last--;
  if (last < first) return undefined;
  const pattern: Pattern = { text: context.text, words, bits: Float64Array.from(words.ids, bitsOf) };
  return { context, quote: context.text.slice(quote.start, quote.end), pattern, first, last };
}

function countsOf(words: Words): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const id of words.ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
