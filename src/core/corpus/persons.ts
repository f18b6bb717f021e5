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
    let was: Map<string, boolean> | undefined;
    const count = (document: Indexed | undefined, by: 1 | -1): void => {
      const names = document?.data.nameCount ?? 0;
      for (let i = 0; i < names; i++) {
        const middle = pool.middleNames(document?.data.nameAt(i) ?? 0);
        if (!middle) continue;
        was ??= new Map();
        if (!was.has(middle.base)) was.set(middle.base, this.apart.has(middle.base));
        this.names.count(middle, by);
      }
    };
    count(now, 1);
    count(before, -1);
    return was === undefined ? nobody : [...was].flatMap(([base, shared]) => (this.apart.has(base) === shared ? [] : [base]));
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

const nobody: readonly string[] = [];
