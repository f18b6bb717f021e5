import type { Form } from '../forms';
import type { Captures } from '../pattern';
import type { GuardName } from '../guards';
import type { TimexMod, TimexType } from '../types';

/**
 * One way to write a time. A rule can be read, tested and added alone: among all that match at a token the longest
 * wins, and of equally long ones the first in the order of `rules/index.ts`.
 */
export interface Rule {
  /** Kebab-case; shown to readers as the reason. */
  readonly name: string;
  /** Alternative spellings, in the language of `pattern.ts`. */
  readonly patterns: readonly string[];
  readonly type: TimexType;
  /** What the pattern's own words add: "year end" is the END of a year. */
  readonly mod?: TimexMod;
  /** What the match says; undefined refuses it ("31 February"). */
  readonly make: (c: Captures) => Form | undefined;
  /** Conditions on what stands around the match. */
  readonly guards?: readonly GuardName[];
  /** Whether "the" and the words of degree before it ("the last two weeks", "nearly") belong to the expression; default true. */
  readonly extend?: boolean;
}

/** `captures.name`, where the pattern makes sure that it is there. */
export function num(c: Captures, name: string): number {
  return c[name] ?? Number.NaN;
}

/** A pattern that ends in a month, and the same with its year; a comma belongs to it only before a year. */
export function inYear(pattern: string): readonly string[] {
  return [pattern, `${pattern} ,? y=Year`];
}
