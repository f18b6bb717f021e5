/** The words by which a document's stretches are found again, as the index and the cache keep them: numbers, so that no word of the text is copied. */
import type { Block } from '../text/block';
import { type Lexicon, type Word, wordsIn } from './words';

/** Words of a stretch: one to three sentences, so that what was split or merged is met too. */
const stretchLength = 40;
/** Words by which a stretch is found: the longest and the numbers, in place of the rarest, which nobody knows while a corpus is read. */
export const keysPerStretch = 8;
/** A stretch must share so many of them: one rare word alone is chance. */
export const minShared = 2;

/** Numbers before the keys of a stretch: where it begins and ends in the canonical text, and how many keys follow. */
export const headLength = 3;

/** One stretch after the other: start, end, number of keys, keys. Linear in the text. */
export function statementKeys(text: string, blocks: readonly Block[], lexicon: Lexicon): Int32Array<ArrayBuffer> {
  const row: number[] = [];
  for (const block of blocks) {
    if (block.kind === 'furniture' || block.kind === 'contact') continue;
    const words = wordsIn(text, lexicon, block.start, block.end);
    for (const { from, to } of stretches(words.length)) {
      const keys = tellingKeys(words, from, to);
      if (keys.length >= minShared) row.push(words[from]?.start ?? 0, words[to - 1]?.end ?? 0, keys.length, ...keys);
    }
  }
  return Int32Array.from(row);
}

/** Even stretches of at most {@link stretchLength} words. */
function* stretches(count: number): Generator<{ readonly from: number; readonly to: number }> {
  const pieces = Math.max(1, Math.ceil(count / stretchLength));
  for (let i = 0; i < pieces; i++) yield { from: Math.floor((i * count) / pieces), to: Math.floor(((i + 1) * count) / pieces) };
}

export function isTelling({ lexeme }: Word): boolean {
  return lexeme.content && (lexeme.number || lexeme.folded.length > 3);
}

/** The {@link keysPerStretch} words that tell most, by insertion: this runs over every word of a corpus. */
function tellingKeys(words: readonly Word[], from: number, to: number): readonly number[] {
  const keys: number[] = [];
  const weights: number[] = [];
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (!word || !isTelling(word)) continue;
    const { number, folded, hash } = word.lexeme;
    const weight = number ? 8 : folded.length + (word.capital ? 1 : 0);
    if (keys.length === keysPerStretch && weight <= (weights[keysPerStretch - 1] ?? 0)) continue;
    if (keys.includes(hash)) continue;
    let at = keys.length;
    while (at > 0 && (weights[at - 1] ?? 0) < weight) at--;
    keys.splice(at, 0, hash);
    weights.splice(at, 0, weight);
    if (keys.length > keysPerStretch) {
      keys.pop();
      weights.pop();
    }
  }
  return keys;
}
