/** The file in pieces, and what each says: an entry, a field of a mapping, a section in one piece. */
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import type { Data, ListSection, Section } from './format';
import type { Segment } from './layout';
import { isAlias, isEmpty, isMap, isSeq, keyText, parsePiece, problem, rangeOf } from './parse';
import { Reader } from './read';

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

export interface Piece extends Segment {
  /** See {@link Reading}. Undefined for gaps, headers and what could not be read. */
  readonly value: unknown;
  readonly field?: string | undefined;
  readonly ranges?: readonly Range[] | undefined;
  /** @internal */
  readonly reading?: Reading | undefined;
}

/** The key of an entry and of all entries below it. */
export function keysWithin(section: ListSection, entry: Data): readonly string[] {
  if (section.nested === undefined) return [section.key(entry)];
  const below = (entry[section.nested] ?? []) as readonly Data[];
  return [section.key(entry), ...below.flatMap((child) => keysWithin(section, child))];
}

export function readPiece(content: string, segment: Segment, section: Section): Reading {
  const parsed = parsePiece(content);
  const broken = parsed.problems.some((found) => found.severity === 'error');
  if (broken || parsed.root === null) return { value: undefined, problems: [explained(content, parsed.problems)] };
  const reader = new Reader(content.length, section.kind === 'list' ? section.nested : undefined);
  const reading = segment.kind === 'item' ? readItem(parsed.root, section, reader) : readWhole(parsed.root, section, reader);
  return { ...reading, problems: [...parsed.problems, ...reader.problems, ...reading.problems] };
}

/** The first error of a piece that cannot be parsed: the ones after it mostly follow from it. */
export function explained(content: string, found: readonly Problem[]): Problem {
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

export function shiftRange(range: Range | undefined, segment: Range): Range {
  return range === undefined ? segment : { start: range.start + segment.start, end: range.end + segment.start };
}

/** Without the indentation before and the line ends after. */
export function contentRange(text: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && text[start] === ' ') start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return { start, end };
}
