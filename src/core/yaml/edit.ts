/**
 * Small edits inside one piece of YAML: an entry, a field, a section in one piece. Each edit touches only the text it
 * must, so the comments, the quoting and the line breaks of a person stay. Every step is parsed again, which is cheap
 * for a piece and makes each step simple. A caller checks the result by reading it.
 */
import type * as v from 'valibot';
import { emitField, emitFlow, emitItem, emitScalar, fieldsInOrder, isPlain, quoted } from './emit';
import { sameData } from './equal';
import { CannotEdit, insertFlow, ownLines, pairEnd, removeFlow, replace } from './flow';
import { lastIndexWhere } from './last';
import { isMap, isScalar, isSeq, keyText, parsePiece, rangeOf, type YAMLMap } from './parse';
import { fieldOrder, fieldSchema, itemSchema } from './schemas';

export { CannotEdit };

export type Path = readonly (string | number)[];

/** Lists longer than this are written anew when they change, instead of being compared item by item. */
const maxCompared = 1000;

/**
 * The piece with the value at `path` changed from `before`, which it holds, to `after`.
 * @throws CannotEdit
 */
export function changeValue(text: string, path: Path, before: unknown, after: unknown, schema: v.GenericSchema | undefined, eol: string): string {
  if (sameData(before, after)) return text;
  const spot = locate(text, path);
  if (isSeq(spot.node) && Array.isArray(before) && Array.isArray(after) && after.length > 0 && spot.node.items.length === before.length) {
    if (Math.max(before.length, after.length) <= maxCompared) return changeList(text, path, before, after, schema, eol);
  }
  if (isMap(spot.node) && isRecord(before) && isRecord(after) && Object.keys(after).length > 0) return changeFields(text, path, before, after, schema, eol);
  if (isScalar(spot.node) && !isRecord(after) && !Array.isArray(after)) return changeScalar(text, spot, after, eol);
  return rewrite(text, path, spot, after, schema, eol);
}

function changeFields(
  text: string,
  path: Path,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  schema: v.GenericSchema | undefined,
  eol: string,
): string {
  let result = text;
  for (const key of Object.keys(before)) {
    if (before[key] !== undefined && after[key] === undefined) result = removeField(result, path, key);
  }
  for (const [key, value] of fieldsInOrder(after, schema)) {
    if (sameData(before[key], value)) continue;
    const inner = fieldSchema(schema, key);
    const there = pairOf(mapAt(result, path), key) !== undefined;
    if (there && before[key] !== undefined) result = changeValue(result, [...path, key], before[key], value, inner, eol);
    else if (there) result = rewrite(result, [...path, key], locate(result, [...path, key]), value, inner, eol);
    else result = insertField(result, path, key, value, schema, eol);
  }
  return result;
}

function changeList(text: string, path: Path, before: readonly unknown[], after: readonly unknown[], schema: v.GenericSchema | undefined, eol: string): string {
  const inner = itemSchema(schema);
  let result = text;
  const { node, key } = locate(text, path);
  // Entries with ids are told apart by these: what one says beyond the format is not the next one's.
  const same = [...before, ...after].every((item) => idOf(item) !== undefined) ? (a: unknown, b: unknown): boolean => idOf(a) === idOf(b) : sameData;
  // A form of a name is not the one before it spelled anew, as a tag given for another is.
  const inLines = (at: number): boolean => key === 'aliases' && isSeq(node) && (node.flow !== true || ownLines(text, node, at) !== undefined);
  // A word on a line of its own goes with the comment on that line, which was not made about the word that comes.
  const isAnother = (at: number, value: unknown): boolean => same !== sameData || (inLines(at) && !isRecord(value) && !Array.isArray(value));
  // From the end, so that the indices before stay true.
  for (const step of listSteps(before, after, same).reverse()) {
    if (step.type === 'replace' && isAnother(step.at, step.value))
      result = removeItem(insertItem(result, path, step.at + 1, step.value, inner, eol), path, step.at);
    else if (step.type === 'replace' || step.type === 'change') result = changeValue(result, [...path, step.at], before[step.at], step.value, inner, eol);
    else if (step.type === 'remove') result = removeItem(result, path, step.at);
    else result = insertItem(result, path, step.at, step.value, inner, eol);
  }
  return result;
}

