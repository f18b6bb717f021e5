import type { LocalContext, Tense } from '../forms';

/** Which way an expression without a year or a week points, as far as its clause tells. */
export function leaning(context: LocalContext): Tense | undefined {
  if (context.reporting) return 'past';
  if (context.preposition === 'since') return 'past';
  if ((context.preposition === 'until' || context.preposition === 'till') && context.tense !== 'past') return 'future';
  if ((context.preposition === 'until' || context.preposition === 'till' || context.preposition === 'through') && context.tense === 'past') return undefined;
  return context.tense;
}

/** A candidate value and how far it lies from the anchor, in whatever unit its kind counts. */
export interface Candidate {
  readonly value: string;
  /** Negative before the anchor, zero on it. */
  readonly distance: number;
}

/** How many times as far a past day counts where the clause speaks of what is to come. */
const ahead = 4;

/**
 * The nearest candidate, where one against the clause's tense counts as `against` times as far. Nearness is the
 * strongest evidence in news ("takes effect Nov. 13", written on 2 November), tense decides between like distances.
 */
export function choose(candidates: readonly Candidate[], lean: Tense | undefined, against: number, pastBias: number): readonly Candidate[] {
  const cost = (c: Candidate): number => {
    const distance = Math.abs(c.distance);
    if (c.distance === 0) return 0;
    // "will expire on Dec. 31", written in March: what is said to come does come; what is told as past may have been announced.
    if (lean === 'future') return c.distance < 0 ? distance * Math.max(against, ahead) : distance;
    if (lean === 'past') return c.distance > 0 ? distance * against : distance;
    return c.distance > 0 ? distance * pastBias : distance;
  };
  return [...candidates].sort((a, b) => cost(a) - cost(b));
}

/** How strongly tense and habit count against nearness; measured on news: see test/bench/dates.ts. */
export const weights = { day: { against: 3, past: 1.2 }, month: { against: 6, past: 4 }, period: { against: 3, past: 4 } };
