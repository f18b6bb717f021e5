import type { Actor } from '../project/schema';
import { namePartsOf } from './names';
import { PhraseIndex } from './phrases';
import { fold } from './tokens';

/** What the project says about actors; the recogniser never changes it. */
export interface ActorRegistry {
  readonly actors: readonly Actor[];
  /** Surface forms that are never actors in this corpus. */
  readonly notActors: readonly string[];
}

/** The registry, prepared for look-up by name. Built once a change of the registry. */
export interface RegistryIndex {
  readonly forms: PhraseIndex<readonly string[]>;
  readonly byId: ReadonlyMap<string, Actor>;
  /** Actors by the folded form of a name or alias. */
  readonly byForm: ReadonlyMap<string, readonly string[]>;
  /** Persons by folded family name, from names and aliases of two or more words. */
  readonly bySurname: ReadonlyMap<string, readonly string[]>;
  /** Folded forms that are never actors. */
  readonly never: ReadonlySet<string>;
}

/** A form that begins with "the" is looked up without it too. */
const article = /^the /i;

export function indexRegistry(registry: ActorRegistry): RegistryIndex {
  const forms = new PhraseIndex<readonly string[]>((a, b) => [...new Set([...a, ...b])]);
  const byId = new Map<string, Actor>();
  const byForm = new Map<string, string[]>();
  const bySurname = new Map<string, string[]>();
  for (const actor of registry.actors) {
    byId.set(actor.id, actor);
    for (const form of new Set([actor.name, ...(actor.aliases ?? [])])) {
      const trimmed = form.trim();
      if (trimmed === '') continue;
      forms.add(trimmed, [actor.id]);
      put(byForm, fold(trimmed), actor.id);
      if (article.test(trimmed)) {
        forms.add(trimmed.slice(4), [actor.id]);
        put(byForm, fold(trimmed.slice(4)), actor.id);
      }
      if (actor.kind === 'person') {
        const parts = namePartsOf(trimmed);
        if (parts.given.length > 0) put(bySurname, parts.surname, actor.id);
      }
    }
  }
  return { forms, byId, byForm, bySurname, never: new Set(registry.notActors.map((form) => fold(form.trim()))) };
}

function put(map: Map<string, string[]>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, [id]);
  else if (!ids.includes(id)) ids.push(id);
}
