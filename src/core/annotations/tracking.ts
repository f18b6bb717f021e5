/**
 * Follows passages through edits in the editor. Positions are exact: an edit in an editor says what it replaced, so
 * nothing is guessed. A range grows when text is typed at its edges, as VS Code's `ClosedClosed` decorations do.
 */
import type { Range } from '../text/range';
import { anchorAll } from './anchor';
import { Pieces } from './pieces';
import { selectorFor } from './selector';
import { Fingerprint } from './fingerprint';
import type { Splice } from './types';

/** What moves ranges: where an edit stands, and how long what it puts there is. */
type Moving = Range & { readonly text: { readonly length: number } };

/** Where a range went: somewhere, or all its text was taken out at a place. */
export type Mapped = { readonly range: Range } | { readonly deletedAt: number };

/**
 * `range` (not empty) after the edits of one change event.
 * @param splices in the coordinates before the event, ascending, not overlapping
 */
export function mapRange(range: Range, splices: readonly Moving[]): Mapped {
  let current: Mapped = { range };
  // From the last one back, so that each is still in the coordinates it was given in.
  for (let i = splices.length - 1; i >= 0; i--) {
    const splice = splices[i] as Moving;
    current = 'range' in current ? mapOne(current.range, splice) : { deletedAt: mapDeleted(current.deletedAt, splice) };
  }
  return current;
}

function mapOne({ start, end }: Range, splice: Moving): Mapped {
  const grown = splice.text.length - (splice.end - splice.start);
  const behind = splice.start + splice.text.length;
  const touchesAll = splice.start <= start && splice.end >= end;
  // What replaces exactly the passage is the passage (find and replace); what replaces more has swallowed it.
  if (touchesAll)
    return splice.start === start && splice.end === end && splice.text.length > 0 ? { range: { start, end: behind } } : { deletedAt: splice.start };
  if (splice.end < start || (splice.end === start && splice.start < start)) return { range: { start: start + grown, end: end + grown } };
  if (splice.start > end || (splice.start === end && splice.end > end)) return { range: { start, end } };
  return {
    range: {
      start: splice.start < start ? behind : start,
      end: splice.end > end ? splice.start : end + grown,
    },
  };
}

function mapDeleted(at: number, { start, end, text }: Moving): number {
  if (at <= start) return at;
  return at >= end ? at + text.length - (end - start) : start;
}

