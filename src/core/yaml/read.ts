/**
 * From a parsed piece to plain data, field by field along the schema. Values are copied into fresh objects that hold
 * the schema's keys only, so `__proto__` and its kind are unknown keys like any other.
 */
import * as v from 'valibot';
import type { Problem } from '../problem';
import type { Range } from '../text/range';
import { isAlias, isEmpty, isMap, isScalar, isSeq, keyText, problem, rangeOf, type YAMLMap, type YAMLSeq } from './parse';
import { alternativesOf, expectation, fieldsOf, isOptional, shapeOf, unwrap } from './schemas';

/** A value that fits its schema, or nothing; problems say why, at offsets relative to the piece. */
export type Read = { readonly value: unknown } | undefined;

export class Reader {
  readonly problems: Problem[] = [];

  /**
   * @param size Length of the piece: the range of a problem that has no node.
   * @param nested Field whose entries are dropped one by one where they do not fit, not with the entry they stand in.
   */
  constructor(
    private readonly size: number,
    private readonly nested?: string,
  ) {}

  read(node: unknown, schema: v.GenericSchema): Read {
    if (isAlias(node)) return this.fail('alias', 'Write the value out: aliases (“*{0}”) are not followed here.', [node.source], node);
    const inner = this.choose(node, schema);
    const shape = shapeOf(inner);
    switch (shape.type) {
      case 'object':
        return isMap(node) ? this.readMap(node, inner, false) : this.mismatch(node, schema);
      case 'array':
        return isSeq(node) && shape.item !== undefined ? this.readSeq(node, shape.item) : this.mismatch(node, schema);
      case 'strict_tuple':
        return isSeq(node) && shape.items !== undefined ? this.readTuple(node, inner, shape.items) : this.mismatch(node, schema);
      default:
        return this.readScalar(node, schema);
    }
  }

  /** @param lenient Drops a field that does not fit and keeps the others. */
  readMap(node: YAMLMap, schema: v.GenericSchema, lenient: boolean): Read {
    const fields = fieldsOf(schema) ?? {};
    const found = new Map<string, { readonly value: unknown; readonly key: unknown }>();
    let complete = true;
    for (const pair of node.items) {
      const key = keyText(pair);
      if (key === undefined) {
        this.fail('bad-key', 'A key must be a plain word.', [], pair.key);
        complete = false;
      } else if (found.has(key)) {
        this.fail('duplicate-key', '“{0}” stands here twice. Keep one of the two.', [key], pair.key);
        complete = false;
      } else found.set(key, { value: pair.value, key: pair.key });
      if (key !== undefined && !Object.hasOwn(fields, key)) complete = this.unknownKey(key, pair.key, pair.value) && complete;
    }
    const value: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(fields)) {
      const entry = found.get(key);
      if (entry === undefined || isEmpty(entry.value)) {
        if (isOptional(field)) continue;
        this.fail('missing-key', '“{0}” is missing.', [key], entry?.key ?? node);
        complete = false;
        continue;
      }
      const read = key === this.nested && isSeq(entry.value) ? this.readEntries(entry.value, field) : this.read(entry.value, field);
      if (read !== undefined) value[key] = read.value;
      else complete = false;
    }
    return complete || lenient ? { value } : undefined;
  }

  /** Entries that do not fit are problems and left out. */
  readEntries(node: YAMLSeq, schema: v.GenericSchema): Read {
    const item = shapeOf(unwrap(schema)).item;
    const values = node.items.map((entry) => (item === undefined ? undefined : this.read(entry, item)));
    return { value: values.flatMap((read) => (read === undefined ? [] : [read.value])) };
  }

  private unknownKey(key: string, at: unknown, value: unknown): boolean {
    this.problems.push(problem('unknown-key', 'warning', '“{0}” is no key that Pressmark knows here. It is kept as it is.', [key], this.rangeAt(at)));
    if (!isAlias(value)) return true;
    this.fail('alias', 'Write the value out: aliases (“*{0}”) are not followed here.', [value.source], value);
    return false;
  }

  private readSeq(node: YAMLSeq, item: v.GenericSchema): Read {
    const reads = node.items.map((entry) => this.read(entry, item));
    return reads.every((read) => read !== undefined) ? { value: reads.map((read) => read?.value) } : undefined;
  }

  private readTuple(node: YAMLSeq, schema: v.GenericSchema, items: readonly v.GenericSchema[]): Read {
    if (node.items.length !== items.length) return this.mismatch(node, schema);
    const reads = node.items.map((entry, index) => this.read(entry, items[index] ?? schema));
    return reads.every((read) => read !== undefined) ? { value: reads.map((read) => read?.value) } : undefined;
  }

  private readScalar(node: unknown, schema: v.GenericSchema): Read {
    if (!isScalar(node) || isEmpty(node) || typeof node.value !== 'string') return this.mismatch(node, schema);
    const plain = node.type === 'PLAIN';
    for (const option of alternativesOf(schema)) {
      const result = v.safeParse(option, plain ? literal(node.value, option) : node.value);
      if (result.success) return { value: result.output };
    }
    return this.mismatch(node, schema);
  }

  /** The alternative of a union that a node of this kind can only mean. */
  private choose(node: unknown, schema: v.GenericSchema): v.GenericSchema {
    const wanted = isMap(node) ? ['object'] : isSeq(node) ? ['array', 'strict_tuple'] : undefined;
    const options = alternativesOf(schema);
    if (options.length === 1) return unwrap(options[0] ?? schema);
    const fitting = wanted === undefined ? undefined : options.find((option) => wanted.includes(shapeOf(unwrap(option)).type));
    return unwrap(fitting ?? schema);
  }

  private mismatch(node: unknown, schema: v.GenericSchema): undefined {
    const written = isScalar(node) && typeof node.value === 'string' ? node.value : isMap(node) ? '{ … }' : isSeq(node) ? '[ … ]' : '';
    const number = isScalar(node) && node.type === 'PLAIN' ? literal(written, schema) : written;
    return this.fail('bad-value', '“{0}” does not fit here. Expected: {1}.', [written, expectation(schema, number)], node);
  }

  private fail(code: string, message: string, args: readonly string[], node: unknown): undefined {
    this.problems.push(problem(code, 'error', message, args, this.rangeAt(node)));
    return undefined;
  }

  private rangeAt(node: unknown): Range {
    return rangeOf(node) ?? { start: 0, end: this.size };
  }
}

/** A plain scalar is a number, or true or false, only where the schema wants one: `1984` is a fine title. */
function literal(source: string, schema: v.GenericSchema): unknown {
  const shape = shapeOf(unwrap(schema));
  if (shape.type === 'boolean' && (source === 'true' || source === 'false')) return source === 'true';
  const numeric = shape.type === 'number' || typeof shape.literal === 'number';
  return numeric && /^[-+]?\d{1,15}$/.test(source) ? Number(source) : source;
}
