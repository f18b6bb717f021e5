import { IdSets, type IdSet } from './id-sets';
import { shape, type Lexicon, type WordClass } from './lexicon';
import { isName, type Element, type Macro, type Pattern } from './pattern';

/** An element's matcher, with the lexemes it may begin with. */
interface Step {
  readonly name: string;
  /** The lexemes that a match may begin with. */
  readonly starts: IdSet;
  /** The only one, if it is a word itself. */
  readonly word?: number;
  readonly match: Macro['match'];
  /** Lexemes that may follow the first token within a match. */
  readonly inside: IdSet;
}

/** A pattern from its `next`-th element on, with what the whole of it stands for. */
interface Rest<T> {
  readonly pattern: Pattern;
  readonly next: number;
  readonly payload: T;
}

/** One element of the patterns that share the elements before it. */
interface Branch<T> {
  readonly step: Step;
  readonly glued: boolean;
  readonly capture: string | undefined;
  readonly rests: Rest<T>[];
  /** Where its children stand, once a search has come so far: nodes `[from, to)`. */
  from: number;
  to: number;
}

/** What has no children, or those of a node that no search has come to yet. */
const unknown = -1;

/**
 * Many patterns as one tree, so that what they begin with in common is looked at once. Its nodes are columns of numbers,
 * siblings side by side: a search visits a dozen nodes for each one that matches, and seldom leaves the nearest cache.
 *
 * The tree grows where a search goes: the patterns that begin with a lexeme are put in order when that lexeme is first met, what
 * follows an element when that element first matches. A first document needs a tenth of all nodes, and the engine runs
 * what builds them slowly, because it is new to it.
 */
export class Trie<T> {
  /** By lexeme, 1 if any pattern begins with it. */
  readonly begins: Uint8Array;
  /** First elements by the lexeme they begin with: nodes `[headFrom, headTo)`; `headFrom` is below 0 until {@link open}. */
  readonly headFrom: Int32Array;
  readonly headTo: Int32Array;
  /** By that lexeme, the set of those of which one must come next. */
  readonly headSecond: Int32Array;
  /** By node, the set of lexemes that it may begin with. */
  starts = new Int32Array(firstCapacity);
  /** By node, the set of lexemes of which one must follow its first token. */
  second = new Int32Array(firstCapacity);
  /** By node, the set of lexemes that its children may begin with. */
  follows = new Int32Array(firstCapacity);
  /** By node, its children: nodes `[childFrom, childTo)`; `childFrom` is below 0 until {@link expand}. */
  childFrom = new Int32Array(firstCapacity);
  childTo = new Int32Array(firstCapacity);
  /** By node, 1 if no white space may stand before it. */
  glued = new Uint8Array(firstCapacity);
  readonly matches: Macro['match'][] = [];
  readonly captures: (string | undefined)[] = [];
  readonly ends: (readonly T[])[] = [];
  private readonly branches: Branch<T>[] = [];
  /** First elements that are one word, by it, and the others. */
  private readonly words = new Map<number, Branch<T>[]>();
  private readonly classes: readonly Branch<T>[];
  /** Where the first elements of a group of lexemes stand, by the word alone and the places in `classes`. */
  private readonly groups = new Map<string, number>();

  constructor(
    entries: readonly (readonly [Pattern, T])[],
    size: number,
    readonly sets: IdSets,
    private readonly stepFor: (e: Element) => Step,
  ) {
    this.headFrom = new Int32Array(size).fill(unknown);
    this.headTo = new Int32Array(size);
    this.headSecond = new Int32Array(size);
    const top = this.siblings(entries.map(([pattern, payload]) => ({ pattern, next: 0, payload })));
    const first = sets.union(top.map((b) => b.step.starts));
    this.begins = Uint8Array.from({ length: size }, (_, lexeme) => (sets.has(first, lexeme) ? 1 : 0));
    this.classes = top.filter((b) => b.step.word === undefined);
    for (const b of top) if (b.step.word !== undefined) this.words.set(b.step.word, [...(this.words.get(b.step.word) ?? []), b]);
  }

  /** Puts the first elements that may begin with a lexeme in their place; the first of them, or `headTo` where there is none. */
  open(lexeme: number): number {
    const { sets, words, classes } = this;
    // Most words begin nothing.
    if (this.begins[lexeme] === 0) return (this.headFrom[lexeme] = 0);
    const alone = words.get(lexeme);
    let key = alone ? `${lexeme}` : '';
    const heads = alone ? [...alone] : [];
    for (let k = 0; k < classes.length; k++)
      if (sets.has((classes[k] as Branch<T>).step.starts, lexeme)) {
        heads.push(classes[k] as Branch<T>);
        key += `,${k}`;
      }
    let from = this.groups.get(key);
    if (from === undefined) this.groups.set(key, (from = this.place(heads)));
    this.headFrom[lexeme] = from;
    this.headTo[lexeme] = from + heads.length;
    this.headSecond[lexeme] = sets.union(heads.map((_, k) => this.second[from + k] ?? sets.full));
    return from;
  }