/** The ids of entries that stay where they are, of those before and those after: the others are taken out and put in. */
export function stayingIds(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const moved = new Set(
    listSteps(before, after, Object.is).flatMap((step) => (step.type === 'insert' || step.type === 'replace' ? [step.value as string] : [])),
  );
  return new Set(before.filter((id) => after.includes(id) && !moved.has(id)));
}

function idOf(item: unknown): string | undefined {
  return isRecord(item) && typeof item['id'] === 'string' ? item['id'] : undefined;
}

/** `change`: the item stays, and says something else; `replace`: another comes in its place. */
type ListStep =
  { readonly type: 'replace' | 'change' | 'insert'; readonly at: number; readonly value: unknown } | { readonly type: 'remove'; readonly at: number };

/** The shortest way from one list to the other, by longest common subsequence; `at` counts in the old list. */
function listSteps(before: readonly unknown[], after: readonly unknown[], isSame: (a: unknown, b: unknown) => boolean): ListStep[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const same = before.map((item) => after.map((other) => isSame(item, other)));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const skip = Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
      lengths[i * width + j] = same[i]?.[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : skip;
    }
  }
  const steps: ListStep[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && same[i]?.[j]) {
      if (!sameData(before[i], after[j])) steps.push({ type: 'change', at: i, value: after[j] });
      i++;
      j++;
      continue;
    }
    const drop = i < before.length ? (lengths[(i + 1) * width + j] ?? 0) : -1;
    const take = j < after.length ? (lengths[i * width + j + 1] ?? 0) : -1;
    const both = i < before.length && j < after.length ? (lengths[(i + 1) * width + j + 1] ?? 0) : -1;
    if (both >= drop && both >= take) steps.push({ type: 'replace', at: i++, value: after[j++] });
    else if (drop >= take) steps.push({ type: 'remove', at: i++ });
    else steps.push({ type: 'insert', at: i, value: after[j++] });
  }
  return steps;
}

// ---- one step each ----

function changeScalar(text: string, spot: Spot, after: unknown, eol: string): string {
  const node = spot.node;
  const range = rangeOf(node);
  if (!isScalar(node) || range === undefined || range.start === range.end) return replaceAfterColon(text, spot, emitScalar(after, spot.key, spot.flow), eol);
  return replace(text, range.start, range.end, restyle(text, spot, node.type, after, eol));
}

/** The new scalar in the old one's style where that can hold it. */
function restyle(text: string, spot: Spot, style: string | null | undefined, after: unknown, eol: string): string {
  if (typeof after !== 'string') return emitScalar(after, spot.key, spot.flow);
  switch (style) {
    case 'PLAIN':
      return isPlain(after, spot.flow) ? after : emitScalar(after, spot.key, spot.flow);
    case 'QUOTE_SINGLE':
      return quoted(after) === `"${after}"` || quoted(after) === `"${after.replace(/["\\]/g, '\\$&')}"` ? `'${after.replaceAll("'", "''")}'` : quoted(after);
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return literal(text, spot, after, eol) ?? quoted(after) + lineEndOf(text, spot);
    default:
      return quoted(after);
  }
}

