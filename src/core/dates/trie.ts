import { IdSets, type IdSet } from './id-sets';
import { shape, type Lexeme, type Lexicon, type WordClass } from './lexicon';
import { isName, parse, variants, type Element, type Macro } from './pattern';

/** An element's matcher, with the lexemes it may begin with. */
interface Step {
  readonly name: string;
  /** The lexemes that a match may begin with. */
  readonly starts: IdSet;
  /** The same as a list. */
  readonly ids: readonly number[];
  readonly match: Macro['match'];
  /** Lexemes that may follow the first token within a match. */
  readonly inside: IdSet;
}

/** One element of the patterns that share the elements before it, while the tree grows. */
interface Branch<T> {
  readonly step: Step;
  readonly glued: boolean;
  readonly capture: string | undefined;
  readonly children: Branch<T>[];
  /** What ends here. */
  readonly ends: T[];
}

/**
 * Many patterns as one tree, so that what they begin with in common is looked at once. Its nodes are columns of numbers,
 * siblings side by side: a search visits a dozen nodes for each one that matches, and seldom leaves the nearest cache.
 */
export interface Trie<T> {
  readonly sets: IdSets;
  /** First elements by the lexeme they begin with: nodes `[headFrom, headTo)`. */
  readonly headFrom: Int32Array;
  readonly headTo: Int32Array;
  /** By that lexeme, the set of those of which one must come next. */
  readonly headSecond: Int32Array;
  /** By node, the set of lexemes that it may begin with. */
  readonly starts: Int32Array;
  /** By node, the set of lexemes of which one must follow its first token. */
  readonly second: Int32Array;
  /** By node, the set of lexemes that its children may begin with. */
  readonly follows: Int32Array;
  /** By node, its children: nodes `[childFrom, childTo)`. */
  readonly childFrom: Int32Array;
  readonly childTo: Int32Array;
  /** By node, 1 if no white space may stand before it. */
  readonly glued: Uint8Array;
  readonly matches: readonly Macro['match'][];
  readonly captures: readonly (string | undefined)[];
  readonly ends: readonly (readonly T[])[];
}

/** Builds the tree of patterns, each with what it stands for. */
export function buildTrie<T>(entries: Iterable<readonly [string, T]>, lexicon: Lexicon, macros: Readonly<Record<string, Macro>>): Trie<T> {
  const sets = new IdSets(lexicon.lexemes.length);
  return flatten(grow(entries, stepTable(lexicon, macros, sets)), lexicon.lexemes.length, sets);
}

/** The tree's first elements. */
function grow<T>(entries: Iterable<readonly [string, T]>, stepFor: (e: Element, source: string) => Step): Branch<T>[] {
  const index = new Map<Branch<T>[], Map<string, Branch<T>>>();
  const top: Branch<T>[] = [];
  for (const [source, payload] of entries) {
    for (const variant of variants(parse(source))) {
      let siblings = top;
      let branch: Branch<T> | undefined;
      for (const e of variant) {
        const keys = index.get(siblings) ?? new Map<string, Branch<T>>();
        index.set(siblings, keys);
        branch = keys.get(e.key);
        if (!branch) {
          branch = { step: stepFor(e, source), glued: e.glued, capture: e.capture, children: [], ends: [] };
          keys.set(e.key, branch);
          siblings.push(branch);
        }
        siblings = branch.children;
      }
      if (branch && !branch.ends.includes(payload)) branch.ends.push(payload);
    }
  }
  return top;
}

/** Branches of one step side by side, so that it is matched once for all of them. */
function byStep(a: Branch<unknown>, b: Branch<unknown>): number {
  return a.step.name < b.step.name ? -1 : a.step.name > b.step.name ? 1 : 0;
}

