import type { Captures, Macro } from './pattern';
import { flag, type Tokens } from './tokens';
import type { Trie } from './trie';

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
    const { sets, headFrom, headTo, headSecond } = this.trie;
    const { lexeme } = this.t;
    const first = lexeme[i] ?? 0;
    let from = headFrom[first] ?? 0;
    if (from < 0) from = this.trie.open(first);
    const to = headTo[first] ?? 0;
    if (from === to || !sets.has(headSecond[first] ?? 0, lexeme[i + 1] ?? 0)) return;
    this.from = i;
    this.walk(from, to, i, 0);
  }

  /** The numbers captured by the match at hand. */
  captures(): Captures {
    const captures: Record<string, number | undefined> = {};
    for (let k = 0; k < this.depth; k++) captures[this.names[k] ?? ''] = this.values[k];
    return captures;
  }

  /** Follows those of the nodes `[from, to)` that match at token `i`. */
  private walk(from: number, to: number, i: number, depth: number): void {
    const { lexeme, flags } = this.t;
    const { sets, starts, second, follows, glued, matches } = this.trie;
    const first = lexeme[i] ?? 0;
    const next = lexeme[i + 1] ?? 0;
    let match: Macro['match'] | undefined;
    let end = -1;
    let value = Number.NaN;
    for (let node = from; node < to; node++) {
      if (!sets.has(starts[node] ?? 0, first) || !sets.has(second[node] ?? 0, next)) continue;
      if (glued[node] === 1 && ((flags[i] ?? 0) & flag.gap) !== 0) continue;
      // Siblings of one step stand side by side.
      if (matches[node] !== match) {
        match = matches[node];
        this.out[0] = Number.NaN;
        end = match ? match(this.t, i, this.out) : -1;
        value = this.out[0] ?? Number.NaN;
      }
      if (end >= 0) this.matched(node, end, value, depth, sets.has(follows[node] ?? 0, lexeme[end] ?? 0));
    }
  }

  private matched(node: number, end: number, value: number, depth: number, deeper: boolean): void {
    const { captures, ends, childFrom, childTo } = this.trie;
    let kept = depth;
    const name = captures[node];
    if (name !== undefined) {
      this.names[depth] = name;
      this.values[depth] = value;
      kept++;
    }
    for (const payload of ends[node] ?? []) {
      this.depth = kept;
      this.onMatch(payload, this.from, end);
    }
    if (!deeper) return;
    const from = childFrom[node] ?? 0;
    if (from >= 0) this.walk(from, childTo[node] ?? 0, end, kept);
    // Growing may have given the tree larger columns.
    else this.walk(this.trie.expand(node), this.trie.childTo[node] ?? 0, end, kept);
  }
}
