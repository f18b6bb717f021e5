/** From an alignment of words to a place in the new text: its borders, and the evidence for it. */
import search from 'approx-string-match';
import type { Range } from '../text/range';
import { splitsPair } from '../text/characters';
import { editDistance } from './align';
import type { Alignment, Pattern } from './align';
import type { OldContext } from './context';
import { weights } from './weights';
import { wordsOf } from './words';
import type { Words } from './words';

/** A place where a passage may be. */
export interface Place extends Range {
  /** Bits, of `possible`, that quote and context give for this place. */
  readonly evidence: number;
  /** What the same passage would have in its unchanged text. */
  readonly possible: number;
  /** Share of the context's evidence that is there, on each side; 1 where the old text has no context. */
  readonly before: number;
  readonly after: number;
  /** Likeness of the quote's characters, 0 to 1; typography counts as equal. */
  readonly alike: number;
  /** Whether a paragraph begins or ends here where the old one went on: a sentence taken out for a teaser or a pull quote. */
  readonly cutOut: boolean;
}

/** A passage as anchoring looks for it. */
export interface Passage {
  readonly context: OldContext;
  readonly quote: string;
  readonly pattern: Pattern;
  /** The quote in words of the pattern; torn words at its edges included. */
  readonly first: number;
  readonly last: number;
}

/** The place an alignment gives, or undefined when nothing of the quote was found. */
export function placeOf(passage: Passage, alignment: Alignment, text: string, words: Words): Place | undefined {
  const edges = edgesOf(passage, alignment, text, words);
  if (!edges) return undefined;
  const evidence = evidenceOf(passage, alignment, edges);
  const range = snapped(passage.quote, characterRange(passage, alignment, edges, text, words), text);
  const alike = alikeness(passage.quote, text.slice(range.start, range.end));
  return { ...range, ...evidence, alike, cutOut: isCutOut(passage, alignment, text, words) };
}

/**
 * Where the context stops to agree, on either side: whether the new text has a paragraph's border there and the old text none.
 * Paragraphs move whole; what stands alone where it stood among others is a quotation of the passage.
 */
function isCutOut({ context, pattern, first, last }: Passage, { matches }: Alignment, text: string, words: Words): boolean {
  const old = pattern.words;
  let from = first;
  while (from <= last && matches[from] === -1) from++;
  while (from > 0 && matches[from - 1] !== -1) from--;
  let to = last;
  while (to >= first && matches[to] === -1) to--;
  while (to + 1 < old.count && matches[to + 1] !== -1) to++;
  const begin = matches[from] ?? -1;
  const end = matches[to] ?? -1;
  if (begin === -1 || end === -1) return false;
  const breaks = (stretch: string): boolean => stretch.includes('\n');
  // An edited word at the end of a paragraph is no cut: the old one has to have gone on for a few.
  const ranOn = (step: -1 | 1, edge: number): boolean => {
    for (let i = edge, n = 0; n < minCut; i += step, n++) {
      const next = i + step;
      if (next < 0 || next >= old.count) return false;
      if (breaks(context.text.slice(old.ends[Math.min(i, next)], old.starts[Math.max(i, next)]))) return false;
    }
    return true;
  };
  const cutBefore = breaks(text.slice(begin > 0 ? words.ends[begin - 1] : 0, words.starts[begin])) && ranOn(-1, from);
  const cutAfter = breaks(text.slice(words.ends[end], words.starts[end + 1] ?? text.length)) && ranOn(1, to);
  return cutBefore || cutAfter;
}

interface WordEdges {
  readonly first: number;
  readonly last: number;
}

/** The new words the quote begins and ends with. A replaced word at an edge is taken in when the context holds it in place. */
function edgesOf({ pattern, first, last }: Passage, { matches }: Alignment, text: string, words: Words): WordEdges | undefined {
  const kept = keptPart(matches, first, last, (from, to) => isParagraph(text, words, from, to));
  if (!kept) return undefined;
  const { from, to } = kept;
  let before = first - 1;
  while (before >= 0 && matches[before] === -1) before--;
  let after = last + 1;
  while (after < pattern.words.count && matches[after] === -1) after++;
  const begin = matches[from] ?? 0;
  const finish = matches[to] ?? 0;
  const floor = before >= 0 ? (matches[before] ?? 0) + 1 : 0;
  const ceiling = after < pattern.words.count ? (matches[after] ?? 0) - 1 : words.count - 1;
  // A torn passage ends where its part ends, and the context beyond the other part says nothing about it.
  return {
    first: begin - lostEdge(from - first, begin - floor, first - 1 - before),
    last: finish + lostEdge(last - to, ceiling - finish, after - last - 1),
  };
}