  /** Puts a node's children in their place; the first of them. */
  expand(node: number): number {
    const branch = this.branches[node] as Branch<T>;
    // First elements stand once for each group of lexemes, with the same children.
    if (branch.from === unknown) {
      const children = this.siblings(branch.rests);
      branch.from = this.place(children);
      branch.to = branch.from + children.length;
    }
    this.childFrom[node] = branch.from;
    this.childTo[node] = branch.to;
    return branch.from;
  }

  /** What may come next in patterns of which a part is matched, without repetition; branches of one step side by side, so that it is matched once for all. */
  private siblings(rests: readonly Rest<T>[]): Branch<T>[] {
    const byKey = new Map<string, Branch<T>>();
    for (const { pattern, next, payload } of rests) {
      let e: Element | undefined = next === 0 ? pattern.first : pattern.elements[next];
      for (let k = next; e; e = pattern.elements[++k]) {
        let branch = byKey.get(e.key);
        if (!branch) {
          branch = { step: this.stepFor(e), glued: e.glued, capture: e.capture, rests: [], from: unknown, to: unknown };
          byKey.set(e.key, branch);
        }
        branch.rests.push({ pattern, next: k + 1, payload });
        // What may be absent is passed by as well.
        if (!e.optional) break;
      }
    }
    return [...byKey.values()].sort(byStep);
  }

  /** Writes branches down as nodes side by side; the first of them. */
  private place(branches: readonly Branch<T>[]): number {
    const from = this.branches.length;
    if (from + branches.length > this.starts.length) this.enlarge(from + branches.length);
    const { sets } = this;
    branches.forEach((b, k) => {
      const node = from + k;
      const ends = endsOf(b.rests);
      const follows = this.startsOf(b.rests);
      this.starts[node] = b.step.starts;
      this.follows[node] = follows;
      this.second[node] = ends.length > 0 ? sets.full : sets.both(b.step.inside, follows);
      this.childFrom[node] = unknown;
      this.glued[node] = b.glued ? 1 : 0;
      this.matches.push(b.step.match);
      this.captures.push(b.capture);
      this.ends.push(ends);
      this.branches.push(b);
    });
    return from;
  }

  /** The lexemes that the next element of any of these may begin with. */
  private startsOf(rests: readonly Rest<T>[]): IdSet {
    const found: IdSet[] = [];
    for (const { pattern, next } of rests)
      for (let k = next, e = pattern.elements[k]; e; e = pattern.elements[++k]) {
        found.push(this.stepFor(e).starts);
        if (!e.optional) break;
      }
    return this.sets.union(found);
  }

  private enlarge(least: number): void {
    const size = Math.max(least, this.starts.length * 2);
    const larger = <A extends Int32Array | Uint8Array>(column: A, made: A): A => {
      made.set(column);
      return made;
    };
    this.starts = larger(this.starts, new Int32Array(size));
    this.second = larger(this.second, new Int32Array(size));
    this.follows = larger(this.follows, new Int32Array(size));
    this.childFrom = larger(this.childFrom, new Int32Array(size));
    this.childTo = larger(this.childTo, new Int32Array(size));
    this.glued = larger(this.glued, new Uint8Array(size));
  }
}

/** Nodes there is room for at first: what a few documents need. */
const firstCapacity = 1024;

/** What the patterns stand for of which nothing is left but what may be absent. */
function endsOf<T>(rests: readonly Rest<T>[]): readonly T[] {
  const ends: T[] = [];
  for (const { pattern, next, payload } of rests) {
    const { elements } = pattern;
    let k = next;
    while (elements[k]?.optional) k++;
    if (k === elements.length && !ends.includes(payload)) ends.push(payload);
  }
  return ends;
}

function byStep(a: Branch<unknown>, b: Branch<unknown>): number {
  return a.step.name < b.step.name ? -1 : a.step.name > b.step.name ? 1 : 0;
}

export type TrieBuilder = <T>(entries: readonly (readonly [Pattern, T])[]) => Trie<T>;

/** Builds trees of patterns, each with what it stands for; their elements are made once for all of them. */
export function trieBuilder(lexicon: Lexicon, macros: Readonly<Record<string, Macro>>): TrieBuilder {
  const sets = new IdSets(lexicon.lexemes.length);
  const stepFor = stepTable(lexicon, macros, sets);
  return (entries) => new Trie(entries, lexicon.lexemes.length, sets, stepFor);
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
    steps.get(e.name) ??
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
    return { name, starts: sets.of([id]), word: id, inside: sets.empty, match: (_t, i) => i + 1 };
  }
  const macro = macros[name] ?? classMacro(lexicon, name as WordClass);
  const inside = macro.inside === 'any' ? sets.full : macro.inside ? sets.of(macro.inside) : sets.empty;
  return { name, starts: sets.of(macro.starts), inside, match: macro.match };
}

/** The first of several that matches. */
function either(name: string, options: readonly Step[], sets: IdSets): Step {
  const [first] = options;
  if (first && options.length === 1) return first;
  return {
    name,
    starts: sets.union(options.map((o) => o.starts)),
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
