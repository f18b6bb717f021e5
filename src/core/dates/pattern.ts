import { flag, type Tokens } from './tokens';
import { buildLexicon, shape, type Lexeme, type Lexicon, type WordClass } from './lexicon';

/**
 * A small pattern language over tokens, so that a rule is one readable line.
 *
 *     'm=Month d=DayNumber ,? y=Year'
 *
 * | element        | matches                                                               |
 * | -------------- | --------------------------------------------------------------------- |
 * | `of` `,` `-`   | that word or mark                                                     |
 * | `of\|in`       | one of several words or marks                                         |
 * | `Month`        | a word of that class, or what the macro of that name matches          |
 * | `Month\|Season` | (classes may be alternatives as well)                                 |
 * | `d=…`          | keeps the number of what was matched under the name `d`               |
 * | `…?`           | may be absent                                                         |
 * | `~`            | no white space between the tokens on both sides                       |
 *
 * Patterns are of bounded length and hold no repetition, so that matching all of them is linear in the text.
 */
export type Captures = Readonly<Record<string, number | undefined>>;

/** Matches at token `i`: the token index after the match, or -1. `out[0]` receives the number, if any. */
export type Macro = { readonly starts: (lexeme: Lexeme) => boolean; readonly match: (t: Tokens, i: number, out: number[]) => number };

/** One element of the patterns that share the elements before it. */
interface Node<T> {
  /** 1 at the ids of lexemes that a match may begin with. */
  readonly starts: Uint8Array;
  /** The same as a list. */
  readonly ids: readonly number[];
  readonly match: Macro['match'];
  readonly glued: boolean;
  readonly capture: string | undefined;
  readonly children: Node<T>[];
  /** What ends here. */
  readonly ends: T[];
}

/** Many patterns as one tree, so that what they begin with in common is looked at once. */
export interface Trie<T> {
  /** First elements by the lexeme they begin with. */
  readonly roots: readonly (readonly Node<T>[] | undefined)[];
}

interface Element {
  readonly optional: boolean;
  readonly capture: string | undefined;
  readonly glued: boolean;
  readonly alternatives: readonly string[];
  /** Alternatives as one string, and the same with the capture and the glue: equal elements share a node. */
  readonly name: string;
  readonly key: string;
}

function parse(source: string): readonly Element[] {
  const elements: Element[] = [];
  let glued = false;
  for (const word of source.split(' ')) {
    if (word === '~') {
      glued = true;
      continue;
    }
    const optional = word.length > 1 && word.endsWith('?');
    const body = optional ? word.slice(0, -1) : word;
    const equals = body.indexOf('=');
    const name = equals > 0 ? body.slice(equals + 1) : body;
    elements.push({
      optional,
      glued,
      capture: equals > 0 ? body.slice(0, equals) : undefined,
      alternatives: name.split('|'),
      name,
      key: glued ? `~${body}` : body,
    });
    glued = false;
  }
  return elements;
}

function isName(alternative: string): boolean {
  const c = alternative.charCodeAt(0);
  return c >= 65 && c <= 90;
}

/** The words and marks a pattern names, for the lexicon. */
export function literalsOf(source: string): readonly string[] {
  return parse(source).flatMap((e) => e.alternatives.filter((a) => !isName(a)));
}

/** A lexicon that holds the word table and all literals of these patterns. */
export function lexiconFor(sources: Iterable<string>): Lexicon {
  return buildLexicon([...sources].flatMap(literalsOf));
}

/** Patterns with and without each of their optional elements. */
function variants(elements: readonly Element[]): readonly (readonly Element[])[] {
  return elements.reduce<readonly (readonly Element[])[]>((all, e) => (e.optional ? [...all.map((v) => [...v, e]), ...all] : all.map((v) => [...v, e])), [[]]);
}

/** Builds the tree of patterns, each with what it stands for. */
export function buildTrie<T>(entries: Iterable<readonly [string, T]>, lexicon: Lexicon, macros: Readonly<Record<string, Macro>>): Trie<T> {
  const steps = new Map<string, Step>();
  const single = (name: string, source: string): Step => {
    const known = steps.get(name);
    if (known) return known;
    const made = stepOf(name, lexicon, macros, source);
    steps.set(name, made);
    return made;
  };
  const stepFor = (e: Element, source: string): Step => {
    const known = steps.get(e.name);
    if (known) return known;
    const made = either(e.alternatives.map((a) => single(a, source)));
    steps.set(e.name, made);
    return made;
  };
  const index = new Map<Node<T>[], Map<string, Node<T>>>();
  const top: Node<T>[] = [];
  for (const [source, payload] of entries) {
    for (const variant of variants(parse(source))) {
      let siblings = top;
      let node: Node<T> | undefined;
      for (const e of variant) {
        const keys = index.get(siblings) ?? new Map<string, Node<T>>();
        index.set(siblings, keys);
        node = keys.get(e.key);
        if (!node) {
          node = { ...stepFor(e, source), glued: e.glued, capture: e.capture, children: [], ends: [] };
          keys.set(e.key, node);
          siblings.push(node);
        }
        siblings = node.children;
      }
      if (node && !node.ends.includes(payload)) node.ends.push(payload);
    }
  }
  const roots: (Node<T>[] | undefined)[] = lexicon.lexemes.map(() => undefined);
  for (const node of top) for (const id of node.ids) (roots[id] ??= []).push(node);
  return { roots };
}

