/**
 * What coefficients are computed from: units, each with one code a coder, in documents. A coefficient reduces a
 * document to a *tally*, and a sum of tallies to a figure; so a bootstrap over documents only adds tallies.
 */

/** One thing that was judged: a sentence, a document, a stretch of characters that all coders coded alike. */
export interface Unit {
  /** One a coder, in the order of the coders: an index into the categories, or {@link missing}. */
  readonly codes: readonly number[];
  /** How many units of measurement this one stands for, at least 1: characters, for a stretch of them. */
  readonly weight: number;
}

/** The coder gave no code. */
export const missing = -1;

/** Everything about the data that is the same in all documents. */
export interface Shape {
  readonly coders: number;
  /** Codes are 0 … categories − 1; for ordinal data in their order. */
  readonly categories: number;
}

/** Why there is no figure. A coefficient that cannot be computed is never given as 0 or 1. */
export type Undefined =
  /** No document was finished by all the coders. */
  | 'no-documents'
  /** There is nothing in them that at least two coders coded. */
  | 'no-units'
  /** What they answered, the question or every position, is none of the project's: there is no scale to hold it against. */
  | 'not-in-project'
  /** Everybody gave the same code everywhere, so that agreement beyond chance has no meaning. */
  | 'no-variation'
  /** One coder did not use the tag at all: boundaries cannot be compared. */
  | 'one-sided'
  /** The coefficient is defined for two coders. */
  | 'not-two-coders'
  /** The coefficient wants every unit coded by every coder. */
  | 'incomplete'
  /** More passages in one document than can be matched in reasonable time. */
  | 'too-many';

export type Figure = { readonly value: number } | { readonly undefined: Undefined };

export interface Coefficient {
  /** Additive over units, and so over documents. */
  readonly tally: (units: readonly Unit[], shape: Shape) => Float64Array;
  readonly figure: (tally: Float64Array, shape: Shape) => Figure;
}

/** At `row`, `column` of a square matrix that is stored by rows. */
export function at(matrix: Float64Array, size: number, row: number, column: number): number {
  return matrix[row * size + column] as number;
}

export function defined(value: number): Figure {
  return { value };
}
