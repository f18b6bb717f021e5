/**
 * Persons whom only their middle names tell apart. A provisional id leaves a single middle initial out, so that Antony J. Blinken and Antony Blinken are one;
 * where two of one name are about who have different middle names (George W. Bush, George P. Bush), each has an id of his own, and the name without
 * them is neither's: who is meant, only a person can say.
 */
import { compatibleGiven, idWithoutMiddle, namePartsOf, provisionalId } from './names';
import type { Mention } from './types';

/** What a name says between first and family name, with the provisional id that it has without that. */
export interface MiddleNames {
  readonly base: string;
  /** Folded, in order; at least one. */
  readonly middle: readonly string[];
}

/** @returns undefined for a name without middle names */
export function middleNamesOf(name: string): MiddleNames | undefined {
  // Of fewer than three words: most names, and this is asked of every one that a corpus has.
  if (!/[\s.,][^\s.,]+[\s.,]/.test(name)) return undefined;
  const parts = namePartsOf(name);
  const middle = parts.given.slice(1);
  return middle.length === 0 ? undefined : { base: idWithoutMiddle(parts), middle };
}

interface Counted {
  readonly middle: readonly string[];
  readonly count: number;
}

/** Counts the middle names that stand with each name. What it says follows from what was counted, in whatever order. */
export class Namesakes {
  private readonly middles = new Map<string, Map<string, Counted>>();
  private readonly told = new Set<string>();

  /** Provisional ids without middle names that two persons would share. */
  get apart(): ReadonlySet<string> {
    return this.told;
  }

  /** Counts a document's mentions, as the document alone reads them. */
  add(mentions: readonly (Identity & Pick<Mention, 'kind'>)[]): void {
    for (const name of new Set(mentions.flatMap(({ kind, provisional, told, name: own }) => told ?? (kind === 'person' && provisional ? own : [])))) {
      const names = middleNamesOf(name);
      if (names) this.count(names, 1);
    }
  }

  /** @param by how often more, or less, a name with these middle names stands somewhere */
  count({ base, middle }: MiddleNames, by: 1 | -1): void {
    const known = this.middles.get(base) ?? new Map<string, Counted>();
    this.middles.set(base, known);
    const key = middle.join(' ');
    const before = known.get(key)?.count ?? 0;
    const count = before + by;
    if (count > 0) known.set(key, { middle, count });
    else known.delete(key);
    // One more of the same contradicts no more than it did: nearly every name that is counted, and comparing takes longer than counting.
    if (before > 0 && count > 0) return;
    if (known.size === 0) this.middles.delete(base);
    if (contradicting([...known.values()].map((entry) => entry.middle))) this.told.add(base);
    else this.told.delete(base);
  }
}

/** Middle names of one name beyond this many are of different persons for sure: it keeps the comparison short. */
const mostMiddles = 40;

function contradicting(middles: readonly (readonly string[])[]): boolean {
  if (middles.length > mostMiddles) return true;
  return middles.some((a, index) => middles.slice(index + 1).some((b) => !compatibleGiven(['', ...a], ['', ...b])));
}

/** What of a mention says who is meant. */
export type Identity = Pick<Mention, 'actor' | 'name' | 'provisional' | 'told'>;

/** A mention's actor where the corpus knows a namesake: the one with the middle initial that the document gives. */
export function toldApart<T extends Identity>(mention: T, apart: ReadonlySet<string>): T {
  const { told } = mention;
  const base = told === undefined || apart.size === 0 ? undefined : middleNamesOf(told)?.base;
  if (told === undefined || base === undefined || !apart.has(base)) return mention;
  return { ...mention, actor: provisionalId(told, 'person', true), name: told, provisional: true };
}
