/** The one place where the `yaml` library is called. Whatever it throws becomes a problem. */
import { Composer, isAlias, isMap, isScalar, isSeq, Parser, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Problem } from '../problem';
import type { Range } from '../text/range';

export { isAlias, isMap, isScalar, isSeq };
export type { Node, YAMLMap, YAMLSeq };

export interface ParsedYaml {
  readonly root: Node | null;
  /** Offsets are relative to the parsed text. */
  readonly problems: readonly Problem[];
}

/** One error is enough to know; a few help to see which. */
const maxErrors = 3;

type OnError = (source: unknown, code: string, message: string, warning?: boolean) => void;
/** One for all: a stack trace for each of a thousand levels is what makes hostile nesting slow. */
const enough = new Error('too many errors');

/** Collects errors as problems and stops at a few: hostile text has a million, and the library's own error objects are slow to make. */
class BoundedComposer extends Composer {
  readonly problems: Problem[] = [];

  constructor() {
    super({ schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent', stringKeys: false });
    const onError: OnError = (source, code, message, warning) => {
      // A closing bracket at the key's own indentation is a habit that costs nothing.
      if (warning === true && code === 'BAD_INDENT') return;
      // The library catches what is thrown below it and reports that again, level by level.
      if (this.problems.length >= maxErrors) throw enough;
      const sentence = warning === true ? 'This is unusual YAML: {0}' : 'This cannot be read as YAML: {0}';
      this.problems.push(problem('bad-yaml', warning === true ? 'warning' : 'error', sentence, [message], spanOf(source)));
      if (this.problems.length >= maxErrors) throw enough;
    };
    // The library calls its own property of this name; were it to be renamed, the errors would be in `doc.errors`, see below.
    Object.assign(this, { onError });
  }
}

/**
 * Parses one piece of YAML, scalars as the strings they are written as: the schema decides what is a number.
 * `uniqueKeys` is off because the library checks it in quadratic time; readers check it themselves.
 */
export function parsePiece(text: string): ParsedYaml {
  const composer = new BoundedComposer();
  const { problems } = composer;
  try {
    let root: Node | null = null;
    let count = 0;
    for (const document of composer.compose(new Parser().parse(text), true, text.length)) {
      if (count++ === 0) root = document.contents;
      for (const { message, pos } of document.errors) problems.push(problem('bad-yaml', 'error', 'This cannot be read as YAML: {0}', [message], span(pos)));
    }
    if (count > 1)
      problems.push(problem('second-document', 'error', 'A second document starts here. Keep one document a file.', [], { start: 0, end: text.length }));
    return { root, problems };
  } catch (error) {
    if (error === enough) return { root: null, problems };
    const reason = error instanceof Error ? error.message : String(error);
    return { root: null, problems: [...problems, problem('bad-yaml', 'error', 'This cannot be read as YAML: {0}', [reason], { start: 0, end: text.length })] };
  }
}

/** Where an error is, by a token, an offset or a pair of offsets. */
function spanOf(source: unknown): Range {
  if (typeof source === 'number') return { start: source, end: source + 1 };
  if (Array.isArray(source)) return { start: Number(source[0]), end: Number(source[1]) };
  const { offset = 0, source: token } = (source ?? {}) as { readonly offset?: number; readonly source?: unknown };
  return { start: offset, end: offset + (typeof token === 'string' ? token.length : 1) };
}

export function problem(code: string, severity: Problem['severity'], message: string, args: readonly string[], range: Range): Problem {
  return { code, severity, message, args: args.map(shorten), start: range.start, end: Math.max(range.start, range.end) };
}

export function shift(found: Problem, by: number): Problem {
  return by === 0 ? found : { ...found, start: found.start + by, end: found.end + by };
}

/** Start and end of a node's own text, without the comment or space after it. */
export function rangeOf(node: unknown): Range | undefined {
  const range = (node as { range?: readonly [number, number, number] | null } | null | undefined)?.range;
  return range ? { start: range[0], end: range[1] } : undefined;
}

/** The text of a mapping's key; undefined for a key that is no scalar. */
export function keyText(pair: Pair<unknown, unknown>): string | undefined {
  return isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : undefined;
}

/** An empty value, `~` or `null`: the field is not set. */
export function isEmpty(node: unknown): boolean {
  if (node === null || node === undefined) return true;
  return (
    isScalar(node) &&
    (node.type === 'PLAIN' || node.type === undefined) &&
    (node.value === '' || node.value === '~' || node.value === 'null' || node.value === null)
  );
}

function span(pos: readonly [number, number]): Range {
  return { start: pos[0], end: pos[1] };
}

function shorten(arg: string): string {
  const oneLine = arg.replace(/\s+/g, ' ');
  return oneLine.length > 200 ? `${oneLine.slice(0, 199)}…` : oneLine;
}
