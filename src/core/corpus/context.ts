/** The words around a place, for lists of results. They are read from the document when somebody looks: the index keeps no text. */
import type { Place } from './types';

/** Characters on either side. */
const length = 60;

export type PlaceInContext = Place & { readonly before: string; readonly after: string };

/** @param text canonical; the line that the place stands in is cut to a readable length around it */
export function inContext(place: Place, text: string): PlaceInContext {
  const { start, end } = place.range;
  // The document may say something else by now: then the words alone are shown.
  if (text.slice(start, end) !== place.text) return { ...place, before: '', after: '' };
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline;
  return { ...place, before: text.slice(Math.max(lineStart, start - length), start), after: text.slice(end, Math.min(lineEnd, end + length)) };
}
