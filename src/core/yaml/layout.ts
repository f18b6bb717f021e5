/**
 * The lines of a file, sorted into sections and entries without parsing them. Every key at the left margin begins a
 * section; in a block list every dash at the list's indentation begins an entry. This is sound because YAML lets no
 * multi-line scalar or collection reach back to its parent's indentation (1.2.2, section 6.1): an entry that does is
 * an error in the whole file and is an error alone. So entries are parsed one by one and cached by their text.
 *
 * Segments tile the file: joined in order they are its text, to the last code unit.
 */
import type { Range } from '../text/range';
import { lastIndexWhere } from './last';

export interface Segment extends Range {
  /**
   * `gap`: comments and blank lines. `header`: the line of a section's key whose value stands below, split into
   * entries. `item`: an entry of a list or a field of a mapping. `whole`: a section in one piece. `stray`: what fits nowhere.
   */
  readonly kind: 'gap' | 'header' | 'item' | 'whole' | 'stray';
  /** The section that it belongs to; empty before the first. */
  readonly section: string;
  /** Touched by conflict markers: not parsed. */
  readonly conflict?: Range | undefined;
}

/** How the value of a section would be split, by the section's name. */
export type SplitKind = (section: string) => 'list' | 'map' | 'whole';

export interface Layout {
  readonly segments: readonly Segment[];
  /** Where a second YAML document starts, which is not read. */
  readonly secondDocument: Range | undefined;
}

const markerLine = /^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)/;
const markers = ['<<<<<<<', '=======', '>>>>>>>', '|||||||'];
const bareKey = /^([\p{L}\p{N}_-]+)[ \t]*:(?:[ \t]+#.*|[ \t]*)$/u;
const anyKey = /^(?:"([^"\\]*)"|'([^']*)'|([^\s"'#&*!|>%@`{}[\],?:-][^\s:#]*))[ \t]*:(?=[ \t]|$)/;

interface Line extends Range {
  /** Start of the next line. */
  readonly next: number;
  /** Spaces before the content. */
  readonly indent: number;
  /** First character of the content; empty for a blank line. */
  readonly first: string;
}

export function layOut(text: string, splitKind: SplitKind): Layout {
  return new Scanner(text, splitKind).run();
}

class Scanner {
  private readonly segments: Segment[] = [];
  private secondDocument: Range | undefined;
  private section = '';
  private split: 'list' | 'map' | 'whole' = 'whole';
  /** Indentation of the entries of the current section, or -1 before its first. */
  private itemIndent = -1;
  /** The segment that lines are being added to, and where the gap that might follow it began. */
  private open: { kind: 'item' | 'whole' | 'stray'; start: number; end: number; conflict?: Range } | undefined;
  private gapStart = 0;
  private readonly hasMarkers: boolean;
  /** From here on no conflict ends any more. */
  private unclosedFrom = Infinity;
  /** Where the next `+` stands, from which on it was looked for: most files have none to look at. */
  private nextPlus = -1;

  constructor(
    private readonly text: string,
    private readonly splitKind: SplitKind,
  ) {
    // Wherever they stand: looked for behind line ends, of which there are many, it would take as long as all else.
    this.hasMarkers = markers.some((marker) => text.includes(marker));
  }

  run(): Layout {
    let at = this.text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.gapStart = at;
    while (at < this.text.length) {
      const inner = this.innerLineEnd(at);
      if (inner > 0) {
        this.extend(inner);
        at = inner;
        continue;
      }
      const line = this.lineAt(at);
      at = line.next;
      if (this.hasMarkers && line.indent === 0 && markerLine.test(this.text.slice(line.start, line.start + 9))) at = this.takeConflict(line);
      else if (line.first === '' || (line.first === '#' && (this.itemIndent < 0 || line.indent <= this.itemIndent))) continue;
      else if (line.indent === 0 && this.isDocumentMarker(line)) {
        if (!this.takeDocumentMarker(line)) break;
      } else this.takeContent(line);
    }
    this.close();
    if (this.gapStart < this.text.length)
      this.push({ kind: this.secondDocument ? 'stray' : 'gap', section: this.section, start: this.gapStart, end: this.text.length });
    return { segments: this.segments, secondDocument: this.secondDocument };
  }

