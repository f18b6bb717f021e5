/**
 * What people wrote beside the data, after a merge of the data: comments and layout of theirs, brought into a text that
 * is ours with their changes. Every step is kept only if the file still says exactly the same.
 */
import { diffArrays } from 'diff';
import type { Range } from '../text/range';
import { sameData } from './equal';
import { readYaml, type YamlFile } from './file';
import { type Data, type Format, listOf } from './format';
import { applySplices } from './splices';

interface Versions {
  readonly base: YamlFile<Data>;
  readonly ours: YamlFile<Data>;
  readonly theirs: YamlFile<Data>;
}

/** @param merged ours, with everything that theirs decided */
export function withTheirWording(merged: YamlFile<Data>, versions: Versions, format: Format): YamlFile<Data> {
  const entries = reworded(merged, [entriesAsTheirs(merged, versions, format)], format);
  const hunks = hunksOfTheirs(entries.text, versions);
  // Everything that only they touched; where that says something else, at least the comments on lines of their own.
  return reworded(entries, [hunks.whole, hunks.comments], format);
}

interface Splice extends Range {
  readonly text: string;
}

/** The first of several rewordings under which the file says the same, or the file as it was. */
function reworded(file: YamlFile<Data>, attempts: readonly (readonly Splice[])[], format: Format): YamlFile<Data> {
  for (const splices of attempts) {
    if (splices.length === 0) continue;
    const sorted = [...splices].sort((a, b) => a.start - b.start);
    const read = readYaml<Data>(applySplices(file.text, sorted), format);
    if (read.writable === true && sameData(read.value, file.value)) return read;
  }
  return file;
}

/** Entries that theirs alone added or changed, as they stand in theirs, with the comments above them. */
function entriesAsTheirs(merged: YamlFile<Data>, { base, ours, theirs }: Versions, format: Format): readonly Splice[] {
  return format.sections.flatMap((section) => {
    if (section.kind !== 'list') return [];
    const { key } = listOf(format, section.name);
    const valueOf = (file: YamlFile<Data>, wanted: string): Data | undefined =>
      ((file.value[section.name] ?? []) as readonly Data[]).find((entry) => key(entry) === wanted);
    return ((theirs.value[section.name] ?? []) as readonly Data[]).flatMap((entry): readonly Splice[] => {
      const id = key(entry);
      if (!sameData(valueOf(merged, id), entry)) return [];
      const [before, own, other, now] = [base, ours, theirs, merged].map((file) => linesWithComments(file, section.name, id));
      if (!other || !now || other.text === now.text || own?.text !== before?.text) return [];
      // Where ours wrote no comment above it, none of theirs is there yet.
      return [{ start: now.start, end: now.end, text: other.text }];
    });
  });
}

/** An entry's lines and the comments directly above it, without the last line end. */
function linesWithComments(file: YamlFile<Data>, section: string, key: string): Splice | undefined {
  const range = file.entryRange(section, key);
  if (range === undefined) return undefined;
  let start = file.text.lastIndexOf('\n', range.start - 1) + 1;
  while (start > 0) {
    const above = file.text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(file.text.slice(above, start))) break;
    start = above;
  }
  return { start, end: range.end, text: file.text.slice(start, range.end) };
}

/** What theirs did to lines of the base that stand in `text` as they stood, or between such lines: all of it, and of it the comments. */
function hunksOfTheirs(text: string, { base, theirs }: Versions): { readonly whole: readonly Splice[]; readonly comments: readonly Splice[] } {
  const [before, now, other] = [base.text, text, theirs.text].map(linesOf) as [readonly string[], readonly string[], readonly string[]];
  const kept = keptLines(before, now);
  const starts = startsOf(now);
  const splice = (at: number, removed: number, added: readonly string[]): Splice => {
    const start = starts[at] as number;
    const newline = added.length > 0 && start === text.length && text !== '' && !text.endsWith('\n') ? '\n' : '';
    return { start, end: starts[at + removed] as number, text: newline + added.join('') };
  };
  const whole: Splice[] = [];
  const comments: Splice[] = [];
  // Comments above an entry may have come with it.
  const lacking = new Map<string, number>();
  for (const line of other) lacking.set(line, (lacking.get(line) ?? 0) + 1);
  for (const line of now) lacking.set(line, (lacking.get(line) ?? 0) - 1);
  const missing = (lines: readonly string[]): readonly string[] => {
    const fresh = lines.filter((line) => line.trim() === '' || (lacking.get(line) ?? 0) > 0);
    return fresh.every((line) => line.trim() === '') ? [] : fresh;
  };
  for (const { from, to, added } of changesOf(before, other)) {
    const places = before.slice(from, to).map((_, index) => kept[from + index]);
    const behind = from > 0 ? kept[from - 1] : -1;
    const ahead = to < before.length ? kept[to] : now.length;
    const first = to > from ? places[0] : behind !== undefined ? behind + 1 : ahead;
    const stands = first !== undefined && places.every((place, index) => place === first + index);
    if ([...before.slice(from, to), ...added].every(isComment)) {
      const fresh = missing(added);
      if (stands && (fresh.length > 0 || added.length === 0)) {
        whole.push(splice(first, to - from, fresh));
        comments.push(splice(first, to - from, fresh));
        continue;
      }
    } else if (stands) whole.push(splice(first, to - from, added));
    // Beside what cannot be taken as it is: the comments at its beginning and at its end.
    const firstData = added.findIndex((line) => !isComment(line));
    const head = missing(added.slice(0, Math.max(0, firstData)));
    const tail = missing(added.slice(added.findLastIndex((line) => !isComment(line)) + 1));
    if (head.length > 0 && behind !== undefined) comments.push(splice(behind + 1, 0, head));
    if (tail.length > 0 && ahead !== undefined) comments.push(splice(ahead, 0, tail));
  }
  return { whole, comments };
}

/** A comment on a line of its own, or a blank line. */
function isComment(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Where each line starts, and where the last one ends. */
function startsOf(lines: readonly string[]): readonly number[] {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) as number) + line.length);
  return starts;
}

/** For each line of the first its index in the second, where it is the same line. */
function keptLines(before: readonly string[], after: readonly string[]): readonly (number | undefined)[] {
  const places = new Array<number | undefined>(before.length).fill(undefined);
  let from = 0;
  let to = 0;
  for (const { added, removed, count } of diffArrays([...before], [...after])) {
    if (!added && !removed) for (let i = 0; i < count; i++) places[from + i] = to + i;
    if (!added) from += count;
    if (!removed) to += count;
  }
  return places;
}

function changesOf(
  before: readonly string[],
  after: readonly string[],
): readonly { readonly from: number; readonly to: number; readonly added: readonly string[] }[] {
  const changes: { from: number; to: number; added: readonly string[] }[] = [];
  let at = 0;
  for (const { added, removed, count, value } of diffArrays([...before], [...after])) {
    const last = changes.at(-1);
    if (removed) changes.push({ from: at, to: at + count, added: [] });
    else if (added && last?.to === at && last.added.length === 0) last.added = value;
    else if (added) changes.push({ from: at, to: at, added: value });
    if (!added) at += count;
  }
  return changes;
}