/**
 * The part of the quote that is still together: the stretch with the most words found, less those lost and those that came in
 * between (Bentley's maximum subarray). A passage across two paragraphs that were moved apart keeps the larger half.
 */
function keptPart(
  matches: Int32Array,
  first: number,
  last: number,
  isWholeParagraph: (from: number, to: number) => boolean,
): { from: number; to: number } | undefined {
  let best: { from: number; to: number; sum: number } | undefined;
  let from = first;
  let sum = 0;
  let previous = -1;
  let lost = 0;
  for (let i = first; i <= last; i++) {
    const match = matches[i] ?? -1;
    if (match === -1) {
      sum -= lostWordCost;
      lost++;
      continue;
    }
    // A word in the place of another has been paid for in part.
    const between = previous === -1 ? 0 : match - previous - 1;
    const cameIn = Math.max(0, between - lost) + replacedShare * Math.min(between, lost);
    lost = 0;
    sum -= newWordCost * (cameIn + Math.max(0, cameIn - maxInserted));
    // A paragraph that came in between is nothing that the coder has read here: it tears the passage.
    if (sum <= 0 || (between > minParagraph && isWholeParagraph(previous + 1, match - 1))) {
      from = i;
      sum = 0;
    }
    sum += 1;
    previous = match;
    if (!best || sum > best.sum) best = { from, to: i, sum };
  }
  return best;
}

/** Whether the new words `from` to `to` are whole paragraphs. */
function isParagraph(text: string, words: Words, from: number, to: number): boolean {
  const breaksBefore = (at: number): boolean => text.slice(at > 0 ? words.ends[at - 1] : 0, words.starts[at]).includes('\n');
  return breaksBefore(from) && (to + 1 >= words.count || breaksBefore(to + 1));
}

/** In words found: a quote may lose two of three words and stay in one piece, as long as little comes in. */
const lostWordCost = 0.2;
const newWordCost = 0.5;
/** Of a new word's cost, for one that stands for a lost one. */
const replacedShare = 0.5;
/** An insertion of more words is a sentence of its own, and counts twice. */
const maxInserted = 6;
/** Of fewer words it is a line of its own making, or one word that was put on a line. */
const minParagraph = 2;
const maxHeldEdge = 6;
/** So many words of the old paragraph must follow what was cut out of it. */
const minCut = 2;
const maxReplacedEdge = 3;

/** How many new words stand for `lost` old words at an edge, with `room` new words up to the context, of which `unmatched` old words belong to the context. */
function lostEdge(lost: number, room: number, unmatched: number): number {
  if (lost === 0 || room <= 0) return 0;
  // More than a few words were torn off, not replaced; fewer still where no context holds the far end.
  if (unmatched === 0 && lost <= maxHeldEdge && room <= lost + 3) return room;
  return lost > maxReplacedEdge ? 0 : Math.min(lost, room);
}

/** What quote and context give for the place, and what they would give in the unchanged text. */
function evidenceOf(
  { pattern, first, last }: Passage,
  { matches, likeness }: Alignment,
  edges: WordEdges,
): Pick<Place, 'evidence' | 'possible' | 'before' | 'after'> {
  const found = { before: 0, quote: 0, after: 0 };
  const possible = { before: 0, quote: 0, after: 0 };
  for (let i = 0; i < pattern.words.count; i++) {
    const side = i < first ? 'before' : i > last ? 'after' : 'quote';
    const distance = side === 'before' ? first - i : side === 'after' ? i - last : 0;
    const bits = ((pattern.bits[i] ?? 0) * weights.contextHalf) / (weights.contextHalf + Math.max(0, distance - 1));
    possible[side] += bits;
    const match = matches[i] ?? -1;
    if (match === -1) continue;
    const foundAt = side === 'before' ? edges.first - match : side === 'after' ? match - edges.last : 0;
    const displaced = Math.abs(foundAt - distance);
    found[side] += (bits * (likeness[i] ?? 0) * weights.displacementHalf) / (weights.displacementHalf + displaced);
  }
  const share = (side: 'before' | 'after'): number => (possible[side] > 0 ? found[side] / possible[side] : 1);
  return {
    evidence: found.before + found.quote + found.after,
    possible: possible.before + possible.quote + possible.after,
    before: share('before'),
    after: share('after'),
  };
}