/** Writes the tree down in columns. First elements stand once for each group of lexemes that begins the same ones. */
function flatten<T>(top: Branch<T>[], size: number, sets: IdSets): Trie<T> {
  const nodes: Branch<T>[] = [];
  const places = new Map<readonly Branch<T>[], number>();
  const groups = new Map<string, readonly Branch<T>[]>();
  const heads = headsByLexeme(top.sort(byStep), size).map((head) => {
    const key = head.join(' ');
    const group = groups.get(key) ?? head.flatMap((k) => top[k] ?? []);
    groups.set(key, group);
    return group;
  });
  const place = (siblings: readonly Branch<T>[]): void => {
    if (places.has(siblings)) return;
    places.set(siblings, nodes.length);
    nodes.push(...siblings);
    for (const b of siblings) if (b.children.length > 0) place(b.children.sort(byStep));
  };
  for (const head of heads) place(head);

  const from = (siblings: readonly Branch<T>[]): number => places.get(siblings) ?? 0;
  const follows = nodes.map((n) => sets.union(n.children.map((c) => c.step.starts)));
  const second = nodes.map((n, k) => (n.ends.length > 0 ? sets.full : sets.union([n.step.inside, follows[k] ?? sets.full])));
  const secondOf = new Map([...groups.values()].map((h) => [h, sets.union(h.map((_, k) => second[from(h) + k] ?? sets.full))]));
  const column = (of: (n: Branch<T>, k: number) => number): Int32Array => Int32Array.from(nodes, of);
  return {
    sets,
    headFrom: Int32Array.from(heads, from),
    headTo: Int32Array.from(heads, (h) => from(h) + h.length),
    headSecond: Int32Array.from(heads, (h) => secondOf.get(h) ?? sets.empty),
    starts: column((n) => n.step.starts),
    second: column((_, k) => second[k] ?? sets.full),
    follows: column((_, k) => follows[k] ?? sets.full),
    childFrom: column((n) => from(n.children)),
    childTo: column((n) => from(n.children) + n.children.length),
    glued: Uint8Array.from(nodes, (n) => (n.glued ? 1 : 0)),
    matches: nodes.map((n) => n.step.match),
    captures: nodes.map((n) => n.capture),
    ends: nodes.map((n) => n.ends),
  };
}

/** For each lexeme, the places in `top` of those that may begin with it. */
function headsByLexeme(top: readonly Branch<unknown>[], size: number): readonly (readonly number[])[] {
  const heads: number[][] = Array.from({ length: size }, () => []);
  top.forEach((b, k) => {
    for (const id of b.step.ids) heads[id]?.push(k);
  });
  return heads;
}

/** Steps by name: an element that stands in many patterns is made once. */
function stepTable(lexicon: Lexicon, macros: Readonly<Record<string, Macro>>, sets: IdSets): (e: Element, source: string) => Step {
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
        e.alternatives.map((a) => named(a, () => stepOf(a, lexicon, macros, sets, source))),
        sets,
      ),
    );
}

function stepOf(name: string, lexicon: Lexicon, macros: Readonly<Record<string, Macro>>, sets: IdSets, source: string): Step {
  if (!isName(name)) {
    const id = lexicon.idOf(name);
    return { name, starts: sets.of([id]), ids: [id], inside: sets.empty, match: (_t, i) => i + 1 };
  }
  const macro = macros[name] ?? classMacro(lexicon, name as WordClass, source);
  const idsOf = (test: (l: Lexeme) => boolean): readonly number[] => lexicon.lexemes.filter(test).map((l) => l.id);
  const ids = idsOf(macro.starts);
  return { name, starts: sets.of(ids), ids, inside: macro.inside ? sets.of(idsOf(macro.inside)) : sets.empty, match: macro.match };
}

/** The first of several that matches. */
function either(name: string, options: readonly Step[], sets: IdSets): Step {
  const [first] = options;
  if (first && options.length === 1) return first;
  return {
    name,
    starts: sets.union(options.map((o) => o.starts)),
    ids: [...new Set(options.flatMap((o) => o.ids))],
    inside: sets.union(options.map((o) => o.inside)),
    match: (t, i, out) => {
      const id = t.lexeme[i] ?? 0;
      for (const o of options) {
        const end = sets.has(o.starts, id) ? o.match(t, i, out) : -1;
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
