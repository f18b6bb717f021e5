/**
 * Sentences, by the Unicode rules (UAX #29; those of the host where a text is not all Latin) and a few merges: those rules alone
 * end a sentence at "Mr." and "U.S.", and at a full stop inside a quotation that its reporting clause continues.
 * Always one block at a time: on a whole text the host's segmenter is quadratic.
 */
import { blockAt } from './block';
import type { Block } from './block';
import { isSpace, splitsPair } from './characters';
import type { Range } from './range';
import { sentenceBreaks } from './sentenceBreaks';

/** Stateless. English rules serve the Latin scripts alike; the merges below are for English. */
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A block is segmented in pieces of at most this length; ICU's cost grows with the square, and sentences are far shorter. */
const maxPiece = 4_000;

/** Titles and the like, which always have their bearer behind them. */
const neverFinal = new Set(
  (
    'mr mrs ms messrs mme dr prof rev hon fr sen rep gov gen lt col maj capt cpt cmdr adm brig sgt cpl pvt pres amb sec supt det insp st mt ft vs cf eg e.g i.e viz ca approx no nos nr ' +
    'fig figs art arts sect para vol ed eds pp p al dept gen.-lt lt.-gen lt.-col maj.-gen'
  ).split(' '),
);
/** Abbreviations that may also end a sentence; what follows decides. */
const maybeFinal = new Set(
  (
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp co ltd llc plc bros jr sr etc a.m p.m u.s u.k u.n e.u u.s.a u.s.s.r d.c ph.d b.a m.a ' +
    'ave blvd rd univ assn bldg min max est gov.t'
  ).split(' '),
);
/** Words that begin a sentence far more often than they follow an abbreviation in capitals. */
const starters = new Set(
  (
    'the a an he she it they we i you this that these those there here his her its their our my in on at by for from with after before during since as but and or so if when while although though however ' +
    'meanwhile moreover nevertheless later earlier now then what who why how where not no yes all some many most both according'
  ).split(' '),
);

/** The sentences of one block's text: ranges relative to it, in order, without overlap or surrounding white space, covering everything else. */
export function sentencesOf(blockText: string): readonly Range[] {
  const out: Range[] = [];
  let start = 0;
  const close = (end: number): void => {
    const range = trimmedRange(blockText, start, end);
    if (range) out.push(range);
    start = end;
  };
  for (const at of sentenceBreaks(blockText) ?? segmented(blockText)) if (!continues(blockText, start, at)) close(at);
  close(blockText.length);
  return out;
}

/** What the host's segmenter finds, for all scripts. */
function segmented(text: string): readonly number[] {
  const breaks: number[] = [];
  for (const piece of piecesOf(text)) {
    for (const { index } of segmenter.segment(text.slice(piece.start, piece.end))) {
      const at = piece.start + index;
      // The pieces' own borders are no sentence ends unless the text says so.
      if (at > 0 && (index > 0 || piece.atSentenceEnd)) breaks.push(at);
    }
  }
  return breaks;
}

/** The sentence that holds `offset` (a cursor just behind a sentence's end counts as in it), or undefined between blocks. */
export function sentenceAt(text: string, blocks: readonly Block[], offset: number): Range | undefined {
  const block = blockAt(blocks, offset);
  if (!block) return undefined;
  const inside = offset - block.start;
  const sentences = sentencesOf(text.slice(block.start, block.end));
  const sentence = sentences.find(({ end }, i) => inside < end || (inside === end && (sentences[i + 1]?.start ?? Infinity) > inside)) ?? sentences.at(-1);
  // In the white space between two sentences the one behind it is meant, as with a caret before a word.
  return sentence && { start: block.start + sentence.start, end: block.start + sentence.end };
}

interface Piece extends Range {
  readonly atSentenceEnd: boolean;
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let atSentenceEnd = false;
  while (text.length - start > maxPiece) {
    const limit = start + maxPiece;
    const stop = Math.max(text.lastIndexOf('. ', limit), text.lastIndexOf('? ', limit), text.lastIndexOf('! ', limit));
    const space = text.lastIndexOf(' ', limit);
    // Half a piece at least, so that the number of pieces stays linear.
    const least = start + maxPiece / 2;
    const end = stop > least ? stop + 2 : space > least ? space + 1 : splitsPair(text, limit) ? limit - 1 : limit;
    pieces.push({ start, end, atSentenceEnd });
    atSentenceEnd = stop > least;
    start = end;
  }
  pieces.push({ start, end: text.length, atSentenceEnd });
  return pieces;
}

/** Whether what stands at `at` belongs to the sentence that began at `start`. */
function continues(text: string, start: number, at: number): boolean {
  let end = at;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  let next = at;
  while (next < text.length && next < at + 24 && isSpace(text.charCodeAt(next))) next++;
  if (end === start || next === text.length || next === at + 24) return true;
  const first = text.charCodeAt(next);
  const isCapital = first >= 65 && first <= 90;
  const rest = text.slice(next, at + 24);
  // Closing marks stay with their sentence; so does a reporting clause, or a sentence that a translator cut in two.
  if (!isCapital && (/^[”’»)\],;:]/u.test(rest) || /^["'](\s|$|[,;:)])/u.test(rest) || /^[-–—]?\s?\p{Ll}/u.test(rest))) return true;
  if (end - start <= 4 && /^\d{1,3}[.)]$/.test(text.slice(start, end))) return true;
  return text.charCodeAt(end - 1) === fullStop && abbreviates(text.slice(Math.max(start, end - 24), end), rest);
}

const fullStop = 46;

/** Whether the full stop at the end of `before` is an abbreviation's that does not end a sentence in front of `rest`. */
function abbreviates(before: string, rest: string): boolean {
  let from = before.length - 1;
  while (from > 0 && !isSpace(before.charCodeAt(from - 1)) && !opening.includes(before.charAt(from - 1))) from--;
  const word = before.slice(from, -1).toLowerCase();
  if (neverFinal.has(word)) return word !== 'no' && word !== 'p' ? true : /^\d/.test(rest);
  const mayBeFinal = maybeFinal.has(word);
  const isInitial = !mayBeFinal && /(^|[\s(["'“‘«.-])\p{Lu}\.$/u.test(before.slice(-4));
  if (!mayBeFinal && !isInitial) return false;
  if (mayBeFinal && /^\d/.test(rest)) return !/^[ap]\.m$/.test(word);
  const next = /^["'“‘«(]?([\p{L}’']+)/u.exec(rest)?.[1]?.toLowerCase() ?? '';
  return !starters.has(next) && !/^["“‘«]/u.test(rest);
}

const opening = '(["\'“‘«';

function trimmedRange(text: string, start: number, end: number): Range | undefined {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return from < to ? { start: from, end: to } : undefined;
}
