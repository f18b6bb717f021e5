/**
 * What an entry says beyond the format, in keys of a person's own or of a newer version, goes with it where another entry replaces it: values know
 * nothing of it, and nothing that somebody wrote is dropped by a merge. Where the heir says something else under the key, the word stays as a comment.
 */
import type * as v from 'valibot';
import { insertLines, mapAt, type Path } from './edit';
import { emitFlow, quoted } from './emit';
import type { YamlFile } from './file';
import { extentOf, insertFlow, pairEnd, replace } from './flow';
import type { Data, ListSection } from './format';
import { isAlias, isMap, isScalar, isSeq, keyText, rangeOf, type YAMLMap } from './parse';
import { fieldSchema, fieldsOf, itemSchema } from './schemas';

/** A field that the format does not know, or not all of. */
export interface Leftover {
  /** Of the entry that it stood in. */
  readonly from: string;
  readonly key: string;
  /** Key and value on one line, as they may stand in brackets. */
  readonly line: string;
  /** The same as it stood, its lines without their indentation; undefined where it stood in brackets. */
  readonly lines: readonly string[] | undefined;
  /** The field is the format's, and something in its value is not: the heir has a value of its own for it. */
  readonly partly: boolean;
}

/**
 * By the key of the heir: what of entries that are taken out goes to those that replace them.
 * @param gone not what stands below them, in a tree: that is gone, or somewhere else, on its own
 * @param after all entries, those below others included
 */
export function legaciesOf(
  section: ListSection,
  gone: readonly { readonly entry: Data; readonly text: string; readonly path: Path }[],
  after: readonly Data[],
): ReadonlyMap<string, readonly Leftover[]> {
  const legacies = new Map<string, Leftover[]>();
  if (gone.length === 0 || fieldSchema(section.item, 'replaces') === undefined) return legacies;
  const heirs = new Map(after.flatMap((entry) => ((entry['replaces'] ?? []) as readonly string[]).map((id) => [id, section.key(entry)] as const)));
  for (const { entry, text, path } of gone) {
    const heir = heirs.get(section.key(entry));
    const left = heir === undefined ? [] : leftoversOf(text, path, section.item, section.key(entry), section.nested);
    if (heir !== undefined && left.length > 0) legacies.set(heir, [...(legacies.get(heir) ?? []), ...left]);
  }
  return legacies;
}

/** What an entry of a file says beyond the format; nothing where it has no such entry. */
export function leftoversIn(file: Pick<YamlFile<unknown>, 'text' | 'pieces'>, section: ListSection, key: string): readonly Leftover[] {
  for (const piece of file.pieces) {
    if (piece.section !== section.name || piece.value === undefined) continue;
    const entries = piece.kind === 'item' ? [piece.value as Data] : (piece.value as readonly Data[]);
    const at = entries.findIndex((entry) => section.key(entry) === key);
    if (at >= 0) return leftoversOf(file.text.slice(piece.start, piece.end), piece.kind === 'item' ? [0] : [section.name, at], section.item, key);
  }
  return [];
}

/**
 * @param path of the entry in the text
 * @param from its key
 * @param nested the field that holds entries of their own, which is left out
 */
export function leftoversOf(text: string, path: Path, schema: v.GenericSchema, from: string, nested?: string): readonly Leftover[] {
  const map = mapAt(text, path);
  const fields = map.items.flatMap((pair): readonly Leftover[] => {
    const key = keyText(pair);
    const start = rangeOf(pair.key)?.start;
    if (key === undefined || start === undefined || key === nested) return [];
    const known = fieldSchema(schema, key);
    if (known !== undefined && !saysMore(pair.value, known)) return [];
    const own = text.slice(start, pairEnd(text, pair));
    const line = `${emitFlow(key, '', undefined, true)}: ${onOneLine(text, pair.value)}`;
    return [{ from, key, line, lines: map.flow === true ? undefined : dedented(text, start, own), partly: known !== undefined }];
  });
  return [...fields, ...earlierIn(text, map, nested)];
}

/** What an entry has kept of others as comments, from merges before this one; what is below it keeps its own. */
function earlierIn(text: string, map: YAMLMap, nested: string | undefined): readonly Leftover[] {
  const start = extentOf(text, map.items[0]).start;
  const end = Math.max(extentOf(text, map.items.at(-1)).end, rangeOf(map)?.end ?? 0);
  const newline = text.indexOf('\n', end - 1);
  const below = map.items.find((pair) => nested !== undefined && keyText(pair) === nested);
  const { start: from, end: to } = below === undefined ? { start: end, end } : extentOf(text, below);
  const own = text.slice(start, from) + text.slice(to, newline < 0 ? text.length : newline);
  return own.split(/\r?\n|[ \t](?=# \S+ had )/).flatMap((line): readonly Leftover[] => {
    // Cut beforehand: looking for its end from every place would be quadratic in a line of spaces.
    const [, heir = '', said = '', key = ''] = /^[ \t]*# (\S+) had (("(?:[^"\\]|\\.)*"|[^\s:]+): .*)$/.exec(line.trimEnd()) ?? [];
    return heir === '' ? [] : [{ from: heir, key, line: said, lines: undefined, partly: true }];
  });
}

