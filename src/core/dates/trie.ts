import { IdSets, type IdSet } from './id-sets';
import { shape, type Lexicon, type WordClass } from './lexicon';
import { isName, type Element, type Macro } from './pattern';

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
  /** Its children, if it has any. */
  below: Siblings<T> | undefined;
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

export type TrieBuilder = <T>(entries: Iterable<readonly [readonly Element[], T]>) => Trie<T>;

/** Builds trees of patterns, each with what it stands for; their elements are made once for all of them. */
export function trieBuilder(lexicon: Lexicon, macros: Readonly<Record<string, Macro>>): TrieBuilder {
  const sets = new IdSets(lexicon.lexemes.length);
  const stepFor = stepTable(lexicon, macros, sets);
  return (entries) => flatten(grow(entries, stepFor), lexicon.lexemes.length, sets);
}

/** The tree's first elements. */
function grow<T>(entries: Iterable<readonly [readonly Element[], T]>, stepFor: (e: Element) => Step): Branch<T>[] {
  const top = new Siblings<T>();
  for (const [elements, payload] of entries) plant(top, elements, 0, undefined, payload, stepFor);
  return top.branches;
}

/** Adds the elements from the `k`-th on; what may be absent is passed by as well, so that all spellings share what they have in common. */
function plant<T>(
  siblings: Siblings<T>,
  elements: readonly Element[],
  k: number,
  above: Branch<T> | undefined,
  payload: T,
  stepFor: (e: Element) => Step,
): void {
  const e = elements[k];
  if (!e) {
    if (above && !above.ends.includes(payload)) above.ends.push(payload);
    return;
  }
  let branch = siblings.byKey.get(e.key);
  if (!branch) {
    branch = { step: stepFor(e), glued: e.glued, capture: e.capture, below: undefined, ends: [] };
    siblings.byKey.set(e.key, branch);
    siblings.branches.push(branch);
  }
  if (k + 1 === elements.length) {
    if (!branch.ends.includes(payload)) branch.ends.push(payload);
  } else plant((branch.below ??= new Siblings<T>()), elements, k + 1, branch, payload, stepFor);
  if (e.optional) plant(siblings, elements, k + 1, above, payload, stepFor);
}

class Siblings<T> {
  readonly branches: Branch<T>[] = [];
  readonly byKey = new Map<string, Branch<T>>();
}

/** What a branch without children has below it. */
const none: readonly never[] = [];

function childrenOf<T>(b: Branch<T>): readonly Branch<T>[] {
  return b.below ? b.below.branches : none;
}

/** Branches of one step side by side, so that it is matched once for all of them. */
function byStep(a: Branch<unknown>, b: Branch<unknown>): number {
  return a.step.name < b.step.name ? -1 : a.step.name > b.step.name ? 1 : 0;
}

