/** The Actors view as data: groups, actors, their forms, suggested merges. Pure: it knows no editor. */
import type { MergeSuggestion } from '../../../core/actors';
import type { ActorKind } from '../../../core/actors/types';
import type { ActorSummary, FormCount, OutletForms } from '../../../core/corpus/types';
import { formKey, type NamedActor } from '../../../core/project/registry';
import type { Actor, Project } from '../../../core/project/schema';
import type { ActorGrouping } from '../../contributions';
import { reconcile as reconcileRows } from '../reconcile';

export interface GroupNode {
  readonly type: 'group';
  /** Stable over refreshes, so that expansion and selection are kept. */
  readonly id: string;
  readonly label: GroupLabel;
  /** Actors or suggestions below. */
  readonly count: number;
  readonly expanded: boolean;
  readonly children: readonly ActorsNode[];
  /** Its rows are asked for when it is opened; until then there are none here. */
  readonly lazy?: boolean;
}
export type GroupLabel =
  | { readonly kind: ActorKind }
  | { readonly word: 'suggestions' | 'later' | 'not-mentioned' }
  /** A stretch of a long list, counted from 1. */
  | { readonly from: number; readonly to: number };

export interface ActorNode {
  readonly type: 'actor';
  readonly id: string;
  /** The project's id. */
  readonly project: string;
  readonly actor: ActorSummary;
}
/** How one outlet names an actor. */
export interface OutletNode {
  readonly type: 'outlet';
  readonly id: string;
  readonly project: string;
  readonly actor: ActorSummary;
  readonly outlet: OutletForms;
}
/** One form in one outlet. */
export interface FormNode {
  readonly type: 'form';
  readonly id: string;
  readonly project: string;
  readonly actor: ActorSummary;
  readonly outlet: string | undefined;
  readonly form: FormCount;
}
export interface SuggestionNode {
  readonly type: 'suggestion';
  readonly id: string;
  readonly project: string;
  /** The one that would stay: of the registry, else the more mentioned. */
  readonly into: ActorSummary;
  readonly from: ActorSummary;
  readonly why: string;
  readonly later: boolean;
}
export type ActorsNode = GroupNode | ActorNode | OutletNode | FormNode | SuggestionNode;

export interface ActorFilter {
  /** Letters of a name or form, without regard to case and accents. */
  readonly text?: string | undefined;
  /** An outlet's id, or null for documents whose outlet is not set: only its counts are shown. */
  readonly outlet?: string | null | undefined;
}

/** `documents` of the actors is 0 where a filter by outlet leaves it unknown. */
export interface ActorsInput {
  readonly projectId: string;
  readonly project: Project;
  readonly actors: readonly ActorSummary[];
  readonly suggestions: readonly MergeSuggestion[];
  /** Ids of suggestion nodes that were set aside. */
  readonly later: ReadonlySet<string>;
  readonly grouping: ActorGrouping;
  readonly filter: ActorFilter;
}

/** Expanding a node asks for all its children at once, so longer lists are split. */
export const bucketSize = 300;
/** More questions than this at once are answered by nobody; the likest come first. */
export const mostSuggestions = 100;

/** People and organisations first: they act; states and places are half of all marks. */
export const kindOrder: readonly ActorKind[] = ['person', 'organisation', 'group', 'state', 'place'];

function suggestionKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

export function actorsTree(input: ActorsInput): readonly ActorsNode[] {
  const all = overlaid(input.actors, input.project);
  const shown = filtered(all, input);
  const mentioned = shown.filter(({ mentions }) => mentions > 0).sort((a, b) => b.mentions - a.mentions || compare(a.name, b.name));
  const silent = shown.filter(({ mentions }) => mentions === 0).sort((a, b) => compare(a.name, b.name));
  const node = (actor: ActorSummary): ActorNode => ({ type: 'actor', id: `${input.projectId}/a/${actor.id}`, project: input.projectId, actor });
  const group = (name: string, label: GroupLabel, actors: readonly ActorSummary[], expanded: boolean): GroupNode[] => {
    const id = `${input.projectId}/${name}`;
    return actors.length ? [{ type: 'group', id, label, count: actors.length, expanded, children: bucketed(id, actors.map(node)) }] : [];
  };
  const main =
    input.grouping === 'frequency'
      ? bucketed(`${input.projectId}/frequency`, mentioned.map(node))
      : kindOrder.flatMap((kind) => {
          const own = mentioned.filter((actor) => actor.kind === kind);
          return group(kind, { kind }, own, kind === 'person' || kind === 'organisation');
        });
  return [...suggested(input, all), ...main, ...group('not-mentioned', { word: 'not-mentioned' }, silent, false)];
}

