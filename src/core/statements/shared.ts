/** Passages of two documents that report the same statement. */
import type { Range } from '../text/range';
import { type Chain, chainsOf } from './chains';
import { type Prepared, type Stretch, stretchOf } from './prepare';
import { mirrored, type Relation, relationOf } from './relation';
import { type Reworded, rewordedOf } from './reworded';

export interface SharedStatement {
  /** Offsets in the canonical texts. */
  readonly a: Range;
  readonly b: Range;
  /** 0 to 1: how much of the wordings is common, and how much that is. */
  readonly score: number;
  readonly relation: Relation;
}

/** Least score of what is reported. Chosen on pairs of documents of different events, which should share nothing. */
export const minScore = 0.44;
/** Weight from which a chain of equal words is looked at. */
const minChain = 2.6;
/**
 * At this weight, some seven content words, the length of a passage has told two thirds of what it can. For reworded
 * sentences five do: they had to share rare words to be looked at, and function words are not among them.
 */
const fullChain = 7;
const fullReworded = 5;
/** What a chain weighs at least that reaches {@link minScore}, were every word of it common. */
export const leastChain = -fullChain * Math.log(1 - minScore);

interface Candidate {
  readonly a: readonly [number, number];
  readonly b: readonly [number, number];
  readonly score: number;
}

/** Statements that both documents report, in the order of the first. Near linear in the texts; with the documents exchanged the same, mirrored. */
export function sharedStatements(a: Prepared, b: Prepared): readonly SharedStatement[] {
  // One order for both directions: what is best first must not depend on who asks.
  if (a.text > b.text)
    return inOrder(found(b, a).map((statement) => ({ ...statement, a: statement.b, b: statement.a, relation: mirrored(statement.relation) })));
  return inOrder(found(a, b));
}

function inOrder(statements: readonly SharedStatement[]): readonly SharedStatement[] {
  return [...statements].sort((p, q) => p.a.start - q.a.start || p.b.start - q.b.start);
}

function found(a: Prepared, b: Prepared): readonly SharedStatement[] {
  const candidates: Candidate[] = [
    ...chainsOf(a, b, minChain).map((chain) => ({ a: chain.a, b: chain.b, score: scoreOf(density(chain), chain.weight, fullChain) })),
    ...rewordedOf(a, b).map((reworded) => ({ a: reworded.a, b: reworded.b, score: rewordedScore(reworded) })),
  ];
  const taken: Candidate[] = [];
  for (const candidate of candidates.sort((x, y) => y.score - x.score || x.a[0] - y.a[0] || x.b[0] - y.b[0])) {
    if (candidate.score < minScore) break;
    if (!taken.some((other) => mostlyWithin(candidate.a, other.a) && mostlyWithin(candidate.b, other.b))) taken.push(candidate);
  }
  return taken.map(({ a: x, b: y, score }) => {
    const [left, right] = [rounded(a, x), rounded(b, y)];
    return { a: rangeOf(left), b: rangeOf(right), score, relation: relationOf(a, left, b, right) };
  });
}

function rangeOf({ start, end }: Stretch): Range {
  return { start, end };
}

function density({ equal, a, b }: Chain): number {
  return (2 * equal) / (a[1] - a[0] + b[1] - b[0]);
}

export function rewordedScore({ kept, weight }: Reworded): number {
  return scoreOf(kept, weight, fullReworded);
}

/** How much of the wordings is common, and how much that is: a short phrase is common by chance or by habit. */
function scoreOf(share: number, weight: number, full: number): number {
  return Math.sqrt(Math.min(1, share)) * (1 - Math.exp(-weight / full));
}

/** Whether most of the shorter lies in the other. */
function mostlyWithin(x: readonly [number, number], y: readonly [number, number]): boolean {
  return 2 * (Math.min(x[1], y[1]) - Math.max(x[0], y[0])) > Math.min(x[1] - x[0], y[1] - y[0]);
}

/** Words that may be missing at the beginning of a clause for the clause to be taken from its beginning. */
const maxRounded = 4;

/** The stretch from the beginning of its first clause, where little is missing, to its last word that says something. */
function rounded({ words, clauses, units }: Prepared, [from, to]: readonly [number, number]): Stretch {
  const head = clauses.find(({ first, last }) => first <= from && from < last);
  const few = Math.min(maxRounded, (to - from) / 4);
  const first = head && from - head.first <= few && units[head.first] === units[from] ? head.first : from;
  let last = to;
  while (last > from + 1 && words[last - 1]?.lexeme.content === false && words[last]) last--;
  return stretchOf(words, first, last);
}
