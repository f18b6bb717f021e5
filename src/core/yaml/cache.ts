/** What is kept of a file between two readings, so that one tag in a file of ten thousand entries costs one entry. */
import { sameData } from './equal';
import type { Segment } from './layout';
import type { Piece, Reading } from './pieces';

/** How an entry read before an edit of ours: its piece with its comments, and the gaps around it. */
export interface Wording {
  readonly value: unknown;
  readonly text: string;
  /** The comment directly above it, which goes where the entry goes. */
  readonly comment: string;
  /** The gap above it without that comment, and the gap below. */
  readonly above: string;
  readonly below: string;
  /** Whether it stood directly behind another entry. */
  readonly close: boolean;
  /** Of a setting: the text that our edit made of it. Where a person has changed that since, the old words hold no longer. */
  readonly became?: string;
}

/** An undo comes soon, or not at all: what was edited longest ago is written anew then, as any entry. */
const keptWordings = 2000;
const wordingsOfOne = 8;

/**
 * Readings by the text of their piece, and the last reading of the file by place. Keep one a file: what stands where it
 * stood is not even looked at.
 */
export class EntryCache {
  private readonly wordings = new Map<string, Wording[]>();
  private readings = new Map<string, Map<string, Reading>>();
  private size = 0;
  private lastText = '';
  private lastPieces: readonly Piece[] = [];

  /** @internal */
  reading(kind: string, text: string, make: () => Reading): Reading {
    let kept = this.readings.get(kind);
    if (kept === undefined) this.readings.set(kind, (kept = new Map<string, Reading>()));
    const known = kept.get(text);
    if (known !== undefined) return known;
    const reading = make();
    kept.set(text, reading);
    this.size++;
    return reading;
  }

  /** @internal Says of a segment of `text` which piece of the last text is the same at the same place, counted from either end. */
  samePlace(text: string): (segment: Segment) => Piece | undefined {
    const before = this.lastText;
    const pieces = this.lastPieces;
    const head = commonStart(before, text);
    const tail = text.length - commonEnd(before, text, Math.min(before.length, text.length) - head);
    const moved = text.length - before.length;
    let at = 0;
    return (segment) => {
      const by = segment.end <= head ? 0 : segment.start >= tail ? moved : undefined;
      if (by === undefined) return undefined;
      while ((pieces[at]?.start ?? Infinity) < segment.start - by) at++;
      const piece = pieces[at];
      const same = piece?.start === segment.start - by && piece.end === segment.end - by && piece.kind === segment.kind && piece.section === segment.section;
      return same ? piece : undefined;
    };
  }

  /** @internal Keeps how an entry reads, as it is edited or taken out. */
  keepWording(entry: string, wording: Wording): void {
    const known = this.wordings.get(entry) ?? [];
    this.wordings.delete(entry);
    this.wordings.set(entry, [wording, ...known.filter(({ text }) => text !== wording.text)].slice(0, wordingsOfOne));
    for (const oldest of this.wordings.keys()) {
      if (this.wordings.size <= keptWordings) break;
      this.wordings.delete(oldest);
    }
  }

  /** @internal How an entry once read when it said just this: taken back, it reads so again, with a person's comments and layout. */
  wordingOf(entry: string, value: unknown): Wording | undefined {
    return this.wordings.get(entry)?.find((wording) => sameData(wording.value, value));
  }

  /** @internal */
  remember(text: string, pieces: readonly Piece[]): void {
    this.lastText = text;
    this.lastPieces = pieces;
    // Old texts are dropped once they outnumber what is in use.
    if (this.size < 2 * pieces.length + 1000) return;
    this.readings = new Map();
    this.size = 0;
  }
}

/** Long enough that comparing slices is comparing memory. */
const compared = 1 << 14;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + compared <= most && a.slice(at, at + compared) === b.slice(at, at + compared)) at += compared;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonEnd(a: string, b: string, most: number): number {
  let length = 0;
  while (length + compared <= most && a.slice(a.length - length - compared, a.length - length) === b.slice(b.length - length - compared, b.length - length))
    length += compared;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}
