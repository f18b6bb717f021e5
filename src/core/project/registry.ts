/**
 * Curating the registry of actors. A draft takes a person's changes one after the other and tells the decisions that
 * lead from the project to it: no entry that stays as it was is touched, and ids are never given to another.
 */
import type { ProjectDecision } from './decision';
import type { Actor, Project } from './schema';

/** An actor as views and cards know it: in the registry, or with a provisional id. */
export interface NamedActor {
  readonly id: string;
  readonly name: string;
  readonly kind: Actor['kind'];
}

export type Role = NonNullable<Actor['roles']>[number];

/** A name is a line of text; what is longer is no name. In UTF-16 code units. */
export const longestName = 200;

/** Text on one line, with single spaces, in one Unicode form: what two people type is the same name. */
export function tidyName(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Whether a tidy text can stand in the registry as a name: not empty, not too long, nothing invisible that changes how a line reads. */
export function isName(text: string): boolean {
  return text !== '' && text.length <= longestName && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text);
}

/** The key under which two spellings are one form: case and accents aside, as the recogniser reads them. */
export function formKey(form: string): string {
  return tidyName(form)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʻʼ`]/g, "'")
    .toLowerCase();
}

/** An id made from a name that none of `taken` has. Ids are letters, digits and hyphens. */
export function freeId(name: string, taken: (id: string) => boolean): string {
  let base =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'entry';
  // Cut between letters, for half of one is none.
  base = Array.from(base.slice(0, 400)).slice(0, 100).join('');
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken(id)) return id;
  }
}

export class RegistryDraft {
  private readonly before: ReadonlyMap<string, Actor>;
  private readonly entries: Map<string, Actor>;
  /** Every id that stands for somebody or once did: merged ids stay theirs. */
  private readonly owners = new Map<string, string>();
  private readonly never: string[] = [];
  /** Entries by kind and name; made when it is first asked for. */
  private named: Map<string, string> | undefined;

  /** @param used whether an id that no entry has is still somebody's, in a sidecar say: it is given to nobody else */
  constructor(
    private readonly project: Project,
    private readonly used: (id: string) => boolean = () => false,
  ) {
    const actors = project.actors ?? [];
    this.before = new Map(actors.map((actor) => [actor.id, actor] as const));
    this.entries = new Map(this.before);
    for (const actor of actors) for (const id of actor.replaces ?? []) this.owners.set(id, actor.id);
    for (const { id } of actors) this.owners.set(id, id);
  }

  /** The entry of an id, or of an id that was merged into it. */
  get(id: string): Actor | undefined {
    return this.entries.get(id) ?? this.entries.get(this.owners.get(id) ?? '');
  }

  /**
   * The entry of an actor. A row or a card may be of a moment before: whom the recogniser called otherwise is the one entry of that kind and name by now,
   * and comes into the registry no second time.
   */
  private entryOf({ id, name, kind }: NamedActor): Actor | undefined {
    const known = this.get(id);
    if (known || id === '') return known;
    const keyOf = (actor: Pick<Actor, 'name' | 'kind'>): string => `${actor.kind} ${formKey(actor.name)}`;
    if (!this.named) {
      this.named = new Map();
      // Of two namesakes none is meant for sure.
      for (const entry of this.before.values()) this.named.set(keyOf(entry), this.named.has(keyOf(entry)) ? '' : entry.id);
    }
    return this.get(this.named.get(keyOf({ name, kind })) ?? '');
  }

  /** Every entry as it stands in the draft. */
  all(): Iterable<Actor> {
    return this.entries.values();
  }

  /** The entry of an actor, a new one if the registry does not know it. */
  register(actor: NamedActor, name = actor.name, kind = actor.kind): Actor {
    const known = this.entryOf(actor);
    if (known) return known;
    const former = actor.name === '' || actor.name === name ? [] : [actor.name];
    const id = freeId(name, (candidate) => this.owners.has(candidate) || this.used(candidate));
    const entry: Actor = { id, name, kind, ...(former.length > 0 && { aliases: former }) };
    this.owners.set(id, id);
    if (actor.id !== '') this.owners.set(actor.id, id);
    this.entries.set(id, entry);
    return entry;
  }

  /** The former name stays a form of the actor. */
  rename(actor: NamedActor, name: string): Actor {
    const entry = this.register(actor, name);
    if (entry.name === name) return entry;
    return this.put({ ...entry, name, ...aliasesOf([...(entry.aliases ?? []), entry.name], name) });
  }

  setKind(actor: NamedActor, kind: Actor['kind']): Actor {
    const entry = this.register(actor, actor.name, kind);
    return entry.kind === kind ? entry : this.put({ ...entry, kind });
  }

  setAliases(actor: NamedActor, aliases: readonly string[]): Actor {
    const entry = this.register(actor);
    return this.put({ ...without(entry, 'aliases'), ...aliasesOf(aliases, entry.name) });
  }

  /** Among the others by when it began; the latest is the last, for that is the one shown where no date is known. */
  addRole(actor: NamedActor, role: Role): Actor {
    const entry = this.register(actor);
    const roles = withRole(entry.roles ?? [], role);
    return roles === entry.roles ? entry : this.put({ ...entry, roles });
  }

  /** @param wikidata undefined takes the id away */
  setWikidata(actor: NamedActor, wikidata: string | undefined): Actor {
    const entry = this.register(actor);
    return this.put(wikidata === undefined ? without(entry, 'wikidata') : { ...entry, wikidata });
  }

  /**
   * Whose Wikidata ids a merge would leave out, as an entry has one. Two ids mostly mean two actors.
   * @returns nobody where all that have one have the same
   */
  leftOut(into: NamedActor, others: readonly NamedActor[]): readonly Actor[] {
    let kept = this.entryOf(into)?.wikidata;
    const left: Actor[] = [];
    for (const other of others) {
      const own = this.entryOf(other);
      if (own?.wikidata !== undefined && own.wikidata !== (kept ??= own.wikidata)) left.push(own);
    }
    return left;
  }

  /**
   * The others' forms, roles and ids go over to one actor, which is added to the registry if need be. A recognised actor gives its
   * name alone: its shorter forms are told from its name in each document, and taken as aliases they would say more than the text does.
   */
  merge(into: NamedActor, others: readonly NamedActor[]): Actor {
    let entry = this.register(into);
    for (const other of others) {
      const own = this.entryOf(other);
      if (own?.id === entry.id) continue;
      entry = this.absorb(entry, own ?? { id: '', name: other.name, kind: other.kind });
      // What the recogniser called this actor is the merged one's from now on: another act of the same draft may name it again.
      if (own === undefined && other.id !== '') this.owners.set(other.id, entry.id);
    }
    return this.put(entry);
  }

  /**
   * One form of an actor becomes another's: of a new one, or of one that exists. The two are kept apart from then on.
   * @returns undefined where the form is the actor's own name: that wants to be renamed first
   */
  split(actor: NamedActor, form: string, target: NamedActor): Actor | undefined {
    const key = formKey(form);
    if (formKey(this.entryOf(actor)?.name ?? actor.name) === key) return undefined;
    // A recognised actor comes into the registry too: were the target there alone, the key that unites spellings would give it the rest.
    const source = this.register(actor);
    const kept = (source.aliases ?? []).filter((alias) => formKey(alias) !== key);
    if (kept.length < (source.aliases ?? []).length) this.put({ ...without(source, 'aliases'), ...aliasesOf(kept, source.name) });
    const entry = this.register(target);
    if (formKey(entry.name) !== key) this.put({ ...entry, ...aliasesOf([...(entry.aliases ?? []), tidyName(form)], entry.name) });
    this.apart(entry, source);
    return this.get(entry.id);
  }

  /** Two actors are never suggested as one again. Both come into the registry: a recogniser's id is not for keeping. */
  apart(a: NamedActor, b: NamedActor): void {
    const [first, second] = [this.register(a), this.register(b)];
    if (first.id === second.id || this.areApart(first, second)) return;
    this.put({ ...first, 'not-same-as': [...(first['not-same-as'] ?? []), second.id] });
  }

  /** Takes the entry out, and what others say of it; its forms are recognised again by what they look like. */
  remove(actor: NamedActor): void {
    const gone = this.entryOf(actor);
    if (!gone) return;
    const ids = new Set([gone.id, ...(gone.replaces ?? [])]);
    this.entries.delete(gone.id);
    for (const entry of [...this.entries.values()]) {
      let now = entry;
      for (const field of ['not-same-as', 'member-of'] as const) {
        const said = entry[field];
        const all = typeof said === 'string' ? [said] : (said ?? []);
        const kept = all.filter((id) => !ids.has(id));
        if (kept.length < all.length) now = kept.length > 0 ? { ...now, [field]: kept } : without(now, field);
      }
      if (now !== entry) this.put(now);
    }
  }

  /** Forms that are never actors in this corpus. */
  neverActors(forms: readonly string[]): void {
    const known = new Set([...(this.project['not-actors'] ?? []), ...this.never]);
    for (const form of forms) if (!known.has(form)) this.never.push(form);
  }

  /** What leads from the project to the draft: entries that go, entries that change, in the order of the file, and new ones. */
  decisions(): readonly ProjectDecision[] {
    const removed: ProjectDecision[] = [];
    const changed: ProjectDecision[] = [];
    for (const [id, was] of this.before) {
      const now = this.entries.get(id);
      if (now === undefined) removed.push({ type: 'remove', section: 'actors', key: id });
      else if (now !== was) {
        const changes = changesOf(was, now);
        if (Object.keys(changes).length > 0) changed.push({ type: 'change', section: 'actors', key: id, changes });
      }
    }
    const added = [...this.entries.values()]
      .filter(({ id }) => !this.before.has(id))
      .map((entry): ProjectDecision => ({ type: 'add', section: 'actors', entry }));
    const never = this.never.map((item): ProjectDecision => ({ type: 'put', list: 'not-actors', item }));
    return [...changed, ...removed, ...added, ...never, ...this.againActors()];
  }

  /** Who is given a form that was never to be marked wants it marked. */
  private againActors(): ProjectDecision[] {
    const refused = this.project['not-actors'] ?? [];
    if (refused.length === 0) return [];
    const formsOf = (actor: Actor | undefined): string[] => (actor ? [actor.name, ...(actor.aliases ?? [])].map(formKey) : []);
    const given = new Set<string>();
    for (const entry of this.entries.values()) {
      const was = this.before.get(entry.id);
      if (entry === was) continue;
      const had = new Set(formsOf(was));
      for (const form of formsOf(entry)) if (!had.has(form)) given.add(form);
    }
    return refused.filter((item) => given.has(formKey(item))).map((item) => ({ type: 'drop', list: 'not-actors', item }));
  }

  private put(entry: Actor): Actor {
    this.entries.set(entry.id, entry);
    return entry;
  }

  private areApart(a: Actor, b: Actor): boolean {
    const says = (x: Actor, y: Actor): boolean => (x['not-same-as'] ?? []).some((id) => this.get(id)?.id === y.id);
    return says(a, b) || says(b, a);
  }

  /** What either is a member of, each once; the merged are no members of themselves. As the file has it where nothing is added. */
  private groupsOf(into: Actor, other: Actor, merged: readonly string[]): Actor['member-of'] {
    const own = [into['member-of'] ?? []].flat();
    const isSelf = (id: string): boolean => merged.includes(id) || this.get(id)?.id === into.id;
    const known = new Set(own.map((id) => this.get(id)?.id ?? id));
    const added = [other['member-of'] ?? []].flat().filter((id) => !known.has(this.get(id)?.id ?? id));
    const groups = [...own, ...added].filter((id) => !isSelf(id));
    if (groups.length === 0) return undefined;
    return added.length === 0 && groups.length === own.length ? into['member-of'] : groups.length === 1 ? groups[0] : groups;
  }

  private absorb(into: Actor, other: Actor): Actor {
    const aliases = [...(into.aliases ?? []), other.name, ...(other.aliases ?? [])];
    const roles = (other.roles ?? []).reduce(withRole, into.roles ?? []);
    const ids = other.id === '' ? [] : [other.id, ...(other.replaces ?? [])];
    const apart = [...(into['not-same-as'] ?? []), ...(other['not-same-as'] ?? [])].filter((id) => !ids.includes(id) && this.get(id)?.id !== into.id);
    const replaces = [...new Set([...(into.replaces ?? []), ...ids])];
    const groups = this.groupsOf(into, other, ids);
    const wikidata = into.wikidata ?? other.wikidata;
    for (const id of ids) this.owners.set(id, into.id);
    if (other.id !== '') this.entries.delete(other.id);
    return {
      ...without(without(without(into, 'aliases'), 'not-same-as'), 'member-of'),
      ...aliasesOf(aliases, into.name),
      ...(roles.length > 0 && { roles }),
      ...(groups !== undefined && { 'member-of': groups }),
      ...(apart.length > 0 && { 'not-same-as': [...new Set(apart)] }),
      ...(replaces.length > 0 && { replaces }),
      ...(wikidata !== undefined && { wikidata }),
    };
  }
}

/** Aliases without the name itself and without doubles; no field where none is left. */
function aliasesOf(aliases: readonly string[], name: string): { aliases?: string[] } {
  const distinct = [...new Set(aliases)].filter((alias) => alias !== name && alias !== '');
  return distinct.length > 0 ? { aliases: distinct } : {};
}

/** The roles with one more, before the first that began later; the roles themselves where it is among them. */
function withRole(roles: Role[], role: Role): Role[] {
  if (roles.some((other) => sameRole(other, role))) return roles;
  const later = role.from === undefined ? -1 : roles.findIndex((other) => other.from !== undefined && other.from > (role.from ?? ''));
  return later < 0 ? [...roles, role] : [...roles.slice(0, later), role, ...roles.slice(later)];
}

function sameRole(a: Role, b: Role): boolean {
  return a.title === b.title && a.from === b.from && a.to === b.to;
}

function without<K extends keyof Actor>(entry: Actor, key: K): Actor {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key)) as Actor;
}

function changesOf(was: Actor, now: Actor): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(was), ...Object.keys(now)]) as Set<keyof Actor>) {
    if (JSON.stringify(was[key]) !== JSON.stringify(now[key])) changes[key] = now[key] ?? null;
  }
  return changes;
}
