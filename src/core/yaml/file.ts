/** A file as it was read: what it says, what is wrong with it, and where everything stands. */
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import { sectionOf, type Data, type Format, type ListSection, type MapSection, type Section, type ValueSection } from './format';
import { layOut, type Segment } from './layout';
import { isAlias, isEmpty, isMap, isSeq, keyText, parsePiece, problem, rangeOf, shift } from './parse';
import { Reader } from './read';
import { fieldSchema } from './schemas';

/** 32 MB: a thousand times a long article's sidecar; beyond it something else is in the file. */
export const maxLength = 32 * 1024 * 1024;
/** More problems than anybody reads are not collected. */
const maxProblems = 1000;

/** What the text of one piece says: independent of where it stands, so it can be kept by its text. */
export interface Reading {
  /** An entry, a field's value, or a section's value; undefined where it does not fit. */
  readonly value: unknown;
  /** The field, for a field of a map section. */
  readonly field?: string | undefined;
  /** For a list in one piece: the ranges of its entries, by index of the value. */
  readonly ranges?: readonly Range[] | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Readings by the text of their piece, and the last reading of the file by place. Keep one a file: what stands where it
 * stood is not even looked at.
 */
export class EntryCache {
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

export interface Piece extends Segment {
  /** See {@link Reading}. Undefined for gaps, headers and what could not be read. */
  readonly value: unknown;
  readonly field?: string | undefined;
  readonly ranges?: readonly Range[] | undefined;
  /** @internal */
  readonly reading?: Reading | undefined;
}

export type Writable = true | { readonly reason: Problem };

export interface YamlFile<Value> {
  readonly text: string;
  /** What could be read. */
  readonly value: Value;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
  /** A file that cannot be read in full is never written. */
  readonly writable: Writable;
  /** Where an entry, or a field of a mapping section, stands: from its dash or key to the end of its last line. */
  readonly entryRange: (section: string, key: string) => Range | undefined;
  /** @internal The file in pieces, for the writer. */
  readonly pieces: readonly Piece[];
  /** @internal */
  readonly cache: EntryCache;
}

/**
 * Reads a file. Never throws, whatever is in it; time is linear in its length.
 * @param text The whole file, as it stands on disk or in an editor. An absent file is an empty one.
 */
export function readYaml<Value>(text: string, format: Format, cache: EntryCache = new EntryCache()): YamlFile<Value> {
  if (text.length > maxLength) {
    const tooLarge = problem('file-too-large', 'error', 'This file is larger than 32 MB and is not read.', [], { start: 0, end: 0 });
    return finish<Value>(text, format, {}, [tooLarge], [], cache);
  }
  const layout = layOut(text, (name) => splitKind(sectionOf(format, name)));
  const assembly = new Assembly(text, format, cache);
  for (const segment of layout.segments) {
    // What comes after the first document is kept, and not looked at.
    if (layout.secondDocument !== undefined && segment.start >= layout.secondDocument.start) assembly.pieces.push({ ...segment, value: undefined });
    else assembly.take(segment);
  }
  cache.remember(text, assembly.pieces);
  if (layout.secondDocument !== undefined) {
    assembly.problems.push(problem('second-document', 'error', 'A second document starts here. Keep one document a file.', [], layout.secondDocument));
  }
  return finish<Value>(text, format, assembly.value(), assembly.problems, assembly.pieces, cache);
}

function splitKind(section: Section | undefined): 'list' | 'map' | 'whole' {
  return section === undefined || section.kind === 'value' ? 'whole' : section.kind;
}

class Assembly {
  readonly problems: Problem[] = [];
  readonly pieces: Piece[] = [];
  private readonly lists = new Map<string, Map<string, Data>>();
  private readonly values = new Map<string, unknown>();
  private readonly seen = new Set<string>();
  /** Sections whose key stands twice. */
  private readonly twice = new Set<string>();
  private previousSection = '';
  private readonly samePlace: (segment: Segment) => Piece | undefined;

  constructor(
    private readonly text: string,
    private readonly format: Format,
    private readonly cache: EntryCache,
  ) {
    this.samePlace = cache.samePlace(text);
  }

