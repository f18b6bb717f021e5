/** Operations on values: what a file would say if the act were written. Unchanged entries stay the same objects. */
import { sameData } from './equal';
import { listOf, type Data, type Format, type ListSection, type Operation } from './format';

/**
 * Applies one operation. Idempotent: a value that already holds it is returned itself.
 * Empty lists of entries and empty mappings are absent, as they are when read.
 */
export function applyOperation<Value extends object>(format: Format, value: Value, operation: Operation): Value {
  const data = value as unknown as Data;
  switch (operation.type) {
    case 'add':
    case 'change':
    case 'remove':
    case 'move': {
      const section = listOf(format, operation.section);
      const before = (data[section.name] ?? []) as readonly Data[];
      const after = applyToList(section, before, operation);
      return after === before ? value : withSection(value, section.name, after.length === 0 ? undefined : after);
    }
    case 'fields': {
      const before = operation.section === undefined ? data : ((data[operation.section] ?? {}) as Data);
      const after = withChanges(before, operation.changes);
      if (after === before) return value;
      if (operation.section === undefined) return after as unknown as Value;
      return withSection(value, operation.section, Object.keys(after).length === 0 ? undefined : after);
    }
    case 'member': {
      const before = (data[operation.section] ?? []) as readonly unknown[];
      const there = before.some((item) => sameData(item, operation.item));
      if (there === operation.present) return value;
      const next = operation.before === undefined ? -1 : before.findIndex((item) => sameData(item, operation.before));
      const at = next < 0 ? before.length : next;
      const after = operation.present
        ? [...before.slice(0, at), operation.item, ...before.slice(at)]
        : before.filter((item) => !sameData(item, operation.item));
      return withSection(value, operation.section, after.length === 0 ? undefined : after);
    }
  }
}

/** An entry by its key, at any depth. */
export function findEntryIn(section: ListSection, entries: readonly Data[], key: string): Data | undefined {
  for (const entry of entries) {
    if (section.key(entry) === key) return entry;
    if (section.nested === undefined) continue;
    const below = findEntryIn(section, (entry[section.nested] ?? []) as readonly Data[], key);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** The entry with fields set and, where the change is null, removed; the entry itself if that changes nothing. */
export function withChanges(entry: Data, changes: Data): Data {
  const effective = Object.entries(changes).filter(([key, change]) => change !== undefined && !sameData(entry[key] ?? null, change));
  if (effective.length === 0) return entry;
  const result: Record<string, unknown> = { ...entry };
  for (const [key, change] of effective) {
    if (change === null) delete result[key];
    else result[key] = change;
  }
  return result;
}

export function withSection<Value extends object>(value: Value, name: string, content: unknown): Value {
  const result: Record<string, unknown> = { ...(value as unknown as Data) };
  if (content === undefined) delete result[name];
  else result[name] = content;
  return result as unknown as Value;
}

type ListOperation = Extract<Operation, { type: 'add' | 'change' | 'remove' | 'move' }>;

function applyToList(section: ListSection, entries: readonly Data[], operation: ListOperation): readonly Data[] {
  switch (operation.type) {
    case 'add':
      return addTo(section, entries, operation);
    case 'change':
      return mapEntry(section, entries, operation.key, (entry) => withChanges(entry, operation.changes));
    case 'remove':
      return mapEntry(section, entries, operation.key, () => undefined);
    case 'move':
      return moveIn(section, entries, operation);
  }
}

/** Where an entry stands. */
export interface EntryPlace {
  readonly entry: Data;
  /** Key of the entry it stands below; undefined at the top. */
  readonly parent?: string | undefined;
  /** Key of the sibling behind it; null where it is the last. */
  readonly before: string | null;
}

/** An entry at any depth, with its place. */
export function placeOf(section: ListSection, entries: readonly Data[], key: string, parent?: string): EntryPlace | undefined {
  for (const [index, entry] of entries.entries()) {
    const next = entries[index + 1];
    if (section.key(entry) === key) return { entry, parent, before: next === undefined ? null : section.key(next) };
    const below = section.nested === undefined ? undefined : placeOf(section, (entry[section.nested] ?? []) as readonly Data[], key, section.key(entry));
    if (below !== undefined) return below;
  }
  return undefined;
}

/** An entry that is not there, or would come below itself or below what is not there, stays. */
function moveIn(section: ListSection, entries: readonly Data[], { key, parent, before }: Extract<Operation, { type: 'move' }>): readonly Data[] {
  const place = placeOf(section, entries, key);
  if (place === undefined || before === key) return entries;
  if (parent !== undefined && (findEntryIn(section, [place.entry], parent) !== undefined || findEntryIn(section, entries, parent) === undefined))
    return entries;
  // The sibling went with a later act: taken again, as after a crash, this one has nothing left to do.
  const sibling = typeof before === 'string' ? placeOf(section, entries, before) : undefined;
  if (typeof before === 'string' && place.parent === parent && (!sibling || sibling.parent !== parent)) return entries;
  const without = mapEntry(section, entries, key, () => undefined);
  const after = addTo(section, without, { type: 'add', section: section.name, entry: place.entry, parent, before: before ?? null });
  const now = placeOf(section, after, key);
  return now?.parent === place.parent && now?.before === place.before ? entries : after;
}

function addTo(section: ListSection, entries: readonly Data[], operation: Extract<Operation, { type: 'add' }>): readonly Data[] {
  const entry = definedEntry(operation.entry);
  const existing = findEntryIn(section, entries, section.key(entry));
  if (existing !== undefined) {
    if (!section.replaces || sameData(existing, entry)) return entries;
    return mapEntry(section, entries, section.key(entry), () => entry);
  }
  const { nested } = section;
  const { parent } = operation;
  if (parent === undefined || nested === undefined || findEntryIn(section, entries, parent) === undefined)
    return insert(section, entries, entry, operation.before);
  return mapEntry(section, entries, parent, (above) => ({
    ...above,
    [nested]: insert(section, (above[nested] ?? []) as readonly Data[], entry, operation.before),
  }));
}

function insert(section: ListSection, entries: readonly Data[], entry: Data, before: string | null | undefined): readonly Data[] {
  const { compare } = section;
  let at = before === undefined ? -1 : before === null ? entries.length : entries.findIndex((other) => section.key(other) === before);
  if (at < 0 && compare !== undefined) at = entries.findIndex((other) => compare(other, entry) > 0);
  if (at < 0) at = entries.length;
  return [...entries.slice(0, at), entry, ...entries.slice(at)];
}

/** The list with one entry replaced or, for undefined, taken out; the list itself if nothing changes. */
function mapEntry(section: ListSection, entries: readonly Data[], key: string, change: (entry: Data) => Data | undefined): readonly Data[] {
  const { nested } = section;
  for (const [index, entry] of entries.entries()) {
    let after: Data | undefined = entry;
    if (section.key(entry) === key) after = change(entry);
    else if (nested !== undefined && entry[nested] !== undefined) {
      const below = entry[nested] as readonly Data[];
      const changed = mapEntry(section, below, key, change);
      if (changed !== below) after = withChanges(entry, { [nested]: changed.length === 0 ? null : changed });
    }
    if (after === entry) continue;
    return after === undefined ? [...entries.slice(0, index), ...entries.slice(index + 1)] : [...entries.slice(0, index), after, ...entries.slice(index + 1)];
  }
  return entries;
}

/** Without undefined fields: absent is said in one way. */
export function definedEntry(entry: Data): Data {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}
