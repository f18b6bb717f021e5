/** Tags by the names that other tools know them by: two tags may share a label, and most tools want every name once. */
import type { FlatTag, ProjectIndex } from '../project';
import { guidOf } from './guids';
import type { ImportedTag } from './types';

const between = ' › ';

/**
 * A name for every tag, by id: its label; where others have the same, without regard to case, the label with those above it, else with its id.
 * @param stray ids of tags that the codebook does not have: their names are the ids
 */
export function writtenNames(tags: readonly FlatTag[], stray: readonly string[] = []): ReadonlyMap<string, string> {
  const paths = pathsOf(tags);
  const labels = counted([...tags.map(({ tag }) => fold(tag.label)), ...stray.map(fold)]);
  const named = tags.map(({ tag }) => ({ id: tag.id, name: (labels.get(fold(tag.label)) ?? 0) > 1 ? withPath(tag.label, paths.get(tag.id)) : tag.label }));
  const names = counted([...named.map(({ name }) => fold(name)), ...stray.map(fold)]);
  const taken = new Set(stray.map(fold));
  const unique = named.map(({ id, name }): readonly [string, string] => {
    let own = (names.get(fold(name)) ?? 0) > 1 ? `${name} [${id}]` : name;
    for (let i = 2; taken.has(fold(own)); i++) own = `${name} [${id}] ${i}`;
    taken.add(fold(own));
    return [id, own];
  });
  return new Map([...stray.map((id) => [id, id] as const), ...unique]);
}

function withPath(label: string, path: readonly string[] = []): string {
  return path.length > 1 ? `${label} (${path.slice(0, -1).join(between)})` : label;
}

/** What a name of another tool's means here: a tag's id, or that it is none, or that it could be several. */
export type Found = { readonly id: string } | 'none' | 'several';

/**
 * By guid, for ours are always the same, else by the labels from the top down, where a tool says both; by the id; by the name as we write it;
 * by the label, and that only where one tag has it.
 */
export function tagFinder({ tag, tags }: ProjectIndex): (name: ImportedTag) => Found {
  // Hashes, which only some formats ask for.
  let guids: ReadonlyMap<string, string> | undefined;
  const byGuid = (): ReadonlyMap<string, string> =>
    (guids ??= new Map(tags.flatMap(({ tag: { id, replaces = [] } }) => [...replaces, id].map((own) => [guidOf('tag', own), id] as const))));
  const written = writtenNames(tags);
  const paths = pathsOf(tags);
  const byPath = grouped(tags, ({ tag: { id } }) => pathKey(paths.get(id) ?? []));
  const byWrittenPath = grouped(tags, (flat) => pathKey([...(paths.get(flat.tag.id) ?? []).slice(0, -1), written.get(flat.tag.id) ?? '']));
  const byName = grouped(tags, ({ tag: { id } }) => fold(written.get(id) ?? ''));
  const byLabel = grouped(tags, ({ tag: { label } }) => fold(label));
  const byFoldedId = grouped(tags, ({ tag: { id } }) => fold(id));
  return (given) => {
    const known = typeof given === 'string' ? undefined : byGuid().get(given.guid);
    if (known !== undefined) return { id: known };
    const name = typeof given === 'string' ? given : (given.path.at(-1) ?? '');
    const nested = typeof given === 'string' ? [] : [byPath.get(pathKey(given.path)), byWrittenPath.get(pathKey(given.path))];
    const [id, key] = [tag(name)?.tag.id, fold(name)];
    const labelled = byLabel.get(key) ?? [];
    // A name that is the label of several is nobody's, though one of them is written by it.
    for (const ids of [...nested, id === undefined ? undefined : [id], labelled.length > 1 ? labelled : byName.get(key), labelled, byFoldedId.get(key)]) {
      const [only, ...more] = ids ?? [];
      if (only !== undefined) return more.length === 0 ? { id: only } : 'several';
    }
    return 'none';
  };
}

function pathsOf(tags: readonly FlatTag[]): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  for (const { tag, parent } of tags) paths.set(tag.id, [...(parent === undefined ? [] : (paths.get(parent.id) ?? [])), tag.label]);
  return paths;
}

function pathKey(path: readonly string[]): string {
  return path.map(fold).join('\u0000');
}

function grouped(tags: readonly FlatTag[], key: (flat: FlatTag) => string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const flat of tags) found.set(key(flat), [...(found.get(key(flat)) ?? []), flat.tag.id]);
  return found;
}

function counted(values: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
