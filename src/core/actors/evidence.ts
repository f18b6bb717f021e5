/**
 * Weights: how much one observation speaks for a reading. Unit: 1 is a hint, 3 a good reason, 6 near certainty.
 * They were set by hand and checked against public corpora; none was fitted by a machine.
 */
import type { ActorKind, Weights } from './types';

export type Reading = ActorKind | 'none';
export const readings = ['person', 'organisation', 'state', 'place', 'group', 'none'] as const;

/** Place of a reading in `readings`. */
function placeOf(reading: Reading): number {
  switch (reading) {
    case 'person':
      return 0;
    case 'organisation':
      return 1;
    case 'state':
      return 2;
    case 'place':
      return 3;
    case 'group':
      return 4;
    case 'none':
      return 5;
  }
}

/** Collects weights and remembers the rule that weighed most for each reading. One serves for all candidates, in turn. */
export class Evidence {
  readonly #sum = new Float64Array(6);
  readonly #most = new Float64Array(6);
  readonly #rule: (string | undefined)[] = readings.map(() => undefined);

  /** Forgets the candidate before. */
  begin(): void {
    // One by one: a call to fill six places costs more than the places.
    for (let at = 0; at < 6; at++) {
      this.#sum[at] = 0;
      this.#most[at] = 0;
      this.#rule[at] = undefined;
    }
  }

  add(reading: Reading, weight: number, rule: string): void {
    const at = placeOf(reading);
    this.#sum[at] = (this.#sum[at] as number) + weight;
    if (weight > (this.#most[at] as number)) {
      this.#most[at] = weight;
      this.#rule[at] = rule;
    }
  }

  get weights(): Weights {
    // By index: taking the array apart as a list costs more than the sums.
    const sums = this.#sum;
    const of = (at: number): number => sums[at] as number;
    return { person: of(0), organisation: of(1), state: of(2), place: of(3), group: of(4), none: of(5) };
  }

  rule(reading: Reading): string {
    return this.#rule[placeOf(reading)] ?? 'capitals';
  }
}

/** The reading that weighs most; of equals `none`, then the order of `readings`. */
export function best(w: Weights): Reading {
  const most = Math.max(w.none, w.person, w.organisation, w.state, w.place, w.group);
  if (w.none === most) return 'none';
  if (w.person === most) return 'person';
  if (w.organisation === most) return 'organisation';
  if (w.state === most) return 'state';
  return w.place === most ? 'place' : 'group';
}

/** The same with another weight for one reading. Built in one piece: what is put together by spreading has another shape, and reading many shapes is slow. */
export const reweighed = (w: Weights, reading: Reading, weight: number): Weights => ({
  person: reading === 'person' ? weight : w.person,
  organisation: reading === 'organisation' ? weight : w.organisation,
  state: reading === 'state' ? weight : w.state,
  place: reading === 'place' ? weight : w.place,
  group: reading === 'group' ? weight : w.group,
  none: reading === 'none' ? weight : w.none,
});

export const sum = (a: Weights, b: Weights): Weights => ({
  person: a.person + b.person,
  organisation: a.organisation + b.organisation,
  state: a.state + b.state,
  place: a.place + b.place,
  group: a.group + b.group,
  none: a.none + b.none,
});