  take(segment: Segment): void {
    if (segment.kind === 'gap') {
      this.pieces.push({ ...segment, value: undefined });
      return;
    }
    if (segment.kind === 'stray') {
      this.takeStray(segment);
      return;
    }
    const repeated = this.repeats(segment);
    if (segment.conflict !== undefined) {
      const message = 'Two versions of this stand here, from a merge. Keep one and delete the marker lines (<<<<<<<, =======, >>>>>>>).';
      this.problems.push(problem('conflict-marker', 'error', message, [], segment.conflict));
      this.pieces.push({ ...segment, value: undefined });
      return;
    }
    const section = sectionOf(this.format, segment.section);
    if (segment.kind === 'header' || section === undefined) {
      this.takeHeader(segment, section);
      return;
    }
    const reading = this.samePlace(segment)?.reading ?? this.read(segment, section);
    for (const found of reading.problems) this.report(shift(found, segment.start));
    const { kind, section: name, start, end } = segment;
    this.pieces.push({ kind, section: name, start, end, value: reading.value, field: reading.field, ranges: reading.ranges, reading });
    if (!repeated) this.place(segment, section, reading);
  }

  private read(segment: Segment, section: Section): Reading {
    const content = this.text.slice(segment.start, segment.end);
    const kind = segment.kind === 'item' ? segment.section : `${segment.section}:`;
    return this.cache.reading(kind, content, () => readPiece(content, segment, section));
  }

  value(): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    for (const section of this.format.sections) {
      const list = this.lists.get(section.name);
      if (list !== undefined && list.size > 0) value[section.name] = [...list.values()];
      if (this.values.has(section.name)) value[section.name] = this.values.get(section.name);
    }
    return value;
  }

  private report(found: Problem): void {
    if (this.problems.length < maxProblems) this.problems.push(found);
  }

  /** True for a section whose key has stood before: it is not read again. */
  private repeats(segment: Segment): boolean {
    const name = segment.section;
    const begins = segment.kind === 'header' || segment.kind === 'whole' || (segment.conflict !== undefined && name !== this.previousSection);
    if (name !== this.previousSection) this.previousSection = name;
    if (!begins) return this.twice.has(name);
    if (!this.seen.has(name)) {
      this.seen.add(name);
      return false;
    }
    this.twice.add(name);
    if (segment.conflict === undefined) {
      const range = { start: segment.start, end: segment.start + name.length };
      this.report(problem('duplicate-key', 'error', '“{0}” stands here twice. Keep one of the two.', [name], range));
    }
    return true;
  }

  private takeStray(segment: Segment): void {
    this.pieces.push({ ...segment, value: undefined });
    if (this.text.slice(segment.start, segment.end).trim() === '') return;
    const end = Math.min(segment.end, segment.start + 80);
    this.report(
      problem(
        'bad-layout',
        'error',
        'This line stands outside every section. Keys such as “{0}:” start at the left margin.',
        [this.format.sections[1]?.name ?? ''],
        { start: segment.start, end },
      ),
    );
  }

  private takeHeader(segment: Segment, section: Section | undefined): void {
    this.pieces.push({ ...segment, value: undefined });
    if (section !== undefined) return;
    const range = { start: segment.start, end: segment.start + segment.section.length };
    this.report(problem('unknown-key', 'warning', '“{0}” is no key that Pressmark knows here. It is kept as it is.', [segment.section], range));
    for (const found of parsePiece(this.text.slice(segment.start, segment.end)).problems) this.report(shift(found, segment.start));
  }

  private place(segment: Segment, section: Section, reading: Reading): void {
    if (section.kind === 'list') {
      if (segment.kind === 'item') {
        if (reading.value !== undefined) this.placeEntry(section, reading.value as Data, segment);
      } else {
        const entries = (reading.value ?? []) as readonly Data[];
        entries.forEach((entry, index) => this.placeEntry(section, entry, shiftRange(reading.ranges?.[index], segment)));
      }
    } else if (section.kind === 'map' && segment.kind === 'item') {
      if (reading.field === undefined || reading.value === undefined) return;
      const fields = (this.values.get(section.name) ?? {}) as Record<string, unknown>;
      if (Object.hasOwn(fields, reading.field)) {
        const range = contentRange(this.text, segment);
        this.report(problem('duplicate-key', 'error', '“{0}” stands here twice. Keep one of the two.', [reading.field], range));
      } else this.values.set(section.name, { ...fields, [reading.field]: reading.value });
    } else if (reading.value !== undefined && !(section.kind === 'map' && Object.keys(reading.value as object).length === 0)) {
      this.values.set(section.name, reading.value);
    }
  }

