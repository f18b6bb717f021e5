/** Equality of plain data. Undefined fields count as absent; identical objects are not looked into. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameData(item, b[index]));
  }
  const left = definedEntries(a);
  const right = b as Record<string, unknown>;
  if (left.length !== definedEntries(b).length) return false;
  return left.every(([key, value]) => Object.hasOwn(right, key) && sameData(value, right[key]));
}

function definedEntries(data: object): readonly (readonly [string, unknown])[] {
  return Object.entries(data).filter(([, value]) => value !== undefined);
}
