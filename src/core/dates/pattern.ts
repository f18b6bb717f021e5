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

export interface Macro {
  /** What a match may begin with. */
  readonly starts: (lexeme: Lexeme) => boolean;
  /** What may follow the first token within a match; a macro without it is always one token. */
  readonly inside?: (lexeme: Lexeme) => boolean;
  /** Matches at token `i`: the token index after the match, or -1. `out[0]` receives the number, if any. */
  readonly match: (t: Tokens, i: number, out: number[]) => number;
}

/** A set of lexeme ids, a bit each: small enough for all of them to stay in the fastest cache. */
type Bits = Int32Array;

function bitsOf(ids: Iterable<number>, size: number): Bits {
  const bits = new Int32Array((size >>> 5) + 1);
  for (const id of ids) bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31));
  return bits;
}

function union(sets: readonly Bits[], size: number): Bits {
  const all = bitsOf([], size);
  for (const set of sets) for (let k = 0; k < all.length; k++) all[k] = (all[k] ?? 0) | (set[k] ?? 0);
  return all;
}

function has(bits: Bits, id: number): boolean {
  return (((bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) !== 0;
}

/** An element's matcher, with the lexemes it may begin with. */
interface Step {
  readonly name: string;
  /** The lexemes that a match may begin with. */
  readonly starts: Bits;
  /** The same as a list. */
  readonly ids: readonly number[];
  readonly match: Macro['match'];
  /** Lexemes that may follow the first token within a match; undefined if a match is always one token. */
  readonly inside: Bits | undefined;
}

/** One element of the patterns that share the elements before it. */
interface Node<T> extends Step {
  readonly glued: boolean;
  readonly capture: string | undefined;
  readonly children: Node<T>[];
  /** The lexemes that any child may begin with. */
  follows: Bits;
  /** The lexemes of which one must follow the first token; undefined where that one may be all. */
  second: Bits | undefined;
  /** What ends here. */
  readonly ends: T[];
}

/** Many patterns as one tree, so that what they begin with in common is looked at once. */
export interface Trie<T> {
  /** First elements by the lexeme they begin with. */
  readonly roots: readonly (readonly Node<T>[] | undefined)[];
  /** By that lexeme, those of which one must come next; undefined where one token may be enough. */
  readonly seconds: readonly (Bits | undefined)[];
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
  const stepFor = stepTable(lexicon, macros);
  const index = new Map<Node<T>[], Map<string, Node<T>>>();
  const top: Node<T>[] = [];
  const nodes: Node<T>[] = [];
  const size = lexicon.lexemes.length;
  const none = bitsOf([], size);
  for (const [source, payload] of entries) {
    for (const variant of variants(parse(source))) {
      let siblings = top;
      let node: Node<T> | undefined;
      for (const e of variant) {
        const keys = index.get(siblings) ?? new Map<string, Node<T>>();
        index.set(siblings, keys);
        node = keys.get(e.key);
        if (!node) {
          node = { ...stepFor(e, source), glued: e.glued, capture: e.capture, children: [], follows: none, second: none, ends: [] };
          nodes.push(node);
          keys.set(e.key, node);
          siblings.push(node);
        }
        siblings = node.children;
      }
      if (node && !node.ends.includes(payload)) node.ends.push(payload);
    }
  }
  for (const node of nodes) {
    const [child] = node.children;
    if (child)
      node.follows =
        node.children.length === 1
          ? child.starts
          : union(
              node.children.map((c) => c.starts),
              size,
            );
    node.second = node.ends.length > 0 ? undefined : node.inside ? union([node.inside, node.follows], size) : node.follows;
    node.children.sort(byStep);
  }
  const roots: (Node<T>[] | undefined)[] = lexicon.lexemes.map(() => undefined);
  for (const node of top.sort(byStep)) for (const id of node.ids) (roots[id] ??= []).push(node);
  const seconds = roots.map((r) => {
    const sets = r?.flatMap((n) => n.second ?? []);
    return sets && sets.length === r?.length ? union(sets, size) : undefined;
  });
  return { roots, seconds };
}

/** Nodes of one step side by side. */
function byStep(a: Step, b: Step): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Steps by name: an element that stands in many patterns is made once. */
function stepTable(lexicon: Lexicon, macros: Readonly<Record<string, Macro>>): (e: Element, source: string) => Step {
  const steps = new Map<string, Step>();
  const named = (name: string, make: () => Step): Step => {
    const step = steps.get(name) ?? make();
    steps.set(name, step);
    return step;
  };
  return (e, source) =>
    named(e.name, () =>
      either(
        e.name,
        e.alternatives.map((a) => named(a, () => stepOf(a, lexicon, macros, source))),
        lexicon.lexemes.length,
      ),
    );
}

function stepOf(name: string, lexicon: Lexicon, macros: Readonly<Record<string, Macro>>, source: string): Step {
  const size = lexicon.lexemes.length;
  if (!isName(name)) {
    const id = lexicon.idOf(name);
    return { name, starts: bitsOf([id], size), ids: [id], inside: undefined, match: (_t, i) => i + 1 };
  }
  const macro = macros[name] ?? classMacro(lexicon, name as WordClass, source);
  const idsOf = (test: (l: Lexeme) => boolean): readonly number[] => lexicon.lexemes.filter(test).map((l) => l.id);
  const ids = idsOf(macro.starts);
  return { name, starts: bitsOf(ids, size), ids, inside: macro.inside && bitsOf(idsOf(macro.inside), size), match: macro.match };
}

/** The first of several that matches. */
function either(name: string, options: readonly Step[], size: number): Step {
  const [first] = options;
  if (first && options.length === 1) return first;
  const insides = options.flatMap((o) => o.inside ?? []);
  return {
    name,
    starts: union(
      options.map((o) => o.starts),
      size,
    ),
    ids: [...new Set(options.flatMap((o) => o.ids))],
    inside: insides.length > 0 ? union(insides, size) : undefined,
    match: (t, i, out) => {
      const id = t.lexeme[i] ?? 0;
      for (const o of options) {
        const end = has(o.starts, id) ? o.match(t, i, out) : -1;
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
  private from = 0;

  constructor(
    private readonly trie: Trie<T>,
    private readonly t: Tokens,
    /** Called for every match; `captures()` may be read only during the call. */
    private readonly onMatch: (payload: T, from: number, end: number) => void,
  ) {}

  /** Looks for matches that begin at token `i`. */
  at(i: number): void {
    const { roots, seconds } = this.trie;
    const { lexeme } = this.t;
    const first = lexeme[i] ?? 0;
    const nodes = roots[first];
    if (!nodes) return;
    const second = seconds[first];
    if (second && !has(second, lexeme[i + 1] ?? 0)) return;
    this.from = i;
    this.walk(nodes, i, 0);
  }

  /** The numbers captured by the match at hand. */
  captures(): Captures {
    const captures: Record<string, number | undefined> = {};
    for (let k = 0; k < this.depth; k++) captures[this.names[k] ?? ''] = this.values[k];
    return captures;
  }

  /** Follows those of `nodes` that match at token `i`. Siblings of one step stand together, and it is matched once for all of them. */
  private walk(nodes: readonly Node<T>[], i: number, depth: number): void {
    const { t } = this;
    const first = t.lexeme[i] ?? 0;
    const second = t.lexeme[i + 1] ?? 0;
    let match: Macro['match'] | undefined;
    let end = -1;
    let value = Number.NaN;
    for (let k = 0; k < nodes.length; k++) {
      const node = nodes[k];
      if (!node || !has(node.starts, first) || (node.second && !has(node.second, second))) continue;
      if (node.glued && ((t.flags[i] ?? 0) & flag.gap) !== 0) continue;
      if (node.match !== match) {
        match = node.match;
        this.out[0] = Number.NaN;
        end = match(t, i, this.out);
        value = this.out[0] ?? Number.NaN;
      }
      if (end < 0) continue;
      let deeper = depth;
      if (node.capture !== undefined) {
        this.names[depth] = node.capture;
        this.values[depth] = value;
        deeper++;
      }
      for (let e = 0; e < node.ends.length; e++) {
        this.depth = deeper;
        this.onMatch(node.ends[e] as T, this.from, end);
      }
      if (has(node.follows, t.lexeme[end] ?? 0)) this.walk(node.children, end, deeper);
    }
  }
}
