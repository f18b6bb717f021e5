/**
 * Aligns the words around a passage with the words of the new text near a guessed place: banded dynamic programming
 * (Needleman & Wunsch 1970, free ends on the text's side). It gives for every old word its new one, or none.
 */
import type { Words } from './words';

/** The old words, each with what it is worth: rare words tell more (in bits, see `weights.ts`). */
export interface Pattern {
  readonly text: string;
  readonly words: Words;
  readonly bits: Float64Array;
}

export interface Alignment {
  /** For each old word the index of its new word, or -1. */
  readonly matches: Int32Array;
  /** 1 for the same word, less for a misspelt one, 0 for none. */
  readonly likeness: Float64Array;
}

/** Small against a word's bits (2 to 12), so that any true match outweighs a neighbouring gap; a replaced word costs less than one out and one in, so that it is paired. */
const gapCost = 0.5;
const replacementCost = 0.8;
/** Half the width of the band in words: what may come in or go out around a passage before the far side of its context is lost. */
const minBand = 20;
const maxBand = 160;
/** Below this two words are different words: "Brtiish" is 0.71 of "British", "spent" 0.2 of "meant". */
const minLikeness = 0.6;

const enum Step {
  Start,
  Pair,
  SkipOld,
  SkipNew,
}

export interface Aligner {
  /** Old word `i` is looked for around new word `i + diagonal`. */
  align(pattern: Pattern, diagonal: number): Alignment;
}

/** Holds the buffers for one run over many passages. */
export function alignerFor(text: string, words: Words): Aligner {
  let steps = new Uint8Array(0);
  let likenesses = new Float64Array(0);
  const known = new Map<string, number>();

  const likenessOf = (pattern: Pattern, i: number, j: number): number => {
    if (pattern.words.ids[i] === words.ids[j]) return 1;
    const oldLength = (pattern.words.ends[i] ?? 0) - (pattern.words.starts[i] ?? 0);
    const newLength = (words.ends[j] ?? 0) - (words.starts[j] ?? 0);
    if (oldLength < 2 || newLength < 2 || oldLength > 40 || newLength > 40 || Math.abs(oldLength - newLength) > 3) return 0;
    if (bitCount((pattern.words.masks[i] ?? 0) ^ (words.masks[j] ?? 0)) > 4) return 0;
    const oldWord = pattern.text.slice(pattern.words.starts[i], pattern.words.ends[i]);
    const newWord = text.slice(words.starts[j], words.ends[j]);
    const key = `${oldWord} ${newWord}`;
    // Misspellings hardly ever change the first letter (Pollock and Zamora 1984), other words do: "northern", "southern".
    if (oldWord.charAt(0).toLowerCase() !== newWord.charAt(0).toLowerCase()) return 0;
    // Short words are too easily alike by chance, unless one is the beginning of the other.
    if (Math.min(oldLength, newLength) < 4 && !oldWord.startsWith(newWord) && !newWord.startsWith(oldWord)) return 0;
    let likeness = known.get(key);
    if (likeness === undefined) {
      likeness = wordLikeness(oldWord, newWord);
      known.set(key, likeness);
    }
    return likeness;
  };

  return {
    align(pattern, diagonal) {
      const rows = pattern.words.count;
      const band = Math.min(maxBand, minBand + (rows >> 2));
      const width = 2 * band + 1;
      if (steps.length < (rows + 1) * width) {
        steps = new Uint8Array((rows + 1) * width);
        likenesses = new Float64Array((rows + 1) * width);
      }
      // Cell k of row i stands for the new words up to j = i + diagonal - band + k, the old words up to i being used.
      let above = new Float64Array(width);
      let row = new Float64Array(width);
      steps.fill(Step.Start, 0, width);
      for (let i = 1; i <= rows; i++) {
        const bits = pattern.bits[i - 1] ?? 0;
        for (let k = 0; k < width; k++) {
          const j = i + diagonal - band + k;
          let best = k + 1 < width ? (above[k + 1] ?? 0) - gapCost : -Infinity;
          let step = Step.SkipOld;
          let likeness = 0;
          if (j >= 1 && j <= words.count) {
            likeness = likenessOf(pattern, i - 1, j - 1);
            const pair = (above[k] ?? 0) + (likeness > 0 ? bits * likeness : -replacementCost);
            if (pair >= best) {
              best = pair;
              step = Step.Pair;
            }
          }
          if (k > 0 && (row[k - 1] ?? 0) - gapCost > best && j >= 1 && j <= words.count) {
            best = (row[k - 1] ?? 0) - gapCost;
            step = Step.SkipNew;
          }
          row[k] = best;
          steps[i * width + k] = step;
          likenesses[i * width + k] = likeness;
        }
        [above, row] = [row, above];
      }
      return traced(rows, width, diagonal - band, bestCell(above, width));
    },
  };

  function traced(rows: number, width: number, shift: number, from: number): Alignment {
    const matches = new Int32Array(rows).fill(-1);
    const likeness = new Float64Array(rows);
    let i = rows;
    let k = from;
    while (i > 0) {
      const step = steps[i * width + k];
      if (step === Step.SkipNew) k--;
      else if (step === Step.SkipOld) {
        i--;
        k++;
      } else {
        const alike = likenesses[i * width + k] ?? 0;
        if (alike > 0) {
          matches[i - 1] = i + shift + k - 1;
          likeness[i - 1] = alike;
        }
        i--;
      }
    }
    return { matches, likeness };
  }
}

/** The best cell; of equal ones the one nearest to where the passage was expected. */
function bestCell(row: Float64Array, width: number): number {
  const middle = (width - 1) / 2;
  let best = middle;
  for (let off = 1; off <= middle; off++) {
    if ((row[middle + off] ?? 0) > (row[best] ?? 0)) best = middle + off;
    if ((row[middle - off] ?? 0) > (row[best] ?? 0)) best = middle - off;
  }
  return best;
}

/** 1 - edit distance / length of the longer, or 0 below `minLikeness`. A word that another begins with is like it by its length ("MP", "MPs"). */
export function wordLikeness(a: string, b: string): number {
  const likeness = 1 - editDistance(a, b) / Math.max(a.length, b.length);
  return likeness >= minLikeness ? likeness : 0;
}

/** Levenshtein distance (1966) in code units; time is the product of the lengths. */
export function editDistance(a: string, b: string): number {
  const row = new Uint32Array(b.length + 1).map((_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0] ?? 0;
    row[0] = i;
    const unit = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      row[j] = Math.min(diagonal + (unit === b.charCodeAt(j - 1) ? 0 : 1), above + 1, (row[j - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}

function bitCount(value: number): number {
  let bits = value;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
