/**
 * Which documents a change of the registry is about. A document's marks follow from its text and from the names that stand in it; so only those documents are
 * analysed again in which a word of a changed name may stand, or which mention a changed actor. All others keep what is known of them.
 */
import type { Gazetteer } from '../actors';
import { initialsOf, provisionalId } from '../actors/names';
import { fold } from '../actors/tokens';
import type { Actor, Project } from '../project/schema';
import type { Sidecar } from '../sidecar/schema';
import { functionWords } from '../statements/vocabulary';
import { keysOfName, mayHold } from './signature';

export interface RegistryChange {
  /** Any document may be another: the order of actors decides between two of one name. */
  readonly all: boolean;
  /** Keys of words, see {@link keysOfName}: a document without any of them is not changed by its words. */
  readonly keys: readonly number[];
  /** Ids of changed actors, and the provisional ids that they had or will have. */
  readonly actors: ReadonlySet<string>;
  /** Events that are dated or named otherwise. */
  readonly events: ReadonlySet<string>;
  /** Whether sidecars may name something that is known now, or no longer: outlets, positions, actors, events. */
  readonly references: boolean;
}

export function changeBetween(before: Project, after: Project, gazetteer: Gazetteer): RegistryChange {
  const [was, is] = [before.actors ?? [], after.actors ?? []];
  const changed = differing(was, is, telling);
  const actors = new Set<string>();
  const forms = new Set<string>([...differing(before['not-actors'] ?? [], after['not-actors'] ?? [], (form) => form)]);
  for (const actor of changed) {
    for (const id of [actor.id, ...(actor.replaces ?? [])]) actors.add(id);
    for (const form of [actor.name, ...(actor.aliases ?? [])]) {
      forms.add(form);
      const initials = initialsOf(form);
      if (initials.length > 1) forms.add(initials);
      for (const { form: other, id } of publicForms(form, gazetteer)) {
        forms.add(other);
        actors.add(id);
      }
    }
  }
  const events = differing(before.events ?? [], after.events ?? [], (event) => JSON.stringify(event)).map(({ id }) => id);
  const references = JSON.stringify([before.outlets, before.stance, was.map(idsOf)]) !== JSON.stringify([after.outlets, after.stance, is.map(idsOf)]);
  return {
    all: reordered(was, is),
    keys: [...new Set([...forms].flatMap(keysOf))],
    actors,
    events: new Set(events),
    references: references || events.length > 0,
  };
}

/** Whether there is any document that the change may be about. */
export function isAbout({ all, keys, actors, events, references }: RegistryChange): boolean {
  return all || references || keys.length + actors.size + events.size > 0;
}

/** @param signature undefined where the document's words are not known yet */
export function mayChange(
  change: RegistryChange,
  signature: Int32Array | undefined,
  mentions: (ids: ReadonlySet<string>) => boolean,
  sidecar: Sidecar,
): boolean {
  if (change.all) return true;
  if (sidecar.document?.events?.some((event) => change.events.has(event))) return true;
  if (change.actors.size > 0 && (mentions(change.actors) || sidecar.mentions?.some(({ actor }) => actor !== undefined && change.actors.has(actor))))
    return true;
  return change.keys.length > 0 && (!signature || change.keys.some((key) => mayHold(signature, key)));
}

const idsOf = ({ id, replaces }: Actor): unknown => [id, replaces];

/** What of an actor bears on analyses. */
const telling = ({ id, name, kind, aliases, replaces }: Actor): string => JSON.stringify([id, name, kind, aliases, replaces]);

/** What only one of the lists has. */
function differing<T>(before: readonly T[], after: readonly T[], key: (entry: T) => string): readonly T[] {
  const [was, is] = [new Set(before.map(key)), new Set(after.map(key))];
  return [...before.filter((entry) => !is.has(key(entry))), ...after.filter((entry) => !was.has(key(entry)))];
}

function reordered(before: readonly Actor[], after: readonly Actor[]): boolean {
  const [was, is] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))];
  const stayed = (actors: readonly Actor[], others: ReadonlySet<string>): string =>
    actors
      .map(({ id }) => id)
      .filter((id) => others.has(id))
      .join('\n');
  return stayed(before, is) !== stayed(after, was);
}

/** The other names that a registered state or body bears without the registry's doing: those of the gazetteer, and of its capital or seat. */
function publicForms(form: string, gazetteer: Gazetteer): readonly { readonly form: string; readonly id: string }[] {
  const key = fold(form).replace(/^the /, '');
  const state = gazetteer.states.get(key);
  const body = gazetteer.bodies.get(key);
  const [of, id] = state ? [state.code, provisionalId(state.name, 'state')] : [body, provisionalId(body ?? '', 'organisation')];
  if (of === undefined) return [];
  const seats = [...gazetteer.seats].filter(([, seat]) => seat.of === of).map(([name]) => name);
  return [...(gazetteer.forms.get(of) ?? []), ...seats].map((other) => ({ form: other, id }));
}

/** The words of a name that tell something; all where none does. */
function keysOf(form: string): readonly number[] {
  const words = [...form.matchAll(/\S+/g)].map(([word]) => word).filter((word) => word.length > 1 && !functionWords.has(fold(word)));
  return keysOfName(words.length > 0 ? words.join(' ') : form).flat();
}
