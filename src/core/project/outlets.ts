/**
 * Outlets that become one, and outlets that go. Sidecars are never touched: an outlet that is merged away or deleted leaves its id in `replaces:` of the one
 * that takes its documents. What adds comes before what takes away, so that after a crash half-way every id still stands for an outlet.
 */
import type { DocumentMetadata } from '../sidecar/schema';
import type { ProjectDecision } from './decision';
import type { ProjectIndex } from './lookup';
import type { Outlet } from './schema';

/** The ids of a document's outlets as they are now: one that was merged away is the one that stays. The same object where nothing is another. */
export function outletsNow(metadata: DocumentMetadata, index: Pick<ProjectIndex, 'outlet'>): DocumentMetadata {
  const { outlet, publisher, via } = metadata;
  if (outlet === undefined && publisher === undefined && via === undefined) return metadata;
  const now = (id: string): string => index.outlet(id)?.id ?? id;
  const changes = {
    ...(outlet !== undefined && { outlet: now(outlet) }),
    ...(publisher !== undefined && { publisher: now(publisher) }),
    ...(via && { via: [...new Set(via.map(now))] }),
  };
  const same = changes.outlet === outlet && changes.publisher === publisher && (via ?? []).every((id, at) => changes.via?.[at] === id);
  return same ? metadata : { ...metadata, ...changes };
}

/** Whether a document names an outlet: as its own, where it stood, or relayed. */
export function namesOutlet({ outlet, publisher, via = [] }: DocumentMetadata, id: string): boolean {
  return outlet === id || publisher === id || via.includes(id);
}

/**
 * The others' documents, names and domains are the one's that stays; what else is said of it holds.
 * @param moved take the documents alone: the names and domains go with their outlet
 */
export function mergeOutlets(into: Outlet, others: readonly Outlet[], moved: 'all' | 'documents' = 'all'): readonly ProjectDecision[] {
  const gone = others.filter(({ id }) => id !== into.id);
  if (gone.length === 0) return [];
  const union = (own: readonly string[] | undefined, more: readonly string[], but: string): string[] =>
    [...new Set([...(own ?? []), ...more])].filter((one) => one !== but);
  const replaces = union(
    into.replaces,
    gone.flatMap(({ id, replaces: ids = [] }) => [id, ...ids]),
    into.id,
  );
  const aliases = union(
    into.aliases,
    gone.flatMap(({ name, aliases: names = [] }) => [name, ...names]),
    into.name,
  );
  const domains = union(
    into.domains,
    gone.flatMap(({ domains: own = [] }) => own),
    '',
  );
  const named = moved === 'all' ? { ...(aliases.length > 0 && { aliases }), ...(domains.length > 0 && { domains }) } : {};
  return [
    { type: 'change', section: 'outlets', key: into.id, changes: { ...named, replaces } },
    ...gone.map(({ id }): ProjectDecision => ({ type: 'remove', section: 'outlets', key: id })),
  ];
}

/** One that no document names just goes. */
export function removeOutlet(outlet: Outlet, heir: Outlet | undefined): readonly ProjectDecision[] {
  return heir ? mergeOutlets(heir, [outlet], 'documents') : [{ type: 'remove', section: 'outlets', key: outlet.id }];
}
