/**
 * Items into and out of flow collections, `[a, b]` and `{ a: 1 }`. One that stands on a line of its own comes and goes with that line, so that a comment
 * stays with the item it was written beside; of one that shares its line, the item alone is touched.
 */
import { isMap, rangeOf, type YAMLMap, type YAMLSeq } from './parse';

/** Thrown where a piece is formatted in a way that an edit does not know; the caller writes the entry anew. */
export class CannotEdit extends Error {}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** The piece with an item before the one with the index. */
export function insertFlow(
  text: string,
  node: YAMLMap | YAMLSeq,
  at: number,
  insertion: string,
  [open, close]: readonly [string, string],
  eol: string,
): string {
  const range = rangeOf(node);
  if (range === undefined) throw new CannotEdit('a collection without a place');
  if (node.items.length === 0) {
    // A comment in it needs its line end.
    const commented = text.slice(range.start, range.end).includes('\n');
    return commented ? replace(text, range.end - 1, range.end - 1, insertion) : replace(text, range.start, range.end, open + insertion + close);
  }
  const previous = node.items[at - 1];
  if (previous === undefined) {
    const { start } = extentOf(text, node.items[0]);
    const line = ownLines(text, node, 0);
    return replace(text, start, start, line === undefined ? `${insertion}, ` : `${insertion},${eol}${text.slice(line.start, start)}`);
  }
  const { start, end } = extentOf(text, previous);
  const line = ownLines(text, node, at - 1);
  if (line === undefined) return replace(text, end, end, `, ${insertion}`);
  const indent = text.slice(line.start, start);
  const comma = commaAfter(text, end);
  const tail = comma === undefined ? '' : ',';
  const head = text.slice(end, line.end);
  return replace(text, end, line.end, `${comma === undefined ? ',' : ''}${head}${indent}${insertion}${tail}${eol}`);
}

/** The piece without an item of a flow collection. */
export function removeFlow(text: string, node: YAMLMap | YAMLSeq, index: number): string {
  const { start, end } = extentOf(text, node.items[index]);
  const [previous, next] = [node.items[index - 1], node.items[index + 1]];
  if (previous === undefined && next === undefined) {
    const range = rangeOf(node);
    if (range === undefined) throw new CannotEdit('a collection without a place');
    return replace(text, range.start, range.end, isMap(node) ? '{}' : '[]');
  }
  const line = ownLines(text, node, index);
  const comma = commaAfter(text, end);
  if (line !== undefined) {
    const without = replace(text, line.start, line.end, '');
    // The last of a list that ends without a comma leaves one that does, too.
    const before = next === undefined && comma === undefined && previous !== undefined ? commaAfter(without, extentOf(text, previous).end) : undefined;
    return before === undefined ? without : replace(without, before, before + 1, '');
  }
  const before = previous === undefined ? undefined : extentOf(text, previous).end;
  const joined = before !== undefined && !text.slice(before, start).includes('\n');
  if (next !== undefined) {
    const after = extentOf(text, next).start;
    const gap = text.slice(end, after);
    if (gap.includes('\n') && joined) return replace(text, before, end, '');
    // Lines of comment before the next item are about that.
    const commented = gap.split('\n').slice(1).join('\n').includes('#');
    return replace(text, start, commented ? text.indexOf('\n', end) : after, '');
  }
  if (before === undefined) throw new CannotEdit('the only item');
  if (!text.slice(before, start).includes('#')) return replace(text, before, end, '');
  return replace(text, start, comma === undefined ? end : comma + 1, '');
}

/** The lines that an item has to itself, but for its comma and a comment, line end included; undefined where others stand on them. */
export function ownLines(text: string, node: YAMLMap | YAMLSeq, index: number): Extent | undefined {
  const { start, end } = extentOf(text, node.items[index]);
  const lineStart = start <= 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  if (newline < 0 || text.slice(lineStart, start).trim() !== '') return undefined;
  return /^[ \t]*(?:,[ \t]*)?(?:(?<=[ \t,])#.*)?\r?$/.test(text.slice(end, newline)) ? { start: lineStart, end: newline + 1 } : undefined;
}

/** From the start of an item's text, or a pair's key, to the end of its text, or the pair's value. */
export function extentOf(text: string, item: unknown): Extent {
  const pair = item as { readonly key?: unknown; readonly value?: unknown } | null;
  if (pair !== null && typeof pair === 'object' && 'key' in pair) {
    return { start: rangeOf(pair.key)?.start ?? 0, end: pairEnd(text, { key: pair.key, value: pair.value }) };
  }
  const range = rangeOf(item);
  if (range === undefined) throw new CannotEdit('an item without a place');
  return range;
}

export function pairEnd(text: string, pair: { readonly key: unknown; readonly value: unknown }): number {
  const key = rangeOf(pair.key);
  const value = rangeOf(pair.value);
  if (key === undefined) throw new CannotEdit('a pair without a key');
  const colon = text.indexOf(':', key.end);
  return value === undefined || value.end <= value.start ? Math.max(key.end, colon + 1) : value.end;
}

export function replace(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Where the comma behind an item stands; undefined where the collection ends first. White space and comments may come before it. */
function commaAfter(text: string, end: number): number | undefined {
  const between = /(?:[ \t\r\n]|(?<=[ \t\r\n])#.*)*/y;
  between.lastIndex = end;
  const at = end + (between.exec(text)?.[0].length ?? 0);
  return text[at] === ',' ? at : undefined;
}
