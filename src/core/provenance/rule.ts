/** What a rule of provenance is, and what all of them share. */
import type { ProvenanceInput, Found, Saying } from './types';
import type { BlockKind } from '../text/block';
import { type Medium, mediumNamed } from './names';

/** A block with its place in the document. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly kind: BlockKind;
  /** Among the first blocks, where a page's head stands. */
  readonly head: boolean;
  /** Among the last blocks that are no comments, where its foot stands. */
  readonly foot: boolean;
}

export interface Rule {
  /** kebab-case; suggestions carry it. */
  readonly name: string;
  /** Words in which the rule is explained, for developers; an example of what it finds. */
  readonly example: string;
  readonly find: (piece: Piece, index: ProvenanceInput['index']) => readonly Found[];
}

/** Short enough to be a line of a page rather than running text. */
export const longestLine = 240;

export type Match = Pick<RegExpExecArray, 0 | 'index'>;

export function found(piece: Piece, match: Match, says: Saying, value: string, confidence: number): Found {
  const quote = match[0].trim();
  const start = piece.start + match.index + match[0].indexOf(quote);
  return { says, value, quote, range: { start, end: start + quote.length }, confidence };
}

/** Words at a place, as a match has them. */
export function placed(words: string, index: number): Match {
  return { 0: words, index };
}

export function all(text: string, pattern: RegExp): RegExpExecArray[] {
  return [...text.matchAll(pattern)];
}

/** What is surer of a name that is known than of one that merely looks like a medium's. */
export function credit(medium: Medium, sure: number): number {
  return medium.sure ? sure : Math.round(sure * 65) / 100;
}

/** The media of a credit such as "Reuters/AFP" or "dpa, AP". */
export function mediaOf(list: string, index: ProvenanceInput['index']): Medium[] {
  return list.split(/[/,;|]| and | via /u).flatMap((part) => mediumNamed(part, index, true) ?? []);
}
