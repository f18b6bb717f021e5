/**
 * Three-way merge of two versions of a file, entry by entry and field by field. Ours is the text that is kept; what
 * theirs did to the base is applied to it as edits, so its comments and formatting stay; then theirs are brought in.
 */
import type { Range } from '../text/range';
import { applyOperation } from './apply';
import { sameData } from './equal';
import { readYaml, type YamlFile } from './file';
import type { Data, Format, ListSection, Operation, Section } from './format';
import { applySplices } from './splices';
import { withTheirWording } from './mergeWording';
import { lineEndOf, writeValue } from './write';

/** Fields that are computed from the text or the clock: never a conflict, ours stays. */
export type Derived = (section: string, field: string) => boolean;

export type Merged =
  /** `conflicts`: how many entries stand between markers in `text`. */
  | { readonly ok: true; readonly text: string; readonly conflicts: number }
  /** One of the three cannot be read in full, so that merging it could lose something. */
  | { readonly ok: false; readonly side: 'base' | 'ours' | 'theirs'; readonly file: YamlFile<Data> };

interface Conflict {
  readonly section: string;
  /** Of an entry, or the field of a mapping or the section itself. */
  readonly key: string;
}

export function mergeYaml(format: Format, base: string, ours: string, theirs: string, derived: Derived, eol = '\n'): Merged {
  const files = { base: readYaml<Data>(base, format), ours: readYaml<Data>(ours, format), theirs: readYaml<Data>(theirs, format) };
  for (const side of ['base', 'ours', 'theirs'] as const) {
    if (files[side].writable !== true) return { ok: false, side, file: files[side] };
  }
  if (base === theirs) return { ok: true, text: ours, conflicts: 0 };
  if (base === ours) return { ok: true, text: theirs, conflicts: 0 };
  const operations: Operation[] = [];
  const conflicts: Conflict[] = [];
  for (const section of format.sections) {
    const values = [files.base, files.ours, files.theirs].map((file) => file.value[section.name]) as [unknown, unknown, unknown];
    mergeSection(section, values, derived, operations, conflicts);
  }
  const target = operations.reduce((value, operation) => applyOperation(format, value, operation), files.ours.value);
  const written = writeValue(files.ours, format, target, eol);
  if ('blocked' in written) return { ok: false, side: 'ours', file: files.ours };
  const worded = withTheirWording(written.file, files, format);
  const text = markConflicts(worded, files.theirs, conflicts, lineEndOf(ours, eol));
  // Whichever side a person keeps, the file has to be whole again.
  for (const side of conflicts.length === 0 ? [] : (['ours', 'theirs'] as const)) {
    const kept = readYaml<Data>(resolved(text, side), format);
    if (kept.writable !== true || (side === 'ours' && !sameData(kept.value, target))) return { ok: false, side, file: files[side] };
  }
  return { ok: true, text, conflicts: conflicts.length };
}

function mergeSection(
  section: Section,
  [base, ours, theirs]: readonly [unknown, unknown, unknown],
  derived: Derived,
  operations: Operation[],
  conflicts: Conflict[],
): void {
  if (section.kind === 'list') {
    mergeList(section, [(base ?? []) as readonly Data[], (ours ?? []) as readonly Data[], (theirs ?? []) as readonly Data[]], derived, operations, conflicts);
  } else if (section.kind === 'map') {
    const { changes, clashes } = mergeFields((base ?? {}) as Data, (ours ?? {}) as Data, (theirs ?? {}) as Data, (field) => derived(section.name, field));
    if (Object.keys(changes).length > 0) operations.push({ type: 'fields', section: section.name, changes });
    for (const key of clashes) conflicts.push({ section: section.name, key });
  } else if (section.name !== 'pressmark') {
    if (Array.isArray(theirs) || Array.isArray(ours))
      mergeMembers(section.name, [base ?? [], ours ?? [], theirs ?? []] as [readonly unknown[], readonly unknown[], readonly unknown[]], operations);
    else if (!sameData(base, theirs) && !sameData(ours, theirs)) {
      if (sameData(base, ours)) operations.push({ type: 'fields', section: undefined, changes: { [section.name]: theirs ?? null } });
      else conflicts.push({ section: section.name, key: section.name });
    }
  }
}

function mergeMembers(
  section: string,
  [base, ours, theirs]: readonly [readonly unknown[], readonly unknown[], readonly unknown[]],
  operations: Operation[],
): void {
  const within = (list: readonly unknown[], item: unknown): boolean => list.some((other) => sameData(other, item));
  for (const item of theirs) if (!within(base, item) && !within(ours, item)) operations.push({ type: 'member', section, item, present: true });
  for (const item of base) if (!within(theirs, item) && within(ours, item)) operations.push({ type: 'member', section, item, present: false });
}

