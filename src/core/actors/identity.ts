/** Which actor a name is: of the registry by any of its forms, else a provisional one with a stable id. */
import type { Actor } from '../project/schema';
import { contradict } from './addressed';
import type { Reading } from './evidence';
import { abbreviatedStates, type Gazetteer, type GazetteerState } from './gazetteer';
import { compatibleGiven, initialsOf, namePartsOf, plainKey, provisionalId, sameGiven, surnameKey, type NameParts } from './names';
import { type Institution, institutionIn, institutionKey, institutionName } from './institutions';
import type { Name, Names } from './known';
import type { Demonyms } from './owners';
import type { RegistryIndex } from './registry';
import { fold } from './tokens';
import type { ActorKind, Metonym, MetonymReading } from './types';
import { shortParties } from './words';

export interface Known {
  readonly names: Names;
  readonly registry: RegistryIndex;
  readonly gazetteer: Gazetteer;
  readonly demonyms: Demonyms;
  readonly lookup: RegistryLookup;
}

/** Ways from a name to the registry other than the very form. Built once a registry. */
export interface RegistryLookup {
  /** Code of the state to the actor that bears one of its names. */
  readonly states: ReadonlyMap<string, Actor>;
  /** Canonical name of a body to the actor that bears one of its names. */
  readonly bodies: ReadonlyMap<string, Actor>;
  readonly plain: ReadonlyMap<string, readonly Actor[]>;
  /** Initials of registered organisations to the one that has them; undefined where several have. */
  readonly acronyms: ReadonlyMap<string, Actor | undefined>;
  /** Registered institutions of states by their key, whichever way their names put it. */
  readonly institutions: ReadonlyMap<string, Actor>;
  readonly persons: ReadonlyMap<string, readonly { readonly actor: Actor; readonly parts: NameParts }[]>;
}

export function lookupOf(registry: RegistryIndex, gazetteer: Gazetteer): RegistryLookup {
  const states = new Map<string, Actor>();
  const bodies = new Map<string, Actor>();
  const plain = new Map<string, Actor[]>();
  const persons = new Map<string, { actor: Actor; parts: NameParts }[]>();
  const acronyms = new Map<string, Actor | undefined>();
  const institutions = new Map<string, Actor>();
  for (const actor of registry.byId.values()) {
    for (const form of [actor.name, ...(actor.aliases ?? [])]) {
      const key = fold(form).replace(/^the /, '');
      if (actor.kind === 'person') {
        const parts = namePartsOf(form);
        if (parts.surname !== '') push(persons, surnameKey(parts.surname), { actor, parts });
        continue;
      }
      push(plain, plainKey(form), actor);
      const institution = actor.kind === 'organisation' ? institutionIn(form, gazetteer) : undefined;
      if (institution !== undefined && !institutions.has(institutionKey(institution))) institutions.set(institutionKey(institution), actor);
      const initials = actor.kind === 'organisation' ? initialsOf(form) : '';
      // Two letters are too many names' initials; what stands for a state or a body of the gazetteer keeps doing so.
      if (initials.length >= 3 && !gazetteer.states.has(fold(initials)) && !gazetteer.bodies.has(fold(initials)))
        acronyms.set(initials, acronyms.has(initials) && acronyms.get(initials) !== actor ? undefined : actor);
      const state = gazetteer.states.get(key);
      if (state !== undefined && (actor.kind === 'state' || actor.kind === 'place') && !states.has(state.code)) states.set(state.code, actor);
      const body = gazetteer.bodies.get(key);
      if (body !== undefined && !bodies.has(body)) bodies.set(body, actor);
    }
  }
  return { states, bodies, plain, persons, acronyms, institutions };
}

