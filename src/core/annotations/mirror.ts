/**
 * The look back: whether the surroundings of a place in the new text come from the passage's own place in the old one, or
 * from another. A copy that stood in the old text already is known by that (reciprocal best hits, as between genomes).
 */
import type { Range } from '../text/range';
import { surroundings } from './context';
import type { OldKnowledge } from './context';
import { searchIn } from './search';
import type { Search } from './search';
import { weights } from './weights';

export interface Mirror {
  /** Whether nothing known of the old text matches the surroundings of `place` better than the passage's own old range does. */
  confirms(place: Range, oldRange: Range): boolean;
}

/** Indexes the old text when it is first asked. */
export function mirrorOf(old: OldKnowledge, text: string): Mirror {
  let known: { readonly search: Search; readonly offsetOf: (oldOffset: number) => number } | undefined;
  return {
    confirms(place, oldRange) {
      known ??= joined(old);
      const start = known.offsetOf(oldRange.start);
      const own = { start, end: start + oldRange.end - oldRange.start };
      const places = known.search.placesOf(surroundings(text, place), [start]).filter(({ alike }) => alike >= weights.minAlike);
      const evidence = (wanted: (range: Range) => boolean): number => places.filter(wanted).reduce((best, found) => Math.max(best, found.evidence), 0);
      const isOwn = (range: Range): boolean => range.start < own.end && own.start < range.end;
      return evidence(isOwn) >= weights.minMirror * evidence((range) => !isOwn(range));
    },
  };
}

/** The fragments as one text, each apart from the next, and where an old offset is in it. */
function joined({ fragments }: OldKnowledge): { search: Search; offsetOf: (oldOffset: number) => number } {
  const separator = '\n\n';
  const placed: { start: number; end: number; at: number }[] = [];
  let at = 0;
  for (const { start, text } of fragments) {
    placed.push({ start, end: start + text.length, at });
    at += text.length + separator.length;
  }
  const search = searchIn(fragments.map(({ text }) => text).join(separator));
  return {
    search,
    offsetOf(oldOffset) {
      const fragment = placed.find(({ start, end }) => start <= oldOffset && oldOffset < end);
      return fragment ? fragment.at + oldOffset - fragment.start : 0;
    },
  };
}