/** Writes the tree down in columns. First elements stand once for each group of lexemes that begins the same ones. */
function flatten<T>(top: Branch<T>[], size: number, sets: IdSets): Trie<T> {
  const nodes: Branch<T>[] = [];
  const places = new Map<readonly Branch<T>[], number>();
  const groups = new Map<number, { readonly head: readonly number[]; readonly group: readonly Branch<T>[] }[]>();
  const heads = headsByLexeme(top.sort(byStep), size).map((head) => {
    if (head.length === 0) return none;
    const hash = head.reduce((h, k) => (Math.imul(h, 31) + k) | 0, head.length);
    const alike = groups.get(hash) ?? [];
    const known = alike.find((other) => other.head.length === head.length && other.head.every((k, i) => k === head[i]));
    if (known) return known.group;
    const group = head.flatMap((k) => top[k] ?? []);
    groups.set(hash, [...alike, { head, group }]);
    return group;
  });
  const place = (siblings: readonly Branch<T>[]): void => {
    if (places.has(siblings)) return;
    places.set(siblings, nodes.length);
    nodes.push(...siblings);
    for (const b of siblings) if (b.below && b.below.branches.length > 0) place(b.below.branches.sort(byStep));
  };
  for (const head of heads) place(head);

  const from = (siblings: readonly Branch<T>[]): number => places.get(siblings) ?? 0;
  // First elements stand many times, with the same children.
  const starts = new Map<readonly Branch<T>[], IdSet>();
  const startsOf = (siblings: readonly Branch<T>[]): IdSet => {
    const known = starts.get(siblings) ?? sets.union(siblings.map((b) => b.step.starts));
    starts.set(siblings, known);
    return known;
  };
  const follows = nodes.map((n) => startsOf(childrenOf(n)));
  const second = nodes.map((n, k) => (n.ends.length > 0 ? sets.full : sets.both(n.step.inside, follows[k] ?? sets.full)));
  const secondOf = new Map([...groups.values()].flat().map(({ group: h }) => [h, sets.union(h.map((_, k) => second[from(h) + k] ?? sets.full))]));
  // One loop for all columns, and no function in it: this runs once, before the engine has made anything fast.
  const column = (): Int32Array => new Int32Array(nodes.length);
  const columns = { starts: column(), second: column(), follows: column(), childFrom: column(), childTo: column(), glued: new Uint8Array(nodes.length) };
  for (let k = 0; k < nodes.length; k++) {
    const n = nodes[k] as Branch<T>;
    const children = childrenOf(n);
    const first = from(children);
    columns.starts[k] = n.step.starts;
    columns.second[k] = second[k] as number;
    columns.follows[k] = follows[k] as number;
    columns.childFrom[k] = first;
    columns.childTo[k] = first + children.length;
    columns.glued[k] = n.glued ? 1 : 0;
  }
  return {
    sets,
    headFrom: Int32Array.from(heads, from),
    headTo: Int32Array.from(heads, (h) => from(h) + h.length),
    headSecond: Int32Array.from(heads, (h) => secondOf.get(h) ?? sets.empty),
    ...columns,
    matches: nodes.map((n) => n.step.match),
    captures: nodes.map((n) => n.capture),
    ends: nodes.map((n) => n.ends),
  };
}

/** For each lexeme, the places in `top` of those that may begin with it. */
function headsByLexeme(top: readonly Branch<unknown>[], size: number): readonly (readonly number[])[] {
  const heads = new Array<number[]>(size).fill([]);
  top.forEach((b, k) => {
    for (const id of b.step.ids) {
      const head = heads[id] ?? [];
      if (head.length === 0) heads[id] = [k];
      else if (head.at(-1) !== k) head.push(k);
    }
  });
  return heads;
}

/** Steps by name: an element that stands in many patterns is made once. */
function stepTable(lexicon: Lexicon, macros: Readonly<Record<string, Macro>>, sets: IdSets): (e: Element) => Step {
  const steps = new Map<string, Step>();
  const named = (name: string, make: () => Step): Step => {
    const step = steps.get(name) ?? make();
    steps.set(name, step);
    return step;
  };
  return (e) =>
    named(e.name, () =>
      either(
        e.name,
        e.alternatives.map((a) => named(a, () => stepOf(a, lexicon, macros, sets))),
        sets,
      ),
    );
}

function stepOf(name: string, lexicon: Lexicon, macros: Readonly<Record<string, Macro>>, sets: IdSets): Step {
  if (!isName(name)) {
    const id = lexicon.idOf(name);
    return { name, starts: sets.of([id]), ids: [id], inside: sets.empty, match: (_t, i) => i + 1 };
  }
  const macro = macros[name] ?? classMacro(lexicon, name as WordClass);
  const inside = macro.inside === 'any' ? sets.full : macro.inside ? sets.of(macro.inside) : sets.empty;
  return { name, starts: sets.of(macro.starts), ids: macro.starts, inside, match: macro.match };
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

function classMacro(lexicon: Lexicon, cls: WordClass): Macro {
  const numbers = lexicon.column(cls);
  if (lexicon.idsOf(cls).length === 0) throw new Error(`A pattern names ${cls}, which is neither a class of words nor a macro.`);
  return {
    starts: lexicon.idsOf(cls),
    match: (t, i, out) => {
      const n = numbers[t.lexeme[i] ?? shape.unknown];
      if (n === undefined) return -1;
      out[0] = n;
      return i + 1;
    },
  };
}
