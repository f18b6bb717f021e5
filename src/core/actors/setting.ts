/** A candidate with its surroundings: what the rules that weigh it look at. */
import type { Candidate } from './chunks';
import { Shape, type Token } from './tokens';
import { Lexicon as L } from './words';

export const has = (t: Token | undefined, bits: number): boolean => t !== undefined && (t.bits & bits) !== 0;
const nameBits = L.Given | L.Surname | L.Place | L.State | L.Organisation | L.Registered;
/** Nothing but an English word, as far as anybody knows. */
export const plain = (t: Token | undefined): boolean => has(t, L.Word | L.Everyday | L.Function | L.Saying) && !has(t, nameBits);
/** The token at an index that may lie before the first: asking an array itself for what is at −1 is asking it for a property, which is slow for every token. */
export const tokenAt = (tokens: readonly Token[], at: number): Token | undefined => (at < 0 ? undefined : tokens[at]);
export const isNameShape = (t: Token): boolean => t.shape === Shape.Capital || t.shape === Shape.Upper;

/** A candidate with its surroundings. */
export interface Setting {
  readonly tokens: readonly Token[];
  readonly candidate: Candidate;
  readonly first: Token;
  readonly last: Token;
  readonly length: number;
  readonly before: Token | undefined;
  readonly before2: Token | undefined;
  /** Next token, past a possessive. */
  readonly after: Token | undefined;
  readonly after2: Token | undefined;
  readonly possessive: boolean;
  /** The line is in capitals throughout. */
  readonly shout: boolean;
}

export function settingOf(tokens: readonly Token[], candidate: Candidate, shout: boolean): Setting {
  const { from, to } = candidate;
  const mark = tokens[to + 1];
  const possessive = mark !== undefined && mark.gap === 0 && (mark.text === "'" || mark.text === '’');
  const s = possessive && tokens[to + 2]?.key === 's' && tokens[to + 2]?.gap === 0;
  const next = to + 1 + (possessive ? (s ? 2 : 1) : 0);
  const start = candidate.title ?? from;
  return {
    tokens,
    candidate,
    first: tokens[from] as Token,
    last: tokens[to] as Token,
    length: to - from + 1,
    before: tokenBefore(tokens, start),
    before2: start === 0 ? undefined : tokenBefore(tokens, start - 1),
    after: tokens[next]?.gap === 2 ? undefined : tokens[next],
    after2: tokens[next + 1]?.gap === 2 ? undefined : tokens[next + 1],
    possessive,
    shout,
  };
}

/** The token before another in its line. */
const tokenBefore = (tokens: readonly Token[], at: number): Token | undefined => (at === 0 || tokens[at]?.gap === 2 ? undefined : tokens[at - 1]);
