import { Shape, tokenize, WordTable, type Token } from './tokens';

/** One word of a name; the ways on from it, and the names that end here. */
class Node<T> {
  next: Map<string, Node<T>> | undefined = undefined;
  ends: { readonly shapes: readonly Shape[]; readonly value: T }[] | undefined = undefined;

  /** @param waiting of a name's first word: the names that begin with it and are not in the tree yet, in the order in which they came */
  constructor(public waiting: { readonly name: string; readonly value: T }[] | undefined) {}
}

export interface PhraseMatch<T> {
  readonly value: T;
  /** Number of tokens matched. */
  readonly length: number;
}

/**
 * Names of one or more words as a tree of their words; the longest wins. Look-up does not depend on the number of names. A name is put into the tree when
 * its first word is first met: of the tens of thousands of a gazetteer a document's words begin some hundred, and making the whole tree was half of loading it.
 */
export class PhraseIndex<T> {
  readonly #root = new Map<string, Node<T>>();
  readonly #words = new WordTable(() => 0);
  #last: { readonly first: string; readonly key: string | undefined } = { first: '', key: undefined };

  /** @param same  two values under exactly one name: what the entry becomes. */
  constructor(private readonly same: (older: T, newer: T) => T) {}

  add(name: string, value: T): void {
    const space = name.indexOf(' ');
    const first = space > 0 ? name.slice(0, space) : name;
    // Lists are sorted: the next name often begins as this one does.
    if (first !== this.#last.first) this.#last = { first, key: tokenize(first, this.#words)[0]?.key };
    const { key } = this.#last;
    if (key === undefined) return;
    const root = this.#root.get(key);
    if (root === undefined) this.#root.set(key, new Node([{ name, value }]));
    else (root.waiting ??= []).push({ name, value });
  }

  /** The tree of the names that begin with a word. */
  #tree(key: string): Node<T> | undefined {
    const root = this.#root.get(key);
    if (root?.waiting === undefined) return root;
    for (const { name, value } of root.waiting) this.#put(root, name, value);
    root.waiting = undefined;
    return root;
  }

  #put(root: Node<T>, name: string, value: T): void {
    const tokens = tokenize(name, this.#words);
    let node = root;
    for (const { key } of tokens.slice(1)) {
      const next = (node.next ??= new Map<string, Node<T>>());
      const known = next.get(key);
      if (known === undefined) next.set(key, (node = new Node<T>(undefined)));
      else node = known;
    }
    const shapes = tokens.map((t) => t.shape);
    const ends = (node.ends ??= []);
    const twin = ends.findIndex((e) => e.shapes.every((s, i) => sameCase(s, shapes[i])));
    const older = ends[twin];
    if (older === undefined) ends.push({ shapes, value });
    else ends[twin] = { shapes: older.shapes, value: this.same(older.value, value) };
  }

  /** Whether a name begins with the key. */
  starts(key: string): boolean {
    return this.#root.has(key);
  }

  /** Whether the key is a name by itself, of one word. */
  has(key: string): boolean {
    return this.#tree(key)?.ends !== undefined;
  }

  /** The longest entry that begins at token `at`. */
  match(tokens: readonly Token[], at: number, shouting: boolean): PhraseMatch<T> | undefined {
    const head = tokens[at];
    let node = head && this.#tree(head.key);
    let found: PhraseMatch<T> | undefined;
    for (let i = at; node !== undefined;) {
      if (node.ends !== undefined) {
        for (const end of node.ends) {
          if (!fits(end.shapes, tokens, at, shouting)) continue;
          found = { value: end.value, length: i - at + 1 };
          break;
        }
      }
      const token = tokens[++i];
      node = token === undefined || token.gap === 2 ? undefined : node.next?.get(token.key);
    }
    return found;
  }
}

const sameCase = (a: Shape | undefined, b: Shape | undefined): boolean =>
  (a === Shape.Upper) === (b === Shape.Upper) && (a === Shape.Lower) === (b === Shape.Lower);

function fits(shapes: readonly Shape[], tokens: readonly Token[], at: number, shouting: boolean): boolean {
  for (let i = 0; i < shapes.length; i++) if (!fitsCase(shapes[i], tokens[at + i] as Token, shapes.length, shouting)) return false;
  return true;
}

/**
 * "US" is not "us", "WHO" is not "Who"; but "RUSSIA" in a headline is Russia, and "Nato" is NATO.
 * A name written in lower case in the list (a handle, "al-Qaida") is taken as it stands.
 */
function fitsCase(wanted: Shape | undefined, token: Token, words: number, shouting: boolean): boolean {
  if (wanted === token.shape || wanted === undefined) return true;
  if (wanted === Shape.Lower || wanted === Shape.Mark || wanted === Shape.Number || wanted === Shape.Mixed) return true;
  if (token.shape === Shape.Lower) return false;
  // Acronyms of two to four letters have homographs: It, Us, Who, Aids.
  if (wanted === Shape.Upper && words === 1) return token.shape === Shape.Upper || token.text.length > 4;
  if (wanted === Shape.Capital && token.shape === Shape.Upper && words === 1) return shouting || token.text.length > 4;
  return true;
}
