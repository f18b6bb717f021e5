/** The few facts about a valibot schema that reading and writing go by. Valibot's own types hide them from generic code. */
import * as v from 'valibot';

export interface SchemaShape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly items?: readonly v.GenericSchema[];
  readonly wrapped?: v.GenericSchema;
  readonly options?: readonly unknown[];
  readonly getter?: (input: unknown) => v.GenericSchema;
  readonly literal?: unknown;
}

export function shapeOf(schema: v.GenericSchema): SchemaShape {
  return schema;
}

/** The schema below `optional` and `lazy`. */
export function unwrap(schema: v.GenericSchema): v.GenericSchema {
  let current = schema;
  for (;;) {
    const shape = shapeOf(current);
    if (shape.type === 'optional' && shape.wrapped !== undefined) current = shape.wrapped;
    else if (shape.type === 'lazy' && shape.getter !== undefined) current = shape.getter(undefined);
    else return current;
  }
}

export function isOptional(schema: v.GenericSchema): boolean {
  return shapeOf(schema).type === 'optional';
}

/** The fields of an object schema in the order in which they are written; undefined for anything else. */
export function fieldsOf(schema: v.GenericSchema): Readonly<Record<string, v.GenericSchema>> | undefined {
  return shapeOf(unwrap(schema)).entries;
}

/** The alternatives of a union, else the schema alone. */
export function alternativesOf(schema: v.GenericSchema): readonly v.GenericSchema[] {
  const inner = unwrap(schema);
  const shape = shapeOf(inner);
  return shape.type === 'union' && shape.options !== undefined ? (shape.options as readonly v.GenericSchema[]) : [inner];
}

/** The schema of a field, looked for in every alternative of a union. */
export function fieldSchema(schema: v.GenericSchema | undefined, key: string): v.GenericSchema | undefined {
  if (schema === undefined) return undefined;
  for (const option of alternativesOf(schema)) {
    const fields = fieldsOf(option);
    if (fields !== undefined && Object.hasOwn(fields, key)) return fields[key];
  }
  return undefined;
}

export function itemSchema(schema: v.GenericSchema | undefined): v.GenericSchema | undefined {
  if (schema === undefined) return undefined;
  for (const option of alternativesOf(schema)) {
    const item = shapeOf(unwrap(option)).item;
    if (item !== undefined) return item;
  }
  return undefined;
}

/** The keys of an entry in the order in which they are written. */
export function fieldOrder(schema: v.GenericSchema | undefined): readonly string[] {
  if (schema === undefined) return [];
  for (const option of alternativesOf(schema)) {
    const fields = fieldsOf(option);
    if (fields !== undefined) return Object.keys(fields);
  }
  return [];
}

/** A phrase that completes "is not …" for a reader who does not know the schema. */
export function expectation(schema: v.GenericSchema, value: unknown): string {
  const result = v.safeParse(schema, value);
  const message = result.issues?.[0]?.message ?? '';
  if (message !== '' && !message.startsWith('Invalid ')) return message;
  return alternativesOf(schema).map(describe).join(' or ');
}

function describe(schema: v.GenericSchema): string {
  const shape = shapeOf(unwrap(schema));
  switch (shape.type) {
    case 'picklist':
      return `one of ${(shape.options ?? []).join(', ')}`;
    case 'literal':
      return String(shape.literal);
    case 'number':
      return 'a whole number in range';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list such as [a, b]';
    case 'strict_tuple':
      return `a list of ${shape.items?.length ?? 0} values`;
    case 'object':
      return 'a group of fields such as { key: value }';
    default:
      return 'a text in range';
  }
}
