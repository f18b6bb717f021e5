/** Wikidata ids, which a person gives and only a click opens. Pure. */

/** The number has no leading zero and at most 15 digits. */
export function isWikidataId(text: string): boolean {
  return /^Q[1-9]\d{0,14}$/.test(text);
}

/** @param id as {@link isWikidataId} accepts it; the schema of the project file lets no other through */
export function wikidataAddress(id: string): string {
  return `https://www.wikidata.org/wiki/${encodeURIComponent(id)}`;
}
