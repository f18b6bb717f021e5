/** Three-way merge of one entry's fields. */
import { sameData } from './equal';
import type { Data } from './format';

/** What theirs changed that ours did not; and the fields that both changed, to different values. */
export function mergeFields(
  base: Data,
  ours: Data,
  theirs: Data,
  isDerived: (field: string) => boolean,
): { readonly changes: Data; readonly clashes: readonly string[] } {
  const changes: Record<string, unknown> = {};
  const clashes: string[] = [];
  for (const field of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
    if (sameData(base[field], theirs[field]) || sameData(ours[field], theirs[field])) continue;
    if (sameData(base[field], ours[field])) changes[field] = theirs[field] ?? null;
    else if (!isDerived(field)) clashes.push(field);
  }
  return { changes, clashes };
}

export function sameButDerived(a: Data, b: Data, isDerived: (field: string) => boolean): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => isDerived(field) || sameData(a[field], b[field]));
}