/** `text` after the edits of one change event (see `mapRange`). */
export function spliced(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const splice of splices) {
    parts.push(text.slice(at, splice.start), splice.text);
    at = splice.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** A passage by its id, in the saved text. */
export interface Placed {
  readonly id: string;
  readonly range: Range;
}

interface Track {
  saved: Range;
  /** In the current text; null while all its text is gone. */
  current: Range | null;
}

/** One change event, as it can be taken back. */
interface Remembered {
  /** Of the text before it. */
  readonly length: number;
  readonly fingerprint: number;
  /** The edits that take it back. */
  readonly inverse: readonly Moving[];
  /** Ranges that it cut into, as they were before: no inverse edit could tell them. */
  readonly cut: ReadonlyMap<Track, Range>;
}

/** As deep as anyone undoes. */
const maxRemembered = 1_000;

/** The places of passages in a document that is being edited. */
export class Tracker {
  private text = '';
  private tracks = new Map<string, Track>();
  /** Of passages whose text was deleted, and saved so: undo brings it back. */
  private readonly lost = new Map<string, Track>();
  private pieces = new Pieces(0);
  private saved = '';
  private remembered: Remembered[] = [];
  /** Of the text; made with the first edit. */
  private fingerprint: Fingerprint | undefined;

  /**
   * Sets the saved text, the text in the editor, and where the passages are in the saved one. A passage that was followed
   * through the edits since keeps its place; the others are carried over from the saved text.
   */
  reset(saved: string, text: string, places: readonly Placed[]): void {
    const sameTexts = saved === this.saved && text === this.text;
    if (!sameTexts) {
      this.saved = saved;
      if (text !== this.text) this.fingerprint = undefined;
      this.text = text;
      this.pieces = saved === text ? new Pieces(saved.length) : Pieces.between(saved, text);
      if (saved !== text) this.remembered = [];
      this.lost.clear();
    }
    const followed = this.tracks;
    this.tracks = new Map(
      places.map(({ id, range }) => {
        const track = sameTexts ? followed.get(id) : undefined;
        return [
          id,
          track && track.saved.start === range.start && track.saved.end === range.end ? track : { saved: range, current: this.pieces.toCurrent(range) },
        ];
      }),
    );
  }

  /** The text as it is now is the saved one: from here on edits count as unsaved ones of it. */
  save(): void {
    this.saved = this.text;
    this.pieces = new Pieces(this.text.length);
    for (const [id, track] of this.lost) {
      if (!track.current) continue;
      this.lost.delete(id);
      this.tracks.set(id, track);
    }
    for (const track of this.tracks.values()) if (track.current) track.saved = track.current;
  }

  /** The saved text has the passage no more. It is followed all the same, until {@link forget}. */
  lose(id: string): void {
    const track = this.tracks.get(id);
    if (track) this.lost.set(id, track);
    this.tracks.delete(id);
  }

  /** Where a passage that was lost is in the current text, if undo has brought it back. */
  regained(id: string): Range | null {
    return this.lost.get(id)?.current ?? null;
  }

  /** A passage that was lost has another place. */
  forget(id: string): void {
    this.lost.delete(id);
  }

  private get followed(): readonly Track[] {
    return [...this.tracks.values(), ...this.lost.values()];
  }

  /**
   * Follows the edits of one change event (see `mapRange`).
   * @param text the text after them, where it is known: putting a long one together takes longer than all else
   */
  edit(splices: readonly Splice[], text?: string): void {
    if (!splices.length) return;
    const before = this.text;
    const after = text?.length === lengthAfter(before, splices) ? text : spliced(before, splices);
    const cut = new Map<Track, Range>();
    for (const track of this.followed) {
      if (track.current && loses(track.current, splices)) cut.set(track, track.current);
    }
    this.move(splices, before, after);
    this.remember(before, splices, cut);
    this.fingerprint?.edit(before, splices);
    this.text = after;
    this.pieces.edit(splices);
    // Typed and taken back: nothing of it is unsaved.
    if (after === this.saved) this.pieces = new Pieces(after.length);
    this.restore();
  }

  /** Where the passage is in the current text; null while its text is gone, or if it is not known. */
  current(id: string): Range | null {
    return this.tracks.get(id)?.current ?? null;
  }

  /** A range of the current text in the saved one; null if it or its edges touch unsaved edits. */
  toSaved(range: Range): Range | null {
    return this.pieces.toSaved(range);
  }

  /** A range of the saved text in the current one; null if none of it is left. */
  toCurrent(range: Range): Range | null {
    return this.pieces.toCurrent(range);
  }

  /** Moves every track; a passage inside a larger replacement (a formatter's, a paste over everything) is looked for in what replaced it. */
  private move(splices: readonly Splice[], before: string, after: string): void {
    const swallowed: { readonly track: Track; readonly range: Range }[] = [];
    for (const track of this.followed) {
      if (!track.current) continue;
      const { start, end } = track.current;
      const mapped = mapRange(track.current, splices);
      if (!('range' in mapped) && splices.some((s) => s.start <= start && s.end >= end && s.text.length >= end - start))
        swallowed.push({ track, range: track.current });
      track.current = 'range' in mapped ? mapped.range : null;
    }
    if (!swallowed.length) return;
    const selectors = swallowed.map(({ range }) => selectorFor(before, range));
    anchorAll(after, selectors, { oldText: before }).forEach(({ range }, i) => {
      const found = swallowed[i];
      if (found) found.track.current = range;
    });
  }

  private remember(before: string, splices: readonly Splice[], cut: ReadonlyMap<Track, Range>): void {
    this.fingerprint ??= new Fingerprint(before);
    this.remembered.push({ length: before.length, fingerprint: this.fingerprint.value, inverse: inverseOf(splices), cut });
    if (this.remembered.length > maxRemembered) this.remembered.shift();
  }

  /** If the text is again as it once was (undo, redo, however many steps the editor takes at once), so are the passages that were cut into since. */
  private restore(): void {
    const { length } = this.text;
    const fingerprint = this.fingerprint?.value;
    const since = this.remembered.findLastIndex((state) => state.length === length && state.fingerprint === fingerprint);
    if (since < 0) return;
    const ranges = new Map<Track, Range | null>();
    for (const { inverse, cut } of this.remembered.slice(since).reverse()) {
      for (const [track, range] of ranges) {
        const mapped = range && mapRange(range, inverse);
        // Its text was not there yet: a deletion that was undone, and done again.
        ranges.set(track, mapped && 'range' in mapped ? mapped.range : null);
      }
      for (const [track, range] of cut) ranges.set(track, range);
    }
    // A track that was set anew since is another object, and no longer concerned.
    for (const [track, range] of ranges) track.current = range;
  }
}

function lengthAfter({ length }: string, splices: readonly Splice[]): number {
  return splices.reduce((sum, { start, end, text }) => sum + text.length - (end - start), length);
}

/** The edits that take the edits of an event back, in the coordinates after it. Without their words: a slice of a long text would keep all of it alive. */
function inverseOf(splices: readonly Splice[]): readonly Moving[] {
  let shift = 0;
  return splices.map(({ start, end, text }) => {
    const inverse = { start: start + shift, end: start + shift + text.length, text: { length: end - start } };
    shift += text.length - (end - start);
    return inverse;
  });
}

/** Whether an edit takes away some of the range's text, or part of what would tell its edges on undo. */
function loses(range: Range, splices: readonly Splice[]): boolean {
  return splices.some(({ start, end }) => start < end && start <= range.end && end >= range.start);
}
