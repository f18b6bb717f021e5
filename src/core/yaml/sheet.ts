/** A file's text in the pieces it was read in, with new texts for some of them, and new pieces between. */
import type { Splice } from '../annotations/types';
import type { Piece } from './pieces';
import { applySplices } from './splices';

export interface Written {
  readonly text: string;
  /** Non-overlapping, in order, in offsets of the old text. */
  readonly splices: readonly Splice[];
}

/** A piece of the file, or of nothing at the place where something new goes. */
export type Part = Pick<Piece, 'start' | 'end' | 'kind' | 'section' | 'value' | 'field'>;

export class Sheet {
  protected readonly parts: Part[];
  /** New texts, empty for what is taken out. Most parts of a file are never looked at. */
  protected readonly changed = new Map<Part, string>();

  constructor(
    protected readonly original: string,
    pieces: readonly Piece[],
    protected readonly eol: string,
  ) {
    // A byte order mark belongs to no piece and stays where it is.
    this.parts = [...pieces];
  }

  /** The whole text, and the least edits that lead to it. */
  finish(): Written {
    const splices: Splice[] = [];
    for (const part of this.parts) {
      const text = this.changed.get(part);
      const old = text === undefined ? '' : this.original.slice(part.start, part.end);
      if (text === undefined || text === old) continue;
      const splice = trimmed(old, text, part.start);
      const last = splices.at(-1);
      if (last !== undefined && last.end === splice.start) splices[splices.length - 1] = { start: last.start, end: splice.end, text: last.text + splice.text };
      else splices.push(splice);
    }
    return { text: applySplices(this.original, splices), splices };
  }

  protected textOf(part: Part): string {
    return this.changed.get(part) ?? this.original.slice(part.start, part.end);
  }

  protected isGone(part: Part): boolean {
    return this.changed.get(part) === '';
  }

  /** The first place from here on whose part is not taken out. */
  protected standingFrom(index: number): number {
    let at = index;
    for (let part = this.parts[at]; part !== undefined && this.isGone(part); part = this.parts[at]) at++;
    return at;
  }

  /** The last place up to here whose part is not taken out; -1 where there is none. */
  protected standingUpTo(index: number): number {
    let at = index;
    for (let part = this.parts[at]; part !== undefined && this.isGone(part); part = this.parts[at]) at--;
    return at;
  }

  protected insertAfter(index: number, section: string, lines: readonly string[], kind: Part['kind'] = 'whole', field?: string): Part {
    const before = this.parts[this.standingUpTo(index)];
    const text = lines.join(this.eol);
    const open = before !== undefined && !this.textOf(before).endsWith('\n');
    const at = this.parts[index]?.end ?? this.parts[0]?.start ?? this.original.length;
    const part: Part = { start: at, end: at, kind, section, value: undefined, field };
    this.changed.set(part, open ? this.eol + text : text + this.eol);
    this.parts.splice(index + 1, 0, part);
    return part;
  }

  protected removeItem(part: Part): void {
    this.changed.set(part, '');
    const index = this.parts.indexOf(part);
    this.dropDoubledBlank(index);
    // The blank line that set the last entry apart from the one before goes with it.
    const before = this.parts[index - 1];
    let at = index + 1;
    while (this.parts[at]?.kind === 'gap') at++;
    const next = this.parts[at];
    if (next?.section !== part.section && before?.kind === 'gap' && this.parts[index - 2]?.kind === 'item' && this.textOf(before).trim() === '')
      this.changed.set(before, '');
  }

  /** Two blank lines in a row, where something was taken out from between them, become one. */
  protected dropDoubledBlank(index: number): void {
    const after = this.parts[this.standingFrom(index)];
    if (after?.kind !== 'gap') return;
    const before = this.parts[this.standingUpTo(index - 1)];
    if (before?.kind !== 'gap') return;
    this.changed.set(after, withoutDoubledBlank(this.textOf(before), this.textOf(after)));
  }
}

/** The gap behind another without the blank line at its start, where the other ends in one. */
export function withoutDoubledBlank(before: string, after: string): string {
  return /(?:^|\n)[ \t]*\r?\n$/.test(before) ? after.replace(/^[ \t]*\r?\n/, '') : after;
}

/** The lines of comment at the end of a gap that stand at an entry's own indentation, directly above it. */
export function commentOfNext(gap: string, indent: number): string {
  const line = ' '.repeat(indent) + '#';
  let at = gap.length;
  while (at > 0 && gap[at - 1] === '\n') {
    const start = at < 2 ? 0 : gap.lastIndexOf('\n', at - 2) + 1;
    if (!gap.startsWith(line, start)) break;
    at = start;
  }
  return gap.slice(at);
}

/** The splice without what stays the same at its ends. */
function trimmed(before: string, after: string, at: number): Splice {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start: at + head, end: at + before.length - tail, text: after.slice(head, after.length - tail) };
}
