/**
 * How the old text as a whole lies in the new one: the longest sequence of runs of words that occur once in each and
 * come in the same order (Bram Cohen's patience diff). Passages vouch for their neighbours through it: what stood
 * between two points of the spine should still stand there, and what is found elsewhere must have come in there.
 */
import type { Range } from '../text/range';
import type { OldKnowledge } from './context';
import { hashTable } from './table';
import { weights } from './weights';
import { wordsOf } from './words';
import type { Words } from './words';

export interface Spine {
  /** Where the spine's points nearest to an old offset on both sides say that it is now; one or two. */
  predictions(oldOffset: number): readonly number[];
  /** Bits, 0 to `weights.spineBits`, by which the spine around the old range agrees that it is now the new one. The range's own words are no witnesses. */
  support(old: Range, place: Range): number;
  /** Whether `place` comes between the same points of the spine as the old range, or a part of it. */
  inOrder(old: Range, place: Range): boolean;
  /** The old and the new distance between the spine's points nearest to `place`; undefined behind the last point of a text whose end is not known. */
  gapAround(place: Range): { readonly old: number; readonly new: number } | undefined;
  /** Whether the old text is known whole. */
  readonly isComplete: boolean;
}

/** Words in a run: four in a row that occur once are hardly ever chance. */
const run = 4;
/** Units by which a place may miss a prediction and count half: a word or two, and more the farther the point. */
const tolerance = 12;
const tolerancePerUnit = 0.12;

interface Point {
  readonly old: number;
  /** Where the run ends in the old text. */
  readonly oldEnd: number;
  readonly new: number;
}

/** Linear in both texts, but for the sorting of what they share. */
export function spineOf(old: OldKnowledge, text: string, words: Words): Spine {
  // Texts begin where they began: a point like any other, and the only one that a headline has before it.
  const points = [{ old: 0, oldEnd: 0, new: 0 }, ...increasing(sharedRuns(old, words)).filter((point) => point.old > 0 && point.new > 0)];
  const lastBefore = (key: 'old' | 'oldEnd' | 'new', offset: number): number => {
    let low = -1;
    let high = points.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((points[middle]?.[key] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const around = (oldOffset: number): readonly Point[] => {
    const left = lastBefore('old', oldOffset);
    return [points[left], points[left + 1]].filter((point) => point !== undefined);
  };
  const predicted = (point: Point, oldOffset: number): number => Math.min(text.length, Math.max(0, point.new + oldOffset - point.old));

  return {
    isComplete: old.length !== undefined,
    predictions: (oldOffset) => around(oldOffset).map((point) => predicted(point, oldOffset)),
    support(oldRange, place) {
      const left = points[lastBefore('oldEnd', oldRange.start)];
      const right = points[lastBefore('old', oldRange.end - 1) + 1];
      let support = 0;
      let total = 0;
      for (const [point, oldOffset, newOffset] of [
        [left, oldRange.start, place.start],
        [right, oldRange.end, place.end],
      ] as const) {
        if (!point) continue;
        const distance = Math.abs(oldOffset - point.old);
        const allowed = tolerance + tolerancePerUnit * distance;
        const nearness = 1 / (1 + distance / 400);
        support += (nearness * allowed) / (allowed + Math.abs(predicted(point, oldOffset) - newOffset));
        total += nearness;
      }
      // A single far point is a weak witness, so what all of them together weigh counts too.
      return total === 0 ? 0 : (weights.spineBits * support) / Math.max(total, 1);
    },
    inOrder(oldRange, { start, end }) {
      const left = points[lastBefore('new', start)];
      const right = points[lastBefore('new', end) + 1];
      return (left?.old ?? 0) < oldRange.end && (right?.old ?? Infinity) >= oldRange.start;
    },
    gapAround({ start, end }) {
      const left = points[lastBefore('new', start)];
      const right = points[lastBefore('new', end) + 1] ?? (old.length === undefined ? undefined : { old: old.length, new: text.length });
      return left && right && { old: right.old - left.old, new: right.new - left.new };
    },
  };
}

/** Of a longer old text only so many runs are looked up, evenly spread: every few words are enough to lie on. */
const maxRuns = 50_000;
const repeated = 0x7fffffff;

/** Runs of words that occur once in what is known of the old text and once in the new one. */
function sharedRuns(old: OldKnowledge, words: Words): Point[] {
  const places = hashTable(words.count);
  for (let at = 0; at + run <= words.count; at++) {
    const low = runHash(words.ids, at, 0x2c1b3c6d);
    const high = runHash(words.ids, at, 0x297a2d39);
    places.set(low, high, places.get(low, high) === -1 ? at : repeated);
  }
  const fragments = old.fragments.map(({ start, text }) => ({ start, words: wordsOf(text) }));
  const total = fragments.reduce((sum, fragment) => sum + fragment.words.count, 0);
  const step = Math.max(1, Math.ceil(total / maxRuns));
  /** By the run's place in the new text; undefined once a second old place has it. */
  const seen = new Map<number, Point | undefined>();
  for (const fragment of fragments) {
    for (let at = 0; at + run <= fragment.words.count; at++) {
      const place = places.get(runHash(fragment.words.ids, at, 0x2c1b3c6d), runHash(fragment.words.ids, at, 0x297a2d39));
      if (place === -1 || place === repeated) continue;
      const offset = fragment.start + (fragment.words.starts[at] ?? 0);
      const known = seen.get(place);
      if (known) {
        if (known.old !== offset) seen.set(place, undefined);
      } else if (!seen.has(place) && place % step === 0) {
        seen.set(place, { old: offset, oldEnd: fragment.start + (fragment.words.ends[at + run - 1] ?? 0), new: words.starts[place] ?? 0 });
      }
    }
  }
  return [...seen.values()].filter((point) => point !== undefined).sort((x, y) => x.old - y.old || x.new - y.new);
}

function runHash(ids: Int32Array, at: number, factor: number): number {
  let hash = factor;
  for (let i = at; i < at + run; i++) {
    hash = Math.imul(hash ^ (ids[i] ?? 0), factor);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** The longest subsequence whose new offsets increase too (Schensted 1961), by patience sorting. */
function increasing(points: readonly Point[]): readonly Point[] {
  const tails: number[] = [];
  const previous = new Int32Array(points.length).fill(-1);
  points.forEach((point, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((points[tails[middle] ?? 0]?.new ?? 0) < point.new) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  });
  const spine: Point[] = [];
  for (let i = tails.at(-1) ?? -1; i !== -1; i = previous[i] ?? -1) spine.push(points[i] as Point);
  return spine.reverse();
}
