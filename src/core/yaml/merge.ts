/**
 * Three-way merge of two versions of a file, entry by entry and field by field. Ours is the text that is kept; what
 * theirs did to the base is applied to it as edits, so its comments and formatting stay; then theirs are brought in.
 */
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
  return { ok: true, text: markConflicts(worded, files.theirs, conflicts, lineEndOf(ours, eol)), conflicts: conflicts.length };
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
    if (before !== undefined && sameData(before, entry)) continue;
    // Deleted here, changed there: what somebody worked on is kept.
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

/** Puts each entry that both changed between markers, ours and theirs as they stand in their files. */
function markConflicts(ours: YamlFile<Data>, theirs: YamlFile<Data>, conflicts: readonly Conflict[], eol: string): string {
  const splices = conflicts.flatMap(({ section, key }) => {
    const mine = linesOf(ours, section, key);
    const other = linesOf(theirs, section, key);
    if (mine === undefined) return [];
    const text = [`<<<<<<< ours`, mine.text, '=======', ...(other === undefined ? [] : [other.text]), '>>>>>>> theirs'].join(eol);
    return [{ start: mine.start, end: mine.end, text }];
  });
  return applySplices(
    ours.text,
    splices.sort((a, b) => a.start - b.start),
  );
}

/** The whole lines of an entry, without the last line end. */
function linesOf(file: YamlFile<Data>, section: string, key: string): { readonly start: number; readonly end: number; readonly text: string } | undefined {
  const range = file.entryRange(section, key);
  if (range === undefined) return undefined;
  const start = file.text.lastIndexOf('\n', range.start - 1) + 1;
  return { start, end: range.end, text: file.text.slice(start, range.end) };
}