/** The text with the leftovers of others in the entry at the path, above what stands in the field `nested`. */
export function inherited(text: string, path: Path, left: readonly Leftover[], eol: string, nested?: string): string {
  let result = text;
  for (const leftover of left) {
    const map = mapAt(result, path);
    const own = map.items.find((pair) => keyText(pair) === leftover.key);
    const below = map.items.findIndex((pair) => nested !== undefined && keyText(pair) === nested);
    const end = below > 0 ? below : map.items.length;
    const last = map.items[end - 1];
    if (last === undefined) continue;
    if (own === undefined && !leftover.partly) {
      if (map.flow === true) result = insertFlow(result, map, end, leftover.line, ['{ ', ' }'], eol);
      else result = insertLines(result, pairEnd(result, last), indented(leftover.lines ?? [leftover.line], columnOf(result, map.items[0])), eol);
      continue;
    }
    const said = own && `${emitFlow(leftover.key, '', undefined, true)}: ${onOneLine(result, own.value)}`;
    if (said !== leftover.line) result = commented(result, path, leftover, eol);
  }
  return result;
}

/** A comment within the entry, so that it goes where the entry goes: above the field that it is about, or at the end of a line in brackets. */
function commented(text: string, path: Path, { from, key, line }: Leftover, eol: string): string {
  const comment = `# ${from} had ${line}`;
  const map = mapAt(text, path);
  if (text.split(/\r?\n/).some((own) => own.endsWith(comment) || own.includes(`${comment}  # `))) return text;
  const range = rangeOf(map);
  if (map.flow === true && range !== undefined) {
    const newline = text.indexOf('\n', range.end);
    const end = newline < 0 ? text.length : newline - (text[newline - 1] === '\r' ? 1 : 0);
    return replace(text, end, end, `  ${comment}`);
  }
  const at = map.items.findIndex((pair) => keyText(pair) === key);
  const pad = ' '.repeat(columnOf(text, map.items[0]));
  // Above the first field stands the dash.
  const before = map.items[at < 1 ? 1 : at] ?? map.items[0];
  const { start } = extentOf(text, before);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return replace(text, lineStart, lineStart, pad + comment + eol);
}

/** Whether something in a value is in keys that the schema has not. */
function saysMore(node: unknown, schema: v.GenericSchema): boolean {
  if (isSeq(node)) {
    const item = itemSchema(schema);
    return item !== undefined && node.items.some((inner) => saysMore(inner, item));
  }
  const fields = isMap(node) ? fieldsOf(schema) : undefined;
  if (!isMap(node) || fields === undefined) return false;
  return node.items.some((pair) => {
    const key = keyText(pair);
    const inner = key === undefined ? undefined : fields[key];
    return key !== undefined && (!Object.hasOwn(fields, key) || (inner !== undefined && saysMore(pair.value, inner)));
  });
}

/** A value as it stands where that is on one line and can stand in brackets, else written so that it does. */
function onOneLine(text: string, node: unknown): string {
  // A colon directly behind an alias would be part of its name.
  if (isAlias(node)) return `*${node.source}`;
  return propertiesOf(node) + valueOnOneLine(text, node);
}

/** An anchor, for others refer to it, and a type. */
function propertiesOf(node: unknown): string {
  const { anchor, tag } = (node ?? {}) as { readonly anchor?: string; readonly tag?: string };
  return (anchor === undefined ? '' : `&${anchor} `) + (tag === undefined ? '' : `!<${tag}> `);
}

function valueOnOneLine(text: string, node: unknown): string {
  if (isMap(node))
    return `{ ${node.items.map((pair) => `${onOneLine(text, pair.key)}${isAlias(pair.key) ? ' ' : ''}: ${onOneLine(text, pair.value)}`).join(', ')} }`;
  if (isSeq(node)) return `[${node.items.map((item) => onOneLine(text, item)).join(', ')}]`;
  const range = rangeOf(node);
  if (!isScalar(node) || range === undefined) return '';
  const own = text.slice(range.start, range.end);
  const value = typeof node.value === 'string' ? node.value : own;
  const asItIs = node.type === 'PLAIN' ? !/[[\]{},\r\n]/.test(own) : (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') && !/[\r\n]/.test(own);
  return asItIs ? own : quoted(value);
}

/** The lines of a field with the comment at the end of its last, each without the column at which its key stands. */
export function dedented(text: string, start: number, own: string): readonly string[] {
  const newline = text.indexOf('\n', start + own.length);
  const rest = own.endsWith('\n') ? '' : text.slice(start + own.length, newline < 0 ? text.length : newline);
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const [first = '', ...below] = (own.replace(/\r?\n$/, '') + rest.trimEnd()).split(/\r?\n/);
  return [first, ...below.map((line) => (line.slice(0, column).trim() === '' ? line.slice(column) : line.trimStart()))];
}

export function indented(lines: readonly string[], column: number): readonly string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(column) + line));
}

function columnOf(text: string, pair: unknown): number {
  const { start } = extentOf(text, pair);
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}