  private placeEntry(section: ListSection, entry: Data, at: Range): void {
    let list = this.lists.get(section.name);
    if (list === undefined) this.lists.set(section.name, (list = new Map<string, Data>()));
    if (section.nested === undefined) {
      const key = section.key(entry);
      if (list.has(key)) this.reportDuplicate(section, key, at);
      else list.set(key, entry);
      return;
    }
    for (const key of keysWithin(section, entry)) {
      const top = key === section.key(entry);
      if (list.has(key) || this.seen.has(`${section.name}:${key}`)) {
        this.reportDuplicate(section, key, at);
        if (top) return;
      }
      this.seen.add(`${section.name}:${key}`);
    }
    list.set(section.key(entry), entry);
  }

  private reportDuplicate(section: ListSection, key: string, at: Range): void {
    const message = 'There are two entries “{0}” in “{1}”. Give one of them a new id, or delete it.';
    this.report(problem('duplicate-id', 'error', message, [key, section.name], contentRange(this.text, at)));
  }
}

/** The key of an entry and of all entries below it. */
export function keysWithin(section: ListSection, entry: Data): readonly string[] {
  if (section.nested === undefined) return [section.key(entry)];
  const below = (entry[section.nested] ?? []) as readonly Data[];
  return [section.key(entry), ...below.flatMap((child) => keysWithin(section, child))];
}

function readPiece(content: string, segment: Segment, section: Section): Reading {
  const parsed = parsePiece(content);
  const broken = parsed.problems.some((found) => found.severity === 'error');
  if (broken || parsed.root === null) return { value: undefined, problems: [explained(content, parsed.problems)] };
  const reader = new Reader(content.length, section.kind === 'list' ? section.nested : undefined);
  const reading = segment.kind === 'item' ? readItem(parsed.root, section, reader) : readWhole(parsed.root, section, reader);
  return { ...reading, problems: [...parsed.problems, ...reader.problems, ...reading.problems] };
}

/** The first error of a piece that cannot be parsed: the ones after it mostly follow from it. */
function explained(content: string, found: readonly Problem[]): Problem {
  const tab = /^ *\t[ \t]*[^ \t\r\n]/m.exec(content);
  if (tab !== null) {
    const start = content.indexOf('\t', tab.index);
    return problem('tab', 'error', 'A tab stands in the indentation. Use spaces.', [], { start, end: start + 1 });
  }
  const first = found.find((candidate) => candidate.severity === 'error');
  if (first === undefined) return problem('bad-yaml', 'error', 'This cannot be read as YAML.', [], { start: 0, end: content.length });
  // What is missing at the end is missed on the last line, not on the next entry's.
  const last = Math.max(0, content.trimEnd().length - 1);
  return first.start <= last ? first : { ...first, start: last, end: last + 1 };
}

function readItem(root: unknown, section: Section, reader: Reader): Reading {
  if (section.kind === 'list') {
    if (!isSeq(root) || root.items.length !== 1) return misplaced(root);
    return { value: reader.read(root.items[0], section.item)?.value, problems: [] };
  }
  const pair = isMap(root) && root.items.length === 1 ? root.items[0] : undefined;
  const field = pair && keyText(pair);
  if (pair === undefined || field === undefined || section.kind !== 'map') return misplaced(root);
  const read = isMap(root) ? (reader.readMap(root, section.schema, true)?.value as Data | undefined) : undefined;
  return { value: read !== undefined && Object.hasOwn(read, field) ? read[field] : undefined, field, problems: [] };
}

function readWhole(root: unknown, section: Section, reader: Reader): Reading {
  const pair = isMap(root) && root.items.length === 1 ? root.items[0] : undefined;
  if (pair === undefined) return misplaced(root);
  if (isEmpty(pair.value)) return { value: undefined, problems: [] };
  switch (section.kind) {
    case 'value':
      return { value: reader.read(pair.value, section.schema)?.value, problems: [] };
    case 'map':
      return {
        value: isMap(pair.value) ? reader.readMap(pair.value, section.schema, true)?.value : reader.read(pair.value, section.schema)?.value,
        problems: [],
      };
    case 'list': {
      if (isAlias(pair.value)) return { value: reader.read(pair.value, section.item), problems: [] };
      if (!isSeq(pair.value)) return expectedList(pair.value, section);
      const reads = pair.value.items.map((item) => ({ read: reader.read(item, section.item), range: rangeOf(item) ?? { start: 0, end: 0 } }));
      const good = reads.filter(({ read }) => read !== undefined);
      return { value: good.map(({ read }) => read?.value), ranges: good.map(({ range }) => range), problems: [] };
    }
  }
}

function misplaced(root: unknown): Reading {
  return {
    value: undefined,
    problems: [
      problem('bad-layout', 'error', 'This cannot be told apart from what stands around it. Check its indentation.', [], rangeOf(root) ?? { start: 0, end: 0 }),
    ],
  };
}

function expectedList(node: unknown, section: ListSection): Reading {
  return {
    value: undefined,
    problems: [problem('bad-value', 'error', '“{0}” is a list: each entry starts with “- ”.', [section.name], rangeOf(node) ?? { start: 0, end: 0 })],
  };
}

function shiftRange(range: Range | undefined, segment: Range): Range {
  return range === undefined ? segment : { start: range.start + segment.start, end: range.end + segment.start };
}

/** Without the indentation before and the line ends after. */
export function contentRange(text: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && text[start] === ' ') start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return { start, end };
}

