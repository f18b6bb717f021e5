/** What a list to choose from offers of a corpus that is too large for it: the likeliest, and whatever holds the words that were typed. */

/** A list of more is no longer looked through, and each key would hand all of it to the window. */
const mostOffered = 200;

/**
 * @param likely before the others, in this order; they are left out among those
 * @param says what the typed words are looked for in; asked once of each, when something is looked for in it
 * @returns what is offered for what was typed
 */
export function offering(likely: readonly string[], all: readonly string[], says: (one: string) => string): (typed: string) => readonly string[] {
  const before = new Set(likely);
  const ordered = [...likely, ...all.filter((one) => !before.has(one))];
  const texts: string[] = [];
  return (typed) => {
    const words = typed
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const found: string[] = [];
    for (let i = 0; i < ordered.length && found.length < mostOffered; i++) {
      const one = ordered[i] as string;
      const text = words.length === 0 ? '' : (texts[i] ??= says(one).toLowerCase());
      if (words.every((word) => text.includes(word))) found.push(one);
    }
    return found;
  };
}
