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

/** The elements of a pattern. */
export function parse(source: string): readonly Element[] {
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

/** Whether it names a class or a macro, and is not a word or mark itself. */
export function isName(alternative: string): boolean {
  const c = alternative.charCodeAt(0);
  return c >= 65 && c <= 90;
}

/** The words and marks that patterns name, for the lexicon. */
export function literalsOf(patterns: Iterable<readonly Element[]>): readonly string[] {
  const found = new Set<string>();
  for (const elements of patterns) for (const e of elements) for (const a of e.alternatives) if (!isName(a)) found.add(a);
  return [...found];
}
