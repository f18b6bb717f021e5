/**
 * Three-way merge of a list whose entries stand below one another, as the codebook's tags do: by id at any depth, where
 * the entry above and the order among siblings are judgements like any field. What was changed twice comes out twice,
 * as a tree with ours and a tree with theirs; everything that one side alone did is in both, so that nothing is lost
 * whichever a person keeps.
 */
import { withChanges } from './apply';
import { sameData } from './equal';
import type { Data, ListSection } from './format';
import { mergeFields, sameButDerived } from './mergeFields';

export interface MergedTree {
  /** With ours, and with theirs, where both changed the same to something else: the same data where nothing was. */
  readonly ours: readonly Data[];
  readonly theirs: readonly Data[];
  /** Whether they differ in where something stands, so that neighbours have to be kept together. */
  readonly places: boolean;
}

type Side = 'ours' | 'theirs';

interface Node {
  /** Without the entries below. */
  readonly fields: Data;
  /** Key of the entry above; undefined at the top. */
  readonly parent: string | undefined;
}

interface Tree {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly entries: ReadonlyMap<string, Data>;
  /** Keys below a key, in order. */
  readonly below: ReadonlyMap<string | undefined, readonly string[]>;
}

type Trees = Readonly<Record<'base' | Side, Tree>>;
type Merged = Map<string, Readonly<Record<Side, Node>>>;

export function mergeTrees(
  section: ListSection & { readonly nested: string },
  [base, ours, theirs]: readonly [readonly Data[], readonly Data[], readonly Data[]],
  isDerived: (field: string) => boolean,
): MergedTree {
  const trees: Trees = { base: treeOf(section, base), ours: treeOf(section, ours), theirs: treeOf(section, theirs) };
  const merged: Merged = new Map();
  for (const key of new Set([...trees.ours.nodes.keys(), ...trees.theirs.nodes.keys()])) {
    const versions = mergeNode(trees, key, isDerived);
    if (versions !== undefined) merged.set(key, versions);
  }
  do keepParents(merged, trees);
  while (untangled(merged, trees));
  const clash = { order: false };
  const [withOurs, withTheirs] = (['ours', 'theirs'] as const).map((side) => build(section, merged, trees, side, clash)) as [readonly Data[], readonly Data[]];
  const places = clash.order || [...merged.values()].some((versions) => versions.ours.parent !== versions.theirs.parent);
  return { ours: withOurs, theirs: withTheirs, places };
}

function treeOf(section: ListSection & { readonly nested: string }, top: readonly Data[]): Tree {
  const nodes = new Map<string, Node>();
  const entries = new Map<string, Data>();
  const below = new Map<string | undefined, readonly string[]>();
  const visit = (list: readonly Data[], parent: string | undefined): void => {
    below.set(parent, list.map(section.key));
    for (const entry of list) {
      const { [section.nested]: inner, ...fields } = entry;
      const key = section.key(entry);
      nodes.set(key, { fields, parent });
      entries.set(key, entry);
      visit((inner ?? []) as readonly Data[], key);
    }
  };
  visit(top, undefined);
  return { nodes, entries, below };
}

/** Undefined where it is deleted: on one side, and the other did nothing to it. What somebody worked on is kept. */
function mergeNode(trees: Trees, key: string, isDerived: (field: string) => boolean): Readonly<Record<Side, Node>> | undefined {
  const [before, own, other] = [trees.base, trees.ours, trees.theirs].map(({ nodes }) => nodes.get(key));
  if (own === undefined || other === undefined) {
    const only = (own ?? other) as Node;
    const untouched = before !== undefined && before.parent === only.parent && sameButDerived(before.fields, only.fields, isDerived);
    return untouched ? undefined : { ours: only, theirs: only };
  }
  const { changes, clashes } = mergeFields(before?.fields ?? {}, own.fields, other.fields, isDerived);
  const fields = withChanges(own.fields, changes);
  // With theirs goes what follows from it, such as the day of the revision.
  const all = clashes.length === 0 ? [] : mergeFields(before?.fields ?? {}, own.fields, other.fields, () => false).clashes;
  const fieldsOfTheirs = withChanges(fields, Object.fromEntries(all.map((field) => [field, other.fields[field] ?? null])));
  const [theirsMoved, oursMoved] = [other, own].map((node) => before === undefined || node.parent !== before.parent);
  return {
    ours: { fields, parent: oursMoved ? own.parent : other.parent },
    theirs: { fields: fieldsOfTheirs, parent: theirsMoved ? other.parent : own.parent },
  };
}

