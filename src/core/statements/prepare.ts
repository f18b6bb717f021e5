/** A document made ready for comparison: its words in one row, its sentences and clauses as ranges of them. */
import { quotedStretches } from '../quotations/stretches';
import type { Block } from '../text/block';
import { blocksOf } from '../text/blocks';
import type { Range } from '../text/range';
import { sentencesOf } from '../text/sentences';
import { type Lookups, lookupsOf } from './lookups';
import { type Lexicon, type Word, wordsIn } from './words';

/** A stretch of words that stands for something which other documents may word otherwise: an actor, a date. */
export interface Mark extends Range {
  /** Equal for the same actor, the same day. */
  readonly key: string;
}

/** `[first, last)` in words, with the offsets of the text. */
export interface Stretch extends Range {
  readonly first: number;
  readonly last: number;
}

export interface Prepared {
  readonly text: string;
  readonly words: readonly Word[];
  readonly sentences: readonly Stretch[];
  /** In order, covering every sentence. */
  readonly clauses: readonly Stretch[];
  /**
   * By word: which unit of speech it belongs to, a quotation or a paragraph's text between quotations. What somebody is
   * quoted with and what the outlet says around it are two statements, also where two outlets say both alike.
   */
  readonly units: Int32Array;
  /** By word: the keys of the marks that it belongs to, where it does. */
  readonly marks: ReadonlyMap<number, string>;
  /** Made when first asked for; for every comparison of the document the same. */
  lookups(): Lookups;
}

export interface PrepareOptions {
  readonly blocks?: readonly Block[];
  readonly marks?: readonly Mark[];
}

/** @param text canonical text; linear in it */
export function prepare(text: string, lexicon: Lexicon, { blocks = blocksOf(text), marks = [] }: PrepareOptions = {}): Prepared {
  const words: Word[] = [];
  const sentences: Stretch[] = [];
  const clauses: Stretch[] = [];
  const running = blocks.filter(({ kind }) => kind !== 'furniture' && kind !== 'contact');
  // A text that is nothing but what looks like furniture is somebody's statement all the same.
  for (const block of running.length > 0 ? running : blocks) {
    for (const sentence of sentencesOf(text.slice(block.start, block.end))) {
      const start = block.start + sentence.start;
      const end = block.start + sentence.end;
      const first = words.length;
      for (const word of plainCapitals(wordsIn(text, lexicon, start, end))) words.push(word);
      if (words.length === first) continue;
      sentences.push({ start, end, first, last: words.length });
      addClauses(text, words, { start, end, first, last: words.length }, clauses);
    }
  }
  const byWord = marksByWord(words, marks);
  let lookups: Lookups | undefined;
  return {
    text,
    words,
    sentences,
    clauses,
    units: unitsOf(text, blocks, words),
    marks: byWord,
    lookups: () => (lookups ??= lookupsOf(words, sentences, byWord)),
  };
}

/** In a headline in capitals, or with a capital to every word, capitals say nothing about names. */
function plainCapitals(words: readonly Word[]): readonly Word[] {
  const capitals = words.filter(({ capital }) => capital).length;
  return words.length >= minTitle && capitals >= titleShare * words.length ? words.map((word) => (word.capital ? { ...word, capital: false } : word)) : words;
}

/** A list of names has as many capitals; it seldom is as long. */
const minTitle = 8;
const titleShare = 0.7;

/** Of fewer words than these, quotation marks set off a term, not a statement. */
const minQuoted = 5;

function unitsOf(text: string, blocks: readonly Block[], words: readonly Word[]): Int32Array {
  const units = new Int32Array(words.length);
  const quotations = quotedStretches(text, blocks);
  let unit = 0;
  let block = 0;
  let at = 0;
  let open: Range | undefined;
  words.forEach((word, i) => {
    while (word.start >= (blocks[block]?.end ?? Infinity)) {
      block++;
      if (!open || word.start >= open.end) unit++;
    }
    if (open && word.start >= open.end) {
      open = undefined;
      unit++;
    }
    while ((quotations[at]?.end ?? Infinity) <= word.start) at++;
    const next = quotations[at];
    if (!open && next && next.start <= word.start && isLong(words, i, next)) {
      open = next;
      unit++;
    }
    units[i] = unit;
  });
  return units;
}

function isLong(words: readonly Word[], first: number, { end }: Range): boolean {
  return (words[first + minQuoted - 1]?.end ?? Infinity) <= end;
}

/** Words that begin a clause of their own where they follow a verb's group or a comma. */
const joints: ReadonlySet<string> = new Set(
  'that which who whom whose while whereas although because after before as when where if since until according'.split(' '),
);
/** A clause of fewer words is a phrase: it goes with its neighbour. */
const minClause = 3;

function addClauses(text: string, words: readonly Word[], sentence: Stretch, clauses: Stretch[]): void {
  let first = sentence.first;
  for (let at = sentence.first + 1; at < sentence.last; at++) {
    const gap = text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0);
    const isJoint = (gap !== ' ' && /[,;:()"“”«»–—]|\s-\s/.test(gap)) || (joints.has(words[at]?.lexeme.folded ?? '') && at - first >= minClause);
    if (!isJoint || at - first < minClause || sentence.last - at < minClause) continue;
    clauses.push(stretchOf(words, first, at));
    first = at;
  }
  clauses.push(stretchOf(words, first, sentence.last));
}

export function stretchOf(words: readonly Word[], first: number, last: number): Stretch {
  return { first, last, start: words[first]?.start ?? 0, end: words[last - 1]?.end ?? 0 };
}

function marksByWord(words: readonly Word[], marks: readonly Mark[]): ReadonlyMap<number, string> {
  const byWord = new Map<number, string>();
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    while (at < words.length && (words[at]?.end ?? 0) <= mark.start) at++;
    for (let i = at; i < words.length && (words[i]?.start ?? 0) < mark.end; i++) if (!byWord.has(i)) byWord.set(i, mark.key);
  }
  return byWord;
}