/** The gazetteer's names of a registered state or body are that actor's too, unless the registry gives them to another. */
export function addPublicForms(registry: RegistryIndex, lookup: RegistryLookup, gazetteer: Gazetteer): void {
  for (const actors of [lookup.states, lookup.bodies]) {
    for (const [key, actor] of actors) {
      for (const form of gazetteer.forms.get(key) ?? []) if (!registry.byForm.has(fold(form))) registry.forms.add(form, [actor.id]);
    }
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

export interface Named {
  readonly name: Name;
  readonly kind: Reading;
  readonly actors: readonly string[] | undefined;
  readonly metonym: MetonymReading | undefined;
  /** The fuller form in the document that this one stands for. */
  readonly full: { readonly name: Name; readonly actors?: readonly string[] | undefined } | undefined;
  /** The text itself says what the short form stands for: "World Hockey Organisation (WHO)". */
  readonly defined?: boolean;
  /** "Mrs": a person whom it contradicts is not meant. */
  readonly title?: string | undefined;
  readonly institution?: Institution | undefined;
  /** It is this one by the document's country, unless the registry knows its bare name. */
  readonly home?: Institution | undefined;
  /** It bears a common name, and the document is most of this state. */
  readonly within?: GazetteerState | undefined;
}

export interface Identified {
  readonly actor: string;
  readonly provisional: boolean;
  readonly name: string;
  readonly kind: ActorKind;
  /** The rule, when identity and not recognition decided. */
  readonly rule: string | undefined;
  readonly metonym: Metonym | undefined;
  /** See {@link Mention.told}. */
  readonly told: string | undefined;
}

/** What an identity is built by, and built anew with another rule: all of one shape, for the document's mentions are made of them one by one. */
const identified = (
  actor: string,
  provisional: boolean,
  name: string,
  kind: ActorKind,
  rule: string | undefined,
  metonym: Metonym | undefined,
  told: string | undefined,
): Identified => ({ actor, provisional, name, kind, rule, metonym, told });

/** Persons of the document whom middle names tell apart, or whom a middle initial tells from others elsewhere. */
export interface ToldPersons {
  /** Provisional ids that two persons of the document would share, as only middle names tell them apart. */
  readonly shared: ReadonlySet<string>;
  /** The one form with a middle initial behind a provisional id that leaves it out. */
  readonly forms: ReadonlyMap<string, string>;
}

export interface Identity {
  of(named: Named): Identified | undefined;
}

/**
 * @param certainOf ids of the registry that the document names unambiguously: they decide what ambiguous forms mean, and are asked for only then
 */
export function actorIdentity(known: Known, certainOf: () => ReadonlySet<string>, told: ToldPersons): Identity {
  return new Identifier(known, certainOf, told);
}

class Identifier implements Identity {
  private certainKept: ReadonlySet<string> | undefined;

  constructor(
    private readonly known: Known,
    private readonly certainOf: () => ReadonlySet<string>,
    private readonly told: ToldPersons,
  ) {}

  private get certain(): ReadonlySet<string> {
    return (this.certainKept ??= this.certainOf());
  }

  of(named: Named): Identified | undefined {
    const own = this.addressable(this.own(named.actors), named.title);
    if (named.metonym !== undefined) {
      const metonym = this.metonym(named, named.metonym, own);
      if (metonym !== undefined) return metonym;
    } else if (own !== undefined) return registered(own, 'registry');
    if (own !== undefined && own.kind === 'person') return registered(own, 'registry');
    if (named.kind === 'none') return undefined;
    if (named.institution !== undefined && named.kind === 'organisation') return this.institution(named.name.text, named.institution);
    if (named.full !== undefined) {
      const full = this.own(named.full.actors) ?? this.other(named.full.name, named.kind);
      if (full !== undefined) return registered(full);
      // What the world calls so otherwise is not meant where the text says what is.
      const state = named.kind === 'state' ? this.known.gazetteer.states.get(named.full.name.key) : undefined;
      if (state !== undefined) return this.state(state);
      if (named.kind !== 'person' && (named.defined === true || isSpelledOut(named.name, named.full.name)))
        return this.spelledOut(named, named.full.name, named.kind);
    }
    if (named.kind === 'person') {
      const name = named.full?.name ?? named.name;
      const person = this.person(name);
      if (person !== undefined) return registered(person, named.full === undefined ? 'registry-name' : undefined, undefined, this.toldOf(name, person));
      return this.provisional(name, 'person');
    }
    const plainly =
      named.full === undefined
        ? (named.name.identified[named.kind] ??= this.plainly(named.name, named.kind, undefined))
        : this.plainly(named.name, named.kind, named.full.name);
    return plainly.provisional && named.kind === 'organisation' ? this.ofCountry(named, named.name, plainly) : plainly;
  }

  /** What the text says that a short form stands for: the very actor that the full form is. */
  private spelledOut(named: Named, full: Name, kind: ActorKind): Identified {
    const plainly = this.provisional(this.body(full) ?? full, kind);
    return kind === 'organisation' ? this.ofCountry(named, full, plainly) : plainly;
  }

  /** A common name's actor by the document's country: one with that state's, or at least no other country's. */
  private ofCountry({ home, within }: Named, name: Name, plainly: Identified): Identified {
    if (home !== undefined) return this.institution(name.text, home);
    if (within === undefined) return plainly;
    const party = shortParties.get(name.key);
    const actor = party === undefined ? plainly.actor : this.known.names.of(party).id('organisation');
    const there = this.known.names.of(within.name).id('state').replace(/^.*\./, `${actor}-in-`);
    return identified(there, plainly.provisional, plainly.name, plainly.kind, plainly.rule, plainly.metonym, plainly.told);
  }

  /** What is not a person's, by nothing but the name. */
  private plainly(name: Name, kind: ActorKind, full: Name | undefined): Identified {
    const other = this.other(name, kind);
    if (other !== undefined) return registered(other, 'registry-name');
    const expanded = full === undefined && kind === 'organisation' ? this.known.lookup.acronyms.get(name.text.replace(/\./g, '')) : undefined;
    if (expanded !== undefined) return registered(expanded, 'registry-acronym');
    if (name.state !== undefined) return this.state(name.state);
    const body = this.body(name);
    if (body !== undefined) return this.provisional(body, 'organisation');
    const long = kind === 'place' ? abbreviatedStates.get(name.key) : undefined;
    return this.provisional(long === undefined ? (full ?? name) : this.known.names.of(long), kind);
  }

  /** One state's institution: its own name where that says whose it is, else with the state. */
  private institution(text: string, institution: Institution): Identified {
    const actor = this.known.lookup.institutions.get(institutionKey(institution));
    if (actor !== undefined) return registered(actor, 'registry-name');
    const name = institutionName(institution);
    return this.provisional(this.known.names.of(name), 'organisation', 'state-institution', undefined, text === institution.name ? name : text);
  }

  /** "Mrs. Hall" is not the registry's Peter Hall, though "Hall" alone is. */
  private addressable(actor: Actor | undefined, title: string | undefined): Actor | undefined {
    if (actor?.kind !== 'person' || title === undefined) return actor;
    const [given] = this.known.names.of(actor.name).parts.given;
    return contradict(title, { titles: noTitles, given }) ? undefined : actor;
  }

  /** The one actor that bears the form; of several, the one that the document names otherwise too. */
  private own(ids: readonly string[] | undefined): Actor | undefined {
    if (ids === undefined) return undefined;
    const id = ids.length === 1 ? ids[0] : only(ids.filter((i) => this.certain.has(i)));
    return id === undefined ? undefined : this.known.registry.byId.get(id);
  }

  private metonym(named: Named, seat: MetonymReading, own: Actor | undefined): Identified | undefined {
    if (named.kind === 'person' && named.full !== undefined) return undefined;
    if (seat.reading === 'place') {
      if (own !== undefined && own.kind === 'place') return registered(own, 'registry');
      // A capital that is also a state (Singapore), or a town that is somebody's name here.
      if (named.name.state !== undefined || named.kind === 'person') return undefined;
      // A house is one by all its names: "10 Downing Street".
      const name = this.known.gazetteer.bodies.get(named.name.key) === seat.of ? this.known.names.of(seat.of) : named.name;
      return this.provisional(name, 'place', `${seat.type}-as-place`);
    }
    const actor = seat.type === 'capital' ? this.known.lookup.states.get(seat.of) : this.known.lookup.bodies.get(seat.of);
    const rule = `${seat.type}-metonym`;
    if (actor !== undefined) return registered(actor, rule, seat.type);
    return this.provisional(this.known.names.of(seat.name), seat.type === 'capital' ? 'state' : 'organisation', rule, seat.type);
  }

  private provisional(name: Name, kind: ActorKind, rule?: string, metonym?: Metonym, shown = name.text): Identified {
    const id = name.id(kind);
    const actor = this.told.shared.has(id) ? provisionalId(name.text, kind, true) : id;
    return identified(actor, true, shown, kind, rule, metonym, actor === id ? this.told.forms.get(id) : undefined);
  }

  /** The document's form with a middle initial, where the registry knows the person without one. */
  private toldOf(name: Name, person: Actor): string | undefined {
    const form = this.told.forms.get(name.middle?.base ?? name.id('person'));
    return form === undefined || this.middlesOf(person, this.known.names.of(form)).length > 0 ? undefined : form;
  }

  /** The given names of a registered person's forms of this name that have middle names. */
  private middlesOf(person: Actor, name: Name): readonly (readonly string[])[] {
    const [first = ''] = name.parts.given;
    const forms = this.known.lookup.persons.get(name.surname) ?? [];
    return forms
      .filter(({ actor, parts }) => actor === person && parts.given.length > 1 && sameGiven(parts.given[0] ?? '', first))
      .map(({ parts }) => parts.given);
  }

  /** Other middle names are another person's; those of two in the document are no form without them's. */
  private hasOtherMiddle(person: Actor, name: Name): boolean {
    const { given } = name.parts;
    if (given.length < 2) return false;
    const middles = this.middlesOf(person, name);
    if (middles.length > 0) return !middles.some((others) => compatibleGiven(others, given));
    return this.told.shared.has(name.middle?.base ?? '');
  }

  private state(state: GazetteerState): Identified {
    const actor = this.known.lookup.states.get(state.code);
    return actor === undefined ? this.provisional(this.known.names.of(state.name), 'state') : registered(actor, 'state');
  }

  /** A registered person by the strict key and compatible given names; by a bare family name only if nobody else bears it. */
  private person(name: Name): Actor | undefined {
    const namesakes = this.known.lookup.persons.get(name.surname);
    if (namesakes === undefined) return undefined;
    const { parts } = name;
    const fitting = namesakes.filter(
      (p) =>
        (p.parts.given.length === 0 ? parts.given.length === 0 : compatibleGiven(p.parts.given, parts.given)) &&
        p.parts.suffix === parts.suffix &&
        !this.hasOtherMiddle(p.actor, name),
    );
    const ids = new Set(fitting.map((p) => p.actor.id));
    if (ids.size === 1) return fitting[0]?.actor;
    // Somebody has said that they are two: the one who is spelled so, before those whose spelling only comes to the same.
    const spelled = new Set(fitting.filter((p) => p.parts.surname === parts.surname && p.parts.given.join(' ') === parts.given.join(' ')).map((p) => p.actor));
    if (spelled.size === 1) return [...spelled][0];
    const meant = [...ids].filter((id) => this.certain.has(id));
    return meant.length === 1 ? this.known.registry.byId.get(meant[0] ?? '') : undefined;
  }

  /** The canonical name of a body, also under the name of the one that it belongs to ("U.N. | World Food Programme", "U.S. | Department of State"). */
  private body({ key, words }: Name): Name | undefined {
    const { bodies } = this.known.gazetteer;
    const name = bodies.get(key) ?? (words === 1 ? undefined : this.ownedBody(key));
    return name === undefined ? undefined : this.known.names.of(name);
  }

  private ownedBody(key: string): string | undefined {
    const { bodies, owners, states, demonyms } = this.known.gazetteer;
    for (let at = key.indexOf(' '); at > 0; at = key.indexOf(' ', at + 1)) {
      const owner = key.slice(0, at);
      const body = bodies.get(key.slice(at + 1));
      if (bodies.has(owner)) return body;
      const state = states.get(owner) ?? demonyms.get(owner);
      if (body !== undefined && state !== undefined && owners.get(body) === state.code) return body;
    }
    return undefined;
  }

  private other(name: Name, kind: Reading): Actor | undefined {
    if (kind === 'person') return undefined;
    if (name.state !== undefined) return this.known.lookup.states.get(name.state.code);
    const body = this.body(name);
    if (body !== undefined) return this.known.lookup.bodies.get(body.text);
    const same = this.known.lookup.plain.get(name.plain);
    return same !== undefined && new Set(same.map((a) => a.id)).size === 1 ? same[0] : undefined;
  }
}

/**
 * "Rapid Support Forces", "the RSF": what the document spells out is meant, not the body that the world calls so. Two letters are too many names' initials.
 */
const isSpelledOut = (short: Name, full: Name): boolean => {
  const letters = short.text.replace(/\./g, '');
  return letters.length >= 3 && full.initials === letters;
};

const noTitles: ReadonlySet<string> = new Set();

const only = (ids: readonly string[]): string | undefined => (ids.length === 1 ? ids[0] : undefined);

const registered = (actor: Actor, rule?: string, metonym?: Metonym, told?: string): Identified =>
  identified(actor.id, false, actor.name, actor.kind, rule, metonym, told);
