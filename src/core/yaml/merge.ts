/**
 * Three-way merge of two versions of a file, entry by entry and field by field. Ours is the text that is kept; what
 * theirs did to the base is applied to it as edits, so its comments and formatting stay; then theirs are brought in.
 */
import type { Range } from '../text/range';
import { applyOperation, withSection } from './apply';
import { sameData } from './equal';
import { readYaml, type YamlFile } from './file';
import type { Data, Format, ListSection, Operation, Section } from './format';
import { mergeFields, sameButDerived } from './mergeFields';
import { type MergedTree, mergeTrees } from './mergeTree';
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
  /** Where that is known already. */
  readonly block?: Block;
}

/** The lines of ours that stand between markers, and theirs. */
type Block = Lines & { readonly other: string | undefined };

export function mergeYaml(format: Format, base: string, ours: string, theirs: string, derived: Derived, eol = '\n'): Merged {
  const files = { base: readYaml<Data>(base, format), ours: readYaml<Data>(ours, format), theirs: readYaml<Data>(theirs, format) };
  for (const side of ['base', 'ours', 'theirs'] as const) {
    if (files[side].writable !== true) return { ok: false, side, file: files[side] };
  }
  if (base === theirs) return { ok: true, text: ours, conflicts: 0 };
  if (base === ours) return { ok: true, text: theirs, conflicts: 0 };
  const operations: Operation[] = [];
  const conflicts: Conflict[] = [];
  const trees: (MergedTree & { readonly section: ListSection })[] = [];
  for (const section of format.sections) {
    const values = [files.base, files.ours, files.theirs].map((file) => file.value[section.name]) as [unknown, unknown, unknown];
    if (section.kind === 'list' && section.nested !== undefined) {
      const lists = values.map((value) => value ?? []) as [readonly Data[], readonly Data[], readonly Data[]];
      trees.push({ section, ...mergeTrees({ ...section, nested: section.nested }, lists, (field) => derived(section.name, field)) });
    } else mergeSection(section, values, derived, operations, conflicts);
  }
  const withTrees = (value: Data, side: 'ours' | 'theirs'): Data =>
    trees.reduce((all, tree) => withSection(all, tree.section.name, tree[side].length === 0 ? undefined : tree[side]), value);
  const flat = operations.reduce((value, operation) => applyOperation(format, value, operation), files.ours.value);
  const target = withTrees(flat, 'ours');
  const written = writeValue(files.ours, format, target, eol);
  if ('blocked' in written) return { ok: false, side: 'ours', file: files.ours };
  const worded = withTheirWording(written.file, files, format);
  // Both versions of a tree hold what one side alone did: theirs is written into the same file.
  const alternative = writeValue(worded, format, withTrees(flat, 'theirs'), eol);
  if ('blocked' in alternative) return { ok: false, side: 'theirs', file: files.theirs };
  for (const tree of trees) conflicts.push(...treeConflicts(tree.section, tree, worded, alternative.file, files));
  const text = markConflicts(worded, files.theirs, conflicts, lineEndOf(ours, eol));
  // Whichever side a person keeps, the file has to be whole again.
  for (const side of conflicts.length === 0 ? [] : (['ours', 'theirs'] as const)) {
    const kept = readYaml<Data>(resolved(text, side), format);
    const holds = side === 'ours' ? sameData(kept.value, target) : trees.every(({ section, theirs: tree }) => sameData(kept.value[section.name] ?? [], tree));
    if (kept.writable !== true || !holds) return { ok: false, side, file: files[side] };
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

/**
 * Puts each entry that both changed between markers, ours and theirs as they stand in their files. Where one of them does
 * not stand on lines of its own (a list or mapping on one line), the whole section does.
 */
function markConflicts(ours: YamlFile<Data>, theirs: YamlFile<Data>, conflicts: readonly Conflict[], eol: string): string {
  const blocks = new Map<string, Block>();
  for (const conflict of conflicts) {
    if (conflict.block !== undefined) {
      blocks.set(`${conflict.block.start}`, conflict.block);
      continue;
    }
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

/**
 * Where the two versions of a tree differ: the entry at the top with all that stands below it, or, where something stands
 * in two places, all from the first such entry to the last, so that it cannot be kept in both or in neither.
 */
function treeConflicts(
  section: ListSection,
  tree: MergedTree,
  mine: YamlFile<Data>,
  other: YamlFile<Data>,
  { base, theirs }: { readonly base: YamlFile<Data>; readonly theirs: YamlFile<Data> },
): readonly Conflict[] {
  const { ours: a, theirs: b } = tree;
  const whole = { section: section.name, key: section.name };
  const differing = a.flatMap((entry, index) => (sameData(entry, b[index]) ? [] : [index]));
  if (differing.length === 0 && a.length === b.length) return [];
  const linesIn = (file: YamlFile<Data>, entries: readonly Data[]): Lines | undefined => {
    const lines = entries.map((entry) => itemLines(file, { section: section.name, key: section.key(entry) }));
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined || lines.includes(undefined)) return undefined;
    return { start: first.start, end: last.end, text: file.text.slice(first.start, last.end) };
  };
  const blockOf = (own: readonly Data[], its: readonly Data[]): Block | undefined => {
    const [lines, made] = [linesIn(mine, own), linesIn(other, its)];
    const [only] = its;
    const standing = its.length === 1 && only && (theirs.value[section.name] as readonly Data[]).some((entry) => sameData(entry, only));
    // As they wrote it, with their comments, where that says all.
    const asWritten = standing ? linesIn(theirs, its) : undefined;
    if (asWritten) return lines && made && { ...lines, other: asWritten.text };
    const wrote = its.flatMap((entry) => itemLines(theirs, { section: section.name, key: section.key(entry) })?.text ?? []).join('\n');
    return lines && made && { ...lines, other: withComments(made.text, wrote, `${base.text}\n${lines.text}`) };
  };
  const groups = tree.places ? [spanOf(a, b)] : differing.map((index) => [[a[index] as Data], [b[index] as Data]] as const);
  const blocks = groups.map(([own, its]) => blockOf(own, its));
  if (blocks.includes(undefined)) {
    const [lines, made] = [sectionLines(mine, section.name), sectionLines(other, section.name)];
    return [{ ...whole, block: { ...lines, other: made.text || undefined } }];
  }
  return blocks.map((block) => ({ ...whole, ...(block && { block }) }));
}

/** What is made of both has none of the comments that theirs wrote on lines where both differ: those stand above it. */
function withComments(made: string, theirs: string, known: string): string {
  const lost = theirs.split(/\r?\n/).flatMap((line) => commentOf(line) ?? []);
  const indent = /^[ \t]*/.exec(made)?.[0] ?? '';
  const eol = made.includes('\r\n') ? '\r\n' : '\n';
  const fresh = lost.filter((comment) => !made.includes(comment) && !known.includes(comment));
  return [...fresh.map((comment) => indent + comment), made].join(eol);
}

/** A quotation mark opens a string only where a value begins: in words, and in comments, it is an apostrophe. */
function commentOf(line: string): string | undefined {
  let quote = '';
  let last = '';
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote !== '') {
      if ((quote === '"' && char === '\\') || (quote === "'" && char === quote && line[at + 1] === quote)) at++;
      else if (char === quote) quote = '';
    } else if (char === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) return line.slice(at).trim();
    else if ((char === '"' || char === "'") && (last === '' || '[{,:-'.includes(last))) quote = char;
    if (char.trim() !== '') last = char;
  }
  return undefined;
}

/** Without what is the same at the beginning and at the end. */
function spanOf(a: readonly Data[], b: readonly Data[]): readonly [readonly Data[], readonly Data[]] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && sameData(a[head], b[head])) head++;
  let tail = 0;
  while (tail < shorter - head && sameData(a.at(-1 - tail), b.at(-1 - tail))) tail++;
  return [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
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

/** The text once one side is kept everywhere. Markers stand at the left margin: an indented one is of somebody's note. */
function resolved(text: string, side: 'ours' | 'theirs'): string {
  return text.replace(/^<<<<<<< ours\r?\n([^]*?)^=======\r?\n([^]*?)^>>>>>>> theirs(?:\r?\n|$)/gm, (_block, ours: string, theirs: string) =>
    side === 'ours' ? ours : theirs,
  );
}
