/** Persons of one name in different documents: whom middle names tell apart, counted as documents come and go. */
import { Namesakes, toldApart } from '../actors/namesakes';
import type { Indexed } from './indexed';
import type { Pool } from './pool';
import type { PassageSummary } from './types';

export class Persons {
  private readonly names = new Namesakes();

  /** Provisional ids without middle names that several persons would share. */
  get apart(): ReadonlySet<string> {
    return this.names.apart;
  }

  /** @returns the ids that are shared since, or no longer are */
  replace(before: Indexed | undefined, now: Indexed | undefined, pool: Pool): readonly string[] {
    const was = new Map<string, boolean>();
    for (const [document, by] of [[now, 1] as const, [before, -1] as const]) {
      for (const number of document?.data.marks.names ?? []) {
        const names = pool.middleNames(number);
        if (!names) continue;
        if (!was.has(names.base)) was.set(names.base, this.apart.has(names.base));
        this.names.count(names, by);
      }
    }
    return [...was].flatMap(([base, shared]) => (this.apart.has(base) === shared ? [] : [base]));
  }

  /** A passage with its actors as they are known over all documents. */
  told(passage: PassageSummary): PassageSummary {
    if (!passage.actors.some(({ told }) => told !== undefined)) return passage;
    const actors = passage.actors.map(({ id, name, told }) => {
      if (told === undefined) return { id, name };
      const { actor, name: now } = toldApart({ actor: id, name, provisional: true, told }, this.apart);
      return { id: actor, name: now };
    });
    return { ...passage, actors };
  }
}