/** A literal block at the old block's indentation, for text whose every character shows. */
function literal(text: string, spot: Spot, after: string, eol: string): string | undefined {
  const range = rangeOf(spot.node);
  if (range === undefined) return undefined;
  const body = text.slice(text.indexOf('\n', range.start) + 1, range.end);
  const indent = /^(?:[ ]*\r?\n)*([ ]+)\S/.exec(body)?.[1];
  const clipped = after.endsWith('\n');
  const lines = (clipped ? after.slice(0, -1) : after).split('\n');
  const shows = lines.every((line) => line === '' || quoted(line).slice(1, -1) === line.replace(/["\\]/g, '\\$&'));
  if (indent === undefined || !shows || !/^[^\s]/.test(after) || /\n$/.test(lines.join('\n')) || lines.at(-1) === '') return undefined;
  const ending = lineEndOf(text, spot);
  return `${clipped ? '|' : '|-'}${eol}${lines.map((line) => (line === '' ? '' : indent + line)).join(eol)}${ending === '' && clipped ? eol : ending}`;
}

/** The line end that a block scalar's range takes in. */
function lineEndOf(text: string, spot: Spot): string {
  const end = rangeOf(spot.node)?.end ?? 0;
  if (text[end - 1] !== '\n') return '';
  return text[end - 2] === '\r' ? '\r\n' : '\n';
}

/** Writes a value anew in the place of an old one of another kind, or of none. */
function rewrite(text: string, path: Path, spot: Spot, after: unknown, schema: v.GenericSchema | undefined, eol: string): string {
  const last = path.at(-1);
  if (typeof last === 'string' && !spot.flow) {
    const column = columnOf(text, spot.keyStart);
    const [first = '', ...below] = emitField(last, after, schema, column);
    const value = first.slice(first.indexOf(':') + 1);
    return replaceAfterColon(text, spot, [value.trimStart(), ...below].join(eol), eol);
  }
  const range = rangeOf(spot.node);
  if (range === undefined || range.start === range.end) return replaceAfterColon(text, spot, emitFlow(after, spot.key, schema, spot.flow), eol);
  const tail = text.slice(range.start, range.end).endsWith('\n') ? eol : '';
  return replace(text, range.start, range.end, emitFlow(after, spot.key, schema, spot.flow) + tail);
}

function replaceAfterColon(text: string, spot: Spot, value: string, eol: string): string {
  if (spot.colon < 0) throw new CannotEdit('no key to write behind');
  const range = rangeOf(spot.node);
  const empty = range === undefined || range.start === range.end;
  const end = empty ? spot.colon + 1 : range.end;
  const tail = !empty && text[end - 1] === '\n' ? eol : '';
  const gap = value.startsWith(eol) ? '' : ' ';
  return replace(text, spot.colon + 1, end, gap + value + tail);
}

function insertField(text: string, path: Path, key: string, value: unknown, schema: v.GenericSchema | undefined, eol: string): string {
  const { node, flow } = locate(text, path);
  if (!isMap(node)) throw new CannotEdit('no mapping');
  const order = fieldOrder(schema);
  const rank = order.indexOf(key);
  const ranks = node.items.map((pair) => order.indexOf(keyText(pair) ?? ''));
  // Behind the last of those that the format writes before it; a key the format does not order goes to the end.
  const behind = rank < 0 ? node.items.length - 1 : lastIndexWhere(ranks, (other) => other >= 0 && other < rank);
  if (flow || node.flow) return insertFlow(text, node, behind + 1, `${key}: ${emitFlow(value, key, fieldSchema(schema, key), true)}`, ['{ ', ' }'], eol);
  const anchor = node.items[Math.max(behind, 0)];
  const first = rangeOf(node.items[0]?.key);
  if (anchor === undefined || first === undefined) throw new CannotEdit('an empty block mapping');
  const column = columnOf(text, first.start);
  const [line = '', ...below] = emitField(key, value, fieldSchema(schema, key), column);
  return insertLines(text, pairEnd(text, anchor), [' '.repeat(column) + line, ...below], eol);
}

function insertItem(text: string, path: Path, at: number, value: unknown, schema: v.GenericSchema | undefined, eol: string): string {
  const { node, flow, key } = locate(text, path);
  if (!isSeq(node)) throw new CannotEdit('no list');
  if (flow || node.flow) return insertFlow(text, node, at, emitFlow(value, key, schema, true), ['[', ']'], eol);
  const start = rangeOf(node)?.start;
  if (start === undefined) throw new CannotEdit('a list without a place');
  const lines = emitItem(value, schema, columnOf(text, start), key === 'children' ? 'block' : 'flow', key);
  if (at > 0) return insertLines(text, rangeOf(node.items[at - 1])?.end ?? start, lines, eol);
  const lineStart = startOfLine(text, start);
  if (text.slice(lineStart, start).trim() !== '') throw new CannotEdit('a list that starts in the middle of a line');
  return replace(text, lineStart, lineStart, lines.map((line) => line + eol).join(''));
}

function removeField(text: string, path: Path, key: string): string {
  const { node } = locate(text, path);
  if (!isMap(node)) throw new CannotEdit('no mapping');
  const index = node.items.findIndex((pair) => keyText(pair) === key);
  const pair = node.items[index];
  if (pair === undefined) return text;
  if (node.flow) return removeFlow(text, node, index);
  const start = rangeOf(pair.key)?.start;
  if (start === undefined || node.items.length === 1) throw new CannotEdit('the only field');
  const next = rangeOf(node.items[1]?.key)?.start;
  const lineStart = startOfLine(text, start);
  if (text.slice(lineStart, start).trim() === '') return replace(text, lineStart, endOfLine(text, pairEnd(text, pair)), '');
  if (index !== 0 || next === undefined) throw new CannotEdit('a field in the middle of a line');
  return replace(text, start, next, '');
}

function removeItem(text: string, path: Path, index: number): string {
  const { node } = locate(text, path);
  if (!isSeq(node)) throw new CannotEdit('no list');
  if (node.flow) return removeFlow(text, node, index);
  const range = rangeOf(node.items[index]);
  if (range === undefined) throw new CannotEdit('an item without a place');
  const dash = text.lastIndexOf('-', range.start - 1);
  const lineStart = startOfLine(text, dash);
  if (text.slice(lineStart, dash).trim() !== '') throw new CannotEdit('a list that starts in the middle of a line');
  return replace(text, lineStart, endOfLine(text, range.end), '');
}

// ---- places ----

export interface Spot {
  readonly node: unknown;
  /** The field that the node, or the list it is in, stands in: it decides the quoting. */
  readonly key: string;
  /** Within a flow collection. */
  readonly flow: boolean;
  /** Where the key starts and its colon stands; -1 for an item of a list. */
  readonly keyStart: number;
  readonly colon: number;
}

/** @throws CannotEdit where nothing stands */
export function locate(text: string, path: Path): Spot {
  let spot: Spot = { node: parsePiece(text).root, key: '', flow: false, keyStart: -1, colon: -1 };
  for (const step of path) {
    const { node } = spot;
    const flow = spot.flow || (node as { flow?: boolean } | null)?.flow === true;
    if (typeof step === 'number') {
      if (!isSeq(node) || step >= node.items.length) throw new CannotEdit('no such item');
      spot = { node: node.items[step], key: spot.key, flow, keyStart: -1, colon: -1 };
    } else {
      const pair = isMap(node) ? pairOf(node, step) : undefined;
      const range = rangeOf(pair?.key);
      if (pair === undefined || range === undefined) throw new CannotEdit(`no field ${step}`);
      spot = { node: pair.value, key: step, flow, keyStart: range.start, colon: text.indexOf(':', range.end) };
    }
  }
  return spot;
}

/** @throws CannotEdit where no mapping stands */
export function mapAt(text: string, path: Path): YAMLMap {
  const { node } = locate(text, path);
  if (!isMap(node)) throw new CannotEdit('no mapping');
  return node;
}

function pairOf(node: YAMLMap, key: string) {
  return node.items.find((pair) => keyText(pair) === key);
}

function columnOf(text: string, at: number): number {
  return at - startOfLine(text, at);
}

function startOfLine(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line's end; `at` itself if a line starts there, as behind a block scalar. */
function endOfLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** New lines behind the one that `behind` stands in. */
export function insertLines(text: string, behind: number, lines: readonly string[], eol: string): string {
  const at = endOfLine(text, behind);
  const open = at > 0 && text[at - 1] !== '\n';
  const block = lines.join(eol);
  return replace(text, at, at, open ? eol + block : block + eol);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
