import type { LocalContext, Tense } from '../forms';

/** Which way an expression without a year or a week points, as far as its clause tells. */
export function leaning(context: LocalContext): Tense | undefined {
  if (context.reporting) return 'past';
  if (context.preposition === 'since') return 'past';
  if ((context.preposition === 'until' || context.preposition === 'till') && context.tense !== 'past') return 'future';
  const lasting = context.preposition === 'until' || context.preposition === 'till' || context.preposition === 'through';
  if (lasting && context.tense === 'past') return undefined;
  // "The fair runs through Sunday"; in "from May through July" alone nothing tells.
  if (lasting && context.tense === 'present') return 'future';
  // "trading for November", "loans through January": until when, after what was done.
  if (context.preposition === 'for' && context.tense === 'past') return undefined;
  return context.tense;
}

/** A candidate value and how far it lies from the anchor, in whatever unit its kind counts. */
export interface Candidate {
  readonly value: string;
  /** Negative before the anchor, zero on it. */
  readonly distance: number;
}

/** How many times as far a candidate counts that the clause, or the habit of news, speaks against. */
export interface Weights {
  /** One to come, where the clause tells of what was. */
  readonly told: number;
  /** One that is over, where the clause speaks of what is to come. */
  readonly awaited: number;
  /** One to come, where the clause does not say. */
  readonly habit: number;
}

/**
 * The nearest candidate, where one against the clause's tense counts as many times as far as the weights say. Nearness is the
 * strongest evidence in news ("takes effect Nov. 13", written on 2 November), tense decides between like distances. What is told
 * as past is hardly ever ahead: "the war began in April", written in March. What is to come may be said of what is over.
 */
export function choose<T extends Candidate>(candidates: readonly T[], context: LocalContext, { told, awaited, habit }: Weights): readonly T[] {
  const lean = leaning(context);
  const against = lean === 'past' ? told * (context.firm ? firmly : 1) : habit;
  const cost = ({ distance }: Candidate): number => {
    if (lean === 'future') return distance < 0 ? -distance * awaited : distance;
    return distance > 0 ? distance * against : -distance;
  };
  // Two or three: they are in order sooner than a sort has begun.
  const ordered: T[] = [];
  for (const candidate of candidates) {
    let k = ordered.length;
    while (k > 0 && cost(ordered[k - 1] as T) > cost(candidate)) k--;
    ordered.splice(k, 0, candidate);
  }
  return ordered;
}

/** "was signed on March 3": the verb is of that very day. */
const firmly = 100;

/** Measured on news: see test/bench/dates.ts. */
export const weights = {
  day: { told: 6, awaited: 4, habit: 1.2 },
  month: { told: 12, awaited: 6, habit: 4 },
  period: { told: 12, awaited: 4, habit: 4 },
} satisfies Readonly<Record<string, Weights>>;
