import type { Tokens } from './tokens';

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
  /** Ids of the lexemes that a match may begin with. */
  readonly starts: readonly number[];
  /** Those that may follow the first token within a match, or any; a macro without it is always one token. */
  readonly inside?: readonly number[] | 'any';
  /** Matches at token `i`: the token index after the match, or -1. `out[0]` receives the number, if any. */
  readonly match: (t: Tokens, i: number, out: number[]) => number;
}

/** One word of a pattern. */
export interface Element {
  readonly optional: boolean;
  readonly capture: string | undefined;
  readonly glued: boolean;
  readonly alternatives: readonly string[];
  /** Alternatives as one string, and the same with the capture and the glue: equal elements share a node. */
  readonly name: string;
  readonly key: string;
}

/** A pattern that is read when a search comes to it. */
export class Pattern {
  private read: readonly Element[] | undefined;

  constructor(
    private readonly source: string,
    private readonly words: ElementTable,
  ) {}

  /** The first element, for which the rest need not be read. */
  get first(): Element {
    const { source } = this;
    const end = source.indexOf(' ');
    return this.words.element(end < 0 ? source : source.slice(0, end), false);
  }

  get elements(): readonly Element[] {
    if (this.read) return this.read;
    const elements: Element[] = [];
    let glued = false;
    for (const word of this.source.split(' ')) {
      if (word !== '~') elements.push(this.words.element(word, glued));
      glued = word === '~';
    }
    this.read = elements;
    return elements;
  }
}

/** The elements of many patterns. Their words recur, and equal ones are read once. */
export class ElementTable {
  private readonly plain = new Map<string, Element>();
  private readonly glued = new Map<string, Element>();

  element(word: string, glued: boolean): Element {
    const table = glued ? this.glued : this.plain;
    let element = table.get(word);
    if (!element) table.set(word, (element = elementOf(word, glued)));
    return element;
  }

  /** The words and marks that patterns name, for the lexicon. */
  literals(sources: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    for (const word of new Set(sources.join(' ').split(' ')))
      if (word !== '~') for (const alternative of this.element(word, false).alternatives) if (!isName(alternative)) found.add(alternative);
    return found;
  }
}

function elementOf(word: string, glued: boolean): Element {
  const optional = word.length > 1 && word.endsWith('?');
  const body = optional ? word.slice(0, -1) : word;
  const equals = body.indexOf('=');
  const name = equals > 0 ? body.slice(equals + 1) : body;
  return {
    optional,
    glued,
    capture: equals > 0 ? body.slice(0, equals) : undefined,
    alternatives: name.split('|'),
    name,
    key: glued ? `~${body}` : body,
  };
}

/** Whether it names a class or a macro, and is not a word or mark itself. */
export function isName(alternative: string): boolean {
  const c = alternative.charCodeAt(0);
  return c >= 65 && c <= 90;
}