/** A macro, with the lexemes it may begin with as a table. */
interface Step {
  readonly starts: Uint8Array;
  readonly ids: readonly number[];
  readonly match: Macro['match'];
}

function stepOf(name: string, lexicon: Lexicon, macros: Readonly<Record<string, Macro>>, source: string): Step {
  if (!isName(name)) {
    return { ...table([lexicon.idOf(name)], lexicon.lexemes.length), match: (_t, i) => i + 1 };
  }
  const macro = macros[name] ?? classMacro(lexicon, name as WordClass, source);
  return {
    ...table(
      lexicon.lexemes.filter(macro.starts).map((l) => l.id),
      lexicon.lexemes.length,
    ),
    match: macro.match,
  };
}

function table(ids: readonly number[], size: number): { readonly starts: Uint8Array; readonly ids: readonly number[] } {
  const starts = new Uint8Array(size);
  for (const id of ids) starts[id] = 1;
  return { starts, ids };
}

/** The first of several that matches. */
function either(options: readonly Step[]): Step {
  const [first] = options;
  if (first && options.length === 1) return first;
  return {
    ...table([...new Set(options.flatMap((o) => o.ids))], first?.starts.length ?? 0),
    match: (t, i, out) => {
      const id = t.lexeme[i] ?? 0;
      for (const o of options) {
        const end = o.starts[id] === 1 ? o.match(t, i, out) : -1;
        if (end >= 0) return end;
      }
      return -1;
    },
  };
}

function classMacro(lexicon: Lexicon, cls: WordClass, source: string): Macro {
  const numbers = lexicon.lexemes.map((l) => l.classes[cls]);
  if (numbers.every((n) => n === undefined)) throw new Error(`No word of class ${cls}, in the pattern ${source}`);
  return {
    starts: (l) => l.classes[cls] !== undefined,
    match: (t, i, out) => {
      const n = numbers[t.lexeme[i] ?? shape.unknown];
      if (n === undefined) return -1;
      out[0] = n;
      return i + 1;
    },
  };
}

/** Finds all patterns of a tree that match at a token. One searcher serves one block. */
export class Searcher<T> {
  private readonly out = [Number.NaN];
  private readonly names: string[] = [];
  private readonly values: number[] = [];
  private depth = 0;

  constructor(
    private readonly trie: Trie<T>,
    private readonly t: Tokens,
    /** Called for every match; `captures()` may be read only during the call. */
    private readonly onMatch: (payload: T, end: number) => void,
  ) {}

  /** Looks for matches that begin at token `i`. */
  at(i: number): void {
    const nodes = this.trie.roots[this.t.lexeme[i] ?? 0];
    if (nodes) for (const node of nodes) this.walk(node, i, 0);
  }

  /** The numbers captured by the match at hand. */
  captures(): Captures {
    const captures: Record<string, number | undefined> = {};
    for (let k = 0; k < this.depth; k++) captures[this.names[k] ?? ''] = this.values[k];
    return captures;
  }

  private walk(node: Node<T>, i: number, depth: number): void {
    const { t } = this;
    if (node.glued && ((t.flags[i] ?? 0) & flag.gap) !== 0) return;
    this.out[0] = Number.NaN;
    const end = node.match(t, i, this.out);
    if (end < 0) return;
    let deeper = depth;
    if (node.capture !== undefined) {
      this.names[depth] = node.capture;
      this.values[depth] = this.out[0] ?? Number.NaN;
      deeper++;
    }
    if (node.ends.length > 0) {
      for (const payload of node.ends) {
        this.depth = deeper;
        this.onMatch(payload, end);
      }
    }
    if (end >= t.count) return;
    const next = t.lexeme[end] ?? 0;
    const { children } = node;
    for (let k = 0; k < children.length; k++) {
      const child = children[k];
      if (child && child.starts[next] === 1) this.walk(child, end, deeper);
    }
  }
}
