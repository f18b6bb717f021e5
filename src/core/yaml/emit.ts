/** Values as YAML text, in the style of FORMATS: what a careful person would have typed, and what every reader reads alike. */
import type * as v from 'valibot';
import { fieldOrder, fieldSchema, itemSchema } from './schemas';

/** Always double-quoted: free text of people and sources. */
const quotedFields: ReadonlySet<string> = new Set(['quote', 'before', 'after', 'note', 'because', 'published-why', 'source', 'url', 'archived']);
/** Dates and times stand bare, although some readers give them a type of their own. */
const dateFields: ReadonlySet<string> = new Set(['at', 'created', 'updated', 'published', 'accessed', 'date', 'from', 'to', 'as-of', 'revised']);
/** Lists of entries that stand below their key, one a line or more; every other list is written `[a, b]`. */
const blockFields: ReadonlySet<string> = new Set(['children', 'positions']);

const date = /^\d{4}-\d{2}(?:-\d{2})?(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?(?:\/\d{4}-\d{2}-\d{2})?$/;
/** Words and numbers that some YAML schema (1.1, core, JSON) reads as something else than text. */
const resolved =
  /^(?:null|true|false|yes|no|on|off|y|n|~|[-+]?(?:0x[\da-f_]+|0o?[0-7_]+|0b[01_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d[\d_]*(?:e[-+]?\d+)?|\.inf|\.nan|\d+(?::\d+)+(?:\.\d*)?)|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?)$/i;
const plainStart = /^[\p{L}\p{N}_./]/u;
/** Control, format, surrogate, private and unassigned characters, and every space but the common one, are escaped: seen and kept. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

/** A double-quoted scalar on one line. */
export function quoted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(hidden, (character) => named[character] ?? escapeOf(character.codePointAt(0) ?? 0));
  return `"${escaped}"`;
}

function escapeOf(code: number): string {
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Whether a text can stand bare and be read back as the same text by any reader. */
export function isPlain(text: string, flow: boolean): boolean {
  if (text.length > 200 || !plainStart.test(text) || resolved.test(text) || /[ :]$/.test(text)) return false;
  if (text.search(hidden) >= 0 || text.includes(': ') || text.includes(' #') || /^(?:---|\.\.\.)/.test(text)) return false;
  return !flow || !/[[\]{},:]/.test(text);
}

/** `key` is the field that the scalar stands in: it decides the quoting. */
export function emitScalar(value: unknown, key: string, flow: boolean): string {
  if (typeof value !== 'string') return String(value);
  if (dateFields.has(key) && date.test(value)) return value;
  return !quotedFields.has(key) && isPlain(value, flow) ? value : quoted(value);
}

/** The fields of an entry in the order in which they are written; undefined ones are absent. */
export function fieldsInOrder(entry: object, schema: v.GenericSchema | undefined): readonly (readonly [string, unknown])[] {
  const data = entry as Record<string, unknown>;
  const order = fieldOrder(schema);
  const rest = Object.keys(data).filter((key) => !order.includes(key));
  return [...order.filter((key) => Object.hasOwn(data, key)), ...rest].map((key) => [key, data[key]] as const).filter(([, value]) => value !== undefined);
}

/** Any value on one line. */
export function emitFlow(value: unknown, key: string, schema?: v.GenericSchema, inFlow = false): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => emitFlow(item, key, itemSchema(schema), true)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return emitScalar(value, key, inFlow);
  const fields = fieldsInOrder(value, schema).map(([name, field]) => `${emitKey(name)}: ${emitFlow(field, name, fieldSchema(schema, name), true)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function emitKey(key: string): string {
  return isPlain(key, true) ? key : quoted(key);
}

/** One field of a block mapping as lines without their ends; the first has no indentation. */
export function emitField(key: string, value: unknown, schema: v.GenericSchema | undefined, indent: number): readonly string[] {
  if (blockFields.has(key) && Array.isArray(value) && value.length > 0) {
    const style = key === 'children' ? 'block' : 'flow';
    return [`${emitKey(key)}:`, ...value.flatMap((item: unknown) => emitItem(item as object, itemSchema(schema), indent + 2, style))];
  }
  return [`${emitKey(key)}: ${emitFlow(value, key, schema)}`];
}

/** An entry of a block list as lines without their ends, the dash at `indent`. */
export function emitItem(entry: unknown, schema: v.GenericSchema | undefined, indent: number, style: 'block' | 'flow', key = ''): readonly string[] {
  const dash = `${' '.repeat(indent)}- `;
  const fields = style === 'block' && typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? fieldsInOrder(entry, schema) : [];
  if (fields.length === 0) return [dash + emitFlow(entry, key, schema)];
  const lines = fields.flatMap(([name, value]) => {
    const [first = '', ...below] = emitField(name, value, fieldSchema(schema, name), indent + 2);
    return [`${' '.repeat(indent + 2)}${first}`, ...below];
  });
  return [dash + (lines[0] ?? '').slice(indent + 2), ...lines.slice(1)];
}
