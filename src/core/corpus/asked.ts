/**
 * What was asked of single actors, kept up as documents come and go: a card over a name asks for its counts, and the next card for the same. Kept for those
 * that were asked for alone: of all actors it would be as much again as the index.
 */
import type { ProjectIndex } from '../project/lookup';
import type { Indexed } from './indexed';
import type { Pool } from './pool';
import { ActorTally, tally } from './tally';
import type { ActorSummary, StatementExample } from './types';

/** Actors that are kept, those asked for last: as many as a reader meets in an article or two. */
const mostKept = 64;

interface Asked {
  readonly tally: ActorTally;
  /** Undefined since the last change. */
  summary: ActorSummary | undefined;
  examples: readonly StatementExample[] | undefined;
}

export class AskedActors {
  private readonly kept = new Map<string, Asked>();

  constructor(private readonly pool: Pool) {}

  /** @param documents all of the index */
  summary(id: string, documents: () => Iterable<Indexed>, lookups: ProjectIndex): ActorSummary | undefined {
    const asked = this.asked(id, documents, lookups);
    return asked.tally.isEmpty ? undefined : (asked.summary ??= asked.tally.summary());
  }

  /** @param find looks for them, where they are not known */
  examples(id: string, documents: () => Iterable<Indexed>, lookups: ProjectIndex, find: () => readonly StatementExample[]): readonly StatementExample[] {
    return (this.asked(id, documents, lookups).examples ??= find());
  }

  /** A document is another than it was, comes or goes. Who is who in the corpus must be as it was when the actors were counted. */
  replace(before: Indexed | undefined, now: Indexed | undefined, lookups: ProjectIndex): void {
    // A tag or a note changes nobody's name.
    if (before && now && before.data === now.data && before.sidecar.document?.outlet === now.sidecar.document?.outlet) return;
    for (const [id, asked] of this.kept) {
      const numbers = this.numbersOf(id);
      let isTold = false;
      for (const [document, step] of [[before, -1] as const, [now, 1] as const]) {
        if (!document?.data.hasAny(numbers)) continue;
        tally(new Map([[id, asked.tally]]), document, this.pool, lookups, numbers, step);
        isTold = true;
      }
      if (isTold) asked.summary = asked.examples = undefined;
    }
  }

  /** Who is who, or which outlet is which, may be another from now on. */
  forget(): void {
    this.kept.clear();
  }

  private asked(id: string, documents: () => Iterable<Indexed>, lookups: ProjectIndex): Asked {
    const asked = this.kept.get(id) ?? this.counted(id, documents(), lookups);
    this.kept.delete(id);
    this.kept.set(id, asked);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(oldest);
    }
    return asked;
  }

  private counted(id: string, documents: Iterable<Indexed>, lookups: ProjectIndex): Asked {
    const counts = new ActorTally(id);
    const only = new Map([[id, counts]]);
    const numbers = this.numbersOf(id);
    for (const document of documents) if (document.data.hasAny(numbers)) tally(only, document, this.pool, lookups, numbers);
    return { tally: counts, summary: undefined, examples: undefined };
  }

  /** Those that are this actor's as the corpus knows it: a namesake's may be kept under the same id. */
  private numbersOf(id: string): readonly number[] {
    return this.pool.numbersOf(id).filter((number) => this.pool.actor(number).id === id);
  }
}