function mergeList(
  section: ListSection,
  [base, ours, theirs]: readonly [readonly Data[], readonly Data[], readonly Data[]],
  derived: Derived,
  operations: Operation[],
  conflicts: Conflict[],
): void {
  const [inBase, inOurs, inTheirs] = [base, ours, theirs].map((list) => new Map(list.map((entry) => [section.key(entry), entry] as const))) as [
    Map<string, Data>,
    Map<string, Data>,
    Map<string, Data>,
  ];
  const isDerived = (field: string): boolean => derived(section.name, field);
  for (const [key, entry] of inTheirs) {
    const before = inBase.get(key);
    const own = inOurs.get(key);
    if (before !== undefined && (sameData(before, entry) || (own === undefined && sameButDerived(before, entry, isDerived)))) continue;
    // Deleted here, changed there: what somebody worked on is kept. That its place in the text was found anew is no work.
    if (own === undefined) operations.push({ type: 'add', section: section.name, entry });
    else {
      const { changes, clashes } = mergeFields(before ?? {}, own, entry, isDerived);
      if (clashes.length > 0) conflicts.push({ section: section.name, key });
      else if (Object.keys(changes).length > 0) operations.push({ type: 'change', section: section.name, key, changes });
    }
  }
  for (const [key, before] of inBase) {
    const own = inOurs.get(key);
    const touched = own !== undefined && mergeFields(own, before, own, isDerived).clashes.length === 0 && !sameButDerived(before, own, isDerived);
    if (!inTheirs.has(key) && own !== undefined && !touched) operations.push({ type: 'remove', section: section.name, key });
  }
}

function sameButDerived(a: Data, b: Data, isDerived: (field: string) => boolean): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => isDerived(field) || sameData(a[field], b[field]));
}

/** What theirs changed that ours did not; and the fields that both changed, to different values. */
function mergeFields(
  base: Data,
  ours: Data,
  theirs: Data,
  isDerived: (field: string) => boolean,
): { readonly changes: Data; readonly clashes: readonly string[] } {
  const changes: Record<string, unknown> = {};
  const clashes: string[] = [];
  for (const field of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
    if (sameData(base[field], theirs[field]) || sameData(ours[field], theirs[field])) continue;
    if (sameData(base[field], ours[field])) changes[field] = theirs[field] ?? null;
    else if (!isDerived(field)) clashes.push(field);
  }
  return { changes, clashes };
}

/**
 * Puts each entry that both changed between markers, ours and theirs as they stand in their files. Where one of them does
 * not stand on lines of its own (a list or mapping on one line), the whole section does.
 */
function markConflicts(ours: YamlFile<Data>, theirs: YamlFile<Data>, conflicts: readonly Conflict[], eol: string): string {
  const blocks = new Map<string, Lines & { readonly other: string | undefined }>();
  for (const conflict of conflicts) {
    const [mine, other] = [itemLines(ours, conflict), itemLines(theirs, conflict)];
    const lacks = [ours, theirs].map((file) => file.entryRange(conflict.section, conflict.key) === undefined);
    if (mine && (other || lacks[1])) blocks.set(`${mine.start}`, { ...mine, other: other?.text });
    else blocks.set(conflict.section, { ...sectionLines(ours, conflict.section), other: sectionLines(theirs, conflict.section).text || undefined });
  }
  // What is within a section that stands between markers as a whole needs none of its own.
  const all = [...blocks.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  const outer = all.filter((block, index) => !all.slice(0, index).some((before) => block.start < before.end && block.end <= before.end));
  const splices = outer.map(({ start, end, text, other }) => {
    const lines = ['<<<<<<< ours', ...(text === '' ? [] : [text]), '=======', ...(other === undefined ? [] : [other]), '>>>>>>> theirs'].join(eol);
    const before = start > 0 && ours.text[start - 1] !== '\n' ? eol : '';
    return { start, end, text: `${before}${lines}${text === '' ? eol : ''}` };
  });
  return applySplices(ours.text, splices);
}

/** Whole lines, without the last line end. */
interface Lines extends Range {
  readonly text: string;
}

/** The lines of an entry that has lines of its own. */
function itemLines(file: YamlFile<Data>, { section, key }: Conflict): Lines | undefined {
  const range = file.entryRange(section, key);
  const own = range && file.pieces.some((piece) => piece.section === section && piece.kind === 'item' && piece.start <= range.start && range.end <= piece.end);
  if (!range || !own) return undefined;
  const start = file.text.lastIndexOf('\n', range.start - 1) + 1;
  return { start, end: range.end, text: file.text.slice(start, range.end) };
}

/** The lines of a whole section, without comments behind it; a place at the end of the file where there is none. */
function sectionLines(file: YamlFile<Data>, section: string): Lines {
  const pieces = file.pieces.filter((piece) => piece.section === section && piece.kind !== 'gap');
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return { start: file.text.length, end: file.text.length, text: '' };
  const end = first.start + file.text.slice(first.start, last.end).trimEnd().length;
  return { start: first.start, end, text: file.text.slice(first.start, end) };
}

/** The text once one side is kept everywhere. */
function resolved(text: string, side: 'ours' | 'theirs'): string {
  return text.replace(/<<<<<<< ours\r?\n([^]*?)=======\r?\n([^]*?)>>>>>>> theirs(?:\r?\n|$)/g, (_block, ours: string, theirs: string) =>
    side === 'ours' ? ours : theirs,
  );
}