/** The nodes below one; forms are made when they are asked for. */
export function childrenOf(node: ActorsNode): readonly ActorsNode[] {
  switch (node.type) {
    case 'group':
      return node.children;
    case 'actor':
      return bucketed(
        node.id,
        node.actor.variants.map((outlet): OutletNode => {
          return { type: 'outlet', id: `${node.id}/o/${outlet.outlet ?? ''}`, project: node.project, actor: node.actor, outlet };
        }),
      );
    case 'outlet':
      return bucketed(
        node.id,
        node.outlet.forms.map((form): FormNode => {
          return { type: 'form', id: `${node.id}/f/${form.form}`, project: node.project, actor: node.actor, outlet: node.outlet.outlet, form };
        }),
      );
    case 'suggestion':
      return [node.into, node.from].map((actor): ActorNode => ({ type: 'actor', id: `${node.id}/a/${actor.id}`, project: node.project, actor }));
    case 'form':
      return [];
    default:
      return node satisfies never;
  }
}

/** How many suggestions wait for an answer. */
export function openSuggestions(roots: readonly ActorsNode[]): number {
  const group = roots.find((node) => node.type === 'group' && 'word' in node.label && node.label.word === 'suggestions');
  return group?.type === 'group' ? group.count : 0;
}

/** Whom suggestions hold to be the same as an actor, with the reason: in their order, those that were set aside last. */
export function partnersOf(actor: string, suggestions: readonly SuggestionNode[]): readonly { readonly id: string; readonly why: string }[] {
  const own = suggestions.filter(({ into, from }) => into.id === actor || from.id === actor);
  const ordered = [...own.filter(({ later }) => !later), ...own.filter(({ later }) => later)];
  return ordered.map(({ into, from, why }) => ({ id: into.id === actor ? from.id : into.id, why }));
}

/** An actor's forms over all outlets, most frequent first. */
export function formsOf({ variants }: Pick<ActorSummary, 'variants'>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { forms } of variants) for (const { form, count } of forms) counts.set(form, (counts.get(form) ?? 0) + count);
  return [...counts].sort(([a, x], [b, y]) => y - x || compare(a, b)).map(([form]) => form);
}

/** Takes a new tree over into the one that is shown. */
export function reconcile(shown: readonly ActorsNode[], fresh: readonly ActorsNode[]): ReturnType<typeof reconcileRows<ActorsNode>> {
  return reconcileRows(shown, fresh, { says: rowOf, below: (node) => (node.type === 'group' ? node.children : undefined) });
}

/** All that a node's row says, and for an actor the rows below it. */
function rowOf(node: ActorsNode): string {
  return JSON.stringify(node.type === 'group' ? [node.label, node.count] : node);
}

/** @param before how many stand before the first of them */
function bucketed<T extends ActorsNode>(id: string, nodes: readonly T[], before = 0): readonly (T | GroupNode)[] {
  if (nodes.length <= bucketSize) return nodes;
  // Where even the stretches are many, there are stretches of stretches.
  let size = bucketSize;
  while (nodes.length > size * bucketSize) size *= bucketSize;
  return Array.from({ length: Math.ceil(nodes.length / size) }, (_, index): GroupNode => {
    const own = nodes.slice(index * size, (index + 1) * size);
    const first = before + index * size;
    const children = bucketed(`${id}/${index}`, own, first);
    return { type: 'group', id: `${id}/${index}`, label: { from: first + 1, to: first + own.length }, count: own.length, expanded: false, children };
  });
}

/**
 * The index's answer in the light of the registry as it is now: renamed, merged and refused actors show at once, and not when
 * every document has been read again.
 */
function overlaid(actors: readonly ActorSummary[], project: Project): ActorSummary[] {
  const registry = new Map((project.actors ?? []).flatMap((actor) => [actor.id, ...(actor.replaces ?? [])].map((id) => [id, actor] as const)));
  for (const actor of project.actors ?? []) registry.set(actor.id, actor);
  const bearers = bearersOf(project);
  const never = new Set((project['not-actors'] ?? []).map(formKey));
  const byId = new Map<string, ActorSummary>();
  for (const actor of actors) {
    const entry = registry.get(actor.id) ?? bearers.get(formKey(actor.name));
    if (!entry && never.has(formKey(actor.name))) continue;
    const now = entry ? { ...actor, id: entry.id, name: entry.name, kind: entry.kind, registered: true } : { ...actor, registered: false };
    const known = byId.get(now.id);
    byId.set(now.id, known ? joined(known, now) : now);
  }
  for (const { id, name, kind } of project.actors ?? []) {
    if (!byId.has(id)) byId.set(id, { id, name, kind, registered: true, mentions: 0, asides: 0, documents: 0, variants: [], statements: [] });
  }
  // Gone from the registry and named nowhere: nothing is left of it.
  return [...byId.values()].filter(({ registered, mentions }) => registered || mentions > 0);
}

/** Whom each form of the registry names, by its key. */
export function bearersOf(project: Project): ReadonlyMap<string, Actor> {
  return new Map((project.actors ?? []).flatMap((actor) => [actor.name, ...(actor.aliases ?? [])].map((form) => [formKey(form), actor] as const)));
}

