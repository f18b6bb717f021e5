/** What has become of the saved text: which stretches of the current text are stretches of it (a piece table's bookkeeping, without the text). */
import type { Range } from '../text/range';
import type { Splice } from './types';

interface Piece {
  /** Offset in the saved text, or -1 for text typed since. */
  readonly saved: number;
  readonly length: number;
}

export class Pieces {
  private pieces: readonly Piece[];

  constructor(private readonly savedLength: number) {
    this.pieces = savedLength > 0 ? [{ saved: 0, length: savedLength }] : [];
  }

  /** For two texts whose edits were not seen: all between what they begin and end with alike counts as edited. */
  static between(saved: string, current: string): Pieces {
    const pieces = new Pieces(saved.length);
    const shorter = Math.min(saved.length, current.length);
    let head = 0;
    while (head < shorter && saved.charCodeAt(head) === current.charCodeAt(head)) head++;
    let tail = 0;
    while (tail < shorter - head && saved.charCodeAt(saved.length - 1 - tail) === current.charCodeAt(current.length - 1 - tail)) tail++;
    pieces.edit([{ start: head, end: saved.length - tail, text: current.slice(head, current.length - tail) }]);
    return pieces;
  }

  /** Follows the edits of one change event, in the coordinates before it, ascending. O(pieces + splices). */
  edit(splices: readonly Splice[]): void {
    const next: Piece[] = [];
    const cursor = { index: 0, used: 0, at: 0 };
    for (const { start, end, text } of splices) {
      this.take(cursor, start, next);
      this.take(cursor, end, undefined);
      append(next, { saved: -1, length: text.length });
    }
    this.take(cursor, Infinity, next);
    this.pieces = next;
  }

  /** A saved range in the current text: from the first of its characters that is left to the last; null if none is. */
  toCurrent(range: Range): Range | null {
    let start: number | undefined;
    let end = 0;
    let at = 0;
    for (const { saved, length } of this.pieces) {
      const from = Math.max(saved, range.start);
      const to = Math.min(saved + length, range.end);
      if (saved !== -1 && from < to) {
        start ??= at + from - saved;
        end = at + to - saved;
      }
      at += length;
    }
    return start === undefined ? null : { start, end };
  }

  /** A current range in the saved text; null unless it and a unit on each side are as they were saved. */
  toSaved(range: Range): Range | null {
    let at = 0;
    for (const [index, { saved, length }] of this.pieces.entries()) {
      const end = at + length;
      if (saved !== -1 && range.start >= at && range.end <= end) {
        const start = saved + range.start - at;
        const savedEnd = saved + range.end - at;
        const startHeld = range.start > at || (index === 0 && saved === 0);
        const endHeld = range.end < end || (index === this.pieces.length - 1 && saved + length === this.savedLength);
        return startHeld && endHeld ? { start, end: savedEnd } : null;
      }
      at = end;
    }
    return null;
  }

  /** Moves the cursor to offset `until`, copying what it passes into `into`. */
  private take(cursor: { index: number; used: number; at: number }, until: number, into: Piece[] | undefined): void {
    while (cursor.at < until) {
      const piece = this.pieces[cursor.index];
      if (!piece) return;
      const length = Math.min(piece.length - cursor.used, until - cursor.at);
      if (into) append(into, { saved: piece.saved === -1 ? -1 : piece.saved + cursor.used, length });
      cursor.at += length;
      cursor.used += length;
      if (cursor.used === piece.length) {
        cursor.index++;
        cursor.used = 0;
      }
    }
  }
}

/** Adds a piece, joined with the one before it where the two are one stretch. */
function append(pieces: Piece[], piece: Piece): void {
  if (piece.length === 0) return;
  const last = pieces.at(-1);
  const joins = last && (piece.saved === -1 ? last.saved === -1 : last.saved !== -1 && last.saved + last.length === piece.saved);
  if (joins) pieces[pieces.length - 1] = { saved: last.saved, length: last.length + piece.length };
  else pieces.push(piece);
}
