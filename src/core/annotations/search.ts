/** All places where a passage may be in a new text, scored. */
import type { Range } from '../text/range';
import { alignerFor } from './align';
import type { Pattern } from './align';
import type { OldContext } from './context';
import { alikeness, placeOf } from './place';
import type { Passage, Place } from './place';
import { seedIndexOf } from './seeds';
import { hashTable } from './table';
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
  const countOf = countsOf(words);
  const bitsOf = (id: number): number => Math.min(weights.maxWordBits, Math.max(weights.minWordBits, Math.log2((words.count + 1) / countOf(id))));

  return {
    words,
    needed: Math.log2(words.count + 1) + weights.minSurplus,
    placesOf: (context, hints) => (context.quote.end - context.quote.start > 2 * halfLength ? placesOfLong(context, hints) : placesOfShort(context, hints)),
  };

  function placesOfShort(context: OldContext, hints: readonly number[]): readonly Place[] {
    const passage = passageOf(context, bitsOf);
    if (!passage) return [];
    const guesses = [
      ...hints.map((hint) => firstWordAfter(words, hint) - passage.first),
      ...seeds.seedsOf(passage.pattern.words).map(({ diagonal }) => diagonal),
    ];
    const places: Place[] = [];
    guesses.forEach((diagonal, i) => {
      // Guesses a few words apart lie in one band, and would give one place.
      if (guesses.findIndex((other) => Math.abs(other - diagonal) <= sameBand) < i) return;
      const place = placeOf(passage, aligner.align(passage.pattern, diagonal), text, words);
      if (place && place.end > place.start && !places.some((other) => isSame(other, place) && other.evidence >= place.evidence)) places.push(place);
    });
    return places;
  }

  /** A quote of many pages is looked for by its two ends: aligning all of it would cost its length times the band, in memory too. */
  function placesOfLong({ text: old, quote, whole }: OldContext, hints: readonly number[]): readonly Place[] {
    const length = quote.end - quote.start;
    const headEnd = quote.start + halfLength;
    const tailStart = quote.end - halfLength;
    const heads = placesOfShort({ text: old.slice(0, headEnd), quote: { start: quote.start, end: headEnd }, whole: { start: whole.start, end: false } }, hints);
    const tails = placesOfShort(
      { text: old.slice(tailStart), quote: { start: 0, end: halfLength }, whole: { start: false, end: whole.end } },
      hints.map((hint) => hint + length - halfLength),
    );
    return heads.flatMap((head) =>
      tails
        .filter((tail) => tail.end - head.start > length / 2 && tail.end - head.start < length * 2)
        .map((tail) => ({
          start: head.start,
          end: tail.end,
          evidence: head.evidence + tail.evidence,
          possible: head.possible + tail.possible,
          before: head.before,
          after: tail.after,
          cutOut: head.cutOut || tail.cutOut,
          alike: alikeness(old.slice(quote.start, quote.end), text.slice(head.start, tail.end)),
        })),
    );
  }
}

/** Units of each end of a long quote: about 600 words. */
const halfLength = 4_000;

/** Much less than the aligner's band, so that nothing is out of reach. */
const sameBand = 4;

function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The passage in words, without the torn words at the ends of its context; undefined for a quote without any word. */
function passageOf(context: OldContext, bitsOf: (id: number) => number): Passage | undefined {
  const all = wordsOf(context.text);
  const { quote, whole } = context;
  let from = 0;
  let to = all.count;
  if (!whole.start && (all.starts[0] ?? 1) === 0 && (all.ends[0] ?? 0) <= quote.start) from++;
  if (!whole.end && (all.ends[to - 1] ?? 0) === context.text.length && (all.starts[to - 1] ?? 0) >= quote.end) to--;
  const words: Words = {
    count: to - from,
    starts: all.starts.subarray(from, to),
    ends: all.ends.subarray(from, to),
    ids: all.ids.subarray(from, to),
    masks: all.masks.subarray(from, to),
  };
  const first = firstWordAfter(words, quote.start);
  let last = firstWordAfter(words, quote.end - 1);
  if (last === words.count || (words.starts[last] ?? 0) >= quote.end) last--;
  if (last < first) return undefined;
  const pattern: Pattern = { text: context.text, words, bits: Float64Array.from(words.ids, bitsOf) };
  return { context, quote: context.text.slice(quote.start, quote.end), pattern, first, last };
}

/** How often each word occurs. */
function countsOf(words: Words): (id: number) => number {
  const counts = hashTable(words.count);
  for (const id of words.ids) counts.set(id, 0, Math.max(0, counts.get(id, 0)) + 1);
  return (id) => Math.max(1, counts.get(id, 0));
}