/**
 * Whether a recognised actor is the target under the id that it had before an act, which the index knows for a moment longer. A form of the registry is
 * one actor's everywhere; without an entry, a namesake of another kind is somebody else.
 */
export function isFormerSelf(target: NamedActor, registered: boolean, other: NamedActor): boolean {
  return formKey(other.name) === formKey(target.name) && (registered || other.kind === target.kind);
}

function joined(a: ActorSummary, b: ActorSummary): ActorSummary {
  const outlets = new Map<string | undefined, Map<string, FormCount>>();
  for (const { outlet, forms } of [...a.variants, ...b.variants]) {
    const own = outlets.get(outlet) ?? new Map<string, FormCount>();
    outlets.set(outlet, own);
    for (const { form, count, asides } of forms) {
      const known = own.get(form);
      own.set(form, { form, count: count + (known?.count ?? 0), asides: asides + (known?.asides ?? 0) });
    }
  }
  const variants = [...outlets].map(([outlet, forms]): OutletForms => ({ outlet, forms: [...forms.values()].sort((x, y) => y.count - x.count) }));
  // Documents that name both would count twice: at least so many they are.
  return {
    ...a,
    mentions: a.mentions + b.mentions,
    asides: a.asides + b.asides,
    documents: Math.max(a.documents, b.documents),
    variants,
    statements: added(a.statements, b.statements),
  };
}

function added(a: ActorSummary['statements'], b: ActorSummary['statements']): ActorSummary['statements'] {
  const counts = new Map<string | undefined, number>();
  for (const { outlet, count } of [...a, ...b]) counts.set(outlet, (counts.get(outlet) ?? 0) + count);
  return [...counts].map(([outlet, count]) => ({ outlet, count })).sort((x, y) => y.count - x.count);
}

function filtered(actors: readonly ActorSummary[], { filter, project }: ActorsInput): readonly ActorSummary[] {
  const letters = filter.text === undefined ? '' : formKey(filter.text);
  const aliases = new Map((project.actors ?? []).map((actor) => [actor.id, actor.aliases ?? []] as const));
  const fits = (actor: ActorSummary): boolean =>
    letters === '' ||
    [actor.name, ...(aliases.get(actor.id) ?? []), ...actor.variants.flatMap(({ forms }) => forms.map(({ form }) => form))].some((form) =>
      formKey(form).includes(letters),
    );
  const kept = actors.filter(fits);
  if (filter.outlet === undefined) return kept;
  const outlet = filter.outlet ?? undefined;
  return kept.flatMap((actor): ActorSummary[] => {
    const variants = actor.variants.filter((variant) => variant.outlet === outlet);
    const forms = variants.flatMap((variant) => variant.forms);
    return forms.length ? [{ ...actor, variants, mentions: sum(forms), asides: forms.reduce((all, { asides }) => all + asides, 0), documents: 0 }] : [];
  });
}

function suggested(input: ActorsInput, actors: readonly ActorSummary[]): GroupNode[] {
  const byId = new Map(actors.map((actor) => [actor.id, actor] as const));
  const shown = new Set(filtered(actors, input).map(({ id }) => id));
  const registry = input.project.actors ?? [];
  const now = new Map(registry.flatMap(({ id, replaces }) => (replaces ?? []).map((was) => [was, id] as const)));
  for (const { id } of registry) now.set(id, id);
  const apart = new Set(registry.flatMap((actor) => (actor['not-same-as'] ?? []).map((other) => suggestionKey(actor.id, now.get(other) ?? other))));
  const nodes = input.suggestions.flatMap(({ a, b, why }): SuggestionNode[] => {
    const [one, other] = [byId.get(a), byId.get(b)];
    if (!one || !other || one.kind !== other.kind || apart.has(suggestionKey(a, b)) || !(shown.has(a) || shown.has(b))) return [];
    const swapped = Number(other.registered) - Number(one.registered) || other.mentions - one.mentions;
    const [into, from] = swapped > 0 ? [other, one] : [one, other];
    const id = `${input.projectId}/s/${suggestionKey(a, b)}`;
    return [{ type: 'suggestion', id, project: input.projectId, into, from, why, later: input.later.has(id) }];
  });
  const open = nodes.filter(({ later }) => !later).slice(0, mostSuggestions);
  const aside = nodes.filter(({ later }) => later).slice(0, mostSuggestions);
  const laterGroup: readonly GroupNode[] = aside.length
    ? [{ type: 'group', id: `${input.projectId}/later`, label: { word: 'later' }, count: aside.length, expanded: false, children: aside }]
    : [];
  if (!open.length && !aside.length) return [];
  return [
    {
      type: 'group',
      id: `${input.projectId}/suggestions`,
      label: { word: 'suggestions' },
      count: open.length,
      expanded: false,
      children: [...open, ...laterGroup],
    },
  ];
}

function sum(items: readonly { readonly count: number }[]): number {
  return items.reduce((all, { count }) => all + count, 0);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b);
}
