/** A file as it was read: what it says, what is wrong with it, and where everything stands. */
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import { EntryCache } from './cache';
import { sectionOf, type Data, type Format, type ListSection, type Section } from './format';
import { layOut, type Segment } from './layout';
import { migrated } from './migrate';
import { parsePiece, problem, shift } from './parse';
import { contentRange, keysWithin, readPiece, shiftRange, type Piece, type Reading } from './pieces';
import { checkVersion, olderVersion } from './version';

export { EntryCache };

/** 32 MB: a thousand times a long article's sidecar; beyond it something else is in the file. */
export const maxLength = 32 * 1024 * 1024;
/** More problems than anybody reads are not collected. */
const maxProblems = 1000;

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
  const older = olderVersion(text, format);
  return older === undefined ? readCurrent<Value>(text, format, cache) : readOlder<Value>(text, format, cache, older);
}

/**
 * Reads the entries of a file into its cache, one a step, so that {@link readYaml} finds them there: a host that has other work as well goes on with it in
 * between. Of no consequence but for time; a file that is not read as it stands has no steps.
 */
export function* entriesOf(text: string, format: Format, cache: EntryCache): Generator<undefined, void, undefined> {
  if (text.length > maxLength || olderVersion(text, format) !== undefined) return;
  const { segments, secondDocument } = layOut(text, (name) => splitKind(sectionOf(format, name)));
  for (const segment of segments) {
    if (secondDocument !== undefined && segment.start >= secondDocument.start) return;
    const section = sectionOf(format, segment.section);
    if (section === undefined || segment.conflict !== undefined || (segment.kind !== 'item' && segment.kind !== 'whole')) continue;
    readingOf(text, segment, section, cache);
    yield;
  }
}

function readingOf(text: string, segment: Segment, section: Section, cache: EntryCache): Reading {
  const content = text.slice(segment.start, segment.end);
  const kind = segment.kind === 'item' ? segment.section : `${segment.section}:`;
  return cache.reading(kind, content, () => readPiece(content, segment, section));
}

/** Through the migration: what the file will say is shown; it is not written before somebody has migrated it. */
function readOlder<Value>(text: string, format: Format, cache: EntryCache, older: Problem): YamlFile<Value> {
  const migration = migrated(text, format);
  const read = readCurrent<Value>(migration.text, format, cache);
  const back = (range: Range): Range => ({ start: migration.before(range.start), end: Math.max(migration.before(range.start), migration.before(range.end)) });
  const problems = [older, ...read.problems.map((found) => ({ ...found, ...back(found) }))];
  const entryRange = (section: string, key: string): Range | undefined => {
    const range = read.entryRange(section, key);
    return range && back(range);
  };
  return { ...read, text, problems, writable: { reason: older }, pieces: [], entryRange };
}

function readCurrent<Value>(text: string, format: Format, cache: EntryCache): YamlFile<Value> {
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
    const reading = this.samePlace(segment)?.reading ?? readingOf(this.text, segment, section, this.cache);
    for (const found of reading.problems) this.report(shift(found, segment.start));
    const { kind, section: name, start, end } = segment;
    this.pieces.push({ kind, section: name, start, end, value: reading.value, field: reading.field, ranges: reading.ranges, reading });
    if (!repeated) this.place(segment, section, reading);
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
  return { text, value, problems: sorted, writable, pieces, cache, entryRange: entryRanges(text, format, pieces) };
}

/** Where entries stand, by section and key: the first of each. Built when it is first asked for; linear in the file. */
function entryRanges(text: string, format: Format, pieces: readonly Piece[]): YamlFile<unknown>['entryRange'] {
  const known = new Map<string, ReadonlyMap<string, Range>>();
  return (name, key) => {
    const section = sectionOf(format, name);
    if (section === undefined) return undefined;
    let ranges = known.get(name);
    if (ranges === undefined) known.set(name, (ranges = rangesIn(section, pieces)));
    // A setting, and a mapping on one line, have one place for whatever is asked.
    const range = ranges.get(key) ?? (section.kind === 'list' ? undefined : ranges.get(''));
    return range && contentRange(text, range);
  };
}

function rangesIn(section: Section, pieces: readonly Piece[]): ReadonlyMap<string, Range> {
  const ranges = new Map<string, Range>();
  const put = (key: string, range: Range): void => {
    if (!ranges.has(key)) ranges.set(key, range);
  };
  for (const piece of pieces) {
    if (piece.section !== section.name || piece.kind === 'gap') continue;
    if (section.kind === 'value' || (section.kind === 'map' && piece.kind === 'whole')) put('', piece);
    else if (section.kind === 'map') put(piece.field ?? '\0', piece);
    else if (piece.value === undefined) continue;
    else if (piece.kind === 'item') for (const key of keysWithin(section, piece.value as Data)) put(key, piece);
    else
      (piece.value as readonly Data[]).forEach((entry, index) => {
        for (const key of keysWithin(section, entry)) put(key, shiftRange(piece.ranges?.[index], piece));
      });
  }
  return ranges;
}
