/** Everything of a project that is looked up by id or name, with merged ids resolved. */
import type { Actor, NewsEvent, Outlet, Project, StancePosition, StanceQuestion, Tag } from './schema';

export interface FlatTag {
  readonly tag: Tag;
  /** 0 at the top. */
  readonly depth: number;
  readonly parent: Tag | undefined;
  /** In the order of the codebook, across all levels. */
  readonly order: number;
}

export interface ProjectIndex {
  readonly project: Project;
  /** The codebook from top to bottom, each tag before the tags below it. */
  readonly tags: readonly FlatTag[];
  /** By id, or by an id that was merged into the tag. */
  readonly tag: (id: string) => FlatTag | undefined;
  /** The id that stands for this one now: itself, unless it was merged into another. */
  readonly tagId: (id: string) => string;
  /** Tags with a key 1–9. */
  readonly pinned: ReadonlyMap<number, FlatTag>;
  readonly outlet: (id: string) => Outlet | undefined;
  /** By id, name or alias, without regard to case. */
  readonly outletNamed: (name: string) => Outlet | undefined;
  /** By host name: `www.rt.com` belongs to `rt.com`. */
  readonly outletAt: (host: string) => Outlet | undefined;
  readonly actor: (id: string) => Actor | undefined;
  readonly event: (id: string) => NewsEvent | undefined;
  readonly question: (id: string) => StanceQuestion | undefined;
  /** The first question: the tree's default. */
  readonly defaultQuestion: StanceQuestion | undefined;
  readonly position: (question: string, id: string) => StancePosition | undefined;
  /** Rank of a position within its question; unknown ones come last. */
  readonly positionOrder: (question: string, id: string) => number;
}

/** Builds the index. Linear in the project; keep it until the project changes. */
export function indexProject(project: Project): ProjectIndex {
  const tags = flatten(project.tags ?? []);
  const tagById = byId(tags, ({ tag }) => tag);
  const outlets = project.outlets ?? [];
  const outletById = byId(outlets, (outlet) => outlet);
  const outletByName = new Map<string, Outlet>();
  const outletByDomain = new Map<string, Outlet>();
  for (const outlet of outlets) {
    for (const name of [outlet.id, outlet.name, ...(outlet.aliases ?? [])]) setIfNew(outletByName, fold(name), outlet);
    for (const domain of outlet.domains ?? []) setIfNew(outletByDomain, domain.toLowerCase(), outlet);
  }
  const actorById = byId(project.actors ?? [], (actor) => actor);
  const eventById = new Map((project.events ?? []).map((event) => [event.id, event] as const));
  const questions = new Map((project.stance ?? []).map((question) => [question.id, question] as const));
  const ranks = new Map([...questions].map(([id, { positions }]) => [id, new Map(positions.map((position, rank) => [position.id, rank] as const))] as const));
  return {
    project,
    tags,
    tag: (id) => tagById.get(id),
    tagId: (id) => tagById.get(id)?.tag.id ?? id,
    pinned: new Map(tags.flatMap((flat) => (flat.tag.pin === undefined ? [] : [[flat.tag.pin, flat] as const])).reverse()),
    outlet: (id) => outletById.get(id),
    outletNamed: (name) => outletByName.get(fold(name)),
    outletAt: (host) => atDomain(outletByDomain, host),
    actor: (id) => actorById.get(id),
    event: (id) => eventById.get(id),
    question: (id) => questions.get(id),
    defaultQuestion: project.stance?.[0],
    position: (question, id) => questions.get(question)?.positions.find((position) => position.id === id),
    positionOrder: (question, id) => ranks.get(question)?.get(id) ?? Number.MAX_SAFE_INTEGER,
  };
}

/** A tag and all that is below it. */
export function subtree(tag: Tag): readonly Tag[] {
  return [tag, ...(tag.children ?? []).flatMap(subtree)];
}

function flatten(tags: readonly Tag[]): readonly FlatTag[] {
  const flat: FlatTag[] = [];
  const visit = (tag: Tag, depth: number, parent: Tag | undefined): void => {
    flat.push({ tag, depth, parent, order: flat.length });
    for (const child of tag.children ?? []) visit(child, depth + 1, tag);
  };
  for (const tag of tags) visit(tag, 0, undefined);
  return flat;
}

/** By own id first; an id that was merged into an entry resolves to it, through chains of mergers too. */
function byId<T>(
  items: readonly T[],
  identified: (item: T) => { readonly id: string; readonly replaces?: readonly string[] | undefined },
): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const item of items) setIfNew(found, identified(item).id, item);
  for (const item of items) {
    for (const id of identified(item).replaces ?? []) setIfNew(found, id, item);
  }
  return found;
}

function atDomain(domains: ReadonlyMap<string, Outlet>, host: string): Outlet | undefined {
  const labels = host.toLowerCase().split('.').slice(-12);
  for (let from = 0; from < labels.length - 1; from++) {
    const outlet = domains.get(labels.slice(from).join('.'));
    if (outlet !== undefined) return outlet;
  }
  return undefined;
}

function setIfNew<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
