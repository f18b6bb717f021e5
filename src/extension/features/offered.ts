/** What a list to choose from offers of a corpus that is too large for it: the likeliest, and whatever holds the words that were typed. */

/** A list of more is no longer looked through, and each key would hand all of it to the window. */
const mostOffered = 200;

/**
 * @param likely before the others, in this order; they are left out among those
 * @param says what the typed words are looked for in
 */
export function offered(likely: readonly string[], all: Iterable<string>, says: (one: string) => string, typed: string): readonly string[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (one: string): boolean => {
    const text = words.length > 0 ? says(one).toLowerCase() : '';
    return words.every((word) => text.includes(word));
  };
  const found = likely.filter(fits).slice(0, mostOffered);
  const before = new Set(likely);
  for (const one of all) {
    if (found.length >= mostOffered) break;
    if (!before.has(one) && fits(one)) found.push(one);
  }
  return found;
}