/** An entry that something stands below is kept, though one side deleted it; where it was merged into another, what stands below it goes there. */
function keepParents(merged: Merged, { ours, theirs }: Trees): void {
  // What is added meanwhile is visited as well.
  for (const [key, versions] of merged) {
    for (const { parent } of [versions.ours, versions.theirs]) {
      const above = parent === undefined || merged.has(parent) ? undefined : (ours.nodes.get(parent) ?? theirs.nodes.get(parent));
      if (parent === undefined || above === undefined) continue;
      const heir = heirOf(merged, parent);
      if (heir === undefined || isAtOrBelow(merged, heir, key)) merged.set(parent, { ours: above, theirs: above });
      else {
        const moved = (node: Node): Node => (node.parent === parent ? { ...node, parent: heir } : node);
        const now = merged.get(key) ?? versions;
        merged.set(key, { ours: moved(now.ours), theirs: moved(now.theirs) });
      }
    }
  }
}

/** The entry that an id was merged into. */
function heirOf(merged: Merged, key: string): string | undefined {
  const took = ({ fields }: Node): boolean => Array.isArray(fields['replaces']) && fields['replaces'].includes(key);
  return [...merged].find(([, { ours, theirs }]) => took(ours) || took(theirs))?.[0];
}

/** Whether an entry is another, or stands somewhere below it, on either side. */
function isAtOrBelow(merged: Merged, key: string, other: string): boolean {
  return (['ours', 'theirs'] as const).some((side) => {
    const seen = new Set<string>();
    let at: string | undefined = key;
    while (at !== undefined && at !== other && !seen.has(at)) {
      seen.add(at);
      at = merged.get(at)?.[side].parent;
    }
    return at === other;
  });
}

/**
 * Ours moved one entry below another, theirs the other below the one: entries that would stand below themselves are
 * where each side has them.
 * @returns whether there were any
 */
function untangled(merged: Merged, { ours, theirs }: Trees): boolean {
  let found = false;
  for (const [key, versions] of merged) {
    const [own, other] = [ours.nodes.get(key), theirs.nodes.get(key)];
    if (own === undefined || other === undefined || (versions.ours.parent === own.parent && versions.theirs.parent === other.parent)) continue;
    if (!(['ours', 'theirs'] as const).some((side) => isBelowItself(merged, side, key))) continue;
    merged.set(key, { ours: { ...versions.ours, parent: own.parent }, theirs: { ...versions.theirs, parent: other.parent } });
    found = true;
  }
  return found;
}

function isBelowItself(merged: Merged, side: Side, key: string): boolean {
  const seen = new Set<string>();
  let above = merged.get(key)?.[side].parent;
  while (above !== undefined && above !== key && !seen.has(above)) {
    seen.add(above);
    above = merged.get(above)?.[side].parent;
  }
  return above === key;
}

function build(section: ListSection & { readonly nested: string }, merged: Merged, trees: Trees, side: Side, clash: { order: boolean }): readonly Data[] {
  const members = new Map<string | undefined, Set<string>>();
  for (const [key, versions] of merged) {
    const { parent } = versions[side];
    const beside = members.get(parent);
    if (beside === undefined) members.set(parent, new Set([key]));
    else beside.add(key);
  }
  const listBelow = (parent: string | undefined): readonly Data[] =>
    ordered(members.get(parent) ?? new Set(), parent, trees, side, clash).map((key) => {
      const fields = merged.get(key)?.[side].fields ?? {};
      const own = trees.ours.entries.get(key);
      const below = listBelow(key);
      const wroteEmpty = (own?.[section.nested] as readonly Data[] | undefined)?.length === 0;
      const entry = below.length > 0 || wroteEmpty ? { ...fields, [section.nested]: below } : fields;
      return own !== undefined && sameData(own, entry) ? own : entry;
    });
  return listBelow(undefined);
}

/** Siblings in the order of the side that changed it, and what only the other has behind the sibling that it stands behind there. */
function ordered(members: ReadonlySet<string>, parent: string | undefined, trees: Trees, side: Side, clash: { order: boolean }): readonly string[] {
  const lists = [trees.base, trees.ours, trees.theirs].map(({ below }) => below.get(parent) ?? []) as [readonly string[], readonly string[], readonly string[]];
  const [base, ours, theirs] = lists.map((list) => new Set(list)) as [Set<string>, Set<string>, Set<string>];
  const [was, own, other] = lists.map((list) => list.filter((key) => members.has(key) && base.has(key) && ours.has(key) && theirs.has(key)));
  let lead: Side = 'ours';
  if (!sameData(was, other) && !sameData(own, other)) {
    const both = !sameData(was, own);
    if (both) clash.order = true;
    lead = both ? side : 'theirs';
  }
  const [first, second] = lead === 'ours' ? [lists[1], lists[2]] : [lists[2], lists[1]];
  const here = new Set(second);
  const result = first.filter((key) => members.has(key));
  second.forEach((key, index) => {
    if (!members.has(key) || result.includes(key)) return;
    const before = second.slice(0, index).findLast((sibling) => result.includes(sibling));
    let at = before === undefined ? 0 : result.indexOf(before) + 1;
    // Both added here: the leading side's first.
    while (at < result.length && !base.has(result[at] as string) && !here.has(result[at] as string)) at++;
    result.splice(at, 0, key);
  });
  // What stood below an entry that was merged into this one.
  return [...result, ...[...members].filter((key) => !result.includes(key))];
}
