/**
 * Entries of a tree in the words of whoever wrote them, wherever they are moved: an edit writes an entry that comes to another place from its value,
 * which knows nothing of comments, nor of keys of a person's own or of a newer version.
 */
import { changeValue, CannotEdit, locate, stayingIds, type Path } from './edit';
import { extentOf, replace } from './flow';
import type { Data, ListSection } from './format';
import { dedented, indented, inherited, leftoversOf } from './inherit';
import { isMap } from './parse';

export type TreeSection = ListSection & { readonly nested: string };

/** An entry where it stands: in a piece of text, below another entry or none, among its siblings. */
export interface Placed {
  readonly entry: Data;
  readonly text: string;
  readonly path: Path;
  readonly parent: string | undefined;
  readonly siblings: readonly string[];
}

/** All entries of a piece by their keys, each before those below it. */
export function placedIn(section: TreeSection, text: string, path: Path, entries: readonly Data[], parent?: string): readonly (readonly [string, Placed])[] {
  const siblings = entries.map(section.key);
  return entries.flatMap((entry, at) => {
    const own = [...path, at];
    const key = section.key(entry);
    const below = (entry[section.nested] ?? []) as readonly Data[];
    return [[key, { entry, text, path: own, parent, siblings }] as const, ...placedIn(section, text, [...own, section.nested], below, key)];
  });
}

/**
 * A piece with its entries in their own words.
 * @param after entries of the piece, as {@link placedIn} gives them
 * @param isNew whether an entry at the top was written anew
 */
export function inOwnWords(
  section: TreeSection,
  text: string,
  after: readonly (readonly [string, Placed])[],
  origins: ReadonlyMap<string, Placed>,
  isNew: (key: string) => boolean,
  eol: string,
): string {
  let result = text;
  // Below what stands in other words than its own, everything does.
  const others = new Set<string>();
  for (const [key, placed] of after) {
    const origin = origins.get(key);
    if (origin === undefined || !(others.has(placed.parent ?? '') || isAnew(key, placed, origin, isNew))) continue;
    const worded = inWords(section, result, placed, origin, eol);
    if (worded === undefined) others.add(key);
    const left = worded === undefined ? leftoversOf(origin.text, origin.path, section.item, key, section.nested) : [];
    result = worded ?? inherited(result, placed.path, left, eol, section.nested);
  }
  return result;
}

function isAnew(key: string, placed: Placed, origin: Placed, isNew: (key: string) => boolean): boolean {
  if (placed.parent !== origin.parent) return true;
  return placed.parent === undefined ? isNew(key) : !stayingIds(origin.siblings, placed.siblings).has(key);
}

/** One entry in its own words; undefined in brackets, where comments have no place, and where these words cannot be made to say what it says now. */
function inWords(section: TreeSection, text: string, { entry, path }: Placed, origin: Placed, eol: string): string | undefined {
  const there = locate(text, path);
  const words = there.flow ? undefined : wordsOf(origin);
  if (!isMap(there.node) || words === undefined) return undefined;
  const { start, end: last } = extentOfMap(text, there.node);
  const end = start + text.slice(start, last).trimEnd().length;
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const [first = '', ...below] = indented(words, column);
  try {
    return changeValue(replace(text, start, end, [first.trimStart(), ...below].join(eol)), path, origin.entry, entry, section.item, eol);
  } catch (error) {
    if (!(error instanceof CannotEdit)) throw error;
    return undefined;
  }
}

/** The lines of an entry behind its dash, without their indentation; undefined where it is nothing that stands by itself. */
function wordsOf({ text, path }: Placed): readonly string[] | undefined {
  const { node, flow } = locate(text, path);
  if (!isMap(node)) return undefined;
  const { start, end } = extentOfMap(text, node);
  // What others stand beside on a line is theirs as well: a comment behind it, say.
  return flow ? (text.slice(start, end).includes('\n') ? undefined : [text.slice(start, end)]) : dedented(text, start, text.slice(start, end));
}

function extentOfMap(text: string, node: { readonly flow?: boolean; readonly items: readonly unknown[] }): { readonly start: number; readonly end: number } {
  if (node.flow === true) return extentOf(text, node);
  return { start: extentOf(text, node.items[0]).start, end: extentOf(text, node.items.at(-1)).end };
}
