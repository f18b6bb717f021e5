/** JSON lines as objects with an id. */
import { errorLine } from './record';

/** The object that a line holds, or what is to be answered instead. */
export function objectIn(line: string, shape: string): { readonly value: Readonly<Record<string, unknown>> } | { readonly error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { error: errorLine(undefined, line.trim() === '' ? 'the line is empty' : `the line is not JSON: ${(error as Error).message}`) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: errorLine(undefined, `the line is not an object ${shape}`) };
  return { value: value as Readonly<Record<string, unknown>> };
}

/** The id of a line's object, or what is wrong with it. */
export function idIn(value: Readonly<Record<string, unknown>>): { readonly id: string | number } | { readonly error: string } {
  const { id } = value;
  // Digits beyond all bounds are read as infinite, which no JSON can answer.
  if (typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id))) return { id };
  return { error: errorLine(undefined, id === undefined ? '"id" is missing' : '"id" is not a string') };
}