  /** Most lines by far stand within an entry: for those, the start of the next line, without looking closer. */
  private innerLineEnd(start: number): number {
    if (this.itemIndent < 0 || this.open?.kind !== 'item') return 0;
    for (let at = start; at <= start + this.itemIndent; at++) {
      if (this.text.charCodeAt(at) !== 32) return 0;
    }
    const first = this.text.charCodeAt(start + this.itemIndent + 1);
    if (first === 10 || first === 13 || first === 32 || first === 9 || !(first > 0)) return this.deeperLineEnd(start);
    const newline = this.text.indexOf('\n', start);
    return newline < 0 ? this.text.length : newline + 1;
  }

  private deeperLineEnd(start: number): number {
    const line = this.lineAt(start);
    return line.first !== '' && line.indent > this.itemIndent ? line.next : 0;
  }

  private lineAt(start: number): Line {
    const newline = this.text.indexOf('\n', start);
    const next = newline < 0 ? this.text.length : newline + 1;
    let end = newline < 0 ? this.text.length : newline;
    if (end > start && this.text.charCodeAt(end - 1) === 13) end--;
    let at = start;
    while (at < end && this.text.charCodeAt(at) === 32) at++;
    const indent = at - start;
    // A tab is no indentation in YAML, but a line of nothing else is blank.
    while (at < end && (this.text.charCodeAt(at) === 9 || this.text.charCodeAt(at) === 32)) at++;
    return { start, end, next, indent, first: at < end ? (this.text[start + indent] ?? '') : '' };
  }

  private isDocumentMarker(line: Line): boolean {
    if (line.first !== '-' && line.first !== '.' && line.first !== '%') return false;
    return line.first === '%' || /^(?:---|\.\.\.)(?=\s|$)/.test(this.text.slice(line.start, line.start + 4));
  }