function finish<Value>(
  text: string,
  format: Format,
  sections: Record<string, unknown>,
  found: readonly Problem[],
  pieces: readonly Piece[],
  cache: EntryCache,
): YamlFile<Value> {
  const { version, problems } = checkVersion(text, format, sections, found, pieces);
  const value = { ...sections, pressmark: version } as Value;
  const within = problems.map((one) => (one.end <= text.length ? one : { ...one, start: Math.min(one.start, text.length), end: text.length }));
  const sorted = within.sort((a, b) => a.start - b.start || a.end - b.end);
  const blocking = sorted.find((candidate) => candidate.severity === 'error');
  const writable = blocking === undefined ? true : { reason: blocking };
  return { text, value, problems: sorted, writable, pieces, cache, entryRange: (section, key) => findEntry(text, format, pieces, section, key) };
}

/** The version is a section like any other to the layout; here its meaning is looked at. */
function checkVersion(
  text: string,
  format: Format,
  sections: Record<string, unknown>,
  problems: readonly Problem[],
  pieces: readonly Piece[],
): { readonly version: number; readonly problems: readonly Problem[] } {
  const current = { version: format.version, problems };
  const piece = pieces.find((candidate) => candidate.section === 'pressmark' && candidate.kind === 'whole');
  if (piece === undefined) {
    const first = pieces.find((candidate) => candidate.kind === 'whole' || candidate.kind === 'header');
    if (first === undefined || format.version === 0) return current;
    const range = { start: first.start, end: first.start + first.section.length };
    return {
      version: format.version,
      problems: [...problems, problem('missing-version', 'warning', 'Begin the file with “pressmark: {0}”.', [String(format.version)], range)],
    };
  }
  const written = sections['pressmark'];
  if (typeof written !== 'number' || written === format.version) return current;
  const range = contentRange(text, piece);
  if (written > format.version) {
    const message = 'This file is of version {0}; this Pressmark knows version {1}. It is shown but not changed. Update Pressmark to edit it.';
    const newer = problem('newer-version', 'error', message, [String(written), String(format.version)], range);
    // What a newer format says that this build does not know is no mistake of the person who wrote it.
    return { version: format.version, problems: [newer] };
  }
  return {
    version: format.version,
    problems: [
      ...problems,
      problem('bad-version', 'error', 'There is no version {0}. Write “pressmark: {1}”.', [String(written), String(format.version)], range),
    ],
  };
}

function findEntry(text: string, format: Format, pieces: readonly Piece[], name: string, key: string): Range | undefined {
  const section = sectionOf(format, name);
  if (section === undefined) return undefined;
  for (const piece of pieces) {
    if (piece.section !== name || piece.kind === 'gap') continue;
    if (section.kind === 'value' || (section.kind === 'map' && (piece.kind === 'whole' || piece.field === key))) {
      return contentRange(text, piece);
    }
    if (section.kind !== 'list' || piece.value === undefined) continue;
    if (piece.kind === 'item' && keysWithin(section, piece.value as Data).includes(key)) return contentRange(text, piece);
    const index = piece.kind === 'whole' ? (piece.value as readonly Data[]).findIndex((entry) => keysWithin(section, entry).includes(key)) : -1;
    if (index >= 0) return contentRange(text, shiftRange(piece.ranges?.[index], piece));
  }
  return undefined;
}

/** The schema of a section as a whole, for the writer. */
export function sectionSchema(section: MapSection | ValueSection, field?: string) {
  return field === undefined ? section.schema : fieldSchema(section.schema, field);
}
