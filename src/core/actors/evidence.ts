/**
 * Weights: how much one observation speaks for a reading. Unit: 1 is a hint, 3 a good reason, 6 near certainty.
 * They were set by hand and checked against public corpora; none was fitted by a machine.
 */
import type { ActorKind, Weights } from './types';

export type Reading = ActorKind | 'none';
export const readings = ['person', 'organisation', 'state', 'place', 'group', 'none'] as const;

/** Collects weights and remembers the rule that weighed most for each reading. */
export class Evidence {
  readonly #sum: Record<Reading, number> = { person: 0, organisation: 0, state: 0, place: 0, group: 0, none: 0 };
  readonly #rule: Partial<Record<Reading, string>> = {};
  readonly #most: Record<Reading, number> = { person: 0, organisation: 0, state: 0, place: 0, group: 0, none: 0 };

  add(reading: Reading, weight: number, rule: string): void {
    this.#sum[reading] += weight;
    if (weight > this.#most[reading]) {
      this.#most[reading] = weight;
      this.#rule[reading] = rule;
    }
  }

  get weights(): Weights {
    return this.#sum;
  }

  rule(reading: Reading): string {
    return this.#rule[reading] ?? 'capitals';
  }
}

export function best(weights: Weights): Reading {
  let top: Reading = 'none';
  let most = weights.none;
  for (const r of readings) if (weights[r] > most) [top, most] = [r, weights[r]];
  return top;
}

export const sum = (a: Weights, b: Weights): Weights => ({
  person: a.person + b.person,
  organisation: a.organisation + b.organisation,
  state: a.state + b.state,
  place: a.place + b.place,
  group: a.group + b.group,
  none: a.none + b.none,
});