/** Characters of the borders: torn words and punctuation as they were in the old text. */
function characterRange({ context, pattern, first, last }: Passage, { matches, likeness }: Alignment, edges: WordEdges, text: string, words: Words): Range {
  const old = pattern.words;
  const { quote } = context;
  let start = words.starts[edges.first] ?? 0;
  let end = words.ends[edges.last] ?? text.length;
  const torn = quote.start - (old.starts[first] ?? 0);
  if (torn > 0) start += matches[first] === edges.first && likeness[first] === 1 ? torn : 0;
  else start = leadingMarks(context.text.slice(quote.start, old.starts[first]), text.slice(edges.first > 0 ? words.ends[edges.first - 1] : 0, start), start);
  const tornEnd = (old.ends[last] ?? 0) - quote.end;
  if (tornEnd > 0) end -= matches[last] === edges.last && likeness[last] === 1 ? tornEnd : 0;
  else end = trailingMarks(context.text.slice(old.ends[last], quote.end), text.slice(end, words.starts[edges.last + 1] ?? text.length), end);
  return { start: splitsPair(text, start) ? start - 1 : start, end: splitsPair(text, end) ? end + 1 : end };
}

/** Moves `start` back over the marks of `gap` that correspond to the `marks` the quote began with. */
function leadingMarks(marks: string, gap: string, start: number): number {
  let taken = 0;
  let least = 0;
  for (let i = marks.length - 1; i >= 0 && taken < gap.length; i--) {
    const mark = plain(marks.charAt(i));
    if (mark === ' ') continue;
    while (taken < gap.length && plain(gap.charAt(gap.length - 1 - taken)) === ' ') taken++;
    if (plain(gap.charAt(gap.length - 1 - taken)) !== mark) break;
    taken++;
    least = taken;
  }
  return start - least;
}

function trailingMarks(marks: string, gap: string, end: number): number {
  let taken = 0;
  let least = 0;
  for (let i = 0; i < marks.length && taken < gap.length; i++) {
    const mark = plain(marks.charAt(i));
    if (mark === ' ') continue;
    while (taken < gap.length && plain(gap.charAt(taken)) === ' ') taken++;
    if (plain(gap.charAt(taken)) !== mark) break;
    taken++;
    least = taken;
  }
  return end + least;
}

/** Where the quote stands to the letter within a few characters of `range`, that is the place. */
function snapped(quote: string, range: Range, text: string): Range {
  if (text.startsWith(quote, range.start)) return { start: range.start, end: range.start + quote.length };
  const from = Math.max(0, range.start - snapReach);
  const at = text.slice(from, range.start + snapReach + quote.length).indexOf(quote);
  return at === -1 ? range : { start: from + at, end: from + at + quote.length };
}

/** Marks and spaces at an edge are a few characters; more would be another place. */
const snapReach = 6;

/** 1 - edit distance / length of the longer, typographic variants being equal; 0 where the lengths alone rule the minimum out. */
export function alikeness(quote: string, found: string): number {
  if (quote === found) return 1;
  const a = plainText(quote);
  const b = plainText(found);
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  const longer = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > (1 - weights.minAlike) * longer) return 0;
  return 1 - distance(a, b) / longer;
}

/** Up to this many cells the edit distance is computed outright: two texts of a thousand units. */
const maxCells = 1_000_000;
/** Beyond this length even the bit-parallel search is slow; two texts of many pages are alike if their words are. */
const maxSearched = 10_000;

/** Levenshtein distance; of long texts an estimate from above, by the shorter's best match in the longer. */
function distance(a: string, b: string): number {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  if (a.length * b.length <= maxCells) return editDistance(longer, shorter);
  if (longer.length > maxSearched) return longer.length * (1 - sharedWords(longer, shorter));
  const limit = Math.ceil(shorter.length * (1 - weights.minAlike));
  return search(longer, shorter, limit).reduce((best, { start, end, errors }) => Math.min(best, errors + longer.length - (end - start)), longer.length);
}

/** Share of the words of the longer text that the shorter has too, each as often. */
function sharedWords(longer: string, shorter: string): number {
  const counts = new Map<number, number>();
  for (const id of wordsOf(shorter).ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const { ids } = wordsOf(longer);
  let shared = 0;
  for (const id of ids) {
    const left = counts.get(id) ?? 0;
    if (left > 0) shared++;
    counts.set(id, left - 1);
  }
  return ids.length ? shared / ids.length : 0;
}

/** Typographic variants as one: quotation marks, dashes, spaces, canonical composition. */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/[‘’‚‛‹›′`´]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ');
}

/** The same for one unit. */
function plain(unit: string): string {
  return plainText(unit);
}
