/**
 * From an older version of a format to the present one, by the least edits of the text: keys that got another name, values
 * that are written otherwise. Comments, order and layout stay, and what no rule speaks of is not touched.
 */
import type { Splice } from '../annotations/types';
import type { Problem } from '../problem';
import type { Format } from './format';
import { layOut } from './layout';
import { isMap, isScalar, isSeq, keyText, parsePiece, rangeOf, shift } from './parse';
import { explained } from './pieces';
import { applySplices } from './splices';
import { versionIn } from './version';

/** What becomes of one key. */
export interface KeyRule {
  /** Its name in the next version; without it the name stays. */
  readonly to?: string;
  /** The keys below, of a mapping or of each mapping in a list. */
  readonly keys?: KeyRules;
  /** The value as the next version writes it, as YAML; undefined leaves it, and reading says that it does not fit. */
  readonly value?: (written: string) => string | undefined;
}
export type KeyRules = Readonly<Record<string, KeyRule>>;

/** One step, from a version to the next. */
export interface Migration {
  readonly from: number;
  /** By the keys of the old version, from the top. */
  readonly keys: KeyRules;
}

export interface Migrated {
  readonly text: string;
  /** In order, not overlapping, in offsets of the old text. */
  readonly splices: readonly Splice[];
  /** What kept a section from being migrated, in offsets of `text`. */
  readonly problems: readonly Problem[];
  /** Where an offset of `text` was in the old text. */
  readonly before: (offset: number) => number;
}

/** Takes a text from its version to that of the format, step by step. The text itself where there is nothing to do. */
export function migrated(text: string, format: Format): Migrated {
  let current: Migrated = { text, splices: [], problems: [], before: (offset) => offset };
  for (let version = versionIn(text)?.version; version !== undefined && version < format.version; version++) {
    const step = format.migrations?.find(({ from }) => from === version);
    if (step === undefined) return current;
    current = followed(current, migrateOnce(current.text, step));
  }
  return current;
}

function followed(first: Migrated, second: Migrated): Migrated {
  if (first.splices.length === 0) return second;
  const before = (offset: number): number => first.before(second.before(offset));
  // Two steps in a row are told as one replacement: only the last version is ever written.
  return { text: second.text, splices: [{ start: 0, end: first.before(first.text.length), text: second.text }], problems: second.problems, before };
}

function migrateOnce(text: string, { from, keys }: Migration): Migrated {
  const splices: Splice[] = [];
  const problems: Problem[] = [];
  for (const segment of layOut(text, () => 'whole').segments) {
    if (segment.kind !== 'whole' || segment.conflict !== undefined) continue;
    const rule = segment.section === 'pressmark' ? { value: () => String(from + 1) } : Object.hasOwn(keys, segment.section) ? keys[segment.section] : undefined;
    if (rule === undefined) continue;
    const content = text.slice(segment.start, segment.end);
    const { root, problems: found } = parsePiece(content);
    if (found.some(({ severity }) => severity === 'error')) problems.push(shift(explained(content, found), segment.start));
    else collect(root, { [segment.section]: rule }, segment.start, splices);
  }
  splices.sort((a, b) => a.start - b.start);
  const result = applySplices(text, splices);
  const { before, after } = offsetsOf(splices);
  return { text: result, splices, problems: problems.map((found) => ({ ...found, start: after(found.start), end: after(found.end) })), before };
}

function collect(node: unknown, rules: KeyRules, base: number, splices: Splice[]): void {
  if (isSeq(node)) {
    for (const item of node.items) collect(item, rules, base, splices);
    return;
  }
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const key = keyText(pair);
    const rule = key !== undefined && Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule === undefined) continue;
    if (rule.to !== undefined) replace(pair.key, rule.to, base, splices);
    if (rule.value !== undefined && isScalar(pair.value) && typeof pair.value.value === 'string') {
      const written = rule.value(pair.value.value);
      if (written !== undefined) replace(pair.value, written, base, splices);
    }
    if (rule.keys !== undefined) collect(pair.value, rule.keys, base, splices);
  }
}

function replace(node: unknown, text: string, base: number, splices: Splice[]): void {
  const range = rangeOf(node);
  if (range !== undefined) splices.push({ start: base + range.start, end: base + range.end, text });
}

/** Maps offsets over splices, both ways; within a replacement to its start. */
function offsetsOf(splices: readonly Splice[]): { readonly before: (offset: number) => number; readonly after: (offset: number) => number } {
  let moved = 0;
  const steps = splices.map(({ start, end, text }) => {
    const step = { start, end, newStart: start + moved, newEnd: start + moved + text.length };
    moved += text.length - (end - start);
    return step;
  });
  /** The last step that starts at or before the offset, by bisection: a file has tens of thousands. */
  const lastBefore = (starts: (index: number) => number, offset: number): number => {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
  return {
    before: (offset) => {
      const step = steps[lastBefore((index) => steps[index]?.newStart ?? 0, offset)];
      if (step === undefined) return offset;
      return offset < step.newEnd ? step.start : step.end + offset - step.newEnd;
    },
    after: (offset) => {
      const step = steps[lastBefore((index) => steps[index]?.start ?? 0, offset)];
      if (step === undefined) return offset;
      return offset < step.end ? step.newStart : step.newEnd + offset - step.end;
    },
  };
}

/**
 * For a person who asks for it: the edits that bring a file to the present version.
 * @returns the problem, in the file's own offsets, that has to be mended first, where the result could not be read in full
 */
export function migration(
  text: string,
  format: Format,
  read: (text: string) => { readonly writable: true | { readonly reason: Problem } },
): Migrated | { readonly blocked: Problem } {
  const result = migrated(text, format);
  const { writable } = read(result.text);
  const blocking = result.problems[0] ?? (writable === true ? undefined : writable.reason);
  if (blocking === undefined) return result;
  const start = result.before(blocking.start);
  return { blocked: { ...blocking, start, end: Math.max(start, result.before(blocking.end)) } };
}