  /** False where reading stops: a second document, or content on the marker's own line. */
  private takeDocumentMarker(line: Line): boolean {
    const atStart = this.segments.length === 0 && this.open === undefined;
    const bare = /^(?:---[ \t]*(?:#.*)?|%.*)$/.test(this.text.slice(line.start, line.end));
    if (atStart && bare) return true;
    this.close();
    const ends = line.first === '.' && line.end === line.start + 3 && this.saysNothingFrom(line.next);
    if (!ends) this.secondDocument = { start: line.start, end: line.end };
    return false;
  }

  private saysNothingFrom(start: number): boolean {
    for (let at = start; at < this.text.length;) {
      const line = this.lineAt(at);
      if (line.first !== '' && line.first !== '#') return false;
      at = line.next;
    }
    return true;
  }

  private takeContent(line: Line): void {
    const margin = line.indent === 0 && line.first !== '\t' && line.first !== ']' && line.first !== '}';
    const dash = this.isDash(line);
    if (margin && !(dash && this.continuesAtMargin())) {
      this.startSection(line);
    } else if (this.split !== 'whole' && this.itemIndent < 0 && this.open === undefined) {
      this.startFirstItem(line, dash);
    } else if (this.split !== 'whole' && line.indent === this.itemIndent && (this.split === 'map' ? !dash && line.first !== ']' && line.first !== '}' : dash)) {
      this.startItem(line);
    } else if (this.open !== undefined) {
      this.extend(line.next);
    } else {
      this.begin('stray', line);
    }
  }

  /** A dash at the margin continues the section above it: YAML lets a list stand at its key's own indentation. */
  private continuesAtMargin(): boolean {
    return this.section !== '' && this.open?.kind !== 'stray';
  }

  private isDash(line: Line): boolean {
    if (line.first !== '-') return false;
    const after = this.text[line.start + line.indent + 1];
    return after === undefined || after === ' ' || after === '\n' || after === '\r' || after === '\t';
  }

  private startSection(line: Line): void {
    this.close();
    this.pushGap(line.start);
    this.gapStart = line.start;
    this.itemIndent = -1;
    const content = this.text.slice(line.start, line.end);
    const bare = bareKey.exec(content)?.[1];
    const key = bare ?? keyOf(content);
    if (key === undefined) {
      this.section = '';
      this.split = 'whole';
      this.begin('stray', line);
      return;
    }
    this.section = key;
    this.split = bare === undefined ? 'whole' : this.splitKind(key);
    if (this.split === 'whole') {
      this.begin('whole', line);
      return;
    }
    this.push({ kind: 'header', section: key, start: line.start, end: line.next });
    this.gapStart = line.next;
  }

  private startFirstItem(line: Line, dash: boolean): void {
    const fits = this.split === 'list' ? dash : line.indent > 0 && keyOf(this.text.slice(line.start + line.indent, line.end)) !== undefined;
    if (fits) {
      this.itemIndent = line.indent;
      this.startItem(line);
      return;
    }
    // The value is of another kind than expected, or in flow style: take header and all as one piece.
    this.split = 'whole';
    const header = lastIndexWhere(this.segments, (segment) => segment.kind === 'header');
    const start = this.segments[header]?.start ?? line.start;
    this.segments.length = Math.max(header, 0);
    this.open = { kind: 'whole', start, end: line.next };
  }

  private startItem(line: Line): void {
    this.close();
    this.begin('item', line);
  }

  private begin(kind: 'item' | 'whole' | 'stray', line: Line): void {
    this.pushGap(line.start);
    this.open = { kind, start: line.start, end: line.next };
    this.gapStart = line.next;
  }

  private extend(end: number): void {
    if (this.open !== undefined) this.open.end = end;
    this.gapStart = end;
  }

  private close(): void {
    const open = this.open;
    if (open === undefined) return;
    this.open = undefined;
    // With the keep indicator, blank lines after a block scalar are part of it (YAML 1.2.2, section 8.1.1.2).
    if (this.hasPlus(open) && /[|>][1-9]?\+/.test(this.text.slice(open.start, open.end))) open.end = this.blanksAfter(open.end);
    this.gapStart = open.end;
    this.push({ kind: open.kind, section: this.section, start: open.start, end: open.end, ...(open.conflict && { conflict: open.conflict }) });
  }

  private hasPlus(range: Range): boolean {
    if (this.nextPlus < range.start) {
      const found = this.text.indexOf('+', range.start);
      this.nextPlus = found < 0 ? this.text.length : found;
    }
    return this.nextPlus < range.end;
  }

  private blanksAfter(start: number): number {
    let at = start;
    while (at < this.text.length) {
      const line = this.lineAt(at);
      if (line.first !== '') break;
      at = line.next;
    }
    return at;
  }

  private pushGap(end: number): void {
    if (end > this.gapStart) this.push({ kind: 'gap', section: this.section, start: this.gapStart, end });
  }

  private push(segment: Segment): void {
    this.segments.push(segment);
  }

  /** Takes the lines from a marker to the end of its conflict; returns where reading goes on. */
  private takeConflict(marker: Line): number {
    const { end, body } = this.conflictFrom(marker);
    const first = body.find((line) => line.first !== '' && line.first !== '#');
    const region = { start: marker.start, end };
    const continues = this.open !== undefined && first !== undefined && (this.split === 'whole' ? first.indent > 0 : first.indent > this.itemIndent);
    if (!continues) {
      this.close();
      this.pushGap(marker.start);
      const ours = body.filter((line) => line.indent === 0 && keyOf(this.text.slice(line.start, line.end)) !== undefined).at(-1);
      if (ours !== undefined) this.enterSectionIn(ours, body);
      else if (this.split !== 'whole' && this.itemIndent < 0 && first !== undefined) this.itemIndent = first.indent;
      this.open = { kind: this.split === 'whole' ? 'whole' : 'item', start: marker.start, end };
    }
    if (this.open !== undefined) this.open.conflict ??= region;
    this.extend(end);
    return end;
  }

  /** The conflict holds a section's key: the lines after it go on in that section. */
  private enterSectionIn(key: Line, body: readonly Line[]): void {
    const content = this.text.slice(key.start, key.end);
    const bare = bareKey.exec(content)?.[1];
    this.section = bare ?? keyOf(content) ?? '';
    this.split = bare === undefined ? 'whole' : this.splitKind(bare);
    const below = body.find((line) => line.start > key.start && line.first !== '' && line.first !== '#');
    this.itemIndent = this.split === 'whole' ? -1 : (below?.indent ?? -1);
  }

  private conflictFrom(marker: Line): { readonly end: number; readonly body: readonly Line[] } {
    const body: Line[] = [];
    if (marker.first !== '<' || marker.start >= this.unclosedFrom) return { end: marker.next, body };
    let inOurs = true;
    for (let at = marker.next; at < this.text.length;) {
      const line = this.lineAt(at);
      at = line.next;
      const isMarker = line.indent === 0 && markerLine.test(this.text.slice(line.start, line.start + 9));
      if (isMarker && line.first === '>') return { end: line.next, body };
      if (isMarker) inOurs = false;
      else if (inOurs) body.push(line);
    }
    this.unclosedFrom = marker.start;
    return { end: marker.next, body: [] };
  }
}

function keyOf(content: string): string | undefined {
  const match = anyKey.exec(content);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}
